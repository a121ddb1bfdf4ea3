"""SHACL: the graph of one document against the shapes of ontology.ttl."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyshacl
from pyoxigraph import Quad
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from kg.graph.ontology import ontology_text


@cache
def shapes() -> Graph:
    return Graph().parse(data=ontology_text(), format="turtle")


def shape_violations(quads: Iterable[Quad]) -> list[tuple[str, str]]:
    """(node, what is wrong with it), sorted; `quads` is one document's graph.

    The graph goes into rdflib's memory: SHACL over a store of another kind gives wrong results.
    """
    data = Graph()
    data.parse(data="\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=False)
    if conforms:
        return []
    assert isinstance(report, Graph)
    return sorted(_violation(report, result) for result in report.subjects(SH.resultSeverity))


def _violation(report: Graph, result: Node) -> tuple[str, str]:
    path = report.value(result, SH.resultPath)
    messages = "；".join(sorted(str(message) for message in report.objects(result, SH.resultMessage)))
    where = "" if path is None else f"{_short(path)}: "
    return str(report.value(result, SH.focusNode)), f"{where}{messages}"


def _short(path: Node) -> str:
    return str(path).rpartition("#")[2].rpartition("/")[2]
