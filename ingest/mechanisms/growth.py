"""What a mechanism grew out of: 由A升级为B, 在A基础上形成B, 推动A向B转变, 这一做法被称为B."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms.leads import TOWARDS_RE
from ingest.mechanisms.statements import Facts, Mention, Range, sentences, statement, within, wording
from kg.model import Clause, Relation

_TOWARDS_BEHIND_RE = re.compile(
    r"^[”」]?[、,]?[^,。;]{0,12}?(?:深化|延伸|升级|转型|转变|拓展|发展|迈进|跃升|转化|迭代|演进|进阶)"
)
_BECOMES_RE = re.compile(
    r"(?:(?:发展|完善|优化|推广|改造|演化|演变|升级|迭代|更名|改名|改称|改组|衍生|蜕变|嬗变|进化|扩面|整合|升华|成长|孵化|升格)[为成到出至]|"
    r"(?:升级|演变|演化|演进|拓展|转变|转型|深化|提升|上升|总结|提炼|固化|迭代|扩展|延伸|细化|升华|衍生|调整)[^,。;以把将]{0,4}[为成到出至])"
    r"了?[^,。;“”]{0,8}[“「]?$"
)
_YIELDS_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,8}(?:催生|孕育|衍生|裂变|孵化|迈向|走向|蝶变|变为|变成|改为|改成|转为|转成|发展到|拓展到|延伸到)[出了成为]*"
    r"[^,。;“”]{0,8}[“「]?$"
)
_EDITION_RE = re.compile(
    r"^[”」]?的?[^,。;“”]{0,6}(?:(?:升级|加强|拓展|进阶|迭代|提升)版|[2-9]\.0版?)本?[^,。;“”]{0,6}[“「]?$"
)
_ON_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:就?是)?在[“「]?$")
_ON_BEHIND_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}基础上[^,。;]{0,12}(?:而来|形成|发展|升级|提炼|总结|演变|建立|探索|起来|拓展)"
)
_BASIS_RE = re.compile(r"^[”」]?[^,。;“”]{0,10}(?:的)?基础(?:之)?上")
_FOOTING_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:作?为)(?:基础|蓝本|雏形|原型|母本|起点|样本)[^。;]{0,30}?"
    r"(?:升级|迭代|拓展|探索|总结|形成|创新|发展|衍生|推出|建设|建立|打造|提炼|开发)[^。;“”]{0,6}[“「]?$"
)
_STEMS_RE = re.compile(
    r"^[”」]?[^。;“”]{0,8}(?:脱胎于|源于|源自|发端于|发轫于|起源于|来自|前身[是为]|前身叫|原名|原称|最初叫|由|从)[^,。;“”]{0,6}[“「]?$"
)
_STEMS_BEHIND_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,8}(?:演变|演化|发展|升级|衍生|脱胎|转化|迭代|蜕变|孵化|成长|提炼|总结|改造|拓展)(?:形成|升级)?而[来成]"
)
_VERSION_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}是(?:对)?[^,。;“”]{0,4}[“「]?$")
_VERSION_BEHIND_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,4}的(?:[^,。;“”]{0,4}(?:升级|延伸|深化|迭代|拓展|延续|进阶)(?:版|和|与|$|,|。)|[2-9][.0-9]*版)"
)
_FROM_RE = re.compile(r"从[^,。;“”]{0,14}[“「]?$")
_TO_RE = re.compile(r"^[”」]?[^,。;“”]{0,6},?(?:再)?到[^,。;“”]{0,6}[“「]?$")
_CHANGE_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}的[^,。;]{0,6}(?:转变|升级|跨越|迭代|演进|蝶变|飞跃|跃升|蜕变|嬗变|演变|转型|进阶|发展)"
)
# 其前身是甲, 这套办法脱胎于甲
_ITS_ROOT_RE = re.compile(
    r"\s*(?:其?前身|[这该此](?:一|种|项|套|个)?(?:做法|办法|模式|机制|制度|探索)[^,。;“”]{0,2}(?:脱胎|发端|发轫|起源|源))"
)
_CALLED_RE = re.compile(
    r"^\s*[这该此](?:一|种|项|套|些)?(?:做法|经验|模式|探索|实践|举措|创新)"
    r"[^。;]{0,20}(?:称为|称之为|称作|叫做|叫作|概括为|总结为|提炼为)"
)
_PRACTICE_RE = re.compile(
    r"经验|做法|探索|实践|[这该此](?:一|项|个|套|种)?(?:机制|模式|制度|办法|平台|体系|工作法)|^\s*(?:其|它|随后|此后|后来|之后)"
)
_IT_RE = re.compile(r"[将把](?:其(?![他余中])|它(?!们))")  # 某区将其升格为B: what the sentence before is about
_ON_THIS_RE = re.compile(
    r"(?:在(?:此|这一|其)基础上|以此为基础),?[^,。;“”]{0,6}(?:探索|升级|总结|提炼|创新|发展|迭代|拓展|形成)[^,。;“”]{0,8}[“「]?$"
)
# 2013年推行A,2016年在此基础上形成B
_SINCE_THEN_RE = re.compile(
    r"[,;][^,。;“”]{0,12}在(?:此|其|这一|它的)基础之?上,?[^,。;“”]{0,6}(?:生长|形成|发展|升级|提炼|总结|创新|演变|衍生|拓展|迭代|推出|探索)[^,。;“”]{0,6}[“「]?$"
)
_TRIED_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:时|过程中|实践中|的基础上|基础上)(?:,|$)")
# 在它的基础上…,逐步发展成B
_ON_IT_RE = re.compile(
    r"在(?:它|其|此|这一|这套|该[一-鿿]{1,4})的?基础上[^。;“”]{2,}?(?:发展|演变|升级|形成|衍生|拓展|迭代)(?:[为成出]|而成)?了?[“「]?$"
)
_TURNED_RE = re.compile(r"变[“「]?$")  # 变A为B
_INTO_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}为[“「]?$")
# 由A延伸而来的B
_COMES_OF_RE = re.compile(r"由[“「]?$")
_COMING_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:延伸|演变|演化|发展|升级|衍生|脱胎|转化|迭代|拓展)[^,。;“”]{0,4}而[来成]的[“「]?$"
)
_HENCE_RE = re.compile(
    r"^\s*(?:从而|由此|进而|最终|在此基础上|逐步|据此|经过)[^。;]{0,6}?(?:形成|总结|提炼|探索|发展|创新)"
)
_TRIED = 16  # characters that hold what _TRIED_RE takes
_APART = 5  # sentences between the practice that was tried and what came of it


# 改革前身是A: the one mechanism of that kind
_WAS_RE = re.compile(
    r"(?:^|[,。;])[^,。;]{0,4}?(改革|试点|行动|工程|平台|机制|制度|模式)的?前身[是为叫][^,。;]{0,12}[“「]?$"
)
# 这几个做法被归纳为M: of all those told before
_THESE_RE = re.compile(
    r"(?:^|[,;])\s*[这上](?:几|些|两|三|四|述)[个种项条]?(?:探索|做法|办法|经验|实践|尝试|创新|举措)"
    r"[^,。;“”]{0,8}(?:归纳|总结|提炼|概括|整合|统称|合称|命名|固化|升华)[^,。;“”]{0,6}[为成][^,。;“”]{0,6}[“「]?$"
)
# 从源头看,它借鉴了某市的A
_DRAWS_RE = re.compile(
    r"(?:^|[,;:])\s*(?:(?:它|其|[这该此](?:一|种|项|套|个)?(?:做法|办法|模式|机制|制度|探索|经验))[^,。;“”]{0,4}"
    r"(?:借鉴|取法|师法|取经|参照|仿照|效仿)[了于自的]?|[^,。;“”]{0,4}(?:根子|根源|源头|雏形)(?:就?[在是]|来自|源于))[^,。;“”]{0,12}[“「]?$"
)
_OF_RE = re.compile(r"(?:由|从)[^,。;“”]{0,6}[“「]?$")


def growth(facts: Facts) -> Iterator[Relation]:
    for clause in facts.document.clauses:
        if within(facts.mechanisms, clause.start, clause.end):
            yield from _of_clause(facts, clause)


def _of_clause(facts: Facts, clause: Clause) -> Iterator[Relation]:
    previous: Sequence[Mention] = ()
    told: list[Mention] = []
    tried: tuple[Mention, int] | None = None
    for number, where in enumerate(sentences(facts.text, clause.start, clause.end)):
        here = facts.mechanisms.inside(where)
        if not here:
            continue
        pairs = [*_pairs(facts.text, here, where, previous), *_formerly(facts, here, where)]
        if told and _THESE_RE.search(facts.text[where[0] : here[0].start]):
            pairs += [(here[0], one) for one in told if one.name != here[0].name]
        if not pairs and tried is not None and number - tried[1] <= _APART:
            hence = _HENCE_RE.match(facts.text[where[0] : here[0].start])
            pairs = [(here[-1], tried[0])] if hence else []
        for later, earlier in pairs:
            words = wording(facts.text, where, earlier.range, later.range)
            yield statement(facts.doc, "evolvedFrom", later.name, earlier.name, words, at=later.start, confidence=0.7)
        for one in here:
            if _TRIED_RE.match(facts.text[one.end : min(where[1], one.end + _TRIED)]):
                tried = one, number
                break
        previous = here
        told += here


def _pairs(
    text: str, here: Sequence[Mention], where: Range, previous: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention]]:
    """(later, earlier) mechanisms of one sentence, `previous` being those of the one before."""
    if previous:
        yield from _told_before(text[where[0] : here[0].start], here[0], previous)
    if len(here) == 1:
        return
    chain = _chain(text, here, where) if text.find("从", *where) >= 0 else []
    yield from zip(chain[1:], chain, strict=False)
    for i, later in enumerate(here[1:], 1):
        between = text[here[i - 1].end : later.start]
        behind = text[later.end : min(where[1], later.end + 24)]
        if later in chain[1:]:
            continue
        before = text[max(where[0], here[i - 1].start - 2) : here[i - 1].start]
        if _grows(between, behind) or _is_turned(before, between):
            yield from ((later, one) for one in _joined(text, here[:i]))
        elif _stems(between, behind):
            yield here[i - 1], later


def _formerly(facts: Facts, here: Sequence[Mention], where: Range) -> Iterator[tuple[Mention, Mention]]:
    """改革前身是A: of the only reform that the document names beside A."""
    if facts.text.find("前身", where[0], here[0].start) < 0:
        return
    was = _WAS_RE.search(facts.text[where[0] : here[0].start])
    of_kind = {m.name: m for m in facts.mechanisms if was is not None and m.name.endswith(was[1])}
    of_kind.pop(here[0].name, None)
    if len(of_kind) == 1:
        yield next(iter(of_kind.values())), here[0]


def _told_before(between: str, first: Mention, previous: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """这一做法被称为B, 其前身是A, 后来升级为B: what a sentence says of the mechanism of the one before."""
    if previous[-1].name == first.name:
        return
    if (_ITS_ROOT_RE.match(between) and _STEMS_RE.match(between)) or _DRAWS_RE.search(between):
        yield previous[-1], first
    elif _IT_RE.search(between) and _BECOMES_RE.search(between):
        yield first, previous[0]
    elif (
        _ON_THIS_RE.search(between)
        or _ON_IT_RE.search(between)
        or _CALLED_RE.match(between)
        or (_BECOMES_RE.search(between) and _PRACTICE_RE.search(between))
    ):
        yield first, previous[-1]


def _chain(text: str, here: Sequence[Mention], where: Range) -> list[Mention]:
    """从A到B,再到C: the mechanisms of such a series, two of them only where it is said to be a change."""
    for i, first in enumerate(here):
        if not _FROM_RE.search(text[where[0] : first.start]):
            continue
        chain = [first]
        for one in here[i + 1 :]:
            if not _TO_RE.match(text[chain[-1].end : one.start]):
                break
            chain.append(one)
        if len(chain) > 2 or (len(chain) == 2 and _CHANGE_RE.match(text[chain[-1].end : where[1]])):
            return chain
    return []


def _grows(between: str, behind: str) -> bool:
    """Whether the second of two mechanisms is said to come of the first."""
    towards = TOWARDS_RE.match(between) and _TOWARDS_BEHIND_RE.match(behind)
    return bool(
        towards
        or (_BECOMES_RE.search(between) and "。" not in between)
        or _BASIS_RE.match(between)
        or _SINCE_THEN_RE.search(between)
        or any(rule.match(between) for rule in (_FOOTING_RE, _YIELDS_RE, _EDITION_RE))
    )


def _is_turned(before: str, between: str) -> bool:
    """变A为B; 由A延伸而来的B."""
    turned = _TURNED_RE.search(before) and _INTO_RE.match(between)
    return bool(turned or (_COMES_OF_RE.search(before) and _COMING_RE.match(between)))


def _stems(between: str, behind: str) -> bool:
    """Whether the first of two mechanisms is said to come of the second."""
    stems = _STEMS_RE.match(between)
    if stems and _OF_RE.search(between):
        return _STEMS_BEHIND_RE.match(behind) is not None
    if _DRAWS_RE.search(between):
        return True
    if _ON_RE.match(between) and _ON_BEHIND_RE.match(behind):
        return True
    return bool(stems or (_VERSION_RE.match(between) and _VERSION_BEHIND_RE.match(behind)))


def _joined(text: str, before: Sequence[Mention]) -> list[Mention]:
    """The last of `before` with those that stand right beside it (“A”“B”)."""
    group = [before[-1]]
    for one in reversed(before[:-1]):
        if text[one.end : group[-1].start].strip("”“、和与及") == "":
            group.append(one)
        else:
            break
    return group
