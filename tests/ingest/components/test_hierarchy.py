"""Which body stands above which."""

from __future__ import annotations

import pytest

from tests.ingest.components.annotated import annotate_text, names, relations

CASES = [
    (
        None,
        "建立“街道工委—社区党委—网格党支部—楼门党小组”四级组织体系。",
        {("社区党委", "街道工委"), ("网格党支部", "社区党委"), ("楼门党小组", "网格党支部")},
    ),
    (
        None,
        "构建街道党工委、社区党委、网格党支部的“三级共治”模式。",
        {("社区党委", "街道党工委"), ("网格党支部", "社区党委")},
    ),
    (None, "在小区党支部下设楼栋党小组。", {("楼栋党小组", "小区党支部")}),
    (None, "社区居委会设立环境和物业管理委员会。", {("环境和物业管理委员会", "居民委员会")}),
    (None, "职能部门要支持,职能部门派驻机构由街道管理。", {("职能部门派驻机构", "职能部门")}),
    (
        None,
        "按照“村党总支+网格党支部+党员中心户”的组织架构,把支部建在网格上。",
        {("网格党支部", "村党总支"), ("党员中心户", "网格党支部")},
    ),
    (None, "构建“社区党组织+业主委员会+物业服务企业”联动机制。", set()),
    (
        "西宁市",
        "形成市委总指挥部、街道党工委“前沿指挥部”、社区党组织“一线战斗堡垒”的“三级联动”体系。",
        {("街道党工委", "西宁市委"), ("社区党组织", "街道党工委")},
    ),
    (
        "西宁市",
        "构建“市委—乡镇党委—村党组织—网格党小组”四级组织体系。",
        {("乡镇党委", "西宁市委"), ("村党组织", "乡镇党委"), ("网格党小组", "村党组织")},
    ),
    ("盐城市", "在市委统一领导下,成立市网格建设工作专班。", set()),
    (None, "区人民政府应当建立健全街道办事处履职机制,业主大会设立和业主委员会选举。", set()),
    ("湖南省", "省委高度重视,省委组织部加强指导。", {("湖南省委组织部", "湖南省委")}),
    ("湖南省", "省委组织部加强指导。", set()),
    ("厦门市", "厦门市委成立领导小组统筹推进。", {("领导小组", "厦门市委")}),
    ("上海市", "徐汇区委成立城市运行管理中心。", {("城市运行管理中心", "徐汇区委")}),
    ("遵义市", "遵义市大桥社区党支部书记赵丽介绍,社区成立了人民调解委员会。", set()),
]


@pytest.mark.parametrize(("region", "text", "expected"), CASES)
def test_hierarchy_finds_the_body_above(region: str | None, text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(annotate_text(text, region), "subordinateTo") == expected


def test_hierarchy_office_placed_with_a_body_is_a_body() -> None:
    doc = annotate_text("成立市委基层治理委员会,其办公室设在市委组织部。", "昆明市")
    assert "昆明市委基层治理委员会办公室" in names(doc, "Organization")
    assert ("昆明市委基层治理委员会办公室", "昆明市委组织部") in relations(doc, "subordinateTo")
