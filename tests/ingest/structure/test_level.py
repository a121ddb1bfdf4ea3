"""The level of a body that issues texts."""

from __future__ import annotations

import pytest

from ingest.structure.level import level_of, level_of_body


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("国务院办公厅", "state"),
        ("民政部", "state"),
        ("公安部", "state"),
        ("中共中央组织部", "state"),
        ("最高人民法院", "state"),
        ("中共四川省委", "province"),
        ("北京市人民代表大会常务委员会", "province"),
        ("新疆维吾尔自治区民政厅", "province"),
        ("绵阳市民政局", "prefecture"),
        ("凉山州委", "prefecture"),
        ("四川成都市民政局", "prefecture"),
        ("绵阳市涪城区人民政府", "county"),
        ("公安县人民政府", "county"),
        ("成都市武侯区玉林街道办事处", "township"),
        ("省民政厅", "province"),
        ("县委办公室", "county"),
        ("公安机关适用程序规定", None),
        ("组织部", None),
        ("", None),
    ],
)
def test_level_of_body(name: str, level: str | None) -> None:
    assert level_of_body(name) == level


def test_bare_unit_is_that_of_the_document() -> None:
    assert level_of_body("市民政局", ("都江堰市",)) == "county"


def test_highest_of_joint_bodies() -> None:
    assert level_of(("绵阳市民政局", "四川省民政厅"), None, (), ()) == "province"


def test_number_tells_where_no_body_does() -> None:
    assert level_of((), "关于加强社区工作的意见", ("国办发〔2020〕1号",), ()) == "state"
