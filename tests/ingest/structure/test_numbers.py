"""文号: every way of writing one gives one form, and only the head of a text gives its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.numbers import head_numbers, normal_number, numbers_in, order_of

CASES = [
    ("乙府办发〔2020〕12号", "乙府办发〔2020〕12号"),
    ("乙府办发[2020]12号", "乙府办发〔2020〕12号"),
    ("乙府办发(2020)12号", "乙府办发〔2020〕12号"),
    ("乙府办发（2020）12号", "乙府办发〔2020〕12号"),
    ("乙府办发【2020】12号", "乙府办发〔2020〕12号"),
    ("乙府办发﹝2020﹞12号", "乙府办发〔2020〕12号"),
    ("乙府办发［２０２０］第０１２号", "乙府办发〔2020〕12号"),
    ("乙 府 办 发 〔 2020 〕 12 号", "乙府办发〔2020〕12号"),
    ("乙府办发〔二〇二〇〕十二号", "乙府办发〔2020〕12号"),
    ("文号：乙府办发〔2020〕12号", "乙府办发〔2020〕12号"),
    ("（乙府办发〔2020〕12号）", "乙府办发〔2020〕12号"),
    ("乙府〔1993〕 36号", "乙府〔1993〕36号"),
    ("乙发改〔2020〕1203号", "乙发改〔2020〕1203号"),
    ("第12号令", "第12号令"),
    ("令第12号", "第12号令"),
    ("甲省人民政府令第53号", "甲省人民政府令第53号"),
    ("甲省人民政府令（第53号）", "甲省人民政府令第53号"),
    ("甲省人民政府第五十三号令", "甲省人民政府令第53号"),
    ("中华人民共和国国务院令第900号", "国务院令第900号"),
    ("甲省人民代表大会常务委员会公告（第一百零二号）", "甲省人民代表大会常务委员会公告第102号"),
    ("2020年12月", None),
    ("第十二条", None),
    ("热线12345号", None),
    ("《乙市议事办法》（乙府办发〔2016〕8号）同时废止", None),
]


@pytest.mark.parametrize(("text", "number"), CASES)
def test_number_has_one_form(text: str, number: str | None) -> None:
    assert normal_number(text) == number


CODES = st.text(st.sampled_from("甲乙丙府办发委民财厅函字政"), min_size=1, max_size=6)
YEARS, COUNTS = st.integers(1949, 2049), st.integers(1, 99999)
BRACKETS = st.sampled_from(["〔〕", "[]", "()", "（）", "【】", "［］", "﹝﹞"])
BLANKS = st.sampled_from(["", " ", "\u3000"])


@given(CODES, YEARS, COUNTS, BRACKETS, BLANKS, BLANKS, st.booleans(), st.booleans())
def test_every_variant_is_the_number(
    code: str, year: int, count: int, brackets: str, before: str, within: str, has_ordinal: bool, is_wide: bool
) -> None:
    opening, closing = brackets[0], brackets[1]
    ordinal = "第0" if has_ordinal and count < 10000 else ""
    text = f"{code}{before}{opening}{within}{year}{within}{closing}{before}{ordinal}{count}{within}号"
    if is_wide:
        text = text.translate({ord("0") + i: ord("０") + i for i in range(10)})
    number = normal_number(text)
    assert number == f"{code}〔{year}〕{count}号"
    assert normal_number(number) == number


@given(st.text(max_size=60))
def test_any_text_gives_normal_numbers(text: str) -> None:
    for number in numbers_in(text):
        assert normal_number(number) == number


def test_head_gives_the_first_line_that_is_a_number() -> None:
    head = ["乙市民政局文件", "特急 乙民发〔2021〕5号", "关于开展社区协商的通知", "乙民发〔2020〕1号"]
    assert head_numbers(head) == ("乙民发〔2021〕5号",)


def test_joint_document_has_several() -> None:
    assert head_numbers(["乙民发〔2021〕5号 乙财社[2021]第7号"]) == ("乙民发〔2021〕5号", "乙财社〔2021〕7号")


def test_order_may_stand_in_two_lines() -> None:
    assert head_numbers(["乙市人民政府令", "第 12 号"]) == ("乙市人民政府令第12号",)


def test_reference_in_a_sentence_is_no_number_of_the_text() -> None:
    assert head_numbers(["根据《甲省办法》（甲府发〔2019〕3号）要求，现通知如下："]) == ()


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("2022年3月10日 甲省民政厅令第3号公布", "甲省民政厅令第3号"),
        ("2006年5月18日中华人民共和国国务院令第900号公布", "国务院令第900号"),
        ("2022年3月10日 甲省人民政府第3号令发布", "甲省人民政府令第3号"),
        ("2022年3月10日 甲省民政厅第3次厅务会议通过", None),
    ],
)
def test_order_of_history(line: str, order: str | None) -> None:
    assert order_of(line) == order
