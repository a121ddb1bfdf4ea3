"""The confidence of a fact: how often the rule that found it is right, as counted on annotated texts.

A rule gives its facts a number of its own (0.7: found by a rule that is weaker than one of 0.8). `confidence.tsv` says
what such a number is worth: for each kind of fact and each number that occurs, the share of facts that annotators have
too. `python -m ingest.calibrate GOLD TEXT…` counts them anew.

The share is that of a Beta distribution whose prior is the whole kind's precision with the weight of a few facts, made
monotone in the rules' numbers (pool adjacent violators), so that a rule with three facts is not taken at its word.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, TypeVar

from kg.model import Entity, Extraction, Metric, Relation

TABLE = Path(__file__).with_name("confidence.tsv")
COLUMNS = ("kind", "rule", "confidence", "right", "of")
PRIOR_WEIGHT = 6.0  # facts
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
        entities=tuple(_worth(e, e.type) for e in extraction.entities),
        metrics=tuple(_worth(m, _METRIC) for m in extraction.metrics),
        relations=tuple(_worth(r, r.type) for r in extraction.relations),
    )


def _worth(fact: Fact, kind: str) -> Fact:
    """The fact with its confidence as counted; `replace` would look at every field of each."""
    row: list[Any] = [*_VALUES[type(fact)](fact)]
    row[_PLACES[type(fact)]] = confidence(kind, fact.confidence)
    return type(fact)(*row)


# what reads all fields of a fact, and which of them is its confidence
_NAMES: Mapping[type[Any], list[str]] = {k: [field.name for field in fields(k)] for k in (Entity, Metric, Relation)}
_VALUES: Mapping[type[Any], attrgetter[tuple[Any, ...]]] = {k: attrgetter(*names) for k, names in _NAMES.items()}
_PLACES: Mapping[type[Any], int] = {k: names.index("confidence") for k, names in _NAMES.items()}


def count(judged: Iterable[tuple[str, float, bool]]) -> list[tuple[str, float, float, int, int]]:
    """The rows of the table from facts with their verdict: kind, the rule's number, its worth, right, of how many."""
    by_kind: dict[str, dict[float, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for kind, rule, right in judged:
        by_kind[kind][rule].append(right)
    rows = []
    for kind, rules in sorted(by_kind.items()):
        verdicts = [right for found in rules.values() for right in found]
        prior = (sum(verdicts) + 1) / (len(verdicts) + 2)
        numbers = sorted(rules)
        weights = [len(rules[n]) + PRIOR_WEIGHT for n in numbers]
        shares = [(sum(rules[n]) + prior * PRIOR_WEIGHT) / w for n, w in zip(numbers, weights, strict=True)]
        for number, worth in zip(numbers, isotonic(shares, weights), strict=True):
            rows.append((kind, number, round(worth, 2), sum(rules[number]), len(rules[number])))
    return rows


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
