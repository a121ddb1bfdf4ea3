"""The ends of facts: which IRI a name means within its document, and what is done with a name that means none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import NamedNode

from kg.iris import document_iri, entity_index, entity_iri, region_iri
from kg.model import DOC, RELATION_TYPES, Entity, Evidence, Extraction, Metric, Relation
from kg.names import local_name
from kg.regions import gazetteer
from kg.values import is_date_value
from kg.vocab import BASE

_MECHANISM = ("Mechanism",)
_BODY = ("Organization", "OrganizationKind")

# relation: (types of its source, types of its target), the likelier first; source: annotation guidelines
ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "implementedIn": (_MECHANISM, ("Region",)),
    "ledBy": (_MECHANISM, _BODY),
    "startedOn": (_MECHANISM, ("Date",)),
    "evolvedFrom": (_MECHANISM, _MECHANISM),
    "partOf": (_MECHANISM, _MECHANISM),
    "basedOn": (_MECHANISM, ("PolicyDocument", "Event")),
    "issuedBy": (("PolicyDocument",), ("Organization",)),
    "subordinateTo": (_BODY, _BODY),
}
assert tuple(ENDS) == RELATION_TYPES


class Dangling(ValueError):
    """A fact names something that is no entity of its document."""


class Ends:
    """Names of one document -> IRIs."""

    def __init__(self, extraction: Extraction) -> None:
        self._document = extraction.document.id
        self._find: Callable[[str, str], Entity | None] = entity_index(extraction.entities)

    def region(self, name: str) -> str:
        """The IRI of the place the document means by `name`: a region's, else that of an unplaced one."""
        entity = self._find("Region", name)
        if entity is not None:
            return entity_iri(entity) or unplaced_iri(self._document, entity.name)
        named = [place for place in gazetteer().find(name) if place.name == name]
        code = named[0].code if len(named) == 1 else None
        return region_iri(name, code, None) or unplaced_iri(self._document, name)

    def mechanism(self, name: str) -> Entity:
        return self._entity(_MECHANISM, name)

    def _entity(self, types: tuple[str, ...], name: str) -> Entity:
        """The first of `types` that has `name`; Dangling if none has."""
        for kind in types:
            entity = self._find(kind, name)
            if entity is not None:
                return entity
        raise Dangling(f"{name!r} 不是本文的{'或'.join(types)}")

    def _iri(self, types: tuple[str, ...], name: str) -> str:
        if types == ("Region",):
            return self.region(name)
        iri = entity_iri(self._entity(types, name))
        assert iri is not None, (types, name)  # only a region may have none
        return iri

    def relation(self, relation: Relation) -> tuple[str, str]:
        """The IRIs of source and target; Dangling names the end that has none."""
        sources, targets = ENDS[relation.type]
        if relation.source == DOC:
            if relation.type != "basedOn":
                raise Dangling(f"{DOC} 不能作 {relation.type} 的主语")
            return document_iri(self._document), self._iri(targets, relation.target)
        return self._iri(sources, relation.source), self._iri(targets, relation.target)


def unplaced_iri(document_id: str, name: str) -> str:
    """A place that the document names and no gazetteer can tell: an IRI of the document's own."""
    return f"{document_iri(document_id)}/unplaced/{local_name(name)}"


def is_unplaced(iri: str) -> bool:
    return iri.startswith(f"{BASE}document/")


def settle(extraction: Extraction) -> Extraction:
    """The extraction without what a graph cannot say, each loss told in `issues`.

    Facts whose evidence is not what the text has at its place go; entities of one IRI become one; a relation with an
    end that is no entity goes; a metric loses a mechanism that is none. What is consistent already comes back equal.
    """
    issues: list[str] = []
    text = extraction.document.text
    entities = _merge(extraction, issues)
    ends = Ends(replace(extraction, entities=entities))
    metrics = tuple(
        _settle_metric(metric, ends, issues) for metric in extraction.metrics if _is_stated(metric, text, issues)
    )
    relations = tuple(
        relation
        for relation in extraction.relations
        if _is_stated(relation, text, issues) and _holds(relation, ends, issues)
    )
    if not issues and entities == extraction.entities:
        return extraction
    told = tuple(dict.fromkeys((*extraction.issues, *issues)))
    return replace(extraction, entities=entities, metrics=metrics, relations=relations, issues=told)


def _merge(extraction: Extraction, issues: list[str]) -> tuple[Entity, ...]:
    """The entities that can be said, those of one IRI as one."""
    document = extraction.document
    merged: dict[str, Entity] = {}
    for entity in extraction.entities:
        evidence = tuple(e for e in entity.evidence if _is_in(e, document.text))
        iri = entity_iri(entity) or unplaced_iri(document.id, entity.name)
        if not _is_named(entity) or not _is_iri(iri):
            issues.append(f"略去{entity.type} {entity.name!r}（值 {entity.value!r}）：不能成为 IRI")
        elif entity.evidence and not evidence:
            issues.append(f"略去{entity.type} {entity.name!r}：依据与文本不符")
        else:
            if evidence != entity.evidence:
                issues.append(f"{entity.type} {entity.name!r} 有依据与文本不符，已略去")
                entity = replace(entity, evidence=evidence)
            merged[iri] = _fold(merged[iri], entity) if iri in merged else entity
    return tuple(merged.values())


def _is_named(entity: Entity) -> bool:
    return is_date_value(entity.value or "") if entity.type == "Date" else local_name(entity.name) != ""


def _is_in(evidence: Evidence, text: str) -> bool:
    """Does the text have these words at their place?"""
    start, end = evidence.start, evidence.end
    return 0 <= start < end <= len(text) and text[start:end] == evidence.text


def _is_stated(fact: Metric | Relation, text: str, issues: list[str]) -> bool:
    is_stated = _is_in(fact.evidence, text)
    if not is_stated:
        name = fact.subject if isinstance(fact, Metric) else f"{fact.type}({fact.source}, {fact.target})"
        issues.append(f"略去 {name}：依据与文本不符（{fact.evidence.start}-{fact.evidence.end}）")
    return is_stated


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _fold(first: Entity, second: Entity) -> Entity:
    names = dict.fromkeys((*first.aliases, second.name, *second.aliases))
    judged = max(first, second, key=lambda e: (e.dimension is not None, e.dimension_confidence or 0))
    evidence = dict.fromkeys((*first.evidence, *second.evidence))
    return replace(
        first,
        aliases=tuple(name for name in names if name != first.name),
        evidence=tuple(sorted(evidence, key=lambda e: (e.start, e.end))),
        confidence=max(first.confidence, second.confidence),
        dimension=judged.dimension,
        dimension_confidence=judged.dimension_confidence,
        level=first.level or second.level,
        role=first.role or second.role,
    )


def _settle_metric(metric: Metric, ends: Ends, issues: list[str]) -> Metric:
    if metric.time is not None and not is_date_value(metric.time):
        issues.append(f"指标 {metric.subject} 的时间 {metric.time!r} 不是时间值")
        metric = replace(metric, time=None)
    if metric.mechanism is None:
        return metric
    try:
        ends.mechanism(metric.mechanism)
    except Dangling as error:
        issues.append(f"指标 {metric.subject} 未连到机制：{error}")
        return replace(metric, mechanism=None)
    return metric


def _holds(relation: Relation, ends: Ends, issues: list[str]) -> bool:
    try:
        ends.relation(relation)
    except Dangling as error:
        issues.append(f"略去关系 {relation.type}({relation.source}, {relation.target})：{error}")
        return False
    return True
