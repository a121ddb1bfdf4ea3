"""Mentions -> entities: one entity a thing, however often and under whatever alias the text names it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from spacy.tokens import Doc

from ingest.nlp import Details, details, document_of, evidence
from kg.model import ENTITY_TYPES, Document, Entity
from kg.names import display_name, name_key

_ATTRIBUTES = frozenset(("value", "dimension", "dimension_confidence", "level", "code", "within", "role"))


def resolve_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of a document, by type in the order of ENTITY_TYPES, then by first mention."""
    return tuple(entity for kind in ENTITY_TYPES for entity in _of_kind(doc, kind))


def _of_kind(doc: Doc, kind: str) -> list[Entity]:
    """The entities of one type, without those aliases that name several of them (省民政厅 where two provinces act)."""
    mentions = [_Mention(span.start, span.end, details(span)) for span in doc.spans.get(kind, ())]
    entities = _fold(document_of(doc), kind, sorted(mentions, key=_PLACE))
    owners = Counter(chain.from_iterable({*map(name_key, (entity.name, *entity.aliases))} for entity in entities))
    shared = {key for key, count in owners.items() if count > 1}
    return [
        e
        if shared.isdisjoint(map(name_key, e.aliases))
        else replace(e, aliases=tuple(a for a in e.aliases if name_key(a) not in shared))
        for e in entities
    ]


class _Mention(NamedTuple):
    start: int
    end: int
    known: Details


_PLACE = itemgetter(0, 1)


def _fold(document: Document, kind: str, mentions: list[_Mention]) -> list[Entity]:
    """Groups of mentions that share a name, or a name with another's alias (dates: a value), as entities."""
    groups: list[list[_Mention]] = []
    by_key: dict[str | None, list[_Mention]] = {}
    for mention in mentions:
        keys = _keys(kind, mention.known)
        found = next((by_key[key] for key in keys if key in by_key), None)
        if found is None:
            found = []
            groups.append(found)
        found.append(mention)
        for key in keys:
            by_key.setdefault(key, found)
    return [_entity(document, kind, group) for group in groups]


def _keys(kind: str, known: Details) -> list[str | None]:
    if kind == "Date":
        return [known.attributes["value"]]
    if kind == "Region":
        place = known.attributes
        return [f"{name_key(str(known.name))}@{place.get('code') or place.get('within') or ''}"]
    return [name_key(name) for name in (str(known.name), *known.aliases)]


def _entity(document: Document, kind: str, mentions: list[_Mention]) -> Entity:
    name = display_name(str(mentions[0].known.name))
    attributes: dict[str, str | None] = {}
    for told in filter(None, (mention.known.attributes for mention in mentions)):
        for attribute, value in told.items():
            if value is not None and attribute in _ATTRIBUTES:
                attributes.setdefault(attribute, value)
    sure = attributes.pop("dimension_confidence", None)
    return Entity(
        type=kind,
        name=name,
        aliases=_aliases(document.text, name, mentions),
        evidence=tuple(evidence(document, mention.start, mention.end) for mention in mentions),
        confidence=max(mention.known.confidence for mention in mentions),
        dimension_confidence=float(sure) if sure is not None else None,
        **attributes,
    )


def _aliases(text: str, name: str, mentions: list[_Mention]) -> tuple[str, ...]:
    """The other names and wordings of one thing, each once, in order."""
    forms = dict.fromkeys(
        chain.from_iterable((str(known.name), *known.aliases, text[start:end]) for start, end, known in mentions)
    )
    seen = {name_key(name)}
    aliases = []
    for form in forms:
        shown = display_name(form)
        if shown and name_key(shown) not in seen:
            seen.add(name_key(shown))
            aliases.append(shown)
    return tuple(aliases)
