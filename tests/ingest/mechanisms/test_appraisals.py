"""Appraisals that work is entered into, in sentences about places of our own invention."""

from __future__ import annotations

import pytest

from ingest.mechanisms import appraisals
from tests.ingest.mechanisms.marked import marked

NAMED = [
    ("将河道清理纳入乡镇季度综合考核，占5分。", ["乡镇季度综合考核"]),
    ("庭院整治列入各地平安创建考评内容。", ["平安创建考评"]),
    ("完成情况计入2031年度镇街党建工作考核结果。", ["镇街党建工作考核"]),
    (
        "把网格工作纳入镇领导班子政绩考核、村党组织书记抓党建工作述职评议考核，结果公布。",
        ["镇领导班子政绩考核", "村党组织书记抓党建工作述职评议考核"],
    ),
    ("移交情况纳入年度目标考核和云溪区信访工作考核。", ["云溪区信访工作考核"]),
    ("成效纳入年度目标绩效综合考评，优先评先。", ["年度目标绩效综合考评"]),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_what_work_is_entered_into(text: str, names: list[str]) -> None:
    assert [found.name for found in appraisals.find(marked(text))] == names


@pytest.mark.parametrize(
    "text",
    [
        "落实情况纳入年度考核。",
        "表现纳入一次综合考核。",
        "经费列入财政预算，每年考核一次。",
        "他说“要把这件事纳入乡镇综合考核”。",
        "每季度开展乡镇综合考核。",
    ],
)
def test_what_names_no_appraisal(text: str) -> None:
    assert appraisals.find(marked(text)) == []
