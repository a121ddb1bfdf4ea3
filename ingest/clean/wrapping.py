"""Lines that an editor or a scan wrapped at a fixed width: joined to paragraphs.

A text is wrapped if most of its lines that end in the middle of a sentence are of one width, in characters or in
columns, or of nearly one width with words running across their ends; a paragraph then ends with a shorter line, and
the next one begins indented, with a number or after a blank line. A title in 《》 that a line leaves open goes on
wherever the line ends. A copy may have a blank line between any two.
Formats with paragraphs of their own are not asked (`ingest.clean`): paragraphs of equal length are no wrapped lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.clean.likelihood import seam_gain
from ingest.clean.lines import FINAL_STOPS, Row
from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN_RE
from kg.model import Place

_LEAST_LINES, _LEAST_OPEN = 6, 4
_NARROWEST, _WIDEST = 12, 60
_SLACK, _RAGGED = 3, 8
_FULL_SHARE, _OPEN_SHARE = 0.5, 0.7  # of the lines that go on, of those among them that end no sentence
_RAGGED_SHARE, _WORD_SHARE = (
    0.8,
    0.15,
)  # where widths differ more: of the open lines, and of those that end within a word
_WORD_GAIN = 3.0
_SAMPLE = 100  # lines whose ends are looked at
_SPREAD_SHARE = 0.9  # of the lines that a blank one follows
_NEAR = 0.7  # of the width
_COMMA_RE = re.compile("[，,、]")
_TEXT_SHARE = 0.3  # of the text, which headings of one width are not
_LINE_RE = re.compile(r"[^\n]+")
_MENU_RE = re.compile(r"\S(?:[ \u3000]{2,}\S+){2}| [|｜│>＞›»]+ ")
_INDENT_RE = re.compile(r"[ \u3000]{2,}|\u3000")
_WIDE_RE = re.compile("[\u2e80-\uffff]")
_Line = tuple[int, int, str]  # from, to, without the blanks at its end


class _Band(NamedTuple):
    """`held` lines are at most `width` wide and not much less."""

    measure: Callable[[str], float]
    width: float
    held: int
    slack: int = _SLACK


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
    pairs = list(pairwise(lines))
    spread = sum(below[0] - line[1] == 2 for line, below in pairs)
    gap = 2 if spread and spread >= _SPREAD_SHARE * len(pairs) else 1
    whole = sum([len(text) for _, _, text in lines])
    narrow = sum([len(text) for _, _, text in lines if len(text) <= 2 * _WIDEST])
    near = [(line, below) for line, below in pairs if below[0] - line[1] == gap]
    wrapped = near if narrow >= _TEXT_SHARE * whole else []
    followed = [(line, below) for line, below in wrapped if _goes_on(line[2], below[2])]
    joined = [(line, below) for line, below in near if _cuts_title(line[2], below[2])]
    band = _band([(line[2], below[2]) for line, below in followed])
    if band is not None and band.held * band.width >= _TEXT_SHARE * whole:
        joined += [(line, below) for line, below in followed if _is_wrapped(band, line[2], below[2])]
    ends = {start + len(text): below for (start, _, text), (below, _, _) in joined}
    yield from (Edit(end, ends[end]) for end in sorted(ends))


def _is_wrapped(band: _Band, text: str, below: str) -> bool:
    """Whether a line was cut at the width of its text, or a little before it in the middle of a word."""
    if band.measure(text) >= band.width - band.slack:
        return band.slack == _SLACK or text[-1] not in FINAL_STOPS
    is_near = band.measure(text) >= _NEAR * band.width and _COMMA_RE.search(text) is not None
    return is_near and _is_within_word(text, below)


def _cuts_title(line: str, below: str) -> bool:
    """Whether a title in 《》 begins on a line and ends on the next one.

    >>> _cuts_title("根据《某省社区", "条例》，现"), _cuts_title("《某省条例》", "《办法》")
    (True, False)
    """
    if line.rfind("《") <= line.rfind("》"):
        return False
    return below.find("》") >= 0 and not 0 <= below.find("《") < below.find("》")


def _goes_on(line: str, below: str) -> bool:
    """Whether the line below may be the rest of a paragraph: neither indented nor numbered, and no row of a menu."""
    anew = _INDENT_RE.match(below) is not None or Row(0, len(below), below.strip()).begins_anew
    return not anew and _MENU_RE.search(line) is None and _MENU_RE.search(below) is None


def _band(seams: Sequence[tuple[str, str]]) -> _Band | None:
    """How wide the lines are at their widest that were wrapped; None if they were not.

    `seams` are lines with those below them that begin no paragraph. Of the wrapped ones hardly any ends a sentence;
    what else ends none, a heading, is of any length.
    """
    open_seams = [seam for seam in seams if seam[0][-1] not in FINAL_STOPS]
    open_lines = [line for line, _ in open_seams]
    for slack, share, measures in _WAYS:
        band = max((_widest(open_lines, measure, slack) for measure in measures), key=lambda band: band.held)
        enough = max(_LEAST_OPEN, _FULL_SHARE * len(seams), share * len(open_lines))
        if band.held >= enough and _NARROWEST <= band.width <= _WIDEST:
            return band if slack == _SLACK or _runs_across(open_seams) else None
    return None


def _runs_across(seams: Sequence[tuple[str, str]]) -> bool:
    """Whether words run across the ends of so many lines that no author broke them there."""
    sample = seams[:_SAMPLE]
    within = sum(1 for line, below in sample if _is_within_word(line, below))
    return within >= max(_LEAST_OPEN, _WORD_SHARE * len(sample))


def _is_within_word(line: str, below: str) -> bool:
    is_han = HAN_RE.match(line[-1]) and HAN_RE.match(below[0])
    return bool(is_han) and seam_gain(line, below) > _WORD_GAIN


def _widest(lines: Sequence[str], measure: Callable[[str], float], slack: int) -> _Band:
    """The band of widths that holds most lines."""
    widths = sorted([measure(line) for line in lines])
    return max(
        (
            _Band(measure, width, bisect_right(widths, width) - bisect_left(widths, width - slack), slack)
            for width in widths
        ),
        key=lambda band: (band.held, band.width),
        default=_Band(measure, 0, 0),
    )


def _columns(line: str) -> float:
    """The width in characters of full width: a Latin letter and a digit take half of one."""
    return (len(line) + len(_WIDE_RE.findall(line))) / 2


# how much the widths differ, of how many of the open lines, measured how
_WAYS: tuple[tuple[int, float, tuple[Callable[[str], float], ...]], ...] = (
    (_SLACK, _OPEN_SHARE, (len, _columns)),
    (_RAGGED, _RAGGED_SHARE, (len,)),
)
