"""/sparql by the SPARQL 1.1 Protocol, as a client sees it. Source of the rules: its section 2.1 (query operation)."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph
from werkzeug.test import TestResponse

from kg.graph.service import DESCRIPTION_TYPES, SD
from kg.iris import document_iri
from kg.vocab import BASE
from web import create_app

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
JSON = "application/sparql-results+json"
ASK = "ASK { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPH = document_iri("sichuan/yard") + "/graph"
OTHER = document_iri("beijing/response") + "/graph"


def count(answer: TestResponse) -> int:
    assert answer.status_code == 200, answer.text
    return int(json.loads(answer.data)["results"]["bindings"][0]["n"]["value"])


def told(answer: TestResponse) -> str:
    """The message of an error; its body has the one shape that all errors have."""
    error = answer.get_json()["error"]
    assert error["status"] == answer.status_code
    assert "\n" not in error["message"]
    return str(error["message"])


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_query_is_taken_in_each_of_the_three_ways(client: FlaskClient, way: str) -> None:
    answer = {
        "get": lambda: client.get("/sparql", query_string={"query": ASK}),
        "form": lambda: client.post("/sparql", data={"query": ASK}),
        "direct": lambda: client.post("/sparql", data=ASK, content_type=QUERY),
    }[way]()
    assert answer.status_code == 200
    assert answer.content_type == JSON
    assert answer.get_json(force=True)["boolean"] is True


def test_direct_query_may_name_its_charset(client: FlaskClient) -> None:
    query = 'SELECT ?s { ?s ?p "四川省"@zh } LIMIT 1'
    answer = client.post("/sparql", data=query.encode(), content_type=f"{QUERY}; charset=utf-8")
    assert len(answer.get_json(force=True)["results"]["bindings"]) == 1


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("", ASK, JSON),
        ("*/*", ASK, JSON),
        (JSON, ASK, JSON),
        (f"{JSON};charset=utf-8", ASK, JSON),
        ("application/json", ASK, JSON),
        ("application/sparql-results+xml", ASK, "application/sparql-results+xml"),
        ("text/csv", COUNT, "text/csv; charset=utf-8"),
        ("text/tab-separated-values", COUNT, "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", COUNT, "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.5", COUNT, "text/csv; charset=utf-8"),
        ("", "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle; charset=utf-8"),
        ("application/n-triples", "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples"),
        ("application/rdf+xml", f"DESCRIBE <{BASE}region/510000>", "application/rdf+xml"),
        ("application/ld+json", f"DESCRIBE <{BASE}region/510000>", "application/ld+json"),
    ],
)
def test_answer_has_the_form_asked_for(client: FlaskClient, accept: str, query: str, media_type: str) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.content_type == media_type
    assert "Accept" in answer.vary


@pytest.mark.parametrize(
    ("status", "message", "request_"),
    [
        (400, "恰好出现一次", {"query_string": urlencode([("query", ASK), ("query", ASK)])}),
        (400, "语法错误", {"query_string": {"query": ""}}),
        (400, "语法错误", {"query_string": {"query": "SELECT nonsense"}}),
        (400, "UTF-8", {"query_string": "query=ASK%7B%3Fs%20%3Fp%20%22%FF%22%7D"}),
        (400, "using-graph-uri", {"query_string": {"query": ASK, "using-graph-uri": GRAPH}}),
        (403, "更新", {"query_string": {"update": "CLEAR ALL"}}),
        (403, "更新", {"query_string": {"query": "INSERT DATA { <a:b> <a:c> 1 }"}}),
        (403, "SERVICE", {"query_string": {"query": "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"}}),
        (403, "更新", {"method": "POST", "data": {"update": "CLEAR ALL"}}),
        (403, "更新", {"method": "POST", "data": "CLEAR ALL", "content_type": "application/sparql-update"}),
        (400, "恰好出现一次", {"method": "POST", "data": {"other": "x"}}),
        (400, "UTF-8", {"method": "POST", "data": b"query=%FF", "content_type": FORM}),
        (400, "utf-16", {"method": "POST", "data": b"query=a", "content_type": f"{FORM}; charset=UTF-16"}),
        (400, "UTF-8", {"method": "POST", "data": ASK.encode("utf-16"), "content_type": QUERY}),
        (400, "只能给一处", {"method": "POST", "data": ASK, "content_type": QUERY, "query_string": {"query": ASK}}),
        (415, "text/plain", {"method": "POST", "data": ASK, "content_type": "text/plain"}),
        (415, QUERY, {"method": "POST", "data": ASK}),
        (406, "text/csv", {"query_string": {"query": COUNT}, "headers": {"Accept": "image/png"}}),
        (406, JSON, {"query_string": {"query": COUNT}, "headers": {"Accept": "text/turtle"}}),
    ],
)
def test_wrong_request_is_refused_and_says_why(
    client: FlaskClient, status: int, message: str, request_: dict[str, object]
) -> None:
    answer = client.open("/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert message in told(answer)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"  # else a script could not read what is wrong


def test_error_is_a_page_for_a_browser(client: FlaskClient) -> None:
    answer = client.get("/sparql?query=x", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert answer.status_code == 400
    assert "语法错误" in answer.text
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    answer = client.open("/sparql", method=method)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_default_graph_holds_each_triple_once(client: FlaskClient) -> None:
    distinct = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } } }"
    assert count(client.get("/sparql", query_string={"query": COUNT})) == count(
        client.get("/sparql", query_string={"query": distinct})
    )


@pytest.mark.parametrize("post", [False, True])
def test_dataset_of_the_request_takes_the_place_of_from(client: FlaskClient, post: bool) -> None:
    def ask(**more: str) -> int:
        if post:
            return count(client.post("/sparql", query_string=more, data=from_other, content_type=QUERY))
        return count(client.get("/sparql", query_string={"query": from_other, **more}))

    from_other = f"SELECT (COUNT(*) AS ?n) FROM <{OTHER}> {{ ?s ?p ?o }}"
    plain = count(
        client.get("/sparql", query_string={"query": f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}> {{ ?s ?p ?o }}"})
    )
    assert ask(**{"default-graph-uri": GRAPH}) == plain
    assert ask() != plain


def test_dataset_of_a_form_may_stand_in_its_address(client: FlaskClient) -> None:
    """As the W3C's test query_post_form has it; left out without a word it would answer another question."""
    in_address = client.post("/sparql", query_string={"default-graph-uri": GRAPH}, data={"query": COUNT})
    in_form = client.post("/sparql", data={"query": COUNT, "default-graph-uri": GRAPH})
    assert count(in_address) == count(in_form) < count(client.post("/sparql", data={"query": COUNT}))


