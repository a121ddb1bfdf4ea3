"""Cue words: words that point to a dimension wherever they stand (ingest/lexicon/dimension_cues.tsv)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from operator import add
from types import MappingProxyType
from typing import NamedTuple

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
_HEAD_LENGTH = 6


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """The cue words by their first character, longest first."""
    found: dict[str, list[Cue]] = {}
    for name, strength, cell in lexicon.rows("dimension_cues.tsv"):
        for phrase in cell.split("|"):
            cue = Cue(phrase, name if name != "-" else None, _STRENGTHS[strength])
            found.setdefault(phrase[0], []).append(cue)
    return {first: tuple(sorted(rows, key=lambda cue: -len(cue.words))) for first, rows in found.items()}


@lru_cache(maxsize=4096)
def cue_words(text: str) -> tuple[Cue, ...]:
    """The cues of a text, read from left to right, the longest that begins at each place; neutral ones left out.

    >>> [cue.words for cue in cue_words("物业服务企业与居民协商")]
    ['居民', '协商']
    """
    table, openings, end, found = cues(), _openings(), 0, []
    for at, pair in enumerate(map(add, text, text[1:] + "\n")):
        # nearly every place is passed over by its two characters alone
        if at < end or (pair not in openings and pair[0] not in openings):
            continue
        cue = next((cue for cue in table[pair[0]] if text.startswith(cue.words, at)), None)
        if cue is not None:
            end = at + len(cue.words)
            if cue.dimension is not None:
                found.append(cue)
    return tuple(found)


@cache
def _openings() -> frozenset[str]:
    """The first two characters of every cue word, or its only one."""
    return frozenset(cue.words[:2] for rows in cues().values() for cue in rows)


def strengths(found: Iterable[Cue]) -> Strengths:
    """How strongly cues point to each dimension, up to a cap."""
    total: dict[str, float] = {}
    for cue in found:
        if cue.dimension is not None:
            total[cue.dimension] = total.get(cue.dimension, 0.0) + cue.strength
    return {key: min(value, _CAP) for key, value in total.items()}


def shares(found: Iterable[Cue]) -> Strengths:
    """The same for a long stretch: each dimension's part of the whole, so that its length tells nothing."""
    total: dict[str, float] = {}
    for cue in found:
        if cue.dimension is not None:
            total[cue.dimension] = total.get(cue.dimension, 0.0) + cue.strength
    whole = sum(total.values())
    return {key: _CAP * value / whole for key, value in total.items()}


@lru_cache(maxsize=4096)
def name_strengths(name: str) -> Strengths:
    """The cues of a name; the nearer a strong one stands to its end, the more it says: a Chinese head stands last."""
    core, at, total = len(_KIND_RE.sub("", name)) or 1, 0, dict[str, float]()
    for cue in cue_words(name):
        at = name.index(cue.words, at) + len(cue.words)
        place = 1.0 + ((min(at, core) / core) ** 2 if cue.strength > 1 else 0.0)
        if cue.dimension is not None:
            total[cue.dimension] = total.get(cue.dimension, 0.0) + cue.strength * place
    return MappingProxyType({key: min(value, _CAP) for key, value in total.items()})


@lru_cache(maxsize=4096)
def head(name: str) -> str | None:
    """The dimension of a strong cue right before the kind word: what the thing is, beyond what it is about."""
    core = _KIND_RE.sub("", name)
    for at in range(max(0, len(core) - _HEAD_LENGTH), len(core) - 1):
        for cue in cues().get(core[at], ()):
            if cue.dimension is not None and cue.strength > 1 and core[at:] == cue.words:
                return cue.dimension
    return None
