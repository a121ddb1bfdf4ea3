"""The graph of a release, written: documents' graphs put in and taken out, the shared graphs kept up to date.

Every triple also stands once in the default graph, where a query without GRAPH sees it. A graph built step by step
equals one built from scratch out of the same documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.graph.ontology import ontology_triples, release_triples
from kg.graph.places import region_triples
from kg.graph.quads import document_quads
from kg.graph.resolution import resolution_triples, resolve
from kg.graph.store import GraphStore
from kg.graph.terms import rdf, skos, zt
from kg.iris import document_graph_iri, graph_iri
from kg.model import Extraction

# quads gathered before they are written: enough for bulk loading to pay, few enough to stay small in memory
_BATCH = 100_000
# fewer than this go in by a transaction; bulk loading writes new files every time
_FEW = 20_000

# a triple of the default graph goes with the last named graph that holds it
_DROP = """
DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH {graph} {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {graph}) }}
}};
DROP GRAPH {graph}
"""


def shared_version() -> str:
    """A digest of the graphs that do not come from documents."""
    lines = sorted(str(triple) for triple in (*ontology_triples(), *region_triples()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class GraphBuilder:
    """A store at `path`, empty or a checkpoint of the one at `previous`. One writer; `finish` before it is read."""

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        if previous is not None:
            GraphStore.open(previous).store.backup(str(path))
        self._store = Store(str(path))
        self._pending: list[Quad] = []

    def remove(self, document_id: str) -> None:
        """Take a document's graph out; nothing happens if there is none."""
        self._drop(NamedNode(document_graph_iri(document_id)))

    def add(self, extraction: Extraction) -> None:
        """Put a document's graph in; the caller has removed an earlier one."""
        self._put(document_quads(extraction))

    def finish(self, pipelines: Collection[str]) -> None:
        """Bring the shared graphs up to date, write everything to disk, and close."""
        self._write()
        self._replace("ontology", ontology_triples())
        self._replace("regions", region_triples())
        self._replace("resolution", resolution_triples(self._resolve()))
        self._replace("release", release_triples(self._count(), pipelines))
        self._write()
        self._store.flush()
        del self._store

    def _put(self, quads: Iterable[Quad]) -> None:
        for quad in quads:
            self._pending.append(quad)
            self._pending.append(Quad(quad.subject, quad.predicate, quad.object))
        if len(self._pending) >= _BATCH:
            self._write()

    def _write(self) -> None:
        if len(self._pending) >= _FEW:
            self._store.bulk_extend(self._pending)
        elif self._pending:
            self._store.extend(self._pending)
        self._pending = []

    def _drop(self, graph: NamedNode) -> None:
        if self._store.contains_named_graph(graph):
            self._store.update(_DROP.format(graph=graph))

    def _replace(self, name: str, triples: Iterable[Triple]) -> None:
        graph = NamedNode(graph_iri(name))
        wanted = {Quad(t.subject, t.predicate, t.object, graph) for t in triples}
        if wanted != set(self._store.quads_for_pattern(None, None, None, graph)):
            self._drop(graph)
            self._put(wanted)

    def _resolve(self) -> dict[str, str]:
        mentions = []
        for quad in self._store.quads_for_pattern(None, rdf.type, zt.Mechanism, None):
            graph, node = quad.graph_name, quad.subject
            if isinstance(graph, DefaultGraph):
                continue
            for label in self._store.quads_for_pattern(node, skos.prefLabel, None, graph):
                mentions.append((graph.value, node.value, label.object.value))  # type: ignore[union-attr]
        return resolve(mentions)

    def _count(self) -> int:
        return sum(1 for _ in self._store.quads_for_pattern(None, rdf.type, zt.Document, DefaultGraph()))
