"""On what strength: the document or the meeting that a mechanism carries out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms import leads
from ingest.mechanisms.elements import is_content
from ingest.mechanisms.forms import forms, longest_in, quoted_in
from ingest.mechanisms.references import spoken
from ingest.mechanisms.statements import Facts, Mention, Range, sentences, statement, within, wording
from ingest.mechanisms.subjects import words_before
from kg.model import Clause, Relation
from kg.names import name_key

ON_STRENGTH_RE = re.compile(r"(?:根据|依据|按照|依照|遵照|贯彻|落实|执行|对照|围绕|聚焦|遵循)[^,。;]{0,10}《?$")
ISSUED_RE = re.compile(
    r"(?:出台|印发|制定|下发|发布|颁布|制发|起草|编制|修订|作出|通过|推出|形成(?=了?(?:《|$)))(?:实施|印发|出台)?了?[^,。;《》]{0,8}《?$"
)
SETS_UP_RE = re.compile(
    r"建立|健全|完善|推行|实行|实施|构建|搭建|打造|创设|制定|形成|开展|探索|启动|设立|组建|推出|试行|推进|推广|创新|明确|落实|深化|提出|建成|建设|建起|改造|升级|设置|"
    r"摸索|定名|实现|搭起|办起|增设|规定|确立|写入|新增|引入|固化|规范"
)
# 《某条例》施行,首次规定了M
ENACTED_RE = re.compile(r"^》?(?:[^,。;《》]{0,8})(?:施行|实施|生效|出台|印发|发布|颁布|公布|下发)[,,]")
_PREAMBLE_RE = re.compile(r"(?:制定|提出)(?:本|如下|以下|实施)|现(?:就|将|提出)|(?:印发|转发)给")
# what carries out a campaign's plan is based on that too
_CAMPAIGN_RE = re.compile(r"(?:行动|工程|攻坚战?)(?:实施|工作)?(?:方案|计划)(?:\([^()]*\))?$")
_STATUTE_RE = re.compile(r"(?:条例|规定|办法|细则|规则)$")  # based as a whole on those that it names
_REPEALED_RE = re.compile(r"^》?[^。;]{0,12}(?:废止|失效|停止执行|列入[^。;]{0,6}计划)")  # …列入今年立法计划
_STRENGTH = 12  # characters
_OPENING = 3  # paragraphs
_HEADLINE_RE = re.compile(r"出台|印发|发布|颁布|公布|施行|解读|[一-鿿]{2}(?:办法|条例|意见|方案|细则|规定|措施)")
_LED_BY_RE = re.compile(
    r"\s*(?:全面|认真|细化|深入|严格|切实|坚决|抓好|扎实|推动|深化)*(?:贯彻|落实|执行|遵守|根据|依据|按照|依照)(?:贯彻|落实|实施)?好?[^,。;]{0,6}《?"
)
_ENACTS_RE = re.compile(r"推[进动][^,。;]{0,4}《?$")
_LEGISLATION_RE = re.compile(r"》?(?:的?地方)?立法")
# “M”写进了《某村规》; 《某方案》把M列为头号任务
_WRITTEN_RE = re.compile(r"[”」]?[^,。;“”]{0,8}(?:写[进入]|载入|纳入|载明于)了?[^,。;《》]{0,8}《?$")
_LISTS_RE = re.compile(r"》?[^,。;《》]{0,4}(?:把|将)[^,。;]{0,6}[“「]?$")
_LISTED_AS_RE = re.compile(r"[”」]?[^,。;]{0,4}(?:列[为入作]|写[进入]|纳入|确定为|作为|定为)")
_DECIDES_RE = re.compile(r"^[^,。;]{0,6},?(?:部署|提出|作出|审议通过|表决通过|通过|决定|明确|要求)")
_TITLE_RE = re.compile(r"《[^《》]*》")
_NEXT = 20  # characters between a meeting and what it decides
_DECIDED = 24  # characters between a meeting and what it decides, without the titles of documents
# what a document sets up beside what its title names: 印发《某行动方案》,提出打造M
_BESIDE_RE = re.compile(
    r"》?,(?:(?:并|还|同时)*(?:提出|要求|决定|部署|首次|增设)|[^。;]{0,50}配套)[^,。;“”]{0,28}[“「]?"
)
# 印发《…》,M作为主要形式写入文件
_WRITTEN_IN_RE = re.compile(
    r"[”」]?(?:作为|被|也|正式)?[^,。;“”《》]{0,12}写[进入]了?(?:这份|该|其中|上述)?(?:文件|方案|意见|办法|条例|规定|细则|通知|决定)"
)


def grounds(facts: Facts) -> Iterator[Relation]:
    """A document is what the mechanisms that it names are based on, else those that its sentence sets up by it."""
    known = forms(facts)
    statute = _STATUTE_RE.search(facts.document.title or "") is not None
    for title in facts.titles:
        if statute or title.name.endswith("承诺书") or _REPEALED_RE.match(facts.text[title.end : title.end + 20]):
            continue
        for name in [*longest_in(known, name_key(title.name)), *quoted_in(facts, title)]:
            yield statement(facts.doc, "basedOn", name, title.name, title.range, confidence=0.7)
    for clause in facts.document.clauses:
        yield from _of_clause(facts, clause, known)
    yield from _reported(facts)


def _reported(facts: Facts) -> Iterator[Relation]:
    """某市出台社区管理办法: all that a report on one document describes stands in that document."""
    told = told_of(facts)
    for clause in facts.document.clauses if told is not None else ():
        for where in sentences(facts.text, clause.start, clause.end):
            for mechanism in facts.mechanisms.inside(where):
                if told is not None and mechanism.start > told.end:
                    words = wording(facts.text, where, mechanism.range)
                    yield statement(facts.doc, "basedOn", mechanism.name, told.name, words, confidence=0.45)


def told_of(facts: Facts) -> Mention | None:
    """The one document that a report names, if its headline says that it was issued and its opening how."""
    named = {title.name: title for title in reversed(facts.titles)}
    if facts.document.genre != "report" or len(named) != 1:
        return None
    (title,) = named.values()
    opening = [c for c in facts.document.clauses if c.kind == "paragraph"][:_OPENING]
    told = any(c.start <= title.start < c.end for c in opening)
    issued = ISSUED_RE.search(facts.text[max(0, title.start - 24) : title.start])
    return title if told and issued and _HEADLINE_RE.search(facts.document.title or "") else None


def _of_clause(facts: Facts, clause: Clause, known: dict[str, str]) -> Iterator[Relation]:
    every = within(facts.titles, clause.start, clause.end)
    if not every and not within(facts.events, clause.start, clause.end):
        return
    yield from _of_lead(facts, clause, every)
    for where in sentences(facts.text, clause.start, clause.end):
        own = spoken(facts).inside(where)
        titles, events = facts.titles.inside(where), facts.events.inside(where)
        if own and (titles or events) and not _PREAMBLE_RE.search(facts.text[where[0] : where[1]]):
            unnamed = [title for title in titles if _may_set_up(facts, title, known)]
            yield from _set_up(facts, where, own, unnamed)
            for title in titles:
                yield from _written(facts, where, own, title)
                yield from _beside(facts, where, own, title)
            yield from _decided(facts, where, own, events)


def _of_lead(facts: Facts, clause: Clause, titles: Sequence[Mention]) -> Iterator[Relation]:
    """(一)建立M。落实《某条例》…; 推进《某条例》立法: a plan's point goes by what it begins with carrying out."""
    own, end = leads.lead(facts, clause) if titles and clause.label is not None else (None, 0)
    if own is None:
        return
    where = next(iter(sentences(facts.text, end + 1, clause.end)), (0, 0))
    for title in titles:
        if not where[0] <= title.start < where[1]:
            continue
        before, behind = facts.text[where[0] : title.start], facts.text[title.end : where[1]]
        if _LED_BY_RE.fullmatch(before) or (_ENACTS_RE.search(before) and _LEGISLATION_RE.match(behind)):
            yield statement(
                facts.doc, "basedOn", own.name, title.name, (where[0], title.end), at=own.start, confidence=0.5
            )


