"""Whose place an answer speaks of: in an interview or a press conference everybody speaks of his own.

Who answers is introduced once with his office (请某市委组织部部长邱某介绍, 李某,某县某镇党委书记); what stands behind
his name and a colon, down to the next such name, is told by him.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Span

from ingest.nlp import details
from kg.model import Document

# 金某某:, 记者:, 金某某(某区委书记):, 《某报》记者:
_LABEL_RE = re.compile(r"\s*([一-鿿·《》]{1,14})(?:[（(][^（）()\n]{2,40}[）)])?[:：]")
_NAME_RE = re.compile(r"[一-鿿·]{2,6}")
_BREAK_RE = re.compile(r"[,，。;；、:：\n—（(《》！!？?“”]")
_LEAD_RE = re.compile(r"(?:(?:还有|以及|他们是|分别是|有请|邀请|请到了?|欢迎|请|由|是|和|与|及)[了到]?)*")
_BEHIND_RE = re.compile(r"(?:先生|女士|同志)?[,，（(\s—]{1,3}(?:系|是|现任|时任)?")
_SCHOLAR_RE = re.compile("大学|学院|研究|记者|[日晚时]报|电视台|通讯社|杂志")
_OFFICE = 40  # characters of an office with the places in it


def answers(document: Document, places: Mapping[int, Span]) -> dict[int, str]:
    """The region that the answer speaks of in which a clause stands, by the number of the clause."""
    found: dict[int, str] = {}
    known: dict[str, str | None] = {}
    home, under = None, None
    for clause in document.clauses:
        label = _LABEL_RE.match(document.text, clause.start, clause.end)
        if label is not None:
            name = label[1]
            if name not in known:
                known[name] = next(_homes(document.text, name, clause.end, places), None)
            home, under = known[name], clause.headings
        if home is not None and clause.headings == under:
            found[clause.number] = home
    return found


def _homes(text: str, name: str, end: int, places: Mapping[int, Span]) -> Iterator[str]:
    """The place of the office that stands before or behind a name, wherever the text has it up to `end`."""
    at = text.find(name, 0, end) if _NAME_RE.fullmatch(name) else -1
    while at >= 0:
        behind = _BEHIND_RE.match(text, at + len(name))
        first = max((m.end() for m in _BREAK_RE.finditer(text, max(0, at - _OFFICE), at)), default=at)
        starts = [i for i in (first, _LEAD_RE.match(text, first).end()) if i < at]  # type: ignore[union-attr]
        stretches = [(i, at) for i in starts]
        if behind is not None:
            stop = _BREAK_RE.search(text, behind.end())
            stretches.append((behind.end(), stop.start() if stop is not None else len(text)))
        for start, stop_at in stretches:
            if (home := _home(text, start, stop_at, places)) is not None:
                yield home
        at = text.find(name, at + 1, end)


def _home(text: str, start: int, end: int, places: Mapping[int, Span]) -> str | None:
    """The last of the places that an office begins with; None for that of a scholar or a journalist."""
    at, last = start, None
    while at in places and places[at].end < end:
        last, at = places[at], places[at].end
    if last is None or _SCHOLAR_RE.search(text, last.start, end):
        return None
    return details(last).name
