"""Candidates with their odds -> names: the likeliest first, each keeping its places from what overlaps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.mechanisms.candidate import Candidate
from ingest.mechanisms.odds import Odds, probability, rounded
from ingest.mechanisms.scene import Found


def choose(text: str, found: Sequence[Found], odds: Odds) -> list[Candidate]:
    """Those likely enough that no likelier one overlaps, in order, each with its probability as confidence.

    A name that is taken keeps all its places in the text, so that a longer stretch around one of them is no name.
    """
    return pick(text, [(probability(one.score), one.candidate) for one in found], odds.threshold)


def pick(text: str, judged: Iterable[tuple[float, Candidate]], threshold: float) -> list[Candidate]:
    """The same from candidates with their probabilities."""
    taken = bytearray(len(text))
    kept = []
    likely = (pair for pair in judged if pair[0] >= threshold)
    for sure, candidate in sorted(likely, key=lambda pair: (-pair[0], pair[1].start, pair[1].end)):
        if any(taken[candidate.start : candidate.end]):
            continue
        kept.append(replace(candidate, confidence=rounded(sure)))
        _take(taken, candidate.start, candidate.end)
        at = text.find(candidate.name)
        while at >= 0:
            end = at + len(candidate.name)
            if not any(taken[at:end]):
                _take(taken, at, end)
            at = text.find(candidate.name, end)
    return sorted(kept, key=lambda c: (c.start, c.end))


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)
