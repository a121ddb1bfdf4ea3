"""Stub: to be written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("regions")
def regions(doc: Doc) -> Doc:
    return doc
