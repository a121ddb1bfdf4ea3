"""Links, paging, and the forms of values."""

from __future__ import annotations

import pytest
from flask import Flask

from kg.errors import UsageError
from kg.vocab import BASE
from web.links import compare_url, document_url, iri_path, source_url
from web.paging import Paging
from web.templating import confidence, file_name, marked, moment


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{BASE}region/510000", "/region/510000"),
        (f"{BASE}mechanism/1+24+1", "/mechanism/1+24+1"),
        (f"{BASE}date/2021%2F..", "/date/2021%2F.."),
        (f"{BASE}date/2018;end", "/date/2018;end"),
        (f"{BASE}document/a%2Fb", "/document/a%2Fb"),
        (f'{BASE}mechanism/甲"乙', "/mechanism/%E7%94%B2%22%E4%B9%99"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
@pytest.mark.usefixtures("in_request")
def test_iri_has_its_path(iri: str, path: str) -> None:
    assert iri_path(iri) == path


def test_path_keeps_the_prefix_of_the_service(app: Flask) -> None:
    with app.test_request_context("/", base_url="http://localhost/zhitu/"):
        assert iri_path(f"{BASE}region/510000") == "/zhitu/region/510000"


@pytest.mark.usefixtures("in_request")
def test_urls_of_words() -> None:
    assert document_url("a/b", start=1, end=2, clause=3) == "/document/a%2Fb?from=1&to=2#c3"
    assert document_url("a") == "/document/a"
    assert source_url("a", start=1, end=2) == "/document/a/source?from=1&to=2#here"
    assert compare_url(["510000", "110000"], dimension="response") == (
        "/compare?region=510000&region=110000&dimension=response"
    )


@pytest.mark.parametrize(
    ("number", "total", "shown"),
    [
        (1, 0, [1]),
        (1, 10, [1]),
        (1, 35, [1, 2, 3, 4]),
        (6, 200, [1, None, 4, 5, 6, 7, 8, None, 20]),
        (20, 200, [1, None, 18, 19, 20]),
    ],
)
def test_paging_shows_near_pages(number: int, total: int, shown: list[int | None]) -> None:
    assert Paging(number, 10, total).shown() == shown


@pytest.mark.parametrize("asked", ["0", "-1", "x", "1.5"])
@pytest.mark.usefixtures("in_request")
def test_paging_refuses_what_is_no_page(asked: str) -> None:
    with pytest.raises(UsageError, match="正整数"):
        Paging.of(asked, 10, 10)


def test_forms_of_values() -> None:
    assert confidence(1.0) == "100%"
    assert file_name("/a/b/c.txt") == "c.txt"
    assert moment("never") == "never"
    assert moment("2024-01-02T03:04:05+00:00").startswith("2024-01-0")
    assert str(marked("a<b>c", [(1, 3), (4, 5)])) == "a<mark>&lt;b</mark>&gt;<mark>c</mark>"
