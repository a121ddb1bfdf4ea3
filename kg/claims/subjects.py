"""What a figure is about, in the form in which two wordings of it are equal."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from kg.names import name_key

_TABLE = Path(__file__).with_name("subject_words.tsv")
_SPECIFIC = 5  # characters from which a subject tells what is counted, wherever the number stands
_PARTICLES_RE = re.compile(r"[的之,\-“”]")
# units that count the same things
_UNITS = {
    unit: words[0]
    for words in (
        ("人", "名", "位"),
        ("个", "家", "所", "处", "座", "片"),
        ("件", "起", "宗", "例"),
        ("平方公里", "平方千米", "km²"),
        ("平方米", "㎡"),
        ("公里", "千米"),
        ("支", "队"),
    )
    for unit in words
}


@cache
def _rows() -> dict[str, list[list[str]]]:
    result: dict[str, list[list[str]]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            section, first, *others = line.split("\t")
            result.setdefault(section, []).append([first, *" ".join(others).split()])
    return result


@cache
def _pattern(section: str) -> str:
    words = sorted({word for row in _rows()[section] for word in row}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, words))


@cache
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {name_key(other): name_key(row[0]) for row in _rows()["same"] for other in row}
    longest = sorted(table, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest))), table


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"(?:{_pattern('open')})(?=.{{2}})"), re.compile(rf"(?<=.{{2}})(?:{_pattern('close')})$")


@lru_cache(maxsize=1 << 15)
def subject_key(subject: str) -> str:
    """The form in which two subjects are equal; of a proportion without the word that says so.

    >>> subject_key("全省共有行政村") == subject_key("建制村数量")
    True
    >>> subject_key("社区大党委") == subject_key("街道大工委")
    False
    """
    pattern, table = _same()
    key = pattern.sub(lambda match: table[match[0]], name_key(subject))
    key = _PARTICLES_RE.sub("", key)
    opening, closing = _edges()
    while (match := opening.match(key)) is not None:
        key = key[match.end() :]
    return closing.sub("", key)


def unit_key(unit: str | None) -> str:
    """The unit that stands for those that count the same things; "" for none."""
    return _UNITS.get(unit or "", unit or "")


def is_specific(key: str) -> bool:
    """Does a subject's key tell what is counted, so that another number for it is another count of the same?"""
    return len(key) >= _SPECIFIC


@cache
def _total_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{_pattern('total')})")


def is_of_all(subject: str, wording: str, numeral: tuple[int, int]) -> bool:
    """Do the words around a number (its place in `wording`) say that it counts all there are of the subject?

    They do if the number follows the subject (社区大党委3580个) or 共有 and the like open the count. What only
    precedes (1307个社区调整了边界) may be some of them.
    """
    before = name_key(wording[: numeral[0]])
    head = name_key(subject)[-2:]
    at = before.rfind(head)
    if at >= 0 and len(before) - at - len(head) <= _GAP:
        return True
    return _total_re().search(before[-_NEAR:]) is not None


_GAP, _NEAR = 6, 8  # characters: between subject and number (增加到, 共计达到); before the number
