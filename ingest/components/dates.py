"""Dates: every expression of time that a calendar holds, with its value. Assigns doc.spans["Date"].

What the text leaves out is taken from the document's date; 去年 is left out where that is unknown.
Source: annotation guidelines, "Date: value".
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.nlp import mention
from ingest.years import context, sections
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


def _mention(doc: Doc, text: str, found: FoundDate) -> Span:
    wording = text[found.start : found.end]  # doc.text would join all characters again
    plain = _PREFIX_RE.sub("", wording, count=1)
    return mention(
        doc, "Date", found.start, found.end,
        aliases=(plain,) if plain != wording else (),
        confidence=1.0 if _YEAR_RE.search(wording) else CONTEXT_CONFIDENCE,
        value=found.value,
    )  # fmt: skip
