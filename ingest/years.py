"""The year that a document, or a section of it, is about: 2023年工作总结, 2023年,全市…, 三、2024年工作打算."""

from __future__ import annotations

import re
from itertools import islice

from kg.date_points import year_number
from kg.dates import find_dates
from kg.model import Document, Heading

# what looks back on a year; between the year and it no other year and no plan
_LOOKING_BACK = (
    "总结|述职|年报|年度报告|汇报|回顾|综述|盘点|成绩单|工作情况|(?:完成|落实|进展|建设)情况"
    "|统计(?:公报|报告|分析|快报)|情况的?(?:报告|通报)"
)
_YEAR_OF_REPORT_RE = re.compile(
    rf"(?<![—－–─~～至到-])(?P<year>20\d{{2}}|二[〇○零][一二][〇○零一二三四五六七八九])年度?"
    rf"(?:(?!20\d\d|打算|计划|安排|要点|思路|方案)[^，,。；;]){{0,32}}?(?:{_LOOKING_BACK})"
)
_PART_OF_YEAR_RE = re.compile(r"半年|季度|月")
_FIRST_MONTHS = ("01", "02", "03", "04")
# how a report begins: 2023年,在…领导下,…。现将有关情况报告如下; 2023年,全市…
_OPENING_RE = re.compile(
    r"[ \u3000]*(20\d{2})年(?:度?[,，]|是)"
    r"(?P<body>[全我本]|[一-鿿]{2,10}?(?:[局委办部市县区州旗镇乡]|街道)(?=[^一-鿿]|[坚紧深认聚围以全]))?"
)
_REPORTED_RE = re.compile(r"(?:报告|汇报|总结|通报|述职|公布)如下|(?:一|过去一?)年来")
_EARLY_CLAUSES = 6  # below the title stand the publisher, the date and the salutation


def year_of_report(document: Document) -> str | None:
    """The one whole year on which a report looks back, by its title or by how it begins."""
    title = document.title or ""
    named = _named_year(title)
    if named is not None:
        return None if _PART_OF_YEAR_RE.search(title) else named
    return None if document.genre != "report" or document.issued is None else _year_of_opening(document)


def _named_year(title: str) -> str | None:
    """The year in a title that looks back on it."""
    named = _YEAR_OF_REPORT_RE.search(title)
    return None if named is None else str(year_number(named["year"]))


def _year_of_opening(document: Document, *, reported: bool = False) -> str | None:
    """A text of a year's end, or of the months after it, that begins with the year; `reported`: and says what it is."""
    for clause in islice(document.clauses, _EARLY_CLAUSES):
        opening = _OPENING_RE.match(document.text, clause.start, clause.end)
        if opening is None:
            continue
        year, issued = opening[1], document.issued or ""
        late = issued[:7] == f"{year}-12" or (issued[:4] == str(int(year) + 1) and issued[5:7] in _FIRST_MONTHS)
        told = _REPORTED_RE.search(document.text, clause.start, clause.end) or (opening["body"] and not reported)
        return year if late and told else None
    return None


def context(document: Document) -> str | None:
    """The date from which the text counts: the document's own; of a year's summary that year.

    A summary of 2023 that is issued in the first months of 2024 says 今年 of 2023.
    """
    year = _named_year(document.title or "") or _year_of_opening(document, reported=True)
    issued = document.issued
    if year is None:
        return issued
    late = issued is None or (issued[:4] == str(int(year) + 1) and issued[5:7] in _FIRST_MONTHS)
    # a whole year is told only where the context is a year
    return year if late or (issued is not None and issued[:7] == f"{year}-12") else issued


_PLAN_RE = re.compile(
    r"下一?步|明年|来年|下一?年度?|下一?阶段|工作(?:计划|打算|安排|思路|设想)|今后|下半年(?!.{0,8}(?:完成|开展|进展)情况)"
)


def is_of_plans(heading: Heading) -> bool:
    """三、下半年打算, 明年工作安排: what is told there is still to be done."""
    return _PLAN_RE.search(heading.text) is not None


# (2024—2026年) in a plan's own title names no one year
_YEAR_OF_SECTION_RE = re.compile(r"(?<![—－–─~～至到-])(20\d{2})年(?![以来]|[—－–─~～至到-])")


def sections(document: Document) -> list[tuple[int, str | None]]:
    """Where a heading says which year follows (三、2024年工作安排), in order.

    The plans at the end of a year's summary are for the year after.
    """
    year = year_of_report(document)
    result: list[tuple[int, str | None]] = []
    level = 0
    for heading in document.headings:
        if heading.level <= 0:
            continue
        years = set(_YEAR_OF_SECTION_RE.findall(heading.text))
        planned = year is not None and is_of_plans(heading)
        if len(years) == 1:
            result.append((heading.start, years.pop()))
            level = heading.level
        elif year is not None and planned:
            result.append((heading.start, str(int(year) + 1)))
            level = heading.level
        elif result and heading.level <= level:
            result.append((heading.start, year))
    return result


_WANTING_RE = re.compile("问题|不足|困难|短板|差距|挑战|薄弱")


def is_of_wants(heading: Heading) -> bool:
    """二、存在的问题: it tells how things stand, not what the year brought."""
    return _WANTING_RE.search(heading.text) is not None and not is_of_plans(heading)


def periods(document: Document) -> list[tuple[int, str | None]]:
    """For a report on a year or a part of it, where begins what is of which time, as Date values; else none.

    2023年上半年工作总结 is of 2023;first-half, its 下一步打算 of the second.
    """
    year = year_of_report(document)
    if year is not None:
        return [(0, year), *sections(document)]
    title = document.title or ""
    named = _YEAR_OF_REPORT_RE.search(title)
    told = find_dates(title[named.start() : named.end()]) if named is not None else []
    if not told:
        return []
    period = told[0].value
    later = f"{period[:4]};second-half" if period.endswith(";first-half") else None
    plans = [heading.start for heading in document.headings if heading.level > 0 and is_of_plans(heading)]
    return [(0, period), *((start, later) for start in plans[:1])]
