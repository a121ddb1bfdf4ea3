"""Shapes aimed at classes find what the shapes as they are written find."""

from __future__ import annotations

from collections.abc import Iterator

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph
from rdflib.namespace import SH

from kg.graph.ontology import ontology_text
from kg.graph.quads import document_quads
from kg.graph.validate import aim_properties, shape_violations
from kg.vocab import SKOS
from tests.kg import factory

WRITTEN = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <urn:> .
ex:Named a sh:NodeShape ; sh:property [ sh:path ex:name ; sh:minCount 1 ] .
ex:Closed a sh:NodeShape ; sh:closed true ; sh:property [ sh:path ex:name ] , [ sh:path ex:size ] ;
    sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) .
ex:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:node ex:Named ;
    sh:property [ sh:path ex:size ; sh:maxInclusive 3 ] .
ex:Box a sh:NodeShape ; sh:targetClass ex:Box ; sh:node ex:Named , ex:Closed .
"""


@pytest.mark.parametrize(
    ("data", "conforms"),
    [
        ("ex:a a ex:Thing ; ex:name 'x' ; ex:size 2 .", True),
        ("ex:a a ex:Thing ; ex:size 2 .", False),
        ("ex:a a ex:Thing ; ex:name 'x' ; ex:size 4 .", False),
        ("ex:a a ex:Box ; ex:name 'x' ; ex:size 4 .", True),
        ("ex:a a ex:Box ; ex:size 4 .", False),
        ("ex:a a ex:Box ; ex:name 'x' ; ex:colour 4 .", False),
        ("ex:a a ex:Other ; ex:size 4 .", True),
    ],
)
def test_aimed_shapes_say_what_the_written_ones_say(data: str, conforms: bool) -> None:
    graph = Graph().parse(data=f"@prefix ex: <urn:> .\n{data}", format="turtle")
    written, aimed = (Graph().parse(data=WRITTEN, format="turtle") for _ in range(2))
    aim_properties(aimed)
    for shape_graph in (written, aimed):
        assert pyshacl.validate(graph, shacl_graph=shape_graph, inference="none")[0] is conforms


def _focus_nodes(quads: list[Quad], shape_graph: Graph) -> set[str]:
    data = Graph().parse(data="\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads), format="nt")
    report = pyshacl.validate(data, shacl_graph=shape_graph, inference="none")[1]
    assert isinstance(report, Graph)
    return {str(node) for node in report.objects(None, SH.focusNode)}


def _damaged(quads: list[Quad]) -> Iterator[list[Quad]]:
    """The graph with one triple of each predicate gone, and all of those again with another object."""
    ones = {quad.predicate: quad for quad in quads}.values()
    yield [quad for quad in quads if quad not in ones]
    for term in (Literal("x", language="en"), Literal("-1"), NamedNode("https://w3id.org/zhitu/mechanism/无")):
        others = [Quad(quad.subject, quad.predicate, term, quad.graph_name) for quad in ones]
        yield [*quads, *others]
        for at in range(0, len(others), 8):
            yield [*(quad for quad in quads if quad not in ones), *others[at : at + 8]]


def test_damage_is_found_at_the_nodes_where_the_written_shapes_find_it() -> None:
    written = Graph().parse(data=ontology_text(), format="turtle")
    quads = document_quads(factory.extraction())
    assert shape_violations(quads) == []
    found = 0
    for damaged in _damaged(quads):
        nodes = {node for node, _ in shape_violations(damaged)}
        assert nodes == _focus_nodes(damaged, written)
        found += bool(nodes)
    assert found > 10


def test_a_violation_names_the_property() -> None:
    quads = [q for q in document_quads(factory.extraction()) if q.predicate.value != f"{SKOS}prefLabel"]
    assert any(message.startswith("prefLabel: ") for _, message in shape_violations(quads))
