"""The word lists of the mechanisms, read once: tab-separated files of ingest/lexicon, `#` opens a comment line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

_LEXICON = Path(__file__).resolve().parent.parent / "lexicon"


class Term(NamedTuple):
    """A set term of the field: `name` is its usual form; a weak one is a plain word as well."""

    name: str
    dimension: str
    weak: bool


class Verb(NamedTuple):
    """How a verb takes an object: `reading` is pure or prone, `use` naming, doing or preposition."""

    reading: str
    use: str


def rows(file: str) -> list[list[str]]:
    """The cells of every line of a lexicon file that is no comment."""
    lines = (_LEXICON / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@cache
def terms() -> dict[str, Term]:
    """Every form of every set term."""
    found: dict[str, Term] = {}
    for name, dimension, others, use in rows("mechanism_terms.tsv"):
        for form in (name, *filter(None, others.split("|"))):
            found.setdefault(form, Term(name, dimension, use == "weak"))
    return found


@cache
def kinds() -> dict[str, str]:
    """Kind word -> open, named, quoted or action."""
    return {row[0]: row[1] for row in rows("mechanism_kinds.tsv")}


@cache
def verbs() -> dict[str, Verb]:
    return {row[0]: Verb(row[1], row[2]) for row in rows("mechanism_verbs.tsv")}


@cache
def exclusions() -> dict[str, str]:
    """Phrase -> why it names no mechanism."""
    return {row[0]: row[1] for row in rows("mechanism_exclusions.tsv")}


@cache
def alternatives(name: str) -> tuple[str, ...]:
    """A list of mechanism_contexts.tsv."""
    return next(tuple(row[1].split("|")) for row in rows("mechanism_contexts.tsv") if row[0] == name)


@cache
def words(name: str) -> str:
    """The same as an alternative for a regular expression, longest word first."""
    return "(?:" + "|".join(sorted(alternatives(name), key=lambda word: (-len(word), word))) + ")"


@cache
def generic_words() -> tuple[str, ...]:
    """Words that distinguish nothing, longest first."""
    return tuple(sorted({row[0] for row in rows("mechanism_generic.txt")}, key=lambda word: (-len(word), word)))


def generic_in(text: str) -> list[tuple[int, int]]:
    """Where generic words stand in a text, read from left to right, the longest that begins at each place."""
    return [(start, end) for _, start, end in _generic_automaton().find_matches_as_indexes(text)]


@cache
def _generic_automaton() -> AhoCorasick:
    return AhoCorasick(generic_words(), matchkind=MatchKind.LeftmostLongest)


@cache
def content_words() -> frozenset[str]:
    """Those of the generic words that say what a thing is about."""
    return frozenset(row[0] for row in rows("mechanism_generic.txt") if row[1:] == ["content"])
