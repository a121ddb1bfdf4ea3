"""An author of training material: compares regions and takes the comparison into Word and Excel."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from kg.releases import Release


def compare(page: Page, *regions: str) -> None:
    page.goto("/compare")
    for region in regions:
        page.get_by_role("checkbox", name=region, exact=True).check()
    page.get_by_role("button", name="比较", exact=True).click()
    for region in regions:
        expect(page.locator("h1")).to_contain_text(region)


def words_of_docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def words_of_xlsx(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(value) for sheet in book for row in sheet.values for value in row if value is not None)


@pytest.mark.parametrize(("label", "read"), [("Word", words_of_docx), ("Excel", words_of_xlsx)])
def test_comparison_is_taken_away_with_its_sources(
    page: Page, release: Release, tmp_path: Path, label: str, read
) -> None:  # type: ignore[no-untyped-def]
    compare(page, "四川省", "北京市", "湖北省")
    shown = page.locator(".entry h3 > a").all_text_contents()
    figures = page.locator(".comparison .figures strong").all_text_contents()
    assert len(shown) > 10
    assert len(figures) > 10
    with page.expect_download() as waiting:
        page.locator(".exports").get_by_role("link", name=re.compile(label)).click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert "四川省" in path.name
    words = read(path)
    for mechanism in shown:
        assert mechanism in words
    titles = set(page.locator(".sources li > a").all_text_contents())
    assert titles
    for title in titles:
        assert title.strip("《》") in words
    for row in release.documents:
        if row["title"] in "".join(titles):
            assert not row["publisher"] or row["publisher"] in words


def test_figure_leads_to_its_source_and_that_to_its_words(page: Page) -> None:
    compare(page, "四川省", "阳泉市")
    mark = page.locator(".figures sup a").first
    number = mark.text_content()
    mark.click()
    source = page.locator(f"#s{number}")
    expect(source).to_be_in_viewport()
    quoted = (source.locator(".quiet").text_content() or "")[1:-1]
    source.locator("a").click()
    assert "".join(page.locator(".text .here").all_text_contents()) == quoted


def test_gaps_are_told_apart(page: Page) -> None:
    page.goto("/compare?region=阳泉&region=青海")
    expect(page.get_by_text("未收藏该地文献").first).to_be_visible()
    expect(page.get_by_text("所藏文献未见").first).to_be_visible()


def test_chart_stands_beside_its_table(page: Page) -> None:
    compare(page, "四川省", "北京市")
    page.get_by_text("看图").click()
    expect(page.locator(".chart svg, .chart canvas").first).to_be_visible()


def test_comparison_prints_without_what_only_a_screen_needs(page: Page) -> None:
    compare(page, "四川省", "北京市")
    page.emulate_media(media="print")
    for hidden in (".masthead", ".chooser", ".exports"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("h1", "#glance-table", ".comparison >> nth=0", "#sources"):
        expect(page.locator(shown).first).to_be_visible()
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 pixels an inch
    wide = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert wide == 0  # paper does not scroll: what does not fit would be lost
