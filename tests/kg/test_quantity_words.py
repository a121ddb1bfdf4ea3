"""Quantities in all the wordings that are written, read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.quantities import Quantity, parse_quantity
from kg.quantity_words import WORDINGS, format_quantity, in_characters

CASES: list[tuple[str, Quantity, str | None]] = [
    ("grouped", Quantity(4610, None, "个"), "4,610个"),
    ("grouped", Quantity(300, 500, "户", "about"), "约300—500户"),
    ("large", Quantity(45400, None, "个"), "4.54万个"),
    ("large", Quantity(134000000, None, "元", "about"), "1.34亿元左右"),
    ("large", Quantity(10**9, 2 * 10**9, "元"), "10亿至20亿元"),
    ("large", Quantity(12, None, "个"), None),
    ("characters", Quantity(120, None, "名"), "一百二十名"),
    ("characters", Quantity(10, None, "日", "less"), "十日以内"),
    ("characters", Quantity(1.5, None, "个"), None),
    ("percent", Quantity(80, None, "%"), "百分之八十"),
    ("percent", Quantity(30, 40, "%"), "百分之三十到四十"),
    ("percent", Quantity(80, None, "个"), None),
    ("tenths", Quantity(80, None, "%", "less"), "近八成"),
    ("tenths", Quantity(75, None, "%"), "七成五"),
    ("tenths", Quantity(4, None, "%"), None),
    ("fraction", Quantity(0.3333), "三分之一"),
    ("fraction", Quantity(0.6667, None, None, "more"), "三分之二以上"),
    ("fraction", Quantity(0.1234), None),
    ("doubled", Quantity(4, None, "倍"), "翻两番"),
    ("doubled", Quantity(3, None, "倍"), None),
    ("odd", Quantity(1470, None, "个", "more"), "1470余个"),
    ("odd", Quantity(1470, None, "个"), None),
    ("round", Quantity(10**10, None, "元", "more"), "上百亿元"),
    ("round", Quantity(90, None, "元", "more"), None),
    ("loose", Quantity(3, 5, "个"), "三五个"),
    ("loose", Quantity(3, 6, "个"), None),
]


@pytest.mark.parametrize(("wording", "quantity", "expected"), CASES)
def test_quantity_in_a_wording(wording: str, quantity: Quantity, expected: str | None) -> None:
    assert format_quantity(quantity, wording) == expected


def test_every_wording_has_a_case() -> None:
    assert {wording for wording, _, text in CASES if text} == set(WORDINGS)


def test_unknown_wording_is_an_error() -> None:
    with pytest.raises(KeyError):
        format_quantity(Quantity(3, None, "个"), "roman")


VALUES = st.one_of(
    st.integers(0, 10**11),
    st.integers(1, 100),
    st.integers(1, 10**7).map(lambda n: n / 100),
    st.sampled_from([100, 1000, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**10]),
)
UNITS = st.sampled_from(["个", "名", "元", "户", "平方公里", "%", "个百分点", "人次", "倍", "天"])
APPROX = st.sampled_from([None, "about", "more", "less"])
RATIOS = st.tuples(st.integers(1, 9), st.integers(2, 10)).filter(lambda p: p[0] < p[1])
QUANTITIES = st.one_of(
    st.builds(Quantity, VALUES, st.none(), UNITS, APPROX),
    st.builds(
        lambda low, width, unit, approx: Quantity(low, low + width, unit, approx),
        st.integers(0, 10**6), st.integers(1, 10**5), UNITS, APPROX,
    ),
    st.builds(Quantity, st.integers(1, 99), st.none(), st.just("%"), APPROX),
    st.builds(lambda n, unit: Quantity(n, n + 1, unit), st.integers(2, 9), UNITS),
    st.builds(lambda pair, approx: Quantity(round(pair[0] / pair[1], 4), None, None, approx), RATIOS, APPROX),
)  # fmt: skip


@given(QUANTITIES, st.sampled_from(sorted(WORDINGS)))
def test_quantity_parses_back_from_every_wording(quantity: Quantity, wording: str) -> None:
    text = format_quantity(quantity, wording)
    assert text is None or parse_quantity(text) == quantity


@given(st.integers(0, 10**12 - 1))
def test_characters_of_a_number_parse_back(value: int) -> None:
    text = in_characters(value)
    assert text is not None
    assert parse_quantity(f"{text}个") == Quantity(value, None, "个", None)
