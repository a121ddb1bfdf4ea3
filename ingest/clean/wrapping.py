"""Lines that an editor or a scan wrapped at a fixed width: joined to paragraphs.

A text is wrapped if most of its lines are of one length and many of these end in the middle of a sentence; a
paragraph then ends with a shorter line, and the next one begins indented, with a number or after a blank line.
Formats with paragraphs of their own are not asked (`ingest.clean`): paragraphs of equal length are no wrapped lines.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.clean.lines import FINAL_STOPS, Row
from ingest.clean.offsets import Buffer, Edit
from kg.model import Place

_LEAST_LINES = 6
_WIDEST = 60
_SLACK = 3
_FULL_SHARE, _OPEN_SHARE = 0.5, 0.4
_LINE_RE = re.compile(r"[^\n]+")
_INDENT_RE = re.compile(r"[ \u3000]{2,}|\u3000")
_Line = tuple[int, int, str]  # from, to, without the blanks at its end


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
    width = _width([text for _, _, text in lines])
    if width is None:
        return
    for (start, end, text), (below_start, _, below) in pairwise(lines):
        adjacent = below_start - end == 1
        anew = _INDENT_RE.match(below) or Row(0, len(below), below.strip()).begins_anew
        if adjacent and len(text) >= width - _SLACK and not anew:
            yield Edit(start + len(text), below_start)


def _width(lines: list[str]) -> int | None:
    """The length at which the lines were wrapped; None if they were not."""
    if len(lines) < _LEAST_LINES:
        return None
    width = sorted(len(line) for line in lines)[-max(len(lines) // 20, 1)]
    full = [line for line in lines if width - _SLACK <= len(line) <= width + _SLACK]
    is_open = [line for line in full if line[-1] not in FINAL_STOPS]
    if width > _WIDEST or width < 12 or len(full) < _FULL_SHARE * len(lines):
        return None
    return width if len(is_open) >= _OPEN_SHARE * len(full) else None
