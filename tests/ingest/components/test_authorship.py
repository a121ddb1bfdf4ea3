"""Who issued a document; what a policy is based on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.nlp import annotate
from tests.ingest.components.annotated import annotate_text, document_of, relations

ISSUED = [
    (
        "上海市",
        "上海市委办公厅、上海市政府办公厅印发《关于社区减负的若干措施》。",
        {("关于社区减负的若干措施", "上海市委办公厅"), ("关于社区减负的若干措施", "上海市政府办公厅")},
    ),
    (
        "青岛市",
        "市民政局牵头起草,以市委、市政府名义出台《关于街道改革的意见》。",
        {("关于街道改革的意见", "青岛市委"), ("关于街道改革的意见", "青岛市政府")},
    ),
    ("海口市", "龙华区人民政府转发了区住建局《关于物业管理的通知》。", {("关于物业管理的通知", "龙华区住建局")}),
    (
        None,
        "2021年4月,中共中央、国务院印发《关于加强基层治理的意见》。",
        {("关于加强基层治理的意见", "中共中央"), ("关于加强基层治理的意见", "国务院")},
    ),
    ("江苏省", "落实《中共江苏省委关于基层治理的决定》要求。", {("中共江苏省委关于基层治理的决定", "中共江苏省委")}),
    (
        None,
        "落实《中共中央 国务院关于加强治理的意见》。",
        {("中共中央国务院关于加强治理的意见", "中共中央"), ("中共中央国务院关于加强治理的意见", "国务院")},
    ),
    ("盐城市", "市委总结三轮试点经验,印发《关于积分制的意见》,在全市推开。", {("关于积分制的意见", "盐城市委")}),
    ("盐城市", "市委书记总结经验,印发《关于积分制的意见》。", set()),
    (
        "盐城市",
        "市委组织部、市民政局开现场会,发了个《关于积分制的通知》。",
        {("关于积分制的通知", "盐城市委组织部"), ("关于积分制的通知", "盐城市民政局")},
    ),
    ("盐城市", "市民政局牵头制定的《盐城市网格条例》也已列入今年立法计划。", set()),
    # what is joined to a title has not its issuer
    (None, "根据国务院《物业管理条例》和《海南省物业管理办法》。", {("物业管理条例", "国务院")}),
    ("江苏省", "根据省委要求,各地学习《关于基层治理的决定》。", set()),
    ("江苏省", "江苏省出台《关于基层治理的意见》。", set()),
    ("江苏省", "省委组织部为此下发的《关于党群服务中心的通知》。", {("关于党群服务中心的通知", "江苏省委组织部")}),
    # what a notice puts into force has its issuer
    (
        "江苏省",
        "省民政厅《关于印发养老服务规划的通知》要求,落实《养老服务规划》。",
        {("关于印发养老服务规划的通知", "江苏省民政厅"), ("养老服务规划", "江苏省民政厅")},
    ),
    # revised or formed; a date, a meeting or another deed between the body and the title
    (
        "长沙市",
        "市民政局会同市文明办修订《长沙市积分办法》。",
        {("长沙市积分办法", "长沙市民政局"), ("长沙市积分办法", "长沙市文明办")},
    ),
    ("长沙市", "市民政局总结提炼了六条经验,形成《长沙市议事指引》。", {("长沙市议事指引", "长沙市民政局")}),
    ("长沙市", "市委组织部也在2023年6月印发《关于议事的通知》。", {("关于议事的通知", "长沙市委组织部")}),
    ("长沙市", "市民政局5月派人调研,7月印发《长沙市积分方案》。", {("长沙市积分方案", "长沙市民政局")}),
    ("长沙市", "市民政局在开福区召开现场会,印发《长沙市积分方案》。", {("长沙市积分方案", "长沙市民政局")}),
    # a body that reports on its own work
    (
        "长沙市",
        "市民政局今年走访了300户。\n出台《长沙市村级议事规则》,台账减了六成。",
        {("长沙市村级议事规则", "长沙市民政局")},
    ),
]


@pytest.mark.parametrize(("region", "text", "expected"), ISSUED)
def test_authorship_finds_issuers(region: str | None, text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(annotate_text(text, region), "issuedBy") == expected


def test_authorship_policy_is_based_on_what_its_preamble_names() -> None:
    text = (
        "为深入贯彻党的二十届三中全会精神,落实《国务院关于社区服务的意见》,结合我市实际,制定本方案。\n"
        "一、健全机制。执行《物业管理条例》。"
    )
    doc = annotate_text(text, "长沙市", genre="policy", title="长沙市社区服务实施方案")
    assert relations(doc, "basedOn") == {("@doc", "党的二十届三中全会"), ("@doc", "国务院关于社区服务的意见")}


def test_authorship_report_is_based_on_nothing() -> None:
    doc = annotate_text("根据《物业管理条例》,结合实际,制定本小区公约。", "长沙市", title="小区里的新变化")
    assert relations(doc, "basedOn") == set()


def test_authorship_document_that_puts_another_into_force() -> None:
    text = (
        "各区(市)县政府:\n《遂宁市社区商业发展实施方案》已经市政府同意,现印发给你们。\n"
        "遂宁市人民政府办公室\n2023年5月4日\n遂宁市社区商业发展实施方案\n"
        "为贯彻党的二十大精神,落实《四川省社区治理条例》和国务院《物业管理条例》,制定本方案。"
    )
    title = "遂宁市人民政府办公室关于印发遂宁市社区商业发展实施方案的通知"
    doc = annotate_text(text, "遂宁市", genre="policy", title=title)
    assert ("遂宁市社区商业发展实施方案", "遂宁市人民政府办公室") in relations(doc, "issuedBy")
    assert relations(doc, "basedOn") == {
        ("@doc", "党的二十大"),
        ("@doc", "四川省社区治理条例"),
        ("@doc", "物业管理条例"),
    }


def test_authorship_a_law_or_plan_in_the_title_is_carried_out() -> None:
    text = "遂宁市落实《四川省养老服务规划》实施方案\n一、目标。到2025年,全市每个乡镇有一处养老服务中心。"
    doc = annotate_text(text, "遂宁市", genre="policy", title="遂宁市落实《四川省养老服务规划》实施方案")
    assert relations(doc, "basedOn") == {("@doc", "四川省养老服务规划")}
    assert relations(doc, "issuedBy") == set()


GUIDED = [
    ("以党的二十大精神为指引,坚持群众主体。", True),
    ("深入贯彻党的二十大精神,坚持群众主体。", True),
    ("党的二十大召开以来,群众主体更加突出。", False),
]


@pytest.mark.parametrize(("text", "based"), GUIDED)
def test_authorship_a_policy_is_based_on_the_meetings_that_guide_it(text: str, based: bool) -> None:
    doc = annotate_text(f"一、指导思想。{text}", "遂宁市", genre="policy", title="遂宁市养老服务实施方案")
    assert relations(doc, "basedOn") == ({("@doc", "党的二十大")} if based else set())


def test_authorship_a_branch_office_is_named_with_its_government() -> None:
    text = "现将《三年行动计划》印发给你们。\n渝北区人民政府双凤桥街道办事处"
    document = document_of(text, "渝北区", genre="policy", title="关于印发《三年行动计划》的通知")
    doc = annotate(replace(document, publisher="渝北区人民政府双凤桥街道办事处"))
    assert relations(doc, "issuedBy") == {("三年行动计划", "双凤桥街道办事处")}


def test_authorship_own_name_within_a_title_is_another_document() -> None:
    text = "根据国务院《物业管理条例》,结合本市实际,制定本条例。"
    doc = annotate_text(text, "台州市", genre="policy", title="台州市物业管理条例")
    assert relations(doc, "basedOn") == {("@doc", "物业管理条例")}


def test_authorship_decision_of_a_session_is_its_bodys() -> None:
    text = "2021年5月28日常德市第八届人民代表大会常务委员会第三次会议《关于修改部分法规的决定》修正"
    assert relations(annotate_text(text, "常德市"), "issuedBy") == {
        ("关于修改部分法规的决定", "常德市人民代表大会常务委员会")
    }


def test_authorship_of_the_first_of_several_departments() -> None:
    doc = annotate_text("农业农村部等八部门《乡村治理工作方案》印发。")
    assert relations(doc, "issuedBy") == {("乡村治理工作方案", "农业农村部")}


ISSUED = [
    ("常德市委组织部会同常德市民政局印发《村务办法》。", {"常德市委组织部", "常德市民政局"}),
    ("常德市委组织部联合常德市民政局出台《村务办法》。", {"常德市委组织部", "常德市民政局"}),
    ("国务院2016年施行的《村务条例》对此留有余地。", {"国务院"}),
    ("国务院公布的《村务条例》对此留有余地。", {"国务院"}),
    ("常德市民政局组织回头看,清退挂名人员12人,同时出台《村务办法》。", {"常德市民政局"}),
    ("常德市民政局趁热打铁,于当年10月出台《村务办法》。", {"常德市民政局"}),
    ("常德市委召开八届三次全会,专题研究并作出《村务决定》。", {"常德市委"}),
    ("常德市委八届三次全会审议通过《村务决定》。", {"常德市委"}),
]


@pytest.mark.parametrize(("text", "issuers"), ISSUED)
def test_authorship_all_that_a_sentence_says_issued_it(text: str, issuers: set[str]) -> None:
    assert {target for _, target in relations(annotate_text(text, "常德市"), "issuedBy")} == issuers
