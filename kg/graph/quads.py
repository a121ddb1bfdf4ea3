"""Model <-> quads: everything an extraction states, in the document's own named graph, and the facts back from it.

A pure function of the extraction (and of the gazetteer). No blank nodes; the terms are those of ontology.ttl.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph.ends import Ends, is_unplaced, unplaced_iri
from kg.graph.places import place_triples
from kg.graph.terms import date, dcterms, decimal, eli, integer, oa, plain, prov, rdf, schema, skos, zh, zt
from kg.iris import (
    act_iri,
    clause_iri,
    date_iri,
    dimension_iri,
    document_graph_iri,
    document_iri,
    entity_iri,
    evidence_iri,
    genre_iri,
    metric_iris,
    practice_iri,
)
from kg.model import ACTS, DOC, Act, Clause, Entity, Evidence, Extraction, Metric, Relation
from kg.names import local_name
from kg.offsets import source_span
from kg.regions import gazetteer
from kg.values import date_bounds
from kg.vocab import BASE

_WHOLE_DAY = len("2020-01-12")
# what an act says its document does
ACT_PREDICATES = dict(zip(ACTS, (eli.based_on, eli.amends, eli.repeals, dcterms.replaces), strict=True))
# relations that describe how one region does it: they hang on its Practice
_OF_PRACTICE = frozenset({"ledBy", "startedOn", "evolvedFrom", "basedOn"})


def document_quads(extraction: Extraction) -> list[Quad]:
    """The document's named graph, in the order of its parts; each quad once.

    Total for an extraction that `kg.graph.ends.settle` returned; else ends.Dangling names what has no IRI.
    """
    graph = NamedNode(document_graph_iri(extraction.document.id))
    triples = dict.fromkeys(_Writer(extraction).triples())
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


class _Writer:
    """Triples of one extraction. `_practices` gathers what several facts say of one practice."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._document = extraction.document
        self._node = NamedNode(document_iri(extraction.document.id))
        self._ends = Ends(extraction)
        self._described = {entity_iri(e) for e in extraction.entities}
        self._evidence: dict[tuple[int, int], NamedNode] = {}
        self._practices: dict[str, _Practice] = {}

    def triples(self) -> Iterator[Triple]:
        yield from self._document_triples()
        for clause in self._document.clauses:
            yield from self._clause(clause)
        for index, act in enumerate(self._document.acts):
            yield from self._act(NamedNode(act_iri(self._document.id, index)), act)
        for entity in self._extraction.entities:
            yield from self._entity(entity)
        iris = metric_iris(self._document, self._extraction.metrics)
        for iri, metric in zip(iris, self._extraction.metrics, strict=True):
            yield from self._metric(NamedNode(iri), metric)
        for relation in self._extraction.relations:
            yield from self._relation(relation)
        for practice in self._practices.values():
            yield from practice.triples()

    def _document_triples(self) -> Iterator[Triple]:
        document, node = self._document, self._node
        activity = NamedNode(f"{node.value}/extraction")
        source = NamedNode(f"{BASE}source/{document.file.sha256}")
        yield Triple(node, rdf.type, zt.Document)
        yield Triple(node, rdf.type, prov.Entity)
        yield Triple(node, dcterms.identifier, plain(document.id))
        yield Triple(node, zt.genre, NamedNode(genre_iri(document.genre)))
        yield Triple(node, zt.file, plain(document.file.name))
        yield Triple(node, zt.sha256, plain(document.file.sha256))
        yield Triple(node, zt.encoding, plain(document.file.encoding))
        yield Triple(node, zt.mediaType, plain(document.file.media_type))
        yield Triple(node, zt.clauses, integer(len(document.clauses)))
        yield Triple(node, prov.wasGeneratedBy, activity)
        yield Triple(activity, rdf.type, prov.Activity)
        yield Triple(activity, zt.pipeline, plain(self._extraction.pipeline))
        yield Triple(activity, prov.used, source)
        yield Triple(source, rdf.type, prov.Entity)
        yield Triple(source, zt.sha256, plain(document.file.sha256))
        yield from self._stated_of_document()

    def _stated_of_document(self) -> Iterator[Triple]:
        document, node = self._document, self._node
        if document.title is not None:
            yield Triple(node, dcterms.title, zh(document.title))
        if document.publisher is not None:
            yield Triple(node, dcterms.publisher, zh(document.publisher))
        if document.source is not None:
            yield Triple(node, dcterms.source, plain(document.source))
        if document.issued is not None:
            yield Triple(node, zt.issued, plain(document.issued))
            yield from _bounds(node, document.issued)
        for name in document.regions:
            yield from self._region(node, name, dcterms.spatial)
        yield from self._identity()

    def _identity(self) -> Iterator[Triple]:
        """文号, issuing bodies, level, topics and days; a day that is no whole date stays in the record alone."""
        document, node = self._document, self._node
        for number in document.numbers:
            yield Triple(node, eli.id_local, plain(number))
        for name in document.issuers:
            yield Triple(node, dcterms.creator, zh(name))
        for topic in document.topics:
            yield Triple(node, schema.keywords, zh(topic))
        if document.level is not None:
            yield Triple(node, zt.level, plain(document.level))
        for predicate, day in (
            (eli.date_document, document.adopted),
            (eli.date_publication, document.published),
            (eli.first_date_entry_in_force, document.effective),
            (eli.date_no_longer_in_force, document.expires),
            (dcterms.modified, document.revised),
        ):
            if day is not None and len(day) == _WHOLE_DAY:
                yield Triple(node, predicate, date(day))

    def _act(self, node: NamedNode, act: Act) -> Iterator[Triple]:
        yield Triple(self._node, zt.acts, node)
        yield Triple(node, rdf.type, zt.Act)
        yield Triple(node, zt.does, ACT_PREDICATES[act.kind])
        if act.title is not None:
            yield Triple(node, dcterms.title, zh(act.title))
        if act.number is not None:
            yield Triple(node, eli.id_local, plain(act.number))
        if act.evidence is not None:
            yield from self._cite(node, act.evidence)

    def _clause(self, clause: Clause) -> Iterator[Triple]:
        document = self._document
        node = NamedNode(clause_iri(document.id, clause.number))
        yield Triple(node, rdf.type, zt.Clause)
        yield Triple(node, dcterms.isPartOf, self._node)
        yield Triple(node, zt.number, integer(clause.number))
        yield Triple(node, oa.start, integer(clause.start))
        yield Triple(node, oa.end, integer(clause.end))
        yield Triple(node, zt.text, plain(document.text[clause.start : clause.end]))
        if clause.label is not None:
            yield Triple(node, zt.label, plain(clause.label))
        if clause.region is not None:
            yield from self._region(node, clause.region)

    def _fact(self, node: NamedNode, evidence: Evidence, confidence: float) -> Iterator[Triple]:
        yield from self._cite(node, evidence)
        yield Triple(node, zt.confidence, decimal(confidence))

    def _cite(self, node: NamedNode, evidence: Evidence) -> Iterator[Triple]:
        """`node` zt:evidence the words, and the words' own description the first time."""
        span = (evidence.start, evidence.end)
        known = self._evidence.get(span)
        if known is None:
            known = self._evidence[span] = NamedNode(evidence_iri(self._document.id, *span))
            yield from self._words(known, evidence)
        yield Triple(node, zt.evidence, known)

    def _words(self, node: NamedNode, evidence: Evidence) -> Iterator[Triple]:
        document = self._document
        yield Triple(node, rdf.type, zt.Evidence)
        yield Triple(node, rdf.type, oa.TextPositionSelector)
        yield Triple(node, rdf.type, oa.TextQuoteSelector)
        yield Triple(node, oa.start, integer(evidence.start))
        yield Triple(node, oa.end, integer(evidence.end))
        yield Triple(node, oa.exact, plain(evidence.text))
        yield Triple(node, zt.inDocument, self._node)
        if evidence.clause:
            yield Triple(node, zt.inClause, NamedNode(clause_iri(document.id, evidence.clause)))
        start, end = source_span(document.segments, evidence.start, evidence.end)
        yield Triple(node, zt.sourceStart, integer(start))
        yield Triple(node, zt.sourceEnd, integer(end))

    def _region(self, node: NamedNode, name: str, link: NamedNode = zt.region) -> Iterator[Triple]:
        """`node` is about the place `name`; what could not be placed is told apart by its link."""
        iri = self._ends.region(name)
        place = NamedNode(iri)
        yield Triple(node, zt.unplacedRegion if is_unplaced(iri) else link, place)
        if iri in self._described:
            return
        self._described.add(iri)
        if is_unplaced(iri):
            yield Triple(place, rdf.type, zt.UnplacedRegion)
            yield Triple(place, skos.prefLabel, zh(unquote(local_name(name))))
        else:
            yield from place_triples(place, name, iri.removeprefix(f"{BASE}region/"), None)

    def _entity(self, entity: Entity) -> Iterator[Triple]:
        iri = entity_iri(entity)
        node = NamedNode(iri or unplaced_iri(self._document.id, entity.name))
        self._described.add(node.value)
        yield from _TYPED[entity.type](node, entity) if iri is not None else _unplaced(node, entity)
        for name in (entity.name, *entity.aliases):
            if name != label(entity) or entity.type == "Date":  # a date has no name but those that texts give it
                yield Triple(node, skos.altLabel, zh(name))
        for evidence in entity.evidence:
            yield from self._cite(node, evidence)
        yield Triple(node, zt.confidence, decimal(entity.confidence))

    def _metric(self, node: NamedNode, metric: Metric) -> Iterator[Triple]:
        yield Triple(node, rdf.type, zt.Metric)
        yield Triple(node, zt.subject, zh(metric.subject))
        yield Triple(node, zt.value, decimal(metric.value))
        yield Triple(node, zt.role, plain(metric.role))
        yield Triple(node, zt.wording, plain(metric.evidence.text))
        if metric.value_max is not None:
            yield Triple(node, zt.value_max, decimal(metric.value_max))
        if metric.unit is not None:
            yield Triple(node, zt.unit, plain(metric.unit))
        if metric.approx is not None:
            yield Triple(node, zt.approx, plain(metric.approx))
        if metric.region is not None:
            yield from self._region(node, metric.region)
        if metric.time is not None:
            yield from self._time(node, metric)
        if metric.mechanism is not None:
            mechanism = self._ends.mechanism(metric.mechanism)
            yield Triple(node, zt.mechanism, NamedNode(_iri(mechanism)))
            practice = self._practice(metric.region, mechanism)
            if practice is not None:
                yield Triple(node, zt.practice, practice.node)
                practice.support(self._evidence_node(metric.evidence), metric.confidence)
        yield from self._fact(node, metric.evidence, metric.confidence)

    def _time(self, node: NamedNode, metric: Metric) -> Iterator[Triple]:
        assert metric.time is not None
        iri = date_iri(metric.time)
        time = NamedNode(iri)
        yield Triple(node, zt.time, time)
        if iri not in self._described:  # a date that the sentence implies and no words name
            self._described.add(iri)
            yield from _dated(time, metric.time)
            yield from self._fact(time, metric.evidence, metric.confidence)

    def _relation(self, relation: Relation) -> Iterator[Triple]:
        source_iri, target_iri = self._ends.relation(relation)
        source, target = NamedNode(source_iri), NamedNode(target_iri)
        predicate: NamedNode = getattr(zt, relation.type)
        statement = NamedNode(self._statement_iri(relation, source_iri, target_iri))
        yield Triple(statement, rdf.type, rdf.Statement)
        yield Triple(statement, rdf.type, zt.Statement)
        yield Triple(statement, rdf.subject, source)
        yield Triple(statement, rdf.predicate, predicate)
        yield Triple(statement, rdf.object, target)
        if relation.region is not None:
            yield from self._region(statement, relation.region)
        yield from self._fact(statement, relation.evidence, relation.confidence)
        if is_unplaced(target_iri):
            return
        if relation.type == "implementedIn":
            yield Triple(source, predicate, target)
            self._support(relation, relation.target)
        elif relation.type in _OF_PRACTICE and relation.region is not None and relation.source != DOC:
            practice = self._support(relation, relation.region)
            if practice is not None:
                yield Triple(practice.node, predicate, target)
        else:
            yield Triple(source, predicate, target)

    def _statement_iri(self, relation: Relation, source: str, target: str) -> str:
        place = relation.region and self._ends.region(relation.region)
        fields = (relation.type, source, target, place or "", relation.evidence.start, relation.evidence.end)
        digest = hashlib.sha256("\x1f".join(map(str, fields)).encode()).hexdigest()
        return f"{self._node.value}/statement/{digest[:16]}"

    def _support(self, relation: Relation, region: str) -> _Practice | None:
        practice = self._practice(region, self._ends.mechanism(relation.source))
        if practice is not None:
            practice.support(self._evidence_node(relation.evidence), relation.confidence)
        return practice

    def _practice(self, region: str | None, mechanism: Entity) -> _Practice | None:
        """The practice of a region, made if new; None without a region that could be placed."""
        place = None if region is None else self._ends.region(region)
        if place is None or is_unplaced(place):
            return None
        iri = practice_iri(place, mechanism.name)
        if iri not in self._practices:
            self._practices[iri] = _Practice(iri, mechanism, place)
        return self._practices[iri]

    def _evidence_node(self, evidence: Evidence) -> NamedNode:
        return NamedNode(evidence_iri(self._document.id, evidence.start, evidence.end))


