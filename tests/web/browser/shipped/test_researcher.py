"""A researcher: searches, reads, follows a fact to its words and on to mechanism and region."""

from __future__ import annotations

import random
import re
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import Page, expect

from kg.offsets import source_spans
from kg.releases import Release

WORD = "接诉即办"


def marked(page: Page, view: str) -> str:
    return "".join(page.locator(f"{view} .here").all_text_contents())


def test_from_the_home_page_to_the_words_and_on_to_mechanism_and_region(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially(WORD[:2])
    expect(page.get_by_role("option").first).to_contain_text(WORD[:2])
    page.get_by_role("combobox").fill(WORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    expect(page.locator(".hit mark").first).to_have_text(WORD)
    total = page.locator(".hit").count()

    page.locator(".facets").get_by_role("link", name=re.compile("北京市")).click()
    expect(page.locator(".filter")).to_contain_text("北京市")
    assert 0 < page.locator(".hit").count() <= total

    page.locator(".hit h3 a").first.click()
    expect(page.locator(".text .here").first).to_be_in_viewport()
    assert marked(page, ".text") == WORD
    panel = page.locator(".reader-evidence")
    mechanism = panel.locator("a[href^='/mechanism/']").first
    expect(mechanism).to_be_visible()
    leads_to = mechanism.get_attribute("href") or ""

    panel.locator(".chain a[href*='/source']").click()
    expect(page.locator(".original .here").first).to_be_in_viewport()
    assert marked(page, ".original").replace("\n", "") == WORD

    page.goto(leads_to)
    expect(page.locator("h1")).to_contain_text(WORD)
    page.locator("a[href='/region/110000']").first.click()
    expect(page.locator("h1")).to_have_text("北京市")
    expect(page.locator(".practice").first).to_be_visible()


def test_all_four_regions_are_on_the_home_page(page: Page) -> None:
    page.goto("/")
    for region in ("四川省", "北京市", "湖北省", "阳泉市"):
        expect(page.locator(".card", has_text=region).first).to_be_visible()
    assert page.locator("#matrix tbody tr").count() == 18
    page.locator("#matrix td a").first.click()
    expect(page.locator("h1")).to_contain_text("比较")


def test_forty_random_facts_lead_to_their_words(page: Page, release: Release) -> None:
    """Drawn from the links that the reader offers; the words are held against the record and against the file."""
    offered = []
    for row in release.documents:
        page.goto(f"/document/{quote(row['id'], safe='')}")
        hrefs = page.locator(".fact-lists a.cite").evaluate_all("links => links.map((a) => a.getAttribute('href'))")
        offered += [(row["id"], href) for href in hrefs]
    chosen = random.Random(2020).sample(sorted(set(offered)), 40)
    for document_id, href in chosen:
        asked = parse_qs(urlsplit(href).query)
        start, end = int(asked["from"][0]), int(asked["to"][0])
        document = release.extraction(document_id).document
        page.goto(href)
        assert marked(page, ".text") == document.text[start:end], href
        expect(page.locator(".reader-evidence .fact").first).to_be_visible()
        page.locator(".reader-evidence .chain a[href*='/source']").click()
        original = release.source(document_id).decode(document.file.encoding)
        words = "".join(original[a:b] for a, b in source_spans(document.segments, start, end))
        assert marked(page, ".original") == words, href
