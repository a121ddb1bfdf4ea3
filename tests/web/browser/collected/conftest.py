"""The service over a folder of files as a researcher collects them (tests.web.files), as `zhitu build` reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser.service import serving
from web import create_app


@pytest.fixture(scope="session")
def address(files_home: Path) -> Iterator[str]:
    """Takes the place of the fixture that serves the three small documents."""
    app = create_app({"home": str(files_home)})
    with serving(app) as found:
        yield found
    app.extensions["zhitu_releases"].close()
