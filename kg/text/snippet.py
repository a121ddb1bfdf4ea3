"""A stretch of text around what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
WIDTH = 120
_CUT = "…"
_LONGEST_KEPT = 40  # a mark at the edge is shown whole up to this length
_BORDERS = "。！？；，、：,;:!?\n "


@dataclass(frozen=True, slots=True)
class Snippet:
    """Plain text (escaping is the page's business); `marks` are spans in it."""

    text: str
    marks: tuple[Span, ...]


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _window(length: int, spans: Sequence[Span], width: int) -> Span:
    """The window of `width` that covers most marked characters, the marks a little right of its start."""
    if length <= width:
        return 0, length
    if not spans:
        return 0, width

    def covered(start: int) -> int:
        return sum(max(0, min(right, start + width) - max(left, start)) for left, right in spans)

    starts = [max(0, min(left - width // 4, length - width)) for left, _ in spans]
    best = max(starts, key=lambda start: (covered(start), -start))
    return best, best + width


def _tidied(text: str, window: Span, spans: Sequence[Span]) -> Span:
    """The window, begun after a comma or full stop where that loses no mark, and with the mark at its end whole."""
    start, end = window
    first = min((left for left, right in spans if right > start), default=start)
    if start > 0:
        start = next((at + 1 for at in range(start, first) if text[at] in _BORDERS), start)
    over = [right for left, right in spans if left < end < right and right - left <= _LONGEST_KEPT]
    return start, max([end, *over])


def make_snippet(text: str, spans: Sequence[Span], *, width: int = WIDTH) -> Snippet:
    """The best stretch of `text`, about `width` long; cut ends show an ellipsis, line breaks become spaces.

    >>> make_snippet("社区治理", [(0, 2)])
    Snippet(text='社区治理', marks=((0, 2),))
    """
    start, end = _tidied(text, _window(len(text), spans, width), spans)
    head, tail = _CUT if start > 0 else "", _CUT if end < len(text) else ""
    shift = len(head) - start
    inside = ((max(left, start), min(right, end)) for left, right in spans)
    marks = ((left + shift, right + shift) for left, right in inside if left < right)
    shown = "".join(" " if char.isspace() else char for char in text[start:end])
    return Snippet(head + shown + tail, tuple(marks))
