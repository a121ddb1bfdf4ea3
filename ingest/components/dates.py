"""Dates: every expression of time that a calendar holds, with its value. Assigns doc.spans["Date"].

What the text leaves out is taken from the document's date; 去年 is left out where that is unknown.
Source: annotation guidelines, "Date: value".
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.nlp import keep, mention
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
    keep(doc, "Date", [_mention(doc, document.text, item) for item in found])
    return doc


def _mention(doc: Doc, text: str, found: FoundDate) -> Span:
    wording = text[found.start : found.end]  # doc.text would join all characters again
    plain = _PREFIX_RE.sub("", wording, count=1)
    return mention(
        doc, "Date", found.start, found.end,
        aliases=(plain,) if plain != wording else (),
        confidence=1.0 if _YEAR_RE.search(wording) else CONTEXT_CONFIDENCE,
        value=found.value,
    )  # fmt: skip
