"""What the graph says of one IRI, written in an RDF format."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Triple, serialize

from kg.graph.store import GraphStore
from kg.vocab import PREFIXES

# suffix: (media type, writer); the first is what a client gets that asks for RDF of any kind
FORMATS = {
    ".ttl": ("text/turtle", RdfFormat.TURTLE),
    ".jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    ".nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    ".rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}


def describe(store: GraphStore, iri: str, suffix: str) -> bytes | None:
    """All triples with `iri` as subject, and those of a named graph of that IRI; None if there are none."""
    quads = store.describe(iri) or sorted(store.graph(iri), key=str)
    triples = list(dict.fromkeys(Triple(q.subject, q.predicate, q.object) for q in quads))
    if not triples:
        return None
    prefixes = PREFIXES if suffix in (".ttl", ".rdf") else None
    body = serialize(triples, format=FORMATS[suffix][1], prefixes=prefixes)
    assert body is not None  # no file was given to write to
    return body
