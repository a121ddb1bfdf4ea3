"""Numbers as Word writes them in front of paragraphs: ECMA-376 part 1, 17.18.59 (ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

import cn2an

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "〇一二三四五六七八九"
_MOST = 9999  # of what is not written in digits; no list is longer


def _roman(number: int) -> str:
    result = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        result += letters * times
    return result


def _letters(number: int) -> str:
    """a … z, aa, bb …, as Word counts."""
    times, letter = divmod(number - 1, 26)
    return chr(97 + letter) * min(times + 1, 20)


def _chinese(number: int) -> str:
    return str(cn2an.an2cn(number))


def _formal(number: int) -> str:
    return str(cn2an.an2cn(number, "up"))


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else str(number)


def _from(first: str, count: int) -> Callable[[int], str]:
    return _of("".join(chr(ord(first) + index) for index in range(count)))


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": str,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographParenthesis": _from("㈠", 10),
    "none": lambda number: "",
}


def numeral(number: int, form: str) -> str:
    """The number in a format; in digits where the format has no sign for it or is not known.

    >>> numeral(12, "chineseCountingThousand"), numeral(4, "upperRoman"), numeral(28, "lowerLetter")
    ('十二', 'IV', 'bb')
    >>> numeral(3, "ideographTraditional"), numeral(21, "decimalEnclosedCircle"), numeral(0, "upperRoman")
    ('丙', '21', '0')
    """
    if form not in FORMATS or (form not in ("decimal", "none") and not 0 < number <= _MOST):
        return str(number)
    return FORMATS[form](number)
