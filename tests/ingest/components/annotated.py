"""A sentence as the components before and including a given one leave it. The sentences of these tests are our own."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.nlp import load_pipeline
from kg.model import Clause, Document, Segment, SourceFile

STEPS = (
    "regions",
    "dates",
    "policy_documents",
    "events",
    "organizations",
    "persons",
    "kinds",
    "authorship",
    "hierarchy",
)


def document_of(text: str, region: str | None, *, genre: str = "report", title: str | None = None) -> Document:
    """One clause a line, all in `region`."""
    clauses, position = [], 0
    for line in text.split("\n"):
        if line:
            clauses.append(Clause(len(clauses) + 1, position, position + len(line), region=region))
        position += len(line) + 1
    whole = (0, len(text))
    file = SourceFile("x.txt", "0" * 64, len(text), "text/plain", "utf-8")
    regions = (region,) if region is not None else ()
    return Document(
        "x", title, None, None, regions, genre, None, file, text, (Segment(whole, whole),), clauses=tuple(clauses)
    )  # fmt: skip


def annotate_text(text: str, region: str | None = None, *, genre: str = "report", title: str | None = None) -> Doc:
    """`text` after every component of STEPS, as part of a document about `region`."""
    document = document_of(text, region, genre=genre, title=title)
    pipeline = load_pipeline()
    doc = pipeline.make_doc(text)
    doc._.document = document
    for name, component in pipeline.pipeline:
        if name in STEPS:
            doc = component(doc)
    return doc


def names(doc: Doc, kind: str) -> set[str]:
    return {span._.name for span in doc.spans[kind]}


def relations(doc: Doc, kind: str) -> set[tuple[str, str]]:
    return {(r.source, r.target) for r in doc._.relations if r.type == kind}
