"""Which lines go on with the line before: that one runs to the margin, this one begins at it, in the same type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.layout.fragments import Line, is_wide

_BIN = 4.0
_SHARE = 0.15  # of the lines of a column: so many begin or end at a margin
_FEW = 6  # lines from which no margin can be told
_TYPE, _TYPES = 0.15, 0.4  # difference in size; that between a Chinese and a Latin font of one size
_PITCH = 1.6  # of the usual distance between lines: a larger one parts paragraphs
_STOPS = "。！？!?…”"
_TOKEN_RE = re.compile(r"(?:[A-Za-z0-9.,%$'’-]+|.)[，。、；：？！）》”%]*")
_CLOSERS = frozenset("，。、；：？！）》”%")
_NARROW = 0.55  # of the height: width of a Latin letter
_LEAST, _LEAST_ALONE = 10, 18  # characters of a line that a margin ended; the latter where few lines tell the margin
_LEADER_RE = re.compile(r"(?:[.．·•…]\s?){3,}\s*[0-9]+\s*$")  # to a page number, in a table of contents
_ANEW_RE = re.compile(
    r"第[一二三四五六七八九十百零0-9]+[编章节条]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十0-9]+[)）]|[0-9]+[.、．](?![0-9])"
)


class Margins(NamedTuple):
    """Where the lines of a column begin and end; `few` if hardly more than one line tells it."""

    left: float
    right: float
    few: bool


def wrapped(pages: Sequence[Sequence[Line]]) -> list[list[bool]]:
    """For each line of each page whether it goes on with the one before it, be it in another column or on another page.

    Lines are those of the body in reading order.
    """
    result, last = [], None
    margins: Margins | None = None
    indents = _indents(pages)
    for lines in pages:
        marks: list[bool] = []
        pitch = _pitch(lines)
        for start, end in _flows(lines):
            before, margins = margins, _margins(lines[start:end], margins)
            for index in range(start, end):
                line = lines[index]
                here = before if index == start and before is not None else margins
                marks.append(last is not None and _goes_on(last, line, here, margins, index > start, pitch, indents))
                last = line
        result.append(marks)
    return result


def _flows(lines: Sequence[Line]) -> list[tuple[int, int]]:
    if not lines:
        return []
    starts = [i for i, line in enumerate(lines) if i == 0 or line.flow != lines[i - 1].flow]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _margins(lines: Sequence[Line], before: Margins | None) -> Margins:
    """Where the lines of a column begin and end; those of the column before where too few tell."""
    prose = [line for line in lines if not line.is_table]
    if not prose:
        return before or Margins(0.0, 0.0, True)
    lefts, rights = [line.x0 for line in prose], [line.x1 for line in prose]
    left, right = min(lefts), max(rights)
    if len(prose) >= _FEW:
        least = _SHARE * len(prose)
        begins = Counter([int(x / _BIN) for x in lefts])
        ends = Counter([int(x / _BIN) for x in rights])
        left = min((b * _BIN for b, n in begins.items() if n + begins[b + 1] >= least), default=left)
        right = max(((b + 1) * _BIN for b, n in ends.items() if n + ends[b - 1] >= least), default=right)
        return Margins(left, right, False)
    if before is not None and not before.few and before.left - _BIN < left < before.right:
        return Margins(min(left, before.left), max(right, before.right), False)
    return Margins(left, right, True)


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    steps = sorted(b.top - a.top for a, b in pairwise(lines) if b.top > a.top)
    return steps[len(steps) // 2] if steps else 0.0


def _indents(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether paragraphs begin indented."""
    indented = total = 0
    for lines in pages:
        if lines:
            left = min([line.x0 for line in lines])
            total += len(lines)
            inside = [line for line in lines if line.x0 > left]
            indented += sum(1.2 < (line.x0 - left) / (line.size or 1.0) < 2.8 for line in inside)
    return indented > 0.03 * total


def _goes_on(
    a: Line, b: Line, margins_a: Margins, margins_b: Margins, same_flow: bool, pitch: float, indents: bool
) -> bool:
    a_text, a_left, a_right, a_top, a_bottom, _, is_table = a
    size = a_bottom - a_top
    if is_table or b.is_table or not _same_type(a, b):
        return False
    if same_flow and pitch and b.top - a_top > _PITCH * (pitch if pitch > size else size):
        return False
    few = margins_a.few or margins_b.few
    if a_right - a_left < (_LEAST_ALONE if few else _LEAST) * size:
        return False
    if a_text.rstrip()[-1:].isdecimal() and _LEADER_RE.search(a_text):
        return False
    free = margins_a.right - 0.6 * size - a_right
    if free >= 0 and _first_width(b.text, size) <= free:
        return False
    is_complete = a_text[-1:] in _STOPS
    if is_complete and _ANEW_RE.match(b.text):
        return False
    if b.x0 - margins_b.left <= 0.8 * size:
        return indents or not is_complete
    return same_flow and abs(b.x0 - a_left) <= 0.3 * size and not is_complete


def _first_width(text: str, size: float) -> float:
    """The width of what must stand together at the beginning of a line."""
    if is_wide(text[0]) and text[1:2] not in _CLOSERS:
        return size
    match = _TOKEN_RE.match(text)
    return sum(size if is_wide(c) else _NARROW * size for c in match[0]) if match else 0.0


def _same_type(a: Line, b: Line) -> bool:
    """Whether two lines, as far as their first characters show it, are of one size."""
    size = a.bottom - a.top
    difference = abs(size - b.bottom + b.top)
    if difference <= _TYPE * size or not size:
        return True
    return difference <= _TYPES * size and not all(is_wide(c) for t in (a.text, b.text) for c in (t[0], t[-1]))
