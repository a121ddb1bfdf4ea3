"""kg.text.folding: one character to one character, without context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.folding import fold, folding_table


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("基層治理體系", "基层治理体系"),
        ("２０２１年，Ａ級％", "2021年,a级%"),
        ("“街道”「社區」", '"街道""社区"'),
        ("2020—2021", "2020-2021"),
        ("甲　乙\t丙\u00a0丁", "甲 乙 丙 丁"),
        ("著力", "着力"),
        ("程序文件", "程序文件"),
        ("İΣς", "iσς"),
    ],
)
def test_fold_maps_characters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_table_is_closed_and_one_to_one() -> None:
    table = folding_table()
    assert all(len(old) == len(new) == 1 for old, new in table.items())
    assert not set(table.values()) & table.keys()


@given(st.text(), st.text())
def test_fold_knows_no_context(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)
    assert len(fold(left)) == len(left)
    assert fold(fold(left)) == fold(left)
