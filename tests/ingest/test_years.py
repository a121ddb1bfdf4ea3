"""The year that a report is about: by its title, by its opening, by the headings of its sections."""

from __future__ import annotations

import pytest

from ingest.years import context, is_of_wants, periods, year_of_report
from kg.model import Clause, Document, Heading, SourceFile


def report(title: str | None, lines: str = "", issued: str | None = "2024-01-10", genre: str = "report") -> Document:
    """A document of lines; one that begins with # is a heading."""
    headings, clauses, at, text = [], [], 0, ""
    for line in lines.split("\n"):
        plain = line.removeprefix("#")
        if plain != line:
            headings.append(Heading(at, at + len(plain), 1, plain))
        else:
            clauses.append(Clause(len(clauses) + 1, at, at + len(plain)))
        text += plain + "\n"
        at = len(text)
    file = SourceFile("test", "0" * 64, 1, "text/plain", "utf-8")
    return Document(
        "test", title, None, issued, (), genre, None, file, text, (), headings=tuple(headings), clauses=tuple(clauses)
    )


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("关于2023年度基层治理工作情况的汇报", "2023"),
        ("某街道二〇二三年工作总结", "2023"),
        ("2022年度民政事业发展统计公报", "2022"),
        ("2024年工作要点和2023年工作总结", "2023"),
        ("某区2023年网格化和社工队伍建设情况统计报告", "2023"),
        ("2021—2023年工作总结", None),
        ("2023年上半年工作总结", None),
        ("2024年工作要点", None),
        ("2023年三月的一次走访", None),
    ],
)
def test_year_of_a_title_that_looks_back(title: str, year: str | None) -> None:
    assert year_of_report(report(title)) == year


@pytest.mark.parametrize(
    ("opening", "issued", "year"),
    [
        ("2023年,全区建成网格党支部12个。", "2024-01-10", "2023"),
        ("2023年,北山镇坚持大抓基层。", "2023-12-28", "2023"),
        ("2023年,在各方支持下,工作有了进展。现将有关情况报告如下。", "2024-03-01", "2023"),
        ("2023年,全区建成网格党支部12个。", "2024-09-10", None),
        ("2023年,柳岸小区的邻居们又吵了一架。", "2024-01-10", None),
        ("2023年,全区建成网格党支部12个。", None, None),
    ],
)
def test_year_of_an_opening(opening: str, issued: str | None, year: str | None) -> None:
    assert year_of_report(report("见闻", opening, issued)) == year


def test_opening_of_a_policy_is_of_no_year() -> None:
    assert year_of_report(report("意见", "2023年,全区要建成12个。", "2023-12-28", "policy")) is None


def test_report_that_says_what_it_is_counts_from_its_year() -> None:
    told, news = "2023年,全区稳中有进。现将情况汇报如下。", "2023年,全区稳中有进。"
    assert [context(report(None, line)) for line in (told, news)] == ["2023", "2024-01-10"]


def test_sections_of_a_report_on_a_year() -> None:
    document = report("2023年工作总结", "#一、主要工作\n甲\n#二、存在的问题\n乙\n#三、下一步打算\n丙")
    assert [value for _, value in periods(document)] == ["2023", "2024"]


def test_periods_of_a_report_on_half_a_year() -> None:
    document = report("2023年上半年工作总结", "#一、主要工作\n甲\n#二、下半年打算\n乙")
    assert [value for _, value in periods(document)] == ["2023;first-half", "2023;second-half"]


@pytest.mark.parametrize(
    ("heading", "wants"), [("三、存在的问题", True), ("三、问题及下一步打算", False), ("一、成效", False)]
)
def test_heading_of_wants(heading: str, wants: bool) -> None:
    assert is_of_wants(Heading(0, 8, 1, heading)) is wants
