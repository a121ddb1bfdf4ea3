"""What a mechanism is part of: by its sentence, its name, the lead of its clause, its heading, the whole document.

Each has one whole, the nearest (annotation guidelines, "partOf"); only sentences may state more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from ingest.mechanisms.frames import Frame, frame
from ingest.mechanisms.members import members, phases
from ingest.mechanisms.nests import nest, outgrown
from ingest.mechanisms.passages import Passage, passages
from ingest.mechanisms.points import points, whole_by_point
from ingest.mechanisms.statements import Facts, Mention, Range, region_at, sentences, statement, wording
from ingest.mechanisms.subjects import turns
from ingest.mechanisms.wholes import stated
from kg.model import Relation
from kg.names import name_key

# how sure each way is
_NAMED, _STATED, _POINT, _LED, _NESTED, _FRAMED = 0.8, 0.75, 0.74, 0.7, 0.6, 0.5  # framed: at most
_ABOVE = {"item": 0.74, "number": 0.73, "heading": 0.72, "topic": 0.71, "asked": 0.69}


# 其一,落实甲。其二,…: the second point is not about the first
_FIRST_RE = re.compile(r"\s*(?:其一|一是|一要|首先|第一)")
_NEXT_RE = re.compile(r"\s*(?:其[二三四五六]|[二三四五六七八九十](?:是|要)|其次|第[二三四五六])")
_COUNTED_RE = re.compile(
    r"[”」]?的?(?:[一-鿿]{0,2}比例|占比|人员|人数|率)(?![制的先])"
)  # “甲”比例保持在九成: what is measured
_LONGEST = 60  # characters of a name


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
    stages = dict(phases(facts))
    named = members(facts, stages)
    found, before = list[Found](), None
    for passage in passages(facts, about):
        found += _of_passage(facts, passage, about, named, stages, before)
        before = passage.here[-1] if passage.here else None
    for one in _nearest([f for f in found if f.key not in apart and f.part.name != f.whole.name]):
        yield _relation(facts, one)


def _nearest(found: list[Found]) -> Iterator[Found]:
    """All that is stated, and for each other mechanism its first whole; the frame only where there is no other."""
    told = [f for f in found if f.confidence >= _STATED]
    yield from told
    placed = {f.key[0] for f in told}
    for one in sorted(found, key=lambda f: f.confidence <= _FRAMED):
        if one.key[0] not in placed:
            placed.add(one.key[0])
            yield one


def _of_passage(
    facts: Facts,
    passage: Passage,
    about: Frame | None,
    named: dict[str, Mention],
    stages: dict[str, Mention],
    before: Mention | None,
) -> Iterator[Found]:
    """What a clause says and implies of the mechanisms in it."""
    if not passage.here:
        return
    places = sentences(facts.text, passage.clause.start, passage.clause.end)
    for where, part, whole in stated(facts, places):
        yield Found(where, part, whole, _STATED)
    told = points(facts, places, before)
    for where, part, reached in _reached(facts, passage, places):
        if _in_a_name(facts, part) or outgrown(facts, part):
            continue
        if part.name in named:
            yield Found(where, part, named[part.name], _NAMED)
        elif where in told and (over := whole_by_point(facts, where, told[where], part)) is not None:
            yield Found(where, part, over, _POINT)
        elif where in told and told[where].own is not None:
            continue  # beside the point
        elif about is None or part.name != about.mechanism.name or passage.clause.start <= about.start < part.end:
            yield from _implied(facts, passage, about, stages, (where, part, reached))


def _in_a_name(facts: Facts, part: Mention) -> bool:
    """Whether a mechanism is only named in the name of a body or a document."""
    start, end = part.range
    for names in (facts.titles, facts.bodies):
        at = bisect_left(names, (start + 1, 0, ""))
        while at and names[at - 1][0] >= start - _LONGEST:
            at -= 1
            if end < names[at][1] <= end + _LONGEST:
                return True
    return False


def _implied(
    facts: Facts,
    passage: Passage,
    about: Frame | None,
    stages: dict[str, Mention],
    mention: tuple[Range, Mention, bool],
) -> Iterator[Found]:
    """By the sentence, else by the lead of the clause or what is above it, else by what the document is about."""
    where, part, reached = mention
    inner = nest(facts, where, facts.mechanisms.inside(where), part)
    if inner is not None and (about is None or inner.name != about.mechanism.name):
        yield Found(where, part, inner, _NESTED)
        return
    own = passage.own
    told_since = about is not None and about.mechanism != own and passage.clause.start <= about.start < part.start
    near = own if own is not None and part.start >= passage.lead_end and not told_since else None
    sure = _LED
    if near is None and own in (None, part):
        near, sure = _phase(passage, stages, part), _ABOVE[passage.by]
    if near is not None and reached and not _COUNTED_RE.match(facts.text, part.end):
        yield Found(where, part, near, sure)
    elif about is not None and about.reaches(facts, where, part):
        yield Found(where, part, about.mechanism, about.sure)


def _phase(passage: Passage, stages: dict[str, Mention], part: Mention) -> Mention | None:
    """What the clause stands under, or the phase of something that the clause has come to before `part`."""
    before = (m for m in reversed(passage.here) if m.end <= part.start and m.name != part.name)
    return next((m for m in before if m.name in stages), passage.above) if passage.above and stages else passage.above


def _reached(facts: Facts, passage: Passage, places: Sequence[Range]) -> Iterator[tuple[Range, Mention, bool]]:
    """Every mention with its sentence, and whether the lead and the heading still reach it.

    A report's lead that tells of someone's doing reaches no further than another's doing.
    """
    own = passage.own
    tells = own is not None and bool(turns(facts, places[0]))
    lost = False
    counted = own is not None and _FIRST_RE.match(facts.text, places[0][0]) is not None
    for where in places:
        lost = lost or (counted and _NEXT_RE.match(facts.text, where[0]) is not None)
        for part in facts.mechanisms.inside(where):
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
