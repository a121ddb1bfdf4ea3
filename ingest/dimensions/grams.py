"""Runs of characters: what a name and its surroundings are made of, as features of the classifier."""

from __future__ import annotations

import re
from operator import add

_SIGNS_RE = re.compile(r"[\s“”‘’「」『』]")
# kind words that go with any dimension, so that they tell nothing; 平台, 清单, 试点 do
_KIND_RE = re.compile(
    r"(?:工作法|工作机制|机制|制度|体系|模式|行动|工程|计划|活动|工作|做法|办法|经验|格局|(?<!责任)制|法)+$"
)
_KIND_LAST = frozenset("法制度系式动程划作局验")  # what these words end in
_FEW = 9  # fewer runs than this say as much as so many: a name of two characters is no surer than one of four


def bare(name: str) -> str:
    """A name without quotation marks and spaces."""
    return name if name.isalnum() else _SIGNS_RE.sub("", name)


def scale(count: int) -> float:
    """What each of `count` runs of characters counts, so that the length of a text tells nothing."""
    return float(max(count, _FEW) ** -0.5)


def name_grams(name: str) -> tuple[str, ...]:
    """The runs of one to three characters of a name before its kind word, and `xx$`, its last two; sorted, each once.

    >>> name_grams("院坝会制度")
    ('会', '坝', '坝会', '坝会$', '院', '院坝', '院坝会')
    """
    return tuple(sorted(name_runs(name)))


def name_runs(name: str) -> frozenset[str]:
    """The same in no order, which the weights don't ask for."""
    text = bare(name)
    if text[-1:] in _KIND_LAST:
        text = core if len(core := _KIND_RE.sub("", text)) >= 2 else text
    pairs = [*map(add, text, text[1:])]
    end = (text[-2:] + "$",) if pairs else ()
    return frozenset((*text, *pairs, *map(add, pairs, text[2:]), *end))


def pair_grams(text: str) -> frozenset[str]:
    """The runs of two characters of a running text."""
    plain = bare(text)
    return frozenset(map(add, plain, plain[1:]))
