"""Names of mechanisms taken apart: kind word, coordinated parts, slots that name a place or a group, numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.names import name_key
from kg.resolution.words import alternatives, words

# words that close a mechanism's name and say what kind of thing it is; source: annotation guidelines, "Mechanism"
KIND_WORDS = (
    "工作机制", "工作制度", "工作模式", "工作体系", "工作法", "长效机制", "机制", "制度", "体系", "体制", "模式",
    "改革", "行动", "工程", "计划", "活动", "试点", "方法",
)  # fmt: skip
# what is left must say something by itself: 考核机制 and 考核制度 of two places are not one
_SHORTEST = 4
_SHORTEST_COUNTED = 3  # 双报到, 五个不
NUMERALS = "〇零一二三四五六七八九十百两双"
_NUMBER_RE = re.compile(rf"[{NUMERALS}]|\d+")
PLACE, GROUP = "〔地〕", "〔人〕"
_MARK_RE = re.compile(r"〔.〕")


def shortest(key: str) -> int:
    """How many characters a name must have to be told by itself."""
    return _SHORTEST_COUNTED if _NUMBER_RE.match(key) else _SHORTEST


@lru_cache(maxsize=1 << 16)
def stem(name: str) -> str:
    """The key of a mechanism's name without its closing kind word, where enough is left.

    >>> stem("“六议两公开”工作法"), stem("考核机制"), stem("双报到制度")
    ('六议两公开', '考核机制', '双报到')
    """
    key = name_key(name)
    for word in KIND_WORDS:
        rest = key.removesuffix(word)
        if rest != key and len(rest) >= shortest(rest):
            return rest
    return key


def joined(name: str) -> str:
    """The stem without separators: 街乡吹哨、部门报到 and 街乡吹哨部门报到 are one."""
    return stem(name).replace(",", "")


def sorted_parts(name: str) -> str:
    """The stem with its coordinated parts in a fixed order; parts of one character are no parts of a name.

    >>> sorted_parts("部门报到、街乡吹哨") == sorted_parts("街乡吹哨、部门报到")
    True
    """
    parts = stem(name).split(",")
    return ",".join(sorted(parts) if min(map(len, parts)) > 1 else parts)


@cache
def _generic_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives((*words('generic'), *KIND_WORDS))})+")


def is_generic(name: str) -> bool:
    """Is a name made of words alone that any place uses, so that the same name need not mean the same thing?

    >>> is_generic("联席会议制度"), is_generic("考核机制"), is_generic("接诉即办")
    (True, True, False)
    """
    return _generic_re().fullmatch(name_key(name).replace(",", "")) is not None


def tells(key: str) -> bool:
    """Does a key, without kind word, say enough to be taken for the same thing wherever it stands?"""
    return len(key) >= shortest(key) and not is_generic(key)


@cache
def _slot_re() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<place>{alternatives(words('place slot'))})|(?P<group>{alternatives(words('group slot'))})"
        rf"|(?:(?<=^)|(?<=,))(?P<unit>[村镇乡区县市])(?=[^民委,][^,])"
    )


def slots(name: str) -> tuple[str, tuple[str, ...]]:
    """The pattern of a name, its slots marked, and what stands in them.

    >>> slots("街道吹哨、部门报到")
    ('〔地〕吹哨,〔人〕报到', ('街道', '部门'))
    """
    found: list[str] = []

    def mark(match: re.Match[str]) -> str:
        found.append(match[0])
        return GROUP if match["group"] else PLACE

    return _slot_re().sub(mark, stem(name)), tuple(found)


def without_marks(pattern: str) -> str:
    """What a pattern says besides its slots."""
    return _MARK_RE.sub("", pattern).replace(",", "")


def numbers(name: str) -> tuple[str, tuple[str, ...]]:
    """The stem with its numbers marked #, and the numbers.

    >>> numbers("六议两公开工作法")
    ('#议#公开', ('六', '两'))
    """
    key = stem(name)
    return _NUMBER_RE.sub("#", key), tuple(_NUMBER_RE.findall(key))


@cache
def _prefix_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('prefix'))})")


def prefix(name: str) -> tuple[str, str]:
    """The modifier that opens a name, empty if none does, and the stem of the rest.

    >>> prefix("党建引领院坝说事机制")
    ('党建引领', '院坝说事')
    """
    key = stem(name)
    match = _prefix_re().match(key)
    return ("", key) if match is None else (match[0], key[match.end() :])
