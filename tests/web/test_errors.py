"""One handler for every error: a page or JSON, of one shape, and no stack trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.errors import InputError, NotFound, QueryRefused, QueryTimeout, ReleaseError, UsageError, ZhituError
from web import create_app

ERRORS: dict[str, tuple[Exception, int]] = {
    "zhitu": (ZhituError("坏了"), 500),
    "usage": (UsageError("用法"), 400),
    "missing": (NotFound("地区", "某地", ["四川省"]), 404),
    "input": (InputError("a.txt", "空文件"), 400),
    "release": (ReleaseError("没有版本"), 503),
    "refused": (QueryRefused("SERVICE"), 403),
    "timeout": (QueryTimeout("超时"), 503),
    "unforeseen": (RuntimeError("secret"), 500),
}


@pytest.fixture(scope="module")
def failing(home: Path) -> FlaskClient:
    app = create_app({"home": str(home)})

    @app.get("/fail/<name>")
    def fail(name: str) -> str:
        raise ERRORS[name][0]

    return app.test_client()


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_error_has_its_status_and_shape(failing: FlaskClient, name: str, accept: str) -> None:
    answer = failing.get(f"/fail/{name}", headers={"Accept": accept})
    assert answer.status_code == ERRORS[name][1]
    assert answer.mimetype == accept
    assert "Traceback" not in answer.text
    assert "secret" not in answer.text
    if accept == "application/json":
        error = answer.json["error"]
        assert set(error) <= {"status", "kind", "message", "nearest"}
        assert error["status"] == answer.status_code
    else:
        assert "· 治图</title>" in answer.text


def test_not_found_offers_the_nearest(failing: FlaskClient) -> None:
    assert failing.get("/fail/missing", headers={"Accept": "application/json"}).json["error"]["nearest"] == ["四川省"]
    assert "%E5%9B%9B%E5%B7%9D" in failing.get("/fail/missing").text


@pytest.mark.parametrize(
    ("method", "path", "status"), [("get", "/nowhere", 404), ("post", "/", 405), ("delete", "/about", 405)]
)
def test_http_errors_have_pages_of_ours(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method.upper())
    assert answer.status_code == status
    assert "回到首页" in answer.text
    if status == 405:
        assert "GET" in answer.headers["Allow"]


def test_without_a_release_pages_say_what_to_do(tmp_path: Path) -> None:
    client = create_app({"home": str(tmp_path)}).test_client()
    for path in ("/", "/search?q=a", "/region/510000", "/about"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "zhitu build" in answer.text
    assert client.get("/healthz").status_code == 503
    with client.get("/static/favicon.svg") as answer:
        assert answer.status_code == 200


def test_bad_setting_stops_the_start() -> None:
    with pytest.raises(UsageError, match="QUERY_WORKERS"):
        create_app({"query_workers": "many"})


def test_unknown_setting_stops_the_start() -> None:
    with pytest.raises(UsageError, match="colour"):
        create_app({"colour": "blue"})


def test_head_is_answered(app: Flask) -> None:
    answer = app.test_client().head("/")
    assert (answer.status_code, answer.data) == (200, b"")
