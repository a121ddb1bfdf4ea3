"""kg.versions.editions: which edition a text says it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.versions.editions import FINAL, Edition, edition_of
from tests.kg.factory import build
from tests.kg.same_again import MEASURE


def edition(title: str, *head: str) -> Edition:
    document = build(replace(MEASURE, title=title, lines=(f"# {title}", *head, *MEASURE.lines[1:])))[0].document
    return edition_of(document)


STEM = "蓝田县村民议事办法"


@pytest.mark.parametrize(
    ("title", "stem", "stage"),
    [
        ("蓝田县村民议事办法", STEM, FINAL),
        ("蓝田县村民议事办法（试行）", STEM, 1),
        ("蓝田县村民议事暂行办法", STEM, 1),
        ("蓝田县村民议事办法（征求意见稿）", STEM, 0),
        ("《蓝田县村民议事办法（草案）》", STEM, 0),
        ("蓝田县村民议事办法[2024年修订]", STEM, FINAL),
        ("蓝田县村民议事办法（2024年6月修正）", STEM, FINAL),
        ("蓝田县人民政府关于印发《蓝田县村民议事办法》的通知", STEM, FINAL),
        ("关于印发《蓝田县村民议事办法（试行）》的通知", STEM, 1),
        ("中华人民共和国乡村法", "乡村法", FINAL),
        ("2024年工作要点", "2024年工作要点", FINAL),
    ],
)
def test_stem_and_stage_of_a_title(title: str, stem: str, stage: int) -> None:
    found = edition(title)
    assert (found.stem, found.stage) == (stem, stage)


@pytest.mark.parametrize(
    ("title", "is_norm", "is_marked"),
    [
        ("村民议事办法", True, False),
        ("关于做好换届工作的通知", False, False),
        ("关于做好换届工作的通知（试行）", False, True),
        ("工作要点（2020年）", False, False),
        ("议事手册（2020年版）", False, True),
        ("任免名单", False, False),
    ],
)
def test_kind_of_text_that_is_revised(title: str, is_norm: bool, is_marked: bool) -> None:
    found = edition(title)
    assert (found.is_norm, found.is_marked) == (is_norm, is_marked)


@pytest.mark.parametrize(
    ("head", "revised"),
    [
        ((), None),
        (("（2018年3月1日县人大常委会通过　2021年11月9日修正）",), "2021-11-09"),
        (("2019年10月8日公布", "根据2022年1月5日的决定修订"), "2022-01-05"),
        (("来源：县政府网站 2020年1月1日",), None),
    ],
)
def test_last_day_of_revision_in_the_head(head: tuple[str, ...], revised: str | None) -> None:
    assert edition("蓝田县村民议事办法", *head).revised == revised


@pytest.mark.parametrize(
    "written", ["蓝政发〔2021〕7号", "蓝政发[2021]7号", "蓝政发（2021）7号", "（蓝政发【2021】第7号）"]
)
def test_number_has_one_form(written: str) -> None:
    assert edition("蓝田县村民议事办法", written).number == "蓝政发〔2021〕7号"


def test_number_of_another_document_is_not_its_own() -> None:
    assert edition("蓝田县村民议事办法", "根据省政府（川府发〔2019〕3号）的要求，制定本办法。").number is None
