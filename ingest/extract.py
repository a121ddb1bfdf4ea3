"""One document -> its facts, each with its evidence. A pure function of the file's bytes and its metadata."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc

from ingest.audit import Audit, audit
from ingest.clean import clean
from ingest.confidence import calibrated
from ingest.nlp import annotate, release, uncollected
from ingest.readers import SourceText, read
from ingest.resolve import resolve_entities
from ingest.structure import structure
from ingest.structure.identity import identified
from ingest.version import pipeline_version
from kg.model import Document, Extraction


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a manifest says of a document; None where the text has to say it itself."""

    id: str
    title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    regions: tuple[str, ...] = ()
    source: str | None = None


def load_document(path: Path, metadata: Metadata) -> tuple[Document, bytes]:
    """Read, clean and structure one file; InputError names what is wrong with it."""
    data = path.read_bytes()
    return prepare(read(data, name=str(path)), metadata), data


def prepare(source: SourceText, metadata: Metadata) -> Document:
    """The document that a source is; the metadata wins over what the file tells of itself, that over its text."""
    told = source.told
    known = replace(
        metadata,
        title=metadata.title or told.get("title"),
        publisher=metadata.publisher or told.get("publisher"),
        issued=metadata.issued or told.get("issued"),
        source=metadata.source or told.get("source"),
    )
    cleaned = clean(source)
    document = structure(cleaned, source.file, known)
    # a page is published after what it shows was issued, sometimes by years
    issued = document.issued or told.get("published")
    document = replace(document, issued=issued, places=source.places, notes=source.notes)
    return identified(document, told, cleaned.apart)


def extract(document: Document) -> Extraction:
    """The facts of a document, each with a confidence that says how often such facts are right."""
    return calibrated(extract_uncalibrated(document))


def extract_uncalibrated(document: Document) -> Extraction:
    """The same with the numbers that the rules give their facts, for ingest.calibrate to count."""
    with uncollected():
        doc = annotate(document)
        extraction = _facts(doc)
        release(doc)
    return extraction


def extract_audited(document: Document) -> tuple[Extraction, Audit]:
    """The facts of a document, and what became of each of its numbers, titles and quotations."""
    with uncollected():
        doc = annotate(document)
    extraction = calibrated(_facts(doc))
    audited = audit(doc, extraction)
    release(doc)
    return extraction, audited


def _facts(doc: Doc) -> Extraction:
    return Extraction(
        document=doc._.document,
        entities=resolve_entities(doc),
        metrics=tuple(doc._.metrics),
        relations=tuple(doc._.relations),
        pipeline=pipeline_version(),
        issues=tuple(doc._.issues),
    )
