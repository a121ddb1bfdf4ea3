"""The report of a document in a browser: marks in both texts, from change to change by keyboard, places in the file."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

NARROW = pytest.mark.parametrize("size", [(390, 844)], ids=["390"], indirect=True)
BOTH = pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["1280", "390"], indirect=True)
PATHS = [f"/document/{name}/repairs" for name in ("bench", "report", "rules", "opinion", "long", "measure-2021")]
PATHS += ["/document/report/repairs?kind=header", "/report", "/diff?a=measure-2021&b=measure-2024", "/diff"]


def marked(page: Page) -> list[str]:
    """The ids of the marks that are chosen, one in each text."""
    ids: list[str] = page.locator(".m.here").evaluate_all("marks => marks.map((mark) => mark.id)")
    return ids


def top(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"]


def test_every_change_is_marked_in_both_texts(page: Page) -> None:
    page.goto("/document/bench/repairs")
    originals, cleaned = page.locator("del.m"), page.locator("ins.m")
    assert originals.count() == cleaned.count() == page.locator(".twin-list tbody tr").count() > 5
    expect(page.locator("del.m[title='繁体转简体']").first).to_have_text("議")
    expect(page.locator("ins.m[title='繁体转简体']").first).to_have_text("议")
    expect(page.locator("del.m.apart", has_text="首页")).to_be_visible()
    expect(page.locator("ins.m.apart", has_text="导航")).to_be_visible()


def test_chart_of_kinds_stands_beside_their_table(page: Page) -> None:
    page.goto("/document/bench/repairs")
    chart, table = page.locator(".chart"), page.locator("#kinds")
    expect(chart.locator("svg")).to_be_visible()
    for name in table.locator("tbody td:first-child").all_text_contents():
        expect(chart).to_contain_text(name)
    assert abs(top(chart) - top(table)) < 60


def test_from_change_to_change_by_keyboard(page: Page) -> None:
    page.goto("/document/report/repairs")
    page.locator(".twin-rows").focus()
    told = page.locator(".stepper output")
    page.keyboard.press("ArrowRight")
    assert marked(page) == ["o1", "n1"]
    expect(told).to_contain_text("第 1 处，共")
    expect(told).to_contain_text(re.compile(r"文件中位置 第1页第\d+字"))
    page.keyboard.press("ArrowRight")
    assert marked(page) == ["o2", "n2"]
    expect(page).to_have_url(re.compile(r"#o2$"))
    page.keyboard.press("End")
    last = page.locator(".twin-list tbody tr").count()
    assert marked(page) == [f"o{last}", f"n{last}"]
    expect(page.locator("del.m.here")).to_be_in_viewport()
    page.keyboard.press("ArrowLeft")
    assert marked(page) == [f"o{last - 1}", f"n{last - 1}"]
    page.keyboard.press("Home")
    assert marked(page) == ["o1", "n1"]


def test_buttons_and_marks_choose_a_change(page: Page) -> None:
    page.goto("/document/rules/repairs")
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".stepper output")).to_contain_text("页眉")
    page.locator("ins.m").nth(2).click()
    assert marked(page) == ["o3", "n3"]
    page.get_by_role("button", name="上一处").click()
    assert marked(page) == ["o2", "n2"]


def test_row_of_the_list_leads_to_its_place_in_both_texts(page: Page) -> None:
    page.goto("/document/bench/repairs")
    row = page.locator(".twin-list tbody tr").nth(3)
    if not row.is_visible():
        page.get_by_text("逐处列表").click()
    row.get_by_role("link").first.click()
    assert marked(page) == ["o4", "n4"]
    for mark in page.locator(".m.here").all():
        expect(mark).to_be_in_viewport()


def test_link_to_a_change_opens_it(page: Page) -> None:
    page.goto("/document/report/repairs?at=5")
    expect(page).to_have_url(re.compile(r"/repairs#o5$"))
    assert marked(page) == ["o5", "n5"]


def test_one_kind_alone_is_stepped_through(page: Page) -> None:
    page.goto("/document/report/repairs")
    page.locator("#kinds").get_by_role("link", name="页眉").click()
    page.get_by_role("button", name="下一处").click()
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".stepper output")).to_contain_text("页眉")
    assert page.locator("del.m.here").get_attribute("title") == "页眉"
    page.get_by_role("link", name="列出全部改动").click()
    assert page.locator(".twin-list tbody tr").count() > 2


def test_unchanged_stretches_open_or_lead_to_the_text(page: Page) -> None:
    page.goto("/document/long/repairs")
    page.locator(".twin-same summary").first.click()
    expect(page.locator(".twin-one").first).to_contain_text("丙县议事记录汇编")
    page.get_by_role("link", name="在整理后的文本中阅读").first.click()
    expect(page).to_have_url(re.compile(r"/document/long#c3$"))


@NARROW
def test_narrow_report_has_the_texts_one_below_the_other(page: Page) -> None:
    page.goto("/document/bench/repairs")
    original, cleaned = page.locator("del.m").nth(2), page.locator("ins.m").nth(2)
    page.get_by_role("button", name="下一处").click()
    assert top(cleaned) > top(original)
    expect(page.get_by_role("button", name="下一处")).to_be_in_viewport()


def test_report_prints_both_texts(page: Page) -> None:
    page.goto("/document/bench/repairs")
    page.emulate_media(media="print")
    expect(page.locator(".stepper")).to_be_hidden()
    expect(page.locator("del.m").first).to_be_visible()
    expect(page.locator("#kinds")).to_be_visible()


def test_release_report_lists_refused_files_and_leads_to_reports(page: Page) -> None:
    page.goto("/report")
    expect(page.get_by_role("row", name=re.compile("broken.docx.*损坏"))).to_be_visible()
    page.get_by_role("region", name="各文档的整理").get_by_role("link", name=re.compile("板凳会")).click()
    expect(page.get_by_role("heading", name="原文与整理后对照")).to_be_visible()


@BOTH
def test_pages_fit_the_window_and_name_their_parts(page: Page) -> None:
    for path in PATHS:
        page.goto(path)
        problems = page.evaluate(
            """() => {
              const name = (el) => (el.getAttribute("aria-label") || el.textContent || el.title || "").trim();
              const found = [];
              const root = document.documentElement;
              if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth - root.clientWidth} too wide`);
              for (const el of document.querySelectorAll("a[href], button, summary"))
                if (!name(el)) found.push(el.outerHTML);
              for (const el of document.querySelectorAll("input, select"))
                if (!el.getAttribute("aria-label") && !el.labels?.length) found.push(el.outerHTML);
              const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
              for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`id ${id} twice`);
              for (const th of document.querySelectorAll("th")) if (!th.scope) found.push("th without scope");
              for (const link of document.querySelectorAll("[href^='#']"))
                if (!document.getElementById(link.hash.slice(1))) found.push(`no ${link.hash}`);
              if (document.querySelectorAll("h1").length !== 1) found.push("h1");
              return found;
            }"""
        )
        assert problems == [], path
