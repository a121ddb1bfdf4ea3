"""How much a name is like names of practices that general usage knows (ingest/dimensions/glossary.tsv)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import add
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "dimensions" / "glossary.tsv"
_SUFFIXES = (2, 3, 4)
_PREFIXES = (2, 3)
_STEPS = (1, 3, 10, 30, 100)
_SHARES = (0.3, 0.5, 0.7, 0.9, 1.0)
_KNOWN = 2  # so many names have a pair of characters that is known


@dataclass(frozen=True, slots=True)
class Glossary:
    """`names` as they stand; how many names end and begin with what, and have a pair of characters."""

    names: frozenset[str]
    suffixes: Mapping[str, int]
    prefixes: Mapping[str, int]
    pairs: Mapping[str, int]


@cache
def load() -> Glossary:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    names = sorted({line.split("\t")[0] for line in lines if line and not line.startswith("#")})
    return Glossary(
        frozenset(names),
        Counter(name[-n:] for name in names for n in _SUFFIXES if len(name) > n),
        Counter(name[:n] for name in names for n in _PREFIXES if len(name) > n),
        Counter(pair for name in names for pair in {name[i : i + 2] for i in range(len(name) - 1)}),
    )


def likeness(name: str) -> Iterator[str]:
    """Traits: whether the glossary has the name, how many of its names end or begin like it, how much they share."""
    known = load()
    if name in known.names:
        yield "known"
    else:
        tail = next((n for n in range(1, len(name) - 3) if name[n:] in known.names), None)
        if tail is not None:
            yield "known tail"
        if next((n for n in range(4, len(name)) if name[:n] in known.names), None) is not None:
            yield "known start"
    for n in _SUFFIXES:
        if len(name) > n:
            yield f"like end {n}:{_step(known.suffixes.get(name[-n:], 0))}"
    for n in _PREFIXES:
        if len(name) > n:
            yield f"like start {n}:{_step(known.prefixes.get(name[:n], 0))}"
    times = [known.pairs.get(pair, 0) for pair in map(add, name, name[1:])]
    if times:
        share = sum([count >= _KNOWN for count in times]) / len(times)
        yield f"like:{bisect_right(_SHARES, share)}"
        yield f"like least:{_step(min(times))}"


def _step(count: int) -> int:
    return bisect_right(_STEPS, count)
