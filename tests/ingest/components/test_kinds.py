"""Kinds of body: which words name one, what folds, what is left out."""

from __future__ import annotations

import pytest

from ingest.kinds.folding import variants
from tests.ingest.components.annotated import annotate_text, names

CASES = [
    (
        "建立社区党组织领导下的居民委员会、业主委员会、物业服务企业协调运行机制。",
        "社区党组织 居民委员会 业主委员会 物业服务企业",
    ),
    ("乡镇(街道)纪委、派出所、司法所、人民法庭参与联动。", "乡镇(街道)纪委 派出所 司法所 人民法庭"),
    ("支持人民团体、企事业单位、社会组织、民营企业参与基层治理。", "人民团体 企事业单位 社会组织 民营企业"),
    ("社区成立了红白理事会、道德评议会和人民调解委员会。", "红白理事会 道德评议会 人民调解委员会"),
    ("全区各街道(乡镇)党(工)委要切实履行责任。", "街道(乡镇)党(工)委"),
    ("共有12个网格党支部、46个楼栋党小组。", "网格党支部 楼栋党小组"),
    ("组建135支应急突击队和20支巡逻服务队。", "应急突击队 巡逻服务队"),
    ("由苏木镇党委、嘎查村党组织具体落实。", "苏木镇党委 嘎查村党组织"),
    ("发挥流动党员党组织、非公企业党组织、两企三新党组织作用。", "流动党支部 非公企业党组织 两企三新党组织"),
    ("明确民政部门和行业主管部门职责,派驻综合行政执法队。", "民政部门 行业主管部门 综合行政执法队"),
    ("推动村“两委”换届,选优配强带头人。", "村两委"),
]

NEGATIVES = [
    "不断提高组织能力和服务水平,组织开展志愿服务活动。",
    "完善组织体系、领导机构和工作机制。",
    "各部门要按照责任分工抓好落实,牵头单位和责任单位加强沟通。",
    "广大党员、干部、群众积极参与,居民代表踊跃发言。",
    "以群众为中心,打造城市中心区。",
    "企业负责人介绍,单位周边停车难。",
    "依法组织听证,由县人民政府组织验收。",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_kinds_finds_kinds_of_body(text: str, expected: str) -> None:
    assert names(annotate_text(text), "OrganizationKind") == set(expected.split())


@pytest.mark.parametrize("text", NEGATIVES)
def test_kinds_leaves_generic_words(text: str) -> None:
    assert {n for n in names(annotate_text(text), "OrganizationKind") if n not in {"县人民政府"}} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("业委会换届后,业主委员会每季度公示收支。", "业主委员会"),
        ("村委会协助,村民委员会主任负责。", "村民委员会"),
        ("建设乡镇便民服务中心,便民服务中心推行一窗受理。", "便民服务中心"),
        ("村(社区)党组织统筹,村党组织和社区党组织各负其责。", "村(社区)党组织"),
        ("城市社区党组织牵头,社区党组织协调。", "社区党组织"),
    ],
)
def test_kinds_folds_forms_of_one_kind(text: str, expected: str) -> None:
    assert names(annotate_text(text), "OrganizationKind") == {expected}


def test_kinds_inside_an_organization_are_none() -> None:
    doc = annotate_text("上海市徐汇区虹梅路街道党工委牵头。", "上海市")
    assert names(doc, "OrganizationKind") == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("村(社区)两委", {"村(社区)两委", "村两委", "社区两委"}),
        ("乡镇(街道)纪委(纪工委)", {"乡镇(街道)纪委(纪工委)", "乡镇纪委"}),
        ("社区党委", {"社区党委"}),
    ],
)
def test_variants_expands_brackets(name: str, expected: set[str]) -> None:
    assert variants(name) == expected
