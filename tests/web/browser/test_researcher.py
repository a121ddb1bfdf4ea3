"""The researcher's path: search, read, follow a fact to its words in the cleaned and in the original text."""

from __future__ import annotations

import random
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from kg.offsets import source_spans
from kg.values import format_metric_value
from tests.kg.factory import DRAFTS, extraction, source

YARDS = format_metric_value(12000, None, "个", None)
NARROW = pytest.mark.parametrize("size", [(390, 844)], ids=["390"], indirect=True)


def test_search_read_and_follow_a_figure_to_the_file(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill("议事点")
    page.get_by_role("button", name="检 索").or_(page.get_by_role("button", name="检索")).first.click()
    expect(page.locator(".hit mark").first).to_have_text("议事点")
    page.locator(".hit h3 a").first.click()
    expect(page.locator(".text .here").first).to_be_in_viewport()
    panel = page.locator(".reader-evidence")
    expect(panel).to_contain_text(YARDS)
    panel.get_by_role("link", name=re.compile("第 .* 字")).last.click()
    expect(page).to_have_url(re.compile("/source"))
    assert "".join(page.locator(".original .here").all_text_contents()) == "议事点"


def test_click_on_a_fact_shows_it_beside_the_text(page: Page) -> None:
    page.goto("/document/sichuan%2Fyard")
    page.locator(".text a.f", has_text="坝坝会制度").first.click()
    panel = page.locator(".reader-evidence")
    expect(panel.get_by_role("heading", name="坝坝会制度").first).to_be_visible()
    expect(panel).to_contain_text(extraction("sichuan/yard").document.file.sha256)
    expect(page).to_have_url(re.compile(r"\?from=\d+&to=\d+"))
    page.reload()
    expect(panel.get_by_role("heading", name="坝坝会制度").first).to_be_visible()


def test_kinds_of_fact_can_be_hidden(page: Page) -> None:
    page.goto("/document/sichuan%2Fyard")
    regions = page.locator(".text .f-Region")
    assert regions.count() > 0
    page.get_by_role("checkbox", name="地区").uncheck()
    expect(regions).to_have_count(0)
    page.get_by_role("checkbox", name="地区").check()
    assert regions.count() > 0


def test_reader_works_by_keyboard(page: Page) -> None:
    page.goto("/document/sichuan%2Fyard")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    first = page.locator(".text a.f").first
    first.focus()
    page.keyboard.press("ArrowRight")
    second = page.locator(".text a.f").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".reader-evidence h2")).to_have_text("事实与证据")


def test_hash_of_a_span_opens_it(page: Page) -> None:
    evidence = extraction("sichuan/yard").metrics[0].evidence
    page.goto(f"/document/sichuan%2Fyard#s={evidence.start}-{evidence.end}")
    expect(page).to_have_url(re.compile(f"from={evidence.start}&to={evidence.end}"))
    assert "".join(page.locator(".text .here").all_text_contents()) == evidence.text


