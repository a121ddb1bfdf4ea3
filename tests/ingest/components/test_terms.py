"""Sentences and lines of a text, against a plain look at every character."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.components.terms import SENTENCE_ENDS, alternation, lines_with, sentence_bounds

_TEXTS = st.text("县镇届。;！\n", min_size=1, max_size=40)


@given(_TEXTS, st.integers(0, 39))
def test_sentence_lies_between_the_nearest_end_marks(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    start, end = sentence_bounds(text, offset)
    assert start == 1 + max((i for i in range(offset) if text[i] in SENTENCE_ENDS), default=-1)
    assert end == min((i for i in range(offset, len(text)) if text[i] in SENTENCE_ENDS), default=len(text))


@given(_TEXTS)
def test_lines_with_a_word_each_once_in_order(text: str) -> None:
    found = [text[start:end] for start, end in lines_with(text, re.compile("届"))]
    assert found == [line for line in text.split("\n") if "届" in line]


@given(st.sets(st.text("镇村.会", min_size=1, max_size=4), min_size=1), st.text("镇村.会", max_size=12))
def test_alternation_matches_as_a_flat_list_of_the_longest_first(terms: set[str], text: str) -> None:
    flat = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    for before, after in (("", ""), ("", "会"), ("镇", "(?!村)")):  # what follows may make it try a shorter term
        found, expected = (re.compile(f"{before}(?:{terms}){after}") for terms in (alternation(terms), flat))
        assert [m.span() for m in found.finditer(text)] == [m.span() for m in expected.finditer(text)]
