"""Trains the classifier of dimensions and writes its weights; needs scikit-learn, which extraction itself does not.

    python -m ingest.dimensions.train            writes weights.tsv
    python -m ingest.dimensions.train --folds    prints accuracy with each annotated document left out

Two steps. A multinomial logistic regression learns, from names, what runs of characters say. How much each zone counts
is then learned from annotated documents and examples that the first step did not see, fold by fold, as nine numbers.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.dimensions.classify import unweighed
from ingest.dimensions.features import ZONES
from ingest.dimensions.grams import scale
from ingest.dimensions.points import NAMES, STEPS, Scores, lanes, pack, unpack
from ingest.dimensions.training import Row, Sample, annotated, examples, names
from ingest.dimensions.weights import FILE, Weights, decode, encode

Vector = npt.NDArray[np.float64]

_PLACE = {name: i for i, name in enumerate(NAMES)}

_RIDGE = 30.0  # scikit-learn's C: how freely a run of characters may be weighed
_SHRINK = 30.0  # how strongly the weights of zones are held down
_SELDOM = 4  # a run of characters that fewer rows have is left out
_LEAST = 0.5  # a weight nearer to zero is left out
_PARTS = 10  # folds: documents and examples dealt out in turn
_MARKED = 0.5  # of the wrong results, the part that the floor should mark at least


@dataclass(frozen=True, slots=True)
class Measured:
    """Samples as numbers: sample x zone x dimension, the right dimension, and the document of each."""

    scores: Vector
    right: Vector
    sources: tuple[str, ...]

    def part(self, chosen: Sequence[bool]) -> Measured:
        mask = np.array(chosen)
        return Measured(
            self.scores[mask], self.right[mask], tuple(s for s, c in zip(self.sources, chosen, strict=True) if c)
        )


def learn_grams(rows: Sequence[Row]) -> Weights:
    """What runs of characters say, by multinomial logistic regression; rounded as the file has it."""
    counts = Counter(gram for row in rows for gram in row.grams)
    grams = sorted(gram for gram, count in counts.items() if count >= _SELDOM)
    bias, table = _regression(rows, grams)
    return Weights(
        dict.fromkeys(ZONES, 0.0),
        pack(_rounded(bias, 0.1)),
        {gram: pack(_rounded(vector, _LEAST)) for gram, vector in zip(grams, table, strict=True)},
        0.0,
    )


def _rounded(vector: Vector, least: float) -> Scores:
    return decode(encode(dict(zip(NAMES, vector.tolist(), strict=True)), least))


def _regression(rows: Sequence[Row], grams: Sequence[str]) -> tuple[Vector, Vector]:
    sparse = importlib.import_module("scipy.sparse")
    linear: Any = importlib.import_module("sklearn.linear_model")
    place = {gram: i for i, gram in enumerate(grams)}
    found = [[place[gram] for gram in row.grams if gram in place] for row in rows]
    values = [scale(len(columns)) for columns in found for _ in columns]
    starts = np.cumsum([0, *(len(columns) for columns in found)])
    matrix = sparse.csr_matrix((values, [i for columns in found for i in columns], starts), (len(rows), len(grams)))
    model = linear.LogisticRegression(C=_RIDGE, max_iter=1000, tol=1e-3)
    model.fit(matrix, [_PLACE[row.dimension] for row in rows], [row.weight for row in rows])
    return model.intercept_, model.coef_.T


def measure(model: Weights, samples: Sequence[Sample]) -> Measured:
    """What each zone says of each sample, unweighed; places count alike."""
    scores = np.zeros((len(samples), len(ZONES), len(NAMES)))
    for sample, row in zip(samples, scores, strict=True):
        own, *places = sample.features
        for features in (own, *places):
            share = 1.0 if features is own else 1 / len(places)
            for zone, said in unweighed(model, features):
                for factor, points in said:
                    row[ZONES.index(zone)] += share * factor / STEPS * np.array(lanes(points))
    return Measured(scores, np.array([_PLACE[s.dimension] for s in samples]), tuple(s.source for s in samples))


def learn_zones(measured: Measured) -> Vector:
    """How much each zone counts: the weights, none below zero, under which the right dimensions are likeliest."""
    optimize = importlib.import_module("scipy.optimize")
    right = np.eye(len(NAMES))[measured.right]

    def loss(zones: Vector) -> tuple[float, Vector]:
        logs = _logs(measured.scores, zones)
        slope = np.einsum("szd,sd->z", measured.scores, np.exp(logs) - right)
        return float(-(right * logs).sum() + _SHRINK / 2 * (zones**2).sum()), slope + _SHRINK * zones

    start = np.full(len(ZONES), 0.3)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(ZONES))
    zones: Vector = np.round(found.x, 2)
    return zones


def _logs(scores: Vector, zones: Vector) -> Vector:
    sums = np.einsum("szd,z->sd", scores, zones)
    sums -= sums.max(axis=1, keepdims=True)
    logs: Vector = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
    return logs


def unseen() -> Measured:
    """Every sample as measured by grams learned without its document, and those of other documents of its part."""
    rows, gold, own = names(), annotated(), examples()
    sources = sorted({sample.source for sample in gold})
    parts = []
    for i in range(_PARTS):
        out = [s for s in gold if s.source in sources[i::_PARTS]] + own[i::_PARTS]
        left = {id(sample) for sample in out}
        learned = rows + [row for s in (*gold, *own) if id(s) not in left for row in s.rows]
        parts.append(measure(learn_grams(learned), out))
    return Measured(
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.right for part in parts]),
        tuple(source for part in parts for source in part.sources),
    )


def folds(measured: Measured) -> dict[str, Vector]:
    """Document -> its samples' probabilities of each dimension, the zones weighed without it."""
    found = {}
    for source in sorted(set(measured.sources) - {""}):
        zones = learn_zones(measured.part([s != source for s in measured.sources]))
        found[source] = np.exp(_logs(measured.part([s == source for s in measured.sources]).scores, zones))
    return found


