"""When a practice began: in its sentence, by a document, on the date that a sentence before gave."""

from __future__ import annotations

import pytest

from tests.ingest.components.documents import relations

STARTED = [
    # what is done ends in a name
    ("2021年5月,村党支部把旧碾房改成“磨坊夜话”。", {("磨坊夜话", "2021-05")}),
    ("2020年,镇党委将各村的经验归拢为“四看工作法”。", {("四看工作法", "2020")}),
    ("2019年10月,驻村干部腾出两间旧屋,开了个“磨坊夜话”。", {("磨坊夜话", "2019-10")}),
    ("2022年3月,村里几次商量,列出“两张清单”。", {("两张清单", "2022-03")}),
    ("2021年,镇里把这项工作看作“磨坊夜话”。", set()),
    # what a document asks for beside what its title names
    ("2023年6月,市委印发《关于农村议事的意见》,要求各村年底前建成“磨坊夜话”。", {("磨坊夜话", "2023-06")}),
    ("2019年,市委办公室印发《威海市海岛治理方案》,才正式定名“灯塔网格”机制。", {("灯塔网格机制", "2019")}),
    # nor what another is made of, nor what has long been
    ("2020年5月,镇里摸索出以“早看海”“晚点灯”为内容的“灯塔网格”模式。", {("灯塔网格模式", "2020-05")}),
    ("2018年,镇里在推行多年的“早看海”制度之外建立“灯塔网格”机制。", {("灯塔网格机制", "2018")}),
    # no start in a closed span
    ("2023年1月至9月,镇里推行“灯塔网格”机制。", set()),
    # since a date the experience of which is summed up
    ("总结2022年7月以来石岛镇“灯塔网格”试点经验,各镇要抓好落实。", {("灯塔网格", "2022-07/..")}),
    # a sentence that only says when
    ("转机出现在2021年底。镇党委在各村部署“灯塔网格”机制。", {("灯塔网格机制", "2021;end")}),
    ("2021年底,渔船都回了港。镇党委在各村部署“灯塔网格”机制。", set()),
    # the onset of what was named last
    ("镇里建立“灯塔网”平台。自2021年9月上线以来,平台受理890件。", {("灯塔网平台", "2021-09/..")}),
    ("镇里建立“灯塔网”平台。系统2021年9月上线,受理890件。", set()),
    ("镇里推行“灯塔网格”机制。2024年完成试点,明年推开。", set()),
    # a name for what the sentence tells
    ("2019年10月,镇党委把会场搬到了码头上,称之为“码头会”。", {("码头会", "2019-10")}),
]


@pytest.mark.parametrize(("text", "expected"), STARTED)
def test_starts_of_what_begins_on_a_date(text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(text, "startedOn", regions=("威海市",)) == expected
