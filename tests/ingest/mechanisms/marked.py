"""Marks of a sentence, as the tests of the mechanisms' modules use them."""

from __future__ import annotations

from ingest.mechanisms.marks import Marks, mark
from ingest.nlp import load_pipeline


def marked(text: str) -> Marks:
    doc = load_pipeline().make_doc(text)
    doc._.document = None
    return mark(doc)
