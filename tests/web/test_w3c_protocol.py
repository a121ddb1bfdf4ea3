"""The W3C's tests of the SPARQL 1.1 Protocol, where they lie beside the checkout: the query operation in full.

Tests of the update operation are run too: the service refuses updates, so those that expect an update to be done must
fail, and those that expect a refusal must pass.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection

from tests.kg.factory import build_home
from web import create_app

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql-tests.tar.gz"
FOLDER = "sparql/sparql11/protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UPDATES = {
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs",
    "update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri",
}  # fmt: skip
MEDIA = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples"},
}


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: tuple[str, ...]
    boolean: bool | None
    format: str | None


@cache
def members() -> dict[str, bytes]:
    if not ARCHIVE.exists():
        return {}
    with tarfile.open(ARCHIVE) as archive:
        found = [entry for entry in archive if entry.isfile() and entry.name.startswith(f"{FOLDER}/")]
        return {Path(entry.name).name: archive.extractfile(entry).read() for entry in found}  # type: ignore[union-attr]


@cache
def requests() -> dict[str, tuple[Request, ...]]:
    """Name of a test -> its requests in order."""
    if not members():
        return {}
    graph = Graph().parse(data=members()["manifest.ttl"], format="turtle", publicID="http://manifest.example/")
    result = {}
    for test in sorted(graph.subjects(RDF.type, MF.ProtocolTest)):
        steps = graph.value(graph.value(test, MF.action), HT.requests)
        result[str(test).partition("#")[2]] = tuple(_request(graph, step) for step in Collection(graph, steps))
    return result


def _request(graph: Graph, node: Any) -> Request:
    headers = graph.value(node, HT.headers)
    fields = Collection(graph, headers) if headers is not None else ()
    body, answer = graph.value(node, HT.body), graph.value(node, HT.resp)
    boolean = graph.value(answer, MF.expectedBoolean)
    shape = graph.value(answer, MF.expectedFormat)
    return Request(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
        headers=tuple((str(graph.value(f, HT.fieldName)), str(graph.value(f, HT.fieldValue))) for f in fields),
        body=None
        if body is None
        else str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding) or "utf-8")),
        statuses=tuple(str(status)[-3:] for status in graph.objects(answer, MF.expectedStatus)),
        boolean=None if boolean is None else boolean.toPython(),
        format=None if shape is None else str(shape),
    )


@pytest.fixture(scope="module")
def w3c(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The service over a release that holds the graphs of the tests besides its own."""
    home = tmp_path_factory.mktemp("w3c")
    with_documents = build_home(home)
    store = Store(str(with_documents.path / "graph"))
    for number in (1, 2, 3):
        name = NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.load(members()[f"data{number}.nt"], format=RdfFormat.N_TRIPLES, to_graph=name)
    store.flush()
    del store
    with_documents.close()
    app = create_app({"home": str(home)})
    yield app.test_client()
    app.extensions["zhitu_releases"].close()


def _cases() -> list[Any]:
    refused = pytest.mark.xfail(strict=True, reason="the endpoint takes no updates", raises=AssertionError)
    return [pytest.param(name, marks=refused) if name in UPDATES else name for name in requests()]


@pytest.mark.skipif(not ARCHIVE.exists(), reason="no ../shared/w3c here")
def test_suite_is_whole() -> None:
    assert len(requests()) == 34
    assert requests().keys() >= UPDATES


@pytest.mark.parametrize("name", _cases())
def test_protocol(w3c: FlaskClient, name: str) -> None:
    for request in requests()[name]:
        answer = w3c.open(request.path, method=request.method, headers=list(request.headers), data=request.body)
        status = f"{answer.status_code // 100}xx"
        assert status in request.statuses or str(answer.status_code) in request.statuses, answer.text
        if request.format is not None:
            assert answer.mimetype in MEDIA[request.format]
        if request.boolean is not None:
            assert answer.get_json(force=True)["boolean"] is request.boolean
