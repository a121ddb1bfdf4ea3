"""What each way of finding a mechanism yields, and the test whether a name distinguishes anything."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.mechanisms import lexicon

_QUOTES_RE = re.compile(r"[\s“”‘’「」『』]")
_PARTS_RE = re.compile(r"[、,]")
_PAIRS = (("“", "”"), ("(", ")"), ("《", "》"), ("「", "」"), ("‘", "’"), ("『", "』"))
_OPENING, _CLOSING = zip(*_PAIRS, strict=True)
_PAIRED = frozenset(sign for pair in _PAIRS for sign in pair)
_SIGNS_RE = re.compile(r"[\s“”‘’「」『』()\[\]《》、,+—–-]")


class Candidate(NamedTuple):
    """A stretch [start, end) that names a mechanism; `way` says which rule found it.

    `dimension` is that of the set term the name is or contains; where it is `firm`, the surroundings don't matter.
    """

    start: int
    end: int
    name: str
    way: str
    aliases: tuple[str, ...] = ()
    confidence: float = 0.8
    dimension: str | None = None
    firm: bool = False


def plain(name: str) -> str:
    """A name without quotation marks and spaces."""
    return name if name.isalnum() else _QUOTES_RE.sub("", name)


@lru_cache(maxsize=4096)
def distinguishing(modifier: str) -> int:
    """How many characters of `modifier` say which mechanism is meant: those that no generic word covers.

    >>> distinguishing("基层工作"), distinguishing("志愿者嘉许")
    (0, 3)
    """
    text = _SIGNS_RE.sub("", modifier)
    return len(text) - sum([end - start for start, end in lexicon.generic_in(text)])


def content(modifier: str) -> int:
    """How many words of `modifier` say what a thing is about; characters that no generic word covers count in pairs.

    >>> content("长效工作"), content("监督检查"), content("工作年度报告")
    (0, 2, 2)
    """
    text = _SIGNS_RE.sub("", modifier)
    generic = lexicon.generic_in(text)
    plain_words = sum(text[start:end] in lexicon.content_words() for start, end in generic)
    return plain_words + (len(text) - sum([end - start for start, end in generic])) // 2


@lru_cache(maxsize=8192)
def is_excluded(name: str) -> bool:
    """Whether `name`, or every part of an enumeration, is a background strategy, a formula or a metaphor."""
    excluded = lexicon.exclusions()
    text = plain(name)
    if text in excluded:
        return True
    return ("、" in text or "," in text) and all(part in excluded for part in _PARTS_RE.split(text))


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark of `text` has its partner in it."""
    if _PAIRED.isdisjoint(text):
        return True
    return [text.count(sign) for sign in _OPENING] == [text.count(sign) for sign in _CLOSING]
