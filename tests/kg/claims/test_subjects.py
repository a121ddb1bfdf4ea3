"""Subjects of figures in the form in which two wordings are equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.subjects import is_of_all, subject_key, unit_key


@pytest.mark.parametrize(
    "subjects",
    [
        ("行政村", "建制村", "全省共有行政村", "建制村数量", "村建制"),
        ("一肩挑占比", "“一肩挑”比例", "一肩挑比重"),
        ("村党组织书记、村民委员会主任一肩挑占比", "村党组织书记、村委会主任“一肩挑”比例"),
        ("社区的兼职委员", "社区兼职委员"),
        ("群众满意度", "群众满意率"),
        ("划分网格", "网格总数"),
    ],
)
def test_wordings_of_one_subject_have_one_key(subjects: tuple[str, ...]) -> None:
    assert len({subject_key(subject) for subject in subjects}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("社区大党委", "街道大工委"),
        ("党员", "党员干部"),
        ("建制村", "建制村减幅"),
        ("乡镇平均面积", "乡镇"),
        ("网格", "网格员"),
        ("户均收入", "人均收入"),
    ],
)
def test_different_subjects_have_different_keys(first: str, second: str) -> None:
    assert subject_key(first) != subject_key(second)


@given(st.text(alphabet="全省共有建制村行政占比例数量的、“”社区", max_size=12))
def test_a_key_is_that_of_itself_or_shorter(subject: str) -> None:
    assert len(subject_key(subject)) <= len(subject) + 1


def test_units_that_count_the_same() -> None:
    assert unit_key("名") == unit_key("人")
    assert unit_key("个") != unit_key("户")
    assert unit_key(None) == ""


@pytest.mark.parametrize(
    ("subject", "wording", "numeral", "expected"),
    [
        ("网格", "全市共划分网格1850个", "1850", True),
        ("网格", "共有1850个网格", "1850", True),
        ("社区", "调整了1307个社区的边界", "1307", False),
        ("党员", "80.3万名党员到社区报到", "80.3万", False),
        ("网格员", "网格员增加到2600名", "2600", True),
    ],
)
def test_is_of_all(subject: str, wording: str, numeral: str, expected: bool) -> None:
    start = wording.index(numeral)
    assert is_of_all(subject, wording, (start, start + len(numeral))) is expected
