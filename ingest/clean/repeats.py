"""Paragraphs that were pasted twice: the second copy is set apart.

Only what follows itself at once is certain: a paragraph of some length that is running text, or a run of lines (the
whole text, a section) with such a paragraph in it. A line that comes back elsewhere is left: refrains, signatures,
annexes, rows of tables, and an article that one text quotes from another are meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.clean.lines import Row, in_tables, rows_of
from ingest.clean.offsets import Buffer, Edit

NAME = "repeated"
_LEAST = 40  # characters of a paragraph
_STOPS = "。！？!?"  # an item of a list, or a piece of what was cut, ends otherwise


def set_apart(buffer: Buffer) -> Buffer:
    while True:  # a copy within a copy; each pass takes at least a paragraph out
        rows = rows_of(buffer.text)
        long = [row.text for row in rows if len(row.text) >= _LEAST]
        copies = list(_copies(rows)) if len(set(long)) < len(long) else []
        if not copies:
            return buffer
        tables = in_tables(buffer, rows)
        edits = [
            Edit(rows[first - 1].end, rows[last - 1].end)
            for first, last in copies
            if not any(row.start in tables for row in rows[first:last])
        ]
        if not edits:
            return buffer
        buffer = buffer.edit(NAME, edits)


def _copies(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The first line of each second copy, and the line after its last; in order, apart from each other."""
    found: dict[str, int] = {}
    checked: dict[int, int] = {}  # how far a distance between copies is known
    free = 0
    for index, row in enumerate(rows):
        if not _is_paragraph(row):
            continue
        first, found[row.text] = found.get(row.text), index
        if first is None or first < checked.get(index - first, 0):
            continue
        step = index - first
        low, high = _alike(rows, first, step)
        checked[step] = high
        if high - low >= step and low + step >= free and _is_certain(rows[low + step : high + step], step):
            free = high + step
            yield low + step, high + step


def _is_paragraph(row: Row) -> bool:
    return len(row.text) >= _LEAST and row.last in _STOPS and "|" not in row.text


def _alike(rows: Sequence[Row], first: int, step: int) -> tuple[int, int]:
    """The lines around `first` that are each equal to the one `step` lines below it."""
    low = high = first
    while low > 0 and rows[low - 1].text == rows[low - 1 + step].text:
        low -= 1
    while high + step < len(rows) and rows[high].text == rows[high + step].text:
        high += 1
    return low, high


def _is_certain(copy: Sequence[Row], step: int) -> bool:
    """Whether it was pasted: a numbered line alone may be one that a list or a form has twice; rows of a table may."""
    return not any("|" in row.text for row in copy) and not (step == 1 and copy[0].begins_anew)
