"""Lineage: the mechanism that another grew out of, and the one that it is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.mechanisms.statements import Mention, add_relations, mentions, sentences, statement, within
from kg.model import Clause, Document, Relation

_LEAD_LENGTH = 70
_TOWARDS_RE = re.compile(r"^[”」]?(?:机制|改革|工作|模式|制度)?(?:[^,。;“”]{0,8}?)向[“「]?$")
_TOWARDS_BEHIND_RE = re.compile(r"^[”」]?[、,]?[^,。;]{0,12}?(?:深化|延伸|升级|转型|转变|拓展|发展|迈进|跃升|转化)")
_BECOMES_RE = re.compile(
    r"(?:发展|升级|演变|拓展|转变|深化|提升|上升|总结|提炼|固化|推广|完善|迭代|扩展|改造|优化)[^,。;]{0,6}(?:为|成|到|出)(?:了)?[^,。;“”]{0,8}[“「]?$"
)
_BASIS_RE = re.compile(r"^[”」]?[^,。;“”]{0,10}(?:的)?基础(?:之)?上")
_STEMS_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:脱胎于|源于|起源于|源自|发端于|前身是|前身为|由来是)[^,。;“”]{0,6}[“「]?$")
_CALLED_RE = re.compile(r"^\s*(?:这|该|此)(?:一|种|项|套|些)?(?:做法|经验|模式|探索|实践|举措|创新)[^。;]{0,20}(?:称为|称之为|称作|叫做|叫作|概括为|总结为|提炼为)")
_PRACTICE_RE = re.compile(r"(?:经验|做法|探索|实践)")
_FOOTHOLD_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:为|作为)[^,。;]{0,8}(?:抓手|载体|依托|牵引|平台|突破口|切入点|支撑)")
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
    for where in sentences(doc.text, clause.start, clause.end):
        here = within(found, *where)
        for source, target in _pairs(doc.text, here, where, previous):
            yield statement(doc, "evolvedFrom", source.name, target.name, where, confidence=0.7)
        previous = here or previous


def _pairs(text: str, here: list[Mention], where: tuple[int, int], previous: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """(later, earlier) mechanisms of one sentence."""
    for i, later in enumerate(here):
        earlier = here[i - 1] if i else None
        between = text[earlier.end : later.start] if earlier else text[where[0] : later.start]
        behind = text[later.end : min(where[1], later.end + 20)]
        if earlier and _TOWARDS_RE.match(between) and _TOWARDS_BEHIND_RE.match(behind):
            yield from ((later, one) for one in _joined(text, here[:i]))
        elif earlier and (_BECOMES_RE.search(between) or _BASIS_RE.match(between)) and "。" not in between:
            yield from ((later, one) for one in _joined(text, here[:i]))
        elif earlier and _STEMS_RE.match(between):
            yield earlier, later
        elif not earlier and previous and (_CALLED_RE.match(between) or (_BECOMES_RE.search(between) and _PRACTICE_RE.search(between))):
            yield later, previous[-1]


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
    numbered: Mention | None = None
    topic: Mention | None = None
    heading_before: tuple[int, ...] = ()
    for clause in document.clauses:
        above = _of_heading(document, found, clause)
        own, lead_end = _of_lead(doc.text, found, clause)
        if clause.label is not None or clause.headings != heading_before:
            numbered = own if clause.label is not None else None
        if clause.headings != heading_before:
            topic = None
        topic = _topic(doc.text, within(found, clause.start, clause.end)) or topic
        heading_before = clause.headings
        parent = own or numbered or above or topic
        if own is not None and (outer := ((above or topic) if numbered is own or numbered is None else numbered)) is not None:
            yield statement(doc, "partOf", own.name, outer.name, (own.start, own.end), confidence=0.6)
        if parent is None:
            continue
        nested = dict(_nested(doc.text, within(found, clause.start, clause.end)))
        for mechanism in within(found, lead_end if own else clause.start, clause.end):
            target = nested.get(mechanism, parent)
            yield statement(doc, "partOf", mechanism.name, target.name, (mechanism.start, mechanism.end), confidence=0.6)


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


def _nested(text: str, here: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """(part, whole) pairs that a sentence states itself."""
    for earlier, later in zip(here, here[1:], strict=False):
        between = text[earlier.end : later.start]
        if "。" in between or "\n" in between:
            continue
        if _FOOTHOLD_RE.match(between):
            yield earlier, later
        elif _MAIN_MEANS_RE.match(between) or _PART_RE.match(between):
            yield later, earlier
