"""Scores of passages: BM25 over the words, more for a passage that holds the term as it was typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import log

from kg.text.analysis import FUNCTION_WORDS, index_words
from kg.text.index import K1, TextIndex
from kg.text.matching import QueryMatch, TermMatch

# The measured optimum of a phrase beside its words was three times a word's weight.
EXACT, LITERAL, ALIAS, TITLE, FUNCTION_WORD = 3.0, 3.0, 1.0, 0.5, 0.1


def inverse_frequency(total: int, holding: int) -> float:
    """How much it says that a passage holds what `holding` of `total` passages hold."""
    return log(1 + (total - holding + 0.5) / (holding + 0.5))


def _add(scores: dict[int, float], passages: Collection[int], weight: float, total: int) -> None:
    """Add a weighted inverse frequency for each match that is in `passages`."""
    value = weight * inverse_frequency(total, len(passages))
    for passage in scores.keys() & passages if len(passages) > len(scores) else passages:
        if passage in scores:
            scores[passage] += value


def _add_words(index: TextIndex, scores: dict[int, float], words: Iterable[str]) -> None:
    """Add BM25 of each word."""
    total, norms = len(index.rows), index.norms
    for word in words:
        held: Mapping[int, int] = index.frequencies(word)
        weight = inverse_frequency(total, len(held)) * (FUNCTION_WORD if word in FUNCTION_WORDS else 1.0)
        for passage in scores.keys() & held.keys():
            count = held[passage]
            scores[passage] += weight * count * (K1 + 1) / (count + norms[passage])


def _add_term(index: TextIndex, scores: dict[int, float], match: TermMatch) -> None:
    total = len(index.rows)
    words = (match.term.text,) if match.term.phrase else dict.fromkeys(index_words(match.term.text))
    _add_words(index, scores, words)
    _add(scores, match.exact, EXACT, total)
    for _, passages in match.aliases:
        _add(scores, passages, ALIAS, total)
    _add(scores, match.titles, TITLE, total)


def rank(index: TextIndex, match: QueryMatch, passages: Iterable[int]) -> dict[int, float]:
    """The score of each passage, the same whatever order the index was built in."""
    scores = dict.fromkeys(passages, 0.0)
    for term in match.terms:
        _add_term(index, scores, term)
    _add(scores, match.literal, LITERAL, len(index.rows))
    return scores
