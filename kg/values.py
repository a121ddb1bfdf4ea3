"""Numbers with their units <-> text, as the annotation guidelines ("Metrics") define them; dates are in kg.dates.

    4.54万个 -> 45400 个      近8成 -> 80 %, less       300—500户 -> 300 to 500 户      三分之一 -> 0.3333

A numeral in characters is worked out by cn2an once this grammar has isolated it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.dates import date_bounds, find_dates, format_date, is_date_value, parse_date
from kg.model import APPROX

__all__ = [
    "FoundQuantity", "Quantity", "date_bounds", "find_dates", "find_quantities", "format_date", "format_metric_value",
    "format_number", "is_date_value", "parse_date", "parse_number", "parse_quantity", "units",
]  # fmt: skip

_DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` (to `value_max`) of `unit`; `approx` is about, more, less or None; `unit` None for a bare fraction."""

    value: int | float
    value_max: int | float | None = None
    unit: str | None = None
    approx: str | None = None


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity with its half-open place in the text.

    `numeral` is the place of the number itself, without words before or after it (约, 以上); `written` is digits,
    characters (两次) or words (一半, 翻番).
    """

    start: int
    end: int
    numeral: tuple[int, int]
    quantity: Quantity
    written: str


MULTIPLIERS = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100,
}  # fmt: skip
# 500千克: the 千 belongs to the unit
_MULTIPLIER = "|".join(MULTIPLIERS).replace("|千|", "|千(?![克米瓦卡伏升])|")
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?![\d])|\d+)(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+"
_DASH = r"(?:[—－–─~～-]{1,2}|至|到)"
_BEFORE_WORDS = {
    "more": "超过 超出 超 逾 突破 不少于 不得少于 不低于 不得低于 至少 高于 多于 大于 不下 不下于 最少 起码 "
    "已超 已逾 上",
    "less": "不足 不到 不超 近 将近 接近 不超过 不得超过 不高于 不得高于 不多于 不得多于 少于 低于 至多 最多 小于 "
    "未满 不满 控制在",
    "about": "约 大约 约为 大概 大致 平均约 约占",
}
_AFTER_WORDS = {
    "more": "及以上 以上 之上 有余 多 余 开外",
    "less": "及以下 以下 以内 之内 之下 内",
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


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    unit = _alternatives(list(units()))
    first = "".join(sorted({word[0] for words in _BEFORE_WORDS.values() for word in words.split()}))
    digits = rf"""
        (?=[\d{first}\ ])  # nothing else opens a quantity: nearly all of a text is passed over by this alone
        (?P<before>{_BEFORE})?[ ]?
        (?P<numeral>
            (?P<fraction>(?<![\d/.])\d{{1,3}}/\d{{1,4}}(?![\d/年月]))
          | (?P<first>(?<![\d.A-Za-z])(?:{_ARABIC}))
            (?:(?P<times1>{_MULTIPLIER})?(?P<unit1>{unit}|[%％])?{_DASH}(?P<second>{_ARABIC}))?
        )
        (?P<odd1>余|多|来)?(?P<times>{_MULTIPLIER})?(?P<odd2>余|多|来(?!自))?
        [ ]?(?P<unit>[%％‰]|{unit})?(?P<odd3>多(?![个种样年])|余)?
        (?P<after>{_AFTER})?
    """
    characters = rf"""
        (?=[{first}数几好零〇一二两三四五六七八九十百千万亿翻过半大多对])
        (?P<before>{_BEFORE}|数|几|[好]几)?
        (?P<numeral>
            (?P<parts>(?:{_CHINESE})分之(?:{_CHINESE}|\d+(?:\.\d+)?))
          | (?P<double>翻(?:了)?(?P<fan>[一两二三四])?番)
          | (?P<half>过半|半数|一半|大半|多半|对半)
          | (?P<chinese>{_CHINESE}(?:点[零一二三四五六七八九]+)?)(?:{_DASH}(?P<chinese2>{_CHINESE}))?
        )
        (?P<odd1>余|多|来)?(?P<times>亿|万)?(?P<odd2>余|多)?
        (?P<unit>{unit})?(?P<odd3>多(?![个种样年])|余)?
        (?P<after>{_AFTER})?
    """
    return re.compile(digits, re.VERBOSE), re.compile(characters, re.VERBOSE)


def parse_number(text: str) -> int | float | None:
    """The number that a numeral alone stands for; None if it is none.

    >>> parse_number("4.54万"), parse_number("二千三百"), parse_number("三分之一"), parse_number("1,470")
    (45400, 2300, 0.3333, 1470)
    """
    plain = text.strip().replace(",", "").replace("，", "")
    if match := re.fullmatch(rf"(\d+(?:\.\d+)?)({_MULTIPLIER})?", plain):
        return _times(match[1], MULTIPLIERS.get(match[2], 1))
    if match := re.fullmatch(r"(\d+)/(\d+)", plain):
        return _tidy(round(int(match[1]) / int(match[2]), 4)) if int(match[2]) else None
    if match := re.fullmatch(rf"({_CHINESE})分之({_CHINESE}|\d+(?:\.\d+)?)", plain):
        whole, part = _chinese(match[1]), parse_number(match[2])
        return _tidy(round(part / whole, 4)) if whole and part is not None else None
    return _chinese(plain)


def _times(digits: str, factor: int) -> int | float:
    """Exact for decimals: 80.3 times 10,000 is 803000, not 802999.99…

    >>> _times("80.3", 10000)
    803000
    """
    whole, _, decimals = digits.partition(".")
    scaled = int(whole + decimals) * factor
    power = 10 ** len(decimals)
    return scaled // power if scaled % power == 0 else float(scaled / power)


def _tidy(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


_NUMERAL_RE = re.compile(r"[零〇一二两三四五六七八九十百千万亿点]+")
_LONGEST_NUMERAL = 40  # characters; what is longer is no number that a text states


@lru_cache(maxsize=4096)
def _chinese(text: str) -> int | float | None:
    if not _NUMERAL_RE.fullmatch(text):
        return None
    if re.fullmatch(r"[百千万亿]+", text):
        return _product(text)
    if len(text) > _LONGEST_NUMERAL:
        return None
    import cn2an  # slow to import, and only texts need it

    try:
        return _tidy(float(cn2an.cn2an(text.replace("〇", "零"), "smart")))
    except (ValueError, KeyError, IndexError):  # cn2an stumbles over 万十一
        return None


def _product(text: str) -> int:
    """A round word alone: 百亿 is ten thousand million, 千 a thousand."""
    result = 1
    for letter in text:
        result *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[letter]
    return result


def find_quantities(text: str) -> list[FoundQuantity]:
    """Every number of the text with what belongs to it, in order; also those that no statement hangs on.

    >>> [(f.quantity.value, f.quantity.unit, f.quantity.approx) for f in find_quantities("减少1470余个,近8成")]
    [(1470, '个', 'more'), (80, '%', 'less')]
    """
    digits, characters = _patterns()
    found = [item for match in digits.finditer(text) if (item := _from_digits(match)) is not None]
    ends = [item.end for item in found]
    starts = [item.start for item in found]
    for match in characters.finditer(text):
        after = bisect_right(ends, match.start())
        if after == len(starts) or starts[after] >= match.end():
            item = _from_characters(match)
            if item is not None:
                found.append(item)
    return sorted(found, key=lambda item: item.start)


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
    for group in ("after", "odd1", "odd2", "odd3"):
        if word := match[group]:
            return "about" if word == "来" else _APPROX_OF[word]
    word = match["before"]
    if not word:
        return None
    return "more" if word in ("数", "几", "好几") else _APPROX_OF[word]


def _unit(word: str | None) -> str | None:
    return "%" if word in ("%", "％") else word


def _from_digits(match: re.Match[str]) -> FoundQuantity | None:
    numeral = match.span("numeral")
    if match["fraction"]:
        value = parse_number(match["fraction"])
        return (
            None
            if value is None
            else _found(match, numeral, Quantity(value, None, _unit(match["unit"]), _approx(match)), "digits")
        )
    factor = MULTIPLIERS.get(match["times"] or "", 1)
    first_factor = MULTIPLIERS.get(match["times1"] or "", 1)
    first, second = match["first"].replace(",", "").replace("，", ""), match["second"]
    unit = _unit(match["unit"])
    if second is None:
        value = _times(first, first_factor * factor)
        return _found(match, numeral, Quantity(value, None, unit or _unit(match["unit1"]), _approx(match)), "digits")
    second = second.replace(",", "").replace("，", "")
    value = _times(first, first_factor if match["times1"] else factor)
    top = _times(second, factor)
    if top < value:  # 3—1号, a number with a dash in it
        return None
    return _found(match, numeral, Quantity(value, top, unit or _unit(match["unit1"]), _approx(match)), "digits")


def _from_characters(match: re.Match[str]) -> FoundQuantity | None:
    numeral, approx, unit = match.span("numeral"), _approx(match), match["unit"]
    if match["parts"]:
        whole, _, part = match["parts"].partition("分之")
        if whole == "百":
            value = parse_number(part)
            return None if value is None else _found(match, numeral, Quantity(value, None, "%", approx), "characters")
        value = parse_number(match["parts"])
        return None if value is None else _found(match, numeral, Quantity(value, None, unit, approx), "characters")
    if match["double"]:
        turns = {"一": 1, None: 1, "两": 2, "二": 2, "三": 3, "四": 4}[match["fan"]]
        return _found(match, numeral, Quantity(2**turns, None, "倍", approx), "words")
    if match["half"]:
        more = "more" if match["half"] in ("过半", "大半", "多半") else approx
        return _found(match, numeral, Quantity(0.5, None, None, more), "words")
    return _chinese_quantity(match, approx)


def _chinese_quantity(match: re.Match[str], approx: str | None) -> FoundQuantity | None:
    numeral, written, unit = match.span("numeral"), match["chinese"], match["unit"]
    if match["before"] in ("数", "几", "好几") and written[0] not in "十百千万亿":
        return None
    loose = _loose(written)
    if loose is not None and match["chinese2"] is None:
        low, high = loose
        factor = MULTIPLIERS.get(match["times"] or "", 1)
        return _found(match, numeral, Quantity(low * factor, high * factor, unit, approx), "characters")
    value, top = _chinese(written), _chinese(match["chinese2"]) if match["chinese2"] else None
    if value is None or (match["chinese2"] and top is None):
        return None
    factor = MULTIPLIERS.get(match["times"] or "", 1)
    top = None if top is None else top * factor
    if top is not None and top < value * factor:
        return None
    return _found(match, numeral, Quantity(value * factor, top, unit, approx), "characters")


def _loose(text: str) -> tuple[int, int] | None:
    """两三 is 2 to 3, 三五 3 to 5, 十七八 17 to 18; None for an ordinary numeral."""
    match = re.fullmatch(
        r"(十|[二三四五六七八九]十)?([一二两三四五六七八九])([二三四五六七八九])(十|百|千|万|亿)?", text
    )
    if match is None or (match[1] and match[4]):
        return None
    low, high = (int(_chinese(match[i].replace("两", "二")) or 0) for i in (2, 3))
    if high - low != 1 and (low, high) != (3, 5):
        return None
    base = int(_chinese(match[1]) or 0) if match[1] else 0
    factor = int(_chinese("一" + match[4]) or 1) if match[4] else 1
    return base + low * factor, base + high * factor


def _found(match: re.Match[str], numeral: tuple[int, int], quantity: Quantity, written: str) -> FoundQuantity:
    if quantity.unit == "成":
        high = None if quantity.value_max is None else _tidy(round(quantity.value_max * 10, 6))
        quantity = Quantity(_tidy(round(quantity.value * 10, 6)), high, "%", quantity.approx)
    return FoundQuantity(match.start(), match.end(), numeral, quantity, written)


# --- numbers -> text ------------------------------------------------------------------------------------------------


def format_number(value: int | float) -> str:
    """Digits in groups of three, as many decimals as the value has.

    >>> format_number(4610), format_number(0.3333), format_number(134000000)
    ('4,610', '0.3333', '134,000,000')
    """
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0")


_SHOWN = {"about": ("约", ""), "more": ("超过", ""), "less": ("不超过", ""), None: ("", "")}


def format_metric_value(value: int | float, value_max: int | float | None, unit: str | None, approx: str | None) -> str:
    """A metric's value as it is shown; `parse_quantity` gives the value back.

    >>> format_metric_value(4610, None, "个", None), format_metric_value(300, 500, "户", "about")
    ('4,610个', '约300—500户')
    """
    number = format_number(value) if value_max is None else f"{format_number(value)}—{format_number(value_max)}"
    before, after = _SHOWN[approx]
    return f"{before}{number}{unit or ''}{after}"
