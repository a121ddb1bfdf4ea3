"""What a sentence itself says another mechanism is part of: 以甲为抓手推进乙, 乙包括甲、丙, 由甲、丙组成."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.mechanisms import grounds, leads, lexicon
from ingest.mechanisms.elements import fills, holds
from ingest.mechanisms.frames import YIELD_RE, frame
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of
from kg.names import name_key

_FOOTHOLD = lexicon.words("foothold")
_FOOTHOLD_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,4}}(?:为|作为)[^,。;]{{0,8}}{_FOOTHOLD}")
_SETS_UP_RE = re.compile(r"[^,。;]{0,4}(?:建立|建起|建成|健全|完善|构建|搭建|搭起|制定|织密|筑牢)")
_MAIN_MEANS_RE = re.compile(
    r"^[”」]?的?[^,。;“”]{0,8}(?:抓手|载体|举措|途径|内容|环节|做法|核心|内核|关键|精髓|要义|第一步|基础|底座|支点|亮点|重点)"
    r"(?:就?是|为|包括|有|在于)[“「]?$"
)
_SERVES_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:作为|是|成为)[“「]?$")
_SERVES_BEHIND_RE = re.compile(
    rf"^[”」]?的?(?:一个|一项)?(?:重要|主要|关键|核心|有力|具体|有效)*(?:{_FOOTHOLD}|组成部分|组成|一环|环节|举措|延伸|子项目|支撑|补充|一部分|[前后第]?[一二三]?步|起点|底座|基石|支点|末端|细胞|配套|版块|板块|模块)"
)
_WITH_RE = re.compile(r"^[”」]?[^,。;“”]{0,8},?以[“「]?$")
_WITH_BEHIND_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,4}}为[^,。;]{{0,6}}{_FOOTHOLD}")
_PART_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:(?:包括|包含|分为|涵盖|下设|囊括|细分为|集成|整合)了?[^,。;“”]{0,10}|即|[中里下]的|"
    r"框架下,?[^,。;“”]{0,6})[“「:(]*$"
)
_THIS_RE = re.compile(
    r"^\s*(?:该|这一|这个|这套|这项|此|其)(?:模式|机制|制度|工作法|平台|体系|工程|行动|做法|改革|计划)?"
)
_ITEM_RE = re.compile(r"(?<!^)[“「][^“”「」]{1,24}[”」](?:制度|机制|平台|行动)?[、和与及]*")
_MADE_OF_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}由[“「]?$")
_MAKE_UP_RE = re.compile(r"^[”」]?[^,。;“”]{0,6},?(?:共同)?(?:构成|组成|搭成|支撑起|撑起)了?[^,。;“”]{0,8}[“「]?$")
_ATTENDS_RE = re.compile(
    r"^[”」]?[^。;“”]{0,24},(?:同步|同时|并)?(?:配套|相配套|与之配套|为此)"
    r"(?:的是|制定|建立|推行|出台|实施|实行|设立)?[^,。;“”]{0,6}[“「]?$"
)
_LISTED_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:、|和|与|及|以及)[“「]?$|^[”」]?[“「]?$")
_BY_PRINCIPLE_RE = re.compile(r"(?:^|,)[^,。;“”]{0,6}(?:坚持|秉持|遵循|按照|奉行)[“「]?$")
_BY_RE = re.compile(r"(?:按照|根据|落实|围绕)[“「]?$")
_REQUIRES_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:要求|部署|思路|原则|目标),[^。;“”、]{0,16}[“「]?$")
_SPELT_RE = re.compile(r"[“「]([一-鿿]{2,4})[”」](?:就?是|即|指的?是?|为)[“「]?$")
# 两会,是甲、乙: the count stands before a comma, without marks
_COUNTED_RE = re.compile(r"(?:^|[:;。,])([一二两三四五六七八九十][一-鿿]),?(?:就?是|即|指的?是?)[“「]?$")
_COUNTS_RE = re.compile("[两二三四五六七八九十][一-鿿]{1,4}$")
_EQUALS_RE = re.compile("[是即指为]")  # with one of which both end
_HENCE_RE = re.compile(r"^\s*为此,?")
# 依托甲平台建立乙; 依托“甲”,把…吸纳为乙
_RELYING_RE = re.compile(r"(?:^|[,;:])[^,。;“”]{0,24}(?:依托|借助)[“「]?[^,。;“”]{0,3}$")
_RELIED_RE = re.compile(
    r"^[”」]?(?:[,]?[^,。;“”]{0,4}(?:建立|搭建|构建|开展|推行|实行|推出|开发|创新|打造|设立|推进|开设|组建|探索)|,[把将][^,。;]{2,24}为)[^,。;“”]{0,10}[“「]?$"
)
_CAMPAIGN_RE = re.compile(r"(?:行动|工程|攻坚战?)(?:计划)?$")
# 平台每月自动生成一张“乙”: the platform that was told of before
_BARE_RE = re.compile(
    r"(?:^|[,;:])(平台|系统|小程序|热线|联盟|基金|超市|驿站|议事会|中心|机制|制度)[^,。;“”的]{0,8}"
    r"(?:生成|推出|设立?|开设?|形成|发布|晒出?|列出|评出?|公示|采用|采取|实行|分为|配套|内置|嵌入)[^,。;“”]{0,8}[“「]?$"
)
# 专项资金实行“乙”; 协调机制办公室设在…,实行“乙”管理: the fund, the mechanism told of before
_SHORT_RE = re.compile(
    r"^\s*(?:该|这[一项个]|此项)?([一-鿿]{2,4}?(?:机制|平台|资金|基金|制度|体系|工程|热线|超市|驿站|议事会))(?:办公室|专班)?"
    r"(?:[设挂]在[^,。;“”]{2,14},)?[^,。;“”的]{0,6}(?:实行|采取|采用|推行|分为|执行)[^,。;“”]{0,14}[“「]?$"
)
# 某镇在此基础上加了一道“乙”
_ADDED_RE = re.compile(
    r"在(?:此|这一|其)基础之?上,?[^,。;“”]{0,4}(?:加[了上挂设]|增[设加]|叠加|嵌入|配套|附加)[^,。;“”]{0,8}[“「]?$"
)
_TAKEN_RE = re.compile(r"(?:把|将)[^,。;]{0,6}[“「]?$")
_COMPOSED_RE = re.compile(r"^[”」]?[^,。;“”]{0,8}(?:组成|构成)")


def stated(facts: Facts, places: Sequence[Range]) -> Iterator[tuple[Range, Mention, Mention]]:
    """What the sentences of a clause say themselves, once for each part."""
    previous: Sequence[Mention] = ()
    seen: set[Mention] = set()
    for where in places:
        said = facts.mechanisms.inside(where)
        if not said:
            continue
        for part, whole in _nested(facts, where, said, previous):
            if part not in seen and part.name != whole.name:
                seen.add(part)
                yield where, part, whole
        previous = said


def _grown(text: str, here: Sequence[Mention], start: Mention) -> Mention:
    """What `start` is said to grow into in its sentence (推动“A”向“B”升级: B), else itself."""
    for earlier, later in pairwise(here[here.index(start) :]):
        if leads.TOWARDS_RE.match(text[earlier.end : later.start]):
            return later
    return start


def _nested(
    facts: Facts, where: Range, here: Sequence[Mention], previous: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention]]:
    """(part, whole) pairs that a sentence states itself."""
    text = facts.text
    yield from _spelt_out(facts, where, here)
    yield from _itemised(text, where, here)
    if previous:
        opening = text[where[0] : here[0].start]
        this = _THIS_RE.match(opening)
        if _HENCE_RE.match(opening) or _ADDED_RE.search(opening):
            yield here[0], previous[-1]
        elif (bare := _BARE_RE.search(opening)) is not None:
            yield from ((here[0], one) for one in [m for m in previous if bare[1] in m.name][-1:])
        elif (short := _SHORT_RE.match(opening)) is not None:
            yield from ((here[0], one) for one in [m for m in previous if m.name.endswith(short[1])][-1:])
        elif this is not None and _PART_RE.match(_bare(opening[this.end() :])):
            yield from ((part, previous[-1]) for part in _listed(text, here))
        elif this is not None and _serves(text, where, this.end() + where[0], here[0]):
            yield previous[-1], here[0]
    for i, (earlier, later) in enumerate(pairwise(here)):
        between, behind = text[earlier.end : later.start], text[later.end : min(where[1], later.end + 16)]
        before = text[max(where[0], earlier.start - 8) : earlier.start]
        if holds(before, between, len(listed := _listed(text, here[i + 1 :]))):
            yield from ((part, earlier) for part in listed)
        elif fills(before, between, len(listed := _listed_before(text, here[: i + 1]))):
            yield from ((part, later) for part in listed)
        elif _serves(text, where, earlier.end, later):
            yield earlier, later
            yield from _by_means(text, where, here[i:])
        elif _FOOTHOLD_RE.match(between):
            yield from _foothold(text, where, here, earlier, later)
        elif _MAIN_MEANS_RE.match(between) or (_WITH_RE.match(between) and _WITH_BEHIND_RE.match(behind)):
            yield later, earlier
        elif _MAKE_UP_RE.match(between):
            yield from ((part, later) for part in _listed_before(text, here[: i + 1]))
        elif YIELD_RE.search(between) and len({m.name for m in here[i + 1 :]}) == 1:
            yield from ((part, later) for part in here[: i + 1])
        elif _ATTENDS_RE.match(between):
            yield later, earlier
        elif _lists(text, where, here, i):
            yield from ((part, earlier) for part in _listed(text, here[i + 1 :]))
        elif (
            _is_principle(text, where, earlier, between)
            or _relies(facts, where, earlier, between)
            or ("》" in between and _is_planned(facts, where, earlier, later))
        ):
            yield later, earlier


def _spelt_out(facts: Facts, where: Range, here: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """“三议”即甲、乙、丙, where 三议 is what the name of a mechanism counts: that is part of it."""
    if _EQUALS_RE.search(facts.text, where[0], here[-1].start) is None:
        return
    for part in here:
        before = facts.text[max(0, where[0] - 1) : part.start]
        quoted = _SPELT_RE.search(before) or _COUNTED_RE.search(before)
        if quoted is None or name_key(quoted[1]) == name_key(part.name):
            continue
        counted = (m for form, m in facts.by_key.items() if name_key(quoted[1]) in form and m.name != part.name)
        yield from ((part, whole) for whole in list(counted)[:1])


def _itemised(text: str, where: Range, here: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """“三本账”:…记“甲账”,…记“乙账”: what a counted name spells out, each ending as that does."""
    for i, whole in enumerate(here[:-1]):
        if text[whole.end : whole.end + 2].lstrip("”」")[:1] == ":" and _COUNTS_RE.match(whole.name):
            yield from ((part, whole) for part in here[i + 1 :] if part.name[-1] == whole.name[-1])


def _serves(text: str, where: Range, start: int, whole: Mention) -> bool:
    """…是`whole`的重要组成部分."""
    serves = _SERVES_RE.match(text[start : whole.start]) is not None
    return serves and _SERVES_BEHIND_RE.match(text[whole.end : min(where[1], whole.end + 16)]) is not None


def _is_planned(facts: Facts, where: Range, campaign: Mention, measure: Mention) -> bool:
    """根据《甲三年行动方案》,建成乙; 起草《甲行动计划》,拟设立乙."""
    title = next((t for t in facts.titles.inside(where) if t.start < campaign.start < campaign.end <= t.end), None)
    if title is None or measure.start < title.end or not _CAMPAIGN_RE.search(campaign.name):
        return False
    before = facts.text[max(where[0], title.start - 24) : title.start]
    if not (grounds.ISSUED_RE.search(before) or grounds.ON_STRENGTH_RE.search(before)):
        return False
    start = max(title.end, piece_of(facts.text, where, measure.start)[0])
    return grounds.SETS_UP_RE.search(facts.text, start, measure.start) is not None


def _relies(facts: Facts, where: Range, earlier: Mention, between: str) -> bool:
    """依托甲平台,建立乙; what a text on something else relies on is only its means."""
    if _RELIED_RE.match(between) is None:
        return False
    return _RELYING_RE.search(facts.text[where[0] : earlier.start]) is not None and frame(facts) is None


def _is_principle(text: str, where: Range, earlier: Mention, between: str) -> bool:
    """按照甲的要求,建立乙; 坚持甲,建立乙."""
    before = text[where[0] : earlier.start]
    if _REQUIRES_RE.match(between) and _BY_RE.search(before):
        return True
    return _BY_PRINCIPLE_RE.search(between) is not None and len(before) <= 16


def _foothold(
    text: str, where: Range, here: Sequence[Mention], earlier: Mention, later: Mention
) -> Iterator[tuple[Mention, Mention]]:
    """以A为抓手,开展B: A is part of B; 把A作为抓手,开展B and 以A为抓手,建立B制度: B is part of A."""
    taken = _TAKEN_RE.search(text[where[0] : earlier.start])
    piece = text[piece_of(text, where, later.start)[0] : later.start]
    if taken or _SETS_UP_RE.match(piece):
        yield later, earlier
    else:
        yield earlier, _grown(text, here, later)


def _by_means(text: str, where: Range, here: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """把A作为B的抓手,开展C: C is part of A."""
    if _TAKEN_RE.search(text[where[0] : here[0].start]):
        yield from ((part, here[0]) for part in here[2:])


def _bare(between: str) -> str:
    """What stands between, without listed items in quotation marks that are no mechanisms."""
    return _ITEM_RE.sub("", between)


def _lists(text: str, where: Range, here: Sequence[Mention], i: int) -> bool:
    """Whether a mechanism is said to consist of those behind it."""
    between = _bare(text[here[i].end : here[i + 1].start])
    if _MADE_OF_RE.match(between):
        last = _listed(text, here[i + 1 :])[-1]
        return _COMPOSED_RE.match(_bare(text[last.end : where[1]])) is not None
    return _PART_RE.match(between) is not None


def _listed(text: str, here: Sequence[Mention]) -> list[Mention]:
    """The first of `here` with those that 、 or 和 joins to it."""
    found = [*here[:1]]
    for one in here[1:]:
        if not _LISTED_RE.match(text[found[-1].end : one.start]):
            break
        found.append(one)
    return found


def _listed_before(text: str, here: Sequence[Mention]) -> list[Mention]:
    """The last of `here` with those that 、 or 和 joins to it."""
    found = [*here[-1:]]
    for one in reversed(here[:-1]):
        if not _LISTED_RE.match(text[one.end : found[-1].start]):
            break
        found.append(one)
    return found
