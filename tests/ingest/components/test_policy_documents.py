"""Documents that a text names."""

from __future__ import annotations

import pytest

from ingest.components.policy_documents import without_issuer
from tests.ingest.components.annotated import annotate_text, names

CASES = [
    ("《“十四五”城乡社区服务体系建设规划》提出要求。", ["十四五城乡社区服务体系建设规划"]),
    (
        "《广东省实施〈中华人民共和国村民委员会组织法〉办法》已经公布。",
        ["广东省实施〈中华人民共和国村民委员会组织法〉办法"],
    ),
    ("《贵州省社区工作者管理办法(试行)》自公布之日起施行。", ["贵州省社区工作者管理办法(试行)"]),
    (
        "落实《中共中央 国务院关于加强基层治理的意见》(以下简称《意见》),《意见》指出要减负。",
        ["中共中央国务院关于加强基层治理的意见"],
    ),
    ("认真执行民法典、信访工作条例,推动党章学习教育。", ["中华人民共和国民法典", "信访工作条例"]),
    ("县里出台全县社区减负增效实施方案,成效明显。", ["全县社区减负增效实施方案"]),
    ("市里印发关于规范村级挂牌的通知,清理牌子。", ["关于规范村级挂牌的通知"]),
    ("会议表决通过北京市接诉即办工作条例。", ["北京市接诉即办工作条例"]),
    ("编印“社区工作50问”手册,发放到户。", ["社区工作50问"]),
    ("省委十二届三次全会通过《决定》。", ["省委十二届三次全会决定"]),
]

NEGATIVES = [
    "《人民日报》《求是》杂志刊发文章,《习近平谈治国理政》第四卷出版。",
    "来源:《民政周刊》",
    "制定推进乡镇改革的指导意见、实施方案等。",
    "出台加强人才支撑10条措施,印发文件推动落实。",
    "制发1个总体方案、8个专项工作方案。",
    "党委研究决定,提出工作意见,征求居民意见。",
    "入选全国干部培训教材《社区干部工作法》和《基层治理案例选编》一书。",
    "因村施策制定土地流转方案,应当编制养老服务发展规划,制定产业发展规划。",
    "电视剧《山海情》讲述了搬迁的故事。",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_policy_documents_finds_titles(text: str, expected: list[str]) -> None:
    assert names(annotate_text(text), "PolicyDocument") == set(expected)


@pytest.mark.parametrize("text", NEGATIVES)
def test_policy_documents_leaves_periodicals_and_generic_papers(text: str) -> None:
    assert names(annotate_text(text), "PolicyDocument") == set()


def test_policy_documents_statutes_go_by_their_full_names() -> None:
    assert names(annotate_text("组织学《宪法》和《民法典》。"), "PolicyDocument") == {
        "中华人民共和国宪法",
        "中华人民共和国民法典",
    }


def test_policy_documents_report_to_a_congress() -> None:
    assert names(annotate_text("党的十九大报告作了阐述,二十大报告再次强调。"), "PolicyDocument") == {
        "党的十九大报告",
        "党的二十大报告",
    }


def test_policy_documents_short_title_takes_the_issuer_that_its_sentence_names() -> None:
    text = "《中共中央关于制度建设的决定》和《中共江苏省委关于基层治理的决定》下发。\n全会通过的《决定》意义重大。"
    assert annotate_text(text).spans["PolicyDocument"][-1]._.name == "中共中央关于制度建设的决定"


def test_policy_documents_title_without_issuer_is_an_alias() -> None:
    text = "《中共江苏省委关于基层治理的意见》下发。\n省委制定《关于基层治理的意见》。"
    assert names(annotate_text(text), "PolicyDocument") == {"中共江苏省委关于基层治理的意见"}
    assert without_issuer("中共江苏省委关于基层治理的意见") == "关于基层治理的意见"
