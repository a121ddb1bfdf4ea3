"""A text as the judge of names sees it: every stretch that a rule or a net found, with its traits."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, repeat

from ingest.mechanisms.candidate import Candidate, is_excluded
from ingest.mechanisms.marks import Marks, Range
from ingest.mechanisms.nets import Caught, cast
from ingest.mechanisms.odds import Odds
from ingest.mechanisms.quotations import Quoted, quotations
from ingest.mechanisms.setting import after, before, clause, line, quotation, told
from ingest.mechanisms.shape import Taken, inside, kind_of, outline, wording
from ingest.mechanisms.strengths import RULES
from kg.model import Document

_MOST_TIMES = 4
_NOTHING = repeat(0.0)  # the weight of a trait that has none


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
    """A candidate with its traits and the sum of their weights; `way` of one that no rule found is `net`.

    `ends` are the numbers of traits at the end of each zone.
    """

    candidate: Candidate
    traits: tuple[str, ...]
    ends: tuple[int, ...]
    score: float


def scene(marks: Marks, document: Document | None, rules: Iterable[Candidate], taken: Taken) -> Scene:
    start = len(marks.text) - len(marks.text.lstrip())
    end = marks.text.find("\n", start)
    return Scene(
        marks,
        {found.content[0] - 1: found for found in quotations(marks)},
        tuple(sorted(rules, key=lambda c: (c.start, c.end))),
        taken,
        (start, max(end, 0)),
        frozenset(heading.start for heading in document.headings) if document is not None else frozenset(),
        str(document.genre) if document is not None else "",
    )


def is_taken(taken: Taken, candidate: Candidate) -> bool:
    """Whether the stretch lies inside a document's name, or (set terms apart) inside a body's or a place's."""
    if candidate.way == "title":
        return False
    if candidate.way == "term":
        return taken["PolicyDocument"].get(candidate.start, 0) >= candidate.end
    return _lies_in(taken, candidate)


def _lies_in(taken: Taken, one: Candidate | Caught) -> bool:
    """Whether the stretch lies inside a name of another kind."""
    start, end = one.start, one.end
    return any([ends.get(start, 0) >= end for ends in taken.values()])  # noqa: C419 - asked often, and of few kinds


def candidates(shown: Scene, odds: Odds) -> list[Found]:
    """The stretches that may be names, in order; the rule's reading of one where there is one.

    Those that their first traits make hopeless (the floors of `odds`) are dropped before the rest is read.
    """
    caught = _caught(shown)
    times = Counter(candidate.name for candidate, _ in caught)
    zones = _Zones(shown, times)
    found = (_weighed(odds, zones.of(candidate, nets), candidate) for candidate, nets in caught)
    return [one for one in found if one is not None]


def _caught(shown: Scene) -> list[tuple[Candidate, list[str]]]:
    """Every stretch once, with the nets that caught it; a further name of what a rule found there is no other."""
    by_place: dict[Range, tuple[Candidate, list[str]]] = {(c.start, c.end): (c, []) for c in reversed(shown.rules)}
    rules = {c.start: c for c in shown.rules}
    for caught in cast(shown.marks):
        known = by_place.get((caught.start, caught.end))
        if known is not None:
            known[1].append(caught.net)
            continue
        rule = rules.get(caught.start)
        alias = rule is not None and caught.end < rule.end and caught.name in rule.aliases
        if not alias and not _lies_in(shown.taken, caught) and not is_excluded(caught.name):
            net = Candidate(caught.start, caught.end, caught.name, "net")
            by_place[caught.start, caught.end] = (net, [caught.net])
    return [by_place[place] for place in sorted(by_place)]


def _weighed(odds: Odds, zones: Iterator[tuple[str, ...]], candidate: Candidate) -> Found | None:
    score, traits, ends, weight_of = odds.bias, list[str](), list[int](), odds.weights.get
    for zone, floor in zip(zones, (*odds.floors, -math.inf), strict=True):
        traits += zone
        ends.append(len(traits))
        score += sum(map(weight_of, zone, _NOTHING))
        if score < floor:
            return None
    return Found(candidate, tuple(traits), tuple(ends), score)


class _Zones:
    """The traits of candidates in zones, those that tell most for the least work first; parts of them are kept."""

    def __init__(self, shown: Scene, times: Mapping[str, int]) -> None:
        self._shown, self._times = shown, times
        self._starts = [rule.start for rule in shown.rules]
        self._reach = list(accumulate((rule.end for rule in shown.rules), max))
        self._edges = frozenset((*(rule.end + 1 for rule in shown.rules), *(rule.start - 1 for rule in shown.rules)))
        self._before = cache(partial(before, shown.marks))
        self._after = cache(partial(after, shown.marks))
        self._told = cache(partial(told, shown.marks))

    def of(self, candidate: Candidate, nets: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """As many zones as ingest.mechanisms.odds has floors, and one more."""
        start, end, name = candidate.start, candidate.end, candidate.name
        yield (*(f"net:{net}" for net in nets), f"nets:{min(len(nets), 3)}", *self._rule(candidate), *outline(name))
        left, right, kind = self._before(start), self._after(end), f"kind:{kind_of(name)}"
        yield (*left, *right, kind, f"{kind}&{left[0]}", f"{left[0]}&{right[0]}")
        made = wording(name)
        yield (*made, f"{kind}&{made[0]}")
        yield tuple(self._rest(candidate, kind))

    def _rest(self, candidate: Candidate, kind: str) -> Iterator[str]:
        shown, start, end, name = self._shown, candidate.start, candidate.end, candidate.name
        yield f"times:{min(self._times[name], _MOST_TIMES)}"
        yield f"genre:{shown.genre}"
        yield from inside(shown.marks, shown.taken, start, end)
        governed = tuple(clause(shown.marks, start, end))
        yield from (*governed, f"{kind}&{governed[0]}")
        yield from line(shown.marks, shown.first_line, shown.headings, start, end)
        quoted = shown.quoted.get(start)
        if quoted is not None and quoted.content[1] < end:
            yield from quotation(shown.marks, quoted, self._told(quoted), end)

    def _rule(self, candidate: Candidate) -> Iterator[str]:
        """The rule that found it, or how it lies to what the rules found."""
        if candidate.way != "net":
            yield "rule"
            yield f"rule:{candidate.way}:{RULES[candidate.confidence]}"
        else:
            yield _relation(candidate, self._overlapped(candidate))
        if candidate.start in self._edges or candidate.end in self._edges:
            yield "beside rule"

    def _overlapped(self, candidate: Candidate) -> Candidate | None:
        """The first of what the rules found that overlaps it."""
        first = bisect_right(self._reach, candidate.start)
        last = bisect_left(self._starts, candidate.end)
        rules = self._shown.rules[first:last]
        return next((rule for rule in rules if rule.end > candidate.start), None)


def _relation(candidate: Candidate, rule: Candidate | None) -> str:
    if rule is None:
        return "no rule"
    side = " end" if rule.end == candidate.end else " start" if rule.start == candidate.start else ""
    if rule.start <= candidate.start and candidate.end <= rule.end:
        return "in rule" + side
    return "over rule" + side if candidate.start <= rule.start and rule.end <= candidate.end else "across rule"
