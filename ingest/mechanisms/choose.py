"""Candidates with their odds -> names: the likeliest first, each keeping its places from what overlaps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.mechanisms.candidate import Candidate
from ingest.mechanisms.marks import places
from ingest.mechanisms.odds import Odds, probability, rounded
from ingest.mechanisms.scene import Found


def choose(text: str, found: Sequence[Found], odds: Odds) -> list[Candidate]:
    """Those likely enough that no likelier one overlaps, in order, each with its probability as confidence.

    A name that is taken keeps all its places in the text from the nets: a longer stretch around one of them is no name
    unless a rule says so.
    """
    return pick(text, [(probability(one.score), one.candidate) for one in found], odds.threshold)


def pick(text: str, judged: Iterable[tuple[float, Candidate]], threshold: float) -> list[Candidate]:
    """The same from candidates with their probabilities."""
    taken, named = bytearray(len(text)), bytearray(len(text))
    kept, names = list[Candidate](), set[str]()
    likely = (pair for pair in judged if pair[0] >= threshold)
    for sure, candidate in sorted(likely, key=lambda pair: (-pair[0], pair[1].start, pair[1].end)):
        start, end = candidate.start, candidate.end
        if taken.find(1, start, end) >= 0 or (candidate.way == "net" and named.find(1, start, end) >= 0):
            continue
        kept.append(candidate._replace(confidence=rounded(sure)))
        taken[start:end] = b"\1" * (end - start)
        if candidate.name not in names:
            names.add(candidate.name)
            for at in places(text, candidate.name):
                named[at : at + len(candidate.name)] = b"\1" * len(candidate.name)
    return sorted(kept, key=lambda c: (c.start, c.end))
