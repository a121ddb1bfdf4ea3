"""The application over a release of the three small documents of tests.kg.factory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from tests.kg.factory import build_home
from tests.web import files
from web import create_app
from zhitu import REFUSED, main


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one release; tests do not change it."""
    folder = tmp_path_factory.mktemp("home")
    build_home(folder).close()
    return folder


@pytest.fixture(scope="session")
def app(home: Path) -> Iterator[Flask]:
    application = create_app({"home": str(home)})
    yield application
    application.extensions["zhitu_releases"].close()


@pytest.fixture(scope="session")
def files_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home built as `zhitu build` builds it, from the folder of tests.web.files."""
    folder = tmp_path_factory.mktemp("files")
    result = CliRunner().invoke(main, ["build", str(files.write(folder / "texts")), "--home", str(folder / "home")])
    assert result.exit_code == REFUSED, result.output
    return folder / "home"


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def in_request(app: Flask):  # type: ignore[no-untyped-def]
    """Inside a request, for functions that link or translate."""
    with app.test_request_context("/"):
        yield