def test_suggestions_by_pinyin_and_keys(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("hwxf")
    option = page.get_by_role("option", name="红网先锋工程")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[role=option][aria-selected="true"]')).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.get_by_role("combobox").press_sequentially("g")
    option.click()
    expect(page).to_have_url(re.compile("/mechanism/"))
    expect(page.locator("h1")).to_have_text("红网先锋工程")


def test_facets_narrow_and_widen(page: Page) -> None:
    page.goto(f"/search?q={quote('四川省')}")
    total = page.locator(".hit").count()
    page.locator(".facets").get_by_role("link", name=re.compile("政策文件")).click()
    assert 0 < page.locator(".hit").count() < total
    page.get_by_role("link", name="去掉筛选：政策文件").click()
    expect(page.locator(".hit")).to_have_count(total)


def test_region_and_mechanism_lead_to_evidence(page: Page) -> None:
    page.goto("/")
    page.locator(".card", has_text="四川省").click()
    expect(page.locator("h1")).to_have_text("四川省")
    page.locator(".practice .name").get_by_role("link", name=re.compile("院坝说事")).first.click()
    expect(page.get_by_role("heading", name="源流与构成")).to_be_visible()
    page.locator(".practice .cite").first.click()
    expect(page.locator(".text .here").first).to_be_in_viewport()


def test_chart_is_drawn_from_its_table(page: Page) -> None:
    page.goto("/")
    page.get_by_text("画成图").click()
    expect(page.locator(".chart svg")).to_be_visible()


def every_span() -> list[tuple[str, int, int]]:
    spans = []
    for id in DRAFTS:
        found = extraction(id)
        facts = [e for entity in found.entities for e in entity.evidence]
        facts += [fact.evidence for fact in (*found.metrics, *found.relations)]
        spans += [(id, e.start, e.end) for e in facts]
    return spans


def test_forty_facts_lead_to_their_words(page: Page) -> None:
    """From the rows of the fact lists, drawn by a fixed seed, to the cleaned and to the original text."""
    chosen = random.Random(7).sample(every_span(), 40)
    for id, start, end in chosen:
        page.goto(f"/document/{quote(id, safe='')}")
        link = page.locator(f'a[href*="?from={start}&to={end}"]').first
        page.goto(link.get_attribute("href") or "")
        found = extraction(id).document
        assert "".join(page.locator(".text .here").all_text_contents()) == found.text[start:end]
        page.locator(".chain a[href*='/source']").click()
        expect(page.locator(".original .here").first).to_be_attached()
        original = source(id).decode()
        words = "".join(original[a:b] for a, b in source_spans(found.segments, start, end))
        assert "".join(page.locator(".original .here").all_text_contents()) == words


PATHS = [
    "/", "/about", f"/search?q={quote('四川省')}", "/document/", "/document/sichuan%2Fyard?from=20&to=26", "/nowhere",
    "/document/yangquan%2Fgrid/source", "/region/", "/region/140300", f"/mechanism/{quote('红网先锋工程')}",
    f"/organization/{quote('四川省委组织部')}", "/dimension/", "/dimension/response",
]  # fmt: skip


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["1280", "390"], indirect=True)
def test_pages_fit_the_window(page: Page) -> None:
    """No page scrolls sideways; wide tables scroll within themselves."""
    for path in PATHS:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{path} is {width} pixels too wide"


@NARROW
def test_narrow_reader_opens_evidence_over_the_text(page: Page) -> None:
    page.goto("/document/sichuan%2Fyard")
    page.locator(".text a.f", has_text="坝坝会制度").first.click()
    panel = page.locator(".reader-evidence")
    expect(panel.get_by_role("heading", name="事实与证据")).to_be_in_viewport()
    panel.get_by_role("button", name="关闭").click()
    expect(panel.get_by_role("heading", name="事实与证据")).not_to_be_in_viewport()


@NARROW
def test_narrow_search_folds_its_facets(page: Page) -> None:
    page.goto(f"/search?q={quote('四川省')}")
    expect(page.locator(".facets")).to_be_hidden()
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".facets")).to_be_visible()


def test_pages_print_without_what_only_a_screen_needs(page: Page) -> None:
    page.goto("/document/sichuan%2Fyard")
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".reader-side")).to_be_hidden()
    expect(page.locator(".text")).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
def test_pages_name_their_controls_and_tables(page: Page, path: str) -> None:
    """Every field, button and link has a name; headings start with one h1; ids are unique."""
    page.goto(path)
    problems = page.evaluate(
        """() => {
          const name = (el) => (el.getAttribute("aria-label") || el.textContent || el.title || "").trim();
          const found = [];
          const complain = (el) => found.push(el.outerHTML.slice(0, 90));
          for (const el of document.querySelectorAll("a[href], button")) if (!name(el)) complain(el);
          for (const el of document.querySelectorAll("input:not([type=hidden]), select")) {
            if (!el.getAttribute("aria-label") && !el.labels?.length) complain(el);
          }
          if (document.querySelectorAll("h1").length !== 1) found.push("h1");
          const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
          for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`id ${id} twice`);
          for (const th of document.querySelectorAll("table th")) if (!th.scope) found.push("th without scope");
          return found;
        }"""
    )
    assert problems == []
