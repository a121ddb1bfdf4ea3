"""Why names mean one thing, and which mechanisms are variants: what the pages of entities show of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.store import GraphStore
from kg.vocab import ZT
from web.cites import document_rows
from web.practices import label_of, label_of_iri


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entity is one with `other`, or a variant of it; `titles` of the documents that the reason rests on."""

    other: str
    label: str
    rule: str
    text: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another mechanism of the same pattern, where it is practised (IRI, name), and why it is a variant."""

    iri: str
    label: str
    places: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


def merges(store: GraphStore, members: Iterable[str]) -> list[Reason]:
    """Why the IRIs of one thing are one; each reason once."""
    return list({reason.text: reason for member in members for reason in _reasons(store, member, "Merge")}.values())


def variants(store: GraphStore, members: Iterable[str], canonical: Mapping[str, str]) -> list[Variant]:
    """The variants of a mechanism under all its IRIs; `canonical` leads to the IRI that stands for another."""
    found: dict[str, dict[str, Reason]] = {}
    for member in members:
        for reason in _reasons(store, member, "Variation"):
            found.setdefault(canonical.get(reason.other, reason.other), {})[reason.text] = reason
    return [
        _variant(store, iri, own, [iri, *(other for other, stands in canonical.items() if stands == iri)])
        for iri, own in sorted(found.items())
    ]


def _variant(store: GraphStore, iri: str, reasons: dict[str, Reason], members: list[str]) -> Variant:
    rows = [row for member in members for row in store.select("mechanism_practices", mechanism=member)]
    places = tuple(sorted({(str(row["region"]), str(row["place"])) for row in rows}))
    label = next((reason.label for reason in reasons.values() if reason.other == iri), label_of_iri(iri))
    return Variant(iri, label, places, tuple(sorted(reasons)))


def _reasons(store: GraphStore, entity: str, kind: str) -> list[Reason]:
    grouped: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in store.select("entity_reasons", entity=entity):
        if row["kind"] == ZT + kind:
            grouped.setdefault((str(row["other"]), str(row["rule"])), []).append(dict(row))
    return [
        Reason(other, label_of({**rows[0], "value": None}, "other"), rule, str(rows[0]["reason"]), _titles(rows))
        for (other, rule), rows in grouped.items()
    ]


def _titles(rows: list[dict[str, object]]) -> tuple[str, ...]:
    held = document_rows()
    documents = sorted({str(row["document"]) for row in rows if row["document"] is not None})
    return tuple(str(held[iri]["title"] or held[iri]["id"]) for iri in documents if iri in held)
