"""How Chinese names are typed: full pinyin and initials, every reading of a character with several."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from typing import Any

from pypinyin import Style, lazy_pinyin, pinyin

# 长治 is Changzhi and 单县 Shanxian, but the library's phrases do not know every place: short names get all readings.
_SHORT = 6
_COMBINATIONS = 24


@cache
def _char_readings(char: str) -> tuple[str, ...]:
    """Readings without tones, the usual one first; what has none reads as itself."""
    return tuple(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0])) or (char,)


def _each(chars: str) -> Any:
    """What has no reading, character by character; the library takes a list here, its types say str."""
    return list(chars)


def _combinations(name: str) -> Iterator[tuple[str, ...]]:
    """The syllables of a name in every reading, the one that its phrases suggest first."""
    usual = tuple(lazy_pinyin(name, errors=_each))
    yield usual
    if len(name) <= _SHORT:
        yield from islice(product(*map(_char_readings, name)), _COMBINATIONS)


def readings(name: str) -> tuple[str, ...]:
    """Every pinyin of a folded name, without tones or spaces.

    >>> "changzhi" in readings("长治")
    True
    """
    return tuple(dict.fromkeys("".join(syllables) for syllables in _combinations(name)))


def initials(name: str) -> tuple[str, ...]:
    """The first letters of every reading.

    >>> initials("北京")
    ('bj',)
    """
    return tuple(dict.fromkeys("".join(syllable[:1] for syllable in syllables) for syllables in _combinations(name)))
