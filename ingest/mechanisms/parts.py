"""What a mechanism is part of: by its sentence, its name, the lead of its clause, its heading, the whole document.

Each has one whole, the nearest (annotation guidelines, "partOf"); only sentences may state more.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from ingest.mechanisms.frames import Frame, frame
from ingest.mechanisms.members import members
from ingest.mechanisms.nests import nest
from ingest.mechanisms.passages import Passage, passages
from ingest.mechanisms.statements import Facts, Mention, Range, region_at, sentences, statement, within, wording
from ingest.mechanisms.subjects import turns
from ingest.mechanisms.wholes import stated
from kg.model import Relation
from kg.names import name_key

# how sure each way is
_NAMED, _STATED, _ABOVE, _NESTED, _FRAMED = 0.8, 0.75, 0.7, 0.6, 0.5


class Found(NamedTuple):
    """A part and its whole with the sentence of the part."""

    where: Range
    part: Mention
    whole: Mention
    confidence: float

    @property
    def key(self) -> tuple[str, str]:
        return name_key(self.part.name), name_key(self.whole.name)


def parts(facts: Facts, apart: Container[tuple[str, str]] = ()) -> Iterator[Relation]:
    """Every mechanism under the nearest one above it; none of the pairs `apart` (one grew out of the other)."""
    about = frame(facts)
    named = members(facts)
    found = [f for p in passages(facts, about) for f in _of_passage(facts, p, about, named)]
    for one in _nearest([f for f in found if f.key not in apart and f.part.name != f.whole.name]):
        yield _relation(facts, one)


def _nearest(found: list[Found]) -> Iterator[Found]:
    """All that is stated, and for each other mechanism its first whole; the frame only where there is no other."""
    told = [f for f in found if f.confidence >= _STATED]
    yield from told
    placed = {f.key[0] for f in told}
    for one in sorted(found, key=lambda f: f.confidence == _FRAMED):
        if one.key[0] not in placed:
            placed.add(one.key[0])
            yield one


def _of_passage(facts: Facts, passage: Passage, about: Frame | None, named: dict[str, Mention]) -> Iterator[Found]:
    """What a clause says and implies of the mechanisms in it."""
    if not passage.here:
        return
    places = sentences(facts.text, passage.clause.start, passage.clause.end)
    for where, part, whole in stated(facts, places, passage.here):
        yield Found(where, part, whole, _STATED)
    for where, part, reached in _reached(facts, passage, places):
        if part.name in named:
            yield Found(where, part, named[part.name], _NAMED)
        elif about is None or part.name != about.mechanism.name or passage.clause.start <= about.start < part.end:
            yield from _implied(facts, passage, about, (where, part, reached))


def _implied(
    facts: Facts, passage: Passage, about: Frame | None, mention: tuple[Range, Mention, bool]
) -> Iterator[Found]:
    """By the sentence, else by the lead of the clause or what is above it, else by what the document is about."""
    where, part, reached = mention
    inner = nest(facts, where, within(passage.here, *where), part)
    if inner is not None and (about is None or inner.name != about.mechanism.name):
        yield Found(where, part, inner, _NESTED)
        return
    own = passage.own
    told_since = about is not None and about.mechanism != own and passage.clause.start <= about.start < part.start
    near = own if own is not None and part.start >= passage.lead_end and not told_since else None
    if near is None and own in (None, part):
        near = passage.above
    if near is not None and reached:
        yield Found(where, part, near, _ABOVE)
    elif about is not None and about.reaches(facts, where, part):
        yield Found(where, part, about.mechanism, _FRAMED)


def _reached(facts: Facts, passage: Passage, places: Sequence[Range]) -> Iterator[tuple[Range, Mention, bool]]:
    """Every mention with its sentence, and whether the lead and the heading still reach it.

    A report's lead that tells of someone's doing reaches no further than another's doing.
    """
    own = passage.own
    tells = own is not None and next(turns(facts, places[0]), None) is not None
    lost = False
    for where in places:
        for part in within(passage.here, *where):
            reached = passage.on_topic or not (lost or _of_another(facts, passage, where, part))
            yield where, part, reached
        lost = lost or (tells and where[0] >= passage.lead_end and _of_another(facts, passage, where, None))


def _of_another(facts: Facts, passage: Passage, where: Range, part: Mention | None) -> bool:
    """Whether a report tells here, before `part`, of another body's or place's doing than its lead does.

    What a policy puts under a lead belongs to it, whoever does it.
    """
    if facts.document.genre == "policy":
        return False
    own = passage.own
    same = {None, passage.clause.region, region_at(facts.doc, own.start) if own is not None else None}
    said = [turn for turn in turns(facts, where) if part is None or turn.end <= part.start]
    return any(turn.bodies or turn.place not in same for turn in said)


def _relation(facts: Facts, found: Found) -> Relation:
    where, part, whole, confidence = found
    inside = where[0] <= whole.start and whole.end <= where[1]
    words = wording(facts.text, where, *((whole.range, part.range) if inside else (part.range,)))
    return statement(facts.doc, "partOf", part.name, whole.name, words, at=part.start, confidence=confidence)