class _Practice:
    def __init__(self, iri: str, mechanism: Entity, region: str) -> None:
        self.node = NamedNode(iri)
        self._mechanism, self._region = mechanism, region
        self._evidence: dict[NamedNode, None] = {}
        self._confidence = 0.0

    def support(self, evidence: NamedNode, confidence: float) -> None:
        self._evidence[evidence] = None
        self._confidence = max(self._confidence, confidence)

    def triples(self) -> Iterator[Triple]:
        yield Triple(self.node, rdf.type, zt.Practice)
        yield Triple(self.node, zt.mechanism, NamedNode(_iri(self._mechanism)))
        yield Triple(self.node, zt.region, NamedNode(self._region))
        yield from _of_dimension(self.node, self._mechanism)
        for evidence in self._evidence:
            yield Triple(self.node, zt.evidence, evidence)
        yield Triple(self.node, zt.confidence, decimal(self._confidence))


def _bounds(node: NamedNode, value: str) -> Iterator[Triple]:
    earliest, latest = date_bounds(value)
    if earliest is not None:
        yield Triple(node, zt.earliest, date(str(earliest)))
    if latest is not None:
        yield Triple(node, zt.latest, date(str(latest)))


def _dated(node: NamedNode, value: str) -> Iterator[Triple]:
    yield Triple(node, rdf.type, zt.Date)
    yield Triple(node, zt.value, plain(value))
    yield from _bounds(node, value)


