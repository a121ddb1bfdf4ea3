from __future__ import annotations

import pytest

from kg.errors import NotFound
from kg.graph.store import GraphStore
from kg.releases import Release
from tests.kg import factory

BASE = "https://w3id.org/zhitu/"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return factory.build_home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def store(release: Release) -> GraphStore:
    return release.store


def test_select_binds_values_and_returns_python_values(store: GraphStore) -> None:
    query = """SELECT ?mechanism ?name ?value ?unit ?value_max (xsd:boolean(?value > 5) AS ?large) ?n WHERE {
      ?metric zt:mechanism ?mechanism ; zt:subject ?subject ; zt:value ?value ; zt:unit ?unit .
      OPTIONAL { ?metric zt:value_max ?value_max }
      FILTER(str(?subject) = ?name) }"""
    rows = store.select(query, mechanism=f"{BASE}mechanism/一号快办机制", name="一般诉求", n=7)
    found = {name: rows[0][name] for name in ("value", "unit", "value_max", "large")}
    assert found == {"value": 3, "unit": "个工作日", "value_max": 5, "large": False}
    assert len(rows) == 1


def test_select_keeps_a_hostile_value_a_value(store: GraphStore) -> None:
    assert store.select("SELECT ?s ?name { ?s skos:prefLabel ?name }", name='"} DROP ALL #') == []


def test_values_are_exact(store: GraphStore) -> None:
    rows = store.select(
        "SELECT ?value { ?m zt:subject ?subject ; zt:value ?value FILTER(str(?subject) = '群众满意率') }"
    )
    assert rows == [{"value": 96.5}]


def test_ask_and_construct(store: GraphStore) -> None:
    assert store.ask("ASK { ?m a zt:Mechanism }", m=f"{BASE}mechanism/坝坝会制度")
    triples = store.construct("CONSTRUCT { ?m a ?t } WHERE { ?m a ?t }", m=f"{BASE}mechanism/坝坝会制度")
    assert [t.object.value for t in triples] == ["https://w3id.org/zhitu/ontology#Mechanism"]  # type: ignore[union-attr]


def test_describe_gives_named_quads_and_nothing_for_an_unknown_iri(store: GraphStore) -> None:
    quads = store.describe(f"{BASE}region/110112")
    assert {q.graph_name.value for q in quads} == {  # type: ignore[union-attr]
        f"{BASE}graph/regions",
        f"{BASE}document/beijing%2Fresponse/graph",
    }
    assert store.describe(f"{BASE}region/999999") == []


def test_mechanisms_named_alike_in_two_documents_are_linked(store: GraphStore) -> None:
    rows = store.select("SELECT ?other ?canonical { ?other dcterms:isReplacedBy ?canonical ; owl:sameAs ?canonical }")
    assert rows == [{"other": f"{BASE}mechanism/院坝说事工作法", "canonical": f"{BASE}mechanism/院坝说事机制"}]


def test_regions_have_codes_and_all_ancestors(store: GraphStore) -> None:
    query = """SELECT ?r ?code ?name { ?r skos:broaderTransitive ?a . ?a skos:notation ?code ; skos:prefLabel ?name }
      ORDER BY ?code"""
    rows = store.select(query, r=f"{BASE}region/513423")
    assert [(row["code"], row["name"]) for row in rows] == [("510000", "四川省"), ("513400", "凉山彝族自治州")]


def test_each_thing_has_one_label(store: GraphStore) -> None:
    query = """SELECT ?s (COUNT(?label) AS ?n) { ?s skos:prefLabel ?label FILTER(lang(?label) = "zh") }
      GROUP BY ?s HAVING(COUNT(?label) > 1)"""
    assert store.select(query) == []


def test_graphs_are_the_documents_and_the_shared_ones(store: GraphStore) -> None:
    documents = [f"{BASE}document/{id.replace('/', '%2F')}/graph" for id in factory.DRAFTS]
    shared = [f"{BASE}graph/{name}" for name in ("ontology", "regions", "release", "resolution")]
    assert store.graphs() == sorted([*documents, *shared])


@pytest.mark.parametrize("name", ["a b", "<", "{x}", "\x00", "\ufffd", "\\"])
def test_what_is_no_iri_is_not_found(store: GraphStore, name: str) -> None:
    iri = f"{BASE}mechanism/{name}"
    for call in (store.describe, store.mentions, store.graph):
        with pytest.raises(NotFound):
            call(iri)
    with pytest.raises(NotFound):
        store.select("entity_properties", entity=iri)


def test_what_is_no_text_is_not_found(store: GraphStore) -> None:
    with pytest.raises(NotFound):
        store.select("region_named", name="\udcff")
