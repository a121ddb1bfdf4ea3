"""An application served on a free port of the loopback interface."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from waitress.server import create_server

from web.assets import is_built


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Its address, for as long as it is served."""
    if not is_built():
        pytest.fail("the front end is not bundled: python -m web.bundle")
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
