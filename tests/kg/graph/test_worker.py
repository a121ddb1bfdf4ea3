"""The pool answers, keeps its limits, and lets nothing out."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError, QueryRefused, QueryTimeout, QueryTooLarge, ReleaseError
from kg.graph import sandbox, worker
from kg.graph.worker import NotAcceptable, QueryPool, WorkerLost
from kg.releases import Release
from kg.settings import Settings
from tests.kg import factory

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
REGIONS = "https://w3id.org/zhitu/graph/regions"

pytestmark = pytest.mark.skipif(sandbox.filter_program(os.uname().machine) is None, reason="no seccomp on this machine")


def settings(**overrides: object) -> Settings:
    return Settings({"query_timeout_s": 20, "query_memory_mb": 1024, "query_workers": 1, **overrides}, {})


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return factory.build_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def pool(release: Release) -> Iterator[QueryPool]:
    with QueryPool(release.path, settings()) as pool:
        yield pool


def rows(answer: tuple[bytes, str]) -> list[dict[str, Any]]:
    bindings = json.loads(answer[0])["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in bindings]


@pytest.mark.parametrize(
    ("query", "accept", "media_type", "content"),
    [
        (COUNT, (), "application/sparql-results+json", b'"vars":["n"]'),
        (COUNT, "csv", "text/csv", b"n\r\n"),
        (COUNT, "tsv", "text/tab-separated-values", b"?n\n"),
        (COUNT, ["text/turtle", "application/sparql-results+xml"], "application/sparql-results+xml", b"<sparql"),
        ("ASK {}", "application/json", "application/sparql-results+json", b"true"),
        ("ASK {}", "*/*", "application/sparql-results+json", b"true"),
        ("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 1", (), "text/turtle", b"@prefix zt:"),
        ("DESCRIBE <https://w3id.org/zhitu/region/510000>", "nt", "application/n-triples", "四川省".encode()),
        ("DESCRIBE <https://w3id.org/zhitu/region/510000>", "rdf", "application/rdf+xml", b"<rdf:RDF"),
        ("DESCRIBE <https://w3id.org/zhitu/region/510000>", "jsonld", "application/ld+json", b'"@id"'),
        ("DESCRIBE <https://w3id.org/zhitu/region/510000>", "trig", "application/trig", b"@prefix"),
    ],
)
def test_answer_has_the_form_asked_for(
    pool: QueryPool, query: str, accept: str | list[str], media_type: str, content: bytes
) -> None:
    body, got = pool.run(query, accept)
    assert got == media_type
    assert content in body


@pytest.mark.parametrize(
    ("query", "accept", "error", "status", "message"),
    [
        (COUNT, "text/turtle", NotAcceptable, 406, "sparql-results"),
        ("SELECT * { ?s ?p", (), QueryError, 400, "语法错误：error at 1:1.*MINUS"),
        ("SELECT * { SERVICE <http://x/> {} }", (), QueryRefused, 403, "SERVICE"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", (), QueryRefused, 403, "更新"),
        (f"{COUNT} # {'x' * 60_000}", (), QueryError, 400, "上限是 50000"),
    ],
)
def test_query_that_cannot_be_answered(
    pool: QueryPool, query: str, accept: str, error: type[QueryError], status: int, message: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        pool.run(query, accept)
    assert (type(caught.value), caught.value.status) == (error, status)
    assert "\n" not in caught.value.message


def test_dataset_of_the_protocol_limits_both_kinds_of_graph(pool: QueryPool) -> None:
    everything = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert rows(pool.run(everything, default_graphs=[REGIONS])) == [{"n": "0"}]
    assert rows(pool.run(COUNT, named_graphs=[REGIONS])) == [{"n": "0"}]
    inside = rows(pool.run(everything, named_graphs=[REGIONS]))
    assert inside == rows(pool.run(COUNT, default_graphs=[REGIONS])) != [{"n": "0"}]


def test_from_is_respected_and_the_protocol_beats_it(pool: QueryPool) -> None:
    ontology = "https://w3id.org/zhitu/graph/ontology"
    query = f"SELECT (COUNT(*) AS ?n) FROM <{ontology}> WHERE {{ ?s ?p ?o }}"
    assert rows(pool.run(query)) == rows(pool.run(COUNT, default_graphs=[ontology]))
    assert rows(pool.run(query, default_graphs=[REGIONS])) == rows(pool.run(COUNT, default_graphs=[REGIONS]))


def test_deadline_ends_a_query_and_the_next_is_answered(release: Release) -> None:
    with QueryPool(release.path, settings(query_timeout_s=1)) as pool:
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match="1 秒"):
            pool.run(ENDLESS)
        assert time.monotonic() - started < 5
        assert rows(pool.run("SELECT (1 AS ?n) {}")) == [{"n": "1"}]


def test_memory_ends_a_query_and_the_next_is_answered(release: Release) -> None:
    with QueryPool(release.path, settings(query_memory_mb=600)) as pool:
        with pytest.raises(QueryTooLarge, match="600 MiB"):
            pool.run("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a")
        assert rows(pool.run("SELECT (1 AS ?n) {}")) == [{"n": "1"}]


def test_nesting_without_end_is_no_harm(pool: QueryPool) -> None:
    with pytest.raises(QueryError):
        pool.run("SELECT * " + "{" * 20_000 + "?s ?p ?o" + "}" * 20_000)
    assert rows(pool.run("SELECT (1 AS ?n) {}")) == [{"n": "1"}]


def test_large_answer_is_refused_and_never_cut(release: Release) -> None:
    with QueryPool(release.path, settings(query_result_mb=1)) as pool:
        with pytest.raises(QueryTooLarge, match="1 MiB"):
            pool.run("SELECT * { ?s ?p ?o }")
        with pytest.raises(QueryTooLarge, match="1 MiB"):
            pool.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert len(rows(pool.run("SELECT * { ?s ?p ?o } LIMIT 100"))) == 100


def test_lost_worker_is_told_and_replaced(release: Release) -> None:
    with QueryPool(release.path, settings()) as pool:
        errors: list[Exception] = []

        def ask() -> None:
            try:
                pool.run(ENDLESS)
            except QueryError as error:
                errors.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        while not pool._busy:
            time.sleep(0.01)
        worker = next(iter(pool._busy))
        assert worker._process is not None
        os.kill(worker._process.pid, signal.SIGTERM)
        thread.join()
        assert [type(error) for error in errors] == [WorkerLost]
        assert rows(pool.run("SELECT (1 AS ?n) {}")) == [{"n": "1"}]


def test_queue_is_bounded(release: Release) -> None:
    with QueryPool(release.path, settings(query_queue=1, query_timeout_s=3)) as pool:
        errors: list[QueryError] = []

        def ask() -> None:
            try:
                pool.run(ENDLESS)
            except QueryError as error:
                errors.append(error)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
            time.sleep(0.1)
        for thread in threads:
            thread.join()
        assert {error.status for error in errors} == {503}
        kinds = sorted(type(error).__name__ for error in errors)
        assert kinds[:2] == ["QueryBusy", "QueryBusy"]
        assert "QueryTimeout" in kinds


def test_closed_pool_says_so(release: Release) -> None:
    pool = QueryPool(release.path, settings())
    pool.close()
    with pytest.raises(ReleaseError, match="停止"):
        pool.run(COUNT)


def test_release_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="打不开"):
        QueryPool(tmp_path, settings())


def test_worker_reaches_nothing_even_where_the_words_are_missed(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.graph.worker.calls_service", lambda query: False)
    with socket.create_server(("127.0.0.1", 0)) as server, QueryPool(release.path, settings()) as pool:
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(QueryError, match="Operation not permitted"):
            pool.run(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
        pool.run(f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            server.accept()


def test_machine_without_a_sandbox_is_refused_unless_it_is_off(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sandbox.filter_program("mips") is None
    monkeypatch.setattr(sandbox.platform, "machine", lambda: "mips")
    with pytest.raises(sandbox.SandboxMissing, match="--no-sandbox"):
        sandbox.forbid_sockets()
    with QueryPool(release.path, settings(sandbox=0)) as pool:
        assert rows(pool.run("SELECT (1 AS ?n) {}")) == [{"n": "1"}]


def test_query_that_is_no_text_is_refused(release: Release) -> None:
    with QueryPool(release.path, settings()) as pool, pytest.raises(QueryError, match="UTF-8"):
        pool.run("SELECT * { ?s ?p '\udcff' }")


def test_worker_that_dies_at_its_start_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = factory.build_home(tmp_path, ["sichuan/yard"])
    receive, died = worker._Worker._receive, []

    def once(self: worker._Worker, deadline: float) -> object:
        if not died:
            died.append(True)
            raise EOFError
        return receive(self, deadline)

    monkeypatch.setattr(worker._Worker, "_receive", once)
    with QueryPool(release.path, settings()) as pool:
        assert pool.run("ASK {}")[0]
    assert died


def test_worker_that_never_starts_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = factory.build_home(tmp_path, ["sichuan/yard"])

    def never(self: worker._Worker, deadline: float) -> object:
        raise EOFError

    monkeypatch.setattr(worker._Worker, "_receive", never)
    with pytest.raises(WorkerLost):
        QueryPool(release.path, settings())
