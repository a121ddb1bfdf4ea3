"""Bodies under full and short names."""

from __future__ import annotations

import pytest

from kg.resolution.bodies import body_key, is_unplaced, kind_key


@pytest.mark.parametrize(
    "names",
    [
        ("四川省委", "中共四川省委", "中国共产党四川省委员会"),
        ("中央组织部", "中组部", "中共中央组织部"),
        ("成都市卫健委", "成都市卫生健康委员会", "成都市卫生健康委"),
        ("凉山州委", "凉山彝族自治州委", "中共凉山州委"),
        ("襄阳市民政局", "襄樊市民政局"),
        ("湖北省人民政府办公厅", "湖北省政府办公厅"),
        ("江西省住房和城乡建设厅", "江西省住建厅"),
        ("成都市武侯区委组织部", "武侯区委组织部", "中共成都市武侯区委组织部"),
    ],
)
def test_forms_of_one_body_have_one_key(names: tuple[str, ...]) -> None:
    assert body_key(names[0]) is not None
    assert len({body_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("四川省委", "四川省政府"),
        ("四川省委", "成都市委"),
        ("成都市民政局", "德阳市民政局"),
        ("四川省委组织部", "四川省委宣传部"),
        ("江西省住建厅", "江西省自然资源厅"),
        ("中央组织部", "四川省委组织部"),
    ],
)
def test_different_bodies_have_different_keys(first: str, second: str) -> None:
    assert body_key(first) != body_key(second)


@pytest.mark.parametrize("name", ["市民政局", "省委", "区委组织部", "朝阳区民政局"])
def test_a_name_that_says_no_certain_place_has_no_key(name: str) -> None:
    assert body_key(name) is None


def test_a_name_without_its_place_is_told() -> None:
    assert is_unplaced("市民政局")
    assert not is_unplaced("北京市民政局")
    assert not is_unplaced("中组部")


@pytest.mark.parametrize(
    ("name", "expected"), [("业委会", "业主委员会"), ("社区居委会", "居民委员会"), ("楼栋党小组", "楼栋党小组")]
)
def test_kind_key(name: str, expected: str) -> None:
    assert kind_key(name) == expected
