"""Metrics over sentences of our own in the style of work reports, newspapers and policies of many regions.

metric_cases.json: a sentence, its genre, its metrics as [subject, value, value_max, unit, approx, role], the regions
and dates it names; `fails` says why a case is known to fail (strictly: a fix shows).
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest import nlp
from ingest.components import dates, regions
from ingest.components import metrics as component
from ingest.nlp import CharacterTokenizer, mention, register_extensions
from kg.model import Clause, Document, Heading, Metric, SourceFile
from tests.ingest.components.documents import make_document

CASES = json.loads((Path(__file__).with_name("metric_cases.json")).read_text(encoding="utf-8"))


def make_doc(
    text: str, *, genre: str = "report", issued: str | None = "2022-03-05", regions: tuple[str, ...] = ()
) -> Doc:
    clauses, at = [], 0
    for line in text.split("\n"):
        clauses.append(Clause(len(clauses) + 1, at, at + len(line)))
        at += len(line) + 1
    file = SourceFile("test", "0" * 64, 1, "text/plain", "utf-8")
    document = Document(
        "test", None, None, issued, regions, genre, None, file, text, segments=(), clauses=tuple(clauses)
    )
    register_extensions()
    doc = CharacterTokenizer(Vocab())(text)
    doc._.document = document
    return doc


def annotate(text: str, **options: Any) -> Doc:
    return component.metrics(dates.dates(regions.regions(make_doc(text, **options))))


def metrics(text: str, **options: Any) -> list[Metric]:
    return list(annotate(text, **options)._.metrics)


def _marked(case: dict[str, Any]) -> Any:
    reason = case.get("fails")
    return pytest.param(
        case, marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else [], id=case["text"][:16]
    )


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_metrics_of_a_sentence(case: dict[str, Any]) -> None:
    found = metrics(case["text"], genre=case["genre"])
    assert [[m.subject, m.value, m.value_max, m.unit, m.approx, m.role] for m in found] == case["metrics"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:16])
def test_regions_and_dates_of_a_sentence(case: dict[str, Any]) -> None:
    doc = annotate(case["text"], genre=case["genre"])
    assert [span._.name for span in doc.spans["Region"]] == case["regions"]
    assert [span._.attributes["value"] for span in doc.spans["Date"]] == case["dates"]


@pytest.mark.parametrize(
    "text",
    [
        "落实“三会一课”和“四议两公开”制度。",
        "做到“两个维护”,树牢“四个意识”。",
        "推行“1+3+N”模式,拨打12345热线。",
        "第一书记和第三网格的网格员走访群众。",
        "依照本办法第十二条第二款的规定执行。",
        "川办发〔2021〕15号文件印发。",
        "实行24小时值班,过去5年来变化很大。",
        "统一思想,万众一心,一件接着一件办。",
        "村“两委”和“两新”组织负责人参加。",
        "党的十九届五中全会和省委十一届六次全会召开。",
        "《居民议事100问》发到各户。",
    ],
)
def test_metrics_leave_out_what_is_no_metric(text: str) -> None:
    assert metrics(text) == []


def test_metrics_time_is_the_date_before_the_number_in_its_sentence() -> None:
    found = metrics("2020年,全县建成食堂12个。新增床位300张。")
    assert [(m.value, m.time) for m in found] == [(12, "2020"), (300, None)]


def test_metrics_time_of_a_change_belongs_to_its_own_side() -> None:
    found = metrics("一肩挑比例从2018年底的12%提高到2021年的98%。")
    assert [(m.role, m.time) for m in found] == [("before", "2018;end"), ("after", "2021")]


def test_metrics_time_is_not_what_a_change_is_measured_against() -> None:
    assert [m.time for m in metrics("投诉量较2019年下降30%。")] == [None]


def test_metrics_number_to_which_each_share_was_raised_is_the_later_side() -> None:
    assert [m.role for m in metrics("低保标准提到每人每月900元。")] == ["after"]


def test_metrics_region_is_the_subject_of_the_sentence() -> None:
    found = metrics("绍兴市建成站点20个。诸暨市新增5个站点。目前,全市共有站点90个。", regions=("绍兴市",))
    assert [m.region for m in found] == ["绍兴市", "诸暨市", "诸暨市"]


@pytest.mark.parametrize(
    ("heading", "sentence", "role"),
    [
        ("三、下一步工作打算", "新建幸福互助院5处。", "target"),
        ("二、下半年打算", "新建幸福互助院5处。", "target"),
        ("一、下半年工作开展情况", "新建幸福互助院5处。", "change"),
        ("三、下一步工作打算", "目前已建成幸福互助院5处。", "level"),
        ("二、主要成效", "新建幸福互助院5处。", "change"),
        ("二、主要成效", "下一步,新建幸福互助院5处。", "target"),
    ],
)
def test_metrics_number_under_a_heading_of_plans_is_a_target(heading: str, sentence: str, role: str) -> None:
    doc = make_doc(f"{heading}\n{sentence}")
    document = doc._.document
    headings = (Heading(0, len(heading), 1, heading),)
    doc._.document = replace(document, headings=headings, clauses=document.clauses[1:])
    (metric,) = component.metrics(dates.dates(regions.regions(doc)))._.metrics
    assert metric.role == role


@pytest.mark.parametrize(
    ("title", "heading", "sentence", "role", "time"),
    [
        ("2023年工作总结及2024年工作思路", "一、2023年工作", "化解纠纷412件。", "level", "2023"),
        ("2023年工作总结及2024年工作思路", "二、2024年工作思路", "新建食堂12家。", "target", "2024"),
        ("2023年工作总结及2024年工作思路", "一、2023年工作", "每年接访24次。", "level", None),
        ("2023年工作总结及2024年工作思路", "二、2024年工作思路", "年底前见效。建食堂12家。", "target", "2024"),
        ("2023年工作总结及2024年工作思路", "一、2023年工作", "全年见效;开设食堂12家。", "level", "2023"),
        ("2023年工作总结及2024年工作思路", "一、2023年工作", "先走一步,2021年起步;开设食堂12家。", "level", None),
        ("长治做法", "一、做实网格", "化解纠纷412件。", "level", None),
    ],
)
def test_metrics_of_a_work_report_are_of_the_year_of_their_heading(
    title: str, heading: str, sentence: str, role: str, time: str | None
) -> None:
    doc = make_doc(f"{title}\n{heading}\n{sentence}", issued="2024-01-11")
    document, first, second = doc._.document, len(title), len(title) + 1 + len(heading)
    headings = (Heading(0, first, 0, title), Heading(first + 1, second, 1, heading))
    body = document.clauses[2]
    doc._.document = replace(document, headings=headings, clauses=(replace(body, number=1, headings=(0, 1)),))
    found = component.metrics(dates.dates(regions.regions(doc)))._.metrics
    assert [(m.role, m.time) for m in found] == [(role, time)]


def test_metrics_goal_of_a_paragraph_holds_for_its_further_sentences() -> None:
    text = "到2025年底,社区服务更加完善。综合服务设施覆盖率达到100%。每年培训2次。"
    found = metrics(text, genre="policy", issued="2023-05-06")
    assert [(m.value, m.time) for m in found] == [(100, "2025;end"), (2, None)]


def test_metrics_number_in_a_policy_is_a_target_unless_it_is_done() -> None:
    found = metrics("建设示范社区30个。目前已建成示范社区12个。", genre="policy")
    assert [m.role for m in found] == ["target", "level"]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("推行红色代办制度以来,累计办理事项3200件。", ["红色代办制度"], ["红色代办制度"]),
        # each part of an enumeration has its own
        ("90%的街道建立大工委、70%的社区建立大党委。", ["大工委", "大党委"], ["大工委", "大党委"]),
        # a number that sums up a list is not about its last item
        ("出台评议制度、积分制度等14项举措。", ["评议制度", "积分制度"], [None]),
        # a mechanism that is part of a figure governs no other figure but what came of it
        ("建立大党委320个,6600个社区签订协议。", ["大党委"], ["大党委", None]),
        ("建成幸福食堂176个,累计节约餐费2800元。", ["幸福食堂"], ["幸福食堂", "幸福食堂"]),
        # the lead of the clause; the sentence before it
        ("推行红色代办制度。配备代办员80名。", ["红色代办制度"], ["红色代办制度"]),
        ("开局良好。全面推行红色代办制度,群众满意。组织培训90场。", ["红色代办制度"], ["红色代办制度"]),
        ("开局良好。全面推行红色代办制度,群众满意。目前,办理事项90件。", ["红色代办制度"], ["红色代办制度"]),
        # its name in the subject
        ("幸福食堂受欢迎,大家都爱去,都说它好,一致要求再多开几处。\n建成幸福食堂90个。", ["幸福食堂"], ["幸福食堂"]),
        ("全县有党员3万名。\n推行红色代办制度。", ["红色代办制度"], [None]),
    ],
)
def test_metrics_mechanism_is_one_that_the_sentence_or_its_paragraph_is_about(
    text: str, names: list[str], expected: list[str | None]
) -> None:
    doc = dates.dates(regions.regions(make_doc(text)))
    found = [(text.index(name), name) for name in names]
    doc.spans["Mechanism"] = [mention(doc, "Mechanism", at, at + len(name)) for at, name in found]
    doc = component.metrics(doc)
    assert [m.mechanism for m in doc._.metrics] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一、推行“红色代办”工作法\n各村开了头。配备代办员80名。\n# 二、打好底子\n各村修了路。", "红色代办"),
        ("近年来,荣成市推行“红色代办”工作法,群众满意。\n代办员80名走村入户。", "红色代办"),
        ("全县有党员3万名。\n近年来,荣成市推行“红色代办”工作法。", ""),
    ],
)
def test_metrics_mechanism_is_that_of_the_heading_or_of_the_whole_report(text: str, expected: str) -> None:
    document = replace(make_document(text, regions=("荣成市",)), genre="report")
    (metric,) = nlp.annotate(document)._.metrics
    assert (metric.mechanism or "").removesuffix("工作法") == expected


def test_metrics_evidence_is_a_short_substring_that_holds_the_number() -> None:
    text = "为了" + "推动基层治理水平持续提升和" * 8 + "群众满意,全县共建成站点20个" + "并且不断改进服务方式" * 9 + "。"
    (metric,) = metrics(text)
    assert len(metric.evidence.text) <= 60
    assert "20个" in metric.evidence.text
    assert text[metric.evidence.start : metric.evidence.end] == metric.evidence.text


@pytest.mark.parametrize("text", [",投入1.2亿元", "县首都在苏木减为14项", "，安排30个、14项", "”由按户30户"])
def test_metrics_of_a_torn_sentence_do_no_harm(text: str) -> None:
    assert all(m.subject for m in metrics(text))


@settings(max_examples=60)
@given(
    st.text(
        alphabet="0123456789一二三十百万亿个名%元年月日从由增至到减少,。、()（）“”的社区党员第约余以上—成分之《》\n",
        max_size=60,
    )
)
def test_metrics_hold_for_any_text(text: str) -> None:
    for metric in metrics(text):
        assert metric.subject
        assert metric.evidence.text == text[metric.evidence.start : metric.evidence.end]
        assert metric.value_max is None or metric.value_max >= metric.value


def test_metrics_of_figures_that_are_dealt_out_to_places() -> None:
    found = metrics("甘肃省合作市、临潭县各建成共享食堂3处。天水市、陇南市热线座席分别扩至60席、45席。")
    expected = [(3, "合作市"), (3, "临潭县"), (60, "天水市"), (45, "陇南市")]
    assert [(m.value, m.region) for m in found] == expected


def _with_heading(line: str, text: str, genre: str) -> list[Metric]:
    doc = make_doc(f"{line}\n{text}", genre=genre)
    document: Document = doc._.document
    heading, body = document.clauses
    doc._.document = replace(document, clauses=(body,), headings=(Heading(heading.start, heading.end, 1, line),))
    return list(component.metrics(dates.dates(regions.regions(doc)))._.metrics)


@pytest.mark.parametrize(
    ("text", "genre", "subjects"),
    [
        ("报到的动员令一发出,大家都来了。", "report", ["党员"]),
        ("至今已有20余万名党员报到。", "report", ["党员报到"]),  # the heading says nothing new
        ("各级要抓好落实。", "policy", []),
    ],
)
def test_metrics_of_a_heading_are_those_that_only_it_states(text: str, genre: str, subjects: list[str]) -> None:
    assert [m.subject for m in _with_heading("20余万名党员到社区报到", text, genre)] == subjects
