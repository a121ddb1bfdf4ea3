"""From a span of the cleaned text back to the characters of the source file, through the offset map.

The map is `Document.segments`: contiguous in the cleaned text, but in any order in the source (columns are rejoined,
boxes moved), so a span may have several pieces there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Document, Place, Segment

Span = tuple[int, int]

# how a place is told, with the character in it counted from 1
_WORDING = {
    "page": "第{label}页第{character}字",
    "paragraph": "第{label}段第{character}字",
    "cell": "{label}第{character}字",
    "sheet": "工作表“{label}”第{character}字",
    "row": "第{label}行第{character}字",
    "note": "{label}第{character}字",
    "number": "{label}的自动编号",
}
_OTHER = "{label}第{character}字"


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


def source_text(document: Document) -> str:
    """The text of the source file as its reader gave it, put together again from the map and the repairs."""
    before = {repair.source[0]: repair.before for repair in document.repairs if repair.before}
    pieces = []
    for segment in sorted(document.segments, key=lambda segment: segment.source):
        if segment.repair is None:
            pieces.append(document.text[segment.clean[0] : segment.clean[1]])
        elif segment.source[0] < segment.source[1]:
            pieces.append(before.get(segment.source[0], ""))  # the rest of one that neighbours were joined into: told
    return "".join(pieces)


def place_of(document: Document, offset: int) -> tuple[Place, int] | None:
    """The innermost place of the source file that holds the character at `offset` of the cleaned text, and the
    character's number in it, from 0; None if the file has no such place.
    """
    return _place_at(document, source_spans(document.segments, offset, offset + 1)[0][0])


def _place_at(document: Document, at: int) -> tuple[Place, int] | None:
    """The same of the character at `at` of the source text."""
    last = bisect_right(document.places, at, key=lambda place: place.start)
    for index in range(last - 1, -1, -1):  # outer ones stand before inner ones
        place = document.places[index]
        if at < place.end:
            return place, at - place.start
    return None


def told_place(document: Document, offset: int) -> str | None:
    """Where the character at `offset` of the cleaned text stands in its file, in words: "第3页第120字"."""
    return _told(place_of(document, offset))


def told_source_place(document: Document, at: int) -> str | None:
    """Where the character at `at` of the source text stands in its file, in words."""
    return _told(_place_at(document, at))


def _told(found: tuple[Place, int] | None) -> str | None:
    if found is None:
        return None
    place, character = found
    is_named = place.kind == "paragraph" and not place.label.isdigit()  # 页眉 1
    wording = _OTHER if is_named else _WORDING.get(place.kind, _OTHER)
    return wording.format(label=place.label, character=character + 1)
