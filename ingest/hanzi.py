"""Chinese characters: Traditional and Simplified ones, and the readings of both."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC
from pypinyin.constants import PINYIN_DICT

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
HAN_RE = re.compile(f"[{HAN}]")
# a syllable as a reading is written: lower case, at least one vowel with a tone mark
TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜḿńňǹ"
SYLLABLE = f"(?=[a-zêɡü]{{0,4}}[{TONED}])[a-zêɡü{TONED}]{{1,6}}"


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def simplified(text: str) -> str:
    """The text in Simplified characters, one for one; only for text that is Traditional.

    On Simplified text the phrase table does harm (破坏土地 becomes 破坯土地).
    """
    result: str = _converter("t2s").convert(text)
    if len(result) != len(text):
        raise AssertionError(f"conversion changed the length from {len(text)} to {len(result)}")
    return result


@cache
def _pairs(config: str) -> frozenset[str]:
    """The characters of the basic block that `config` changes when they stand alone."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    changed = _converter(config).convert("\n".join(characters)).split("\n")
    return frozenset(a for a, b in zip(characters, changed, strict=True) if a != b)


# In both writings, or taken over into names: no sign of either.
_SHARED = frozenset("后里干面台云丑几斗谷系余松准制出升卷只")


@cache
def traditional_only() -> frozenset[str]:
    """Characters that Simplified writing does not use."""
    return _pairs("t2s")


@cache
def _only(config: str) -> re.Pattern[str]:
    characters = _pairs("t2s") if config == "t2s" else _pairs("s2t") - _pairs("t2s") - _SHARED
    return re.compile(f"[{''.join(sorted(characters))}]")


def count_traditional(text: str) -> int:
    """How many characters only Traditional writing uses."""
    return len(_only("t2s").findall(text))


def count_simplified(text: str) -> int:
    """How many characters only Simplified writing uses."""
    return len(_only("s2t").findall(text))


@cache
def readings(character: str) -> frozenset[str]:
    """Every reading of a character and of its Simplified form, with tone marks; empty where none is known.

    >>> sorted(readings("行"))[:2]
    ['hàng', 'háng']
    """
    found: set[str] = set()
    for form in {character, simplified(character)}:
        found.update(filter(None, PINYIN_DICT.get(ord(form), "").split(",")))
    return frozenset(unicodedata.normalize("NFC", reading).replace("ɡ", "g") for reading in found)


def is_reading(character: str, syllable: str) -> bool:
    """Whether `syllable` is how `character` may be read."""
    return unicodedata.normalize("NFC", syllable).replace("ɡ", "g") in readings(character)


@cache
def _common() -> frozenset[str]:
    rows = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return frozenset("".join(pair.decode("gb2312", "ignore") for pair in rows))


def is_common(character: str) -> bool:
    """Whether a character is one of the 3,755 of GB 2312, level 1, of which nearly all running text is made."""
    return character in _common()
