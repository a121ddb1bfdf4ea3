"""The page of an official text: its facts, whether it is in force, and the way to the words that say so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.graph import builder
from tests.kg import factory, in_force
from tests.web.pages import links_of, text_of
from web import create_app
from web.identity import identity_of


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    home = tmp_path_factory.mktemp("identity")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "region_triples", factory.region_triples)
        in_force.build_home(home).close()
    application = create_app({"home": str(home)})
    yield application
    application.extensions["zhitu_releases"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_page_tells_number_days_and_validity(client: FlaskClient) -> None:
    page = text_of(client.get("/document/yicheng/2016").text).replace(" ", "")
    for words in (
        "绵府办发〔2016〕8号",
        "成文日期2016年3月1日",
        "施行日期2016年3月1日",
        "地级",
        "民政；社区",
        "已废止",
    ):
        assert words in page


def test_validity_leads_to_the_words_of_the_repeal(client: FlaskClient) -> None:
    page = client.get("/document/yicheng/2016").text
    link = next(href for href in links_of(page) if "yicheng%2F2021?from=" in href)
    assert in_force.REPEAL in client.get(link.partition("#")[0]).text


def test_acts_lead_to_the_documents_that_are_held(client: FlaskClient) -> None:
    links = links_of(client.get("/document/yicheng/2021").text)
    assert any(href.endswith("/yicheng%2F2016") for href in links)
    assert any(href.endswith("/yicheng%2Frule") for href in links)


def test_act_has_an_address(client: FlaskClient) -> None:
    answer = client.get("/document/yicheng%2F2021/act/2")
    assert answer.status_code == 303
    assert "from=" in answer.headers["Location"]
    assert client.get("/document/yicheng%2F2021/act/3").status_code == 404
    data = client.get("/document/yicheng%2F2021/act/2", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert (data.status_code, data.mimetype) == (200, "text/turtle")


@pytest.mark.parametrize(
    ("document", "today", "state"),
    [
        ("yicheng/2016", "2021-06-30", "in-force"),
        ("yicheng/2016", "2021-07-01", "repealed"),
        ("yicheng/2021", "2021-06-30", "pending"),
        ("yicheng/2021", "2026-06-30", "in-force"),
        ("yicheng/2021", "2026-07-01", "expired"),
        ("yicheng/rule", "2024-01-01", "amended"),
        ("yicheng/decision", "2024-01-01", None),
    ],
)
def test_state_on_a_day(app: Flask, document: str, today: str, state: str | None) -> None:
    with app.test_request_context("/"):
        from web.release import current_release

        release = current_release()
        lines = identity_of(release.extraction(document).document, release.rows, today)
    assert next((line.state for line in lines if line.state), None) == state


def test_report_without_any_of_it_has_no_panel(in_request: None) -> None:
    assert identity_of(factory.extraction().document, {}) == []
