"""Mentions -> entities: one entity a thing, however often and under whatever alias the text names it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc, Span

from ingest.nlp import evidence
from kg.model import ENTITY_TYPES, Document, Entity
from kg.names import display_name, name_key

_ATTRIBUTES = ("value", "dimension", "level", "code", "within", "role")


def resolve_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of a document, by type in the order of ENTITY_TYPES, then by first mention."""
    return tuple(entity for kind in ENTITY_TYPES for entity in _of_kind(doc, kind))


def _of_kind(doc: Doc, kind: str) -> list[Entity]:
    """The entities of one type, without those aliases that name several of them (省民政厅 where two provinces act)."""
    entities = _fold(doc._.document, kind, list(doc.spans[kind]) if kind in doc.spans else [])
    owners = Counter(key for entity in entities for key in {name_key(n) for n in (entity.name, *entity.aliases)})
    return [replace(e, aliases=tuple(a for a in e.aliases if owners[name_key(a)] == 1)) for e in entities]


def _fold(document: Document, kind: str, spans: list[Span]) -> list[Entity]:
    """Groups of mentions that share a name, or a name with another's alias (dates: a value), as entities."""
    groups: list[list[Span]] = []
    by_key: dict[str, list[Span]] = {}
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        keys = _keys(kind, span)
        found = next((by_key[key] for key in keys if key in by_key), None)
        if found is None:
            found = []
            groups.append(found)
        found.append(span)
        for key in keys:
            by_key.setdefault(key, found)
    return [_entity(document, kind, group) for group in groups]


def _keys(kind: str, span: Span) -> list[str]:
    if kind == "Date":
        return [span._.attributes["value"]]
    if kind == "Region":
        place = span._.attributes
        return [f"{name_key(span._.name)}@{place.get('code') or place.get('within') or ''}"]
    return [name_key(name) for name in (span._.name, *span._.aliases)]


def _entity(document: Document, kind: str, spans: list[Span]) -> Entity:
    name = display_name(spans[0]._.name)
    known = {name_key(name)}
    aliases = []
    for span in spans:
        for alias in (span._.name, *span._.aliases, span.text):
            shown = display_name(alias)
            if name_key(shown) not in known and shown:
                known.add(name_key(shown))
                aliases.append(shown)
    attributes = {}
    for attribute in _ATTRIBUTES:
        values = [v for span in spans if (v := span._.attributes.get(attribute)) is not None]
        if values:
            attributes[attribute] = values[0]
    return Entity(
        type=kind,
        name=name,
        aliases=tuple(aliases),
        evidence=tuple(evidence(document, span.start, span.end) for span in spans),
        confidence=max(span._.confidence for span in spans),
        **attributes,
    )
