"""How likely a stretch of Chinese is, by the word frequencies of jieba's dictionary (and of punctuation marks).

A lattice is a row of positions, each with the characters that may stand there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import jieba

# share of all words and marks, rounded, as in any newspaper text
_PUNCTUATION = {
    **dict.fromkeys("，,", 0.06), **dict.fromkeys("。、", 0.03), **dict.fromkeys("“”；：;:", 0.005),
    **dict.fromkeys("《》（）()", 0.003), **dict.fromkeys("！？!?", 0.001), **dict.fromkeys("—…·‘’【】%", 0.0005),
}  # fmt: skip
_DIGIT = 0.01
_UNKNOWN = -20.0  # a character that no dictionary word is made of, or a Latin letter
_LONGEST = 8
_MANY = 512  # pairs; from so many on it pays to ask what may follow


class Best(NamedTuple):
    """The likeliest way through a lattice: its characters, the logarithm of its probability."""

    text: str
    score: float


@cache
def _dictionary() -> tuple[dict[str, int], float]:
    # the file itself: jieba's cache of it is no faster, and lies where others may write
    frequency, total = jieba.dt.gen_pfdict(jieba.dt.get_dict_file())
    return frequency, math.log(total)


def _single(character: str) -> float:
    """The score of a character as a word of its own."""
    if character in _PUNCTUATION:
        return math.log(_PUNCTUATION[character])
    if character.isdigit():
        return math.log(_DIGIT)
    frequency, log_total = _dictionary()
    count = frequency.get(character, 0)
    return math.log(count) - log_total if count else _UNKNOWN


def _words_from(lattice: Sequence[Sequence[str]], start: int) -> list[tuple[str, float]]:
    """The words that may begin at `start`, single characters included, with their scores."""
    frequency, log_total = _dictionary()
    result = [(character, _single(character)) for character in lattice[start]]
    prefixes = list(lattice[start])
    for position in range(start + 1, min(start + _LONGEST, len(lattice))):
        # the dictionary holds every beginning of a word too, with the count 0
        if len(prefixes) * len(lattice[position]) > _MANY:
            prefixes = _pairs(prefixes, lattice[position])
        else:
            prefixes = [p + c for p in prefixes if p in frequency for c in lattice[position] if p + c in frequency]
        if not prefixes:
            break
        result += [(word, math.log(frequency[word]) - log_total) for word in prefixes if frequency[word]]
    return result


def _pairs(prefixes: Sequence[str], characters: Sequence[str]) -> list[str]:
    """The beginnings of words that are one of `prefixes` and one of `characters`, in this order."""
    frequency, _ = _dictionary()
    following = _following()
    order = {character: index for index, character in enumerate(characters)}
    result = []
    for prefix in prefixes:
        if len(prefix) > 1:
            result += [prefix + character for character in characters if prefix + character in frequency]
        elif (known := following.get(prefix)) is not None:
            result += [prefix + character for character in sorted(known & order.keys(), key=order.__getitem__)]
    return result


@cache
def _following() -> dict[str, set[str]]:
    """The second characters of the words that begin with a character."""
    result: dict[str, set[str]] = {}
    for word in _dictionary()[0]:
        if len(word) == 2:
            result.setdefault(word[0], set()).add(word[1])
    return result


def likeliest(lattice: Sequence[Sequence[str]]) -> Best:
    """The likeliest text of a lattice, cut into words where that is likeliest."""
    best: list[Best] = [Best("", -math.inf)] * len(lattice) + [Best("", 0.0)]
    for start in range(len(lattice) - 1, -1, -1):
        for word, score in _words_from(lattice, start):
            rest = best[start + len(word)]
            if score + rest.score > best[start].score:
                best[start] = Best(word + rest.text, score + rest.score)
    return best[0]


def log_likelihood(text: str) -> float:
    """The logarithm of the probability of `text`."""
    return likeliest(text).score


def seam_gain(left: str, right: str, reach: int = 6) -> float:
    """What `left` and `right` gain in likelihood by standing together: above 0 if a word runs across.

    >>> seam_gain("推动资源统", "筹起来") > 3 > seam_gain("推动资源统", "全市上下")
    True
    """
    a, b = left[-reach:], right[:reach]
    return log_likelihood(a + b) - log_likelihood(a) - log_likelihood(b)
