"""kg.versions.sketch: few numbers by which similar texts are found."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.versions.sketch import SIZE, Sketches, decode, encode, letters, resemblance, sketch

LONG = "".join(map(chr, Random(5).choices(range(0x4E00, 0x9FA5), k=4000)))  # no run of it comes twice


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("（一）每月 １ 次。", "(一)每月1次."),
        ("議事會", "议事会"),
        ("“一肩挑”", "一肩挑"),
    ],
)
def test_letters_are_all_that_counts(text: str, same: str) -> None:
    assert letters(text) == letters(same)
    assert sketch(text) == sketch(same)


def test_sketch_is_small_and_ascending() -> None:
    found = sketch(LONG)
    assert len(found) == SIZE
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("kept", "least", "most"), [(1.0, 1.0, 1.0), (0.9, 0.75, 0.98), (0.5, 0.35, 0.65), (0.0, 0.0, 0.1)]
)
def test_resemblance_tells_how_much_is_shared(kept: float, least: float, most: float) -> None:
    cut = int(len(LONG) * kept)
    assert least <= resemblance(sketch(LONG), sketch(LONG[:cut] or "另一份毫不相干的文本，谈的是水利工程。")) <= most


def test_like_texts_are_found_whatever_the_order() -> None:
    rows = [("a", sketch(LONG)), ("b", sketch(LONG[800:])), ("c", sketch("毫不相干的一段文字，谈的是河道。"))]
    for order in (rows, rows[::-1]):
        assert Sketches(order).like(sketch(LONG), 0.5) == ["a", "b"]


@given(st.text(max_size=60))
def test_sketch_is_kept_as_text_and_read_back(text: str) -> None:
    assert decode(encode(sketch(text))) == sketch(text)
    assert resemblance(sketch(text), sketch(text)) == 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_resemblance_is_mutual(one: str, other: str) -> None:
    assert resemblance(sketch(one), sketch(other)) == resemblance(sketch(other), sketch(one))
