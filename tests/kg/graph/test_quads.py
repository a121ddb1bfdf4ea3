"""Model -> quads -> facts: nothing is lost, the same gives the same, and nothing is a blank node."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kg.graph.ends import Dangling, settle
from kg.graph.facts import entity_order, fact_order, from_quads
from kg.graph.quads import document_quads
from kg.iris import practice_iri
from kg.model import (
    APPROX,
    DOC,
    ROLES,
    Clause,
    Document,
    Entity,
    Evidence,
    Extraction,
    Metric,
    Relation,
    Segment,
    SourceFile,
)
from kg.vocab import DIMENSIONS
from tests.kg import factory

ZT = "https://w3id.org/zhitu/ontology#"
BASE = "https://w3id.org/zhitu/"
TEXT = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
KINDS = ("Organization", "OrganizationKind", "Mechanism", "Event", "PolicyDocument", "Person")
DATES = ("2018;end", "2021-06-10", "2024/..", "2021/2025", "2017-09", "2035;by")
PLACES = (
    Entity("Region", "四川省", code="510000", level="province"),
    Entity("Region", "成都市", code="510100", level="prefecture"),
    Entity("Region", "甲乙村", within="510100", level="village"),
    Entity("Region", "丙丁区", level="county"),
)


def document(clauses: bool = True) -> Document:
    file = SourceFile("a.txt", "0" * 64, 3, "text/plain", "utf-8")
    whole = (Segment((0, len(TEXT)), (0, len(TEXT))),)
    clause = (Clause(1, 0, len(TEXT)),) if clauses else ()
    return Document("a", None, None, None, (), "report", None, file, TEXT, whole, clauses=clause)


@st.composite
def evidences(draw: Any) -> Evidence:
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, min(len(TEXT), start + 8)))
    return Evidence(1, start, end, TEXT[start:end])


CONFIDENCES = st.integers(0, 100).map(lambda n: n / 100)
SPANS = st.lists(evidences(), min_size=1, max_size=3, unique=True).map(
    lambda found: tuple(sorted(found, key=lambda e: (e.start, e.end)))
)
NAMES = st.text("甲乙丙丁戊己庚辛壬癸0123456789", min_size=1, max_size=6)
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.integers(-(10**9), 10**9).map(lambda n: n / 10_000))


@st.composite
def extractions(draw: Any) -> Extraction:
    """Any extraction in the form that the pipeline gives: names in canonical form, ends that are entities."""
    entities = [replace(p, evidence=draw(SPANS)) for p in PLACES if draw(st.booleans())]
    for value in draw(st.lists(st.sampled_from(DATES), unique=True)):
        spans = draw(SPANS)
        entities.append(Entity("Date", spans[0].text, evidence=spans, value=value, confidence=draw(CONFIDENCES)))
    for kind, name in draw(st.lists(st.tuples(st.sampled_from(KINDS), NAMES), unique=True, max_size=8)):
        aliases = tuple(sorted(draw(st.sets(NAMES, max_size=2)) - {name}))
        attributes: dict[str, Any] = {}
        if kind == "Mechanism":
            attributes["dimension"] = draw(st.sampled_from(tuple(DIMENSIONS)))
            attributes["dimension_confidence"] = draw(st.none() | CONFIDENCES)
        if kind == "Person":
            attributes["role"] = draw(st.none() | NAMES)
        entities.append(Entity(kind, name, aliases, draw(SPANS), draw(CONFIDENCES), **attributes))
    return Extraction(
        document(),
        tuple(sorted(entities, key=entity_order)),
        tuple(sorted(draw(st.lists(metrics(entities), max_size=6)), key=fact_order)),
        tuple(sorted(draw(relations(entities)), key=fact_order)),
        pipeline="test",
    )


def names(entities: list[Entity], *kinds: str) -> list[str]:
    return [entity.value or entity.name for entity in entities if entity.type in kinds]


def optional(values: list[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values) if values else st.none()


@st.composite
def metrics(draw: Any, entities: list[Entity]) -> Metric:
    value = draw(NUMBERS)
    return Metric(
        subject=draw(NAMES),
        value=value,
        unit=draw(st.none() | NAMES),
        evidence=draw(evidences()),
        value_max=draw(st.none() | NUMBERS),
        approx=draw(st.none() | st.sampled_from(APPROX)),
        role=draw(st.sampled_from(ROLES)),
        region=draw(optional(names(entities, "Region"))),
        time=draw(optional(names(entities, "Date"))),
        mechanism=draw(optional(names(entities, "Mechanism"))),
        confidence=draw(CONFIDENCES),
    )


def relations(entities: list[Entity]) -> st.SearchStrategy[list[Relation]]:
    mechanisms, bodies = names(entities, "Mechanism"), names(entities, "Organization")
    ends = {
        "implementedIn": (mechanisms, names(entities, "Region")),
        "ledBy": (mechanisms, bodies),
        "startedOn": (mechanisms, names(entities, "Date")),
        "evolvedFrom": (mechanisms, mechanisms),
        "partOf": (mechanisms, mechanisms),
        "basedOn": ([*mechanisms, DOC], names(entities, "PolicyDocument")),
        "issuedBy": (names(entities, "PolicyDocument"), bodies),
        "subordinateTo": (bodies, bodies),
    }
    possible = [
        st.builds(
            Relation,
            st.just(kind),
            st.sampled_from(sources),
            st.sampled_from(targets),
            evidences(),
            optional(names(entities, "Region")),
        )
        for kind, (sources, targets) in ends.items()
        if sources and targets
    ]
    return st.lists(st.one_of(possible), max_size=6, unique=True) if possible else st.just([])


@given(extractions())
@settings(max_examples=60)
def test_facts_come_back_from_the_store(extraction: Extraction) -> None:
    assert settle(extraction) is extraction
    store = Store()
    store.extend(document_quads(extraction))
    facts = from_quads(store)
    assert facts.entities == extraction.entities
    assert facts.metrics == extraction.metrics
    assert facts.relations == extraction.relations


@pytest.mark.parametrize("id", factory.DRAFTS)
def test_quads_are_deterministic_distinct_and_without_blank_nodes(id: str) -> None:
    quads = document_quads(factory.extraction(id))
    assert quads == document_quads(factory.extraction(id))
    assert len(set(quads)) == len(quads)
    assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
    assert {q.graph_name for q in quads} == {NamedNode(f"{BASE}document/{id.replace('/', '%2F')}/graph")}


def objects(quads: list[Quad], subject: str, predicate: str) -> list[str]:
    return sorted(q.object.value for q in quads if q.subject.value == subject and q.predicate.value == predicate)


def test_relations_of_a_region_hang_on_its_practice() -> None:
    quads = document_quads(factory.extraction("sichuan/yard"))
    practice = practice_iri(f"{BASE}region/510000", "院坝说事工作法")
    assert objects(quads, practice, f"{ZT}ledBy") == [
        f"{BASE}organization-kind/村党组织",
        f"{BASE}organization/四川省委组织部",
    ]
    assert objects(quads, practice, f"{ZT}startedOn") == [f"{BASE}date/2019;early"]
    assert objects(quads, f"{BASE}mechanism/院坝说事工作法", f"{ZT}ledBy") == []
    assert objects(quads, f"{BASE}mechanism/院坝说事工作法", f"{ZT}implementedIn") == [f"{BASE}region/510000"]


def test_relations_without_a_region_hang_on_the_mechanism() -> None:
    relation = ("ledBy", "院坝说事工作法", "村党组织", "由村党组织牵头")
    quads = document_quads(factory.extraction(relations=(relation,)))
    kind = f"{BASE}organization-kind/村党组织"
    assert objects(quads, f"{BASE}mechanism/院坝说事工作法", f"{ZT}ledBy") == [kind]


def test_unplaced_region_keeps_its_evidence_and_is_no_region() -> None:
    quads = document_quads(factory.extraction("yangquan/grid"))
    node = f"{BASE}document/yangquan%2Fgrid/unplaced/新华区"
    assert objects(quads, node, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type") == [f"{ZT}UnplacedRegion"]
    assert len(objects(quads, node, f"{ZT}evidence")) == 1


def test_place_without_a_code_lies_in_its_ancestors() -> None:
    quads = document_quads(factory.extraction("yangquan/grid"))
    above = objects(quads, f"{BASE}region/140311/红柳村", "http://www.w3.org/2004/02/skos/core#broaderTransitive")
    assert above == [f"{BASE}region/{code}" for code in ("140000", "140300", "140311")]


def test_evidence_leads_to_the_source_through_the_offset_map() -> None:
    extraction, data = next(factory.pairs(["yangquan/grid"]))
    quads = document_quads(extraction)
    source = data.decode()
    words = "阳泉市委组织部牵头实施红网先锋工程"
    node = next(q.subject.value for q in quads if q.object.value == words and q.predicate.value.endswith("#exact"))
    start, end = (int(objects(quads, node, f"{ZT}source{side}")[0]) for side in ("Start", "End"))
    assert source[start:end] == "阳泉市委组织部牵头实\n施红网先锋工程"


def test_names_written_differently_agree_on_the_label() -> None:
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    iri = f"{BASE}mechanism/甲、乙工作法"
    for name in ("甲、乙工作法", "“甲,乙”工作法", "甲·乙 工作法"):
        entity = Entity("Mechanism", name, evidence=(Evidence(1, 0, 2, TEXT[:2]),), dimension="service")
        quads = document_quads(Extraction(document(), (entity,)))
        assert objects(quads, iri, label) == ["甲、乙工作法"]


def test_dangling_relation_is_refused_and_settled_with_an_issue() -> None:
    extraction = factory.extraction()
    broken = replace(
        extraction,
        relations=(*extraction.relations, replace(extraction.relations[1], target="没有的组织")),
        metrics=(replace(extraction.metrics[0], mechanism="没有的机制"),),
    )
    with pytest.raises(Dangling, match="没有的"):
        document_quads(broken)
    settled = settle(broken)
    assert settled.relations == extraction.relations
    assert settled.metrics[0].mechanism is None
    assert len(settled.issues) == 2
    assert document_quads(settled)


def test_settle_merges_entities_of_one_iri() -> None:
    extraction = factory.extraction()
    twin = replace(extraction.entities[0], name="四川", aliases=("川",), confidence=0.5)
    settled = settle(replace(extraction, entities=(*extraction.entities, twin)))
    assert [e.name for e in settled.entities] == [e.name for e in extraction.entities]
    assert settled.entities[0].aliases == ("四川", "川")


def test_settle_drops_names_that_make_no_iri() -> None:
    extraction = factory.extraction()
    strange = replace(extraction.entities[4], name="\ue000机制", aliases=())
    settled = settle(replace(extraction, entities=(*extraction.entities, strange)))
    assert settled.entities == extraction.entities
    assert "机制" in settled.issues[0]


def test_settle_drops_facts_that_the_text_does_not_state() -> None:
    extraction = factory.extraction()
    words = extraction.metrics[0].evidence
    wrong = replace(words, text="别的话")
    outside = replace(words, start=9_000, end=9_002)
    broken = replace(
        extraction,
        entities=(replace(extraction.entities[0], evidence=(words, wrong)), *extraction.entities[1:]),
        metrics=(replace(extraction.metrics[0], evidence=outside), replace(extraction.metrics[1], time="不久以后")),
        relations=(replace(extraction.relations[0], evidence=wrong),),
    )
    settled = settle(broken)
    assert settled.entities[0].evidence == (words,)
    assert settled.metrics == (extraction.metrics[1],)
    assert settled.relations == ()
    assert len(settled.issues) == 4
    assert document_quads(settled)
