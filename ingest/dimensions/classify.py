"""The dimension of a mechanism: the features of its name and surroundings, weighed and added up.

Every zone adds a number to every dimension; the sums, through softmax, are probabilities. `explain` has the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.dimensions import weights
from ingest.dimensions.context import NOTHING, Context
from ingest.dimensions.features import CUE_ZONES, GRAM_ZONES, Features, context_features, name_features
from ingest.dimensions.grams import scale
from ingest.dimensions.weights import NAMES, PLACE, Vector, Weights
from kg.vocab import DIMENSIONS

_SILENT = np.zeros(len(NAMES))  # what a zone without cues says; never written to
CONTEXTS = 3  # more places where a text uses a name change little


@dataclass(frozen=True, slots=True)
class Judgement:
    """A dimension with its probability, and the one that comes next."""

    dimension: str
    confidence: float
    rival: str
    rival_confidence: float

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.confidence < weights.load().floor


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature adds to the score of a dimension: a zone with its cues, a run of characters, or the bias."""

    zone: str
    feature: str
    weight: float


def dimension(name: str, context: Context = NOTHING, *, known: str | None = None, firm: bool = False) -> str:
    """One of kg.vocab.DIMENSIONS, always; `known` is the dimension of a set term that the name contains or (`firm`) is.

    >>> dimension("乡镇财政转移支付机制")
    'funding'
    """
    return judge(name, (context,), known=known, firm=firm).dimension


def judge(name: str, contexts: Sequence[Context], *, known: str | None = None, firm: bool = False) -> Judgement:
    """The dimension of a name that stands in `contexts`, the first few of which count alike."""
    scores = sum(explain(name, contexts, known=known, firm=firm).values(), np.zeros(len(NAMES)))
    odds = np.exp(scores - scores.max())
    shares = odds / odds.sum()
    first, second = (int(i) for i in np.argsort(-shares, kind="stable")[:2])
    return Judgement(NAMES[first], round(float(shares[first]), 3), NAMES[second], round(float(shares[second]), 3))


def explain(
    name: str, contexts: Sequence[Context] = (), *, known: str | None = None, firm: bool = False
) -> dict[str, Vector]:
    """Zone -> what it adds to each dimension, in the order of kg.vocab.DIMENSIONS."""
    model = weights.load()
    found = _zones(model, name_features(name, known, firm=firm))
    shown = contexts[:CONTEXTS]
    for context in shown:
        for zone, scores in _zones(model, context_features(name, context)).items():
            if zone not in found:
                found[zone] = scores if scores is _SILENT else scores / len(shown)
            elif scores is not _SILENT:
                found[zone] = found[zone] + scores / len(shown)
    return found


def reasons(
    chosen: str, name: str, contexts: Sequence[Context] = (), *, known: str | None = None, firm: bool = False
) -> list[Reason]:
    """What speaks for and against a dimension, the heaviest first; the weights add up to its score."""
    model, place = weights.load(), PLACE[chosen]
    found = [
        Reason(zone, "", float(scores[place]))
        for zone, scores in explain(name, contexts, known=known, firm=firm).items()
        if zone != "name" and scores[place]
    ]
    grams = [gram for gram in name_features(name).grams["name"] if gram in model.rows]
    weight = model.zones["name"]
    found += [
        Reason("name", gram, weight * float(model.table[model.rows[gram]][place]) * scale(len(grams))) for gram in grams
    ]
    if grams:
        found.append(Reason("name", "", weight * float(model.bias[place])))
    return sorted(found, key=lambda reason: (-abs(reason.weight), reason.zone, reason.feature))


def label(name: str) -> str:
    """What users call a dimension."""
    return DIMENSIONS[name][0]


def _zones(model: Weights, features: Features) -> dict[str, Vector]:
    """Zone -> scores, for the zones of `features`."""
    found: dict[str, Vector] = {}
    for zone in CUE_ZONES:
        if zone in features.cues:
            silent = not features.cues[zone]
            found[zone] = _SILENT if silent else model.zones[zone] * points(features, zone)
    for zone in GRAM_ZONES:
        if zone in features.grams:
            found[zone] = model.zones[zone] * model.of(features.grams[zone])
    return found


def points(features: Features, zone: str) -> Vector:
    """What the cues of a zone say of each dimension, unweighed."""
    vector = np.zeros(len(NAMES))
    for name, strength in features.cues[zone].items():
        vector[PLACE[name]] = strength
    return vector
