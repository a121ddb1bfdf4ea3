"""On the strength of which document or meeting a practice was set up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.nlp import annotate
from tests.ingest.components.documents import make_document

GROUNDS = [
    # what is asked for beside what a title names
    (
        "市委印发《关于推广“码头会”的通知》,要求各村建成“灯塔网格”。推行“码头会”。",
        {("码头会", "关于推广码头会的通知"), ("灯塔网格", "关于推广码头会的通知")},
    ),
    # worked out, named, written down
    ("市民政局总结出“灯塔网格”机制,形成《威海市海岛治理指引》。", {("灯塔网格机制", "威海市海岛治理指引")}),
    ("镇党委印发《石岛镇议事规则》,“码头会”作为主要形式写入文件。", {("码头会", "石岛镇议事规则")}),
    ("“码头会”写进了《石岛镇议事规则》。", {("码头会", "石岛镇议事规则")}),
    ("“码头会”写进了《石岛镇议事规则》,该规则已经废止。", set()),
    # what a practice is made of is not set up by it
    (
        "镇党委出台《石岛镇议事规则》,摸索出以“早看海”为内容的“灯塔网格”机制。",
        {("灯塔网格机制", "石岛镇议事规则")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROUNDS)
def test_grounds_of_what_a_document_sets_up(text: str, expected: set[tuple[str, str]]) -> None:
    document = replace(make_document(text, regions=("威海市",)), genre="report")
    assert {(r.source, r.target) for r in annotate(document)._.relations if r.type == "basedOn"} == expected
