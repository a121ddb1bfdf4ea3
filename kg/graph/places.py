"""Regions as triples: the shared graph of all coded places, and what a document adds for a place without one there."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.terms import plain, rdf, skos, zh, zt
from kg.regions import Place, gazetteer
from kg.vocab import BASE

SCHEME = NamedNode(f"{BASE}region")


def region(code: str) -> NamedNode:
    return NamedNode(f"{BASE}region/{code}")


def region_triples() -> Iterator[Triple]:
    """Every province, prefecture and county; townships are described where a document names them."""
    yield Triple(SCHEME, rdf.type, skos.ConceptScheme)
    yield Triple(SCHEME, skos.prefLabel, zh("行政区划"))
    yield Triple(SCHEME, skos.prefLabel, Literal("Administrative divisions of China", language="en"))
    for place in gazetteer():
        node = region(place.code)
        yield Triple(node, rdf.type, zt.Region)
        yield Triple(node, skos.inScheme, SCHEME)
        yield Triple(node, skos.prefLabel, zh(place.name))
        for short in (*place.short, *place.former):
            yield Triple(node, skos.altLabel, zh(short))
        yield from _position(node, place)
        if place.parent is None:
            yield Triple(SCHEME, skos.hasTopConcept, node)


def place_triples(node: NamedNode, name: str, code: str | None, within: str | None) -> Iterator[Triple]:
    """What a document's own graph says of where a region lies: all for one that the shared graph lacks.

    A place that the shared graph has gets the name only, so that a document's graph can be read alone.
    """
    yield Triple(node, rdf.type, zt.Region)
    yield Triple(node, skos.prefLabel, zh(name))
    if code is None and within is not None:
        yield from _above(node, [within, *(place.code for place in gazetteer().ancestors(within))])
        return
    place = gazetteer().by_code(code) if code is not None else None
    if place is not None and len(place.code) > 6:
        yield from _position(node, place)


def _position(node: NamedNode, place: Place) -> Iterator[Triple]:
    yield Triple(node, skos.notation, plain(place.code))
    yield Triple(node, zt.level, plain(place.level))
    yield from _above(node, [above.code for above in gazetteer().ancestors(place.code)])


def _above(node: NamedNode, codes: list[str]) -> Iterator[Triple]:
    """`codes` of the places above, the nearest first."""
    for code in codes[:1]:
        yield Triple(node, skos.broader, region(code))
    for code in codes:
        yield Triple(node, skos.broaderTransitive, region(code))
