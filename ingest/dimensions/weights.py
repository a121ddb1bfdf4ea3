"""The weights of the classifier as a file: a table that a person can read, the same bytes for the same training.

Lines `# …` say how it was made. `zone <name> <weight>` is how much a zone counts, `floor <value>` the confidence below
which a result is marked for review, `bias` and `gram` rows have one weight for each dimension that is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.dimensions.features import ZONES
from ingest.dimensions.grams import scale
from ingest.dimensions.points import NAMES, Points, Scores, pack

DATA = Path(__file__).resolve().parent
FILE = DATA / "weights.tsv"
_LETTERS = dict(zip(NAMES, "abcdefghijklmnopqr", strict=True))  # a dimension as the file has it
_NAMED = {letter: name for name, letter in _LETTERS.items()}

Said = tuple[float, Points]  # points, and what they are multiplied by


@dataclass(frozen=True, slots=True)
class Weights:
    """`zones`: how much a zone counts; `rows`: what a run of characters says."""

    zones: Mapping[str, float]
    bias: Points
    rows: Mapping[str, Points]
    floor: float

    def of(self, grams: Iterable[str]) -> tuple[Said, ...]:
        """What runs of characters say, each of which is given once; their number tells nothing."""
        known = [points for points in map(self.rows.get, grams) if points is not None]
        if not known:
            return ()
        return (scale(len(known)), sum(known)), (1.0, self.bias)


@cache
def load(path: Path = FILE) -> Weights:
    """The weights of a file."""
    zones = dict.fromkeys(ZONES, 0.0)
    rows: dict[str, Points] = {}
    bias: Points = 0
    floor = 0.0
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition("\t")
        key, _, value = rest.partition("\t")
        if kind == "zone":
            zones[key] = float(value)
        elif kind == "floor":
            floor = float(key)
        elif kind == "bias":
            bias = pack(decode(key))
        elif kind == "gram":
            rows[key] = pack(decode(value))
    return Weights(zones, bias, rows, floor)


def decode(cell: str) -> Scores:
    """A cell of the file as weights, those that are not zero.

    >>> decode("a1.5 r-0.2")["pilot"]
    -0.2
    """
    return {_NAMED[part[0]]: float(part[1:]) for part in cell.split()}


def encode(scores: Mapping[str, float], least: float) -> str:
    """Weights in one decimal as a cell of the file, without what is nearer to zero than `least`.

    >>> encode({"leadership": 1.52, "organisation": 0.04, "pilot": -0.2}, 0.1)
    'a1.5 r-0.2'
    """
    return " ".join(f"{_LETTERS[name]}{value:.1f}" for name, value in scores.items() if abs(value) >= least)
