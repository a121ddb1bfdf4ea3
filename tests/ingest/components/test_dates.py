"""Dates: spans, values and names; the grammar itself is tested in tests/kg/test_dates.py."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.components.dates import dates
from ingest.nlp import CharacterTokenizer, register_extensions
from kg.model import Document, Heading, SourceFile


def annotate(text: str, issued: str | None = None, title: str | None = None, headings: tuple[Heading, ...] = ()) -> Doc:
    file = SourceFile("test", "0" * 64, 1, "text/plain", "utf-8")
    document = Document("test", title, None, issued, (), "report", None, file, text, segments=(), headings=headings)
    register_extensions()
    doc = CharacterTokenizer(Vocab())(text)
    doc._.document = document
    return dates(doc)


@pytest.mark.parametrize(
    ("text", "issued", "expected"),
    [
        ("2018年底启动,到2025年建成", None, [("2018年底", "2018;end"), ("到2025年", "2025;by")]),
        ("去年启动", "2022-03", [("去年", "2021")]),
        ("去年启动", None, []),
        ("今年以来,9月推广", "2022-03", [("今年以来", "2022/.."), ("9月", "2022-09")]),
        ("纳入“十四五”规划", None, [("十四五", "2021/2025")]),
        ("落实《某市“十四五”民政事业规划》", None, [("十四五", "2021/2025")]),
        ("《行动方案(2021—2023年)》", None, [("2021—2023年", "2021/2023")]),
        ("近年来,目前", "2022", []),
    ],
)
def test_dates_of_a_text(text: str, issued: str | None, expected: list[tuple[str, str]]) -> None:
    doc = annotate(text, issued)
    assert [(span.text, span._.attributes["value"]) for span in doc.spans["Date"]] == expected


@pytest.mark.parametrize(
    ("title", "issued", "value"),
    [
        ("某某县2023年基层治理工作总结", None, "2023"),
        ("某某县2023年度工作总结和2024年工作计划", "2024-01-08", "2023"),
        ("某某县2023年工作总结", "2023-12-20", "2023"),
        ("某某县2023年工作要点", "2024-01-08", "2024"),
        ("某某县工作总结", "2024-01-08", "2024"),
    ],
)
def test_date_counts_from_the_year_that_a_summary_is_of(title: str, issued: str | None, value: str) -> None:
    doc = annotate("今年新增", issued, title)
    (span,) = doc.spans["Date"]
    assert span._.attributes["value"] == value


def test_date_takes_its_year_from_the_heading_above() -> None:
    lines = [
        "一、2022年工作情况",
        "6月启动",
        "(一)成效",
        "年底建成,9月验收",
        "二、下一步工作打算",
        "6月底前完成",
        "三、其他",
        "5月",
    ]
    text, headings, at = "\n".join(lines), [], 0
    for line in lines:
        if line[1] in "、一":
            headings.append(Heading(at, at + len(line), 2 if line[0] == "(" else 1, line))
        at += len(line) + 1
    doc = annotate(text, "2023-01-05", "某某县2022年工作总结", tuple(headings))
    values = [s._.attributes["value"] for s in doc.spans["Date"]]
    assert values == ["2022", "2022-06", "2022-09", "2023-06;end", "2022-05"]


def test_date_of_a_whole_year_is_known_in_its_summary() -> None:
    summary, other = (annotate("全年共办理", "2024-01-08", title) for title in ("2023年工作总结", "见闻"))
    assert [s._.attributes["value"] for s in summary.spans["Date"]] == ["2023"]
    assert not list(other.spans["Date"])


def test_date_is_known_without_its_preposition_too() -> None:
    doc = annotate("到2021年底")
    (span,) = doc.spans["Date"]
    assert (span._.name, span._.aliases) == ("到2021年底", ("2021年底",))


def test_date_that_hangs_on_the_document_is_less_certain() -> None:
    doc = annotate("2020年9月,去年", "2022")
    certain, derived = doc.spans["Date"]
    assert certain._.confidence > derived._.confidence
