"""Mentions -> entities: one entity a thing, however often and under whatever alias the text names it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from spacy.tokens import Doc

from ingest.nlp import Details, details, document_of, spans_of
from kg.model import ENTITY_TYPES, Document, Entity, Evidence
from kg.names import display_name, name_key

_ATTRIBUTES = frozenset(("value", "dimension", "dimension_confidence", "level", "code", "within", "role"))


def resolve_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of a document, by type in the order of ENTITY_TYPES, then by first mention."""
    text = _Text(document_of(doc))
    return tuple(entity for kind in ENTITY_TYPES for entity in _of_kind(doc, text, kind))


class _Text:
    """The text of a document, and where its clauses end: looked for once, not for each mention."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._clauses = document.clauses
        self._ends = [clause.end for clause in document.clauses]

    def evidence(self, start: int, end: int) -> Evidence:
        """The words from `start` to `end` with the clause they stand in, as ingest.nlp.evidence has it."""
        index = bisect_right(self._ends, start)
        clause = self._clauses[index] if index < len(self._ends) else None
        inside = clause is not None and clause.start <= start
        return Evidence(clause.number if clause is not None and inside else 0, start, end, self.text[start:end])


def _of_kind(doc: Doc, text: _Text, kind: str) -> list[Entity]:
    """The entities of one type, without those aliases that name several of them (省民政厅 where two provinces act)."""
    mentions = [_Mention(span.start, span.end, details(span)) for span in spans_of(doc, kind)]
    entities = _fold(text, kind, sorted(mentions, key=_PLACE))
    shared = _shared(entities)
    if not shared:
        return entities
    return [
        e
        if shared.isdisjoint(map(name_key, e.aliases))
        else replace(e, aliases=tuple(a for a in e.aliases if name_key(a) not in shared))
        for e in entities
    ]


def _shared(entities: Iterable[Entity]) -> set[str]:
    """The keys that several entities have among their names."""
    known, shared = set[str](), set[str]()
    for entity in entities:
        keys = {name_key(entity.name), *map(name_key, entity.aliases)}
        if not known.isdisjoint(keys):
            shared |= known & keys
        known |= keys
    return shared


class _Mention(NamedTuple):
    start: int
    end: int
    known: Details


_PLACE = itemgetter(0, 1)


def _fold(text: _Text, kind: str, mentions: list[_Mention]) -> list[Entity]:
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
    return [_entity(text, kind, group) for group in groups]


def _keys(kind: str, known: Details) -> list[str | None]:
    if kind == "Date":
        return [known.attributes["value"]]
    if kind == "Region":
        place = known.attributes
        return [f"{name_key(str(known.name))}@{place.get('code') or place.get('within') or ''}"]
    return [name_key(name) for name in (str(known.name), *known.aliases)]


def _entity(text: _Text, kind: str, mentions: list[_Mention]) -> Entity:
    name = display_name(str(mentions[0].known.name))
    attributes: dict[str, str | None] = {}
    for _, _, known in mentions:
        if known.attributes:
            for attribute, value in known.attributes.items():
                if value is not None and attribute in _ATTRIBUTES:
                    attributes.setdefault(attribute, value)
    sure = attributes.pop("dimension_confidence", None)
    return Entity(
        type=kind,
        name=name,
        aliases=_aliases(text.text, name, mentions),
        evidence=tuple([text.evidence(start, end) for start, end, _ in mentions]),
        confidence=max([known.confidence for _, _, known in mentions]),
        dimension_confidence=float(sure) if sure is not None else None,
        **attributes,
    )


def _aliases(text: str, name: str, mentions: list[_Mention]) -> tuple[str, ...]:
    """The other names and wordings of one thing, each once, in order."""
    forms: dict[str, None] = {}
    for start, end, known in mentions:
        forms[str(known.name)] = None
        if known.aliases:
            forms |= dict.fromkeys(known.aliases)
        forms[text[start:end]] = None
    if len(forms) == 1 and name in forms:
        return ()
    seen = {name_key(name)}
    aliases = []
    for form in forms:
        shown = display_name(form)
        if shown and name_key(shown) not in seen:
            seen.add(name_key(shown))
            aliases.append(shown)
    return tuple(aliases)
