"""Numbers with their units <-> text, as the annotation guidelines ("Metrics") define them; dates are in kg.dates.

    4.54万个 -> 45400 个      近8成 -> 80 %, less       300—500户 -> 300 to 500 户      三分之一 -> 0.3333

A numeral in characters is worked out by cn2an once this grammar has isolated it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from kg.model import APPROX
from kg.numerals import CHINESE, MULTIPLIER, MULTIPLIERS, parse_number, read_characters, read_loose, tidy, times

_DATA = Path(__file__).resolve().parent / "data"


class Quantity(NamedTuple):
    """`value` (to `value_max`) of `unit`; `approx` is about, more, less or None; `unit` None for a bare fraction."""

    value: int | float
    value_max: int | float | None = None
    unit: str | None = None
    approx: str | None = None


class FoundQuantity(NamedTuple):
    """A quantity with its half-open place in the text.

    `numeral` is the place of the number itself, without words before or after it (约, 以上); `written` is digits,
    characters (两次) or words (一半, 翻番).
    """

    start: int
    end: int
    numeral: tuple[int, int]
    quantity: Quantity
    written: str


_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?![\d])|\d+)(?:\.\d+)?"
_SHARE = rf"(?:{CHINESE}(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?)"
_DASH = r"(?:[—－–─~～-]{1,2}|至|到)"
_BEFORE_WORDS = {
    "more": "超过 超出 超 逾 突破 不少于 不得少于 不低于 不得低于 不小于 不得小于 至少 "
    "高于 多于 大于 不下 不下于 最少 起码 "
    "已超 已逾 上 跨过 迈过",
    "less": "不足 不到 不超 近 将近 接近 不超过 不得超过 不高于 不得高于 不大于 不得大于 "
    "不多于 不得多于 少于 低于 至多 最多 小于 "
    "未满 不满 控制在",
    "about": "约 大约 约为 大概 大致 平均约 约占",
}
_AFTER_WORDS = {
    "more": "及以上 以上 之上 有余 出头 多 余 开外",
    "less": "及以下 以下 以内 之内 之下 内 都不到 还不到",
    "about": "左右 上下 前后 来",
}
_APPROX_OF = {
    word: kind for table in (_BEFORE_WORDS, _AFTER_WORDS) for kind, words in table.items() for word in words.split()
}
assert set(_APPROX_OF.values()) == set(APPROX)


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# 上百 is more than a hundred, 上一个 the last one; 村规民约 ends in no "about"
_BEFORE = (
    _alternatives([w for words in _BEFORE_WORDS.values() for w in words.split() if w not in ("上", "约")])
    + "|上(?=[十百千万亿])|(?<![民公条合契预签制节])约"
)
# 30日内 but 2个内设机构
_AFTER = (
    _alternatives([w for words in _AFTER_WORDS.values() for w in words.split() if w not in ("多", "余", "来", "内")])
    + "|内(?![设部容外需阁涝生陆])"
)


@cache
def units() -> tuple[str, ...]:
    """Words of measure, the longest first (kg/data/units.tsv says where they are from)."""
    lines = (_DATA / "units.tsv").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if line and not line.startswith("#") for word in line.split("\t")[1].split()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


# 8部门, 3名单: the classifier is the beginning of a longer word
_LONGER_WORDS = {
    "部": "门委队分署落件级", "名": "称义", "期": "间限", "面": "积", "条": "例款", "家": "庭",
    "回": "事访收应复迁流乡族民升落头",
}  # fmt: skip


# 两个多小时, 8个多百分点
_VAGUE_UNITS = {"个多小时": "小时", "个多钟头": "个钟头", "个多百分点": "个百分点"}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    unit = _alternatives([*units(), *_VAGUE_UNITS]) + "|(?<=个半)月"
    for word, longer in _LONGER_WORDS.items():
        unit = unit.replace(f"|{word}|", f"|{word}(?![{longer}])|")
    before = [word for words in _BEFORE_WORDS.values() for word in words.split()]
    first, longest = "".join(sorted({word[0] for word in before})), max(map(len, before))
    digits = rf"""
        # nothing else opens a quantity, at most so far before its digits: nearly all of a text is passed over by this
        (?=\d|[{first}\ ][^\d]{{0,{longest}}}\d)
        (?P<before>{_BEFORE})?[ ]?
        (?P<numeral>
            (?P<fraction>(?<![\d/.])\d{{1,3}}/\d{{1,4}}(?![\d/年月]))
          | (?P<first>(?<![\d.A-Za-z])(?:{_ARABIC}))
            (?:(?P<times1>{MULTIPLIER})?(?P<unit1>{unit}|[%％])?{_DASH}(?P<second>{_ARABIC}))?
        )
        (?P<odd1>余|多|来)?(?P<times>{MULTIPLIER})?(?P<odd2>余|多|来(?!自))?
        (?:个(?P<and_half>半)(?=小时|星期|钟头|月))?
        [ ]?(?P<unit>[%％‰]|{unit})?(?:(?P<odd3>多(?![个种样年])|余)|(?<=[天年])(?P<half>半)(?![天年月数途程路生辈价]))?
        (?P<after>{_AFTER})?
    """
    characters = rf"""
        (?=[{first}数几好零〇一二两三四五六七八九十百千万亿翻过半大多对])(?<!\d)
        (?P<before>{_BEFORE}|数|几|[好]几)?
        (?P<numeral>
            (?P<tenths>[一二两三四五六七八九])成(?P<hundredths>[一二三四五六七八九半])
          | (?P<halves>{CHINESE}(?=个半(?:小时|星期|钟头|月)))(?P<and_half>个半)
          | (?P<parts>(?:{CHINESE})分之(?P<share>{_SHARE}))(?:{_DASH}(?:百分之)?(?P<top>{_SHARE}))?
          | (?P<double>翻(?:了)?(?P<fan>[一两二三四])?番(?P<over>还多|有余)?)
          | (?P<years>[一二两三四五六七八九十])(?:年半(?![多来])|天半(?![天年月数途程路]))
          | (?P<half>(?<!经)过半|半数|一半|大半|多半|对半)
          | (?P<halved>(?:(?<=经过)|(?<![上下前后大多一过年]))半(?=个?(?:小时|月|年(?![来初终多])|天)))
          | (?P<chinese>{CHINESE}(?:点[零一二三四五六七八九]+)?)(?:{_DASH}(?P<chinese2>{CHINESE}))?
        )
        (?P<odd1>余|多|来|几)?(?P<times>亿|万)?(?P<odd2>余|多)?
        (?P<unit>{unit})?(?P<odd3>多(?![个种样年])|余)?
        (?P<after>{_AFTER})?
    """
    return re.compile(digits, re.VERBOSE), re.compile(characters, re.VERBOSE)


_START = attrgetter("start")
LONGEST = 100  # characters of a quantity; a longer run of digits counts nothing


def find_quantities(text: str) -> list[FoundQuantity]:
    """Every number of the text with what belongs to it, in order; also those that no statement hangs on.

    >>> [(f.quantity.value, f.quantity.unit, f.quantity.approx) for f in find_quantities("减少1470余个,近8成")]
    [(1470, '个', 'more'), (80, '%', 'less')]
    """
    digits, characters = _patterns()
    found = [
        item
        for match in digits.finditer(text)
        if match.end() - match.start() <= LONGEST and (item := _from_digits(match)) is not None
    ]
    ends = [item.end for item in found]
    starts = [item.start for item in found]
    for match in characters.finditer(text):
        after = bisect_right(ends, match.start())
        if after == len(starts) or starts[after] >= match.end():
            item = _from_characters(match)
            if item is not None:
                found.append(item)
    return list(_joined(sorted(found, key=_START)))


# the units of one length of time, a larger and a smaller one: how many of these make that
_WITHIN: Mapping[tuple[str | None, str | None], int] = {
    ("小时", "分钟"): 60,
    ("小时", "分"): 60,
    ("个小时", "分钟"): 60,
    ("分钟", "秒"): 60,
    ("分", "秒"): 60,
    ("天", "小时"): 24,
}


def _joined(found: Iterable[FoundQuantity]) -> Iterator[FoundQuantity]:
    """1小时40分钟 is 100 minutes: what follows at once in a smaller unit belongs to the number before."""
    last: FoundQuantity | None = None
    for item in found:
        of = _WITHIN.get((last.quantity.unit, item.quantity.unit)) if last and last.end == item.start else None
        if last is not None and of is not None and last.quantity.value_max is item.quantity.value_max is None:
            value = tidy(last.quantity.value * of + item.quantity.value)
            whole = Quantity(value, None, item.quantity.unit, item.quantity.approx or last.quantity.approx)
            last = FoundQuantity(last.start, item.end, (last.numeral[0], item.numeral[1]), whole, last.written)
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def parse_quantity(text: str) -> Quantity | None:
    """The one quantity that a text is; None if it is none or more than that.

    >>> parse_quantity("300—500户")
    Quantity(value=300, value_max=500, unit='户', approx=None)
    >>> parse_quantity("上百亿元")
    Quantity(value=10000000000, value_max=None, unit='元', approx='more')
    """
    found = find_quantities(text.strip())
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text.strip())):
        return found[0].quantity
    return None


def _approx(match: re.Match[str]) -> str | None:
    """The word after the number decides over the one before it (近300人以上 is none that anyone writes)."""
    after, odd1, odd2, odd3, unit, word = match.group("after", "odd1", "odd2", "odd3", "unit", "before")
    if behind := after or odd1 or odd2 or odd3:
        return "about" if behind == "来" else _APPROX_OF.get(behind, "more")
    if unit in _VAGUE_UNITS:
        return "more"
    return _APPROX_OF.get(word, "more") if word else None  # 数百, 十几: more


_SAME_UNIT = {"％": "%", "月": "个月", "个小时": "小时", **_VAGUE_UNITS}


def _unit(word: str | None) -> str | None:
    return _SAME_UNIT.get(word, word) if word is not None else None


def _from_digits(match: re.Match[str]) -> FoundQuantity | None:
    numeral = match.span("numeral")
    fraction, first, second, times1, unit1, multiplier, unit = match.group(
        "fraction", "first", "second", "times1", "unit1", "times", "unit"
    )
    if fraction:
        value = parse_number(fraction)
        return (
            None
            if value is None
            else _found(match, numeral, Quantity(value, None, _unit(unit), _approx(match)), "digits")
        )
    factor = MULTIPLIERS[multiplier] if multiplier else 1
    first_factor = MULTIPLIERS[times1] if times1 else 1
    first, unit = first.replace(",", "").replace("，", ""), _unit(unit or unit1)
    if second is None:
        value = times(first, first_factor * factor) + (0.5 if match["and_half"] or match["half"] else 0)  # 3天半
        return _found(match, numeral, Quantity(value, None, unit, _approx(match)), "digits")
    second = second.replace(",", "").replace("，", "")
    own = times1 or unit1  # 50元至10万元, but 5至10万元
    value = times(first, first_factor if own else factor)
    top = times(second, factor)
    if top < value:  # 3—1号, a number with a dash in it
        return None
    return _found(match, numeral, Quantity(value, top, unit, _approx(match)), "digits")


def _from_characters(match: re.Match[str]) -> FoundQuantity | None:
    if match["chinese"]:  # nearly all of them
        return _chinese_quantity(match)
    numeral, approx, unit = match.span("numeral"), _approx(match), _unit(match["unit"])
    if match["parts"]:
        return _from_parts(match, approx)
    if match["halves"]:  # 一个半小时
        value = read_characters(match["halves"])
        return (
            None if value is None else _found(match, numeral, Quantity(value + 0.5, None, unit, approx), "characters")
        )
    if match["years"]:  # 一年半, 三天半
        value = (read_characters(match["years"]) or 0) + 0.5
        return _found(match, numeral, Quantity(value, None, match["numeral"][1], approx), "characters")
    if match["tenths"]:  # 七成五, 七成半
        ones = 5 if match["hundredths"] == "半" else read_characters(match["hundredths"]) or 0
        share = 10 * (read_characters(match["tenths"]) or 0) + ones
        return _found(match, numeral, Quantity(share, None, "%", approx), "characters")
    if match["halved"]:
        return _found(match, numeral, Quantity(0.5, None, unit, approx), "characters")
    if match["double"]:
        turns = {"一": 1, None: 1, "两": 2, "二": 2, "三": 3, "四": 4}[match["fan"]]
        return _found(match, numeral, Quantity(2**turns, None, "倍", "more" if match["over"] else approx), "words")
    more = "more" if match["half"] in ("过半", "大半", "多半") else approx
    end = match.start("unit") if match["unit"] else match.end()  # 一半队员
    return FoundQuantity(match.start(), end, numeral, Quantity(0.5, None, None, more), "words")


def _from_parts(match: re.Match[str], approx: str | None) -> FoundQuantity | None:
    """三分之一, 百分之三点五, 百分之三十到四十."""
    numeral, unit = match.span("numeral"), _unit(match["unit"])
    whole, _, _ = match["parts"].partition("分之")
    if whole != "百":
        value = parse_number(match["parts"])
        return None if value is None else _found(match, numeral, Quantity(value, None, unit, approx), "characters")
    low, high = parse_number(match["share"]), parse_number(match["top"]) if match["top"] else None
    if low is None or (high is not None and high < low):
        return None
    return _found(match, numeral, Quantity(low, high, "%", approx), "characters")


def _chinese_quantity(match: re.Match[str]) -> FoundQuantity | None:
    before, written, to, unit, multiplier = match.group("before", "chinese", "chinese2", "unit", "times")
    if before in ("数", "几", "好几") and written[0] not in "十百千万亿":
        return None
    numeral, approx, unit = match.span("numeral"), _approx(match), _unit(unit)
    factor = MULTIPLIERS[multiplier] if multiplier else 1
    loose = read_loose(written) if to is None and len(written) > 1 else None
    if loose is not None:
        low, high = loose
        return _found(match, numeral, Quantity(low * factor, high * factor, unit, approx), "characters")
    value, top = read_characters(written), read_characters(to) if to else None
    if value is None or (to and top is None):
        return None
    top = None if top is None else top * factor
    if top is not None and top < value * factor:
        return None
    return _found(match, numeral, Quantity(value * factor, top, unit, approx), "characters")


def _found(match: re.Match[str], numeral: tuple[int, int], quantity: Quantity, written: str) -> FoundQuantity:
    if quantity.unit == "成":
        high = None if quantity.value_max is None else tidy(round(quantity.value_max * 10, 6))
        quantity = Quantity(tidy(round(quantity.value * 10, 6)), high, "%", quantity.approx)
    return FoundQuantity(match.start(), match.end(), numeral, quantity, written)
