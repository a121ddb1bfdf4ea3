"""The home page, the about page, and every link from them on."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest
from flask.testing import FlaskClient

from tests.web.pages import links_of, text_of


def test_home_shows_regions_with_what_is_held_of_them(client: FlaskClient) -> None:
    text = text_of(client.get("/").text)
    for region in ("四川省", "北京市", "阳泉市"):
        assert f"{region} 文档 1" in text


def test_home_counts_practices_of_places_within(client: FlaskClient) -> None:
    """通州区 practises 院坝说事机制: Beijing's cell of that dimension counts it."""
    assert 'aria-label="北京市，协商议事与自治：1 项做法"' in client.get("/").text


def test_home_cells_lead_to_the_comparison(client: FlaskClient) -> None:
    assert "/compare?region=510000&dimension=deliberation" in links_of(client.get("/").text)


def test_home_lists_newest_documents_first(client: FlaskClient) -> None:
    text = text_of(client.get("/").text)
    assert text.index("阳泉：红网先锋见成效") < text.index("院坝说事工作法在四川")


def test_about_names_every_source_and_its_digest(client: FlaskClient) -> None:
    text = text_of(client.get("/about").text)
    assert "https://example.org/sichuan/yard" in text
    assert text.count("SHA-256") >= 3
    assert "版本号 1" in text


@pytest.mark.parametrize("path", ["/", "/about", "/search?q=院坝", "/document/", "/region/", "/dimension/"])
def test_page_has_title_language_and_skip_link(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert '<html lang="zh-Hans">' in page
    assert "· 治图</title>" in page
    assert 'class="skip" href="#main"' in page
    assert page.count("<h1") == 1


def test_every_link_of_every_page_answers(client: FlaskClient) -> None:
    """Follow all links within the service; none is broken and none leads elsewhere."""
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop().partition("#")[0]
        if not path or path in seen or path.startswith("/static/"):
            continue
        seen.add(path)
        assert path.startswith("/"), f"{path} leaves the service"
        answer = client.get(path)
        assert answer.status_code in (200, 302, 303), f"{unquote(path)}: {answer.status_code}"
        if answer.status_code != 200:
            waiting.append(answer.headers["Location"])
        elif answer.mimetype == "text/html" and not path.startswith("/search?"):
            waiting += [urljoin(path, href) for href in links_of(answer.text)]
    assert len(seen) > 100


def test_healthz_names_the_release(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "release": 1})
