"""Lines that an editor or a scan wrapped at a fixed width: joined to paragraphs.

A text is wrapped if most of its lines that end in the middle of a sentence are of one width, in characters or in
columns; a paragraph then ends with a shorter line, and the next one begins indented, with a number or after a blank
line.
Formats with paragraphs of their own are not asked (`ingest.clean`): paragraphs of equal length are no wrapped lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.clean.lines import FINAL_STOPS, Row
from ingest.clean.offsets import Buffer, Edit
from kg.model import Place

_LEAST_LINES, _LEAST_OPEN = 6, 4
_NARROWEST, _WIDEST = 12, 60
_SLACK = 3
_FULL_SHARE, _OPEN_SHARE = 0.5, 0.7  # of the lines that go on, of those among them that end no sentence
_TEXT_SHARE = 0.3  # of the text, which headings of one width are not
_LINE_RE = re.compile(r"[^\n]+")
_MENU_RE = re.compile(r"\S(?:[ \u3000]{2,}\S+){2}| [|>]+ ")
_INDENT_RE = re.compile(r"[ \u3000]{2,}|\u3000")
_WIDE_RE = re.compile("[\u2e80-\uffff]")
_Line = tuple[int, int, str]  # from, to, without the blanks at its end


class _Band(NamedTuple):
    """`held` lines are at most `width` wide and not much less."""

    measure: Callable[[str], float]
    width: float
    held: int


def rejoin(buffer: Buffer, within: Sequence[Place] | None = None) -> Buffer:
    """The buffer with its wrapped lines joined; where `within` is told, only lines of one innermost place of it."""
    lines = [(m.start(), m.end(), m[0].rstrip()) for m in _LINE_RE.finditer(buffer.text) if m[0].strip()]
    if len(lines) < _LEAST_LINES:
        return buffer
    groups = [lines] if within is None else _by_place(buffer, lines, within)
    return buffer.edit("unwrapped", [edit for group in groups for edit in _joins(group)])


def _by_place(buffer: Buffer, lines: Sequence[_Line], places: Sequence[Place]) -> list[list[_Line]]:
    """The lines that stand one after the other in the same innermost place, in order."""
    inner = _innermost(places, [buffer.source_span(start, end)[0] for start, end, _ in lines])
    groups: list[list[_Line]] = []
    last: Place | None = None
    for line, place in zip(lines, inner, strict=True):
        if place is None or place is not last:
            groups.append([])
        groups[-1].append(line)
        last = place
    return groups


def _innermost(places: Sequence[Place], offsets: Sequence[int]) -> list[Place | None]:
    """For each offset of the source the smallest place that holds it. Places are in order, outer ones first."""
    found: dict[int, Place | None] = {}
    opened: list[Place] = []
    coming = deque(places)
    for at in sorted(offsets):
        while coming and coming[0].start <= at:
            place = coming.popleft()
            opened = _holding(opened, place.start)
            opened.append(place)
        opened = _holding(opened, at)
        found[at] = opened[-1] if opened else None
    return [found[at] for at in offsets]


def _holding(opened: list[Place], at: int) -> list[Place]:
    while opened and opened[-1].end <= at:
        opened.pop()
    return opened


def _joins(lines: Sequence[_Line]) -> Iterator[Edit]:
    followed = [
        (line, below) for line, below in pairwise(lines) if below[0] - line[1] == 1 and _goes_on(line[2], below[2])
    ]
    band = _band([text for (_, _, text), _ in followed])
    if band is None or band.held * band.width < _TEXT_SHARE * sum([len(text) for _, _, text in lines]):
        return
    for (start, _, text), (below, _, _) in followed:
        if band.measure(text) >= band.width - _SLACK:
            yield Edit(start + len(text), below)


def _goes_on(line: str, below: str) -> bool:
    """Whether the line below may be the rest of a paragraph: neither indented nor numbered, and no row of a menu."""
    anew = _INDENT_RE.match(below) is not None or Row(0, len(below), below.strip()).begins_anew
    return not anew and _MENU_RE.search(line) is None and _MENU_RE.search(below) is None


def _band(lines: Sequence[str]) -> _Band | None:
    """How wide the lines are at their widest that were wrapped; None if they were not.

    `lines` are those on which one follows that begins no paragraph. Of the wrapped ones hardly any ends a sentence;
    what else ends none, a heading, is of any length.
    """
    open_lines = [line for line in lines if line[-1] not in FINAL_STOPS]
    bands = [_widest(open_lines, measure) for measure in (len, _columns)]
    band = max(bands, key=lambda band: band.held)
    enough = max(_LEAST_OPEN, _FULL_SHARE * len(lines), _OPEN_SHARE * len(open_lines))
    return band if band.held >= enough and _NARROWEST <= band.width <= _WIDEST else None


def _widest(lines: Sequence[str], measure: Callable[[str], float]) -> _Band:
    """The band of widths that holds most lines."""
    widths = sorted([measure(line) for line in lines])
    return max(
        (_Band(measure, width, bisect_right(widths, width) - bisect_left(widths, width - _SLACK)) for width in widths),
        key=lambda band: (band.held, band.width),
        default=_Band(measure, 0, 0),
    )


def _columns(line: str) -> float:
    """The width in characters of full width: a Latin letter and a digit take half of one."""
    return (len(line) + len(_WIDE_RE.findall(line))) / 2
