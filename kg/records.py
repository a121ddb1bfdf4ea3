"""Model <-> JSON: the whole record of a document as a release keeps it, and the facts in the form of the gold files."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from kg.iris import document_iri, entity_iri, metric_iris
from kg.model import (
    Act,
    Clause,
    Document,
    Entity,
    Evidence,
    Extraction,
    Heading,
    Metric,
    Place,
    Relation,
    Repair,
    Segment,
    SourceFile,
)


def to_record(extraction: Extraction) -> dict[str, Any]:
    """Everything about one document as JSON values; `from_record` gives it back."""
    return dataclasses.asdict(extraction)


def _pair(value: list[int]) -> tuple[int, int]:
    return (value[0], value[1])


def _evidence(value: Mapping[str, Any]) -> Evidence:
    return Evidence(**value)


def _document(value: Mapping[str, Any]) -> Document:
    fields = dict(value)
    fields["regions"] = tuple(fields["regions"])
    fields["file"] = SourceFile(**fields["file"])
    fields["segments"] = tuple(Segment(_pair(s["clean"]), _pair(s["source"]), s["repair"]) for s in fields["segments"])
    fields["repairs"] = tuple(
        Repair(r["name"], _pair(r["clean"]), _pair(r["source"]), r["before"], r["after"]) for r in fields["repairs"]
    )
    fields["headings"] = tuple(Heading(**h) for h in fields["headings"])
    fields["clauses"] = tuple(Clause(**{**c, "headings": tuple(c["headings"])}) for c in fields["clauses"])
    fields["places"] = tuple(Place(**p) for p in fields.get("places", ()))  # records of older releases have none
    fields |= {name: tuple(fields.get(name, ())) for name in ("numbers", "issuers", "topics", "notes")}
    fields["acts"] = tuple(_act(a) for a in fields.get("acts", ()))
    return Document(**fields)


def _act(value: Mapping[str, Any]) -> Act:
    return Act(**{**value, "evidence": None if value["evidence"] is None else _evidence(value["evidence"])})


def _entity(value: Mapping[str, Any]) -> Entity:
    return Entity(
        **{**value, "aliases": tuple(value["aliases"]), "evidence": tuple(_evidence(e) for e in value["evidence"])}
    )


def from_record(record: Mapping[str, Any]) -> Extraction:
    return Extraction(
        document=_document(record["document"]),
        entities=tuple(_entity(e) for e in record["entities"]),
        metrics=tuple(Metric(**{**m, "evidence": _evidence(m["evidence"])}) for m in record["metrics"]),
        relations=tuple(Relation(**{**r, "evidence": _evidence(r["evidence"])}) for r in record["relations"]),
        pipeline=record["pipeline"],
        issues=tuple(record["issues"]),
    )


def _place(evidence: Evidence | None) -> dict[str, Any]:
    if evidence is None:
        return {"span": None, "clause": None}
    return {"span": [evidence.start, evidence.end], "clause": evidence.clause}


_DAYS = ("adopted", "revised", "published", "effective", "expires", "validity")


def identity_row(document: Document) -> dict[str, Any]:
    """What a document says it is besides title, publisher and date, as JSON values; manifest and facts have it."""
    return {
        "numbers": list(document.numbers),
        "issuers": list(document.issuers),
        "level": document.level,
        "topics": list(document.topics),
        **{name: getattr(document, name) for name in _DAYS},
        "acts": [
            {"kind": act.kind, "title": act.title, "number": act.number} | _place(act.evidence) for act in document.acts
        ],
    }


_ENTITY_FIELDS = ("value", "dimension", "dimension_confidence", "level", "code", "within", "role")


def to_facts(extraction: Extraction) -> dict[str, Any]:
    """The facts in the gold files' form, each with `iri`, `span`, `clause` and `confidence`."""
    document = extraction.document
    entities = []
    for entity in extraction.entities:
        row: dict[str, Any] = {"type": entity.type, "name": entity.name, "aliases": list(entity.aliases)}
        row |= {name: value for name in _ENTITY_FIELDS if (value := getattr(entity, name)) is not None}
        row["iri"] = entity_iri(entity)
        row |= _place(entity.evidence[0] if entity.evidence else None)
        entities.append(row | {"confidence": entity.confidence})
    metrics = []
    for metric, iri in zip(extraction.metrics, metric_iris(document, extraction.metrics), strict=True):
        row = {
            name: getattr(metric, name)
            for name in (
                "subject", "value", "value_max", "unit", "approx", "role", "region", "time", "mechanism",
            )
        }  # fmt: skip
        row |= {"evidence": metric.evidence.text, "iri": iri} | _place(metric.evidence)
        metrics.append(row | {"confidence": metric.confidence})
    relations = [
        {"type": r.type, "source": r.source, "target": r.target, "region": r.region, "evidence": r.evidence.text}
        | _place(r.evidence)
        | {"confidence": r.confidence}
        for r in extraction.relations
    ]
    return {
        "doc": document.id,
        "document": {
            "iri": document_iri(document.id),
            "title": document.title,
            "publisher": document.publisher,
            "issued": document.issued,
            "regions": list(document.regions),
            "genre": document.genre,
            **identity_row(document),
        },
        "entities": entities,
        "metrics": metrics,
        "relations": relations,
        "issues": list(extraction.issues),
    }
