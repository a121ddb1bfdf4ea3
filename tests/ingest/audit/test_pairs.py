"""Paired marks, nested and stray ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.audit.pairs import quote_pairs, title_pairs


@pytest.mark.parametrize(
    ("text", "pairs", "stray"),
    [
        ("“双报到”和“一肩挑”", ["“双报到”", "“一肩挑”"], []),
        ("“说‘好’”", ["“说‘好’”", "‘好’"], []),
        ("「甲」与『乙』", ["「甲」", "『乙』"], []),
        ("“半句。\n另起”一段", [], ["“", "”"]),
        ("“甲‘乙”", ["“甲‘乙”"], ["‘"]),
        ('推行"五个一"，还剩"', ['"五个一"'], ['"']),
        ("没有引号", [], []),
    ],
)
def test_quotations_and_stray_marks(text: str, pairs: list[str], stray: list[str]) -> None:
    found = quote_pairs(text)
    assert [text[p.start : p.end] for p in found if not p.is_stray] == pairs
    assert [text[p.start : p.end] for p in found if p.is_stray] == stray


def test_titles_inside_titles() -> None:
    text = "《关于修改〈条例〉的决定》《通知"
    found = title_pairs(text)
    assert [(text[p.start : p.end], p.depth) for p in found] == [
        ("《关于修改〈条例〉的决定》", 0),
        ("〈条例〉", 1),
        ("《", 0),
    ]


@given(st.text(alphabet='“”‘’「」"甲\n', max_size=40))
def test_every_mark_is_in_the_ends_of_one_pair(text: str) -> None:
    ends = [i for pair in quote_pairs(text) for i in {pair.start, pair.end - 1}]
    assert sorted(ends) == [i for i, sign in enumerate(text) if sign in '“”‘’「」"']
