"""What the layout tells: set apart, joined, kept in rows."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.readers import SourceText
from ingest.readers.parsed import Draft
from kg.model import SourceFile

FILE = SourceFile("甲.pdf", "0" * 64, 1, "application/pdf", "")


def cleaned(*pieces: tuple[str, str]) -> str:
    draft = Draft()
    for text, role in pieces:
        draft.add(text, role=role)
    parsed = draft.parsed()
    return clean(SourceText(parsed.text, FILE, parsed.blocks)).text


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("把服务送\n", "body"), ("到门口。\n", "wrapped")], "把服务送到门口。\n"),
        ([("把服\n", "body"), ("务送\n到门口。\n", "wrapped")], "把服务送到门口。\n"),
        ([("把服务送\n", "body"), ("— 1 —\n", "page-number"), ("到门口。\n", "wrapped")], "把服务送到门口。\n"),
        ([("把服务送\n", "body"), ("到门口。\n", "body")], "把服务送\n到门口。\n"),
        ([("the set-\n", "body"), ("tlement of\n", "wrapped"), ("all\n", "wrapped")], "the settlement of all\n"),
        ([("the set\u00ad\n", "body"), ("tlement\n", "wrapped")], "the settlement\n"),
        ([("the Anglo-\n", "body"), ("Saxon\n", "wrapped")], "the Anglo- Saxon\n"),
        ([("到门口。\n", "wrapped")], "到门口。\n"),
        ([("年报\n", "header"), ("到门口。\n", "wrapped")], "到门口。\n"),
        ([("甲村。\n\n", "body"), ("到门口。\n", "wrapped")], "甲村。\n\n到门口。\n"),
    ],
)  # fmt: skip
def test_wrapped_line_goes_on_with_the_line_before(pieces: list[tuple[str, str]], text: str) -> None:
    assert cleaned(*pieces) == text


def test_each_join_is_a_repair_with_its_place() -> None:
    draft = Draft()
    draft.add("把服务送\n")
    draft.add("年报\n", role="header")
    draft.add("到门口。\n", role="wrapped")
    parsed = draft.parsed()
    found = clean(SourceText(parsed.text, FILE, parsed.blocks)).repairs
    assert [(repair.name, repair.source) for repair in found] == [("unwrapped", (4, 5)), ("header", (5, 8))]


def test_rows_of_a_table_are_not_joined() -> None:
    rows = "甲局\t按月回访。结果通报给乡镇、\n街道\t按季回访。结果归档\n"
    assert (
        cleaned(("下表列出分工：\n", "body"), (rows, "table")).splitlines()[1:] == rows.replace("\t", " ").splitlines()
    )
    assert len(cleaned((rows, "body")).splitlines()) == 1
