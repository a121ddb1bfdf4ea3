from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.readers import read


def cleaned(text: str, name: str = "甲.md") -> str:
    return clean(read(text.encode(), name=name)).text


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("# 题目 #\n\n正文。", "题目\n\n正文。"),
        ("题目\n===\n正文。", "题目\n正文。"),
        ("**重点**和*强调*、`代码`、~~删除~~。", "重点和强调、代码、删除。"),
        ("一个数3*4*5不变，snake_case_name也不变。", "一个数3*4*5不变，snake_case_name也不变。"),
        ("见[规定](https://example.org/a(b))。", "见规定。"),
        ("前![图](a.png)后。", "前后。"),
        ("- 甲项\n* 乙项\n+ 丙项", "甲项\n乙项\n丙项"),
        ("> 引文。", "引文。"),
        ("前文。\n\n---\n\n后文。", "前文。\n\n后文。"),
        ("前文。\n\n<!-- 注释\n两行 -->\n\n后文。", "前文。\n\n后文。"),
        ("---\ntitle: 甲\n---\n正文。", "正文。"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"),
        ("甲<br>乙<b>丙</b>。", "甲\n乙丙。"),
        (r"1\. 甲\*乙\*。", "1. 甲*乙*。"),
        ("修改<中华人民共和国某某法>的决定", "修改<中华人民共和国某某法>的决定"),
        ("1. 有序的编号不动", "1. 有序的编号不动"),
    ],
)
def test_markdown_marks_go_and_words_stay(original: str, expected: str) -> None:
    assert cleaned(original) == expected


def test_markdown_is_left_alone_in_a_text_file() -> None:
    assert cleaned("**重点**，- 甲", "甲.txt") == "**重点**，- 甲"


def test_markdown_notes_the_level_of_headings() -> None:
    notes = clean(read("# 题目\n\n## 北京\n正文。".encode(), name="甲.md")).apart
    assert [(note.text, note.value) for note in notes if note.kind == "heading"] == [("题目", "1"), ("北京", "2")]


def test_markdown_maps_to_the_source() -> None:
    source = "## 总则\n\n**重点**内容。"
    result = clean(read(source.encode(), name="甲.md"))
    for segment in result.segments:
        if segment.repair is None:
            assert result.text[slice(*segment.clean)] == source[slice(*segment.source)]
