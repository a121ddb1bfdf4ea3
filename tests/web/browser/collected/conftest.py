"""The service over a folder of files as a researcher collects them (tests.web.files), as `zhitu build` reads them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from waitress.server import create_server

from web import create_app
from web.assets import is_built


@pytest.fixture(scope="session")
def address(files_home: Path) -> Iterator[str]:
    """Takes the place of the fixture that serves the three small documents."""
    if not is_built():
        pytest.fail("the front end is not bundled: python -m web.bundle")
    app = create_app({"home": str(files_home)})
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
    app.extensions["zhitu_releases"].close()
