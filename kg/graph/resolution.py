"""Resolution as triples: what the documents' graphs name, read for kg.resolution, and its result written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from kg.graph.terms import dcterms, owl, plain, prov, rdf, skos, zh, zt
from kg.iris import resolution_iri
from kg.resolution import Mention, Resolved, Variant
from kg.resolution.model import Link
from kg.resolution.places import within_and_name
from kg.resolution.resolve import LINKERS
from kg.vocab import BASE

_GRAPH = "/graph"


def mentions(store: Store) -> Iterator[Mention]:
    """Every thing that resolution is about, once a document that names it."""
    aliases: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, skos.altLabel, None, None):
        if quad.graph_name != DefaultGraph():
            aliases[quad.graph_name.value, quad.subject.value].append(quad.object.value)  # type: ignore[union-attr]
    for kind in LINKERS:
        for quad in store.quads_for_pattern(None, rdf.type, getattr(zt, kind), None):
            graph, iri = quad.graph_name, quad.subject.value  # type: ignore[union-attr]
            if isinstance(graph, DefaultGraph) or (kind == "Region" and within_and_name(iri) is None):
                continue
            found = tuple(sorted(aliases[graph.value, iri]))
            yield Mention(graph.value.removesuffix(_GRAPH), kind, iri, label_of(iri), found)


def label_of(iri: str) -> str:
    """The name that an entity's IRI is minted from, as its label has it.

    >>> label_of("https://w3id.org/zhitu/mechanism/A%2FB")
    'A/B'
    """
    return unquote(iri.removeprefix(BASE).rpartition("/")[2])


def resolution_triples(resolved: Resolved) -> Iterator[Triple]:
    """What stands for what, what is a variant of what, and a node with the reason of each."""
    for iri, other in sorted(resolved.canonical.items()):
        yield Triple(NamedNode(iri), dcterms.isReplacedBy, NamedNode(other))
        yield Triple(NamedNode(iri), owl.sameAs, NamedNode(other))
    for variant in resolved.variants:
        yield Triple(NamedNode(variant.first), zt.variantOf, NamedNode(variant.second))
        yield Triple(NamedNode(variant.second), zt.variantOf, NamedNode(variant.first))
    for link in (*resolved.merges, *resolved.variants):
        yield from _reason(link)


def _reason(link: Link) -> Iterator[Triple]:
    node = NamedNode(resolution_iri(link.rule, link.first, link.second))
    yield Triple(node, rdf.type, zt.Variation if isinstance(link, Variant) else zt.Merge)
    yield Triple(node, rdf.type, zt.Resolution)
    yield Triple(node, zt.entity, NamedNode(link.first))
    yield Triple(node, zt.entity, NamedNode(link.second))
    yield Triple(node, zt.rule, plain(link.rule))
    yield Triple(node, zt.reason, zh(link.reason))
    for document in link.documents:
        yield Triple(node, prov.wasDerivedFrom, NamedNode(document))
