"""Running heads and page numbers in the middle of sentences."""

from __future__ import annotations

import pytest

from ingest.clean import clean

# three pages that break within 登|记, within 评|议 and before a comma
PAGES = (
    "　　丙县把议事会开到院坝里，居民提出的事项逐件登",
    "记、逐件回复，办结情况在公开栏里张榜公布，接受群众评",
    "议。丁镇把服务窗口搬到集市旁，赶集的群众随到随办",
    "，材料不齐的由网格员上门代办，当天的事当天办完。",
)
WHOLE = "".join(PAGES).strip("\u3000")


@pytest.mark.parametrize(
    ("edges", "names"),
    [
        (["— 1 —", "— 2 —", "— 3 —"], {"page-number"}),
        (["第 1 页 共 4 页", "第 2 页 共 4 页", "第 3 页 共 4 页"], {"page-number"}),
        (["9", "10", "11"], {"page-number"}),
        (["丙县年度报告"] * 3, {"header"}),
        (["丙县年度报告\n\n— 1 —", "丙县年度报告\n\n— 2 —", "丙县年度报告\n\n— 3 —"], {"header", "page-number"}),
        (["丙县年度报告 1", "丙县年度报告 2", "丙县年度报告 3"], {"header"}),
    ],
)
def test_line_that_comes_back_within_sentences_goes(edges: list[str], names: set[str]) -> None:
    text = "\n".join(part for pair in zip(PAGES, [*edges, ""], strict=True) for part in pair).rstrip()
    cleaned = clean(text)
    assert cleaned.text == WHOLE
    assert names == {repair.name for repair in cleaned.repairs} - {"rejoined", "unwrapped", "margin"}


@pytest.mark.parametrize(
    "line",
    [
        "第 2 页 / 共 3 页",
        "第2页 共3页",
        "丁镇之窗 · 专题" + " " * 30 + "第 2 页 / 共 3 页",
        "丁镇扫描件.pdf   第 1 / 5 页",
        "丁政办〔2023〕9号(定稿).docx 2/5",
    ],
)
def test_line_that_numbers_its_page_goes_at_once(line: str) -> None:
    cleaned = clean("\n".join([PAGES[0], line, *PAGES[1:]]))
    assert line.split()[-1] not in cleaned.text
    assert "page-number" in {repair.name for repair in cleaned.repairs}


@pytest.mark.parametrize(
    "line", ["- 1 -", "丁镇之窗  要闻" + " " * 30 + "- 1 -", "— 3 —　丁县文件", "丁县网  要闻  第 2 页"]
)
def test_number_of_a_page_within_a_sentence_goes_at_once(line: str) -> None:
    assert clean("\n\n".join([PAGES[0], line, "".join(PAGES[1:])])).text == WHOLE
    kept = f"{WHOLE}\n{line}"
    assert clean(kept).text.startswith(WHOLE + "\n")


def test_first_one_may_be_the_title() -> None:
    title = "丙县年度报告"
    text = "\n".join([title, PAGES[0], title, PAGES[1], title, PAGES[2] + PAGES[3]])
    assert clean(text).text == f"{title}\n{WHOLE}"


@pytest.mark.parametrize(
    "lines",
    [
        # between paragraphs: a subheading, a signature, an annex
        ["主要做法", f"{WHOLE}", "主要做法", f"{WHOLE[:40]}。", "主要做法", f"{WHOLE[40:]}"],
        ["1", WHOLE, "2", f"{WHOLE[:40]}。", "3", WHOLE[40:]],
        # once within a sentence is an accident
        [PAGES[0].strip("\u3000"), "主要做法", f"第二条 {WHOLE}", "主要做法", f"第三条 {WHOLE}", "主要做法"],
    ],
)
def test_line_that_comes_back_between_sentences_stays(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    assert clean(text).text == text
