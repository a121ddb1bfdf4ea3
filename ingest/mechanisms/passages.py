"""What each clause stands under: the mechanism of its own run-in lead, and the one that is above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.mechanisms import leads
from ingest.mechanisms.frames import Frame
from ingest.mechanisms.statements import Facts, Mention, sentences, within
from kg.model import Clause

_QUESTION_RE = re.compile(r"(?:问|记者|采访人|主持人):[“「]?")
_HEADED_RE = re.compile(r"(?!答|受访)[一-鿿]{2,6}(?:[:\s])")  # 采访手记 …: the interview is over
_BULLETS = "—●■◆·•▲※"


@dataclass(frozen=True, slots=True)
class Passage:
    """`own` is what the lead of the clause, which ends at `lead_end`, is about; `above` what the clause belongs to,
    `by` its number, its heading, its topic or as an item.

    `on_topic`: above is what the text has given a short form, so that all that is said of it belongs to it.
    """

    clause: Clause
    here: list[Mention]
    own: Mention | None
    lead_end: int
    above: Mention | None
    by: str
    on_topic: bool


def passages(facts: Facts, about: Frame | None) -> Iterator[Passage]:
    """Every clause of the document in order."""
    numbered: Mention | None = None  # the mechanism of the numbered clause that a paragraph goes on with
    topic: Mention | None = None
    host: Mention | None = None  # what a paragraph names that items follow
    asked: Mention | None = None  # what the question of an interview is about
    headings: tuple[int, ...] = ()
    for clause in facts.document.clauses:
        here = within(facts.mechanisms, clause.start, clause.end)
        own, lead_end = leads.lead(facts, clause)
        if clause.label is not None or clause.headings != headings:
            numbered = own if clause.label is not None else None
        topic = _topic(facts, about, here) or (topic if clause.headings == headings else None)
        headings = clause.headings
        item = facts.text[clause.start] in _BULLETS
        if own is None and here and not item and _introduces_items(facts, clause):
            own, lead_end = here[0], here[0].end
        host = host if item else own
        asked = _asked(facts, clause, here, asked)
        ways = {
            "item": host if item else None,
            "number": numbered if numbered != own else None,
            "heading": leads.heading(facts, clause),
            "asked": asked if asked not in here else None,
            "topic": topic,
        }
        by = next((way for way, one in ways.items() if one is not None), "topic")
        yield Passage(clause, here, own, lead_end, ways[by], by, topic is not None)


def _asked(facts: Facts, clause: Clause, here: list[Mention], before: Mention | None) -> Mention | None:
    """The mechanism that a question opens with (问:“M”有什么不同?), for the paragraphs of its answer."""
    question = _QUESTION_RE.match(facts.text, clause.start)
    if question is None:
        return None if _HEADED_RE.match(facts.text, clause.start) else before
    return here[0] if here and here[0].start <= question.end() else None


def _topic(facts: Facts, about: Frame | None, here: list[Mention]) -> Mention | None:
    topic = leads.topic(facts, here)
    return None if topic is None or (about is not None and topic.name == about.mechanism.name) else topic


def _introduces_items(facts: Facts, clause: Clause) -> bool:
    """Whether a clause of one sentence stands over items (——…)."""
    below = facts.document.clauses[clause.number :][:1]
    one = len(sentences(facts.text, clause.start, clause.end)) == 1
    return one and bool(below) and facts.text[below[0].start] in _BULLETS
