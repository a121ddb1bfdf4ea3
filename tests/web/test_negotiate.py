"""IRIs answer under their own path: a page for a browser, data for who asks for data."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.graph.resource import FORMATS
from kg.releases import open_release
from kg.vocab import BASE
from web.links import iri_path

REGION = f"{BASE}region/510000"


@pytest.mark.parametrize(("suffix", "media_type"), [(suffix, row[0]) for suffix, row in FORMATS.items()])
def test_data_by_accept_is_a_redirect_to_data_by_suffix(client: FlaskClient, suffix: str, media_type: str) -> None:
    answer = client.get("/region/510000", headers={"Accept": media_type})
    assert answer.status_code == 303
    assert answer.location == f"/region/510000{suffix}"
    assert "Accept" in answer.vary
    data = client.get(answer.location)
    assert data.status_code == 200
    assert data.mimetype == media_type
    assert data.headers["Access-Control-Allow-Origin"] == "*"
    triples = {quad.triple for quad in parse(data.data, format=RdfFormat.from_media_type(media_type))}
    assert {triple.subject for triple in triples} == {NamedNode(REGION)}


@pytest.mark.parametrize("accept", ["", "*/*", "text/html", "text/html,application/xml;q=0.9,*/*;q=0.8", "image/png"])
def test_all_others_get_the_page(client: FlaskClient, accept: str) -> None:
    answer = client.get("/region/510000", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert "Accept" in answer.vary  # a cache must not hand the page to who wants data


def test_preference_decides_between_page_and_data(client: FlaskClient) -> None:
    assert client.get("/region/510000", headers={"Accept": "text/html;q=0.4, text/turtle"}).status_code == 303
    assert client.get("/region/510000", headers={"Accept": "text/html, text/turtle;q=0.4"}).status_code == 200


@pytest.mark.parametrize("path", ["/region/999999", "/mechanism/没有的", "/document/none", "/region/510000.xyz"])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_unknown_iri_is_not_found(client: FlaskClient, path: str, accept: str) -> None:
    assert client.get(quote(path), headers={"Accept": accept}).status_code == 404


@pytest.mark.parametrize("suffix", FORMATS)
def test_unknown_iri_with_a_suffix_is_not_found(client: FlaskClient, suffix: str) -> None:
    assert client.get(f"/region/999999{suffix}").status_code == 404


def test_every_iri_of_the_graph_answers_as_data_and_as_page(app: Flask, client: FlaskClient, home: Path) -> None:
    """Each IRI of ours, by the pattern of its path once at least, the 3,000 places of the gazetteer not all of them."""
    release = open_release(home)
    iris = {
        node.value
        for quad in release.store.store
        for node in (quad.subject, quad.object, quad.graph_name)
        if isinstance(node, NamedNode) and node.value.startswith(BASE) and "#" not in node.value
    }
    release.close()
    places = sorted(iri for iri in iris if iri.startswith(f"{BASE}region/"))
    chosen = sorted(iris - set(places)) + places[::60]
    assert len(chosen) > 100
    wrong = []
    with app.test_request_context("/"):
        paths = [(iri, iri_path(iri)) for iri in chosen]
    for iri, path in paths:
        data = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        if data.status_code != 200 or data.mimetype != "text/turtle" or page.status_code != 200:
            wrong.append(f"{iri}: data {data.status_code} {data.mimetype}, page {page.status_code}")
    assert not wrong, "\n".join(wrong[:400])
