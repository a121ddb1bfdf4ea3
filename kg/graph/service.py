"""The description of the SPARQL service in its own vocabulary (W3C SPARQL 1.1 Service Description)."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse, serialize

from kg.graph.formats import GRAPHS, TABLES
from kg.vocab import PREFIXES, VOID

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
DESCRIPTION_TYPES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
# the W3C's names of formats (https://www.w3.org/ns/formats/), by our short ones
_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML", "jsonld": "JSON-LD",
    "trig": "TriG",
}  # fmt: skip


def describe_service(endpoint: str, media_type: str) -> bytes:
    """The description of the service at the IRI `endpoint`."""
    formats = ", ".join(f"<{FORMATS}{_NAMES[row.name]}>" for row in (*TABLES, *GRAPHS))
    turtle = f"""
        @prefix sd: <{SD}> .
        @prefix void: <{VOID}> .
        <> a sd:Service ;
            sd:endpoint <> ;
            sd:supportedLanguage sd:SPARQL11Query ;
            sd:resultFormat {formats} ;
            sd:defaultDataset <#dataset> .
        <#dataset> a sd:Dataset ; sd:defaultGraph <#default> .
        <#default> a sd:Graph .
    """
    triples = parse(turtle, format=RdfFormat.TURTLE, base_iri=endpoint)
    body = serialize(
        (quad.triple for quad in triples), format=DESCRIPTION_TYPES[media_type], prefixes={**PREFIXES, "sd": SD}
    )
    assert body is not None  # no file was given to write to
    return body
