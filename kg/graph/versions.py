"""Copies and versions as triples, out of the manifest's rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.graph.terms import dcterms, plain, prov, rdf, zh, zt
from kg.iris import document_iri

_TOLD = (
    ("title", dcterms.title, zh), ("publisher", dcterms.publisher, zh), ("issued", zt.issued, plain),
    ("source", dcterms.source, plain), ("file", zt.file, plain), ("sha256", zt.sha256, plain),
)  # fmt: skip


def version_triples(documents: Iterable[dict[str, Any]], copies: Iterable[dict[str, Any]]) -> Iterator[Triple]:
    """Each copy with what is told of its file and the document whose text it has; each later edition with the one
    before it."""
    for row in copies:
        yield from _copy(row)
    for row in documents:
        if row["version_of"] is not None:
            new, old = NamedNode(document_iri(row["id"])), NamedNode(document_iri(row["version_of"]))
            yield Triple(new, dcterms.isVersionOf, old)
            yield Triple(new, prov.wasRevisionOf, old)
            yield Triple(old, dcterms.hasVersion, new)


def _copy(row: dict[str, Any]) -> Iterator[Triple]:
    node, document = NamedNode(document_iri(row["id"])), NamedNode(document_iri(row["copy_of"]))
    yield Triple(node, rdf.type, zt.Copy)
    yield Triple(node, dcterms.identifier, plain(row["id"]))
    yield Triple(node, dcterms.isFormatOf, document)
    yield Triple(document, dcterms.hasFormat, node)
    for key, predicate, literal in _TOLD:
        if row[key] is not None:
            yield Triple(node, predicate, literal(row[key]))
