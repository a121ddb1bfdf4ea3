"""Sentences and lines of a text, against a plain look at every character."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.components.terms import SENTENCE_ENDS, lines_with, sentence_bounds

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
