"""An audit as a table for a terminal and as JSON."""

from __future__ import annotations

import json

import pytest
from wcwidth import wcswidth

from ingest.audit import to_json
from ingest.audit.row import Lines
from ingest.audit.table import summary, table
from ingest.fates import Fate
from tests.ingest.audit.audited import audited

TEXT = "新余市推行“三访三清”工作法。\n\n2021年，印发《关于推行三访三清工作法的通知》，走访群众3.5万户，答案是37。\n"


def test_table_has_a_line_a_row_and_a_summary() -> None:
    _, audit = audited(TEXT)
    lines = list(table(audit, 160))
    assert lines[0] == f"数字 {len(audit.numbers)} 处"
    assert len(lines) == sum(len(rows) + 2 for _, rows in audit.kinds()) + 5
    assert lines[-1].startswith("  未能解读的数字 1 个，占 ")
    assert "  书名号 1：政策文件 1" in lines


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_columns_are_aligned(width: int) -> None:
    _, audit = audited(TEXT)
    told = [line for line in table(audit, width) if line.startswith("  ") and "［" in line]
    assert all(wcswidth(line) <= width for line in told)
    rows = [line for line in table(audit, width) if line.startswith("  ") and line[2].isdigit()]
    numbers = rows[: len(audit.numbers)]
    starts = {
        wcswidth(line[: line.index(row.fate.label, 10)]) for line, row in zip(numbers, audit.numbers, strict=True)
    }
    assert len(starts) == 1


def test_json_says_where_each_row_is() -> None:
    _, audit = audited(TEXT)
    answer = json.loads(json.dumps(to_json(audit), ensure_ascii=False))
    text = audit.document.text
    for kind in ("numbers", "titles", "quotations"):
        assert answer[kind]
        for row in answer[kind]:
            assert text[row["start"] : row["end"]] == row["text"]
            assert text.split("\n")[row["line"] - 1][row["column"] - 1 :].startswith(row["text"])
    (metric,) = [row["metrics"][0] for row in answer["numbers"] if "metrics" in row]
    assert (metric["value"], metric["unit"]) == (35000, "户")
    assert sum(answer["summary"]["numbers"].values()) == len(audit.numbers)


def test_empty_text_has_an_empty_audit() -> None:
    _, audit = audited("没有数目，也没有引文。")
    assert list(summary(audit)) == ["小结", "  数字 0", "  书名号 0", "  引号 0"]


def test_lines_count_from_one() -> None:
    lines = Lines("甲\n\n乙丙")
    assert [lines.place(i) for i in (0, 3, 4)] == [(1, 1), (3, 1), (3, 2)]


def test_fates_have_their_own_codes_and_labels() -> None:
    assert len({fate.code for fate in Fate}) == len({fate.label for fate in Fate}) == len(Fate)
    assert not any(sign in fate.label for fate in Fate for sign in "，；：")
