"""Two stated values: equal, compatible as worded, or in conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims import AGREEING, CONFLICTING, ROUNDING, Statement
from kg.claims.values import Reading, agreement, is_distinctive, reading
from kg.values import parse_quantity


def stated(wording: str) -> Reading:
    quantity = parse_quantity(wording)
    assert quantity is not None
    return reading(
        Statement(
            "m", "d", "c", "对象", quantity.value, "r", quantity.value_max, quantity.unit, quantity.approx,
            wording=wording,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("4610个", "4,610个", AGREEING),
        ("3500余名", "3500余名", AGREEING),
        ("4.54万个", "45447个", ROUNDING),
        ("4.5万个", "4.54万个", ROUNDING),
        ("3500余名", "3560名", ROUNDING),
        ("1470余个", "1509个", ROUNDING),
        ("约1.9万个", "19078个", ROUNDING),
        ("近8成", "78.6%", ROUNDING),
        ("97%", "97.4%", ROUNDING),
        ("三分之一", "33.3%", ROUNDING),
        ("300—500户", "400户", ROUNDING),
        ("4610个", "4600个", CONFLICTING),
        ("4.54万个", "4.55万个", CONFLICTING),
        ("4.54万个", "46000个", CONFLICTING),
        ("83.1%", "83.2%", CONFLICTING),
        ("3500余名", "3400名", CONFLICTING),
        ("近8成", "85%", CONFLICTING),
        ("1000余家", "3000家", None),  # the bound holds and says no more
    ],
)
def test_agreement(first: str, second: str, expected: str | None) -> None:
    assert agreement(stated(first), stated(second)) == expected
    assert agreement(stated(second), stated(first)) == expected


VALUES = st.builds(
    Reading,
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from([None, "about", "more", "less"]),
    st.sampled_from([0.1, 1, 100, 10000]),
).filter(lambda r: r.value <= r.high)


@given(VALUES, VALUES)
def test_agreement_is_symmetric_and_reflexive(first: Reading, second: Reading) -> None:
    assert agreement(first, second) == agreement(second, first)
    assert agreement(first, first) == AGREEING
    low, high = first.interval
    assert low <= first.value <= first.high <= high


@pytest.mark.parametrize(
    ("wording", "expected"), [("3101个", True), ("2.6万名", True), ("20个", False), ("100%", False)]
)
def test_distinctive(wording: str, expected: bool) -> None:
    assert is_distinctive(stated(wording)) is expected
