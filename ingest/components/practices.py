"""Practices: where a mechanism is implemented, who leads it, since when, on the strength of which document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.mechanisms import lexicon
from ingest.mechanisms.statements import (
    Mention,
    add_relations,
    mentions,
    region_at,
    sentences,
    spans,
    statement,
    text_of,
    within,
)
from kg.model import Document, Relation
from kg.names import name_key

Where = tuple[int, int]
_STOP_RE = re.compile(r"[,;:\uff0c\uff1b\uff1a]")
_JOINT_RE = re.compile(r"^(?:、|和|与|及|以及)?$")
_LISTED_RE = re.compile(
    r"^(?:等?[0-9一二三四五六七八九十]*个?[省市县区州旗镇乡村]?)?(?:、|和|与|及|以及)(?:[0-9]{4}年)?$"
)
_BEFORE_PLACE_RE = re.compile(
    r"(?:^|[在于到、和与]|年|月|日|初|底|推动|支持|指导|选择|率先由|组织|目前|其中|比如|例如|例:|如|同时|此外)\s*$"
)
# what may stand between the start of a clause and its subject
_BEFORE_SUBJECT_RE = re.compile(
    r"^(?:[\s::]|由此|近年来|今年以来|目前|为此|同时|此外|其中|随后|并|还|也|特别是|在此基础上|[0-9年月日初底末以来,]+|"
    r"第[一二三四五六七八九十]+阶段[::]?|[((][一二三四五六七八九十0-9]+[))])*$"
)
_LEADS_RE = re.compile(r"^(?:牵头|负责|主导|主抓|统筹|领导|主管|组织实施|具体实施|承办|召集|把关)")
_LEADS_INSIDE_RE = re.compile(r"^(?:领导|牵头|主导|研究讨论|统筹|负责|主责|把关)")
_REACH = 60  # characters between a subject and what it carries out
_BY_RE = re.compile(r"(?:按照|根据|依据|结合|依托|通过|围绕|对照|参照)[^,。]{0,12}$")
_NOT_SUBJECT_RE = re.compile(r"^(?:的|等?(?:负责人|有关负责|书记|主任|成员|班子|领导班子|工作人员|干部)|与|同)")
_START_RE = re.compile(lexicon.words("starting"))
_DEMONSTRATIVE_RE = re.compile(rf"^\s*[这该此](?:一|种|项|套|些)?{lexicon.words('told')}")
_PLANNED_RE = re.compile(r"支持|鼓励|计划|拟|力争|争取|将于")
_NO_START = (";end", ";by", ";as-of", "/")
_ON_STRENGTH_RE = re.compile(r"(?:根据|依据|按照|依照)[^,。]{0,6}《?$")


@Language.component("practices")
def practices(doc: Doc) -> Doc:
    document: Document = doc._.document
    found = mentions(doc, "Mechanism")
    if document is None or not found:
        return doc
    relations = [*_implemented(doc, found)]
    for clause in document.clauses:
        told: Where | None = None
        for where in sentences(text_of(doc), clause.start, clause.end):
            relations += _led(doc, found, where)
            relations += _started(doc, found, where, told)
            told = where if _dates(doc, where) else told
    relations += _based(doc, found)
    add_relations(doc, relations)
    return doc


def _implemented(doc: Doc, found: list[Mention]) -> Iterator[Relation]:
    """One for each mechanism and region: the regions named right before it, else the one its statement is about."""
    places = mentions(doc, "Region")
    bodies = mentions(doc, "Organization")
    for mechanism in found:
        where = _clause_before(text_of(doc), mechanism)
        near = within(places, where, mechanism.start)
        free = [place for place in near if not any(body.start <= place.start < body.end for body in bodies)]
        names = _last_group(text_of(doc), free) if _is_place_of(text_of(doc), where, free, mechanism) else []
        if not names:
            region = region_at(doc, mechanism.start)
            names = [region] if region is not None else []
        for name in names:
            span = (mechanism.start, mechanism.end)
            yield statement(doc, "implementedIn", mechanism.name, name, span, confidence=0.8)


def _is_place_of(text: str, where: int, places: list[Mention], mechanism: Mention) -> bool:
    """Whether the places before a mechanism are its subject or adverbial, not an attribute of something else."""
    if not places:
        return False
    return (
        mechanism.start - places[-1].end <= 8
        or _BEFORE_PLACE_RE.search(text[where : places[0].start]) is not None
        or _BEFORE_PLACE_RE.search(text[where : places[-1].start]) is not None
    )


def _clause_before(text: str, mechanism: Mention) -> int:
    """Where the comma-clause of a mention begins."""
    start = mechanism.start
    while start > 0 and text[start - 1] not in ",。;:\n\uff0c\uff1b\uff1a":
        start -= 1
    return start


def _last_group(text: str, places: list[Mention]) -> list[str]:
    """The names of the last places that 、 or 和 joins; of a chain (市 + 县) only the last."""
    group: list[Mention] = []
    for place in reversed(places):
        if not group:
            group.append(place)
            continue
        between = text[place.end : group[-1].start]
        if _LISTED_RE.match(between):
            group.append(place)
        elif between:
            break
    return [place.name for place in reversed(group)]


def _led(doc: Doc, found: list[Mention], where: Where) -> Iterator[Relation]:
    mechanisms = within(found, *where)
    if not mechanisms:
        return
    bodies = [body for kind in ("Organization", "OrganizationKind") for body in mentions_in(doc, kind, where)]
    bodies.sort(key=lambda body: body.start)
    subjects = _subjects(text_of(doc), bodies, where)
    for mechanism in mechanisms:
        for body in _inside(text_of(doc), bodies, mechanism):
            yield statement(doc, "ledBy", mechanism.name, body.name, where, confidence=0.7)
        for body in subjects:
            between = text_of(doc)[body.end : mechanism.start]
            if body.end <= mechanism.start and _carries(between):
                yield statement(doc, "ledBy", mechanism.name, body.name, where, confidence=0.6)
    for body in bodies:
        by = text_of(doc)[max(0, body.start - 1) : body.start] == "由" and _LEADS_RE.match(
            text_of(doc)[body.end : body.end + 6]
        )
        if by and not any(m.start <= body.start < m.end for m in mechanisms):
            yield statement(doc, "ledBy", mechanisms[-1].name, body.name, where, confidence=0.6)


def mentions_in(doc: Doc, kind: str, where: Where) -> list[Mention]:
    cache: dict[str, list[Mention]] = doc.user_data.setdefault("mentions", {})
    if kind not in cache:
        cache[kind] = mentions(doc, kind)
    return within(cache[kind], *where)


def _subjects(text: str, bodies: list[Mention], where: Where) -> list[Mention]:
    """The bodies that stand as the subject of the sentence, several if joined."""
    subjects: list[Mention] = []
    for body in bodies:
        if not subjects:
            before = text[where[0] : body.start]
            opening = _STOP_RE.split(before)[-1]
            if not _BEFORE_SUBJECT_RE.match(opening):
                continue
        elif not _JOINT_RE.match(text[subjects[-1].end : body.start]):
            break
        subjects.append(body)
    if subjects and _NOT_SUBJECT_RE.match(text[subjects[-1].end : subjects[-1].end + 8]):
        return []
    return subjects


def _carries(between: str) -> bool:
    """Whether what stands between a body and a mechanism holds a verb that carries it out, not too far off."""
    words = re.sub(r"《[^》]*》", "", between)
    if len(words) > _REACH or _BY_RE.search(words):
        return False
    return any(verb in words for verb in _carrying())


@cache
def _carrying() -> tuple[str, ...]:
    verbs = {verb for verb, use in lexicon.verbs().items() if use.use != "preposition"}
    return tuple(sorted(verbs | {"牵头", "部署", "印发", "提出", "提升", "将", "发布", "主导", "主抓", "推"}))


def _inside(text: str, bodies: list[Mention], mechanism: Mention) -> list[Mention]:
    """Bodies inside a mechanism's name that lead it there (党组织领导下的…机制)."""
    return [
        body
        for body in bodies
        if mechanism.start <= body.start < mechanism.end
        and (_LEADS_INSIDE_RE.match(text[body.end : body.end + 6]) or text[body.start - 1] == "由")
    ]


