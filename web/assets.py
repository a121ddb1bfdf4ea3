"""Addresses of the bundled front end, each with a digest of its content so that browsers may keep it."""

from __future__ import annotations

import json
from functools import cache

from flask import Flask, Response, request, url_for

_YEAR_S = 31_536_000


def init_assets(app: Flask) -> None:
    if not is_built():
        app.logger.warning("the front end is not bundled: run `python -m web.bundle`; pages will have no style")
    app.after_request(_cache)


def is_built() -> bool:
    return bool(_files())


@cache
def _files() -> dict[str, str]:
    """Bundled files with their digests; empty if nothing is bundled."""
    from web.bundle import DIST, MANIFEST  # here, so that `python -m web.bundle` does not find itself imported

    try:
        files: dict[str, str] = json.loads((DIST / MANIFEST).read_text("utf-8"))["files"]
    except FileNotFoundError:
        return {}
    return files


def asset(name: str) -> str:
    """The address of a bundled file."""
    return url_for("static", filename=f"dist/{name}", v=_files().get(name))


def _cache(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.cache_control.max_age = _YEAR_S
        response.cache_control.no_cache = None
        response.cache_control.immutable = True
    return response
