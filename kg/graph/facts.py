"""The way back: entities, metrics and relations from the quads of a document's graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.terms import number, oa, rdf, skos, zt
from kg.model import DOC, ENTITY_TYPES, Entity, Evidence, Metric, Relation
from kg.vocab import BASE, ZT

_REGION = f"{BASE}region/"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one document in the order of `entity_order` and `fact_order`; aliases are sorted."""

    entities: tuple[Entity, ...]
    metrics: tuple[Metric, ...]
    relations: tuple[Relation, ...]


def entity_order(entity: Entity) -> tuple[object, ...]:
    first = (entity.evidence[0].start, entity.evidence[0].end) if entity.evidence else (-1, -1)
    return (
        ENTITY_TYPES.index(entity.type),
        *first,
        entity.name,
        entity.value or "",
        entity.code or "",
        entity.within or "",
    )


def fact_order(fact: Metric | Relation) -> tuple[object, ...]:
    return fact.evidence.start, fact.evidence.end, repr(fact)


def from_quads(quads: Iterable[Quad]) -> Facts:
    """What `document_quads` was given, apart from the text: facts equal those of the settled extraction."""
    return _Reader(quads).facts()


class _Reader:
    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for quad in quads:
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode | Literal)
            self._values[quad.subject][quad.predicate].append(quad.object)
        self._of_class: dict[str, list[NamedNode]] = defaultdict(list)
        for node, values in self._values.items():
            for kind in values.get(rdf.type, ()):
                self._of_class[kind.value.removeprefix(ZT)].append(node)

    def facts(self) -> Facts:
        entities = [self._entity(kind, node) for kind in ENTITY_TYPES for node in self._of_class[kind]]
        entities += [self._entity("Region", node) for node in self._of_class["UnplacedRegion"]]
        return Facts(
            tuple(sorted((e for e in entities if e.evidence), key=entity_order)),
            tuple(sorted(map(self._metric, self._of_class["Metric"]), key=fact_order)),
            tuple(sorted(map(self._relation, self._of_class["Statement"]), key=fact_order)),
        )

    def _one(self, node: NamedNode, predicate: NamedNode) -> NamedNode | Literal | None:
        """The value of a property that has at most one."""
        values = self._values[node].get(predicate, [])
        if len(values) > 1:
            raise ValueError(f"{node.value} has {len(values)} values of {predicate.value}")
        return values[0] if values else None

    def _text(self, node: NamedNode, predicate: NamedNode) -> str | None:
        value = self._one(node, predicate)
        return None if value is None else value.value

    def _number(self, node: NamedNode, predicate: NamedNode) -> int | float | None:
        value = self._one(node, predicate)
        return number(value) if isinstance(value, Literal) else None

    def _evidence(self, node: NamedNode) -> tuple[Evidence, ...]:
        found = [
            self._words(words) for words in self._values[node].get(zt.evidence, []) if isinstance(words, NamedNode)
        ]
        return tuple(sorted(found, key=lambda words: (words.start, words.end)))

    def _words(self, node: NamedNode) -> Evidence:
        clause = self._text(node, zt.inClause)
        return Evidence(
            0 if clause is None else int(clause.rpartition("/")[2]),
            int(self._text(node, oa.start) or 0),
            int(self._text(node, oa.end) or 0),
            self._text(node, oa.exact) or "",
        )

    def _confidence(self, node: NamedNode) -> float:
        value = self._number(node, zt.confidence)
        return 1.0 if value is None else value

    def _name(self, node: NamedNode) -> str:
        """The name that the document gives a thing; of a date its value, of the document itself @doc."""
        if zt.Document in self._values[node].get(rdf.type, []):
            return DOC
        return self._text(node, zt.value if zt.Date in self._values[node][rdf.type] else skos.prefLabel) or ""

    def _entity(self, kind: str, node: NamedNode) -> Entity:
        evidence = self._evidence(node)
        labels = sorted(value.value for value in self._values[node].get(skos.altLabel, []))
        name = self._text(node, skos.prefLabel)
        if name is None:  # a date, whose names are all altLabels: the one it is first called
            name = next(
                (label for words in evidence for label in labels if label == words.text), labels[0] if labels else ""
            )
            labels = [label for label in labels if label != name]
        dimension = self._text(node, zt.dimension)
        code, within = _place(node.value) if kind == "Region" else (None, None)
        return Entity(
            type=kind,
            name=name,
            aliases=tuple(labels),
            evidence=evidence,
            confidence=self._confidence(node),
            value=self._text(node, zt.value),
            dimension=None if dimension is None else dimension.rpartition("/")[2],
            dimension_confidence=self._number(node, zt.dimensionConfidence),
            level=self._text(node, zt.level),
            code=code,
            within=within,
            role=self._text(node, zt.role),
        )

    def _region(self, node: NamedNode) -> str | None:
        place = self._one(node, zt.region) or self._one(node, zt.unplacedRegion)
        return self._name(place) if isinstance(place, NamedNode) else None

    def _metric(self, node: NamedNode) -> Metric:
        value, time, mechanism = self._number(node, zt.value), self._one(node, zt.time), self._one(node, zt.mechanism)
        if value is None:
            raise ValueError(f"{node.value} has no value")
        return Metric(
            subject=self._text(node, zt.subject) or "",
            value=value,
            unit=self._text(node, zt.unit),
            evidence=self._evidence(node)[0],
            value_max=self._number(node, zt.value_max),
            approx=self._text(node, zt.approx),
            role=self._text(node, zt.role) or "",
            region=self._region(node),
            time=self._name(time) if isinstance(time, NamedNode) else None,
            mechanism=self._name(mechanism) if isinstance(mechanism, NamedNode) else None,
            confidence=self._confidence(node),
        )

    def _relation(self, node: NamedNode) -> Relation:
        source, target = self._one(node, rdf.subject), self._one(node, rdf.object)
        assert isinstance(source, NamedNode)
        assert isinstance(target, NamedNode)
        return Relation(
            type=(self._text(node, rdf.predicate) or "").removeprefix(ZT),
            source=self._name(source),
            target=self._name(target),
            evidence=self._evidence(node)[0],
            region=self._region(node),
            confidence=self._confidence(node),
        )


def _place(iri: str) -> tuple[str | None, str | None]:
    """(code, code of the nearest coded ancestor) of a region's IRI; neither of an unplaced one."""
    if not iri.startswith(_REGION):
        return None, None
    first, _, name = unquote(iri.removeprefix(_REGION)).partition("/")
    return (None, first) if name else (first, None)
