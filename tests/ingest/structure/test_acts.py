"""What a text says it does to others, by its title and in its sentences."""

from __future__ import annotations

import pytest

from ingest.structure.acts import Row, acts_of


def acts(title: str, *lines: str) -> set[tuple[str, str | None, str | None]]:
    rows = [Row(0, 0, title, "title")]
    for number, line in enumerate(lines, 1):
        rows.append(Row(number, rows[-1].start + len(rows[-1].text) + 1, line))
    found = acts_of(title, rows)
    assert all(act.row is None or act.start < act.end <= len(act.row.text) for act in found)
    return {(act.kind, act.title, act.number) for act in found}


TITLES = [
    ("关于废止《乙市议事办法》的通知", {("repeals", "乙市议事办法", None)}),
    ("关于废止《甲规定》《丙规定》的决定", {("repeals", "甲规定", None), ("repeals", "丙规定", None)}),
    ("关于修改《乙市社区条例》的决定", {("amends", "乙市社区条例", None)}),
    ("关于修改〈乙市社区条例〉的决定", {("amends", "乙市社区条例", None)}),
    ("关于修改乙市社区条例的决定", {("amends", "乙市社区条例", None)}),
    ("关于修改部分地方性法规的决定", set()),
    ("甲国民法修正案（三）", {("amends", "甲国民法", None)}),
    ("乙市社区条例实施细则", {("implements", "乙市社区条例", None)}),
    ("甲省实施《村民自治法》办法", {("implements", "村民自治法", None)}),
    ("关于贯彻落实《社区治理意见》的实施方案", {("implements", "社区治理意见", None)}),
    ("关于印发《乙市议事办法》的通知", set()),
]


@pytest.mark.parametrize(("title", "found"), TITLES)
def test_title(title: str, found: set[tuple[str, str | None, str | None]]) -> None:
    assert acts(title) == found


TEXTS = [
    ("《乙市旧规定》同时废止", {("repeals", "乙市旧规定", None)}),
    ("本办法自2021年8月1日起施行，《甲规定》（乙府〔2010〕3号）、《丙规定》同时废止",
     {("repeals", "甲规定", "乙府〔2010〕3号"), ("repeals", "丙规定", None)}),
    ("2001年3月1日乙市人民政府发布的《甲规定》和2005年5月1日乙市人民政府发布的《丙规定》予以废止",
     {("repeals", "甲规定", None), ("repeals", "丙规定", None)}),
    ("自本办法施行之日起，《甲规定》废止", {("repeals", "甲规定", None)}),
    ("《甲规定》自本办法施行之日起停止执行", {("repeals", "甲规定", None)}),
    ("二、废止《甲规定》（2001年3月1日公布）", {("repeals", "甲规定", None)}),
    ("同时废止《甲规定》", {("repeals", "甲规定", None)}),
    ("决定废止下列文件：《甲规定》、《丙规定》", {("repeals", "甲规定", None), ("repeals", "丙规定", None)}),
    ("原乙府办发〔2015〕8号文件同时废止", {("repeals", None, "乙府办发〔2015〕8号")}),
    ("《乙市议事暂行办法》同时废止", {("replaces", "乙市议事暂行办法", None)}),
    ("《甲规定》第三条同时废止", {("amends", "甲规定", None)}),
    ("根据《甲规定》，《丙规定》同时废止", {("repeals", "丙规定", None)}),
    ("与《甲规定》不一致的，以本办法为准", set()),
    ("《甲规定》应当废止的，由市司法局提出意见", set()),
    ("清理、修改、废止《甲规定》的建议由市司法局提出", set()),
    ("对《甲规定》作如下修改", {("amends", "甲规定", None)}),
    ("为贯彻落实《甲意见》精神，结合我市实际，制定本办法", {("implements", "甲意见", None)}),
    ("根据《甲法》《丙条例》等法律法规，制定本办法", {("implements", "甲法", None), ("implements", "丙条例", None)}),
    ("街道应当根据《甲法》开展工作", set()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "found"), TEXTS)
def test_text(sentence: str, found: set[tuple[str, str | None, str | None]]) -> None:
    assert acts("乙市议事办法", sentence + "。") == found


def test_lists_below_a_decision_to_repeal() -> None:
    found = acts(
        "关于废止部分规范性文件的决定",
        "经研究，决定废止以下规范性文件：",
        "1.《甲规定》（乙府〔2010〕3号）",
        "2.乙市人民政府关于印发《丙规定》的通知",
    )
    assert found == {("repeals", "甲规定", "乙府〔2010〕3号"), ("repeals", "丙规定", None)}


def test_amendments_article_by_article() -> None:
    found = acts("关于修改部分规章的决定", "一、将《甲规定》第三条修改为：“……”。", "二、删去《丙规定》第五条。")
    assert found == {("amends", "甲规定", None), ("amends", "丙规定", None)}


def test_history_and_signature_say_nothing_about_others() -> None:
    rows = [Row(1, 0, "2020年1月3日根据《关于修改〈甲规定〉的决定》修正", "header")]
    assert acts_of("甲规定", rows) == []
