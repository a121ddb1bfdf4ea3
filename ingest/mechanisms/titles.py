"""Practices that a document named in 《》 spreads or rules: 《某县乡村治理积分制管理办法》 names 乡村治理积分制.

Source: annotation guidelines, "Settled cases": a practice counts as the subject of a document that the text names.
What stands in quotation marks there is for ingest.mechanisms.quotes, campaigns of some years for campaigns.
"""

from __future__ import annotations

import re

from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded
from ingest.mechanisms.marks import Marks
from ingest.mechanisms.strengths import STRENGTH
from ingest.mechanisms.theme import PLACE_RE

_TITLE_RE = re.compile(r"《([^《》\n“”]{6,50})》")
# statutes and decisions are about a field, not about a practice
_SORT_RE = re.compile(
    r"(?:的?(?:若干|实施|试行|暂行|工作|指导|具体|操作|(?P<spread>推广)|管理|奖励)*(?:意见|方案|办法|细则|措施|通知|指引|规程))"
    r"(?:\([^()]*\))*(?:的通知)?$"
)
_DONE = (
    "进一步|深入|全面|在?全[省市县区州](?:范围内)?|组织|印发|开展|实施|做好|深化|推进|推动|加强|建立健全|建立|健全|完善|规范|落实|加快|大力|扎实|"
    "积极|持续"
)
_OPENING_RE = re.compile(rf"(?:关于|{_DONE}|(?P<spread>推广|推行|试行|实行))+")
_NAMED_RE = re.compile(
    r"(?:制度|机制|模式|工作法|行动|试点|平台|清单|改革|工程|创建|活动|评选|购买服务|(?<![体管编建抵])制|[共自][治享]|联建|整治|整合|转变|减负|提能|增效|赋能|服务站建设)$"
)
_PLAIN_RE = re.compile(r"[的和与及、,]|加强|推进|促进|提升|现代化|工作$")
_SHORTEST, _LONGEST = 4, 18


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every document so named, without its place, its sort and what is done to the practice."""
    titles = _TITLE_RE.finditer(marks.text) if "《" in marks.text else ()
    return [found for title in titles if (found := _subject(marks, *title.span(1))) is not None]


def _subject(marks: Marks, start: int, end: int) -> Candidate | None:
    sort = _SORT_RE.search(marks.text, start, end)
    if sort is None:
        return None
    start, end = max(start, marks.text.rfind("关于", start, sort.start())), sort.start()
    spread = sort["spread"] is not None
    for pattern in (_OPENING_RE, PLACE_RE, _OPENING_RE):
        found = pattern.match(marks.text[start:end])
        if found is not None:
            start += found.end()
            spread = spread or found.groupdict().get("spread") is not None
    name = marks.text[start:end]
    if spread:
        name = re.sub(r"(?:工作|经验做法|经验|做法)$", "", name)
    named = spread or _NAMED_RE.search(name) is not None
    if not named or not _SHORTEST <= len(name) <= _LONGEST or _PLAIN_RE.search(name):
        return None
    if distinguishing(name) < 2 or is_excluded(name):
        return None
    return Candidate(start, start + len(name), name, "title", (), STRENGTH["titled"])


def fold(named: list[Candidate]) -> list[Candidate]:
    """`named` with the subject of a document under the longer name that the text itself has for it, if it has one."""
    own = [c.name for c in named if c.way != "title"]
    return [_under(candidate, own) if candidate.way == "title" else candidate for candidate in named]


def _under(subject: Candidate, own: list[str]) -> Candidate:
    longer = next((name for name in own if name != subject.name and name.endswith(subject.name)), None)
    return subject if longer is None else subject._replace(name=longer, aliases=(subject.name, *subject.aliases))
