"""How much a name is like names of practices that general usage knows (ingest/dimensions/glossary.tsv)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import add
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "dimensions" / "glossary.tsv"
_STEPS = (1, 3, 10, 30, 100)
_SHARES = (0.3, 0.5, 0.7, 0.9, 1.0)
_LIKE_START, _LIKE = ([f"{trait}:{n}" for n in range(len(_STEPS) + 1)] for trait in ("like start", "like"))
_KNOWN = 2  # so many names have a pair of characters that is known


@dataclass(frozen=True, slots=True)
class Glossary:
    """`names` as they stand, how many begin with which two characters, and the pairs of characters that are known."""

    names: frozenset[str]
    starts: Mapping[str, int]
    pairs: frozenset[str]


@cache
def load() -> Glossary:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    names = sorted({line.split("\t")[0] for line in lines if line and not line.startswith("#")})
    pairs = Counter(pair for name in names for pair in {*map(add, name, name[1:])})
    return Glossary(
        frozenset(names),
        Counter(name[:2] for name in names if len(name) > 2),
        frozenset(pair for pair, count in pairs.items() if count >= _KNOWN),
    )


def likeness(name: str) -> list[str]:
    """Traits: how many names of the glossary begin like it, whether one is it, how much of it is known from them."""
    known = load()
    found = [_LIKE_START[bisect_right(_STEPS, known.starts.get(name[:2], 0))]]
    if name in known.names:
        found.append("known")
    if len(name) > 1:
        share = sum(map(known.pairs.__contains__, map(add, name, name[1:]))) / (len(name) - 1)
        found.append(_LIKE[bisect_right(_SHARES, share)])
    return found
