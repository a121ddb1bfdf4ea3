"""A mention of a kind of body, the names that stand for one, and the level words in front."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from ingest.components.terms import alternation, read_table, word_class, words_of
from ingest.nlp import text_of

LEXICON = "organization_kinds.tsv"
GRAMMAR = "kind_grammar.tsv"
_WINDOW = 28


class Kind(NamedTuple):
    """A mention of a kind of body: `name` canonical, `forms` what the text calls it, with how sure the rule is."""

    start: int
    end: int
    name: str
    forms: tuple[str, ...]
    confidence: float = 1.0


@cache
def canonical() -> dict[str, str]:
    """Every form in the lexicon with the name of its kind."""
    return {form: name for name, others, _ in read_table(LEXICON) for form in (name, *others)}


def longest_kinds(found: Iterable[Kind]) -> list[Kind]:
    """Those that no longer one overlaps, in order."""
    kept: list[Kind] = []
    taken: set[int] = set()
    for kind in sorted(found, key=lambda k: (k.start - k.end, k.start)):
        if taken.isdisjoint(range(kind.start, kind.end)):
            kept.append(kind)
            taken.update(range(kind.start, kind.end))
    return sorted(kept, key=lambda k: k.start)


# 自治县、区: the levels of one rank go together
_COUNTIES_RE = re.compile(r"(?:自治县|自治旗|县级市|[市县区旗])(?:、(?:自治县|自治旗|县级市|[市县区旗]))+")
_JOINT_RE = re.compile(r"[、和](?![^()（）]*[)）])")
_BEFORE_LEVEL = frozenset("(“、各每全该本由和与在对向及到从以名个家的为使让将把于")


@cache
def _level_re() -> re.Pattern[str]:
    level = alternation(word_class(GRAMMAR, "level"))
    return re.compile(
        rf"(?:(?:{level})(?:[(（](?:{level}|居|区|县|镇|乡|街|社|场|处|屯|[、]|{level}、{level})+[)）])?[、和]?)+$"
    )


@cache
def _level_characters() -> str:
    """What the level words before a name are made of, brackets and joints included."""
    return "".join(sorted({*"".join(word_class(GRAMMAR, "level")), *"()（）、和居区县镇乡街社场处屯"}))


def level_prefix(doc: Doc, start: int) -> int:
    """Where the level words before `start` begin, at a word's boundary."""
    text, characters = text_of(doc), _level_characters()
    if text[start - 1 : start] not in characters:
        return start
    window = text[max(0, start - _WINDOW) : start]
    m = _level_re().search(window, len(window.rstrip(characters)))
    if m is None:
        return start
    first = start - len(window) + m.start()
    known = words_of(doc).boundaries
    # a level that is joined by 、 or 和 to a bracket or another level only at the very end is an enumeration of others
    tail = window[m.start() :]
    if not _COUNTIES_RE.fullmatch(tail):
        tail = _JOINT_RE.split(tail)[-1]
    first = start - len(tail)
    while first < start and first not in known and text[first - 1 : first] not in _BEFORE_LEVEL:
        first += 1
    return first if _level_re().fullmatch(text, first, start) else start
