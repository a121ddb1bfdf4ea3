"""The weights of the classifier as a file: a table that a person can read, the same bytes for the same training.

Lines `# …` say how it was made. `zone <name> <weight>` is how much a zone counts, `floor <value>` the confidence below
which a result is marked for review, `bias` and `gram` rows have one weight for each dimension that is not zero.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.dimensions.features import ZONES
from ingest.dimensions.grams import scale
from kg.vocab import DIMENSIONS

Scores = dict[str, float]  # dimension -> points

DATA = Path(__file__).resolve().parent
FILE = DATA / "weights.tsv"
NAMES = tuple(DIMENSIONS)
_LETTERS = dict(zip(NAMES, "abcdefghijklmnopqr", strict=True))  # a dimension as the file has it
_NAMED = {letter: name for name, letter in _LETTERS.items()}


_LANES = struct.Struct(f"<{len(NAMES)}I")
_STEPS, _HALF = 10, 1 << 31  # a weight has one decimal; a lane begins in the middle of what it can hold
_EMPTY = int.from_bytes(_LANES.pack(*[_HALF] * len(NAMES)), "little")


@dataclass(frozen=True, slots=True)
class Weights:
    """`zones`: how much a zone counts; `rows`: what a run of characters says, packed."""

    zones: Mapping[str, float]
    bias: Scores
    rows: Mapping[str, int]
    floor: float

    def of(self, grams: Iterable[str]) -> Scores:
        """The points of each dimension for runs of characters, each once, whose number tells nothing."""
        known = self.rows.keys() & grams
        if not known:
            return {}
        share = scale(len(known))
        lanes = _lanes(sum(map(self.rows.__getitem__, known)))
        bias = self.bias
        return {n: share * ((lane - _HALF) / _STEPS) + bias[n] for n, lane in zip(NAMES, lanes, strict=True)}


def pack(scores: Mapping[str, float]) -> int:
    """Weights as one number with a lane for each dimension: to add such numbers is to add all weights at once."""
    return sum(round(scores.get(name, 0.0) * _STEPS) << 32 * lane for lane, name in enumerate(NAMES))


def unpack(row: int) -> Scores:
    """The weights, or the sums of weights, that a number stands for.

    >>> unpack(pack({"response": 1.5}) + pack({"response": -2.0}))["response"]
    -0.5
    """
    return {name: (lane - _HALF) / _STEPS for name, lane in zip(NAMES, _lanes(row), strict=True)}


def _lanes(row: int) -> tuple[int, ...]:
    return _LANES.unpack((row + _EMPTY).to_bytes(_LANES.size, "little"))


@cache
def load(path: Path = FILE) -> Weights:
    """The weights of a file."""
    zones = dict.fromkeys(ZONES, 0.0)
    rows: dict[str, int] = {}
    bias = decode("")
    floor = 0.0
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition("\t")
        key, _, value = rest.partition("\t")
        if kind == "zone":
            zones[key] = float(value)
        elif kind == "floor":
            floor = float(key)
        elif kind == "bias":
            bias = decode(key)
        elif kind == "gram":
            rows[key] = pack(decode(value))
    return Weights(zones, bias, rows, floor)


def decode(cell: str) -> Scores:
    """A cell of the file as the weights of all dimensions.

    >>> decode("a1.5 r-0.2")["pilot"]
    -0.2
    """
    return dict.fromkeys(NAMES, 0.0) | {_NAMED[part[0]]: float(part[1:]) for part in cell.split()}


def encode(scores: Mapping[str, float], least: float) -> str:
    """Weights in one decimal as a cell of the file, without what is nearer to zero than `least`.

    >>> encode({"leadership": 1.52, "organisation": 0.04, "pilot": -0.2}, 0.1)
    'a1.5 r-0.2'
    """
    return " ".join(f"{_LETTERS[name]}{value:.1f}" for name, value in scores.items() if abs(value) >= least)