def label(entity: Entity) -> str:
    """The one name of an entity's IRI: documents that write a name differently still agree on it.

    >>> label(Entity("Mechanism", "“五联五创”,工作法"))
    '五联五创、工作法'
    """
    place = gazetteer().by_code(entity.code) if entity.type == "Region" and entity.code is not None else None
    return place.name if place is not None else unquote(local_name(entity.name))


def _iri(entity: Entity) -> str:
    iri = entity_iri(entity)
    assert iri is not None, entity
    return iri


def _of_class(kind: NamedNode) -> Callable[[NamedNode, Entity], Iterator[Triple]]:
    """What an entity of class `kind` has besides aliases, evidence and confidence."""

    def triples(node: NamedNode, entity: Entity) -> Iterator[Triple]:
        yield Triple(node, rdf.type, kind)
        yield Triple(node, skos.prefLabel, zh(label(entity)))
        yield from _of_dimension(node, entity)
        if entity.role is not None:
            yield Triple(node, zt.role, zh(entity.role))

    return triples


def _of_dimension(node: NamedNode, mechanism: Entity) -> Iterator[Triple]:
    """The dimension of a mechanism, of itself or of a practice of it, and how sure that is."""
    if mechanism.dimension is not None:
        yield Triple(node, zt.dimension, NamedNode(dimension_iri(mechanism.dimension)))
    if mechanism.dimension_confidence is not None:
        yield Triple(node, zt.dimensionConfidence, decimal(mechanism.dimension_confidence))


def _region(node: NamedNode, entity: Entity) -> Iterator[Triple]:
    yield from place_triples(node, label(entity), entity.code, entity.within)
    if entity.level is not None:
        yield Triple(node, zt.level, plain(entity.level))


def _unplaced(node: NamedNode, entity: Entity) -> Iterator[Triple]:
    yield Triple(node, rdf.type, zt.UnplacedRegion)
    yield Triple(node, skos.prefLabel, zh(label(entity)))
    if entity.level is not None:
        yield Triple(node, zt.level, plain(entity.level))


def _date(node: NamedNode, entity: Entity) -> Iterator[Triple]:
    yield from _dated(node, entity.value or "")


_ENTITY_CLASSES = ("Organization", "OrganizationKind", "Mechanism", "Event", "PolicyDocument", "Person")
_TYPED: dict[str, Callable[[NamedNode, Entity], Iterator[Triple]]] = {
    "Region": _region,
    "Date": _date,
    **{kind: _of_class(getattr(zt, kind)) for kind in _ENTITY_CLASSES},
}
