"""Since when: the date on which a mechanism was started, issued or introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms.authors import GROUP_RE
from ingest.mechanisms.decrees import by_title
from ingest.mechanisms.frames import frame
from ingest.mechanisms.onsets import begins, is_chosen, is_christened, is_taken, stands_before, started, starts_behind
from ingest.mechanisms.references import spoken
from ingest.mechanisms.sequels import is_setting, its_onset, told_before
from ingest.mechanisms.statements import Facts, Mention, Range, sentences, statement, wording
from ingest.mechanisms.years import brought_in, planned
from kg.model import Clause, Relation

_NO_START = (";by", ";as-of")
_DATELINE_RE = re.compile(r"\s*(?:讯|电)")
_COURSE_RE = re.compile(r"\s*(?:本次|此次|全[省市县区州])?(?:试点|行动|工程|改革|创建|活动|工作)")
_SETS_OUT_RE = re.compile(r"(?:起)?,?(?:正式|全面)?(?:启动|开始|实施|开展)")
_COMMA_RE = re.compile("[,，;；]")
_DIGITS_RE = re.compile(r"[0-9]+")
_TARGET_RE = re.compile(r"(?:到|至|截至|截止|力争|确保)$")
_BEFORE_RE = re.compile(r"^(?:之?前|以前|止|以?内)")
_UNTIL_RE = re.compile(r"[到至]|截[至止]")


def starts(facts: Facts) -> Iterator[Relation]:
    """One start of each mechanism: what comes later is its spread, not its beginning."""
    first: dict[str, Relation] = {}
    for one in _told_starts(facts):
        known = first.setdefault(one.source, one)
        if _is_earlier(one.target, known.target):
            first[one.source] = one
    for one in (*planned(facts), *brought_in(facts, first)):
        first.setdefault(one.source, one)
    yield from first.values()


def _is_earlier(date: str, other: str) -> bool:
    """Whether a date value is before another, or the same told more exactly.

    >>> _is_earlier("2018", "2019-04"), _is_earlier("2019-04", "2019"), _is_earlier("2019", "2019-04")
    (True, True, False)
    """
    one, two = _DIGITS_RE.findall(date), _DIGITS_RE.findall(other)
    return (one[: len(two)] == two and len(one) > len(two)) or one[: len(two)] < two[: len(one)]


def _told_starts(facts: Facts) -> Iterator[Relation]:
    framed = frame(facts) is not None
    for clause in facts.document.clauses:
        where = clause.start, clause.end
        if not facts.dates.inside(where):
            continue
        if framed or spoken(facts).inside(where) or facts.titles.inside(where):
            yield from _of_clause(facts, clause)
    for heading in facts.document.headings:
        yield from _of_heading(facts, (heading.start, heading.end))


def _of_heading(facts: Facts, where: Range) -> Iterator[Relation]:
    """The line of a text with hard breaks that the outline takes for a heading."""
    dates = [date for date in facts.dates.inside(where) if _is_start(facts.text, date)]
    if dates and _COMMA_RE.search(facts.text, *where):
        yield from _by_date(facts, where, facts.mechanisms.inside(where), dates)


def _of_clause(facts: Facts, clause: Clause) -> Iterator[Relation]:
    told: tuple[Mention, Range] | None = None
    topic: Mention | None = None
    set_before: list[Mention] = []
    for where in sentences(facts.text, clause.start, clause.end):
        own = spoken(facts).inside(where)
        titles = facts.titles.inside(where)
        dated = facts.dates.inside(where)
        dates = [date for date in dated if _is_start(facts.text, date)]
        dates = [date for date in dates if not any(t.start < date.start < t.end for t in titles)]
        yield from _by_date(facts, where, own, set_before if set_before and not dated else dates)
        yield from by_title(facts, where, dates)
        if not own:
            yield from _of_whole(facts, where, dates)
            yield from its_onset(facts, where, dates[0], topic) if dates and topic is not None else ()
        if own and told is not None and not any(date.start < own[-1].start for date in dates):
            yield from told_before(facts, where, own, *told)
        # the practice of the sentence before, or of the one before that
        told = (dates[0], where) if dates else told if not dated else None
        topic = own[-1] if own else topic
        set_before = dates if dates and not own and is_setting(facts, where) else []


def _is_start(text: str, date: Mention) -> bool:
    """Whether something can have started on a date: no goal, no state, no span of time, none that is quoted."""
    before, behind = text[max(0, date.start - 3) : date.start], text[date.end : date.end + 3]
    line = max(text.rfind("\n", 0, date.start), text.rfind("。", 0, date.start)) + 1
    line += text.startswith(("”", "」"), line)  # of the sentence before
    goal = _TARGET_RE.search(before) or _BEFORE_RE.match(behind) or _UNTIL_RE.match(text[date.start : date.end])
    return (
        not goal
        and not _DATELINE_RE.match(text, date.end)
        and text.count("“", line, date.start) == text.count("”", line, date.start)
        and not text[date.start : date.end].endswith(("前", "内"))
        and not any(mark in date.name for mark in _NO_START)
        and ("/" not in date.name or date.name.endswith("/.."))
    )


def _by_date(facts: Facts, where: Range, own: Sequence[Mention], dates: Sequence[Mention]) -> Iterator[Relation]:
    """D,…推出M; D,M启动; M始于D; M,D在X试点."""
    titles = facts.titles.inside(where)
    bodies = [body for body in facts.bodies.inside(where) if not GROUP_RE.search(body.name)]
    for mechanism in own:
        if any(title.start < mechanism.start < title.end for title in titles):
            continue  # what the document that bears its name does for it is told by the name
        if any(body.start <= mechanism.start and mechanism.end < body.end for body in bodies):
            continue  # 2017年成立M联动中心: what begins is the body; but M with its own 领导小组
        earlier = [date for date in dates if date.end <= mechanism.start]
        later = next((date for date in dates if date.start >= mechanism.end), None)
        if earlier and stands_before(facts, earlier[-1], mechanism):
            yield started(facts, mechanism, earlier[-1], where, 0.6)
            continue
        earlier = [date for date in earlier if not is_taken(facts, where, date)]
        if earlier and is_christened(facts, where, earlier[-1], mechanism):
            yield started(facts, mechanism, earlier[-1], where, 0.55)
            continue
        if earlier and is_chosen(facts, where, earlier[-1], mechanism):
            yield started(facts, mechanism, earlier[-1], where, 0.55)
        elif earlier and begins(facts, where, earlier[-1], mechanism):
            yield started(facts, mechanism, earlier[-1], where, 0.6)
        elif later is not None and starts_behind(facts, where, mechanism, later):
            yield started(facts, mechanism, later, where, 0.6)


def _of_whole(facts: Facts, where: Range, dates: Sequence[Mention]) -> Iterator[Relation]:
    """试点为期两年,D启动: what the whole of a policy is about."""
    about = frame(facts) if dates and facts.document.genre == "policy" else None
    if about is None or about.theme is not None:
        return
    for date in dates[:1]:
        if _COURSE_RE.match(facts.text, where[0]) and _SETS_OUT_RE.match(facts.text, date.end):
            words = wording(facts.text, where, date.range)
            yield statement(facts.doc, "startedOn", about.mechanism.name, date.name, words, confidence=0.4)
