"""The forms in which a query's answer is written: one row each, for tables (SELECT, ASK) and for graphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is the short name of the command line and of `?format=`."""

    name: str
    media_type: str
    suffix: str
    writer: QueryResultsFormat | RdfFormat


TABLES = (
    Format("json", "application/sparql-results+json", "srj", QueryResultsFormat.JSON),
    Format("xml", "application/sparql-results+xml", "srx", QueryResultsFormat.XML),
    Format("csv", "text/csv", "csv", QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", "tsv", QueryResultsFormat.TSV),
)
GRAPHS = (
    Format("ttl", "text/turtle", "ttl", RdfFormat.TURTLE),
    Format("nt", "application/n-triples", "nt", RdfFormat.N_TRIPLES),
    Format("rdf", "application/rdf+xml", "rdf", RdfFormat.RDF_XML),
    Format("jsonld", "application/ld+json", "jsonld", RdfFormat.JSON_LD),
    Format("trig", "application/trig", "trig", RdfFormat.TRIG),
)
FORMATS = {row.name: row for row in (*TABLES, *GRAPHS)}
# other names that clients ask by
_ALSO = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "turtle": "text/turtle",
}


def choose(offers: Iterable[Format], accept: Iterable[str]) -> Format | None:
    """The first of `accept` (media types, short names, wildcards; no q-values) that `offers` has."""
    rows = list(offers)
    for wanted in accept:
        kind = _ALSO.get(wanted, wanted)
        for row in rows:
            if kind in (row.media_type, row.name, "*/*", row.media_type.partition("/")[0] + "/*"):
                return row
    return None
