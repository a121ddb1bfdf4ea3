"""The report of a document, original beside cleaned text, and that of a release with the files that were refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.pages import links_of, text_of
from web import create_app
from web.report import groups_of, short_names, totals_of


@pytest.fixture(scope="module")
def files_app(files_home: Path) -> Iterator[Flask]:
    application = create_app({"home": str(files_home)})
    yield application
    application.extensions["zhitu_releases"].close()


@pytest.fixture
def files(files_app: Flask) -> FlaskClient:
    return files_app.test_client()


def test_report_has_both_texts_with_the_change_marked_in_each(client: FlaskClient) -> None:
    page = client.get("/document/yangquan%2Fgrid/repairs").text
    text = text_of(page)
    for words in ("整理报告", "接回折行", "原文与整理后对照", "文件名 yangquan/grid.txt".replace("yangquan/", "")):
        assert words in text
    assert '<del class="m" id="o1"' in page
    assert '<ins class="m nothing" id="n1"' in page or '<ins class="m" id="n1"' in page
    assert "#o1" in links_of(page)


def test_report_of_a_text_without_changes_says_so(client: FlaskClient) -> None:
    page = text_of(client.get("/document/beijing%2Fresponse/repairs").text)
    assert "没有改动" in page
    assert "原文与整理后对照" not in page


def test_what_was_set_apart_is_named_in_the_cleaned_text(client: FlaskClient) -> None:
    page = client.get("/document/sichuan%2Fyard/repairs").text
    assert '<del class="m apart" id="o1" data-n="1" title="导航">首页 &gt; 观察 &gt; 正文' in page
    assert "［导航］" in page
    assert "另置" in text_of(page)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("bench", ("gb18030", "繁体转简体", "导航", "来源", "图片署名")),
        ("report", ("PDF", "页眉", "页码", "接回折行", "第1页第140字")),
        ("rules", ("扩展名是 .pdf，内容是", "Word 文档", "页眉 1第1字", "施行日期 2022年1月1日")),
        ("opinion", ("网页", "青政办发〔2021〕17号", "青禾省人民政府办公厅", "成文日期 2021年6月10日", "/html/")),
    ],
)
def test_report_tells_format_notes_metadata_and_places(
    files: FlaskClient, document: str, words: tuple[str, ...]
) -> None:
    text = text_of(files.get(f"/document/{document}/repairs").text)
    for word in words:
        assert word in text, word


def test_changes_of_one_kind_alone(files: FlaskClient) -> None:
    page = files.get("/document/report/repairs?kind=header").text
    assert " other" in page
    assert page.count('<tr id="r') == 2
    assert "只列“页眉”" in text_of(page)
    assert "列出全部改动" in text_of(page)


def test_long_text_is_not_sent_as_a_whole(files: FlaskClient) -> None:
    page = files.get("/document/long/repairs").text
    assert len(page) < 20_000
    assert page.count('<tr id="r') == 3
    text = text_of(page)
    assert "行没有改动" in text
    assert "此处略去" in text
    assert "/document/long#c3" in links_of(page)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("kind=nothing", 404, "修复规则"),
        ("page=0", 400, "页码"),
        ("at=0", 400, "at 应是"),
        ("at=99", 400, "at 应是"),
        ("page=9", 200, "原文与整理后对照"),
    ],
)
def test_wrong_question_is_answered_by_name(client: FlaskClient, query: str, status: int, words: str) -> None:
    answer = client.get(f"/document/sichuan%2Fyard/repairs?{query}")
    assert answer.status_code == status
    assert words in answer.text


def test_number_of_a_change_leads_to_its_page(files: FlaskClient) -> None:
    answer = files.get("/document/report/repairs?at=4")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/document/report/repairs#o4")


def test_document_and_its_file_lead_to_the_report(client: FlaskClient) -> None:
    for path in ("/document/sichuan%2Fyard", "/document/sichuan%2Fyard/source", "/document/sichuan%2Fyard/repairs"):
        assert client.get(path).status_code == 200
    for path in ("/document/sichuan%2Fyard", "/document/sichuan%2Fyard/source"):
        assert "/document/sichuan%2Fyard/repairs" in links_of(client.get(path).text)
    assert "/report" in links_of(client.get("/document/").text)


def test_release_tells_what_was_refused_and_why(files: FlaskClient) -> None:
    page = files.get("/report").text
    text = text_of(page)
    for words in ("拒收的文件", "broken.docx", "损坏", "新增 7", "扩展名是 .pdf", "去掉多余空格", "非文档 1 个"):
        assert words in text, words
    assert "/document/bench/repairs" in links_of(page)
    assert "texts/" not in page


def test_release_without_a_report_of_its_build(client: FlaskClient) -> None:
    text = text_of(client.get("/report").text)
    assert "没有留下构建报告" in text
    assert "接回折行" in text


def test_lines_of_a_build_are_grouped_by_what_asks_for_attention() -> None:
    rows = [{"file": "a", "status": "new"}, {"file": "b", "status": "refused"}, {"file": "c", "status": "new"}]
    assert [(group.status, len(group.rows)) for group in groups_of(rows)] == [("refused", 1), ("new", 2)]


def test_totals_count_changes_and_documents() -> None:
    rows = [{"repairs": {"width": 2, "header": 9}}, {"repairs": {"width": 1, "space": 5}}, {}]
    found = [(t.name, t.is_apart, t.count, t.documents) for t in totals_of(rows)]
    assert found == [("space", False, 5, 1), ("width", False, 3, 2), ("header", True, 9, 1)]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["/a/b/x.txt", "/a/b/c/y.txt"], ["x.txt", "c/y.txt"]),
        (["/a/b/x.txt"], ["x.txt"]),
        (["corpus/x.md", "../other/y.txt"], ["corpus/x.md", "other/y.txt"]),
        (["corpus/x.md", "/home/li/y.txt"], ["corpus/x.md", "y.txt"]),
        (["包.zip/a.txt", "./包.zip/b/c.txt"], ["包.zip/a.txt", "包.zip/b/c.txt"]),
        ([], []),
    ],
)
def test_names_of_files_keep_to_themselves_where_the_folder_is(names: list[str], shown: list[str]) -> None:
    assert [short_names(names)[name] for name in names] == shown
