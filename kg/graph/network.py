"""Networks for drawing and for tables: who leads what, and which practices the chosen regions share.

Projected by SPARQL into a networkx graph made for the purpose (never the whole RDF graph: literals would become nodes).
A network is capped at its best-connected nodes and says how many it left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.graph.store import GraphStore

MECHANISM, BODY, REGION = "mechanism", "organization", "region"


@dataclass(frozen=True, slots=True)
class Node:
    """`links` is its degree in the network before capping; `betweenness` (0..1) how much runs through it."""

    id: str
    label: str
    kind: str
    links: int
    betweenness: float
    component: int


@dataclass(frozen=True, slots=True)
class Edge:
    """`document`, `start` and `end` are where the link is stated."""

    source: str
    target: str
    kind: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total_nodes: int
    total_edges: int

    @property
    def left_out(self) -> int:
        return self.total_nodes - len(self.nodes)


def leaders(store: GraphStore, regions: Sequence[str], *, limit: int) -> Network:
    """Bodies and the mechanisms that they lead in `regions` (IRIs) and all within them."""
    graph: nx.Graph[str] = nx.Graph()
    for row in _rows(store, regions):
        if row["body"] is not None:
            _node(graph, row["body"], row["body_name"], BODY)
            _node(graph, row["mechanism"], row["name"], MECHANISM)
            _edge(graph, row["body"], row["mechanism"], "ledBy", row)
    return _network(graph, limit)


def shared(store: GraphStore, regions: Sequence[tuple[str, str]], *, limit: int) -> Network:
    """`regions` as (IRI, name) and the mechanisms that at least two of them have (of one region: all that it has)."""
    graph: nx.Graph[str] = nx.Graph()
    for iri, label in regions:
        _node(graph, iri, label, REGION)
        for row in _rows(store, [iri]):
            _node(graph, row["mechanism"], row["name"], MECHANISM)
            _edge(graph, iri, row["mechanism"], "implementedIn", row)
    if len(regions) > 1:
        alone = [node for node in graph if graph.nodes[node]["kind"] == MECHANISM and graph.degree[node] < 2]
        graph.remove_nodes_from(alone)
    return _network(graph, limit)


def _rows(store: GraphStore, regions: Sequence[str]) -> list[dict[str, Any]]:
    rows = [row for region in regions for row in store.select("network_practices", within=region)]
    return sorted(rows, key=lambda r: (r["mechanism"], r["document"], r["start"], r["end"], r["body"] or ""))


def _node(graph: nx.Graph[str], iri: str, label: str, kind: str) -> None:
    graph.add_node(iri, label=label, kind=kind)


def _edge(graph: nx.Graph[str], source: str, target: str, kind: str, row: dict[str, Any]) -> None:
    if not graph.has_edge(source, target):
        where = {name: row[name] for name in ("document", "start", "end")}
        graph.add_edge(source, target, source=source, target=target, kind=kind, **where)


def _network(graph: nx.Graph[str], limit: int) -> Network:
    """The `limit` nodes with the most links (regions always) and the edges among them."""
    about = graph.nodes
    order = sorted(graph, key=lambda n: (about[n]["kind"] != REGION, -graph.degree[n], about[n]["label"], n))
    kept = graph.subgraph(order[:limit])
    betweenness = nx.betweenness_centrality(kept)
    component = {
        node: number
        for number, members in enumerate(sorted(nx.connected_components(kept), key=lambda c: (-len(c), min(c))))
        for node in members
    }
    nodes = tuple(
        Node(
            id=node,
            label=graph.nodes[node]["label"],
            kind=graph.nodes[node]["kind"],
            links=graph.degree[node],
            betweenness=round(betweenness[node], 4),
            component=component[node],
        )
        for node in order[:limit]
    )
    edges = sorted(
        (
            Edge(data["source"], data["target"], data["kind"], data["document"], data["start"], data["end"])
            for _, _, data in kept.edges(data=True)
        ),
        key=lambda e: (e.source, e.target),
    )
    return Network(nodes, tuple(edges), graph.number_of_nodes(), graph.number_of_edges())
