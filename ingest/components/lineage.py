"""Lineage: the mechanism that another grew out of, and the one that it is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from ingest.mechanisms import lexicon
from ingest.mechanisms.statements import Mention, add_relations, mentions, sentences, statement, text_of, within
from kg.model import Clause, Document, Relation

Where = tuple[int, int]
_LEAD_LENGTH = 70
_TOWARDS_RE = re.compile(r"^[”」]?(?:机制|改革|工作|模式|制度)?(?:[^,。;“”]{0,8}?)向[“「]?$")
_TOWARDS_BEHIND_RE = re.compile(r"^[”」]?[、,]?[^,。;]{0,12}?(?:深化|延伸|升级|转型|转变|拓展|发展|迈进|跃升|转化)")
_BECOMES_RE = re.compile(
    r"(?:(?:发展|完善|优化|推广|改造)[为成到]|"
    r"(?:升级|演变|拓展|转变|深化|提升|上升|总结|提炼|固化|迭代|扩展)[^,。;以把将]{0,4}[为成到出])"
    r"了?[^,。;“”]{0,8}[“「]?$"
)
_BASIS_RE = re.compile(r"^[”」]?[^,。;“”]{0,10}(?:的)?基础(?:之)?上")
_STEMS_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:脱胎于|源于|源自|发端于|前身[是为])[^,。;“”]{0,6}[“「]?$")
_CALLED_RE = re.compile(
    r"^\s*[这该此](?:一|种|项|套|些)?(?:做法|经验|模式|探索|实践|举措|创新)"
    r"[^。;]{0,20}(?:称为|称之为|称作|叫做|叫作|概括为|总结为|提炼为)"
)
_PRACTICE_RE = re.compile(r"(?:经验|做法|探索|实践)")
_FOOTHOLD_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,4}}(?:为|作为)[^,。;]{{0,8}}{lexicon.words('foothold')}")
_MAIN_MEANS_RE = re.compile(r"^[”」]?的?[^,。;“”]{0,8}(?:抓手|载体|举措|途径|内容|环节|做法)(?:是|为|包括|有)[“「]?$")
_SHORT_FORM_RE = re.compile(r"^[”」]?[(\uff08](?:以下|下文)?(?:简称|统称)")
_PART_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:包括|包含|由|分为|涵盖)[“「:]?")


@Language.component("lineage")
def lineage(doc: Doc) -> Doc:
    document: Document = doc._.document
    found = mentions(doc, "Mechanism")
    if document is None or not found:
        return doc
    grown = [relation for clause in document.clauses for relation in _evolved(doc, found, clause)]
    add_relations(doc, grown)
    linked = {frozenset((r.source, r.target)) for r in grown}
    parts = _parts(doc, document, found)
    add_relations(doc, [r for r in parts if frozenset((r.source, r.target)) not in linked])
    return doc


def _evolved(doc: Doc, found: list[Mention], clause: Clause) -> Iterator[Relation]:
    previous: list[Mention] = []
    for where in sentences(text_of(doc), clause.start, clause.end):
        here = within(found, *where)
        for source, target in _pairs(text_of(doc), here, where, previous):
            yield statement(doc, "evolvedFrom", source.name, target.name, where, confidence=0.7)
        previous = here or previous


def _pairs(text: str, here: list[Mention], where: Where, previous: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """(later, earlier) mechanisms of one sentence, `previous` being those of the one before."""
    for i, later in enumerate(here):
        if i == 0:
            between = text[where[0] : later.start]
            told = _BECOMES_RE.search(between) and _PRACTICE_RE.search(between)
            if previous and (_CALLED_RE.match(between) or told):
                yield later, previous[-1]
            continue
        between = text[here[i - 1].end : later.start]
        behind = text[later.end : min(where[1], later.end + 20)]
        towards = _TOWARDS_RE.match(between) and _TOWARDS_BEHIND_RE.match(behind)
        if towards or _BECOMES_RE.search(between) or _BASIS_RE.match(between):
            yield from ((later, one) for one in _joined(text, here[:i]))
        elif _STEMS_RE.match(between):
            yield here[i - 1], later


def _joined(text: str, before: list[Mention]) -> list[Mention]:
    """The last of `before` with those that stand right beside it (“A”“B”)."""
    group = [before[-1]]
    for one in reversed(before[:-1]):
        if text[one.end : group[-1].start].strip("”“、和与及") == "":
            group.append(one)
        else:
            break
    return group


def _parts(doc: Doc, document: Document, found: list[Mention]) -> Iterator[Relation]:
    """Every mechanism under the nearest one above it: in its sentence, its clause's lead, the headings, the section."""
    numbered: Mention | None = None
    topic: Mention | None = None
    headings: tuple[int, ...] = ()
    for clause in document.clauses:
        here = within(found, clause.start, clause.end)
        own, lead_end = _of_lead(text_of(doc), found, clause)
        if clause.label is not None or clause.headings != headings:
            numbered = own if clause.label is not None else None
        if clause.headings != headings:
            topic = None
        headings = clause.headings
        topic = _topic(text_of(doc), here) or topic
        above = _of_heading(document, found, clause) or topic
        outer = above if numbered in (own, None) else numbered
        nested = dict(_nested(text_of(doc), here))
        for mechanism in here:
            behind_lead = own is None or mechanism.start >= lead_end
            whole = nested.get(mechanism) or ((own or outer) if behind_lead else outer if mechanism == own else None)
            if whole is not None:
                where = (mechanism.start, mechanism.end)
                yield statement(doc, "partOf", mechanism.name, whole.name, where, confidence=0.6)


