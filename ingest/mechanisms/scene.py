"""A text as the judge of names sees it: every stretch that a rule or the net found, with its traits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ingest.mechanisms.candidate import Candidate, is_excluded
from ingest.mechanisms.marks import Marks
from ingest.mechanisms.nets import Caught, cast
from ingest.mechanisms.odds import Odds
from ingest.mechanisms.quotations import Quoted, quotations
from ingest.mechanisms.quotes import is_whole
from ingest.mechanisms.setting import after, before, quotation
from ingest.mechanisms.shape import VERBAL, closing, shape, verbs
from ingest.mechanisms.strengths import RULES

Taken = Mapping[str, Mapping[int, int]]  # type of entity -> every offset in one -> its end


@dataclass(frozen=True, slots=True)
class Scene:
    """What all stretches of a text share: its marks, quotations by their opening mark, what the rules found."""

    marks: Marks
    quoted: Mapping[int, Quoted]
    rules: tuple[Candidate, ...]
    taken: Taken


class Found(NamedTuple):
    """A candidate with its traits and the sum of their weights; `way` of one that no rule found is `net`."""

    candidate: Candidate
    traits: tuple[str, ...]
    score: float


def scene(marks: Marks, rules: Iterable[Candidate], taken: Taken) -> Scene:
    quoted = {found.content[0] - 1: found for found in quotations(marks)}
    return Scene(marks, quoted, tuple(sorted(rules, key=lambda c: (c.start, c.end))), taken)


def is_taken(taken: Taken, candidate: Candidate) -> bool:
    """Whether the stretch lies inside a document's name, or (set terms apart) inside a body's or a place's."""
    if candidate.way == "title":
        return False
    if candidate.way == "term":
        return taken["PolicyDocument"].get(candidate.start, 0) >= candidate.end
    return _lies_in(taken, candidate.start, candidate.end)


def _lies_in(taken: Taken, start: int, end: int) -> bool:
    """Whether the stretch lies inside a name of another kind."""
    return max([ends.get(start, 0) for ends in taken.values()], default=0) >= end


def candidates(shown: Scene, odds: Odds) -> list[Found]:
    """The stretches that may be names, in order; the rule's reading of one where there is one."""
    judge = _Judge(shown)
    caught = {(rule.start, rule.end): Caught(rule.start, rule.end, rule.name, ()) for rule in shown.rules}
    for one in cast(shown.marks):
        known = caught.get((one.start, one.end))
        caught[one.start, one.end] = one if known is None else known._replace(traits=known.traits + one.traits)
    every = (judge.found(caught[place], odds) for place in sorted(caught))
    return [found for found in every if found is not None]


class _Judge:
    """The traits of the stretches of a text."""

    def __init__(self, shown: Scene) -> None:
        self._shown, self._marks = shown, shown.marks
        self._rules = {(rule.start, rule.end): rule for rule in shown.rules}
        self._reach = list(accumulate((rule.end for rule in shown.rules), max))
        self.ruled = bytearray(len(shown.marks.text))
        for rule in shown.rules:
            self.ruled[rule.start : rule.end] = b"\1" * (rule.end - rule.start)
        self._verbs = [start for start, _, part in shown.marks.words.spans if part in VERBAL]

    def found(self, one: Caught, odds: Odds) -> Found | None:
        """A stretch as a candidate, unless it is something else."""
        rule = self._rules.get((one.start, one.end))
        near = rule or self._overlapped(one.start, one.end)
        if rule is None and self._is_other(one, near):
            return None
        traits = self._traits(one, rule, near)
        return Found(rule or Candidate(one.start, one.end, one.name, "net"), traits, odds.score(traits))

    def _traits(self, one: Caught, rule: Candidate | None, near: Candidate | None) -> tuple[str, ...]:
        """Its own traits, the rule that found it or how it lies to what the rules found, what its quotation tells."""
        start, end, name, nets = one
        quoted = self._shown.quoted.get(start)
        return (
            *nets,
            f"before:{before(self._marks, start)}",
            f"after:{after(self._marks, end)}",
            *shape(name),
            closing(name),
            verbs(self._verbs, start, end),
            *(("rule", f"rule:{rule.way}:{RULES[rule.confidence]}") if rule else (_relation(start, end, near),)),
            *(quotation(self._marks, quoted, end) if quoted and quoted.content[1] < end else ()),
        )

    def _overlapped(self, start: int, end: int) -> Candidate | None:
        """The first of what the rules found that overlaps a stretch."""
        if self.ruled.find(1, start, end) < 0:
            return None
        return self._shown.rules[bisect_right(self._reach, start)]

    def _is_other(self, one: Caught, rule: Candidate | None) -> bool:
        """Whether it is a name of another kind, none at all, or a further name of what a rule found there."""
        if _lies_in(self._shown.taken, one.start, one.end) or is_excluded(one.name) or is_whole(one.name):
            return True
        return rule is not None and rule.start == one.start and one.end < rule.end and one.name in rule.aliases


def _relation(start: int, end: int, rule: Candidate | None) -> str:
    if rule is None:
        return "no rule"
    side = " end" if rule.end == end else " start" if rule.start == start else ""
    if rule.start <= start and end <= rule.end:
        return "in rule" + side
    return "over rule" + side if start <= rule.start and rule.end <= end else "across rule"
