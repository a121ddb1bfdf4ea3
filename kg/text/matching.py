"""Which passages a query matches, and in what way: sets of passage numbers, no scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from kg.text.analysis import required_words
from kg.text.index import TextIndex
from kg.text.query import Query, Term

Passages = frozenset[int]
_NONE: Passages = frozenset()


@dataclass(frozen=True, slots=True)
class TermMatch:
    """Where one term is found. `titles` are all passages of documents whose title has it."""

    term: Term
    exact: Passages
    words: tuple[str, ...]
    by_words: Passages
    aliases: tuple[tuple[str, Passages], ...]
    titles: Passages
    relaxed: bool = False

    @property
    def passages(self) -> Passages:
        return self.exact.union(self.by_words, *(passages for _, passages in self.aliases))


@dataclass(frozen=True, slots=True)
class QueryMatch:
    """`passages` match the query; those in `literal` hold it letter for letter."""

    terms: tuple[TermMatch, ...]
    literal: Passages
    passages: Passages


def _holding_all(index: TextIndex, words: Iterable[str]) -> Passages:
    """Passages that hold every word, the rarest looked at first."""
    found = sorted((index.frequencies(word) for word in words), key=len)
    if not found:
        return _NONE
    return frozenset(passage for passage in found[0] if all(passage in held for held in found[1:]))


def _holding_most(index: TextIndex, words: tuple[str, ...]) -> Passages:
    """Passages that hold at least half of the words, two at least."""
    counts: dict[int, int] = {}
    for word in words:
        for passage in index.frequencies(word):
            counts[passage] = counts.get(passage, 0) + 1
    enough = max(2, (len(words) + 1) // 2)
    return frozenset(passage for passage, count in counts.items() if count >= enough)


def _titles(index: TextIndex, term: Term, words: tuple[str, ...]) -> Passages:
    def has(title: str, title_words: frozenset[str]) -> bool:
        return term.text in title or (bool(words) and title_words.issuperset(words))

    documents = (number for number, (title, held) in enumerate(index.titles) if has(title, held))
    return frozenset(passage for number in documents for passage in index.document_passages(number))


def match_term(index: TextIndex, term: Term, *, relaxed: bool = False) -> TermMatch:
    """A phrase is matched as it stands; a word also by the words in it and by its other names.

    `relaxed` is for a term of several words that no passage holds all: most of them will do.
    """
    words = () if term.phrase else required_words(term.text)
    by_words = _holding_most(index, words) if relaxed else _holding_all(index, words)
    aliases = () if term.phrase else index.aliases.others(term.text)
    return TermMatch(
        term=term,
        exact=index.exact.passages(term.text),
        words=words,
        by_words=by_words,
        aliases=tuple((alias, index.exact.passages(alias)) for alias in aliases),
        titles=_titles(index, term, words),
        relaxed=relaxed,
    )


def _of_groups(query: Query, matches: dict[Term, TermMatch]) -> Passages:
    """Each group in the passage or in its document's title, and one at least in the passage."""
    everywhere: list[Passages] = []
    inside: Passages = _NONE
    for group in query.groups:
        found = _NONE.union(*(matches[term].passages for term in group))
        everywhere.append(found.union(*(matches[term].titles for term in group)))
        inside |= found
    return reduce(lambda left, right: left & right, everywhere, inside)


def match_query(index: TextIndex, query: Query) -> QueryMatch:
    """All passages that match. A term that nothing matches is relaxed before the query finds nothing."""
    matches = {term: match_term(index, term) for term in query.terms}
    passages = _of_groups(query, matches)
    if not passages:
        for term, match in matches.items():
            if len(match.words) > 2 and not match.passages:
                matches[term] = match_term(index, term, relaxed=True)
        passages = _of_groups(query, matches)
    for term in query.excluded:
        passages -= index.exact.passages(term.text)
    # The whole holds each of its terms: where one is in no text, neither is the whole.
    literal = index.exact.passages(query.literal) if all(match.exact for match in matches.values()) else _NONE
    return QueryMatch(tuple(matches.values()), literal, passages | literal)