def _started(doc: Doc, found: list[Mention], where: Where, before: Where | None) -> Iterator[Relation]:
    """The date that stands before a mechanism with a verb of starting between, or that of the practice just told."""
    mechanisms = within(found, *where)
    dates = _dates(doc, where)
    titles = mentions_in(doc, "PolicyDocument", where)
    for mechanism in mechanisms:
        earlier = [d for d in dates if d.end <= mechanism.start]
        if not earlier:
            continue
        value, end = earlier[-1]._.attributes["value"], earlier[-1].end
        between = text_of(doc)[end : mechanism.start]
        if any(end <= title.start < mechanism.start for title in titles) or len(between) > _REACH:
            continue
        if _PLANNED_RE.search(between):
            continue
        if _START_RE.search(between):
            yield statement(doc, "startedOn", mechanism.name, value, where, confidence=0.6)
    if before is not None and mechanisms and not dates and _DEMONSTRATIVE_RE.match(text_of(doc)[where[0] : where[1]]):
        told = _dates(doc, before)
        if told and _START_RE.search(text_of(doc)[told[0].end : before[1]]):
            yield statement(doc, "startedOn", mechanisms[0].name, told[0]._.attributes["value"], where, confidence=0.5)


def _dates(doc: Doc, where: Where) -> list[Span]:
    """The dates of a sentence on which something can have started."""
    dates: list[Span] = doc.user_data.setdefault("dates", sorted(spans(doc, "Date"), key=lambda date: date.start))
    first = bisect_left(dates, where[0], key=lambda date: date.start)
    last = bisect_left(dates, where[1], key=lambda date: date.start)
    inside = [date for date in dates[first:last] if date.end <= where[1]]
    values = [(date, date._.attributes.get("value")) for date in inside]
    return [date for date, value in values if value is not None and not any(mark in value for mark in _NO_START)]


