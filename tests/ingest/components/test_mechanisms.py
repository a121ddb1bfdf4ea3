"""Mechanisms in sentences written for these tests, in the style of several provinces and kinds of document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from ingest.components.mechanisms import find_mechanisms
from ingest.mechanisms import lexicon, odds
from ingest.mechanisms.candidate import distinguishing, is_excluded
from ingest.mechanisms.odds import Odds
from ingest.nlp import load_pipeline
from kg.vocab import DIMENSIONS

CASES = json.loads((Path(__file__).parent / "mechanism_cases.json").read_text(encoding="utf-8"))


# what the rules find is a name, what only a net catches is none: the cases are about rules, not about weights
ONLY_RULES = Odds(-5.0, 0.5, {"rule": 10.0})


@pytest.fixture(autouse=True)
def _only_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(odds, "load", lambda: ONLY_RULES)


def make_doc(text: str) -> Doc:
    doc = load_pipeline().make_doc(text)
    doc._.document = None
    return doc


def names(text: str) -> list[str]:
    return list(dict.fromkeys(span._.name for span in find_mechanisms(make_doc(text))))


def _case(case: dict[str, object]) -> object:
    marks = [pytest.mark.xfail(reason=str(case["xfail"]), strict=True)] if "xfail" in case else []
    return pytest.param(case["text"], case["names"], marks=marks, id=str(case["text"])[:20])


@pytest.mark.parametrize(("text", "expected"), [_case(case) for case in CASES])
def test_mechanisms_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


ALIASES = [
    ("推行“三事分流”工作法。", "三事分流工作法", "三事分流"),
    ("建立“村收集、镇转运”的垃圾处理模式。", "村收集、镇转运的垃圾处理模式", "村收集、镇转运"),
    ("建立“区—街—居”三级组织架构。", "区—街—居三级组织架构", "三级组织架构"),
    ("实行“两审三公示”(初审、复审)制度。", "两审三公示制度", "初审、复审"),
    ("建立居民全程参与的环境管护制度。", "居民全程参与的环境管护制度", "环境管护制度"),
    ("建立楼长包干、邻里互助、物业兜底的“三个一”机制。", "三个一机制", "楼长包干、邻里互助、物业兜底"),
    ("推行“六议两公开”工作法(以下简称六议法)。", "六议两公开工作法", "六议法"),
    (
        "推广支部强村、产业兴村、文化润村治理新实践。",
        "支部强村、产业兴村、文化润村",
        "支部强村、产业兴村、文化润村治理新实践",
    ),
    ("按党建引领、平安法治、产业发展三条跑道设岗。", "三条跑道", "党建引领、平安法治、产业发展"),
    ("以“申请、评议、公示”为内容的“三步”工作法。", "三步工作法", "申请、评议、公示"),
    ("建立统一、高效的网格调度机制。", "网格调度机制", "统一、高效的网格调度机制"),
    ("按照户申请、村评议、镇审核的“三步走”流程办理。", "三步走", "户申请、村评议、镇审核"),
]


@pytest.mark.parametrize(("text", "name", "alias"), ALIASES)
def test_mechanisms_aliases(text: str, name: str, alias: str) -> None:
    found = [span for span in find_mechanisms(make_doc(text)) if span._.name == name]
    assert found
    assert alias in found[0]._.aliases


def test_mechanisms_short_mention_takes_the_full_name() -> None:
    assert names("村里用“六议两公开”定事。全县推广“六议两公开”工作法。") == ["六议两公开工作法"]


def test_mechanisms_found_again_without_marks() -> None:
    spans = find_mechanisms(make_doc("建立“一号快办”机制。有了一号快办机制,居民少跑路。"))
    assert [span.start for span in spans] == [2, 13]


def test_mechanisms_half_of_a_reform_has_its_base() -> None:
    assert "合村并组后半篇文章" in names("做好合村并组“后半篇”文章。")


def test_mechanisms_inside_titles_only_as_the_subject_of_the_document() -> None:
    assert names("印发《关于建立网格员激励机制的通知》。") == ["网格员激励机制"]
    assert names("印发《网格员激励机制研究报告》。") == []
    assert names("印发《关于加强网格员激励、完善考核机制的通知》。") == []


TEXT = st.text(alphabet="建立健全村社区“”、,。的和机制模式工作法(一二三)《》街道推行议事\n—+N1", max_size=60)


@given(TEXT)
@settings(max_examples=150)
def test_mechanisms_any_text_yields_spans_with_a_dimension(text: str) -> None:
    doc = make_doc(text)
    for span in find_mechanisms(doc):
        assert 0 <= span.start < span.end <= len(text)
        assert span._.name
        assert span._.attributes["dimension"] in DIMENSIONS
        assert "“" not in span._.name


def test_lexicon_terms_have_a_dimension_each() -> None:
    rows = lexicon.rows("mechanism_terms.tsv")
    assert len(rows) >= 150
    assert {row[1] for row in rows} <= set(DIMENSIONS)
    assert {row[3] for row in rows} == {"set", "weak"}
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("phrase", ["四个意识", "一盘棋", "乡村振兴", "一盘棋、最后一公里"])
def test_exclusions_name_nothing(phrase: str) -> None:
    assert is_excluded(phrase)


@pytest.mark.parametrize(("modifier", "enough"), [("基层工作", False), ("各项", False), ("志愿者嘉许", True)])
def test_distinguishing_counts_what_generic_words_leave(modifier: str, enough: bool) -> None:
    assert (distinguishing(modifier) >= 2) is enough


def test_short_form_that_counts_is_a_mechanism_of_its_own() -> None:
    found = find_mechanisms(make_doc("推进街道编制管理和社区网格管理改革(以下简称两项改革)。年底前两项改革到位。"))
    named = {span._.name: span._.aliases for span in found}
    assert "两项改革" in named
    assert not any("两项改革" in aliases for name, aliases in named.items() if name != "两项改革")


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("村里推行“屯务会”。半年后,“屯务会”开到了田头。", "屯务会", 2),
        ("村里推行“埭头长”。埭头长刘某每天走一圈。", "埭头长", 1),  # whoever does it
    ],
)
def test_mechanisms_a_short_name_is_found_again(text: str, name: str, count: int) -> None:
    assert sum(span._.name == name for span in find_mechanisms(make_doc(text))) == count


def test_mechanisms_end_with_their_paragraph() -> None:
    assert not [
        name
        for name in names("长治市健全各项保障，激活了“一池春水”。\n推进机制方面，市级分三个方面。")
        if "推进" in name
    ]
