"""kg.text.aliases: which names stand for one another in a query."""

from __future__ import annotations

import pytest

from kg.text.aliases import AliasTable
from kg.text.entries import Name

TABLE = AliasTable(
    [
        Name("Mechanism", "乡镇吹哨、部门报到", ("哨到人到",), 3),
        Name("Region", "凉山彝族自治州", ("凉山州", "凉山"), 1),
        Name("Organization", "甲省委组织部", ("省委组织部", "组织部"), 1),
        Name("Organization", "乙市住房和城乡建设局", ("乙市住建局", "市住建局"), 1),
        Name("Mechanism", "一号工作法", ("板凳会",), 1),
        Name("Mechanism", "二号工作法", ("板凳会",), 1),
        Name("Date", "2020年", ("去年三月",), 1),
    ]
)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("哨到人到", ("乡镇吹哨、部门报到",)),
        ("乡镇吹哨、部门报到", ("哨到人到",)),
        ("凉山州", ("凉山", "凉山彝族自治州")),
        ("凉山", ()),  # the others hold it and are found with it
        ("甲省委组织部", ()),  # without its place any province has one
        ("省委组织部", ()),
        ("乙市住建局", ("乙市住房和城乡建设局",)),
        ("市住建局", ()),
        ("板凳会", ()),  # two mechanisms: nobody knows which is meant
        ("一号工作法", ()),
        ("去年三月", ()),
        ("无此名", ()),
    ],
)
def test_others_are_names_of_the_same_thing(text: str, others: tuple[str, ...]) -> None:
    assert TABLE.others(text) == others
