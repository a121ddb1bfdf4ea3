"""A browser on the application as `zhitu serve` serves it: no request may leave its origin, no page may complain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests import chromium
from tests.web.browser.service import serving

FLAGS = [flag for flag in chromium.FLAGS if flag != "--headless"]  # Playwright adds its own


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The application's address on a free port of the loopback interface."""
    with serving(app) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium or Chrome: python -m tests.chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(params=[(1280, 900)], ids=["1280"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Width and height of the window; tests of narrow pages parametrize it."""
    width, height = request.param
    return width, height


@pytest.fixture
def context(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[BrowserContext]:
    found = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, locale="zh-CN", reduced_motion="reduce"
    )
    found.set_default_timeout(15_000)
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page that fails its test when it asks anyone else for anything, or writes an error to the console."""
    complaints: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:", "blob:", "about:")):
            complaints.append(f"request to {request.url}")

    def allow_expected(text: str) -> bool:
        return "the server responded with a status of" in text  # an error page that a test asked for

    context.on("request", watch)
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    opened.on(
        "console",
        lambda message: (
            complaints.append(f"console: {message.text}")
            if message.type == "error" and not allow_expected(message.text)
            else None
        ),
    )
    yield opened
    assert complaints == []
