"""What a text starts by its own date: the plans of a year's section, the campaign that a policy brings in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.mechanisms.frames import frame
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, sentences, statement, within, wording
from ingest.mechanisms.subjects import words_before
from kg.model import Heading, Relation
from kg.names import name_key

_CAMPAIGN_RE = re.compile(r"(?:行动|行动计划|计划|工程|改革|攻坚战?|战役|试点|活动)$")
# 2025年工作安排 plans, 2024年主要工作成效 tells
_PLANS_RE = re.compile(r"[^,。;]{0,12}(?:安排|打算|计划|思路|重点|目标|任务|举措|要点|部署|谋划|设想)")
_TELLS_RE = re.compile(r"[^,。;]{0,8}(?:工作|成效|总结|情况|回顾|成绩|亮点|开展)")
_BEGINS_RE = re.compile(r"(?:启动|首创|创设|开启)[^,。;、“”]{0,8}[“「]?$")
_CARRIES_RE = re.compile(r"(?:实施|推进|推行|开展|启动|组织|开启|打响|推出|抓好|深化|试行|谋划)[^,。;、“”]{0,8}[“「]?$")
_NAMED_RE = re.compile(r"(?:三年|两年|专项|攻坚|提升|创建|治理)?(?:行动|攻坚战?)$")


def planned(facts: Facts) -> Iterator[Relation]:
    """二、2025年工作安排 …实施M: what a year's plan carries out anew, what its report says was launched."""
    for number, heading in enumerate(facts.document.headings):
        date = next(iter(within(facts.dates, heading.start, heading.end)), None)
        verb = _verb(facts, heading, date) if date is not None else None
        for clause in facts.document.clauses if verb is not None else ():
            if date is None or verb is None or number not in clause.headings:
                continue
            for where in sentences(facts.text, clause.start, clause.end):
                yield from _started(facts, where, date, heading, verb)


def _verb(facts: Facts, heading: Heading, date: Mention) -> re.Pattern[str] | None:
    """The verbs that start something under a heading of a year, None under any other."""
    if heading.level == 0 or not date.name.isdigit():
        return None
    latest = max(
        (d.name[:4] for h in facts.document.headings for d in facts.dates.inside((h.start, h.end))), default=""
    )
    to_come = date.name >= max(latest, (facts.document.issued or "")[:4])
    if to_come and _PLANS_RE.match(facts.text, date.end, heading.end):
        return _CARRIES_RE
    return _BEGINS_RE if _TELLS_RE.match(facts.text, date.end, heading.end) else None


def _started(facts: Facts, where: Range, date: Mention, heading: Heading, verb: re.Pattern[str]) -> Iterator[Relation]:
    dated = facts.dates.inside(where)
    for one in facts.mechanisms.inside(where):
        new = facts.by_key.get(name_key(one.name), one).start >= heading.start
        if not new or not _CAMPAIGN_RE.search(one.name) or any(d.end <= one.start for d in dated):
            continue
        start = piece_of(facts.text, where, one.start)[0]
        if verb.search(words_before(facts.text, start, one.start, facts.mechanisms)):
            words = wording(facts.text, where, one.range)
            yield statement(facts.doc, "startedOn", one.name, date.name, words, at=one.start, confidence=0.5)


def brought_in(facts: Facts, told: Iterable[str]) -> Iterator[Relation]:
    """The campaign that the title of a policy names starts on the day the policy is issued, unless its start is told
    (`told`: names of mechanisms)."""
    about = frame(facts) if facts.document.genre == "policy" and facts.document.issued else None
    if about is None or about.theme is not None or not _NAMED_RE.search(about.mechanism.name):
        return
    if any(about.mechanism.name.endswith(name) for name in told):
        return
    date = next((date for date in facts.dates if date.name == facts.document.issued), None)
    if date is not None:
        name = about.mechanism.name
        yield statement(facts.doc, "startedOn", name, date.name, date.range, at=about.mechanism.start, confidence=0.4)
