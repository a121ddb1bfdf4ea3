"""A stretch of text around what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
WIDTH = 120
_CUT = "…"


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


def make_snippet(text: str, spans: Sequence[Span], *, width: int = WIDTH) -> Snippet:
    """The best stretch of `text`, about `width` long; cut ends show an ellipsis, line breaks become spaces.

    >>> make_snippet("社区治理", [(0, 2)])
    Snippet(text='社区治理', marks=((0, 2),))
    """
    start, end = _window(len(text), spans, width)
    head, tail = _CUT if start > 0 else "", _CUT if end < len(text) else ""
    shift = len(head) - start
    inside = ((max(left, start), min(right, end)) for left, right in spans)
    marks = ((left + shift, right + shift) for left, right in inside if left < right)
    shown = "".join(" " if char.isspace() else char for char in text[start:end])
    return Snippet(head + shown + tail, tuple(marks))
