"""The service over the shipped corpus, built as `zhitu build` builds it and served as `zhitu serve` serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from waitress.server import create_server

from kg.releases import Release, open_release
from web import create_app
from web.assets import is_built
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
    if not is_built():
        pytest.fail("the front end is not bundled: python -m web.bundle")
    app = create_app({"home": str(shipped_home)})
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
    app.extensions["zhitu_releases"].close()
