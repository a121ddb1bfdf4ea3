"""Persons and organizations by a trained spaCy pipeline of the user's (`ZHITU_SPACY_MODEL`: a package or a folder)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ingest.models.additions import Found, add
from kg.errors import UsageError

NAME = "spacy_entities"
AFTER = "persons"
VARIABLE = "ZHITU_SPACY_MODEL"
# labels of OntoNotes, which spaCy's Chinese pipelines use
KINDS = {"PERSON": "Person", "PER": "Person", "ORG": "Organization"}


@cache
def _pipeline(name: str) -> Language:
    if not name:
        raise UsageError(f"{VARIABLE}：未指定 spaCy 模型（包名或目录）")
    try:
        return spacy.load(name)
    except (OSError, ValueError) as error:
        raise UsageError(f"{VARIABLE}={name}：载入不了 spaCy 模型：{str(error).splitlines()[0]}") from None


def version() -> str:
    meta = _pipeline(os.environ.get(VARIABLE, "")).meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def entities(doc: Doc) -> Iterator[Found]:
    """What the model finds, clause by clause: its memory does not grow with the document."""
    document = doc._.document
    nlp = _pipeline(os.environ.get(VARIABLE, ""))
    texts = ((document.text[clause.start : clause.end], clause.start) for clause in document.clauses)
    for read, start in nlp.pipe(texts, as_tuples=True):
        for entity in read.ents:
            if entity.label_ in KINDS:
                yield Found(KINDS[entity.label_], start + entity.start_char, start + entity.end_char)


@Language.component(NAME)
def spacy_entities(doc: Doc) -> Doc:
    """Adds to doc.spans["Person"] and doc.spans["Organization"]."""
    return add(doc, entities(doc))
