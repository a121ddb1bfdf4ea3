"""The dimension of a mechanism: the cue words of its name and of what surrounds it, weighed by how near they stand.

A strong cue of the name outweighs any one of its surroundings; a weak one (服务, 平台, 联动) gives way to a heading or
a clause lead that says what the passage is about. `explain` returns the weights that led to the result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ingest.mechanisms import lexicon
from kg.vocab import DIMENSIONS

_DEFAULT = "service"  # where nothing at all speaks: what governance practices are most often about
_NAME, _HEADING, _OUTER = 3.0, 1.2, 0.5
_KIND_RE = re.compile(
    r"(?:工作法|机制|制度|体系|模式|改革|行动|工程|平台|计划|活动|工作|清单|体制|试点|做法|经验|格局|责任制|制|法)+$"
)
_HEAD = 1.0  # a further cue's worth for the head of the name
_MUTE = 1.8  # a name without any cue leaves more to its headings
_KNOWN = 3.0  # what a set term inside the name counts, in cues
_CAP = 4.0  # a zone says so much for one dimension and no more
_HEAD_BONUS = 1.0  # the head of a Chinese name stands last


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a name: its clause lead, headings (outermost first), comma phrase, sentence, paragraph, title."""

    title: str = ""
    lead: str = ""
    headings: Sequence[str] = ()
    phrase: str = ""
    sentence: str = ""
    paragraph: str = ""


_ZONES = MappingProxyType({"title": 0.3, "lead": 1.0, "phrase": 0.8, "sentence": 0.7, "paragraph": 1.0})
_NOTHING = Context()


def dimension(name: str, context: Context = _NOTHING, *, known: str | None = None) -> str:
    """One of kg.vocab.DIMENSIONS, always; `known` is the dimension of a set term that the name contains.

    >>> dimension("乡镇财政转移支付机制")
    'funding'
    """
    scores = explain(name, context, known=known)
    return max(scores, key=lambda key: scores[key]) if any(scores.values()) else _DEFAULT


def explain(name: str, context: Context = _NOTHING, *, known: str | None = None) -> dict[str, float]:
    """The score of every dimension, in the order of kg.vocab.DIMENSIONS."""
    scores = dict.fromkeys(DIMENSIONS, 0.0)
    own = _strengths(name, _HEAD_BONUS)
    _add(scores, own, _NAME)
    _add(scores, _head(name), _NAME)
    if known is not None:
        scores[known] += _KNOWN * _NAME
    speaking = [found for heading in reversed(context.headings) if (found := _strengths(heading))]
    for i, found in enumerate(speaking):
        _add(scores, found, (_HEADING if i == 0 else _OUTER) * (1.0 if own else _MUTE))
    for zone, weight in _ZONES.items():
        found = _strengths(getattr(context, zone).replace(name, ""))  # the name has spoken
        _add(scores, found if zone in ("title", "lead") else _shares(found), weight)
    return scores


def _add(scores: dict[str, float], found: Mapping[str, float], weight: float) -> None:
    for key, score in found.items():
        scores[key] += weight * min(score, _CAP)


def _shares(found: Mapping[str, float]) -> dict[str, float]:
    """The strengths of a long stretch by their part of the whole, so that its length tells nothing."""
    total = sum(found.values())
    return {key: _CAP * score / total for key, score in found.items()}


def _head(name: str) -> dict[str, float]:
    """The dimension of a strong cue right before the kind word: what the thing is, beyond what it is about."""
    core = _KIND_RE.sub("", name)
    for at in range(max(0, len(core) - 6), len(core) - 1):
        for cue in lexicon.dimension_cues().get(core[at], ()):
            if (
                cue.dimension is not None
                and cue.strength > 1
                and at + len(cue.words) == len(core)
                and core.endswith(cue.words)
            ):
                return {cue.dimension: _HEAD}
    return {}


@lru_cache(maxsize=4096)
def _strengths(text: str, head_bonus: float = 0.0) -> Mapping[str, float]:
    """The cues of a text by dimension, read from left to right, the longest that begins at each place."""
    core = len(_KIND_RE.sub("", text)) or 1
    strengths: dict[str, float] = {}
    cues, at = lexicon.dimension_cues(), 0
    while at < len(text):
        found = next((cue for cue in cues.get(text[at], ()) if text.startswith(cue.words, at)), None)
        if found is None:
            at += 1
            continue
        at += len(found.words)
        if found.dimension is not None:
            place = 1.0 + (head_bonus * (min(at, core) / core) ** 2 if found.strength > 1 else 0.0)
            strengths[found.dimension] = strengths.get(found.dimension, 0.0) + found.strength * place
    return MappingProxyType(strengths)
