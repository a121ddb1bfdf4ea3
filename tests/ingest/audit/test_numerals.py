"""Where the numerals of a text are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.audit.numerals import find_numerals


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("共1,470个，约4.54万", ["1,470", "4.54万"]),
        ("占３２％，增长5.6 %", ["３２％", "5.6 %"]),
        ("重500千克、3千人", ["500", "3千"]),
        ("二十三、三分之一、近八成", ["二十三", "三", "一", "八"]),
        ("数十、上百、几十、好几个、若干", ["数十", "百", "几十", "好几", "若干"]),
        ("过半，翻番，翻了一番，半年", ["过半", "翻番", "一", "半"]),
        ("人数，户数，几乎", []),
        ("①清单②台账", ["①", "②"]),
        ("〔2022〕7号", ["2022", "7"]),
    ],
)
def test_numerals_of_a_text(text: str, numerals: list[str]) -> None:
    assert [text[a:b] for a, b in find_numerals(text)] == numerals


@given(st.text(alphabet="0123456789，,.．%万千百十三两半数几个年 \n９", max_size=60))
def test_every_digit_is_in_one_numeral(text: str) -> None:
    found = find_numerals(text)
    assert all(a < b for a, b in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    held = {i for a, b in found for i in range(a, b)}
    assert {m.start() for m in re.finditer(r"\d", text)} <= held
