"""/api: the shapes that the command line has too, errors as JSON."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from kg.vocab import DIMENSIONS


def test_search_has_the_shape_of_the_command_line(client: FlaskClient) -> None:
    body = client.get("/api/search", query_string={"q": "院坝说事"}).get_json()
    assert list(body) == ["query", "release", "total", "hits"]
    assert (body["query"], body["release"]) == ("院坝说事", 1)
    assert body["total"] >= len(body["hits"]) > 0
    assert list(body["hits"][0]) == ["document", "title", "clause", "score", "snippet", "spans", "why"]


def test_spans_of_a_hit_are_the_words_in_the_document(client: FlaskClient, app) -> None:  # type: ignore[no-untyped-def]
    from kg.releases import open_release

    release = open_release(app.config["ZHITU"].home)
    for hit in client.get("/api/search", query_string={"q": "院坝说事"}).get_json()["hits"]:
        text = release.extraction(hit["document"]).document.text
        for start, end in hit["spans"]:
            assert text[start:end] == "院坝说事"
    release.close()


@pytest.mark.parametrize(("region", "documents"), [("四川", {"sichuan/yard"}), ("110000", {"beijing/response"})])
def test_search_is_narrowed_by_region(client: FlaskClient, region: str, documents: set[str]) -> None:
    hits = client.get("/api/search", query_string={"q": "院坝说事", "region": region}).get_json()["hits"]
    assert {hit["document"] for hit in hits} == documents


def test_search_pages_by_offset_without_gap_or_overlap(client: FlaskClient) -> None:
    def ids(**more: int) -> list[tuple[str, int]]:
        hits = client.get("/api/search", query_string={"q": "的", **more}).get_json()["hits"]
        return [(hit["document"], hit["clause"]) for hit in hits]

    every = ids(limit=100)
    assert len(every) >= 3
    assert [*ids(limit=2), *ids(limit=2, offset=2)] == every[:4]


def test_comparison_has_a_cell_for_every_region_and_dimension(client: FlaskClient) -> None:
    body = client.get("/api/compare?region=四川&region=北京&region=湖北").get_json()
    assert list(body) == ["release", "regions", "dimensions", "cells", "related", "sources"]
    assert len(body["cells"]) == 3 * len(DIMENSIONS)
    assert {cell["status"] for cell in body["cells"]} == {"stated", "not_found", "no_document"}
    sources = {source["number"] for source in body["sources"]}
    for cell in body["cells"]:
        assert bool(cell["practices"]) == (cell["status"] == "stated")
        for practice in cell["practices"]:
            assert practice["sources"]
            assert {*practice["sources"], *(figure["source"] for figure in practice["figures"])} <= sources


def test_comparison_is_narrowed_by_dimension(client: FlaskClient) -> None:
    body = client.get("/api/compare?region=四川&dimension=协商议事与自治").get_json()
    assert [row["id"] for row in body["dimensions"]] == ["deliberation"]


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/api/search", 400, "q"),
        ("/api/search?q=", 400, "q"),
        ("/api/search?q=a&year=last", 400, "year='last'"),
        ("/api/search?q=a&limit=0", 400, "limit='0'"),
        ("/api/search?q=a&limit=100000", 400, "1 到 100"),
        ("/api/search?q=a&offset=-1", 400, "offset='-1'"),
        ("/api/search?q=a&region=四川剩", 404, "四川省"),
        ("/api/search?q=a&colour=red", 400, "'colour'"),
        ("/api/compare", 400, "地区"),
        ("/api/compare?region=四川剩", 404, "四川省"),
        ("/api/compare?region=四川&dimension=数字治里", 404, "相近的有"),
        ("/api/compare?region=四川&format=md", 400, "'format'"),
        ("/api/nothing", 404, "/api/nothing"),
    ],
)
def test_error_is_json_of_one_shape(client: FlaskClient, path: str, status: int, message: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert error["status"] == status
    assert error["kind"]
    assert message in error["message"]
    assert "\n" not in error["message"]


def test_other_methods_are_not_allowed(client: FlaskClient) -> None:
    answer = client.post("/api/search")
    assert answer.status_code == 405
    assert answer.get_json()["error"]["status"] == 405
