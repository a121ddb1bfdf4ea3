"""Agents: the bodies that a sentence says a mechanism is led by (由X牵头, X牵头抓总, 经X审核), or carried out with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms.responsible import is_drawn_on
from ingest.mechanisms.statements import Facts, Mention, Range, led, piece_of, within
from ingest.mechanisms.subjects import group_at, is_object
from kg.model import Relation

_WHEN = r"(?:每[半一二两三]?[年季月周](?:[上下]半年|[初末底])?|定期|按年度?|逐年)"
_LEADS_RE = re.compile(
    rf"^{_WHEN}?(?:统一|共同|具体|全面|直接|全程|带头)?(?:牵头|负责|主导|主抓|统筹|领导|主管|组织实施|具体实施|承办|召集|把关|抓总|总牵头|管理|运营|调度|调配|领办|组织(?!部|生活|关系|委员|成员|机构|体系))"
)
_LEADS_ALONE_RE = re.compile(
    r"^(?:统一|共同)?(?:牵头|总牵头)?(?:牵头|抓总|负责|落实|协调|推进|实施)(?:落实)?(?=[,;。)]|$)"
)
_NO_AGENT_RE = re.compile(
    r"^等[^,。;]{0,12}(?:组成|构成|参加|参与)|^[^,。;、]{0,10}(?:担任|兼任|出任|任(?:组长|主任|队长|召集人))|^[^,。;、]{0,4}(?:组成|构成|提供|任|向|转|变|改|到|出资|等?组成|责令|依法|给予|票决|表决|投票|推选|裁定|处[以罚]|批准|审批|约谈|问责|通报|(?:统一|集中)?记账)"
)
_MAKES_RE = re.compile(  # 由X开发的M平台
    r"^(?:联合|共同|自主|自行|独立|牵头|率先|统一|精心|负责)*"
    r"(?:开发|研发|打造|建设|搭建|设立|建立|成立|组建|发起|创办|创立|首创|推出|主办|举办|组织|实施|运营|运维|管理)的"
)
_WITH, _ALONG = frozenset(("会同", "联合", "携手", "协同")), frozenset("与和同")
_TOGETHER_RE = re.compile(r"等?[^,。;]{0,4}(?:合作|联合|共同|联手|携手|一道|一起)")
_GATE_RE = re.compile(r"(?:未经|须经|需经|应经|(?<!报)经)$")
_OPENS = 24  # characters: a body so near the start of a sentence may be what it is about
_OWING_RE = re.compile(r"出自$|(?:牵头|负责|主抓|主导)[^,。;]{0,4}的则?是$")
_AGENT_RE = re.compile(rf"由$|{_OWING_RE.pattern}|{_GATE_RE.pattern}")  # one of the words that make a body the agent
_AGENT_END_RE = re.compile("[由自是经被]")  # the last character of each
_UNLESS = ("未经", "须经", "应经", "需经")
_OF_LEVEL_RE = re.compile(
    r"(?:各)?(?:省|市|区|县|县[(]市[)]区|县[(]市、区[)]|市[(]县[)]|区[(]县[)]|县[(]区[)]|区县|县区|市县)级?$"
)
_HONOURS_RE = re.compile(r"(?:等[^,。;]{0,8})?(?:联合)?(?:评为|评定为|授予|命名为|认定为|确定为|列[为入]|纳入|表彰为)")
_GATED_RE = re.compile(r"^(?:审核|审批|批准|同意|把关|审定)")


def by_agent(facts: Facts, where: Range, own: Sequence[Mention], about: Mention | None) -> Iterator[Relation]:
    """由X牵头, M由X负责, X牵头抓总, 经X审核: for the mechanism before it in the sentence, else the one behind it."""
    at = where[0]
    for body in facts.bodies.inside(where):
        if body.start < at or any(m.start <= body.start < m.end for m in own):
            continue
        group = group_at(facts, body.start)
        at = group[-1].end if group else body.end
        first, behind = max(where[0], body.start - 16), facts.text[at : min(where[1], at + 16)]
        alone = _LEADS_ALONE_RE.match(behind) is not None
        if not alone and _AGENT_END_RE.search(facts.text, first, body.start) is None:
            continue
        if facts.text.find("被", first, body.start) >= 0:
            yield from _honoured(facts, where, body, group or [body], own)
        before = _bare(facts, facts.text[first : body.start], body.start)
        if not alone and not _AGENT_RE.search(before):
            continue
        earlier = [m for m in own if m.end <= body.start and not _titled(facts, m) and not is_drawn_on(facts, m)]
        opens = body.start - where[0] <= _OPENS
        near = [m for m in own if m.start < piece_of(facts.text, where, at)[1]] if about is not None else own
        later = [m for m in near if m.start >= at]
        target = _led_by_agent(before, behind, earlier, later, about if opens else None)
        if target is not None:
            for one in group or [body]:
                yield led(facts, target, one, where, 0.6)


def _honoured(
    facts: Facts, where: Range, body: Mention, group: Sequence[Mention], own: Sequence[Mention]
) -> Iterator[Relation]:
    """被某部等五部门评为M: who gives the honour."""
    end = group[-1].end
    given = _HONOURS_RE.match(facts.text, end, where[1])
    if given is None or facts.text[body.start - 1 : body.start] != "被":
        return
    mechanism = next((m for m in own if m.start >= given.end()), None)
    if mechanism is not None and mechanism.start < piece_of(facts.text, where, end)[1]:
        for one in group:
            yield led(facts, mechanism, one, where, 0.5)


def by_partner(facts: Facts, where: Range, own: Sequence[Mention]) -> Iterator[Relation]:
    """会同X开展M, 与X合作推出M: whoever its subject carries it out with."""
    for first in facts.bodies.inside(where):
        before = facts.text[max(0, first.start - 2) : first.start]
        if first.start > own[-1].start or (before not in _WITH and before[-1:] not in _ALONG):
            continue
        group = group_at(facts, first.start)
        end = group[-1].end if group else first.end
        if before not in _WITH and not _TOGETHER_RE.match(facts.text, end, where[1]):
            continue
        for mechanism in own:
            if mechanism.start > end and is_object(facts, end, mechanism, facts.mechanisms, where):
                for body in group:
                    yield led(facts, mechanism, body, where, 0.5)


def _titled(facts: Facts, mechanism: Mention) -> bool:
    """Whether it stands in the title of a document: what is approved is the document."""
    return any(
        t.start <= mechanism.start < t.end for t in within(facts.titles, mechanism.start - 80, mechanism.end + 80)
    )


def _bare(facts: Facts, before: str, end: int) -> str:
    """The words before a body without the places that say whose it is."""
    for place in reversed(within(facts.places, end - len(before), end)):
        if place.end == end:
            before, end = before[: len(before) - (place.end - place.start)], place.start
    return _OF_LEVEL_RE.sub("", before)


def _led_by_agent(
    before: str, behind: str, earlier: Sequence[Mention], later: Sequence[Mention], about: Mention | None
) -> Mention | None:
    if _OWING_RE.search(before):
        return earlier[-1] if earlier else about
    if _GATE_RE.search(before) and _GATED_RE.match(behind):
        return earlier[-1] if earlier else about if before.startswith(_UNLESS) else None
    if before.endswith("由") and _MAKES_RE.match(behind):
        return later[0] if later else None
    if before.endswith("的由") and not _LEADS_RE.match(behind):  # 建不起来的由X兜底: of some only
        return None
    if before.endswith("由") and not _NO_AGENT_RE.match(behind) and not behind.startswith(("、", "的")):
        if earlier or not _LEADS_RE.match(behind):
            return earlier[-1] if earlier else None
        return later[0] if later else about
    if _LEADS_ALONE_RE.match(behind):
        return earlier[-1] if earlier else about or (later[0] if later else None)
    return None
