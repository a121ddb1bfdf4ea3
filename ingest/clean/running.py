"""Running heads and page numbers that a copy took along: lines that come back and stand in the middle of a sentence.

A line that says which page of how many it is (第2页/共5页, 某文件.pdf 第 2 / 5 页) is one, and one that begins or ends
with the number of a page (- 2 -, 某报 第2页) in the middle of a sentence. Another is one if it stands three times or
more (its numbers aside), and twice or more where no sentence ends before it and none begins behind it, once at least
within a word or before a comma. The first one stays if it interrupts nothing: it may be the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from ingest.clean.likelihood import seam_gain
from ingest.clean.lines import Row, in_tables, rows_of
from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN_RE

_LONGEST = 40
_LEAST_TIMES, _LEAST_BREAKS = 3, 2
_MOST_LINES = 4  # that a page has at its edges
_WORD_GAIN = 3.0
_NUMBER_RE = re.compile("[0-9]+")
_PROSE_RE = re.compile("[，。；、：！？,;|\t]")
_PAGE_NUMBER_RE = re.compile(r"[-—–·\s]*(?:第\s*)?#\s*页?(?:\s*[/／,共]\s*(?:共\s*)?#\s*页?)?[-—–·\s]*")
_PAGE_OF_RE = re.compile(
    r".{0,60}第 ?# ?(?:页 ?[/／]? ?共|[/／] ?共?) ?# ?页|.{1,60}\.(?:pdf|docx?|ofd|wps|s?html?) ?# ?[/／] ?#", re.I
)
_PAGE_END_RE = re.compile(r"(?:.{0,30} )?[-—–] ?# ?[-—–](?: .{1,30})?|.{0,30} 第 ?# ?页")
_PAGES = (_PAGE_OF_RE, _PAGE_END_RE)


def set_apart(buffer: Buffer) -> Buffer:
    """The text without them; where a line breaks within a word, the word is whole again."""
    rows = rows_of(buffer.text)
    groups = _groups(rows)
    if not groups:
        return buffer
    tables = in_tables(buffer, rows)
    around = {
        index: (first - 1, last + 1)
        for first, last in _runs(index for group in groups.values() for index in group)
        for index in range(first, last + 1)
        if first > 0 and last + 1 < len(rows) and last - first < _MOST_LINES
    }
    gone: dict[int, str] = {}
    for key, group in groups.items():
        if _PAGE_OF_RE.fullmatch(key):
            gone |= dict.fromkeys(group, "page-number")
            continue
        breaks = {
            index: gain
            for index in group
            if index in around and (gain := _break(rows, index, around[index], tables)) is not None
        }
        if _PAGE_END_RE.fullmatch(key):
            gone |= dict.fromkeys(breaks, "page-number")
        if len(breaks) < _LEAST_BREAKS or max(breaks.values()) <= _WORD_GAIN:
            continue
        name = "page-number" if _PAGE_NUMBER_RE.fullmatch(key) else "header"
        kept = group[:1] if name == "header" and group[0] not in breaks else []
        gone |= {index: name for index in group if index not in kept}
    return buffer.edit("header", _edits(buffer.text, rows, gone))


def _groups(rows: Sequence[Row]) -> dict[str, list[int]]:
    """The lines that come back, by their words with each number as `#`."""
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if _PROSE_RE.search(row.text) is None and len(text := " ".join(row.text.split())) <= _longest(row):
            groups.setdefault(_NUMBER_RE.sub("#", text), []).append(index)
    return {
        key: group
        for key, group in groups.items()
        if len(group) >= _LEAST_TIMES or any(p.fullmatch(key) for p in _PAGES)
    }


def _longest(row: Row) -> int:
    """How long a line may be that comes back: a file's name before its page may be that of the text."""
    return _LONGEST if row.text[-1] not in "页0123456789" else 2 * _LONGEST


def _runs(indexes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of those that follow each other."""
    first = last = -1
    for index in sorted(indexes):
        if index == last + 1 and last >= 0:
            last = index
            continue
        if last >= 0:
            yield first, last
        first = last = index
    if last >= 0:
        yield first, last


def _break(rows: Sequence[Row], index: int, around: tuple[int, int], tables: frozenset[int]) -> float | None:
    """How much likelier the sentence around a line is without it; None if one ends before it."""
    left, right = rows[around[0]], rows[around[1]]
    if left.is_complete or right.begins_anew or tables & {left.start, rows[index].start, right.start}:
        return None
    if right.goes_on:
        return inf
    gain = _gain(left, right)
    if gain > max(_WORD_GAIN, _gain(left, rows[index])):
        return gain
    return 0.0 if left.is_prose or left.text[-1] in "，,、" else None


def _gain(left: Row, right: Row) -> float:
    is_han = HAN_RE.match(left.text[-1]) and HAN_RE.match(right.text[0])
    return seam_gain(left.text, right.text) if is_han else 0.0


def _edits(text: str, rows: Sequence[Row], gone: Mapping[int, str]) -> Iterator[Edit]:
    for first, last in _runs(gone):
        if not _is_within_word(rows, first, last):
            yield from (_whole_line(text, rows[index], gone[index]) for index in range(first, last + 1))
            continue
        yield Edit(rows[first - 1].end, rows[first].start, repair="rejoined")
        for index in range(first, last + 1):
            yield Edit(rows[index].start, rows[index].end, repair=gone[index])
            yield Edit(rows[index].end, rows[index + 1].start, repair="rejoined")


def _is_within_word(rows: Sequence[Row], first: int, last: int) -> bool:
    if first == 0 or last + 1 == len(rows) or rows[first - 1].is_complete:
        return False
    left, right = rows[first - 1], rows[last + 1]
    if right.goes_on:
        return True
    return not right.begins_anew and (left.is_prose or left.text[-1] in "，,、" or _gain(left, right) > _WORD_GAIN)


def _whole_line(text: str, row: Row, name: str) -> Edit:
    """The edit that takes a line out with its line end; the indentation of the next one tells of a new paragraph."""
    start = text.rfind("\n", 0, row.start) + 1
    end = text.find("\n", row.end) + 1
    return Edit(start, end or len(text), repair=name)
