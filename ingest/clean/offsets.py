"""A text under repair that remembers where each character stood in its source.

A `Buffer` is a row of pieces. A piece without a repair is source text as it is; a repaired piece stands as a whole for
a stretch of the source, and where something was set apart its text is empty. Edits make a new buffer, so steps compose.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from kg.model import Repair, Segment


class Edit(NamedTuple):
    """Characters `start` to `end` of a text become `text`; `repair` where its name is not that of the whole step."""

    start: int
    end: int
    text: str = ""
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What cleaning knows of a stretch of the source, for the structure that is found later.

    `kind` says what it is ("source", "editor", "box", "heading" …), `source` where it stood, `text` its words
    (repaired), `value` what was read out of it: a name, a date, a heading's level.
    """

    kind: str
    source: tuple[int, int]
    text: str
    value: str | None = None


class Piece(NamedTuple):
    """`text` stands for the characters `start` to `end` of the source; without a repair it equals them."""

    text: str
    start: int
    end: int
    repair: str | None = None

    def cut(self, low: int, high: int) -> Piece:
        """The part of an unrepaired piece from `low` to `high`, counted in it."""
        return Piece(self.text[low:high], self.start + low, self.start + high)


@dataclass(frozen=True)
class Buffer:
    """An immutable text with its pieces, in the order of the text, and the notes taken so far."""

    source: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = field(default=())

    @classmethod
    def of(cls, source: str) -> Buffer:
        """The source as it is."""
        return cls(source, (Piece(source, 0, len(source)),) if source else ())

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(piece.text) for piece in self.pieces[:-1]), initial=0)) if self.pieces else []

    def edit(self, repair: str, edits: Iterable[Edit]) -> Buffer:
        """The buffer after edits of its text, which are in order and do not overlap.

        An edit that touches part of a repaired piece takes in the whole of it, under that repair's name.
        """
        chosen = [edit for edit in edits if self.text[edit.start : edit.end] != edit.text]
        if not chosen:
            return self
        whole = self._widened(chosen)
        rows = _split(self.pieces, sorted({at for edit in whole for at in (edit.start, edit.end)}))
        result: list[Piece] = []
        offset = index = 0
        for edit in whole:
            while index < len(rows) and offset + len(rows[index].text) <= edit.start:
                offset += len(rows[index].text)
                result.append(rows[index])
                index += 1
            first = index
            while index < len(rows) and offset + len(rows[index].text) <= edit.end and offset < edit.end:
                offset += len(rows[index].text)
                index += 1
            at = rows[first - 1].end if first else 0
            result.extend(_replaced(edit.repair or repair, edit.text, rows[first:index], at))
        return replace(self, pieces=_fuse([*result, *rows[index:]]))

    def _widened(self, edits: Sequence[Edit]) -> list[Edit]:
        """The edits, each stretched over the repaired pieces that it touches in part; those that then meet are one."""
        groups: list[list[Edit]] = []
        spans: list[tuple[int, int]] = []
        last = 0
        for edit in edits:
            if edit.start < last or edit.end < edit.start or edit.end > len(self.text):
                raise ValueError(f"edits overlap, are out of order or outside the text at {edit.start}")
            last = edit.end
            start, end = self._bounds(edit.start, edit.end)
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
                groups[-1].append(edit)
            else:
                spans.append((start, end))
                groups.append([edit])
        return [
            Edit(start, end, _spliced(self.text, start, end, group), group[0].repair)
            for (start, end), group in zip(spans, groups, strict=True)
        ]

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        """`start` and `end` moved outwards to the ends of the repaired pieces they fall into."""
        for at, is_end in ((start, False), (end, True)):
            index = bisect_right(self._starts, at) - 1
            if index < 0 or self.pieces[index].repair is None:
                continue
            low, high = self._starts[index], self._starts[index] + len(self.pieces[index].text)
            if low < at < high:
                start, end = (start, max(end, high)) if is_end else (low, max(end, high) if start == end else end)
        return start, end

    def note(self, notes: Iterable[Note]) -> Buffer:
        """The buffer with further notes; a second one of a kind about the same place is not taken."""
        known = {(note.kind, note.source) for note in self.notes}
        fresh = tuple(note for note in notes if (note.kind, note.source) not in known)
        return replace(self, notes=(*self.notes, *fresh)) if fresh else self

    def move(self, start: int, end: int, to: int) -> Buffer:
        """Characters `start` to `end` taken out and put before character `to`, which is not inside them."""
        rows = _split(self.pieces, sorted({start, end, to}))
        taken, before, after = [], [], []
        offset = 0
        for piece in rows:
            stop = offset + len(piece.text)
            if start <= offset and stop <= end and (piece.text or start < offset < end):
                taken.append(piece)
            elif stop <= to and (offset < to or not piece.text):
                before.append(piece)
            else:
                after.append(piece)
            offset = stop
        return replace(self, pieces=_fuse([*before, *taken, *after]))

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the source that holds the characters `start` to `end` of the text."""
        first = max(bisect_left(self._starts, start) - 1, 0)
        low, high = len(self.source), 0
        for index in range(first, len(self.pieces)):
            piece, offset = self.pieces[index], self._starts[index]
            if offset >= end:
                break
            if not piece.text or offset + len(piece.text) <= start:
                continue
            if piece.repair is None:
                a, b = max(start - offset, 0), min(end - offset, len(piece.text))
                low, high = min(low, piece.start + a), max(high, piece.start + b)
            else:
                low, high = min(low, piece.start), max(high, piece.end)
        return (low, high) if low < high else (0, 0)

    def segments(self) -> tuple[Segment, ...]:
        rows, offset = [], 0
        for piece in self.pieces:
            rows.append(Segment((offset, offset + len(piece.text)), (piece.start, piece.end), piece.repair))
            offset += len(piece.text)
        return tuple(rows) or (Segment((0, 0), (0, 0)),)

    def repairs(self) -> tuple[Repair, ...]:
        """What changed, in the order of the text; neighbours of one name and one run of the source are one repair."""
        rows: list[Repair] = []
        offset = 0
        for piece in self.pieces:
            stop = offset + len(piece.text)
            if piece.repair is not None:
                before = self.source[piece.start : piece.end]
                row = Repair(piece.repair, (offset, stop), (piece.start, piece.end), before, piece.text)
                if rows and _adjoin(rows[-1], row):
                    row = _joined(rows.pop(), row)
                rows.append(row)
            offset = stop
        return tuple(rows)


def _adjoin(a: Repair, b: Repair) -> bool:
    return a.name == b.name and a.clean[1] == b.clean[0] and a.source[1] == b.source[0]


def _joined(a: Repair, b: Repair) -> Repair:
    return Repair(a.name, (a.clean[0], b.clean[1]), (a.source[0], b.source[1]), a.before + b.before, a.after + b.after)


def _spliced(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """`text[start:end]` after the edits."""
    parts = []
    for edit in edits:
        parts += [text[start : edit.start], edit.text]
        start = edit.end
    return "".join([*parts, text[start:end]])


def _split(pieces: Sequence[Piece], cuts: Sequence[int]) -> list[Piece]:
    """The pieces, those without a repair cut at the given offsets of the text."""
    rows: list[Piece] = []
    offset = cut = 0
    for piece in pieces:
        stop = offset + len(piece.text)
        while cut < len(cuts) and cuts[cut] <= offset:
            cut += 1
        low = 0
        while cut < len(cuts) and cuts[cut] < stop:
            if piece.repair is not None:
                raise ValueError(f"a repaired stretch cannot be cut at {cuts[cut]}")
            rows.append(piece.cut(low, cuts[cut] - offset))
            low = cuts[cut] - offset
            cut += 1
        rows.append(piece.cut(low, len(piece.text)) if low else piece)
        offset = stop
    return rows


def _replaced(repair: str, text: str, covered: Sequence[Piece], at: int) -> list[Piece]:
    """The pieces that stand for `covered` when its text becomes `text`; `at` is where in the source if it is none."""
    if not covered:
        return [Piece(text, at, at, repair)]
    if all(a.end == b.start for a, b in pairwise(covered)):
        earlier = next((piece.repair for piece in covered if piece.repair is not None and piece.text), None)
        return [Piece(text, covered[0].start, covered[-1].end, earlier if text and earlier else repair)]
    # from several places of the source: the text goes to the first piece, each keeps its own stretch
    bearer = next(piece for piece in covered if piece.text)
    return [
        piece._replace(text=text if piece is bearer else "", repair=repair) if piece.text else piece
        for piece in covered
    ]


def _fuse(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbours joined that say the same: source text as it is, or set apart for one reason."""
    rows: list[Piece] = []
    for piece in pieces:
        if not piece.text and piece.start == piece.end:
            continue
        if rows and rows[-1].end == piece.start and rows[-1].repair == piece.repair:
            last = rows[-1]
            if piece.repair is None or (not piece.text and not last.text):
                rows[-1] = Piece(last.text + piece.text, last.start, piece.end, piece.repair)
                continue
        rows.append(piece)
    return tuple(rows)
