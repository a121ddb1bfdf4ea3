"""Two editions of a measure in a browser: what was added, removed, moved and changed, in the text and in a list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

DIFF = "/diff?a=measure-2021&b=measure-2024"
CHANGES = [
    ("修改", "标题"),
    ("新增", "第二条"),
    ("修改", "第三条 → 第四条"),
    ("移动", "第四条 → 第七条"),
    ("删除", "第七条"),
]


def test_document_leads_to_the_comparison_with_its_predecessor(page: Page) -> None:
    page.goto("/document/measure-2024")
    page.locator(".editions").get_by_role("link", name="逐条比较").first.click()
    expect(page.locator("h1")).to_have_text("逐条比较")
    expect(page.locator(".diff-head")).to_contain_text("2024年修订")


def test_list_beside_the_texts_has_every_change(page: Page) -> None:
    page.goto(DIFF)
    rows = [tuple(text.split(maxsplit=1)) for text in page.locator(".diff-list li").all_inner_texts()]
    assert rows == CHANGES
    for kind, _ in CHANGES:
        expect(page.locator(".diff-count", has_text=kind)).to_be_visible()
    texts, listed = page.locator(".diff").bounding_box(), page.locator(".diff-list").bounding_box()
    assert texts is not None
    assert listed is not None
    assert listed["x"] + listed["width"] <= texts["x"]


def test_words_that_differ_are_marked_on_their_side(page: Page) -> None:
    page.goto(DIFF)
    changed = page.locator("#d3")
    expect(changed.locator("del")).to_have_text("15")
    expect(changed.locator("ins")).to_have_text("21")
    expect(page.locator("#d2 .side").first).to_have_text("A 无此条")
    expect(page.locator("#d2 .side").last).to_contain_text("重大事项须经党员大会审议")
    expect(page.locator("#d5 .side").last).to_have_text("B 无此条")
    moved = page.locator("#d4 .side")
    assert re.sub("第.条", "", moved.first.inner_text())[-8:] == re.sub("第.条", "", moved.last.inner_text())[-8:]


def test_from_change_to_change_by_keyboard(page: Page) -> None:
    """The list and the links of each change are all that is needed: Tab and Enter."""
    page.goto(DIFF)
    page.locator(".diff-list a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#d2$"))
    expect(page.locator("#d2")).to_be_in_viewport()
    for target in ("#d3", "#d4"):
        step = page.locator(f"#d{int(target[2:]) - 1}").get_by_role("link", name="下一处")
        step.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"{target}$"))
        expect(page.locator(target)).to_be_in_viewport()


def test_arrow_keys_lead_through_the_changes(page: Page) -> None:
    page.goto(DIFF)
    page.locator(".diff-list a").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".diff-list a").nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator(".diff-list a").last).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#d4$"))


def test_sides_can_be_swapped_and_chosen(page: Page) -> None:
    page.goto(DIFF)
    page.get_by_role("link", name="互换").click()
    expect(page.locator("#d3 del")).to_have_text("21")
    page.get_by_label("前（A）").fill("measure-2021")
    page.get_by_label("后（B）").fill("measure-2021")
    page.get_by_role("button", name="比较").click()
    expect(page.get_by_text("两份文本相同。")).to_be_visible()


@pytest.mark.parametrize("size", [(390, 844)], ids=["390"], indirect=True)
def test_narrow_comparison_says_which_side_is_which(page: Page) -> None:
    page.goto(DIFF)
    said = page.locator("#d3 .side").evaluate_all("sides => sides.map((s) => getComputedStyle(s, '::before').content)")
    assert said == ['"A"', '"B"']
