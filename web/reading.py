"""A document's text cut for display: blocks in order, each cut into pieces that carry the facts stated there.

Facts overlap freely (a region inside the name of a mechanism inside the words of a metric), so each block is cut at
every border of a fact and a piece knows all kinds that cover it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Document, Heading, Segment
from kg.names import name_key
from web.facts import Fact
from web.labels import is_apart

_BLANK_RE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that states something of `kind`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same facts throughout; `inner` is the shortest of them, None in plain text."""

    start: int
    end: int
    text: str
    kinds: tuple[str, ...] = ()
    inner: Mark | None = None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` from 1; 0 for the document's title), a clause (`number`), or text that is neither."""

    kind: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    number: int = 0
    level: int = 0
    label: str | None = None


def marks_of(facts: Iterable[Fact]) -> list[Mark]:
    """Every mention of every fact, by position; the same words are marked once a kind."""
    found = {Mark(e.start, e.end, fact.kind) for fact in facts for e in fact.evidence}
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind))


def blocks_of(document: Document, marks: Sequence[Mark], here: tuple[int, int] | None = None) -> list[Block]:
    """The whole text as blocks, nothing left out but blanks between them; `here` is highlighted."""
    blocks, waiting = [], list(marks)
    for frame in _frames(document):
        start, end = _trim(document.text, frame.start, frame.end)
        if start == end:
            continue
        waiting = [mark for mark in waiting if mark.end > start]
        pieces = tuple(_pieces(document.text, start, end, waiting, here))
        blocks.append(replace(frame, start=start, end=end, pieces=pieces))
    return blocks


def _frames(document: Document) -> Iterable[Block]:
    """Headings, clauses and what lies between them, in order and without their pieces."""
    known = [_heading(document, heading) for heading in document.headings]
    known += [Block("clause", c.start, c.end, (), number=c.number, label=c.label) for c in document.clauses]
    position = 0
    for block in sorted(known, key=lambda block: block.start):
        yield Block("other", position, block.start, ())
        yield block
        position = block.end
    yield Block("other", position, len(document.text), ())


def _heading(document: Document, heading: Heading) -> Block:
    is_title = document.title is not None and name_key(heading.text) == name_key(document.title)
    return Block("heading", heading.start, heading.end, (), level=0 if is_title else heading.level)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends."""
    stretch = text[start:end]
    left = _BLANK_RE.match(stretch)
    assert left is not None
    return start + left.end(), start + max(len(stretch.rstrip()), left.end())


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark], here: tuple[int, int] | None) -> Iterable[Piece]:
    """`text[start:end]` cut at every border of a mark and of `here`; `marks` are sorted by start."""
    over = []
    for mark in marks:
        if mark.start >= end:
            break
        if mark.end > start:
            over.append(mark)
    borders = {start, end, *(max(m.start, start) for m in over), *(min(m.end, end) for m in over)}
    if here is not None:
        borders |= {border for border in here if start < border < end}
    ordered = sorted(borders)
    for a, b in pairwise(ordered):
        covering = [mark for mark in over if mark.start <= a and b <= mark.end]
        yield Piece(
            start=a,
            end=b,
            text=text[a:b],
            kinds=tuple(sorted({mark.kind for mark in covering})),
            inner=min(covering, key=lambda mark: (mark.end - mark.start, mark.start), default=None),
            is_here=here is not None and here[0] <= a and b <= here[1],
        )


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A stretch of the source: kept as it is (`state` "kept"), repaired, or set apart as `name`."""

    start: int
    end: int
    text: str
    state: str
    name: str | None = None
    is_here: bool = False


def source_pieces(source: str, document: Document, here: Sequence[tuple[int, int]] = ()) -> Iterable[SourcePiece]:
    """The whole source in its own order, cut at the borders of segments and of `here`."""
    for segment in sorted(document.segments, key=lambda segment: segment.source):
        start, end = segment.source
        borders = sorted({start, end, *(b for span in here for b in span if start < b < end)})
        for a, b in pairwise(borders):
            is_here = any(c <= a and b <= d for c, d in here)
            yield SourcePiece(a, b, source[a:b], _state(segment), segment.repair, is_here)


def _state(segment: Segment) -> str:
    """Kept as it is, set apart, or repaired: a stripped reading leaves nothing either, but is listed among repairs."""
    if segment.repair is None:
        return "kept"
    return "apart" if is_apart(segment.repair) else "repaired"
