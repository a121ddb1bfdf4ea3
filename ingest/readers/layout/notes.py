"""Footnotes: lines in smaller type at the foot of a page that begin with a mark, counted on or anew on each page.

A sentence that goes on over the page must not have them in its middle: they stand behind the text, as in a Word file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.layout.fragments import Line, Sheet, natural_width

_SMALLER = 0.93  # of the usual size of the page's lines
_FEW = 8  # characters of a line that does not tell its size
_FOOT = 0.4  # of the page's height: no note begins above it
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FIRST = frozenset(f"{_CIRCLED}[〔［【0123456789 \u3000")
# a number that is no beginning of a list (1. 1、 1)) nor a quantity (1年, 1%)
_MARK_RE = re.compile(
    rf"\s*(?:(?P<circled>[{_CIRCLED}])|[\[〔［【](?P<framed>[0-9]{{1,3}})[\]〕］】]"
    r"|(?P<bare>[1-9][0-9]?)\s*(?=[^\s0-9.,．、，)）:：%％\-—－/年月日号个万亿元人项件]))"
)


_MAYBE_RE = re.compile(rf"\n[{_CIRCLED}\[〔［【1-9 \u3000]")
_MOST_NOTES = 12  # on a page
_LINES_RE = re.compile(rf"^{_MARK_RE.pattern}", re.M)


class Footnote(NamedTuple):
    """The lines of a note, by their index on the page."""

    number: int
    lines: tuple[int, ...]


def marks_of(text: str) -> set[str]:
    """The marks that lines of a page begin with as notes do."""
    if _MAYBE_RE.search(text) is None:  # most pages
        return set()
    marks = {match[0].strip() for match in _LINES_RE.finditer(text)}
    return marks if len(marks) <= _MOST_NOTES else set()  # the rows of a table


def footnotes_of(sheets: Sequence[Sheet], roles: Sequence[Mapping[int, str]]) -> list[list[Footnote]]:
    """The footnotes of each page; `roles` are those of its lines that are no text of it, by their index."""
    result = []
    last = 0
    for sheet, found in zip(sheets, roles, strict=True):
        notes = _on_page(sheet, [i for i in range(len(sheet.lines)) if i not in found], {1, last + 1})
        last = notes[-1].number if notes else last
        result.append(notes)
    return result


def _on_page(sheet: Sheet, own: Sequence[int], first: set[int]) -> list[Footnote]:
    """The notes on a page; the first of them has a number in `first`."""
    limit = height = None
    for at, index in enumerate(own):
        line = sheet.lines[index]
        if line.text[0] not in _FIRST:  # most lines
            continue
        if line.top < _FOOT * sheet.height or line.is_table or _number(line) not in first or not at:
            continue
        if limit is None or height is None:
            limit = _SMALLER * _usual([size for i in own if (size := _size(sheet.lines[i])) is not None])
            height = _SMALLER * _usual([sheet.lines[i].size for i in own if not sheet.lines[i].is_table])
        lines = [sheet.lines[i] for i in own[at:]]
        size = _size(line)
        is_small = line.size < height if size is None else size < limit
        if is_small and _is_foot(lines, limit):
            return list(_grouped(lines, own[at:]))
    return []


def _is_foot(lines: Sequence[Line], limit: float) -> bool:
    """Whether lines are small and one below another."""
    sizes = (_size(line) for line in lines)
    return all(size is None or size < limit for size in sizes) and all(
        a.top < b.top and not b.is_table for a, b in pairwise(lines)
    )


def _grouped(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[Footnote]:
    """Each note with the lines that go on with it."""
    number = 0
    group: list[int] = []
    for line, index in zip(lines, indexes, strict=True):
        found = _number(line)
        if found is not None and (not group or found == number + 1):
            if group:
                yield Footnote(number, tuple(group))
            number, group = found, []
        group.append(index)
    yield Footnote(number, tuple(group))


def _usual(sizes: Sequence[float]) -> float:
    """The size of the page's text: notes may be more than half of its lines, but not more than three quarters."""
    return sorted(sizes)[-1 - len(sizes) // 4] if sizes else 0.0


def _size(line: Line) -> float | None:
    """How wide a Chinese character of the line is: fonts do not agree on how high one is. None if it has few."""
    if line.is_table or len(line.text) < _FEW:
        return None
    return (line.x1 - line.x0) / natural_width(line.text, 1.0)


def _number(line: Line) -> int | None:
    """The number of the note that a line begins.

    >>> _number(Line("②见附件", 0, 9, 0, 9, 0)), _number(Line("2. 见附件", 0, 9, 0, 9, 0))
    (2, None)
    """
    match = _MARK_RE.match(line.text)
    if match is None:
        return None
    return _CIRCLED.index(match["circled"]) + 1 if match["circled"] else int(match["framed"] or match["bare"])