def test_named_graphs_of_the_request_are_the_only_ones(client: FlaskClient) -> None:
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    two = urlencode([("query", query), ("named-graph-uri", GRAPH), ("named-graph-uri", OTHER)])
    assert count(client.get("/sparql", query_string=two)) == 2
    assert count(client.get("/sparql", query_string={"query": query, "default-graph-uri": GRAPH})) == 0


def test_relative_iris_are_of_the_endpoint(client: FlaskClient) -> None:
    """SPARQL 1.1 Protocol, 2.1.4... the base IRI is that of the endpoint unless the query has a BASE."""
    answer = client.get("/sparql", query_string={"query": "SELECT (STR(<x>) AS ?n) {}"})
    assert answer.get_json(force=True)["results"]["bindings"][0]["n"]["value"] == "http://localhost/x"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's JSON-LD reader
@pytest.mark.parametrize("accept", ["", "*/*", *DESCRIPTION_TYPES])
def test_endpoint_without_a_query_describes_the_service(client: FlaskClient, accept: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    media_type = answer.mimetype
    assert media_type == (accept if accept in DESCRIPTION_TYPES else "text/turtle")
    name = {"application/ld+json": "json-ld", "application/n-triples": "nt"}.get(media_type, media_type)
    graph = Graph().parse(data=answer.data, format=name)
    found = graph.query(
        f"ASK {{ ?s a <{SD}Service>; <{SD}endpoint> <http://localhost/sparql>; <{SD}resultFormat> ?f }}"
    )
    assert found.askAnswer


def test_description_has_no_other_format(client: FlaskClient) -> None:
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_browser_is_led_to_the_workbench(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.status_code == 303
    assert answer.location == "/workbench"
    assert "Accept" in answer.vary
    assert client.get(answer.location).status_code == 200


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    for path in ("/sparql", f"/sparql?{urlencode({'query': ASK})}"):
        answer = client.head(path)
        assert answer.status_code == 200
        assert answer.data == b""


def test_scripts_of_other_origins_may_ask(client: FlaskClient) -> None:
    preflight = client.options(
        "/sparql", headers={"Origin": "http://else.example", "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    for answer in (preflight, client.get("/sparql", query_string={"query": ASK})):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.fixture
def hurried(app: Flask):  # type: ignore[no-untyped-def]
    """A client whose queries may take a quarter of a second."""
    application = create_app({"home": str(app.config["ZHITU"].home), "query_timeout_s": 0.25, "query_result_mb": 1})
    yield application.test_client()
    application.extensions["zhitu_releases"].close()


def test_query_over_its_time_is_ended_and_the_next_one_answered(hurried: FlaskClient) -> None:
    hurried.get("/sparql", query_string={"query": ASK})  # the worker's start is not the query's time
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = hurried.get("/sparql", query_string={"query": slow})
    assert answer.status_code == 503
    assert "0.25 秒" in told(answer)
    assert answer.headers["Retry-After"]
    assert hurried.get("/sparql", query_string={"query": ASK}).status_code == 200


def test_result_over_its_size_is_told_and_never_cut(hurried: FlaskClient) -> None:
    answer = hurried.get("/sparql", query_string={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 40000"})
    assert answer.status_code == 503
    assert "1 MiB" in told(answer) or "0.25 秒" in told(answer)


def test_workbench_offers_every_example_of_the_graph(client: FlaskClient) -> None:
    page = client.get("/workbench").text
    examples = client.get(
        "/sparql",
        query_string={
            "query": "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?q { ?e a sh:SPARQLExecutable ; sh:select ?q }"
        },
    ).get_json(force=True)["results"]["bindings"]
    assert len(examples) >= 5
    assert page.count("data-example=") == len(examples)
    for row in examples:
        answer = client.get("/sparql", query_string={"query": row["q"]["value"]})
        assert answer.status_code == 200, row["q"]["value"]
