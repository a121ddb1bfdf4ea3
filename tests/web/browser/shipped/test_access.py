"""Keyboard, narrow windows, names: every main page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

PATHS = [
    "/", "/about", f"/search?q={quote('网格')}", "/document/", "/document/sichuan", "/document/liangshan/source",
    "/region/", "/region/510000", f"/mechanism/{quote('接诉即办')}", "/dimension/", "/dimension/response", "/compare",
    "/compare?region=510000&region=110000&region=420000&region=140300", "/network", "/network?view=shared",
    "/workbench", "/ontology", "/nowhere",
]  # fmt: skip


def test_keyboard_reaches_search_and_runs_it(page: Page) -> None:
    page.goto("/about")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.goto("/about")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input[type=search]')"):
            break
    expect(page.locator("input[type=search]")).to_be_focused()
    page.keyboard.type("网格")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()


def test_keyboard_compares_and_reads(page: Page) -> None:
    page.goto("/compare")
    page.get_by_role("checkbox", name="四川省", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("四川省")


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["1280", "390"], indirect=True)
def test_no_page_scrolls_sideways(page: Page) -> None:
    wide = []
    for path in PATHS:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wide.append(f"{path}: {over}")
    assert wide == []


@pytest.mark.parametrize("size", [(390, 844)], ids=["390"], indirect=True)
def test_narrow_comparison_can_be_read(page: Page) -> None:
    """Words stand in columns that are wide enough to read, or one below the other."""
    page.goto("/compare?region=510000&region=110000&region=420000&region=140300")
    narrowest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.side td')].map((cell) => cell.getBoundingClientRect().width))"
    )
    assert narrowest >= 140


def test_every_page_has_one_heading_and_named_controls(page: Page) -> None:
    found = []
    for path in PATHS:
        page.goto(path)
        problems = page.evaluate(
            """() => {
              const name = (el) => (el.getAttribute("aria-label") || el.textContent || el.title || "").trim();
              const own = (el) => !el.closest("#workbench"); // Yasgui's own parts are not ours to name
              const all = (selector) => [...document.querySelectorAll(selector)].filter(own);
              const found = [];
              for (const el of all("a[href], button")) if (!name(el)) found.push(el.outerHTML.slice(0, 90));
              for (const el of all("input:not([type=hidden]), select"))
                if (!el.getAttribute("aria-label") && !el.labels?.length) found.push(el.outerHTML.slice(0, 90));
              if (all("h1").length !== 1) found.push(`${all("h1").length} h1`);
              const ids = all("[id]").map((el) => el.id);
              for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`id ${id} twice`);
              for (const th of all("th")) if (!th.scope) found.push("th without scope");
              for (const link of all("[href^='#']:not([data-example])"))
                if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) found.push(`no ${link.hash}`);
              return found;
            }"""
        )
        found += [f"{path}: {problem}" for problem in dict.fromkeys(problems)]
    assert found == []
