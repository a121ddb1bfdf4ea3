"""Party organizations by where they are set up: 社区设党委、网格设党支部 are 社区党委 and, below it, 网格党支部."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from ingest.components.terms import alternation, lines_with, sentence_bounds, word_class
from ingest.kinds.kind import GRAMMAR, Kind, canonical
from ingest.nlp import text_of

_POST = r"党委|党总支部?|党支部|党小组"
_SETTING_RE = re.compile(rf"[立建置设了起合型时](?:{_POST})")  # the last character of the words before it


# a county has many of each
_LEVEL = alternation(level for level in word_class(GRAMMAR, "level") if len(level) > 1 or level == "村")
# a level, a verb and a post
_SET_UP_RE = re.compile(
    rf"(?P<level>{_LEVEL})(?:上|层面|内|里|中)?(?:普遍|全面|分别|统一|要|都)?(?:设立|建立|组建|成立|设置|设|建)(?:了|起)?(?:联合|功能型|临时)?(?P<post>{_POST})(?!书记)"
)


def _set_up(doc: Doc) -> Iterator[re.Match[str]]:
    text = text_of(doc)
    return (m for line in lines_with(text, _SETTING_RE) for m in _SET_UP_RE.finditer(text, *line))


def placed(doc: Doc) -> list[Kind]:
    """The kinds; the mention is the post."""
    found = []
    for m in _set_up(doc):
        name = m["level"] + m["post"]
        found.append(Kind(m.start("post"), m.end("post"), canonical().get(name, name), (name,)))
    return found


def steps(doc: Doc, kept: list[Kind]) -> Iterator[tuple[Kind, Kind]]:
    """(the one above, the one below) of the kinds that a sentence sets up level by level."""
    text = text_of(doc)
    starts = {m.start("post") for m in _set_up(doc)}
    for above, below in pairwise(k for k in kept if k.start in starts):
        between = text[above.end : below.start]
        if below.start <= sentence_bounds(text, above.start)[1] and len(between) <= 12:
            yield above, below
