"""Dates: every expression of time that a calendar holds, with its value. Assigns doc.spans["Date"].

What the text leaves out is taken from the document's date; 去年 is left out where that is unknown.
Source: annotation guidelines, "Date: value".
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.nlp import mention
from kg.dates import FoundDate, find_dates
from kg.model import Document

CONTEXT_CONFIDENCE = 0.8  # the year stands elsewhere than in the words
_PREFIX_RE = re.compile(r"(?:截[至止]到?了?|到|至|自|从)[ \u3000]?")
_YEAR_RE = re.compile(r"\d{4}|[一二][零〇○]|五|世纪|年代")


@Language.component("dates", requires=["doc._.document"], assigns=["doc.spans"])
def dates(doc: Doc) -> Doc:
    document: Document = doc._.document
    found = find_dates(document.text, context=context(document), sections=sections(document))
    doc.spans["Date"] = [_mention(doc, document.text, item) for item in found if not _names_plan(document.text, item)]
    return doc


_IN_TITLE_RE = re.compile(r"《[^《》\n]{0,40}$")


_DIGIT_RE = re.compile(r"\d")


def _names_plan(text: str, found: FoundDate) -> bool:
    """Is it the plan in a document's title (《某市“十四五”人才规划》), and no time at which something holds?"""
    wording = text[found.start : found.end]
    return (
        not _DIGIT_RE.search(wording) and _IN_TITLE_RE.search(text, max(0, found.start - 42), found.start) is not None
    )


_YEAR_OF_REPORT_RE = re.compile(r"(20\d{2})年度?[^，。；和及暨]{0,24}(?:总结|述职|年报|年度报告|汇报|工作情况)")
_LAST_MONTH_OF_REPORTS = "03"


def context(document: Document) -> str | None:
    """The date from which the text counts: the document's own; of a year's summary that year.

    A summary of 2023 that is issued in the first months of 2024 says 今年 of 2023.
    """
    named = _YEAR_OF_REPORT_RE.search(document.title or "")
    issued = document.issued
    if named is None:
        return issued
    late = issued is None or (issued[:4] == str(int(named[1]) + 1) and issued[5:7] <= _LAST_MONTH_OF_REPORTS)
    # a whole year is told only where the context is a year
    return named[1] if late or (issued is not None and issued[:7] == f"{named[1]}-12") else issued


_YEAR_OF_SECTION_RE = re.compile(r"(20\d{2})年(?![以来]|[—－–─~～至到-])")
_PLAN_RE = re.compile(r"下一?步|明年|来年|下一?阶段|工作(?:计划|打算|安排|思路)")


def sections(document: Document) -> list[tuple[int, str | None]]:
    """Where a heading says which year follows (三、2024年工作安排), in order.

    The plans at the end of a year's summary are for the year after.
    """
    named = _YEAR_OF_REPORT_RE.search(document.title or "")
    result: list[tuple[int, str | None]] = []
    level = 0
    for heading in document.headings:
        years = set(_YEAR_OF_SECTION_RE.findall(heading.text))
        planned = (
            named is not None and not _PART_OF_YEAR_RE.search(document.title or "") and _PLAN_RE.search(heading.text)
        )
        if len(years) == 1 or (planned and named is not None):
            result.append((heading.start, years.pop() if years else str(int(named[1]) + 1) if named else None))
            level = heading.level
        elif result and heading.level <= level:
            result.append((heading.start, None))
    return result


_PART_OF_YEAR_RE = re.compile(r"半年|季度|月")


def _mention(doc: Doc, text: str, found: FoundDate) -> Span:
    wording = text[found.start : found.end]  # doc.text would join all characters again
    plain = _PREFIX_RE.sub("", wording, count=1)
    return mention(
        doc, "Date", found.start, found.end,
        aliases=(plain,) if plain != wording else (),
        confidence=1.0 if _YEAR_RE.search(wording) else CONTEXT_CONFIDENCE,
        value=found.value,
    )  # fmt: skip
