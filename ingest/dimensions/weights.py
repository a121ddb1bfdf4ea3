"""The weights of the classifier as a file: a table that a person can read, the same bytes for the same training.

Lines `# …` say how it was made. `zone <name> <weight>` is how much a zone counts, `floor <value>` the confidence below
which a result is marked for review, `bias` and `gram` rows have one weight for each dimension that is not zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.dimensions.features import ZONES
from ingest.dimensions.grams import scale
from kg.vocab import DIMENSIONS

Vector = npt.NDArray[np.float64]

DATA = Path(__file__).resolve().parent
FILE = DATA / "weights.tsv"
NAMES = tuple(DIMENSIONS)
PLACE = {name: i for i, name in enumerate(NAMES)}
_LETTERS = "abcdefghijklmnopqr"  # a dimension in a row of weights, in the order of kg.vocab.DIMENSIONS


@dataclass(frozen=True, slots=True)
class Weights:
    """`zones`: how much a zone counts; `rows`: gram -> its row of `table`, a weight a dimension."""

    zones: Mapping[str, float]
    bias: Vector
    rows: Mapping[str, int]
    table: Vector
    floor: float

    def of(self, grams: Sequence[str]) -> Vector:
        """The score of each dimension for runs of characters, whose number tells nothing."""
        found = self.known(grams)
        if not found:
            return np.zeros(len(NAMES))
        total: Vector = self.table[found].sum(axis=0) * scale(len(found)) + self.bias
        return total

    def known(self, grams: Sequence[str]) -> list[int]:
        """The rows of those runs of characters that have one."""
        rows = self.rows
        return [rows[gram] for gram in grams if gram in rows]


@cache
def load(path: Path = FILE) -> Weights:
    """The weights of a file."""
    zones = dict.fromkeys(ZONES, 0.0)
    rows: dict[str, int] = {}
    vectors: list[Vector] = []
    bias, floor = np.zeros(len(NAMES)), 0.0
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
            rows[key] = len(vectors)
            vectors.append(decode(value))
    return Weights(zones, bias, rows, np.array(vectors).reshape(-1, len(NAMES)), floor)


def decode(cell: str) -> Vector:
    """`a1.5 c-0.2` as a vector."""
    vector = np.zeros(len(NAMES))
    for part in cell.split():
        vector[_LETTERS.index(part[0])] = float(part[1:])
    return vector


def encode(vector: Sequence[float], least: float) -> str:
    """A vector in one decimal, without what is nearer to zero than `least`.

    >>> encode([1.52, 0.04, *[0.0] * 15, -0.2], 0.1)
    'a1.5 r-0.2'
    """
    return " ".join(
        f"{letter}{value:.1f}" for letter, value in zip(_LETTERS, vector, strict=True) if abs(value) >= least
    )
