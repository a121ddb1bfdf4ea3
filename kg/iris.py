"""IRIs, minted from few stable fields. Pure functions over names; no RDF here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from kg.model import Document, Entity, Metric
from kg.names import local_name, name_key
from kg.vocab import BASE


def document_iri(document_id: str) -> str:
    return f"{BASE}document/{local_name(document_id)}"


def graph_iri(name: str) -> str:
    """The IRI of a shared graph: ontology, regions, resolution, claims, versions, release, curation."""
    return f"{BASE}graph/{name}"


def document_graph_iri(document_id: str) -> str:
    return f"{document_iri(document_id)}/graph"


def clause_iri(document_id: str, number: int) -> str:
    return f"{document_iri(document_id)}/clause/{number}"


def act_iri(document_id: str, index: int) -> str:
    """The IRI of what a document does to another: the act at `index` of Document.acts."""
    return f"{document_iri(document_id)}/act/{index + 1}"


def evidence_iri(document_id: str, start: int, end: int) -> str:
    return f"{document_iri(document_id)}/evidence/{start}-{end}"


def dimension_iri(dimension: str) -> str:
    return f"{BASE}dimension/{dimension}"


def genre_iri(genre: str) -> str:
    return f"{BASE}genre/{genre}"


def region_iri(name: str, code: str | None, within: str | None) -> str | None:
    """`…/region/510000`; without a code `…/region/<nearest coded ancestor>/<name>`; None if unresolved."""
    if code is not None:
        return f"{BASE}region/{code}"
    return None if within is None else f"{BASE}region/{within}/{local_name(name)}"


_SEGMENT = {
    "Organization": "organization",
    "OrganizationKind": "organization-kind",
    "Mechanism": "mechanism",
    "Event": "event",
    "PolicyDocument": "policy-document",
    "Person": "person",
}


def entity_iri(entity: Entity) -> str | None:
    """The IRI of an entity; None for a region that could not be placed."""
    if entity.type == "Region":
        return region_iri(entity.name, entity.code, entity.within)
    if entity.type == "Date":
        return date_iri(entity.value or "")
    return f"{BASE}{_SEGMENT[entity.type]}/{local_name(entity.name)}"


def date_iri(value: str) -> str:
    """`…/date/2018;end`; the slash of an interval is percent-encoded."""
    return f"{BASE}date/{local_name(value)}"


def practice_iri(region: str, mechanism: str) -> str:
    """`region` is a region's IRI; `…/practice/510000/一肩挑`."""
    return f"{BASE}practice/{region.removeprefix(BASE + 'region/')}/{local_name(mechanism)}"


def claim_iri(region: str, key: str) -> str:
    """The claim of a region (IRI) about what `key` tells; see kg.claims."""
    return f"{BASE}claim/{_digest(region, key)}"


def finding_iri(claim: str, rule: str, reason: str) -> str:
    return f"{claim}/finding/{_digest(rule, reason)}"


def resolution_iri(rule: str, first: str, second: str) -> str:
    """Why two things (IRIs) are one, or variants."""
    return f"{BASE}resolution/{_digest(rule, first, second)}"


def agreement_iri(agreement: str) -> str:
    return f"{BASE}agreement/{agreement}"


def _digest(*fields: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of fields, None as nothing."""
    joined = "\x1f".join("" if f is None else str(f) for f in fields)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def metric_iri(document_id: str, metric: Metric, ordinal: int) -> str:
    """`ordinal` counts from 0 among metrics of the document that are equal in all the fields hashed."""
    fields = (
        metric.subject,
        metric.value,
        metric.value_max,
        metric.unit,
        metric.role,
        metric.region,
        metric.time,
        ordinal,
    )
    return f"{document_iri(document_id)}/metric/{_digest(*fields)}"


def metric_iris(document: Document, metrics: tuple[Metric, ...]) -> list[str]:
    """One IRI a metric, in order, ordinals worked out."""
    seen: dict[str, int] = {}
    result = []
    for metric in metrics:
        first = metric_iri(document.id, metric, 0)
        ordinal = seen.get(first, 0)
        seen[first] = ordinal + 1
        result.append(metric_iri(document.id, metric, ordinal) if ordinal else first)
    return result


def entity_index(entities: tuple[Entity, ...]) -> Callable[[str, str], Entity | None]:
    """A lookup of an entity by type and name, alias or date value."""
    table: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        for name in (entity.name, entity.value):
            if name is not None:
                table.setdefault((entity.type, name_key(name)), entity)
    for entity in entities:
        for name in entity.aliases:
            table.setdefault((entity.type, name_key(name)), entity)
    return lambda kind, name: table.get((kind, name_key(name)))
