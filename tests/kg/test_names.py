from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import display_name, local_name, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“街乡吹哨、部门报到”", "街乡吹哨,部门报到"),
        ("村（社区）党组织", "村(社区)党组织"),
        ("美丽凉山·宜居乡村", "美丽凉山•宜居乡村"),
        ("街道—社区—小区", "街道-社区-小区"),
        ("《决定》", "决定"),
        ("６＋Ｘ模式", "6+x模式"),
    ],
)
def test_name_key_makes_variants_equal(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("“”·、—+()（） Ａx1《》"))


@given(CHINESE)
def test_name_key_is_idempotent(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@given(st.text())
def test_local_name_has_no_reserved_character(text: str) -> None:
    assert not set(local_name(text)) & set(' /?#<>\\^`{}|"“”')


def test_display_name_keeps_separators() -> None:
    assert display_name("“调乡、合村”") == "调乡、合村"
