"""jsonld: the practices, figures and sources of a comparison in the terms of the ontology, with their IRIs."""

from __future__ import annotations

import json
from typing import Any

from kg.compare import Comparison, Figure, PracticeEntry
from kg.export import wording
from kg.iris import agreement_iri, clause_iri, date_iri, dimension_iri, document_iri, evidence_iri
from kg.vocab import BASE, DCTERMS, OA, RDFS, SKOS, ZT

CONTEXT = {
    "zt": ZT,
    "dcterms": DCTERMS,
    "rdfs": RDFS,
    "oa": OA,
    "skos": SKOS,
    "id": "@id",
    "type": "@type",
    "name": {"@id": "skos:prefLabel", "@language": "zh"},
    "mechanism": {"@id": "zt:mechanism", "@type": "@id"},
    "dimension": {"@id": "zt:dimension", "@type": "@id"},
    "dimensionConfidence": "zt:dimensionConfidence",
    "region": {"@id": "zt:region", "@type": "@id"},
    "subject": "zt:subject",
    "value": "zt:value",
    "value_max": "zt:value_max",
    "unit": "zt:unit",
    "approx": "zt:approx",
    "role": "zt:role",
    "time": {"@id": "zt:time", "@type": "@id"},
    "status": "zt:status",
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", "@type": "@id"},
    "statement": {"@id": "zt:statement", "@type": "@id"},
    "agreement": {"@id": "zt:agreement", "@type": "@id"},
    "reason": {"@id": "zt:reason", "@language": "zh"},
    "cell": {"@id": "zt:cell", "@type": "@id"},
    "comment": {"@id": "rdfs:comment", "@language": "zh"},
    "wording": "zt:wording",
    "practice": {"@id": "zt:practice", "@type": "@id"},
    "evidence": {"@id": "zt:evidence", "@type": "@id"},
    "inDocument": {"@id": "zt:inDocument", "@type": "@id"},
    "inClause": {"@id": "zt:inClause", "@type": "@id"},
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "title": "dcterms:title",
    "publisher": "dcterms:publisher",
    "issued": "zt:issued",
    "sha256": "zt:sha256",
}


def write(comparison: Comparison) -> bytes:
    nodes: dict[str, dict[str, Any]] = {}
    evidence = {s.number: evidence_iri(s.document, s.start, s.end) for s in comparison.sources}
    for region in comparison.regions:
        nodes[region.iri] = {"id": region.iri, "type": "zt:Region", "name": region.name}
        for dimension in comparison.dimensions:
            for entry in comparison.cell(region, dimension).practices:
                nodes[entry.iri] = _practice(entry, dimension, evidence)
                nodes.setdefault(entry.place_iri, {"id": entry.place_iri, "type": "zt:Region", "name": entry.place})
                mechanism = {"id": entry.mechanism_iri, "type": "zt:Mechanism", "name": entry.mechanism}
                if entry.canonical != entry.mechanism_iri:
                    mechanism["isReplacedBy"] = entry.canonical
                nodes.setdefault(entry.mechanism_iri, mechanism)
                for figure in entry.figures:
                    nodes[figure.iri] = _figure(figure, evidence) | {"practice": entry.iri}
        for figure in region.figures:
            nodes[figure.iri] = _figure(figure, evidence)
            nodes.setdefault(figure.place_iri, {"id": figure.place_iri, "type": "zt:Region", "name": figure.place})
    for source in comparison.sources:
        document = document_iri(source.document)
        nodes[document] = _present(
            id=document, type="zt:Document", title=source.title, publisher=source.publisher, issued=source.issued,
            sha256=source.sha256,
        )  # fmt: skip
        nodes[evidence[source.number]] = _present(
            id=evidence[source.number], type="zt:Evidence", inDocument=document,
            inClause=clause_iri(source.document, source.clause) if source.clause else None,
            start=source.start, end=source.end, exact=source.quote,
        )  # fmt: skip
    nodes |= _claims(comparison)
    nodes |= _cells(comparison)
    body = {"@context": CONTEXT, "@graph": list(nodes.values())}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _claims(comparison: Comparison) -> dict[str, dict[str, Any]]:
    """The claims that the comparison's figures belong to, with those of their statements that it has."""
    figures = [f for cell in comparison.cells.values() for entry in cell.practices for f in entry.figures]
    figures += [f for region in comparison.regions for f in region.figures]
    claims: dict[str, dict[str, Any]] = {}
    for figure in figures:
        for finding in figure.findings:
            blank = {"id": finding.claim, "type": "zt:Claim", "statement": [], "agreement": [], "reason": []}
            claim = claims.setdefault(finding.claim, blank)
            told = (
                ("statement", figure.iri),
                ("agreement", agreement_iri(finding.agreement)),
                ("reason", finding.reason),
            )
            for name, value in told:
                if value not in claim[name]:
                    claim[name].append(value)
    return claims


def _cells(comparison: Comparison) -> dict[str, dict[str, Any]]:
    """The comparison itself and the status of each of its cells."""
    root = f"{BASE}release/{comparison.release}/comparison"
    cells: dict[str, dict[str, Any]] = {}
    for region in comparison.regions:
        for dimension in comparison.dimensions:
            iri = f"{root}#{region.iri.removeprefix(f'{BASE}region/')}-{dimension}"
            status = comparison.cell(region, dimension).status
            axis = dimension_iri(dimension)
            cells[iri] = {"id": iri, "type": "zt:Cell", "region": region.iri, "dimension": axis, "status": status}
    title, comment = wording.title(comparison), wording.note(comparison)
    head = {"id": root, "type": "zt:Comparison", "title": title, "comment": comment, "cell": list(cells)}
    return {root: head, **cells}


def _practice(entry: PracticeEntry, dimension: str, evidence: dict[int, str]) -> dict[str, Any]:
    return _present(
        id=entry.iri, type="zt:Practice", mechanism=entry.mechanism_iri, region=entry.place_iri,
        dimension=dimension_iri(dimension), dimensionConfidence=entry.dimension_confidence,
        evidence=[evidence[n] for n in entry.sources],
    )  # fmt: skip


def _figure(figure: Figure, evidence: dict[int, str]) -> dict[str, Any]:
    return _present(
        id=figure.iri, type="zt:Metric", subject=figure.subject, value=figure.value, value_max=figure.value_max,
        unit=figure.unit, approx=figure.approx, role=figure.role, region=figure.place_iri,
        time=date_iri(figure.time) if figure.time else None, wording=figure.wording, evidence=evidence[figure.source],
    )  # fmt: skip


def _present(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
