"""Annotated texts -> samples.tsv: mechanisms with the features of their surroundings; training then needs no text.

    python -m ingest.dimensions.samples GOLD TEXT [GOLD TEXT …]

A line is a place where a text names a mechanism. It keeps cue strengths and those pairs of characters that our own
tables have as well, sorted, and nothing from which the text could be read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from ingest.dimensions.context import Context, context_at
from ingest.dimensions.features import context_features
from ingest.dimensions.training import SAMPLES, examples, names
from ingest.extract import Metadata, load_document
from ingest.mechanisms import lexicon
from ingest.mechanisms.marks import mark, narrow
from ingest.nlp import CharacterTokenizer
from kg.names import display_name

_SIGNS_RE = re.compile(r"[\s“”‘’「」『』]")
_TAIL_RE = re.compile(r"(?:工作法|机制|制度|体系|模式|改革|行动|工程|平台|计划|活动|工作|建设|清单|体制|试点|制)+$")
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated mechanism with the places where its text names it."""

    source: str
    dimension: str
    name: str
    known: str | None
    firm: bool
    contexts: tuple[Context, ...]


def read(gold: Path, text: Path) -> list[Annotated]:
    """The annotated mechanisms of a text, found there under their names and aliases."""
    facts = json.loads(gold.read_text(encoding="utf-8"))
    document, _ = load_document(text, Metadata(id=gold.stem))
    marks = mark(_tokens(document.text))
    found = []
    for entity in facts["entities"]:
        if entity["type"] == "Mechanism":
            name = display_name(entity["name"])
            places = _places(marks.text, [entity["name"], *entity.get("aliases", ())])[:_PLACES]
            contexts = tuple(context_at(document, marks, start) for start, _ in places)
            found.append(Annotated(gold.stem, entity["dimension"], name, *set_term(name), contexts))
    return found


@cache
def _tokenizer() -> CharacterTokenizer:
    return CharacterTokenizer(spacy.blank("zh").vocab)


def _tokens(text: str) -> Doc:
    return _tokenizer()(text)


def _places(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where any of the names stands, whatever its signs, in order; not inside another."""
    at = [i for i, sign in enumerate(text) if not _SIGNS_RE.match(sign)]
    flat = _flat("".join(text[i] for i in at))
    found = []
    for name in wanted:
        form = _flat(_SIGNS_RE.sub("", narrow(name)))
        found += [(at[m.start()], at[m.end() - 1] + 1) for m in re.finditer(re.escape(form), flat)]
    found.sort(key=lambda place: (place[0], -place[1]))
    kept: list[tuple[int, int]] = []
    for place in found:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _flat(text: str) -> str:
    return text.lower().translate(str.maketrans("、—–", ",--"))


def set_term(name: str) -> tuple[str | None, bool]:
    """The dimension of the longest set term in a name, and whether the name adds no more than a kind word."""
    flat = _flat(name).replace(",", "")
    forms = {form.replace("、", "").replace(",", ""): term for form, term in lexicon.terms().items()}
    found = max((form for form in forms if form in flat), key=lambda form: (len(form), form), default=None)
    if found is None:
        return None, False
    term = forms[found]
    return term.dimension, not term.weak and not _TAIL_RE.sub("", flat.replace(found, "", 1))


def lines(found: Sequence[Annotated]) -> Iterator[str]:
    """The lines of samples.tsv."""
    rows = [*names(), *(row for sample in examples() for row in sample.rows)]
    pairs = {gram for row in rows for gram in row.grams}
    for one in found:
        for context in one.contexts or (Context(),):
            features = context_features(context)
            cells = [one.source, one.dimension, one.name, one.known or "", "firm" if one.firm else ""]
            cells += [_strengths(features.cues[zone]) for zone in ("heading", "paragraph")]
            cells.append(" ".join(sorted(pairs.intersection(features.grams["sentence grams"]))))
            yield "\t".join(cells)


def _strengths(found: Mapping[str, float]) -> str:
    return " ".join(f"{name}:{value:.2f}" for name, value in sorted(found.items()))


def main() -> int:
    paths = [Path(argument) for argument in sys.argv[1:]]
    if not paths or len(paths) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    found = [one for gold, text in zip(paths[::2], paths[1::2], strict=True) for one in read(gold, text)]
    head = (
        "# Annotated mechanisms and the features of their surroundings, made by ingest.dimensions.samples.\n"
        "# Columns: document, dimension, name, dimension of its set term, whether it is one, cue strengths of\n"
        "# heading and paragraph, pairs of characters of the sentence.\n"
    )
    SAMPLES.write_text(head + "\n".join(lines(found)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
