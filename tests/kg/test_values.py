"""Numbers with their units, read and written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values import (
    Quantity,
    find_quantities,
    format_metric_value,
    format_number,
    parse_number,
    parse_quantity,
    units,
)

CASES: list[tuple[str, int | float, int | float | None, str | None, str | None]] = [
    ("4610个", 4610, None, "个", None),
    ("1,470个", 1470, None, "个", None),
    ("4.54万个", 45400, None, "个", None),
    ("80.3万名", 803000, None, "名", None),
    ("1.34亿元", 134000000, None, "元", None),
    ("上百亿元", 10000000000, None, "元", "more"),
    ("三分之一", 0.3333, None, None, None),
    ("1/3", 0.3333, None, None, None),
    ("百分之八十", 80, None, "%", None),
    ("37.7%", 37.7, None, "%", None),
    ("37.7％", 37.7, None, "%", None),
    ("近8成", 80, None, "%", "less"),
    ("七成以上", 70, None, "%", "more"),
    ("翻一番", 2, None, "倍", None),
    ("翻两番", 4, None, "倍", None),
    ("300—500户", 300, 500, "户", None),
    ("2至3个", 2, 3, "个", None),
    ("50%至60%", 50, 60, "%", None),
    ("10亿—20亿元", 1000000000, 2000000000, "元", None),
    ("五至九人", 5, 9, "人", None),
    ("三五个", 3, 5, "个", None),
    ("两三次", 2, 3, "次", None),
    ("十七八岁", 17, 18, "岁", None),
    ("1470余个", 1470, None, "个", "more"),
    ("80余万名", 800000, None, "名", "more"),
    ("200多万元", 2000000, None, "元", "more"),
    ("1.9万个左右", 19000, None, "个", "about"),
    ("约8726个", 8726, None, "个", "about"),
    ("不低于3人", 3, None, "人", "more"),
    ("不超过500元", 500, None, "元", "less"),
    ("3000元以上", 3000, None, "元", "more"),
    ("五日内", 5, None, "日", "less"),
    ("两次", 2, None, "次", None),
    ("一百二十三个", 123, None, "个", None),
    ("二千三百名", 2300, None, "名", None),
    ("十五个工作日", 15, None, "个工作日", None),
    ("百余名", 100, None, "名", "more"),
    ("数百名", 100, None, "名", "more"),
    ("几十个", 10, None, "个", "more"),
    ("过半", 0.5, None, None, "more"),
    ("500千克", 500, None, "千克", None),
    ("5个百分点", 5, None, "个百分点", None),
    ("106平方公里", 106, None, "平方公里", None),
    ("一两户", 1, 2, "户", None),
    ("十几个", 10, None, "个", "more"),
    ("七成五", 75, None, "%", None),
    ("百分之三点五", 3.5, None, "%", None),
    ("百分之三十到四十", 30, 40, "%", None),
    ("百分之五至百分之十", 5, 10, "%", None),
    ("半小时", 0.5, None, "小时", None),
    ("一个半小时", 1.5, None, "小时", None),
    ("两个多小时", 2, None, "小时", "more"),
    ("8个多百分点", 8, None, "个百分点", "more"),
    ("1小时40分钟", 100, None, "分钟", None),
    ("约2天3小时", 51, None, "小时", "about"),
    ("七成半", 75, None, "%", None),
    ("一成都不到", 10, None, "%", "less"),
    ("翻两番还多", 4, None, "倍", "more"),
    ("不到一个小时", 1, None, "小时", "less"),
    ("20余桌", 20, None, "桌", "more"),
    ("5大类", 5, None, "大类", None),
    ("44.6岁", 44.6, None, "岁", None),
    ("三天半", 3.5, None, "天", None),
    ("3天半", 3.5, None, "天", None),
    ("2年半", 2.5, None, "年", None),
    ("3个半小时", 3.5, None, "小时", None),
    ("一个半月", 1.5, None, "个月", None),
    ("七个晚上", 7, None, "个晚上", None),
    ("560口人", 560, None, "口人", None),
]


@pytest.mark.parametrize(("text", "value", "value_max", "unit", "approx"), CASES, ids=[case[0] for case in CASES])
def test_quantity_of_a_wording(
    text: str, value: float, value_max: float | None, unit: str | None, approx: str | None
) -> None:
    assert parse_quantity(text) == Quantity(value, value_max, unit, approx)


@pytest.mark.parametrize("text", ["", "个", "很多", "3个和4个", "三心二意地", "4610 那些"])
def test_text_that_is_not_one_quantity_is_none(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4.54万", 45400),
        ("二千三百", 2300),
        ("〇", 0),
        ("廿", None),
        ("1/0", None),
        ("", None),
        ("万", 10000),
        ("两", 2),
    ],
)
def test_number_of_a_numeral(text: str, number: float | None) -> None:
    assert parse_number(text) == number


def test_found_quantities_say_where_they_are() -> None:
    text = "村规民约47份,约30户,2个内设机构"
    found = find_quantities(text)
    assert [text[f.start : f.end] for f in found] == ["47份", "约30户", "2个"]
    assert [text[slice(*f.numeral)] for f in found] == ["47", "30", "2"]


def test_units_are_tried_longest_first() -> None:
    lengths = [len(unit) for unit in units()]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(units())) == len(units())


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((4610, None, "个", None), "4,610个"),
        ((45400, None, "个", "about"), "约45,400个"),
        ((300, 500, "户", None), "300—500户"),
        ((37.7, None, "%", "more"), "超过37.7%"),
        ((0.3333, None, None, None), "0.3333"),
        ((80, None, "%", "less"), "不超过80%"),
    ],
)
def test_metric_value_as_it_is_shown(arguments: tuple[float, float | None, str | None, str | None], shown: str) -> None:
    assert format_metric_value(*arguments) == shown


NUMBERS = st.one_of(st.integers(0, 10**12), st.integers(1, 10**7).map(lambda n: n / 100))
UNITS = st.sampled_from(["个", "名", "元", "户", "平方公里", "%", "个百分点", "人次"])
APPROX = st.sampled_from([None, "about", "more", "less"])


@given(NUMBERS, UNITS, APPROX)
def test_metric_value_parses_back(value: float, unit: str, approx: str | None) -> None:
    assert parse_quantity(format_metric_value(value, None, unit, approx)) == Quantity(value, None, unit, approx)


@given(st.integers(0, 10**9), st.integers(1, 10**6), UNITS, APPROX)
def test_metric_range_parses_back(low: int, width: int, unit: str, approx: str | None) -> None:
    shown = format_metric_value(low, low + width, unit, approx)
    assert parse_quantity(shown) == Quantity(low, low + width, unit, approx)


@given(NUMBERS)
def test_number_parses_back(value: float) -> None:
    assert parse_number(format_number(value)) == value


@given(st.integers(1, 99_999), st.sampled_from([("万", 10**4), ("亿", 10**8), ("千", 1000), ("百", 100)]))
def test_multipliers_are_exact(hundredths: int, multiplier: tuple[str, int]) -> None:
    word, factor = multiplier
    assert parse_number(f"{hundredths / 100}{word}") == pytest.approx(hundredths * factor / 100, rel=1e-12)


@given(st.text(alphabet="0123456789.,一二三十百千万亿两半个名元%成余多约近以上下—至/分之 翻番", max_size=40))
def test_found_quantities_are_in_order_and_inside(text: str) -> None:
    found = find_quantities(text)
    for item in found:
        assert 0 <= item.start <= item.numeral[0] < item.numeral[1] <= item.end <= len(text)
        assert item.quantity.value_max is None or item.quantity.value_max >= item.quantity.value
    assert all(a.start <= b.start for a, b in pairwise(found))
