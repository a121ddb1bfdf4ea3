"""Which numbers of a text are metrics, and the words that steer their reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.fates import Fate
from ingest.figures.counted import GROUPED_RE
from ingest.figures.in_names import fate_in, merged_spans, name_beside, quoted_spans, title_spans
from ingest.figures.lengths import length_of
from ingest.figures.limits import is_frequency, is_limit, is_norm_of_one
from ingest.figures.measure_words import alternatives, part
from ingest.figures.thresholds import delimits, is_age_of_person, is_condition, whose_age
from ingest.figures.units import DIRECT_RE, direct_noun, joined_ranges, own_units, shared_units
from ingest.words import Words
from kg.values import FoundQuantity, find_quantities

_SESSION_RE = re.compile(r"[次届](?:全会|全体会议|会议|党代会|代表大会|常委会)")
_CODE_RE = re.compile(r"\d{5,}")
_LIST_MARKS = frozenset(".、．)）")
_LIST_MARK_RE = re.compile(r"(?:^|\n)[\s(（]*$")
_SKIP_UNITS = frozenset((
    "届", "期", "轮", "级", "步", "遍", "趟", "回", "面", "口", "道", "把", "头", "块", "片", "片区", "点", "成",
    "手", "轮次", "度", "里", "升", "克", "米", "折", "站", "环", "带", "股", "班", "层",
    "分", "餐", "排", "字", "页", "针", "集",
))  # fmt: skip
_OFTEN_UNITS = frozenset(("趟", "讲", "课", "堂", "回"))
# 腾出三间, 分三批推开
_OFTEN_COUNTED = frozenset(("次", "人次", "场", "期", "场次", "间", "盏", "棵", "艘", "讲"))


Spans = Sequence[tuple[int, int]]


class Judged(NamedTuple):
    """A quantity, and why it can be no metric; None if it may be one."""

    found: FoundQuantity
    fate: Fate | None


def find_measures(text: str, known: Words, dates: Iterable[tuple[int, int]], people: Spans = ()) -> list[FoundQuantity]:
    """The quantities that can be metrics, in order; `dates` are places that are expressions of time, `people` names."""
    return [
        item for item, inside in _quantities(text, dates) if inside is None and _fate(text, item, known, people) is None
    ]


def judge_quantities(text: str, known: Words, dates: Iterable[tuple[int, int]], people: Spans = ()) -> list[Judged]:
    """Every quantity with what speaks against it, in order."""
    return [
        Judged(item, _fate(text, item, known, people) if inside is None else fate_in(text, inside, item.numeral))
        for item, inside in _quantities(text, dates)
    ]


def _quantities(text: str, dates: Iterable[tuple[int, int]]) -> Iterator[tuple[FoundQuantity, tuple[int, int] | None]]:
    """Every quantity in order, with the date, title or quotation that it is part of."""
    blocked = merged_spans([*dates, *title_spans(text), *quoted_spans(text)])
    ends = [end for _, end in blocked]
    for item in own_units(text, shared_units(text, joined_ranges(text, find_quantities(text)))):
        after = bisect_right(ends, item.numeral[0])
        yield item, blocked[after] if after < len(blocked) and blocked[after][0] < item.numeral[1] else None


def _fate(text: str, found: FoundQuantity, known: Words, people: Spans) -> Fate | None:
    """Why a quantity that is part of nothing else is no metric; None if it may be one."""
    if delimits(text, found):
        return Fate.THRESHOLD
    fate = _against(text, found, known)
    return None if fate is Fate.AGE and whose_age(text, found, people) else fate


def _against(text: str, found: FoundQuantity, known: Words) -> Fate | None:
    """Why a quantity is no metric; None if it may be one."""
    start, end = found.numeral
    if text.endswith(("第", "第约", "第近"), max(0, found.start - 2), found.start):
        return Fate.ORDINAL
    if text[end : end + 1] in _LIST_MARKS and _LIST_MARK_RE.search(text[max(0, start - 6) : start]):
        return Fate.LIST_MARK
    named = name_beside(text, start, end)
    if named is not None and not _counts_anyway(text, found, named):
        return named
    if text.startswith(("之间", "人"), found.end) and found.quantity.approx is None and _is_idiom(text, found):
        return Fate.SET_PHRASE
    if found.quantity.unit == "位" and text.endswith(("后", "倒数", "末尾"), max(0, start - 2), start):
        return Fate.ORDINAL  # 排名后三位
    if is_condition(text, found):
        return Fate.THRESHOLD
    if is_age_of_person(text, found):
        return Fate.AGE
    if _counts_enumeration(text, found):
        return Fate.PARTS
    if text.endswith("章", 0, start):
        return Fate.CLAUSE_NUMBER
    if text.endswith(("届", "年第"), 0, start) or (_SESSION_RE.match(text, end) and not is_frequency(text, found)):
        return Fate.ORDINAL
    return _against_unit(text, found, known)


def _is_idiom(text: str, found: FoundQuantity) -> bool:
    """两家之间, 两家人: who they are is told, not how many."""
    return text.startswith("之间", found.end) or (found.quantity.unit == "家" and found.written == "characters")


def _counts_anyway(text: str, found: FoundQuantity, fate: Fate) -> bool:
    """整合热线31条 is no telephone number, 培训班办了6期 no number of an issue."""
    if fate is Fate.ORDINAL and found.quantity.unit == "期":
        return _HELD_RE.search(text, max(0, found.start - 12), found.start) is not None
    return fate is Fate.PHONE and found.quantity.unit is not None


_MORE_TIME_RE = re.compile(r"多?(?:月|星期|世纪)")


def _against_unit(text: str, found: FoundQuantity, known: Words) -> Fate | None:
    """What speaks against a quantity by its unit and what follows it."""
    unit = found.quantity.unit
    if found.written == "words":
        return None if _states_share(text, found) else Fate.UNREAD
    if unit is None:
        return None if _is_bare(text, found) else _fate_of_bare(text, found, known)
    if unit == "天" and text.endswith("了半", 0, found.numeral[1]):
        return Fate.SET_PHRASE  # 比画了半天
    if unit == "个" and _MORE_TIME_RE.match(text[found.end : found.end + 3]):
        return Fate.PERIOD  # 提早一个多月
    if (
        found.written == "characters"
        and found.quantity.approx is None
        and text[slice(*found.numeral)] in ("十", "百", "千", "万", "亿", "百万", "千万")
        and not (found.quantity.value == 10 and (unit in _SORTS or _is_concrete(text, found)))
    ):
        return Fate.SET_PHRASE  # 千人计划, 万人评议: a round word that counts nothing
    if unit in part("time"):
        return None if is_limit(text, found) or length_of(text, found) is not None else Fate.PERIOD
    if found.written == "characters":
        return _against_characters(text, found, known)
    start = found.numeral[0]
    if unit == "期" and _HELD_RE.search(text, max(0, start - 12), start):
        return None
    if unit in ("级", "届") or (unit == "期" and found.quantity.approx is None):
        return Fate.ORDINAL
    if unit in part("measure"):  # 200元到500元不等, 前10%的优先推荐
        return None
    return Fate.PARTS if _is_abstract(text[found.end : found.end + 8]) else None


_SORTS = frozenset(("种", "类", "项", "条", "件"))  # 十项标准, 十种做法
# 培训班办了6期: they are counted, not numbered
_HELD_RE = re.compile(
    r"(?:班|培训|讲座|讲堂|论坛|沙龙|课堂|活动)[”\"]?(?:举?办了?|开展|开办)?$|(?:举办|开办|办了|推出了?|播出了?|编印|累计开了?)$"
)


def _fate_of_bare(text: str, found: FoundQuantity, known: Words) -> Fate:
    """What a number is that has no unit and counts no noun behind it."""
    if found.written == "characters":
        in_phrase = _is_in_word(found, known) or found.quantity.value <= 10
        return Fate.SET_PHRASE if in_phrase and found.quantity.approx is None else Fate.UNREAD
    if _CODE_RE.fullmatch(text[slice(*found.numeral)]):
        return Fate.CODE
    before = text[max(0, found.start - 1) : found.start]
    return Fate.ADDRESS if before in tuple("号栋幢楼弄") else Fate.UNREAD


_PLACES_RE = re.compile(r"(?:社区|居民区|村|镇|乡|街道|县|市|区|小区|嘎查|苏木)(?![民一-鿿]?级)")
_MERGED_RE = re.compile(r"[一-鿿]{1,4}(?:并为|合为|合并|整合)")  # 甲、乙两张网并为一张
# 甲、乙两支队伍联合值守: what is listed does something together
_REAL_RE = re.compile(
    rf"[一-鿿]{{0,6}}?(?:队伍|片区|中心|站点?|基地|园区|公司|小区|院落|网格|食堂|广场)(?=[一-鿿])|{_MERGED_RE.pattern}"
)
_ITEMS_RE = re.compile(r"[一-鿿“”]{2,12}(?:[、和与及][一-鿿“”]{2,12})+$")


_JOINT_RE = re.compile(r"[、和与及]")
# 红、黄、绿三类; 代办、巡查、调解三类服务; not 集中在供暖、物业两类问题上
_SORTED_RE = re.compile(r"类(?![一-鿿]{0,6}(?:问题|情形|情况|场景|矛盾|风险))")


def _counts_enumeration(text: str, found: FoundQuantity) -> bool:
    """党建、治理、服务三条主线: the number only sums up what is listed before it."""
    if found.written != "characters" or found.quantity.approx or not 2 <= found.quantity.value <= 10:
        return False
    if GROUPED_RE.match(text, found.end) or _SORTED_RE.match(text, found.end - 1):
        return False
    if found.quantity.unit in _UNLISTED_UNITS or DIRECT_RE.match(text, found.end):
        return False
    if _PLACES_RE.match(text, found.end) or _REAL_RE.match(text, found.end):  # 甲、乙两个社区
        return False
    if text[max(0, found.start - 1) : found.start] == "等" and _is_concrete(text, found):  # 甲监督、乙监督等两项监督
        return False
    # the last item is of two to twelve characters
    if _JOINT_RE.search(text, max(0, found.start - 13), max(0, found.start - 2)) is None:
        return False
    items = _ITEMS_RE.search(text, max(0, found.start - 60), found.start)
    return items is not None and len(_JOINT_RE.split(items[0])) == found.quantity.value


# 一半队员是“80后”, 有半数住户报了名; not 一半是…
_HALF_OF_RE = re.compile(
    r"以?上?的?[一-鿿]{0,4}?(?:队员|成员|党员|干部|居民|村民|住户|农户|社员|业主|老人|学生|代表|群众|人员|志愿者|店铺|商户|企业|村|社区)"
    r"(?!以)[一-鿿“]"
)
_OPENS_RE = re.compile(r"(?:^|[。,，;；:：!！?？\n]|有)$")


# the last row: 由村集体出一半
_SHARE_LEAD_RE = re.compile(
    r"(?:占比?|占[了到去掉]|比例|比重|率|达到?|超过?|近|学历|人数|数量|为"
    r"|(?:减少|下降|降低|缩短|压减|压缩|缩减|精简|减|降|少|砍|省|增加|提高|出|承担|负担|补助|补贴|垫付)[了掉去约]?)$"
)
_SHARE_ACT_RE = re.compile(r"(?:以上|同意|通过|参加|赞成|到会|出席|数)")


def _states_share(text: str, found: FoundQuantity) -> bool:
    """一半, 过半 say a share where a noun or verb of proportion leads to them; 翻番 always does."""
    if text[slice(*found.numeral)].startswith("翻"):
        return True
    before = text[max(0, found.start - 12) : found.start]
    if _HALF_OF_RE.match(text, found.end) and _OPENS_RE.search(before):
        return True
    return bool(_SHARE_LEAD_RE.search(before)) or (
        (found.quantity.approx is not None and found.start != found.numeral[0])
        or bool(_SHARE_ACT_RE.match(text[found.numeral[1] :]))
    )


_PLACES = ("县", "市", "区", "镇", "乡", "村", "省", "州", "旗", "街道", "社区")


_DIGIT_END_RE = re.compile(r"[\d.]$")
_LARGE_RE = re.compile(r"[万亿]")
# 常住人口2.7万, 外来人口却超过7万, 人口合计不过50余万
_PEOPLE_END_RE = re.compile(
    r"(?:人口|党员|群众|居民|用户|游客)(?:合计|共计|却|已|也|约|近|超过?|达到?|为|有|仅|只|不过|现有){0,3}$"
)
_ADDRESS_END_RE = re.compile(r"[号栋幢楼弄]$")


def _is_bare(text: str, found: FoundQuantity) -> bool:
    """A number without a unit is a fraction, a share, or counts the noun that follows."""
    numeral = text[slice(*found.numeral)]
    if "/" in numeral or "分之" in numeral:
        return True
    if found.written == "characters":
        return text.endswith("等", 0, found.start) and direct_noun(text, found) in _PLACES
    if _CODE_RE.fullmatch(numeral) or _DIGIT_END_RE.search(text[max(0, found.start - 1) : found.start]):
        return False
    if _LARGE_RE.search(text[found.numeral[0] : found.end]) and (
        _PEOPLE_RE.match(text, found.end) or _PEOPLE_END_RE.search(text[max(0, found.start - 8) : found.start])
    ):
        return True
    return direct_noun(text, found) is not None and not _ADDRESS_END_RE.search(
        text[max(0, found.start - 1) : found.start]
    )


_STRICT_UNITS = frozenset((
    "名", "人", "户", "家", "元", "亩", "公里", "支", "所", "座", "倍", "%", "件", "例", "起", "宗", "周岁", "岁",
    "平方米", "平方公里", "公顷", "吨", "人次", "个百分点", "辆", "台", "套", "栋", "幢",
))  # fmt: skip


_DONE_RE = re.compile(r"[一-鿿](?:不?了|过)$")
_NUMERAL_RE = re.compile(r"[一二三四五六七八九十]")


_UNLISTED_UNITS = _STRICT_UNITS - {"家", "支"}


def _against_characters(text: str, found: FoundQuantity, known: Words) -> Fate | None:
    """A numeral in characters counts something real; slogans (四个意识), idioms and the rhetorical 一 do not."""
    start = found.numeral[0]
    quantity, after = found.quantity, text[found.end : found.end + 8]
    if quantity.value > 1 and GROUPED_RE.match(text, found.end):  # 三人一组
        return None
    if quantity.unit == "批" and text.endswith(("分", "分作", "分成"), 0, found.start):  # 分三批推开
        return None
    if quantity.unit == "%" and quantity.approx is not None:  # 七成多不出村, 连一成都不到
        return None
    if quantity.value == 1 and quantity.value_max is None and quantity.approx is None and is_frequency(text, found):
        return None  # 走一遍, 评一回 are words of their own
    if not known.boundaries & {start, found.start} and quantity.value_max is None and found.start == start:
        return Fate.SET_PHRASE
    if quantity.value == 1 and quantity.value_max in (None, 2) and quantity.approx is None:
        return None if quantity.value_max is None and is_norm_of_one(text, found) else Fate.INDEFINITE
    if _is_abstract(after):
        return Fate.PARTS
    if text[slice(*found.numeral)] == "二" and quantity.unit in ("次", "代", "级"):
        return Fate.ORDINAL  # 二次交办
    if text[start - 1 : start] in ("第", "初", "周", "统"):
        return Fate.ORDINAL
    if quantity.unit in ("回", "趟", "遍") and _DONE_RE.search(text, max(0, start - 3), start):
        return None  # 吵了八回
    if quantity.unit == "个" and text.startswith("工", found.end) and text.endswith(("出", "投"), 0, start):
        return None  # 两个社各出五个工
    if quantity.unit in _OFTEN_UNITS and is_frequency(text, found):
        return None  # 一个月跑两趟, 每周两讲
    if quantity.unit in _SKIP_UNITS:
        return Fate.SET_PHRASE
    vague = quantity.approx is not None or quantity.value_max is not None  # 五六个科室
    if vague or quantity.value >= 10 or quantity.unit in _STRICT_UNITS:
        return Fate.UNREAD if _NUMERAL_RE.match(text[found.end : found.end + 1]) else None
    if (
        quantity.unit in _OFTEN_COUNTED
        or _SORTED_RE.match(text, found.end - 1)
        or _is_concrete(text, found)
        or _REAL_RE.match(text, found.end)
    ):
        return None
    return Fate.UNCOUNTED


def _is_in_word(found: FoundQuantity, known: Words) -> bool:
    """Is the numeral part of a longer word: 统一, 一体化?"""
    return not known.boundaries.issuperset(found.numeral)


def _is_abstract(after: str) -> bool:
    return _ABSTRACT_RE.match(after) is not None


# 2个更换了施工队, 3个责任区, 5个度假村: a longer word that counts something
_ABSTRACT_RE = re.compile(
    r"(?:的)?(?!更[换名新改]|不等|不同|责任[人区田医]|度假|论坛|观[众光景察测摩]|字[画号]|统一配|关口)"
    rf"(?:{alternatives('abstract')}|最(?![终后多低高少]))"
)
_PEOPLE_RE = re.compile(
    r"[一-鿿]{0,6}?(?:群众|人口|党员|干部|居民|村民|职工|学生|老人|农民|工人|农户|贫困户|游客|用户|志愿者|儿童|务工人员)"
)
_HEAD_RE = re.compile(r"[一-鿿()（）“”]{1,14}")


_PLACE_ALONE_RE = re.compile(
    r"(?:县(?:[市区]|级市)?|区县?|市|镇街?|乡镇?|街道|村居?|社区|小区)"
    r"(?=[近都均也合各又先共]|铺开|推开|推[广行]|试[点行]|开展|启动|建成|实现|上线|落地|参与|入选)"
)
_ADVERB_RE = re.compile(r"(?<=.)(?=逐|均|都|已|全部|一体|一并|也|先后|相继|同步)")


def _is_concrete(text: str, found: FoundQuantity) -> bool:
    """Does a noun that can be counted follow?"""
    match = _HEAD_RE.match(text, found.end)
    if match is None:
        return False
    if _PLACE_ALONE_RE.match(text, found.end):  # 三个区近两年的摸索
        return True
    head = _ADVERB_RE.split(match[0])[0].rstrip("()（）的")
    return any(head.endswith(word) for word in part("concrete") if len(word) > 1 or head == word)
