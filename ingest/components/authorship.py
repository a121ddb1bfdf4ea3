"""Stub: to be written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("authorship")
def authorship(doc: Doc) -> Doc:
    return doc