def _based(doc: Doc, found: list[Mention]) -> Iterator[Relation]:
    """Mechanisms that a document's title names, else those that its sentence sets up by it."""
    forms = _forms(doc)
    for document in mentions(doc, "PolicyDocument"):
        title = name_key(document.name)
        longest = _longest(forms, title)
        for name in longest:
            yield statement(doc, "basedOn", name, document.name, (document.start, document.end), confidence=0.7)
        if not longest:
            yield from _set_up(doc, found, document)


def _set_up(doc: Doc, found: list[Mention], document: Mention) -> Iterator[Relation]:
    """根据《…》,…建立M: the mechanisms that the same sentence sets up on the strength of the document."""
    text = text_of(doc)
    if not _ON_STRENGTH_RE.search(text[max(0, document.start - 8) : document.start]):
        return
    stop = next((i for i in range(document.end, len(text)) if text[i] in "。;\n\uff1b"), len(text))
    for mechanism in within(found, document.end, stop):
        where = (document.start, mechanism.end)
        yield statement(doc, "basedOn", mechanism.name, document.name, where, confidence=0.5)


def _forms(doc: Doc) -> dict[str, str]:
    """Key of every name and alias of at least four characters -> the entity's name."""
    forms: dict[str, str] = {}
    ordered = sorted(spans(doc, "Mechanism"), key=lambda span: (span.start, span.end))
    for mechanism, span in zip(mentions(doc, "Mechanism"), ordered, strict=True):
        for form in (span._.name, *span._.aliases):
            if len(name_key(form)) >= 4:
                forms.setdefault(name_key(form), mechanism.name)
    known = {name_key(name): name for name in forms.values()} | forms
    for form, term in lexicon.terms().items():
        if len(form) >= 4 and name_key(term.name) in known:
            forms.setdefault(name_key(form), known[name_key(term.name)])
    return forms


def _longest(forms: dict[str, str], title: str) -> list[str]:
    """The mechanisms whose names stand in `title`, not those inside a longer one."""
    inside = [form for form in forms if form in title]
    longest = [form for form in inside if not any(form != other and form in other for other in inside)]
    return list(dict.fromkeys(forms[form] for form in longest))
