from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.readers import SourceText
from ingest.readers import docx as word
from ingest.readers import html as page
from ingest.readers.parsed import Parsed
from kg.model import SourceFile
from tests.ingest.clean.files import docx_of

FIRST = "近年来乙县坚持以党建引领基层治理把网格建在楼栋上把服务送到家门口健全工作机制推动资源下沉群众办事不出村。"
SECOND = (
    "目前全县共有网格一千二百个专职网格员两千三百名累计办理群众诉求二十万件满意率达到百分之九十八群众获得感不断增强。"
)
# paragraphs of one length, as a list of tasks has them
TASKS = [f"{number}、由县民政局牵头完成第{number}批试点村议事厅的建设与验收" for number in "甲乙丙丁戊己庚辛"]


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def of(parsed: Parsed, media_type: str) -> str:
    file = SourceFile("甲", "0" * 64, 1, media_type, "")
    return clean(SourceText(parsed.text, file, parsed.blocks, parsed.places)).text


def test_wrapped_lines_become_paragraphs() -> None:
    text = "　　" + wrapped(FIRST, 18) + "\n　　" + wrapped(SECOND, 18)
    assert clean(text).text == f"{FIRST}\n{SECOND}"


def test_lines_of_many_lengths_stay() -> None:
    text = "甲乡\n乙镇的各个村庄\n丙街道办事处\n丁社区\n戊村村民委员会办公室\n己县"
    assert clean(text).text == text


def test_headings_of_one_width_stay() -> None:
    parts = [f"【{number}】{number}年里全镇的几件大事回顾\n{SECOND}{FIRST}\n" for number in "甲乙丙丁戊己"]
    assert clean("\n".join(parts)).repairs == ()


def test_menu_above_a_wrapped_text_is_no_part_of_it() -> None:
    body = "　　" + wrapped(FIRST, 18) + "\n　　" + wrapped(SECOND, 18)
    assert clean(f"首页  新闻  县区  社会  民生\n江州新闻网县区频道\n{body}").text.endswith(f"\n{FIRST}\n{SECOND}")


def test_lines_are_measured_in_columns_too() -> None:
    lines = ["今年全县新建网格1200个,比去年多300个,其中300", "个在2025年12月31日之前建成,投入2.35亿元,服务人"] * 4
    assert "\n" not in clean("\n".join(lines) + "\n数8万。").text


def test_paragraphs_of_a_word_document_stay() -> None:
    assert clean("\n".join(TASKS)).text.count("\n") == 0  # of a text without a format nobody knows it
    assert of(word.read(docx_of(TASKS), "甲.docx"), "application/docx").splitlines() == TASKS


@pytest.mark.parametrize("media_type", ["application/pdf", "application/ofd", "message/rfc822", "text/csv"])
def test_formats_that_tell_their_paragraphs_are_not_asked(media_type: str) -> None:
    text = "\n".join(TASKS)
    assert of(Parsed(text), media_type) == text


def test_elements_of_a_page_stay() -> None:
    body = "".join(f"<p>{task}</p>" for task in TASKS)
    shown = of(page.read(f"<html><body><div id='zoom'>{body}</div></body></html>".encode(), "甲.html"), "text/html")
    assert shown.split() == TASKS


@pytest.mark.parametrize("tag", ["p", "pre"])
def test_lines_within_an_element_are_joined(tag: str) -> None:
    text = "　　" + wrapped(FIRST, 18) + "\n　　" + wrapped(SECOND, 18)
    body = text if tag == "pre" else text.replace("\n", "<br>\n")
    markup = f"<html><body><div id='zoom'><{tag}>{body}</{tag}></div></body></html>"
    assert of(page.read(markup.encode(), "甲.html"), "text/html").split() == [FIRST, SECOND]


def test_lines_with_blank_ones_between_become_paragraphs() -> None:
    lines = wrapped(FIRST + SECOND, 20).split("\n")
    assert clean("\n\n".join(lines)).text == FIRST + SECOND


def test_lines_of_uneven_width_become_paragraphs_where_words_run_across() -> None:
    widths, text, lines = [16, 17, 17, 21, 18, 20], (FIRST + SECOND) * 2, []
    while text:
        width = widths[len(lines) % len(widths)]
        lines.append(text[:width])
        text = text[width:]
    assert "\n" not in clean("\n".join(lines)).text[: len(FIRST)]


def test_title_that_a_line_leaves_open_goes_on_in_the_next() -> None:
    lines = [
        "一、依据",
        "根据《乙县社区工作者",
        "2024年管理办法》制定。",
        "二、《丙条例》",
        "《丁办法》照此执行。",
        "三、附则",
    ]
    text = clean("\n".join(lines)).text
    assert "《乙县社区工作者2024年管理办法》" in text
    assert "《丙条例》\n《丁办法》" in text
