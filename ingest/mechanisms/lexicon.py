"""The word lists of the mechanisms, read once: tab-separated files of ingest/lexicon, `#` opens a comment line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

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


def generic_at(text: str, at: int) -> str | None:
    """The longest generic word that begins at `at`."""
    for word in _generic_by_first().get(text[at], ()):
        if text.startswith(word, at):
            return word
    return None


@cache
def _generic_by_first() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in generic_words():
        found.setdefault(word[0], []).append(word)
    return {first: tuple(words) for first, words in found.items()}


@cache
def generic_set() -> frozenset[str]:
    return frozenset(generic_words())


@cache
def content_words() -> frozenset[str]:
    """Those of the generic words that say what a thing is about."""
    return frozenset(row[0] for row in rows("mechanism_generic.txt") if row[1:] == ["content"])
