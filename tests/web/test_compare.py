"""The comparison's page and its files."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import docx
import openpyxl
import pytest
from flask.testing import FlaskClient

from kg.export import FORMATS
from kg.vocab import DIMENSIONS
from tests.web.pages import links_of, text_of

PAGE = "/compare?region=510000&region=110000&region=湖北"


def test_page_without_regions_is_a_form_that_offers_those_held(client: FlaskClient) -> None:
    page = client.get("/compare").text
    text = text_of(page)
    assert all(f"{label}" in text for label, _en in DIMENSIONS.values())
    for code in ("510000", "110000", "140300"):
        assert f'value="{code}"' in page
    assert "/compare/export" not in page


def test_page_shows_the_three_kinds_of_cell(client: FlaskClient) -> None:
    text = text_of(client.get(PAGE).text)
    assert "院坝说事工作法" in text
    assert "所藏文献未见" in text
    assert "未收藏该地文献" in text


def test_figures_stand_with_value_qualifier_role_and_source(client: FlaskClient) -> None:
    text = text_of(client.get(PAGE).text)
    assert "化解纠纷 约35,000件" in text
    assert "平均办理时间 6天 变化后" in text
    assert "成都市" in text  # a figure of a place within shows its place


class Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.cited: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        href = given.get("href") or ""
        if href.startswith("#s") and href[2:].isdigit():
            self.cited.add(href[1:])


def test_every_citation_has_its_source_and_every_source_is_cited(client: FlaskClient) -> None:
    seen = Ids()
    seen.feed(client.get(PAGE).text)
    sources = {name for name in seen.ids if name[0] == "s" and name[1:].isdigit()}
    assert seen.cited == sources != set()
    assert len(seen.ids) == len(set(seen.ids))


def test_source_leads_to_its_highlighted_words(client: FlaskClient) -> None:
    leads = [link for link in links_of(client.get(PAGE).text) if link.startswith("/document/") and "from=" in link]
    assert leads
    for link in leads:
        assert 'here"' in client.get(link).text, link


def test_form_takes_names_short_forms_and_codes_in_one_field(client: FlaskClient) -> None:
    title = "四川省、北京市、阳泉市基层治理比较"
    for query in (
        "region=四川、北京，阳泉",
        "region=510000 110000;140300",
        "region=四川&region=&region=北京&region=阳泉市",
    ):
        assert title in text_of(client.get(f"/compare?{query}").text)


def test_name_of_a_region_is_text_and_never_markup(client: FlaskClient) -> None:
    answer = client.get("/compare?region=<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("region=四川剩", 404, "四川省"),
        ("region=四川&dimension=没有", 404, "没有"),
        (
            "region="
            + "、".join(
                ["四川", "北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建"]
            ),
            400,
            "12",
        ),
    ],
)
def test_wrong_choice_is_named(client: FlaskClient, query: str, status: int, words: str) -> None:
    answer = client.get(f"/compare?{query}")
    assert answer.status_code == status
    assert words in text_of(answer.text)


@pytest.mark.parametrize("name", FORMATS)
def test_export_is_linked_and_downloads(client: FlaskClient, name: str) -> None:
    link = next(
        link for link in links_of(client.get(f"{PAGE}&dimension=deliberation").text) if f"format={name}" in link
    )
    assert urlsplit(link).path == "/compare/export"
    answer = client.get(link)
    assert answer.status_code == 200
    assert answer.content_type == FORMATS[name].media_type
    assert answer.headers["Content-Disposition"].isascii()  # no server can send anything else
    disposition = unquote(answer.headers["Content-Disposition"])
    assert disposition.startswith("attachment")
    assert f"-v1{FORMATS[name].suffix}" in disposition
    words = READERS[name](answer.data)
    for told in (
        "院坝说事工作法",
        "院坝说事工作法在四川",
        "四川基层观察",
    ):  # practice, title and publisher of its source
        assert told in words, told


def _docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(value) for sheet in book for row in sheet.values for value in row if value is not None)


def _csv(data: bytes) -> str:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    return "\n".join(cell for row in rows for cell in row)


READERS = {
    "md": lambda data: data.decode(),
    "html": lambda data: text_of(data.decode()),
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "jsonld": lambda data: json.dumps(json.loads(data), ensure_ascii=False),
}


def test_export_asks_for_what_the_page_shows(client: FlaskClient) -> None:
    """A `format` in the page's own address does not decide that of its links."""
    page = client.get(f"{PAGE}&format=md").text
    link = next(link for link in links_of(page) if "format=docx" in link)
    assert client.get(link).content_type == FORMATS["docx"].media_type


@pytest.mark.parametrize(
    ("query", "words"), [("region=四川&format=pdf", "pdf"), ("region=四川", "md"), ("format=md", "地区")]
)
def test_wrong_export_is_refused(client: FlaskClient, query: str, words: str) -> None:
    answer = client.get(f"/compare/export?{query}")
    assert answer.status_code == 400
    assert words in text_of(answer.text)
