"""Names of mechanisms taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolution.names import is_generic, numbers, prefix, slots, sorted_parts, stem, without_marks


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("四议两公开工作法", "四议两公开"),
        ("四议两公开", "四议两公开"),
        ("“街乡 吹哨”工作机制", "街乡吹哨"),
        ("街乡吹哨机制", "街乡吹哨"),
        ("双报到制度", "双报到"),
        ("考核机制", "考核机制"),  # too little would be left
        ("工作机制", "工作机制"),
        ("1+N+X模式", "1+n+x"),
    ],
)
def test_stem_drops_the_kind_word_where_enough_is_left(name: str, expected: str) -> None:
    assert stem(name) == expected


@pytest.mark.parametrize("name", ["考核机制", "联席会议制度", "试点", "网格化服务管理体系", "激励约束机制", "权责清单"])
def test_generic_names_are_made_of_general_words_alone(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["接诉即办", "院坝说事工作法", "街乡吹哨、部门报到", "一肩挑", "河长制", "六议两公开"])
def test_names_that_tell_something_are_not_generic(name: str) -> None:
    assert not is_generic(name)


@pytest.mark.parametrize(
    ("name", "pattern", "found"),
    [
        ("街道吹哨、部门报到", "〔地〕吹哨,〔人〕报到", ("街道", "部门")),
        ("社区吹哨、党员报到工作机制", "〔地〕吹哨,〔人〕报到", ("社区", "党员")),
        ("村民说事", "〔人〕说事", ("村民",)),
        ("接诉即办", "接诉即办", ()),
    ],
)
def test_slots(name: str, pattern: str, found: tuple[str, ...]) -> None:
    assert slots(name) == (pattern, found)


def test_numbers_and_prefix() -> None:
    assert numbers("五社联动机制") == ("#社联动", ("五",))
    assert prefix("党建引领接诉即办") == ("党建引领", "接诉即办")
    assert prefix("接诉即办") == ("", "接诉即办")


@given(st.lists(st.sampled_from(["街乡吹哨", "部门报到", "社区点单", "党员接单"]), min_size=2, unique=True))
def test_order_of_parts_plays_no_role(parts: list[str]) -> None:
    assert sorted_parts("、".join(parts)) == sorted_parts("、".join(reversed(parts)))


@given(st.text(alphabet="街道社区村部门党员吹哨报到四六两、,1+机制", max_size=14))
def test_keys_are_total_and_stable(name: str) -> None:
    assert stem(stem(name)) in (stem(name), stem(stem(name)))
    pattern, found = slots(name)
    assert pattern.count("〔") == len(found)
    assert "〔" not in without_marks(pattern)
