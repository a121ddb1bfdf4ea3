"""Quantities -> text, in the wordings that Chinese has for them; `kg.quantities.parse_quantity` reads each back.

4610 个 -> 4,610个, 四千六百一十个      80 % -> 八成, 百分之八十      more than 100 户 -> 上百户, 100余户
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from kg.numerals import MULTIPLIERS
from kg.quantities import Quantity

Wording = Callable[[Quantity], "str | None"]
_SHOWN = {"about": ("约", ""), "more": ("超过", ""), "less": ("不超过", ""), None: ("", "")}
_AFTER = {"about": "左右", "more": "以上", "less": "以内", None: ""}
_CHARACTERS = "零一二三四五六七八九"
_TURNS = {2: "一", 4: "两", 8: "三", 16: "四"}
_LARGEST_DENOMINATOR = 10
_LARGEST_IN_CHARACTERS = 10**12
_LOOSE = {(2, 3): "两三", (3, 4): "三四", (3, 5): "三五", (5, 6): "五六", (7, 8): "七八", (8, 9): "八九"}


def format_number(value: int | float) -> str:
    """Digits in groups of three, as many decimals as the value has.

    >>> format_number(4610), format_number(0.3333), format_number(134000000)
    ('4,610', '0.3333', '134,000,000')
    """
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0")


def format_metric_value(value: int | float, value_max: int | float | None, unit: str | None, approx: str | None) -> str:
    """A metric's value as it is shown; `parse_quantity` gives the value back.

    >>> format_metric_value(4610, None, "个", None), format_metric_value(300, 500, "户", "about")
    ('4,610个', '约300—500户')
    >>> format_metric_value(13_400_000_000, None, "元", None)
    '134亿元'
    """
    number = _shown(value) if value_max is None else f"{_shown(value)}—{_shown(value_max)}"
    before, after = _SHOWN[approx]
    return f"{before}{number}{unit or ''}{after}"


def _shown(value: int | float) -> str:
    """A number as a reader wants it: from a hundred million on in 亿, where four decimals are enough for it."""
    return (abs(value) >= MULTIPLIERS["亿"] and _in_large(value)) or format_number(value)


def format_quantity(quantity: Quantity, wording: str = "grouped") -> str | None:
    """The quantity in one of WORDINGS; None where that wording cannot say it. KeyError for an unknown wording.

    >>> [format_quantity(Quantity(45400, None, "个", "more"), name) for name in ("grouped", "large", "odd")]
    ['超过45,400个', '4.54万个以上', '45400余个']
    >>> format_quantity(Quantity(80, None, "%", "less"), "tenths"), format_quantity(Quantity(3, None, "个"), "tenths")
    ('近八成', None)
    """
    return WORDINGS[wording](quantity)


def _grouped(quantity: Quantity) -> str:
    return format_metric_value(quantity.value, quantity.value_max, quantity.unit, quantity.approx)


def _large(quantity: Quantity) -> str | None:
    """4.54万个, 1.34亿元—1.5亿元."""
    ends = [_in_large(end) for end in (quantity.value, quantity.value_max) if end is not None]
    if None in ends or quantity.unit in ("%", None):
        return None
    return "至".join(str(end) for end in ends) + (quantity.unit or "") + _AFTER[quantity.approx]


def _in_large(value: int | float) -> str | None:
    for word in ("亿", "万"):
        whole, rest = divmod(Fraction(str(value)), MULTIPLIERS[word])
        tail = f"{rest * 10000 / MULTIPLIERS[word]}"  # four decimals
        if whole and tail.isdigit():
            return f"{whole}.{tail.zfill(4)}".rstrip("0").rstrip(".") + word
    return None


def in_characters(value: int | float) -> str | None:
    """四千六百一十; None for what is no whole number, or a very large one.

    >>> in_characters(4610), in_characters(10)
    ('四千六百一十', '十')
    """
    if not float(value).is_integer() or not 0 <= value < _LARGEST_IN_CHARACTERS:
        return None
    import cn2an  # slow to import, and only texts need it

    text = str(cn2an.an2cn(int(value)))
    return text[1:] if text.startswith("一十") else text


def _characters(quantity: Quantity) -> str | None:
    number = in_characters(quantity.value)
    if number is None or quantity.value_max is not None or quantity.unit in ("%", None):
        return None
    return number + (quantity.unit or "") + _AFTER[quantity.approx]


def _percent(quantity: Quantity) -> str | None:
    """百分之八十, 百分之三十到四十."""
    ends = [in_characters(end) for end in (quantity.value, quantity.value_max) if end is not None]
    if quantity.unit != "%" or None in ends:
        return None
    return "百分之" + "到".join(str(end) for end in ends) + _AFTER[quantity.approx]


def _tenths(quantity: Quantity) -> str | None:
    """近八成, 七成五."""
    tens, ones = divmod(quantity.value, 10)
    if quantity.unit != "%" or quantity.value_max is not None or not (1 <= tens <= 9 and float(ones).is_integer()):
        return None
    before = {"about": "约", "more": "超过", "less": "近", None: ""}[quantity.approx]
    return before + _CHARACTERS[int(tens)] + "成" + (_CHARACTERS[int(ones)] if ones else "")


def _fraction(quantity: Quantity) -> str | None:
    """三分之一, where four decimals tell which fraction it is."""
    if quantity.unit is not None or quantity.value_max is not None or not 0 < quantity.value < 1:
        return None
    fraction = Fraction(quantity.value).limit_denominator(_LARGEST_DENOMINATOR)
    if round(float(fraction), 4) != quantity.value:
        return None
    whole, part = in_characters(fraction.denominator), in_characters(fraction.numerator)
    return f"{whole}分之{part}" + _AFTER[quantity.approx]


def _doubled(quantity: Quantity) -> str | None:
    """翻两番 is four times as much."""
    turns = _TURNS.get(int(quantity.value)) if float(quantity.value).is_integer() else None
    if (
        turns is None
        or quantity.unit != "倍"
        or quantity.value_max is not None
        or quantity.approx not in (None, "more")
    ):
        return None
    return f"翻{turns}番" + ("多" if quantity.approx else "")


def _odd(quantity: Quantity) -> str | None:
    """1470余个: some more than."""
    whole = float(quantity.value).is_integer()
    if quantity.approx != "more" or quantity.value_max is not None or not whole or quantity.unit in ("%", "倍", None):
        return None
    return f"{int(quantity.value)}余{quantity.unit}"


def _round(quantity: Quantity) -> str | None:
    """上百亿元, 上千户: more than a round word."""
    word = next((word for word, size in MULTIPLIERS.items() if size == quantity.value), None)
    if word is None or quantity.approx != "more" or quantity.value_max is not None or quantity.unit in ("%", None):
        return None
    return f"上{word}{quantity.unit}"


def _loose(quantity: Quantity) -> str | None:
    """三五个, 两三户."""
    top = quantity.value_max
    words = None if top is None else _LOOSE.get((int(quantity.value), int(top)))
    exact = top is not None and float(quantity.value).is_integer() and float(top).is_integer()
    if words is None or not exact or quantity.approx is not None or quantity.unit in ("%", None):
        return None
    return words + (quantity.unit or "")


WORDINGS: Mapping[str, Wording] = {
    "grouped": _grouped, "large": _large, "characters": _characters, "percent": _percent, "tenths": _tenths,
    "fraction": _fraction, "doubled": _doubled, "odd": _odd, "round": _round, "loose": _loose,
}  # fmt: skip
