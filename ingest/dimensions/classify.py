"""The dimension of a mechanism: the features of its name and surroundings, weighed and added up.

Every zone adds a number to every dimension; the sums, through softmax, are probabilities. `explain` has the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from ingest.dimensions import weights
from ingest.dimensions.context import NOTHING, Context
from ingest.dimensions.features import Features, context_features, name_features
from ingest.dimensions.grams import scale
from ingest.dimensions.weights import NAMES, Scores, Weights, unpack
from kg.vocab import DIMENSIONS

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
    points = dict.fromkeys(NAMES, 0.0)
    for _, weight, said in _zones(name, contexts, known, firm):
        for dimension, score in said.items():
            points[dimension] += weight * score
    first, second = sorted(NAMES, key=points.__getitem__, reverse=True)[:2]
    highest = points[first]
    whole = sum([exp(score - highest) for score in points.values()])
    return Judgement(first, round(1 / whole, 3), second, round(exp(points[second] - highest) / whole, 3))


def explain(
    name: str, contexts: Sequence[Context] = (), *, known: str | None = None, firm: bool = False
) -> dict[str, Scores]:
    """Zone -> what it adds to each dimension; they add up to the scores that `judge` turns into probabilities."""
    found = {zone: dict.fromkeys(NAMES, 0.0) for zone in weights.load().zones}
    for zone, weight, said in _zones(name, contexts, known, firm):
        for dimension, score in said.items():
            found[zone][dimension] += weight * score
    return found


def reasons(
    chosen: str, name: str, contexts: Sequence[Context] = (), *, known: str | None = None, firm: bool = False
) -> list[Reason]:
    """What speaks for and against a dimension, the heaviest first; the weights add up to its score."""
    model = weights.load()
    found = [
        Reason(zone, "", scores[chosen])
        for zone, scores in explain(name, contexts, known=known, firm=firm).items()
        if zone != "name" and scores[chosen]
    ]
    grams = [gram for gram in name_features(name).grams["name"] if gram in model.rows]
    weight = model.zones["name"]
    share = weight * scale(len(grams))
    found += [Reason("name", gram, share * unpack(model.rows[gram])[chosen]) for gram in grams]
    if grams:
        found.append(Reason("name", "", weight * model.bias[chosen]))
    return sorted(found, key=lambda reason: (-abs(reason.weight), reason.zone, reason.feature))


def label(name: str) -> str:
    """What users call a dimension."""
    return DIMENSIONS[name][0]


def _zones(
    name: str, contexts: Sequence[Context], known: str | None, firm: bool
) -> Iterator[tuple[str, float, Mapping[str, float]]]:
    """What every zone says by itself of each dimension, with its weight; a zone comes once for each place."""
    model = weights.load()
    shown = contexts[:CONTEXTS]
    places = ((context_features(name, context), len(shown)) for context in shown)
    for features, among in ((name_features(name, known, firm=firm), 1), *places):
        for zone, points in unweighed(model, features):
            if points:
                yield zone, model.zones[zone] / among, points


def unweighed(model: Weights, features: Features) -> list[tuple[str, Mapping[str, float]]]:
    """Every zone of `features` with what it says of the dimensions by itself."""
    return [*features.cues.items(), *((zone, model.of(grams)) for zone, grams in features.grams.items())]
