"""The dimension of a mechanism: the features of its name and surroundings, weighed and added up.

Every zone adds a number to every dimension; the sums, through softmax, are probabilities. `explain` has the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from ingest.dimensions import weights
from ingest.dimensions.context import NOTHING, Context
from ingest.dimensions.features import Features, context_features, name_features
from ingest.dimensions.grams import scale
from ingest.dimensions.points import NAMES, STEPS, Points, Scores, pack, raised, unpack
from ingest.dimensions.weights import Said, Weights
from kg.vocab import DIMENSIONS

CONTEXTS = 3  # more places where a text uses a name change little
_UNIT = 1 << 18  # weights as whole numbers
_SHARES = 6  # the places of a name together, in parts that one, two or three of them can have
_WHOLE = STEPS * _UNIT * _SHARES  # one point of a dimension in the sums


class Judgement(NamedTuple):
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


def dimension(name: str, context: Context = NOTHING, *, known: str | None = None) -> str:
    """One of kg.vocab.DIMENSIONS, always; `known` is the dimension of the set term that the name is.

    >>> dimension("乡镇财政转移支付机制")
    'funding'
    """
    return judge(name, (context,), known=known).dimension


def judge(name: str, contexts: Sequence[Context], *, known: str | None = None) -> Judgement:
    """The dimension of a name that stands in `contexts`, the first few of which count alike."""
    return settle(name, [around(context) for context in contexts[:CONTEXTS]], known=known)


def settle(name: str, places: Sequence[Points], *, known: str | None = None) -> Judgement:
    """The same from what `around` says of each of the places, CONTEXTS at most."""
    share = _SHARES // len(places) if places else 0
    said = raised(_SHARES * _weighed(name_features(name, known)) + share * sum(places))
    highest = max(said)
    odds = [exp((lane - highest) / _WHOLE) for lane in said]
    whole, first = sum(odds), said.index(highest)
    odds[first] = -1.0  # out of the way of the next
    following = max(odds)
    second = odds.index(following)
    return Judgement(NAMES[first], round(1 / whole, 3), NAMES[second], round(following / whole, 3))


def around(context: Context) -> Points:
    """What the surroundings of a name say, weighed."""
    return _weighed(context_features(context))


def _weighed(features: Features) -> Points:
    model = weights.load()
    zones, whole = model.zones, 0
    for zone, said in unweighed(model, features):
        weight = zones[zone]
        for factor, points in said:
            whole += round(weight * factor * _UNIT) * points
    return whole


def explain(name: str, contexts: Sequence[Context] = (), *, known: str | None = None) -> dict[str, Scores]:
    """Zone -> what it adds to each dimension; they add up to the scores that `judge` turns into probabilities."""
    model = weights.load()
    found = {zone: dict.fromkeys(NAMES, 0.0) for zone in model.zones}
    shown = contexts[:CONTEXTS]
    places = ((context_features(context), len(shown)) for context in shown)
    for features, among in ((name_features(name, known), 1), *places):
        for zone, said in unweighed(model, features):
            for factor, points in said:
                for dimension, score in unpack(points).items():
                    found[zone][dimension] += model.zones[zone] / among * factor * score
    return found


def reasons(chosen: str, name: str, contexts: Sequence[Context] = (), *, known: str | None = None) -> list[Reason]:
    """What speaks for and against a dimension, the heaviest first; the weights add up to its score."""
    model = weights.load()
    found = [
        Reason(zone, "", scores[chosen])
        for zone, scores in explain(name, contexts, known=known).items()
        if zone != "name" and scores[chosen]
    ]
    grams = [gram for gram in name_features(name).grams["name"] if gram in model.rows]
    weight = model.zones["name"]
    share = weight * scale(len(grams))
    found += [Reason("name", gram, share * unpack(model.rows[gram])[chosen]) for gram in grams]
    if grams:
        found.append(Reason("name", "", weight * unpack(model.bias)[chosen]))
    return sorted(found, key=lambda reason: (-abs(reason.weight), reason.zone, reason.feature))


def label(name: str) -> str:
    """What users call a dimension."""
    return DIMENSIONS[name][0]


def unweighed(model: Weights, features: Features) -> list[tuple[str, tuple[Said, ...]]]:
    """What every zone of `features` says of the dimensions by itself."""
    said = [(zone, ((1.0, pack(strengths)),)) for zone, strengths in features.cues.items() if strengths]
    return said + [(zone, model.of(grams)) for zone, grams in features.grams.items()]