def _may_set_up(facts: Facts, title: Mention, known: dict[str, str]) -> bool:
    """Whether more may rest on a title than what it names: it names nothing, or 根据《某行动方案》 goes on."""
    if not longest_in(known, name_key(title.name)):
        return True
    before = facts.text[max(0, title.start - _STRENGTH) : title.start]
    return _CAMPAIGN_RE.search(title.name) is not None and ON_STRENGTH_RE.search(before) is not None


def _set_up(facts: Facts, where: Range, own: Sequence[Mention], titles: Sequence[Mention]) -> Iterator[Relation]:
    """根据《…》建立M; 出台《…》,建立M; 推行M,出台《…》."""
    for title in titles:
        words = facts.text[max(where[0], title.start - 24) : title.start]
        behind = facts.text[title.end : where[1]]
        issued = ISSUED_RE.search(words)
        issued = issued or ENACTED_RE.match(behind)
        if _REPEALED_RE.match(behind) or not (issued or ON_STRENGTH_RE.search(words)):
            continue
        later = [m for m in own if m.start >= title.end and _is_set_up(facts, where, title, m)]
        earlier = [m for m in own if m.end <= title.start]
        told = earlier[-1:] if issued else []
        for mechanism in later or told:
            span = wording(facts.text, where, mechanism.range, title.range)
            yield statement(facts.doc, "basedOn", mechanism.name, title.name, span, at=mechanism.start, confidence=0.5)


