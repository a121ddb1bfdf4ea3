"""The ontology and the shared graphs under their own IRIs."""

from __future__ import annotations

import hashlib

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.vocab import ZT
from tests.kg.factory import source
from tests.web.pages import text_of

FORMATS = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
}


def test_ontology_page_lists_classes_and_properties_in_both_languages(client: FlaskClient) -> None:
    text = text_of(client.get("/ontology").text)
    for words in ("zt:Mechanism", "zt:ledBy", "Practice", "做法"):
        assert words in text


def test_ontology_page_has_a_row_a_term(client: FlaskClient) -> None:
    page = client.get("/ontology").text
    assert page.count('id="Region"') == 1


@pytest.mark.parametrize("suffix", FORMATS)
def test_ontology_is_whole_in_every_format(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/ontology{suffix}", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[suffix]
    triples = {quad.triple for quad in parse(answer.data, format=RdfFormat.from_media_type(FORMATS[suffix]))}
    assert NamedNode(f"{ZT}Mechanism") in {triple.subject for triple in triples}
    assert len(triples) > 300


@pytest.mark.parametrize("media_type", FORMATS.values())
def test_ontology_is_data_for_who_prefers_data(client: FlaskClient, media_type: str) -> None:
    answer = client.get("/ontology", headers={"Accept": media_type})
    assert answer.status_code == 303
    assert client.get(answer.location).mimetype == media_type


@pytest.mark.parametrize("name", ["ontology", "regions", "release"])
def test_shared_graph_is_turtle_unless_asked_otherwise(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/graph/{name}")
    assert (answer.status_code, answer.location) == (303, f"/graph/{name}.ttl")
    assert client.get(answer.location).mimetype == "text/turtle"
    asked = client.get(f"/graph/{name}", headers={"Accept": "application/n-triples"}, follow_redirects=True)
    assert asked.mimetype == "application/n-triples"


@pytest.mark.parametrize(
    "path", ["/graph/curation", "/graph/curation.ttl", "/graph/none", "/graph/none.ttl", "/graph/.ttl"]
)
def test_graph_without_content_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path, follow_redirects=True).status_code == 404


def test_source_leads_to_the_file_it_names(client: FlaskClient) -> None:
    digest = hashlib.sha256(source("sichuan/yard")).hexdigest()
    answer = client.get(f"/source/{digest}", follow_redirects=True)
    assert answer.status_code == 200
    assert digest in answer.text
    assert client.get(f"/source/{'0' * 64}").status_code == 404
    data = client.get(f"/source/{digest}", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert data.mimetype == "text/turtle"
    assert digest in data.text
