"""Which numbers of a text are metrics, and the words that steer their reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ingest.fates import Fate
from ingest.words import Words
from kg.values import FoundQuantity, Quantity, find_quantities

_LEXICON = Path(__file__).resolve().parent / "lexicon"
_PARTS = {line.split("\t")[0]: tuple(line.split("\t")[1].split())
          for line in (_LEXICON / "measure_words.tsv").read_text(encoding="utf-8").splitlines()
          if line and not line.startswith("#")}  # fmt: skip


@cache
def part(name: str) -> frozenset[str]:
    """The words that play a part; measure_words.tsv has the parts."""
    return frozenset(_PARTS[name])


@cache
def alternatives(*names: str) -> str:
    """The words of some parts as a regex alternation, the longest first."""
    words = {word for name in names for word in _PARTS[name]}
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_TITLE_RE = re.compile(r"《[^《》\n]{1,120}》")
_DOCUMENT_NUMBER_RE = re.compile(r"〔[^〔〕\n]{1,10}〕\d+号|\[\d{4}\]\d+号")
_QUOTED_RE = re.compile(r"“([^“”\n]{1,16})”|\"([^\"\n]{1,16})\"|‘([^‘’\n]{1,16})’|「([^「」\n]{1,16})」")
# what stands right before a number that is part of a name, and right behind it
_BEFORE_NAME = {
    Fate.ORDINAL: r"第",
    Fate.FORMULA: r"[+＋×*]|\d[.．:：/]",
    Fate.CODE: r"[A-Za-z#№_]|[Nn]o\.?|邮编|编号|证号|许可证|字",
    Fate.PHONE: r"电话[:：]?|热线[:：]?|号码[:：]?",
    Fate.CLOCK: r"\d[时点]",
    Fate.UNREAD: r"[.．/]",
}
_AFTER_NAME = {
    Fate.CLOCK: r"[:：]\d\d|点钟|时\d|分\d",
    Fate.FORMULA: r"[+＋×*]|[:：]\d",
    Fate.CODE: r"[A-Za-z_]",
    Fate.ADDRESS: r"号(?!召)|路|楼|室|弄|栋\d|厅",
    Fate.PHONE: r"热线",
    Fate.TITLE: r"问(?!题)",
    Fate.ORDINAL: r"届|期(?!间)|[ ]?版|世纪|年代",
    Fate.CLAUSE_NUMBER: r"条第|款",
    Fate.UNREAD: r"[:：]",
}


def _by_fate(patterns: Mapping[Fate, str]) -> str:
    """The patterns as alternatives, each in a group that has the name of its fate."""
    return "|".join(f"(?P<{fate.name}>{pattern})" for fate, pattern in patterns.items())


_BEFORE_NAME_RE = re.compile(rf"(?:{_by_fate(_BEFORE_NAME)})[ ]?$")
_AFTER_NAME_RE = re.compile(_by_fate(_AFTER_NAME))
_SESSION_RE = re.compile(r"[次届](?:全会|全体会议|会议|党代会|代表大会|常委会)")
_CODE_RE = re.compile(r"\d{5,}")
_LIST_MARK_RE = re.compile(r"(?:^|\n)[\s(（]*$")
_DIRECT_RE = re.compile(alternatives("counted"))
_SKIP_UNITS = frozenset((
    "届", "期", "轮", "级", "步", "遍", "趟", "回", "面", "口", "道", "把", "头", "块", "片", "片区", "点", "成",
    "手", "轮次", "度", "里", "升", "克", "米", "折", "站", "环", "带", "股", "班", "层",
    "分", "餐", "排", "字", "页", "针", "集",
))  # fmt: skip
_NUMBER_OF_TIMES = frozenset(["次", "人次", "场", "期", "场次"])
_LIMIT_RE = re.compile(
    r"(?:缩短|压缩|压减|减少|延长|限时|时限|期限|任期|周期|为期|历时|时长|用时|耗时|年限|工期|提前|时间|平均|不超过|不少于|至少|最长|最短)[^,，。;；]{0,8}$"
)


class Judged(NamedTuple):
    """A quantity, and why it can be no metric; None if it may be one."""

    found: FoundQuantity
    fate: Fate | None


def find_measures(text: str, known: Words, dates: Iterable[tuple[int, int]]) -> list[FoundQuantity]:
    """The quantities that can be metrics, in order; `dates` are places that are expressions of time."""
    return [item.found for item in judge_quantities(text, known, dates) if item.fate is None]


def judge_quantities(text: str, known: Words, dates: Iterable[tuple[int, int]]) -> list[Judged]:
    """Every quantity with what speaks against it, in order."""
    blocked = _merged([*dates, *_titles(text), *_names(text)])
    ends = [end for _, end in blocked]
    judged = []
    for item in _own_units(text, _shared_units(text, _ranges(text, find_quantities(text)))):
        after = bisect_right(ends, item.numeral[0])
        if after < len(blocked) and blocked[after][0] < item.numeral[1]:
            judged.append(Judged(item, _fate_in(text, blocked[after], item.numeral)))
        else:
            judged.append(Judged(item, Fate.THRESHOLD if _delimits(text, item) else _against(text, item, known)))
    return judged


_ENCLOSING = (
    (Fate.TITLE, _TITLE_RE),
    (Fate.DOCUMENT_NUMBER, _DOCUMENT_NUMBER_RE),
    (Fate.QUOTED, _QUOTED_RE),
)


def _fate_in(text: str, stretch: tuple[int, int], number: tuple[int, int]) -> Fate:
    """What a number is that lies in a stretch without metrics; a date where nothing encloses it."""
    for fate, pattern in _ENCLOSING:
        if any(m.start() < number[1] and number[0] < m.end() for m in pattern.finditer(text, *stretch)):
            return fate
    return Fate.DATE


def _titles(text: str) -> list[tuple[int, int]]:
    return [m.span() for pattern in (_TITLE_RE, _DOCUMENT_NUMBER_RE) for m in pattern.finditer(text)]


_OF_AGE = frozenset(["岁", "周岁", "元", "年", "平方米", "个月"])
# 年收入超10万元的达298个
_GROUP_RE = re.compile(r"的[“\"]?[一-鿿]{0,8}?[”\"]?(?:已?达到?|还|尚|仅|有|共有?|占|为|约|近|超过?){0,3}[0-9]")
_DELIMITED_RE = re.compile(r"的?(?!标准|要求|部分|罚款|的|并|且|和|或|以|不)[一-鿿(（]")


def _delimits(text: str, found: FoundQuantity) -> bool:
    """A threshold that tells which things are meant is no metric: 10万元以上的村, 60岁及以上人口."""
    bounded = found.quantity.approx is not None or found.quantity.value_max is not None
    if _GROUP_RE.match(text, found.end) and found.quantity.unit in _OF_AGE and bounded:
        return True
    if text.startswith("门槛", found.end):  # 迈过10万元门槛
        return True
    if not re.search(r"以[上下内]$", text[found.numeral[1] : found.end]) or text[found.start : found.numeral[0]]:
        return False
    if found.quantity.unit in ("%", None):
        return False
    if found.quantity.unit in _OF_AGE:
        return bool(_DELIMITED_RE.match(text, found.end))
    return text[found.end : found.end + 1] == "的" and bool(_DELIMITED_RE.match(text, found.end))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches in order, those that overlap as one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _names(text: str) -> list[tuple[int, int]]:
    """Short quotations are names (“1+10+N”, “四大任务”), and so are the numbers inside them."""
    return [m.span() for m in _QUOTED_RE.finditer(text) if not _RULE_RE.search(m[0])]


# “彩礼不超3万元”: a rule in its own words, no name
_RULE_RE = re.compile(r"(?:不超过?|不得超过|不低于|不高于|不少于)[0-9一二三四五六七八九十百千万两]")


_PENALTY_RE = re.compile(r"以上[ ]?$")


def _ranges(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """五百元以上五千元以下 is one quantity with two ends, as statutes word it."""
    result: list[FoundQuantity] = []
    for item in found:
        last = result[-1] if result else None
        if (
            last is not None and last.end == item.start and last.quantity.unit == item.quantity.unit
            and (last.quantity.approx, item.quantity.approx) == ("more", "less")
            and item.quantity.value > last.quantity.value
        ):  # fmt: skip
            quantity = Quantity(last.quantity.value, item.quantity.value, item.quantity.unit, None)
            result[-1] = FoundQuantity(last.start, item.end, (last.numeral[0], item.numeral[1]), quantity, item.written)
        else:
            result.append(item)
    return result


_OWN_UNIT_RE = re.compile(r"(?:农|住|牧|商|渔|贫困|脱贫|困难)户")


def _own_units(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """5.6万农户: the noun is its own measure."""
    return [
        replace(item, quantity=replace(item.quantity, unit="户"))
        if item.quantity.unit is None and item.quantity.value > 1 and _OWN_UNIT_RE.match(text, item.end)
        else item
        for item in found
    ]


def _shared_units(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """提高1.2个和2.4个百分点: the first is of points too."""
    result = list(found)
    for index in range(len(found) - 2, -1, -1):
        item, following = result[index], result[index + 1]
        if (
            following.quantity.unit == "个百分点" and item.quantity.unit in ("个", None)
            and re.fullmatch(r"[、和,，]", text[item.end : following.start])
        ):  # fmt: skip
            result[index] = replace(item, quantity=replace(item.quantity, unit="个百分点"))
    return result


def direct_noun(text: str, found: FoundQuantity) -> str | None:
    """The noun that is counted without a word of measure: 3县; None if there is one, or no such noun."""
    if found.quantity.unit is not None or "/" in text[slice(*found.numeral)] or found.written == "words":
        return None
    match = _DIRECT_RE.match(text, found.end)
    return match[0] if match else None


def name_beside(text: str, start: int, end: int) -> Fate | None:
    """What makes the number at [start, end) part of a name, by what stands right beside it."""
    match = _BEFORE_NAME_RE.search(text[max(0, start - 8) : start]) or _AFTER_NAME_RE.match(text, end)
    return None if match is None else Fate[match.lastgroup or ""]


def _against(text: str, found: FoundQuantity, known: Words) -> Fate | None:
    """Why a quantity is no metric; None if it may be one."""
    start, end = found.numeral
    before = text[max(0, start - 8) : start]
    if re.search(r"第[约近]?$", text[max(0, found.start - 2) : found.start]):
        return Fate.ORDINAL
    if _LIST_MARK_RE.search(text[max(0, start - 6) : start]) and re.match(r"[.、．)）]", text[end : end + 1]):
        return Fate.LIST_MARK
    if (named := name_beside(text, start, end)) is not None:
        return named
    if _is_condition(text, found):
        return Fate.THRESHOLD
    if _is_age_of_person(text, found):
        return Fate.AGE
    if _counts_enumeration(text, found):
        return Fate.PARTS
    if before.endswith("章"):
        return Fate.CLAUSE_NUMBER
    if before.endswith(("届", "年第")) or _SESSION_RE.match(text, end):
        return Fate.ORDINAL
    return _against_unit(text, found, known)


def _against_unit(text: str, found: FoundQuantity, known: Words) -> Fate | None:
    """What speaks against a quantity by its unit and what follows it."""
    unit = found.quantity.unit
    if found.written == "words":
        return None if _states_share(text, found) else Fate.UNREAD
    if unit is None:
        return None if _is_bare(text, found) else _fate_of_bare(text, found, known)
    if (
        found.written == "characters"
        and text[slice(*found.numeral)] in ("十", "百", "千", "万", "亿", "百万", "千万")
        and found.quantity.approx is None
        and not (found.quantity.value == 10 and _is_concrete(text, found))
    ):
        return Fate.SET_PHRASE  # 千人计划, 万人评议: a round word that counts nothing
    if unit in part("time"):
        return None if _is_limit(text, found) else Fate.PERIOD
    if found.written == "characters":
        return _against_characters(text, found, known)
    if unit in ("级", "届", "期"):
        return Fate.ORDINAL
    return Fate.PARTS if _is_abstract(text[found.end : found.end + 8]) else None


def _fate_of_bare(text: str, found: FoundQuantity, known: Words) -> Fate:
    """What a number is that has no unit and counts no noun behind it."""
    if found.written == "characters":
        in_phrase = _is_in_word(found, known) or found.quantity.value <= 10
        return Fate.SET_PHRASE if in_phrase and found.quantity.approx is None else Fate.UNREAD
    if _CODE_RE.fullmatch(text[slice(*found.numeral)]):
        return Fate.CODE
    before = text[max(0, found.start - 1) : found.start]
    return Fate.ADDRESS if before in tuple("号栋幢楼弄") else Fate.UNREAD


def _is_condition(text: str, found: FoundQuantity) -> bool:
    """连续三次靠后的 says of which things a rule speaks."""
    return text[: found.start][-2:] in ("连续", "累计") and bool(
        re.match(r"[一-鿿]{1,12}的", text[found.end : found.end + 14])
    )


_AGES_RE = re.compile(r"(?:平均|年龄|年满|不满|满|寿命|以[上下])[^,，。;；]{0,6}$")
_PERSON_RE = re.compile(r"的(?![老青少中]年|人口|群体|党员|干部|居民|村民|群众|妇女|儿童)|[,，。）)]|$|那年|时")


def _is_age_of_person(text: str, found: FoundQuantity) -> bool:
    """今年76岁的某某: how old somebody is says nothing of the practice."""
    return (
        found.quantity.unit in ("岁", "周岁")
        and found.quantity.approx is None
        and found.quantity.value_max is None
        and float(found.quantity.value).is_integer()
        and not _AGES_RE.search(text, max(0, found.start - 14), found.start)
        and bool(_PERSON_RE.match(text, found.end))
    )


_PLACES_RE = re.compile(r"(?:社区|居民区|村|镇|乡|街道|县|市|区|小区|嘎查|苏木)(?![民一-鿿]?级)")
_ITEMS_RE = re.compile(r"[一-鿿“”]{2,12}(?:[、和与及][一-鿿“”]{2,12})+$")


def _counts_enumeration(text: str, found: FoundQuantity) -> bool:
    """党建、治理、服务三条主线: the number only sums up what is listed before it."""
    if found.written != "characters" or found.quantity.approx or not 2 <= found.quantity.value <= 10:
        return False
    if found.quantity.unit in _STRICT_UNITS or _DIRECT_RE.match(text, found.end):
        return False
    if _PLACES_RE.match(text, found.end):  # 甲、乙两个社区
        return False
    if text[: found.start][-1:] == "等" and _is_concrete(text, found):  # 甲监督、乙监督等两项监督
        return False
    items = _ITEMS_RE.search(text, max(0, found.start - 60), found.start)
    return items is not None and len(re.split(r"[、和与及]", items[0])) == found.quantity.value


def _states_share(text: str, found: FoundQuantity) -> bool:
    """一半, 过半 say a share where a noun or verb of proportion leads to them; 翻番 always does."""
    if text[slice(*found.numeral)].startswith("翻"):
        return True
    before = text[max(0, found.start - 12) : found.start]
    return bool(re.search(r"(?:占比?|比例|比重|率|达到?|超过?|近|学历|人数|数量|为)$", before)) or (
        (found.quantity.approx is not None and found.start != found.numeral[0])
        or bool(re.match(r"(?:以上|同意|通过|参加|赞成|到会|出席|数)", text[found.numeral[1] :]))
    )


_PLACES = ("县", "市", "区", "镇", "乡", "村", "省", "州", "旗", "街道", "社区")


def _is_bare(text: str, found: FoundQuantity) -> bool:
    """A number without a unit is a fraction, a share, or counts the noun that follows."""
    numeral = text[slice(*found.numeral)]
    if "/" in numeral or "分之" in numeral:
        return True
    if found.written == "characters":
        return bool(re.search(r"等$", text[: found.start][-1:])) and direct_noun(text, found) in _PLACES
    if _CODE_RE.fullmatch(numeral) or re.search(r"[\d.]$", text[max(0, found.start - 1) : found.start]):
        return False
    if re.search(r"[万亿]", text[found.numeral[0] : found.end]) and (
        _PEOPLE_RE.match(text, found.end) or re.search(r"(?:人口|党员|群众|居民|用户|游客)$", text[: found.start][-2:])
    ):
        return True
    return direct_noun(text, found) is not None and not re.search(
        r"[号栋幢楼弄]$", text[max(0, found.start - 1) : found.start]
    )


def _is_limit(text: str, found: FoundQuantity) -> bool:
    """A length of time is a metric where it is a limit or is measured: 30分钟之内, 缩短3天; not 5年来, 24小时服务."""
    before, after = text[max(0, found.start - 14) : found.start], text[found.end : found.end + 3]
    if re.match(r"来|以来|前(?!置)|后|多来|行动|规划|计划|攻坚|一|制", after) and not re.search(
        r"[内限]", text[found.numeral[1] : found.end]
    ):
        return False
    if re.search(r"[内中]$", text[found.numeral[1] : found.end]) or found.quantity.approx == "less":
        return True
    return (
        bool(_LIMIT_RE.search(before))
        or bool(_BOUND_BEFORE_RE.match(text, found.start))
        or bool(_TIMED_RE.match(text, found.end))
        or bool(re.search(r"[一-鿿]前$", before) and _AHEAD_RE.match(text, found.end))
    )


# 换届前6个月启动筹备
_AHEAD_RE = re.compile(r"(?:启动|开展|组织|完成|报|提出|通知|公告|公示|告知|申请)")


_BOUND_BEFORE_RE = re.compile(r"不少于|不得少于|不低于|不超过|不得超过|至少|最多")
# 24小时回应, 用三年左右时间, 15分钟的服务半径
_TIMED_RE = re.compile(
    r"减|缩|压|降|增|延|提|有期徒刑|(?:的)?时间(?!段|节点|表)|的(?:服务半径|车程|路程)"
    r"|(?P<act>回应|答复|响应|办结|反馈|处置|到场|送达|到达|签收|接单|公示)"
)


def timed_act(text: str, found: FoundQuantity) -> str | None:
    """What is to be done within a time that nothing else calls a limit: 24小时回应."""
    match = _TIMED_RE.match(text, found.end)
    return match["act"] if match is not None else None


_PERIODIC_RE = re.compile(r"每个?(?:月|季度?|半年|年|周|天|日)[^,，。;；：\n]{0,12}$")


def is_frequency(text: str, found: FoundQuantity) -> bool:
    """每季度召开一次 counts; 每月一题 is a name."""
    return found.quantity.unit in ("次", "天", "场", "轮") and bool(
        _PERIODIC_RE.search(text, max(0, found.start - 18), found.start)
    )


_STRICT_UNITS = frozenset((
    "名", "人", "户", "家", "元", "亩", "公里", "支", "所", "座", "倍", "%", "件", "例", "起", "宗", "周岁", "岁",
    "平方米", "平方公里", "公顷", "吨", "人次", "个百分点", "辆", "台", "套", "栋", "幢",
))  # fmt: skip


def _against_characters(text: str, found: FoundQuantity, known: Words) -> Fate | None:
    """A numeral in characters counts something real; slogans (四个意识), idioms and the rhetorical 一 do not."""
    start = found.numeral[0]
    quantity, after = found.quantity, text[found.end : found.end + 8]
    if not known.boundaries & {start, found.start} and quantity.value_max is None and found.start == start:
        return Fate.SET_PHRASE
    if quantity.value == 1 and quantity.value_max in (None, 2) and quantity.approx is None:
        return None if quantity.value_max is None and is_frequency(text, found) else Fate.INDEFINITE
    if _is_abstract(after):
        return Fate.PARTS
    if text[start - 1 : start] in ("第", "初", "周", "统"):
        return Fate.ORDINAL
    if quantity.unit in _SKIP_UNITS:
        return Fate.SET_PHRASE
    if quantity.approx is not None or quantity.value >= 10 or quantity.unit in _STRICT_UNITS:
        return Fate.UNREAD if re.match(r"[一二三四五六七八九十]", text[found.end : found.end + 1]) else None
    if quantity.unit in _NUMBER_OF_TIMES or _is_concrete(text, found):
        return None
    return Fate.UNCOUNTED


def _is_in_word(found: FoundQuantity, known: Words) -> bool:
    """Is the numeral part of a longer word: 统一, 一体化?"""
    return not known.boundaries.issuperset(found.numeral)


def _is_abstract(after: str) -> bool:
    return bool(re.match(rf"(?:的)?(?:{alternatives('abstract')}|最(?![终后多低高少]))", after))


_PEOPLE_RE = re.compile(
    r"[一-鿿]{0,6}?(?:群众|人口|党员|干部|居民|村民|职工|学生|老人|农民|工人|农户|贫困户|游客|用户|志愿者|儿童|务工人员)"
)
_HEAD_RE = re.compile(r"[一-鿿()（）“”]{1,14}")


def _is_concrete(text: str, found: FoundQuantity) -> bool:
    """Does a noun that can be counted follow?"""
    match = _HEAD_RE.match(text, found.end)
    if match is None:
        return False
    head = re.split(r"(?<=.)(?=逐|均|都|已|全部|一体|一并|也|先后|相继|同步)", match[0])[0].rstrip("()（）")
    return any(head.endswith(word) for word in part("concrete") if len(word) > 1 or head == word)


def with_direct_unit(found: FoundQuantity) -> FoundQuantity:
    """3县 counts 个."""
    return replace(found, quantity=replace(found.quantity, unit="个"))
