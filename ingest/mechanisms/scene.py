"""A text as the judge of names sees it: every stretch that a rule or a net found, with its traits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.mechanisms.candidate import Candidate, is_excluded
from ingest.mechanisms.marks import Marks, Range
from ingest.mechanisms.nets import cast
from ingest.mechanisms.quotations import Quoted, quotations
from ingest.mechanisms.setting import clause, line, neighbours, quotation
from ingest.mechanisms.shape import Taken, kind_of, shape
from ingest.mechanisms.strengths import RULES
from kg.model import Document

_MOST_TIMES = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """What all stretches of a text share: its marks, quotations by their opening mark, what the rules found."""

    marks: Marks
    quoted: Mapping[int, Quoted]
    rules: tuple[Candidate, ...]
    taken: Taken
    first_line: Range
    headings: frozenset[int]
    genre: str


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with its traits; `way` of one that no rule found is `net`."""

    candidate: Candidate
    traits: tuple[str, ...]


def scene(marks: Marks, document: Document | None, rules: tuple[Candidate, ...], taken: Taken) -> Scene:
    start = len(marks.text) - len(marks.text.lstrip())
    end = marks.text.find("\n", start)
    return Scene(
        marks,
        {found.content[0] - 1: found for found in quotations(marks)},
        rules,
        taken,
        (start, max(end, 0)),
        frozenset(heading.start for heading in document.headings) if document is not None else frozenset(),
        str(document.genre) if document is not None else "",
    )


def candidates(shown: Scene) -> Iterator[Found]:
    """Every stretch once, in order; the rule's reading of it where there is one."""
    by_place: dict[Range, tuple[Candidate, list[str]]] = {(c.start, c.end): (c, []) for c in reversed(shown.rules)}
    for caught in cast(shown.marks):
        if not is_taken(shown.taken, caught) and not is_excluded(caught.name):
            net = Candidate(caught.start, caught.end, caught.name, "net")
            by_place.setdefault((caught.start, caught.end), (net, []))[1].append(caught.way)
    for _, (candidate, nets) in sorted(by_place.items()):
        yield Found(candidate, tuple(traits(shown, candidate, nets)))


def is_taken(taken: Taken, candidate: Candidate) -> bool:
    """Whether the stretch lies inside a document's name, or (set terms apart) inside a body's or a place's."""
    if candidate.way == "title":
        return False
    inside = {kind for kind, ends in taken.items() if ends.get(candidate.start, 0) >= candidate.end}
    return "PolicyDocument" in inside or bool(inside and candidate.way != "term")


def traits(shown: Scene, candidate: Candidate, nets: list[str]) -> Iterator[str]:
    """All traits of a candidate that `nets` caught."""
    marks, start, end, name = shown.marks, candidate.start, candidate.end, candidate.name
    yield from (f"net:{net}" for net in nets)
    yield f"nets:{min(len(nets), 3)}"
    yield from _rule(shown.rules, candidate)
    yield f"times:{min(marks.text.count(name), _MOST_TIMES)}"
    yield f"genre:{shown.genre}"
    own = tuple(shape(marks, shown.taken, start, end, name))
    around = tuple(neighbours(marks, start, end))
    governed = tuple(clause(marks, start, end))
    yield from (*own, *around, *governed)
    yield from line(marks, shown.first_line, shown.headings, start, end)
    quoted = shown.quoted.get(start)
    if quoted is not None and quoted.content[1] < end:
        yield from quotation(marks, quoted, end)
    kind = f"kind:{kind_of(name)}"
    says = next(trait for trait in own if trait.startswith("says:"))
    yield from (kind, f"{kind}&{governed[0]}", f"{kind}&{says}", f"{kind}&{around[0]}", f"{around[0]}&{around[1]}")


def _rule(rules: tuple[Candidate, ...], candidate: Candidate) -> Iterator[str]:
    """The rule that found it, or how it lies to what the rules found."""
    start, end = candidate.start, candidate.end
    if candidate.way != "net":
        yield "rule"
        yield f"rule:{candidate.way}:{RULES[candidate.confidence]}"
    else:
        other = next((rule for rule in rules if start < rule.end and rule.start < end), None)
        yield _relation(candidate, other)
    if any(rule.end + 1 == start or rule.start == end + 1 for rule in rules):
        yield "beside rule"


def _relation(candidate: Candidate, rule: Candidate | None) -> str:
    if rule is None:
        return "no rule"
    side = " end" if rule.end == candidate.end else " start" if rule.start == candidate.start else ""
    if rule.start <= candidate.start and candidate.end <= rule.end:
        return "in rule" + side
    return "over rule" + side if candidate.start <= rule.start and rule.end <= candidate.end else "across rule"
