"""The graph of a release, written: documents' graphs put in and taken out, the shared graphs kept up to date.

Every triple also stands once in the default graph, where a query without GRAPH sees it. A graph built step by step
equals one built from scratch out of the same documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.claims import claims
from kg.graph.claims import claim_triples, statements
from kg.graph.ontology import ontology_triples, release_triples
from kg.graph.places import region_triples
from kg.graph.quads import document_quads
from kg.graph.resolution import mentions, resolution_triples
from kg.graph.store import GraphStore
from kg.graph.terms import rdf, zt
from kg.iris import document_graph_iri, graph_iri
from kg.model import Extraction
from kg.resolution import resolve

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


# what the graphs across documents depend on besides the documents
_RULES = ("resolution", "claims", "versions", "validity.py", "names.py", "values.py")


def shared_version() -> str:
    """A digest of the graphs that do not come from documents, and of the rules that read across documents."""
    digest = hashlib.sha256()
    for line in sorted(str(triple) for triple in (*ontology_triples(), *region_triples())):
        digest.update(line.encode() + b"\n")
    root = Path(__file__).resolve().parents[1]
    found = [path for name in _RULES for path in (root / name, *(root / name).glob("*"))]
    for path in sorted(path for path in found if path.suffix in (".py", ".tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class GraphBuilder:
    """A store at `path`, empty or a checkpoint of the one at `previous`. One writer; `finish` before it is read."""

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        if previous is not None:
            GraphStore.open(previous).store.backup(str(path))
        self._store = Store(str(path))
        self._pending: list[Quad] = []

    def remove(self, document_id: str) -> None:
        """Take a document's graph out; nothing happens if there is none."""
        self._write()
        self._drop(NamedNode(document_graph_iri(document_id)))

    def add(self, extraction: Extraction) -> None:
        """Put a document's graph in; the caller has removed an earlier one."""
        self._put(document_quads(extraction))

    def finish(self, pipelines: Collection[str], related: Iterable[Triple] = ()) -> None:
        """Bring the shared graphs up to date, write everything to disk, and close.

        `related` says which documents are copies or versions of which.
        """
        self._write()
        self._replace("ontology", ontology_triples())
        self._replace("regions", region_triples())
        resolved = resolve(mentions(self._store))
        self._replace("resolution", resolution_triples(resolved))
        self._replace("claims", claim_triples(claims(statements(self._store, resolved))))
        self._replace("versions", related)
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
        """Make a shared graph hold `triples` and no others; what it holds already is not written again."""
        graph = NamedNode(graph_iri(name))
        wanted = {Quad(t.subject, t.predicate, t.object, graph) for t in triples}
        held = set(self._store.quads_for_pattern(None, None, None, graph))
        for quad in held - wanted:
            self._take_out(quad)
        self._put(wanted - held)

    def _take_out(self, quad: Quad) -> None:
        """Remove a quad, and its triple from the default graph unless another named graph states it."""
        self._store.remove(quad)
        triple = Quad(quad.subject, quad.predicate, quad.object)
        stated = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(other == triple for other in stated):
            self._store.remove(triple)

    def _count(self) -> int:
        return sum(1 for _ in self._store.quads_for_pattern(None, rdf.type, zt.Document, DefaultGraph()))
