"""What was pasted twice goes once; what comes back on purpose stays."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.readers import SourceText
from ingest.readers.parsed import Draft
from kg.model import SourceFile

FIRST = "丙县把议事会开到院坝里，居民提出的事项逐件登记、逐件回复，办结情况在公开栏里张榜公布，接受群众评议。"
SECOND = "丁镇把服务窗口搬到集市旁，赶集的群众随到随办，材料不齐的由网格员上门代办，当天的事当天办完，不让群众多跑路。"
HEADING = "院坝里的议事会"
CLAUSE = "第三条 村民委员会应当按月公布收支，接受全体村民监督；有异议的，可以要求查阅原始凭证，并在十日内得到答复。"


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([FIRST, FIRST], [FIRST]),
        ([FIRST, FIRST, FIRST, SECOND], [FIRST, SECOND]),
        ([HEADING, FIRST, HEADING, FIRST], [HEADING, FIRST]),
        ([HEADING, FIRST, SECOND, HEADING, FIRST, SECOND], [HEADING, FIRST, SECOND]),
        ([SECOND, HEADING, CLAUSE, FIRST, HEADING, CLAUSE, FIRST], [SECOND, HEADING, CLAUSE, FIRST]),
        ([FIRST, FIRST, SECOND, FIRST, FIRST, SECOND], [FIRST, SECOND]),
    ],
)
def test_second_copy_goes(lines: list[str], left: list[str]) -> None:
    cleaned = clean("\n\n".join(lines))
    assert cleaned.text == "\n\n".join(left)
    assert {repair.name for repair in cleaned.repairs} == {"repeated"}


@pytest.mark.parametrize(
    "lines",
    [
        [FIRST, SECOND, FIRST],  # comes back further on
        [HEADING, FIRST, HEADING, SECOND],
        [FIRST, HEADING, HEADING],
        [CLAUSE, CLAUSE],
        ["附件：议事会登记表", "附件：议事会登记表", FIRST],
        [FIRST, "丙县民政局（盖章）", "丙县民政局（盖章）"],
        [f"| {FIRST} |", f"| {FIRST} |"],
        [FIRST[:30] + "；", FIRST[:30] + "；", SECOND],
    ],
)
def test_what_comes_back_on_purpose_stays(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    assert clean(text).text == text


def test_rows_of_a_table_stay() -> None:
    draft = Draft()
    draft.add(f"{FIRST}\n{FIRST}\n", role="table")
    parsed = draft.parsed()
    file = SourceFile("甲.docx", "0" * 64, 1, "application/docx", "")
    assert clean(SourceText(parsed.text, file, parsed.blocks)).text == parsed.text