def _topic(text: str, here: list[Mention]) -> Mention | None:
    """The mechanism that the text gives a short form: what its section is about."""
    return next((m for m in here if _SHORT_FORM_RE.match(text[m.end : m.end + 8])), None)


def _of_heading(document: Document, found: list[Mention], clause: Clause) -> Mention | None:
    """The mechanism of the nearest heading that names one, if it names only one."""
    for index in reversed(clause.headings):
        heading = document.headings[index]
        named = within(found, heading.start, heading.end)
        if len({m.name for m in named}) == 1:
            return named[0]
    return None


def _of_lead(text: str, found: list[Mention], clause: Clause) -> tuple[Mention | None, int]:
    """The mechanism that the run-in lead of a clause is about, and where the lead ends."""
    first = next(iter(sentences(text, clause.start, clause.end)), None)
    if first is None or first[1] - first[0] > _LEAD_LENGTH or first[1] >= clause.end - 1:
        return None, clause.start
    named = within(found, *first)
    if not named:
        return None, first[1]
    grown = [m for i, m in enumerate(named) if i and _TOWARDS_RE.match(text[named[i - 1].end : m.start])]
    if grown:
        return grown[-1], first[1]
    one = named[-1] if len({m.name for m in named}) == 1 else None
    at_edge = one is not None and (one.end >= first[1] - 1 or one.start <= first[0] + 6)
    return (one if at_edge else None), first[1]


def _grown(text: str, here: list[Mention], start: Mention) -> Mention:
    """What `start` is said to grow into in its sentence (推动“A”向“B”升级: B), else itself."""
    for earlier, later in pairwise(here[here.index(start) :]):
        between = text[earlier.end : later.start]
        if "。" in between or "\n" in between:
            break
        if _TOWARDS_RE.match(between):
            return later
    return start


def _nested(text: str, here: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """(part, whole) pairs that a sentence states itself."""
    for earlier, later in pairwise(here):
        between = text[earlier.end : later.start]
        if "。" in between or "\n" in between:
            continue
        if _FOOTHOLD_RE.match(between):
            yield earlier, _grown(text, here, later)
        elif _MAIN_MEANS_RE.match(between) or _PART_RE.match(between):
            yield later, earlier