def floor_of(shares: Vector, right: Vector) -> float:
    """The least confidence, in steps of 0.05, under which at least half of the wrong results lie."""
    best, wrong = shares.max(axis=1), shares.argmax(axis=1) != right
    steps = (step / 20 for step in range(1, 20))
    return next((s for s in steps if (best[wrong] < s).sum() >= _MARKED * wrong.sum()), 0.95)


def train() -> Weights:
    """The weights of everything that may be learned from."""
    measured = unseen()
    gold = measured.part([bool(s) for s in measured.sources])
    order = [i for source in sorted(set(gold.sources)) for i, s in enumerate(gold.sources) if s == source]
    shares = np.concatenate(list(folds(measured).values()))
    model = learn_grams(names() + [row for s in (*annotated(), *examples()) for row in s.rows])
    zones = {zone: float(weight) for zone, weight in zip(ZONES, learn_zones(measured), strict=True)}
    return replace(model, zones=zones, floor=floor_of(shares, gold.right[order]))


def written(model: Weights) -> str:
    """The weights as the file has them."""
    lines = [
        "# Weights of the classifier of dimensions. Made by `python -m ingest.dimensions.train` from glossary.tsv,",
        "# patterns.tsv, examples.tsv, samples.tsv and the lexicon; do not edit. Letters a to r are the dimensions:",
        "# " + " ".join(f"{chr(97 + i)}={name}" for i, name in enumerate(NAMES)),
        *(f"zone\t{zone}\t{weight:.2f}" for zone, weight in model.zones.items()),
        f"floor\t{model.floor:.2f}",
        f"bias\t{encode(unpack(model.bias), 0.1)}",
        *(f"gram\t{gram}\t{encode(unpack(row), _LEAST)}" for gram, row in model.rows.items()),
    ]
    return "\n".join(lines) + "\n"


def _report(measured: Measured) -> None:
    right_all = 0
    for source, shares in folds(measured).items():
        right = measured.part([s == source for s in measured.sources]).right
        hits = int((shares.argmax(axis=1) == right).sum())
        right_all += hits
        print(f"{source}\t{hits}/{len(right)}\t{hits / len(right):.3f}")
    total = sum(1 for s in measured.sources if s)
    print(f"all\t{right_all}/{total}\t{right_all / total:.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true", help="print accuracy with each document left out")
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE")
    arguments = parser.parse_args()
    try:
        importlib.import_module("sklearn")
    except ModuleNotFoundError:
        print("training needs scikit-learn: pip install scikit-learn", file=sys.stderr)
        return 1
    if arguments.folds:
        _report(unseen())
    else:
        arguments.out.write_text(written(train()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
