"""SHACL: the graph of one document against the shapes of ontology.ttl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pyshacl
from pyoxigraph import NamedNode, Quad
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.graph.ontology import ontology_text
from kg.vocab import XSD

_STRING = f"{XSD}string"
# what a node shape may say besides its properties without losing it when they are aimed at its class
_PLAIN = frozenset((RDF.type, RDFS.label, RDFS.comment, SH.targetClass, SH.node, SH.property))


@cache
def shapes() -> Graph:
    """The shapes of ontology.ttl, their properties aimed at classes."""
    graph = Graph().parse(data=ontology_text(), format="turtle")
    aim_properties(graph)
    return graph


def aim_properties(graph: Graph) -> None:
    """Give every property shape the target classes of the node shapes that it is part of, and take it out of them.

    That says the same: pyshacl then looks at a property of all nodes of a class at once, four times as fast as node
    by node. What comes in through `sh:node` goes along, so that its results name the property too.
    """
    for shape in list(graph.subjects(SH.targetClass)):
        for part in set(_parts(graph, shape)):
            for target in graph.objects(shape, SH.targetClass):
                graph.add((part, SH.targetClass, target))
    for shape in list(graph.subjects(RDF.type, SH.NodeShape)):
        if (shape, SH.targetClass, None) in graph:
            graph.remove((shape, SH.property, None))
            for other in [node for node in graph.objects(shape, SH.node) if _is_plain(graph, node)]:
                graph.remove((shape, SH.node, other))


def _parts(graph: Graph, shape: Node) -> Iterator[Node]:
    """The property shapes of a node shape, its own and those of the shapes that it takes in."""
    yield from graph.objects(shape, SH.property)
    for other in graph.objects(shape, SH.node):
        if _is_plain(graph, other):
            yield from _parts(graph, other)


def _is_plain(graph: Graph, shape: Node) -> bool:
    """Whether a shape says nothing but what its properties say, and the shapes that it takes in neither."""
    others = graph.objects(shape, SH.node)
    return set(graph.predicates(shape)) <= _PLAIN and all(_is_plain(graph, other) for other in others)


def shape_violations(quads: Iterable[Quad]) -> list[tuple[str, str]]:
    """(node, what is wrong with it), sorted; `quads` is one document's graph.

    The graph goes into rdflib's memory: SHACL over a store of another kind gives wrong results.
    """
    data = Graph()
    for quad in quads:
        data.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=False)
    if conforms:
        return []
    assert isinstance(report, Graph)
    return sorted(_violation(report, result) for result in report.subjects(SH.resultSeverity))


def _term(term: Any) -> Node:
    """rdflib's form of a term; our graphs have no blank nodes."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if term.language is not None:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return Literal(term.value, datatype=None if datatype == _STRING else URIRef(datatype))  # "x" is no "x"^^xsd:string


def _violation(report: Graph, result: Node) -> tuple[str, str]:
    path = report.value(result, SH.resultPath)
    messages = "；".join(sorted(str(message) for message in report.objects(result, SH.resultMessage)))
    where = "" if path is None else f"{_short(path)}: "
    return str(report.value(result, SH.focusNode)), f"{where}{messages}"


def _short(path: Node) -> str:
    return str(path).rpartition("#")[2].rpartition("/")[2]
