"""The service over the shipped corpus, built as `zhitu build` builds it and served as `zhitu serve` serves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.releases import Release, open_release
from tests.web.browser.service import serving
from web import create_app
from zhitu import main


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    result = CliRunner().invoke(main, ["build", "--home", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def release(shipped_home: Path) -> Iterator[Release]:
    found = open_release(shipped_home)
    yield found
    found.close()


@pytest.fixture(scope="session")
def address(shipped_home: Path) -> Iterator[str]:
    """Takes the place of the fixture that serves the three small documents."""
    app = create_app({"home": str(shipped_home)})
    with serving(app) as found:
        yield found
    app.extensions["zhitu_releases"].close()
