"""Headers that keep a page to its own origin, and pages that need nothing else."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

PATHS = ["/", "/about", "/search?q=院坝", "/document/sichuan%2Fyard", "/region/510000", "/nowhere", "/healthz"]


@pytest.mark.parametrize("path", PATHS)
def test_answer_is_hardened(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy or "unsafe" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PATHS[:-1])
def test_page_has_no_inline_script_or_style(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page)
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r"\sstyle=|<style", page)


@pytest.mark.parametrize("path", PATHS[:-1])
def test_page_loads_from_its_own_origin_only(client: FlaskClient, path: str) -> None:
    loaded = re.findall(r'<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)="([^"]*)"', client.get(path).text)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
