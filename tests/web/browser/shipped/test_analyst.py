"""An analyst: asks the graph in the workbench and from a script, follows a result, reads a network."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

ROWS = ".yasr .yasr_results table tbody tr"


def test_example_runs_and_its_result_leads_to_an_entity(page: Page) -> None:
    page.goto("/workbench")
    expect(page.locator("#workbench")).to_have_attribute("data-ready", "true")
    page.locator("[data-example]").first.click()
    expect(page.locator(ROWS).first).to_be_visible()
    assert page.locator(ROWS).count() > 3
    link = page.locator(f"{ROWS} a[href^='https://w3id.org/zhitu/']").first
    iri = unquote(link.get_attribute("href") or "")
    link.click()
    expect(page).not_to_have_url(re.compile("/workbench"))
    expect(page.locator("h1")).to_be_visible()
    assert iri.rpartition("/")[2] in unquote(page.url)  # a practice's page is that of its mechanism


def test_every_example_has_rows(page: Page) -> None:
    page.goto("/workbench")
    count = page.locator("[data-example]").count()
    assert count >= 8
    for number in range(count):
        with page.expect_response(re.compile("/sparql")) as answer:
            page.locator("[data-example]").nth(number).click()
        assert answer.value.status == 200
        assert answer.value.json()["results"]["bindings"], page.locator("[data-example]").nth(number).text_content()


def test_own_query_is_run_by_keyboard_and_its_mistake_is_explained(page: Page) -> None:
    page.goto("/workbench")
    expect(page.locator("#workbench")).to_have_attribute("data-ready", "true")
    page.locator(".CodeMirror:visible").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT ?s { ?s ?p ?o } LIMIT 7")
    page.keyboard.press("Control+Enter")
    expect(page.locator(ROWS)).to_have_count(7)
    page.locator(".CodeMirror:visible").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }")
    page.keyboard.press("Control+Enter")
    alert = page.locator(".yasr").get_by_role("alert")
    expect(alert).to_contain_text("不支持 SERVICE")
    expect(alert).not_to_contain_text("{")


@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("application/sparql-results+json", '{"head"'),
        ("text/csv", "n\r\n"),
        ("application/sparql-results+xml", "<?xml"),
    ],
)
def test_endpoint_answers_a_script(page: Page, accept: str, begins: str) -> None:
    page.goto("/about")
    text = page.evaluate(
        """async (accept) => {
          const query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/zhitu/ontology#Practice> }";
          const answer = await fetch("/sparql", { method: "POST", headers: { Accept: accept },
                                                  body: new URLSearchParams({ query }) });
          return `${answer.status} ${await answer.text()}`;
        }""",
        accept,
    )
    assert text.startswith(f"200 {begins}")


@pytest.mark.parametrize("view", ["leaders", "shared"])
def test_network_draws_and_its_table_leads_to_highlighted_words(page: Page, view: str) -> None:
    page.goto(f"/network?view={view}")
    expect(page.locator("#drawing")).to_have_attribute("data-drawn", re.compile(r"[1-9]\d*"))
    assert page.locator("#drawing canvas").count() > 0
    page.locator("a.cite").first.click()
    expect(page.locator(".text .here").first).to_be_in_viewport()


def test_node_of_the_drawing_opens_its_page(page: Page) -> None:
    page.goto("/network?view=shared")
    drawing = page.locator("#drawing")
    expect(drawing).to_have_attribute("data-drawn", re.compile(r"\d+"))
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    for step in range(2500):  # over the canvas until the pointer says that something lies under it
        x = box["x"] + 8 + step % 50 * (box["width"] - 16) / 50
        y = box["y"] + 8 + step // 50 * (box["height"] - 16) / 50
        page.mouse.move(x, y)
        if drawing.evaluate("(el) => el.style.cursor") == "pointer":
            page.mouse.click(x, y)
            break
    expect(page).not_to_have_url(re.compile("/network"))
    assert page.locator("h1").count() == 1
