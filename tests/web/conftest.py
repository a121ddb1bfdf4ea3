"""The application over a release of the three small documents of tests.kg.factory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.kg.factory import build_home
from web import create_app


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


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def in_request(app: Flask):  # type: ignore[no-untyped-def]
    """Inside a request, for functions that link or translate."""
    with app.test_request_context("/"):
        yield