def _written(facts: Facts, where: Range, own: Sequence[Mention], title: Mention) -> Iterator[Relation]:
    """“M”写进了《某村规》; 《某方案》把M列为头号任务."""
    for mechanism in own:
        if mechanism.end <= title.start:
            told = _WRITTEN_RE.match(facts.text[mechanism.end : title.start])
            told = None if _REPEALED_RE.match(facts.text[title.end : where[1]]) else told
        elif _WRITTEN_IN_RE.match(facts.text, mechanism.end, where[1]):
            told = _WRITTEN_IN_RE.match(facts.text, mechanism.end, where[1])
        else:
            told = _LISTS_RE.match(facts.text[title.end : mechanism.start])
            told = _LISTED_AS_RE.match(facts.text, mechanism.end, where[1]) if told else None
        if told:
            span = wording(facts.text, where, mechanism.range, title.range)
            yield statement(facts.doc, "basedOn", mechanism.name, title.name, span, at=mechanism.start, confidence=0.6)


def _beside(facts: Facts, where: Range, own: Sequence[Mention], title: Mention) -> Iterator[Relation]:
    """印发《某行动方案》,提出打造“M”: what is quoted first is set up, beside what the title names."""
    one = next((m for m in own if m.start >= title.end), None)
    if one is None or facts.text[one.start] not in "“「" or name_key(one.name) in name_key(title.name):
        return
    issued = ISSUED_RE.search(facts.text[max(where[0], title.start - 24) : title.start])
    if issued and _BESIDE_RE.fullmatch(facts.text, title.end, one.start) and _is_set_up(facts, where, title, one):
        span = wording(facts.text, where, one.range, title.range)
        yield statement(facts.doc, "basedOn", one.name, title.name, span, at=one.start, confidence=0.5)


def _is_set_up(facts: Facts, where: Range, ground: Mention, mechanism: Mention) -> bool:
    """Whether a verb of setting up between the ground and a mechanism takes the latter."""
    start = max(ground.end, facts.text.rfind(",", where[0], mechanism.start) + 1)
    if is_content(facts.text, start, mechanism.start, mechanism.end):
        return False
    return SETS_UP_RE.search(words_before(facts.text, start, mechanism.start, facts.mechanisms)) is not None


def _is_decided(facts: Facts, where: Range, event: Mention, mechanism: Mention) -> bool:
    """…全会部署M; 会议通过《…》,明确要实现M."""
    if mechanism.start - event.end <= _NEXT:
        return not is_content(facts.text, event.end, mechanism.start, mechanism.end)
    between = _TITLE_RE.sub("", facts.text[event.end : mechanism.start])
    return len(between) <= _DECIDED and _is_set_up(facts, where, event, mechanism)


def _decided(facts: Facts, where: Range, own: Sequence[Mention], events: Sequence[Mention]) -> Iterator[Relation]:
    """根据…会议精神,建立M; …全会部署M. A policy as a whole carries out the meetings that it names."""
    for event in events if facts.document.genre != "policy" else ():
        strength = ON_STRENGTH_RE.search(facts.text[max(where[0], event.start - 12) : event.start])
        decides = _DECIDES_RE.match(facts.text[event.end : where[1]])
        for mechanism in (m for m in own if event.end <= m.start <= event.end + 80):
            if (strength and _is_set_up(facts, where, event, mechanism)) or (
                decides and _is_decided(facts, where, event, mechanism)
            ):
                span = wording(facts.text, where, event.range, mechanism.range)
                yield statement(
                    facts.doc, "basedOn", mechanism.name, event.name, span, at=mechanism.start, confidence=0.5
                )
