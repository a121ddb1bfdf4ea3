"""The confidence of a fact: how often the rule that found it is right, as counted on annotated texts.

A rule gives its facts a number of its own (0.7: found by a rule that is weaker than one of 0.8). `confidence.tsv` says
what such a number is worth: for each kind of fact and each number that occurs, the share of facts that annotators have
too. `python -m ingest.calibrate GOLD TEXT…` counts them anew. Texts on which rules were tuned flatter the rules: a
fact of such a text counts for less than one of a text that was only looked at.

The share is that of a Beta distribution whose prior is the whole kind's precision with the weight of a few facts, made
monotone in the rules' numbers (pool adjacent violators), so that a rule with three facts is not taken at its word.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, TypeVar

from kg.model import Entity, Extraction, Metric, Relation

TABLE = Path(__file__).with_name("confidence.tsv")
COLUMNS = ("kind", "rule", "confidence", "right", "of")
PRIOR_WEIGHT = 6.0  # facts
TUNED = 0.2  # what a fact of a text counts on which rules were tuned
_METRIC = "Metric"

# (the rule's number, what it is worth), ascending
Steps = Sequence[tuple[float, float]]
Fact = TypeVar("Fact", Entity, Metric, Relation)
_NUMBER = itemgetter(0)


@cache
def steps() -> Mapping[str, Steps]:
    """The table by kind of fact."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            found[row["kind"]].append((float(row["rule"]), float(row["confidence"])))
    return {kind: sorted(pairs) for kind, pairs in found.items()}


@lru_cache(maxsize=1024)  # a few dozen of each kind
def confidence(kind: str, rule: float) -> float:
    """What a rule's number is worth for a kind of fact; the number itself for a kind that no annotated text has."""
    known = steps().get(kind)
    if not known:
        return rule
    return known[max(0, bisect_right(known, rule, key=_NUMBER) - 1)][1]


def calibrated(extraction: Extraction) -> Extraction:
    """The extraction with every fact's confidence as counted."""
    return replace(
        extraction,
        entities=tuple([_worth(e, e.type) for e in extraction.entities]),
        metrics=tuple([_worth(m, _METRIC) for m in extraction.metrics]),
        relations=tuple([_worth(r, r.type) for r in extraction.relations]),
    )


def _worth(fact: Fact, kind: str) -> Fact:
    """The fact with its confidence as counted; `replace` would look at every field of each."""
    own: type[Any] = type(fact)
    row: list[Any] = [*_VALUES[own](fact)]
    row[_PLACES[own]] = confidence(kind, fact.confidence)
    worth: Fact = own(*row)
    return worth


# what reads all fields of a fact, and which of them is its confidence
_NAMES: Mapping[type[Any], list[str]] = {k: [field.name for field in fields(k)] for k in (Entity, Metric, Relation)}
_VALUES: Mapping[type[Any], attrgetter[tuple[Any, ...]]] = {k: attrgetter(*names) for k, names in _NAMES.items()}
_PLACES: Mapping[type[Any], int] = {k: names.index("confidence") for k, names in _NAMES.items()}


Judged = Sequence[tuple[str, float, bool]]  # kind of fact, the rule's number, whether it is right


def count(held: Judged, tuned: Judged = ()) -> list[tuple[str, float, float, int, int]]:
    """The rows of the table: kind, the rule's number, its worth, right, of how many.

    `held` are facts of texts on which no rule was tuned, `tuned` those of texts on which some were.
    """
    by_kind: dict[str, dict[float, _Tally]] = defaultdict(lambda: defaultdict(_Tally))
    for judged, weight in ((held, 1.0), (tuned, TUNED)):
        for kind, rule, right in judged:
            by_kind[kind][rule].add(right, weight)
    rows = []
    for kind, rules in sorted(by_kind.items()):
        prior = (sum(t.right for t in rules.values()) + 1) / (sum(t.of for t in rules.values()) + 2)
        tallies = [(number, rules[number]) for number in sorted(rules)]
        weights = [tally.of + PRIOR_WEIGHT for _, tally in tallies]
        shares = [(t.right + prior * PRIOR_WEIGHT) / w for (_, t), w in zip(tallies, weights, strict=True)]
        for (number, tally), worth in zip(tallies, isotonic(shares, weights), strict=True):
            rows.append((kind, number, round(worth, 2), tally.facts_right, tally.facts))
    return rows


@dataclass(slots=True)
class _Tally:
    """What was counted of one number of the rules: by weight, and as facts."""

    right: float = 0.0
    of: float = 0.0
    facts_right: int = 0
    facts: int = 0

    def add(self, right: bool, weight: float) -> None:
        self.right += weight * right
        self.of += weight
        self.facts_right += right
        self.facts += 1


def isotonic(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest non-decreasing values (least squares, weighted), by pooling adjacent violators.

    >>> isotonic([0.5, 0.9, 0.7], [1, 1, 1])
    [0.5, 0.8, 0.8]
    """
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for value, weight in zip(values, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (b, w, n), (a, v, m) = pools.pop(), pools.pop()
            pools.append(((a * v + b * w) / (v + w), v + w, m + n))
    return [mean for mean, _, n in pools for _ in range(n)]
