"""How likely a candidate names a practice: the weights of its traits added up, through the logistic function.

`odds.tsv` has the weights: `bias`, `threshold` and a line for each trait. Made by ingest.mechanisms.learn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

FILE = Path(__file__).with_name("odds.tsv")
BIAS, THRESHOLD = "bias", "threshold"
STEP = 20  # probabilities are told in steps of one to so many


@dataclass(frozen=True, slots=True)
class Odds:
    """`weights` by trait; a name is taken if its probability is `threshold` or more."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def score(self, traits: Iterable[str]) -> float:
        return self.bias + sum(map(self.weights.get, traits, repeat(0.0)))

    def explain(self, traits: Iterable[str]) -> list[tuple[str, float]]:
        """What each trait adds to the logarithm of the odds, the heaviest first; the sum is the whole."""
        found = [(BIAS, self.bias), *((trait, self.weights[trait]) for trait in traits if trait in self.weights)]
        return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))


@cache
def load(path: Path = FILE) -> Odds:
    """The weights of a file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    numbers = {trait: float(weight) for trait, weight in rows}
    return Odds(numbers.pop(BIAS), numbers.pop(THRESHOLD), numbers)


def probability(score: float) -> float:
    """The probability that a sum of weights stands for.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-score))


def rounded(probability: float) -> float:
    """A probability in steps of 0.05.

    >>> rounded(0.4371)
    0.45
    """
    return round(probability * STEP) / STEP
