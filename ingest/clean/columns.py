"""Paragraphs that were broken across columns or lines: rejoined; a box that stood in the break is moved out.

A paragraph is broken if it is running text and ends without a stop. Where a word runs across to the line after a
complete paragraph (…资源统 | … | 筹起来…), what stands between is a box: it goes before the heading of the section
that it interrupts and is noted as one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ingest.clean.likelihood import seam_gain
from ingest.clean.lines import Row, rows_of
from ingest.clean.offsets import Buffer, Edit, Note
from ingest.hanzi import HAN_RE

_LONG, _SHORT = 60, 10
_WORD_GAIN = 3.0
_REACH = 3  # paragraphs that a box may have
_HISTORY_RE = re.compile(r"[（(]?(?:[0-9]{4}\s*年|根据)[^。]*(?:通过|批准|公布|修正|修订|施行|发布|印发|废止)[)）]?$")


def rejoin(buffer: Buffer) -> Buffer:
    """The buffer after one pass; every break found in it is mended."""
    while (move := _find_box(rows_of(buffer.text))) is not None:
        buffer = _move_box(buffer, *move)
    rows = rows_of(buffer.text)
    tables = _in_tables(buffer, rows)
    edits = [
        Edit(row.end, below.start, _glue(row, below))
        for row, below in pairwise(rows)
        if not (row.start in tables or below.start in tables) and _is_broken(row) and _goes_on(row, below)
    ]
    return buffer.edit("rejoined", edits)


def _in_tables(buffer: Buffer, rows: Sequence[Row]) -> frozenset[int]:
    """Where those lines begin that are rows of a table, as the file's layout tells."""
    spans = [note.source for note in buffer.notes if note.kind == "block-table"]
    if not spans:
        return frozenset()
    found = ((row.start, buffer.source_span(row.start, row.start + 1)[0]) for row in rows)
    return frozenset(start for start, at in found if (i := bisect_right(spans, (at + 1,))) and at < spans[i - 1][1])


def _is_broken(row: Row) -> bool:
    """Whether a line is running text that stops in the middle of a sentence."""
    if row.is_complete or row.text[0] in "|#" or _HISTORY_RE.match(row.text):
        return False
    if row.last in "，,、":
        return len(row.text) >= _SHORT
    return "。" in row.text or (len(row.text) >= _LONG and re.search("[，,；;]", row.text) is not None)


def _goes_on(row: Row, below: Row) -> bool:
    """Whether the line below may be the rest of a broken one."""
    if below.begins_anew or len(below.text) < 2:
        return False
    if below.is_complete or _is_broken(below):
        return True
    return _gain(row, below) > _WORD_GAIN


def _gain(row: Row, below: Row) -> float:
    if row.text[-1] in "，,、" or not HAN_RE.match(row.text[-1]) or not HAN_RE.match(below.text[0]):
        return 0.0
    return seam_gain(row.text, below.text)


def _glue(row: Row, below: Row) -> str:
    """What stands between the two: a space where both are Latin."""
    return " " if re.fullmatch("[A-Za-z]{2}", row.text[-1] + below.text[0]) else ""


def _find_box(rows: Sequence[Row]) -> tuple[Row, Row, Row] | None:
    """The first and last line of a box and the line that it goes before; None if there is no box."""
    for index, row in enumerate(rows):
        if not _is_broken(row) or index + 2 >= len(rows) or _gain(row, rows[index + 1]) > _WORD_GAIN:
            continue
        for rest in range(index + 2, min(index + 2 + _REACH, len(rows))):
            if not all(r.is_complete and not r.begins_anew for r in rows[index + 1 : rest]):
                break
            if not rows[rest].begins_anew and _gain(row, rows[rest]) > _WORD_GAIN:
                return rows[index + 1], rows[rest - 1], _section(rows, index)
    return None


def _section(rows: Sequence[Row], index: int) -> Row:
    """The heading of the section that line `index` stands in; the line itself where there is none."""
    for row in reversed(rows[:index]):
        if not row.is_complete and not row.is_prose:
            return row
    return rows[index]


def _move_box(buffer: Buffer, first: Row, last: Row, before: Row) -> Buffer:
    """The box with the line ends after it put before another line."""
    end = last.end + len(buffer.text[last.end :]) - len(buffer.text[last.end :].lstrip("\n"))
    note = Note("box", buffer.source_span(first.start, last.end), buffer.text[first.start : last.end])
    return buffer.note([note]).move(first.start, end, before.start)
