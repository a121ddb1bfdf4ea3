"""Learns from annotated texts what the traits of candidates are worth; needs scikit-learn, which extraction does not.

    python -m ingest.mechanisms.learn GOLD TEXT…          writes odds.tsv
    python -m ingest.mechanisms.learn --folds GOLD TEXT…  prints the table with every document left out in turn

Paths are those of `zhitu evaluate`; `--tuned PATH…` names golds and texts on which rules were tuned: these count half,
and have no say in the threshold. A logistic regression: a candidate is right if it has the name of an annotated
mechanism; one that is nearly such a name counts less. The threshold is the one with the best F1 on documents left out.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from ingest.components import mechanisms
from ingest.evaluate import find_golds, load_gold, pair_texts
from ingest.extract import Metadata, load_document
from ingest.mechanisms.candidate import Candidate
from ingest.mechanisms.choose import pick
from ingest.mechanisms.marks import mark
from ingest.mechanisms.odds import BIAS, FILE, THRESHOLD, Odds, probability
from ingest.mechanisms.scene import Found, candidates
from ingest.nlp import load_pipeline
from ingest.scoring import Fact, Row, alike_entity, distinct, pair_up, same_entity

RIDGE = 0.05  # scikit-learn's C: how freely a trait may be weighed
SELDOM = 3  # a trait that fewer documents have is left out
LEAST = 0.01  # a weight nearer to zero is left out
NEAR, TUNED = 0.3, 0.5  # how much nearly right candidates and documents with tuned rules count
THRESHOLDS = tuple(step / 100 for step in range(30, 56))
HARDLY = 0.01  # a difference in F1 that says nothing
PARTS = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate, whether it is right, and how much it counts."""

    found: Found
    right: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated document with its candidates; `ruled` are the names that the rules alone find."""

    name: str
    tuned: bool
    text: str
    samples: tuple[Sample, ...]
    gold: tuple[Fact, ...]
    ruled: tuple[Candidate, ...]


def read(paths: Sequence[Path], *, tuned: bool = False) -> Iterator[Text]:
    """The annotated texts among `paths`."""
    pipeline = load_pipeline()
    for gold, path in pair_texts(*find_golds(paths)) if paths else ():
        document, _ = load_document(path, Metadata(id=gold.stem))
        doc = pipeline.make_doc(document.text)
        doc._.document = document
        for name, component in pipeline.pipeline:
            if name == mechanisms.KIND.lower() + "s":
                break
            doc = component(doc)
        shown = mechanisms.seen(doc, mark(doc))
        facts = tuple(distinct(load_gold(gold), mechanisms.KIND))
        every = candidates(shown, Odds(0.0, 0.0, {}))
        samples = tuple(_sample(found, facts, TUNED if tuned else 1.0) for found in every)
        yield Text(gold.stem, tuned, shown.marks.text, samples, facts, shown.rules)


def _sample(found: Found, gold: Sequence[Fact], share: float) -> Sample:
    fact = _fact(found.candidate)
    right = any(same_entity(wanted, fact) for wanted in gold)
    near = not right and any(alike_entity(wanted, fact) for wanted in gold)
    return Sample(found, right, share * (NEAR if near else 1.0))


def _fact(candidate: Candidate) -> Fact:
    return {"type": mechanisms.KIND, "name": candidate.name, "aliases": candidate.aliases}


def fit(texts: Sequence[Text], threshold: float = 0.5, *, seldom: int = SELDOM) -> Odds:
    """The weights, rounded as the file has them; without the traits that fewer than `seldom` documents have."""
    sparse = importlib.import_module("scipy.sparse")
    linear: Any = importlib.import_module("sklearn.linear_model")
    documents: dict[str, set[str]] = defaultdict(set)
    samples = [(text.name, sample) for text in texts for sample in text.samples]
    for name, sample in samples:
        for trait in sample.found.traits:
            documents[trait].add(name)
    place = {trait: i for i, trait in enumerate(sorted(t for t, names in documents.items() if len(names) >= seldom))}
    columns = [[place[t] for t in dict.fromkeys(s.found.traits) if t in place] for _, s in samples]
    starts = list(accumulate((len(row) for row in columns), initial=0))
    flat = [column for row in columns for column in row]
    matrix = sparse.csr_matrix(([1.0] * len(flat), flat, starts), (len(samples), len(place)))
    model = linear.LogisticRegression(C=RIDGE, max_iter=1000, tol=1e-5)
    model.fit(matrix, [s.right for _, s in samples], [s.weight for _, s in samples])
    weights = {trait: round(float(model.coef_[0][i]), 2) for trait, i in place.items()}
    kept = {trait: weight for trait, weight in weights.items() if abs(weight) >= LEAST}
    return Odds(round(float(model.intercept_[0]), 2), threshold, kept)


def judged(text: Text, odds: Odds) -> list[tuple[float, Candidate]]:
    """The candidates with their probability."""
    return [(probability(odds.score(sample.found.traits)), sample.found.candidate) for sample in text.samples]


Judged = dict[str, list[tuple[float, Candidate]]]  # document -> candidates with their probability


def left_out(texts: Sequence[Text], parts: int) -> Judged:
    """Every document as judged by what the documents of the other parts teach."""
    found: Judged = {}
    for i in range(parts):
        odds = fit([text for j, text in enumerate(texts) if j % parts != i])
        found |= {text.name: judged(text, odds) for text in texts[i::parts]}
    return found


def best_threshold(texts: Sequence[Text], known: Judged) -> float:
    """The middle of the thresholds whose F1 (strict and relaxed) is the best or hardly less."""
    texts = [text for text in texts if not text.tuned] or texts

    def worth(threshold: float) -> float:
        strict, relaxed = measure(texts, {t.name: pick(t.text, known[t.name], threshold) for t in texts})
        return (strict.f1 + relaxed.f1) / 2

    found = {threshold: worth(threshold) for threshold in THRESHOLDS}
    good = [threshold for threshold in THRESHOLDS if found[threshold] >= max(found.values()) - HARDLY]
    return round(sum(good) / len(good), 2)


def measure(texts: Sequence[Text], named: dict[str, list[Candidate]]) -> tuple[Row, Row]:
    """Strict and relaxed agreement with the annotation."""
    strict, relaxed = Row(), Row()
    for text in texts:
        found = distinct({"entities": [_fact(c) for c in named[text.name]]}, mechanisms.KIND)
        for row, same in ((strict, same_entity), (relaxed, alike_entity)):
            row.add(len(text.gold), len(found), len(pair_up(text.gold, found, same)))
    return strict, relaxed


def folds(texts: Sequence[Text], chosen: Iterable[Text]) -> dict[str, list[Candidate]]:
    """Those of `chosen` -> the names found in each by weights and a threshold that were learned without it."""
    found = {}
    for text in chosen:
        others = [other for other in texts if other is not text]
        threshold = best_threshold(others, left_out(others, PARTS))
        found[text.name] = pick(text.text, judged(text, fit(others)), threshold)
    return found


def train(texts: Sequence[Text]) -> Odds:
    """The weights and the threshold of everything that may be learned from."""
    return fit(texts, best_threshold(texts, left_out(texts, len(texts))))


def written(odds: Odds, count: int) -> str:
    """The weights as the file has them."""
    lines = [
        "# How much each trait of a candidate speaks for its being a name: weights of a logistic regression.",
        f"# Made by ingest.mechanisms.learn from {count} annotated texts; do not edit. Columns: trait, weight.",
        f"{BIAS}\t{odds.bias:.2f}",
        f"{THRESHOLD}\t{odds.threshold:.2f}",
        *(f"{trait}\t{weight:.2f}" for trait, weight in sorted(odds.weights.items())),
    ]
    return "\n".join(lines) + "\n"


def table(texts: Sequence[Text], groups: Mapping[str, Sequence[Text]]) -> Iterator[str]:
    """Rules alone and the judge, with each document left out, for each group of documents; strict, then relaxed."""
    named = folds(texts, [text for group in groups.values() for text in group])
    for label, chosen in {**groups, "all": [text for group in groups.values() for text in group]}.items():
        for way, found in (("rules", {text.name: list(text.ruled) for text in chosen}), ("judged", named)):
            for row in measure(chosen, found):
                numbers = (f"{number:.3f}" for number in (row.precision, row.recall, row.f1))
                yield "\t".join((label, way, str(row.gold), str(row.predicted), *numbers))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--tuned", nargs="+", type=Path, default=[], metavar="PATH")
    parser.add_argument("--folds", action="store_true", help="print gold, found, precision, recall, F1")
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE")
    arguments = parser.parse_args()
    groups = {"untuned": [*read(arguments.paths)], "tuned": [*read(arguments.tuned, tuned=True)]}
    texts = [text for group in groups.values() for text in group]
    if arguments.folds:
        print(*table(texts, groups), sep="\n")
    else:
        arguments.out.write_text(written(train(texts), len(texts)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
