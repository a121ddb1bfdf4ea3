"""The ontology holds every term that code uses, says what it means in both languages, and rejects what it should."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import OWL, SH

from kg import vocab
from kg.graph.ontology import examples, ontology_text, ontology_triples, ontology_version
from kg.graph.quads import document_quads
from kg.graph.validate import shape_violations
from kg.model import APPROX, GENRES, LEVELS, RELATION_TYPES, ROLES
from kg.releases import publish
from tests.kg import factory, told_twice

ZT = vocab.ZT


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=ontology_text(), format="turtle")


@pytest.mark.parametrize("name", vocab.CLASSES)
def test_class_of_vocab_is_defined(ontology: Graph, name: str) -> None:
    assert (URIRef(ZT + name), RDF.type, OWL.Class) in ontology


@pytest.mark.parametrize("name", vocab.PROPERTIES)
def test_property_of_vocab_is_defined(ontology: Graph, name: str) -> None:
    assert set(ontology.objects(URIRef(ZT + name), RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}


def test_ontology_defines_no_other_term(ontology: Graph) -> None:
    defined = {str(s).removeprefix(ZT) for s in ontology.subjects(RDFS.isDefinedBy, None)}
    assert defined == {*vocab.CLASSES, *vocab.PROPERTIES}


def test_every_term_and_shape_is_labelled_and_explained_in_both_languages(ontology: Graph) -> None:
    terms = {
        s for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for s in ontology.subjects(RDF.type, kind)
    }
    terms |= set(ontology.subjects(RDF.type, SH.NodeShape))
    for term in terms:
        for predicate in (RDFS.label, RDFS.comment):
            languages = sorted(o.language or "" for o in ontology.objects(term, predicate))  # type: ignore[attr-defined]
            assert languages == ["en", "zh"], (term, predicate)


@pytest.mark.parametrize(
    ("scheme", "table"),
    [
        ("dimension", vocab.DIMENSIONS),
        ("genre", vocab.GENRES),
        ("level", vocab.LEVELS),
        ("role", vocab.ROLES),
        ("approx", vocab.APPROX),
        ("agreement", vocab.AGREEMENTS),
    ],
)
def test_scheme_agrees_with_vocab(ontology: Graph, scheme: str, table: dict[str, tuple[str, str]]) -> None:
    concepts = set(ontology.subjects(SKOS.inScheme, URIRef(vocab.BASE + scheme)))
    assert concepts == {URIRef(f"{vocab.BASE}{scheme}/{name}") for name in table}
    for name, (zh, en) in table.items():
        concept = URIRef(f"{vocab.BASE}{scheme}/{name}")
        assert {(str(o), o.language) for o in ontology.objects(concept, SKOS.prefLabel)} == {  # type: ignore[attr-defined]
            (zh, "zh"),
            (en, "en"),
        }
        definitions = sorted(o.language or "" for o in ontology.objects(concept, SKOS.definition))  # type: ignore[attr-defined]
        assert definitions == ["en", "zh"]


def test_vocab_agrees_with_the_model() -> None:
    assert len(vocab.DIMENSIONS) == 18
    assert (tuple(vocab.GENRES), tuple(vocab.LEVELS)) == (GENRES, LEVELS)
    assert (tuple(vocab.ROLES), tuple(vocab.APPROX)) == (ROLES, APPROX)
    assert set(RELATION_TYPES) <= set(vocab.PROPERTIES)


def test_terms_used_in_quads_and_queries_are_defined() -> None:
    used = {
        term.value
        for id in factory.DRAFTS
        for quad in document_quads(factory.extraction(id))
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(ZT)
    }
    used |= {ZT + name for example in examples() for name in re.findall(r"\bzt:(\w+)", example.query)}
    assert {iri.removeprefix(ZT) for iri in used} <= {*vocab.CLASSES, *vocab.PROPERTIES}


def test_published_ontology_has_no_blank_nodes_and_is_deterministic() -> None:
    triples = ontology_triples()
    assert not [t for t in triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    ontology_triples.cache_clear()
    assert set(ontology_triples()) == set(triples)
    assert re.fullmatch(r"\d+\.\d+\.\d+", ontology_version())


@pytest.mark.parametrize("id", factory.DRAFTS)
def test_shapes_accept_what_the_pipeline_makes(id: str) -> None:
    assert shape_violations(document_quads(factory.extraction(id))) == []


def change(
    id: str, subject: str, predicate: str, value: Literal | NamedNode | None, *, add: bool = False
) -> Iterator[Quad]:
    """The quads of a document with the values of one property taken out or replaced, or with one more."""
    quads = document_quads(factory.extraction(id))
    hits = [q for q in quads if subject in q.subject.value and q.predicate.value.endswith(predicate)]
    assert hits, (subject, predicate)
    hit = hits[0]
    yield from (q for q in quads if add or q.subject != hit.subject or q.predicate != hit.predicate)
    if value is not None:
        yield Quad(hit.subject, hit.predicate, value, hit.graph_name)


DECIMAL = NamedNode(vocab.XSD + "decimal")
INTEGER = NamedNode(vocab.XSD + "integer")
DATE = NamedNode(vocab.XSD + "date")
BREAKS: list[tuple[str, str, Literal | NamedNode | None, bool]] = [
    ("/metric/", "#value", None, False),
    ("/metric/", "#value", Literal("1", datatype=DECIMAL), True),
    ("/metric/", "#value", Literal("很多"), False),
    ("/metric/", "#role", Literal("goal"), False),
    ("/metric/", "#approx", Literal("exact"), False),
    ("/metric/", "#evidence", None, False),
    ("/metric/", "#region", NamedNode(vocab.BASE + "mechanism/院坝说事工作法"), False),
    ("/statement/", "predicate", NamedNode(ZT + "value"), False),
    ("/statement/", "#evidence", None, False),
    ("/mechanism/", "#dimension", None, False),
    ("/mechanism/", "#dimension", NamedNode(vocab.BASE + "dimension/nothing"), False),
    ("/mechanism/", "#dimensionConfidence", Literal("1.5", datatype=DECIMAL), False),
    ("/practice/", "#dimensionConfidence", Literal("很有把握"), False),
    ("/practice/", "#dimensionConfidence", Literal("0.2", datatype=DECIMAL), True),
    ("/mechanism/", "#prefLabel", Literal("another name", language="en"), False),
    ("/mechanism/", "#confidence", Literal("1.5", datatype=DECIMAL), False),
    ("/practice/", "#mechanism", None, False),
    ("/practice/", "#region", NamedNode(vocab.BASE + "region/510100"), True),
    ("/practice/", "#ledBy", NamedNode(vocab.BASE + "region/510000"), True),
    ("/evidence/", "#exact", None, False),
    ("/evidence/", "#end", Literal("0", datatype=INTEGER), False),
    ("/evidence/", "#sourceEnd", Literal("0", datatype=INTEGER), False),
    ("/clause/", "#text", None, False),
    ("/date/", "#value", Literal("2019年初"), False),
    ("/date/", "#latest", Literal("1999-01-01", datatype=DATE), False),
    ("sichuan%2Fyard", "#sha256", Literal("abc"), False),
    ("sichuan%2Fyard", "#genre", NamedNode(vocab.BASE + "genre/novel"), False),
    ("/region/", "#level", Literal("galaxy"), False),
    ("/organization/", "#prefLabel", None, False),
    ("/policy-document/", "#issuedBy", NamedNode(vocab.BASE + "region/510000"), True),
]


@pytest.mark.parametrize(("subject", "predicate", "value", "add"), BREAKS)
def test_shapes_reject(subject: str, predicate: str, value: Literal | NamedNode | None, add: bool) -> None:
    violations = shape_violations(change("sichuan/yard", subject, predicate, value, add=add))
    assert violations
    assert all(message for _, message in violations)


def test_examples_have_titles_and_answers(tmp_path_factory: pytest.TempPathFactory) -> None:
    pairs = [*factory.pairs(), *map(factory.build, told_twice.DRAFTS)]
    release = publish(tmp_path_factory.mktemp("home"), add=pairs)
    assert release is not None
    assert 8 <= len(examples()) <= 16
    for example in examples():
        assert example.title_zh
        assert example.title_en
        assert release.store.select(example.query), example.name
    rows = release.store.select("SELECT ?query WHERE { ?q a sh:SPARQLExecutable ; sh:select ?query }")
    assert {row["query"] for row in rows} == {example.query for example in examples()}
