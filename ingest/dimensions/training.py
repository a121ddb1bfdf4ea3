"""What the classifier is trained on: tables of our own writing, and the annotated mechanisms it may learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.dimensions.context import Context
from ingest.dimensions.cues import cues
from ingest.dimensions.features import Features, context_features, name_features
from ingest.dimensions.grams import name_grams
from ingest.dimensions.weights import DATA
from ingest.mechanisms import lexicon

SAMPLES = DATA / "samples.tsv"
_GLOSSARY, _PATTERN, _CUE, _EXAMPLE, _SENTENCE = 1.0, 0.7, 0.5, 0.5, 1.0  # what a row counts
_TOLD = 2  # of so many places of an annotated name the sentence is learned from


@dataclass(frozen=True, slots=True)
class Row:
    """A name (or a clause like one) with its dimension; `weight` is what it counts."""

    grams: tuple[str, ...]
    dimension: str
    weight: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A mechanism in its surroundings; `source` is the document it comes from, "" for an example of our own."""

    source: str
    dimension: str
    name: str
    features: tuple[Features, ...]  # of the name, then of each place where it stands
    rows: tuple[Row, ...] = ()  # what the names' side may learn from it


def table(file: str | Path) -> list[list[str]]:
    """The cells of every line of a table beside this module that is no comment."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def names() -> list[Row]:
    """The rows that stand for themselves: glossary, set terms, patterns, cue words."""
    found = [(name, dimension, _GLOSSARY) for name, dimension in table("glossary.tsv")]
    found += [(form, term.dimension, _GLOSSARY) for form, term in lexicon.terms().items()]
    found += [(name, dimension, _PATTERN) for name, dimension in _patterns()]
    found += [(cue.words, cue.dimension, _CUE) for cue in cues() if cue.dimension is not None and cue.strength > 1]
    return [Row(name_grams(name), dimension, weight) for name, dimension, weight in found]


def _patterns() -> Iterator[tuple[str, str]]:
    """Every subject of a line of patterns.tsv before every head of it."""
    for dimension, subjects, heads in table("patterns.tsv"):
        for subject in subjects.split("|"):
            yield from ((subject + head, dimension) for head in heads.split("|"))


def examples() -> list[Sample]:
    """Slogans that say nothing by themselves, and names that the words around them belie, in sentences of our own."""
    told = [_example(*cells) for cells in table("examples.tsv")]
    belied = [replace(_example(*cells), rows=()) for cells in table("contrasts.tsv")]
    return told + belied


def _example(dimension: str, name: str, heading: str, sentence: str) -> Sample:
    context = Context(headings=(heading,), sentence=sentence, paragraph=sentence)
    rows = tuple(Row(name_grams(text), dimension, _EXAMPLE) for text in (heading, sentence.replace(name, "")))
    return Sample("", dimension, name, (name_features(name), context_features(context)), rows)


def annotated() -> list[Sample]:
    """The annotated mechanisms of samples.tsv, one a name."""
    places: dict[tuple[str, str], list[Sequence[str]]] = {}
    for cells in table(SAMPLES):
        places.setdefault((cells[0], cells[2]), []).append(cells)
    return [_sample(source, name, rows) for (source, name), rows in places.items()]


def _sample(source: str, name: str, places: Sequence[Sequence[str]]) -> Sample:
    dimension, (known, firm) = places[0][1], places[0][3:5]
    own = name_features(name, known if firm else None)
    around = [_place(cells[5:]) for cells in places]
    told = [grams for place in around[:_TOLD] if (grams := tuple(place.grams["sentence grams"]))]
    rows = (Row(name_grams(name), dimension, 1.0), *(Row(grams, dimension, _SENTENCE) for grams in told))
    return Sample(source, dimension, name, (own, *around), rows)


def _place(cells: Sequence[str]) -> Features:
    """The surroundings as samples.tsv keeps them: cue strengths and runs of characters, no text."""
    kept = dict(zip(("heading", "paragraph"), cells, strict=False))
    cue_zones = {
        zone: {name: float(value) for name, _, value in (part.partition(":") for part in cell.split())}
        for zone, cell in kept.items()
    }
    return Features(cue_zones, {"sentence grams": tuple(cells[2].split())})
