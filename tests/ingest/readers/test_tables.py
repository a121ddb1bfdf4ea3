"""Tables: what cells show, what stands beside them, what parts the cells of a CSV."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from ingest.readers import rows, tables

HEADINGS = ("标题", "发布机构", "正文")
ROW = ("河口乡议事会办法", "河口乡", "各村每季度开一次议事会，议定的事项张榜公布。")


def book(*sheets: Sequence[Sequence[object]], names: Sequence[str] = ("表一", "表二", "表三")) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, values in zip(names, sheets, strict=False):
        sheet = made.create_sheet(name)
        for row in values:
            sheet.append(list(row))
    return made


def saved(made: Workbook, others: dict[str, str] | None = None) -> bytes:
    sink = io.BytesIO()
    made.save(sink)
    with zipfile.ZipFile(sink, "a") as archive:
        for name, content in (others or {}).items():
            archive.writestr(name, content)
    return sink.getvalue()


def test_formula_without_a_value_is_told() -> None:
    made = book([("乡镇", "件数"), ("河口乡", 12), ("合计", "=SUM(B2:B2)")])
    found = tables.read(saved(made), "甲.xlsx")
    assert found.text == "乡镇\t件数\n河口乡\t12\n合计\n"
    assert any("有 1 个单元格只有公式" in note for note in found.notes)


def test_formula_without_a_value_in_a_list_is_told() -> None:
    made = book([HEADINGS, ROW, ("乙", "乙乡", "=A1")])
    assert any("只有公式" in (part.refused or "") for part in tables.parts(saved(made), "甲.xlsx"))


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.976, "0.0%", "97.6%"),
        (0.5, "0%", "50%"),
        (1.25, "0.00", "1.25"),
        (0.976, "General", "0.976"),
        (3.0, "0", "3"),
    ],
)
def test_number_is_read_as_it_is_shown(value: float, form: str, text: str) -> None:
    made = book([("满意率", value)])
    made["表一"]["B1"].number_format = form
    assert tables.read(saved(made), "甲.xlsx").text == f"满意率\t{text}\n"


def test_what_stands_beside_the_cells_is_read_apart_or_told() -> None:
    made = book([("乡镇", "件数")], [("乙", 1)])
    made["表一"]["A1"].comment = Comment("按二季度数", "核对人")
    made["表一"].HeaderFooter.oddHeader.center.text = "河口乡统计表"
    made["表一"].HeaderFooter.oddFooter.center.text = "第 &P 页"
    made["表二"].sheet_state = "hidden"
    drawing = '<a xmlns:b="urn:b"><b:p><b:r><b:t>说明：含代办件</b:t></b:r></b:p></a>'
    found = tables.read(saved(made, {"xl/drawings/drawing9.xml": drawing, "xl/media/image1.png": "x"}), "甲.xlsx")
    roles = {found.text[b.start : b.end]: b.role for b in found.blocks}
    assert roles == {
        "乡镇\t件数\n": "table", "乙\t1\n": "hidden", "河口乡统计表\n": "header", "说明：含代办件\n": "caption",
        "按二季度数\n": "comment",
    }  # fmt: skip
    assert found.notes == ("图片 1 幅，图中的文字没有读", "批注 1 条，另置")


def test_sheet_beside_a_list_and_lines_above_it_are_not_lost() -> None:
    made = book([("河口县文件清单",), HEADINGS, ROW], [("填表说明",), ("一律用全称",)])
    whole, other = tables.parts(saved(made), "甲.xlsx")
    assert "河口县文件清单" in rows.read(whole.data, "甲").text
    assert rows.read(other.data, "乙").text == "填表说明\n一律用全称\n"
    assert other.name == "表二"


@pytest.mark.parametrize(
    "text",
    [
        "名单\n乡镇;件数\n河口乡;12\n东乡;9\n",
        "名单\n乡镇\t件数\n河口乡\t12\n东乡\t9\n",
        "名单\n乡镇|件数\n河口乡|12\n东乡|9\n",
        "名单\n乡镇,件数\n河口乡,12\n东乡,9\n",
        '名单\n"乡镇",件数\n河口乡,12\n东乡,"9"\n',
    ],
)
def test_mark_between_cells_is_found(text: str) -> None:
    assert tables.read(text.encode(), "甲.csv").text == "名单\n乡镇\t件数\n河口乡\t12\n东乡\t9\n"


def test_ragged_rows_keep_their_cells() -> None:
    assert tables.read(b"a,b\n1,2,3,4\n5\n", "甲.csv").text == "a\tb\n1\t2\t3\t4\n5\n"
