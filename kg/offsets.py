"""From a span of the cleaned text back to the characters of the source file, through the offset map.

The map is `Document.segments`: contiguous in the cleaned text, but in any order in the source (columns are rejoined,
boxes moved), so a span may have several pieces there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Segment

Span = tuple[int, int]


def source_spans(segments: Sequence[Segment], start: int, end: int) -> list[Span]:
    """The pieces of the source that the cleaned span `[start, end)` was made of, in the order of the cleaned text.

    Neighbouring pieces are joined; a repaired segment counts as a whole; what was set apart is in none. Where the
    cleaned span was only inserted, the one piece is empty. ValueError if the span is empty or not in the text.
    """
    length = segments[-1].clean[1] if segments else 0
    if not 0 <= start < end <= length:
        raise ValueError(f"span {start}-{end} is empty or outside the cleaned text of {length} characters")
    pieces: list[Span] = []
    first = bisect_right(segments, start, key=lambda segment: segment.clean[0]) - 1
    for segment in segments[first:]:
        if segment.clean[0] >= end:
            break
        if segment.clean[0] == segment.clean[1]:
            continue
        piece = _cut(segment, start, end)
        if pieces and pieces[-1][1] == piece[0]:
            piece = (pieces.pop()[0], piece[1])
        pieces.append(piece)
    return [piece for piece in pieces if piece[0] < piece[1]] or pieces[:1]


def source_span(segments: Sequence[Segment], start: int, end: int) -> Span:
    """The smallest span of the source that holds all pieces of the cleaned span `[start, end)`.

    It may hold more than they do, where something was set apart or moved in between.
    """
    pieces = source_spans(segments, start, end)
    return min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)


def _cut(segment: Segment, start: int, end: int) -> Span:
    """The part of `segment`'s source side that `[start, end)` covers; all of it if it is a repair."""
    if segment.repair is not None:
        return segment.source
    shift = segment.source[0] - segment.clean[0]
    return max(start, segment.clean[0]) + shift, min(end, segment.clean[1]) + shift
