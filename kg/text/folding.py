"""The form in which two texts are compared character by character.

Folding is one character to one character and knows no context, so a span of the folded text is the same span of the
text, and a substring of a text folds to a substring of the folded text. That is what lets the exact tier promise that
every substring is found. It is a search key and is never shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache

import opencc

_QUOTES = "“”„‟「」『』＂〝〞"
_APOSTROPHES = "‘’‚‛＇"
_DASHES = "—–―‐‑‒−─－"
# Traditional 著 is also the modern 着 (著力, 沿著); which one it is takes context, so both fold to one.
_SAME = {"著": "着"}


def _pairs() -> Iterator[tuple[str, str]]:
    """What is folded, rule after rule; a later rule never contradicts an earlier one."""
    yield from ((quote, '"') for quote in _QUOTES)
    yield from ((quote, "'") for quote in _APOSTROPHES)
    yield from ((dash, "-") for dash in _DASHES)
    yield from _SAME.items()
    # Full width to ASCII by its block alone: NFKC changes the length (… Ⅲ ℃).
    yield from ((chr(code), chr(code - 0xFEE0)) for code in range(0xFF01, 0xFF5F))
    for code in range(0x20000):  # no letter has a case beyond
        char = chr(code)
        if char.isspace() or code < 0x20 or 0x7F <= code < 0xA0:
            yield char, " "
        elif len(lower := char.lower()) == 1:
            yield char, lower
    yield "İ", "i"  # the one letter whose lower case is two characters
    han = [chr(code) for block in ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32000)) for code in range(*block)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    # strict: a converter that added or lost a line would pair the wrong characters.
    yield from ((old, new) for old, new in zip(han, simplified, strict=True) if len(new) == 1)


@cache
def folding_table() -> Mapping[str, str]:
    """Every character that changes, with what it becomes; no value is itself a key."""
    table: dict[str, str] = {}
    for old, new in _pairs():
        if old != new:
            table.setdefault(old, new)
    for old in table:
        while table[old] in table:
            table[old] = table[table[old]]
    return {old: new for old, new in table.items() if old != new}


@cache
def folding_hash() -> str:
    """A name for the table: an index made with another one has to be made again."""
    rows = "\n".join(f"{old}{new}" for old, new in sorted(folding_table().items()))
    return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fold(text: str) -> str:
    """Simplified, half-width, lower case; every quote, dash and white space as one; the length stays.

    >>> fold("基層治理２０２０年，Ａ級")
    '基层治理2020年,a级'
    """
    table = folding_table()
    # A text uses few of the characters that change: replacing those is ten times faster than translating all.
    for char in set(text) & table.keys():
        text = text.replace(char, table[char])
    return text
