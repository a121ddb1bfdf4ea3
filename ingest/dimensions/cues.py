"""Cue words: words that point to a dimension wherever they stand (ingest/lexicon/dimension_cues.tsv)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.mechanisms import lexicon


class Cue(NamedTuple):
    """Words that point to a dimension; a neutral cue (no dimension) only hides those inside it."""

    words: str
    dimension: str | None
    strength: float


Strengths = Mapping[str, float]
_STRENGTHS = {"issue": 4.0, "strong": 2.0, "weak": 1.0, "neutral": 0.0}
_CAP = 4.0  # a zone says so much for one dimension and no more
_KIND_RE = re.compile(
    r"(?:工作法|机制|制度|体系|模式|改革|行动|工程|平台|计划|活动|工作|清单|体制|试点|做法|经验|格局|责任制|制|法)+$"
)
_KIND_LAST = frozenset("法制度系式革动程台划作单点验局")  # what these words end in
_HEAD_LENGTH = 6


@cache
def cues() -> tuple[Cue, ...]:
    """The cue words, longest first."""
    found = [
        Cue(phrase, name if name != "-" else None, _STRENGTHS[strength])
        for name, strength, cell in lexicon.rows("dimension_cues.tsv")
        for phrase in cell.split("|")
    ]
    return tuple(sorted(found, key=lambda cue: -len(cue.words)))


@cache
def _automaton() -> AhoCorasick:
    """Finds the cue words, by their places in `cues`."""
    return AhoCorasick([cue.words for cue in cues()], matchkind=MatchKind.LeftmostLongest)


def cue_words(text: str) -> list[Cue]:
    """The cues of a text, read from left to right, the longest that begins at each place; neutral ones left out.

    >>> [cue.words for cue in cue_words("物业服务企业与居民协商")]
    ['居民', '协商']
    """
    known = cues()
    found = [known[which] for which, _, _ in _automaton().find_matches_as_indexes(text)]
    return [cue for cue in found if cue.dimension is not None]


@lru_cache(maxsize=1024)  # many names stand under one heading
def strengths(text: str) -> Strengths:
    """How strongly the cues of a text point to each dimension, up to a cap."""
    return MappingProxyType({key: min(value, _CAP) for key, value in _totals(text).items()})


def shares(text: str) -> Strengths:
    """The same for a long stretch: each dimension's part of the whole, so that its length tells nothing."""
    total = _totals(text)
    whole = sum(total.values())
    return {key: _CAP * value / whole for key, value in total.items()}


def _totals(text: str) -> dict[str, float]:
    total: dict[str, float] = {}
    for _, dimension, strength in cue_words(text):
        if dimension is not None:
            total[dimension] = total.get(dimension, 0.0) + strength
    return total


def name_strengths(name: str) -> Strengths:
    """The cues of a name; the nearer a strong one stands to its end, the more it says: a Chinese head stands last."""
    found = cue_words(name)
    if not found:
        return {}
    core, at, total = len(_core(name)) or 1, 0, dict[str, float]()
    for words, dimension, strength in found:
        at = name.index(words, at) + len(words)
        place = 1.0 + ((min(at, core) / core) ** 2 if strength > 1 else 0.0)
        if dimension is not None:
            total[dimension] = total.get(dimension, 0.0) + strength * place
    return {key: min(value, _CAP) for key, value in total.items()}


def head(name: str) -> str | None:
    """The dimension of a strong cue right before the kind word: what the thing is, beyond what it is about."""
    core = _core(name)
    strong = _strong_by_last().get(core[-1:])
    if strong is not None:
        for at in range(max(0, len(core) - _HEAD_LENGTH), len(core) - 1):
            if (found := strong.get(core[at:])) is not None:
                return found
    return None


def _core(name: str) -> str:
    """A name without its kind word."""
    return _KIND_RE.sub("", name) if name[-1:] in _KIND_LAST else name


@cache
def _strong_by_last() -> Mapping[str, Mapping[str, str]]:
    """By their last character the strong cue words with the dimension that they point to."""
    found: dict[str, dict[str, str]] = {}
    for words, dimension, strength in reversed(cues()):
        if dimension is not None and strength > 1:
            found.setdefault(words[-1], {})[words] = dimension
    return found
