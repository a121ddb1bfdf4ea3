"""The features of a mechanism: what its name and each zone around it hold, before anything is weighed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ingest.dimensions.context import Context
from ingest.dimensions.cues import head, name_strengths, shares, strengths
from ingest.dimensions.grams import name_runs, pair_grams
from ingest.mechanisms.candidate import plain

# zones whose features point to a dimension by themselves; their weight is one number for all dimensions
CUE_ZONES = ("own", "head", "set term", "heading", "paragraph")
# zones whose features are runs of characters, each with a weight for every dimension
GRAM_ZONES = ("name", "sentence grams")
ZONES = (*CUE_ZONES, *GRAM_ZONES)
_HEAD, _SET_TERM = 2.0, 4.0  # as a strong cue counts, and as two do


class Features(NamedTuple):
    """`cues`: zone -> dimension -> strength; `grams`: zone -> runs of characters, each of which counts once."""

    cues: Mapping[str, Mapping[str, float]]
    grams: Mapping[str, Collection[str]]


def name_features(name: str, known: str | None = None) -> Features:
    """What the name alone says; `known` is the dimension of the set term that it is."""
    first = head(name)
    return Features(
        {
            "own": name_strengths(name),
            "head": {first: _HEAD} if first is not None else {},
            "set term": {known: _SET_TERM} if known is not None else {},
        },
        {"name": name_runs(name)},
    )


def context_features(context: Context) -> Features:
    """What the surroundings say; of the headings the nearest that says anything."""
    heading = next((found for h in reversed(context.headings) if (found := strengths(plain(h)))), {})
    paragraph = shares(context.paragraph) if context.paragraph else {}
    return Features({"heading": heading, "paragraph": paragraph}, {"sentence grams": pair_grams(context.sentence)})
