"""The time of figures, in texts of our own: the dates are found, the figures' values tell them apart."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.components import dates, regions
from ingest.components import metrics as component
from ingest.nlp import CharacterTokenizer, register_extensions
from kg.model import Clause, Document, Heading, SourceFile


def times(
    text: str, *, title: str | None = None, issued: str = "2024-01-10", genre: str = "report"
) -> dict[float, str]:
    """The time of each figure by its value; one that begins with # is a heading."""
    headings, clauses, at, plain = [], [], 0, ""
    for line in text.split("\n"):
        bare = line.removeprefix("#")
        stretch = (at, at + len(bare))
        if bare != line:
            headings.append(Heading(*stretch, 1, bare))
        else:
            clauses.append(Clause(len(clauses) + 1, *stretch))
        plain += bare + "\n"
        at = len(plain)
    file = SourceFile("test", "0" * 64, 1, "text/plain", "utf-8")
    register_extensions()
    doc: Doc = CharacterTokenizer(Vocab())(plain)
    doc._.document = Document(
        "test", title, None, issued, (), genre, None, file, plain, (), headings=tuple(headings), clauses=tuple(clauses)
    )
    component.metrics(dates.dates(regions.regions(doc)))
    return {metric.value: metric.time for metric in doc._.metrics}


YEAR = "某街道2023年工作总结"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建网格党支部46个,较上年增加5个。", {46: "2023", 5: "2023"}),
        ("满意率由88%提升到93%。", {88: None, 93: "2023"}),
        ("在册志愿者由2020年的310人增至560人。", {310: "2020", 560: "2023"}),
        ("年末全市共有社区90个。其中城市社区52个。", {90: "2023;end", 52: "2023;end"}),
        ("年末全市共有社区90个。化解纠纷410件。", {90: "2023;end", 410: "2023"}),
        ("目前,全区登记志愿者3300名。", {3300: None}),
        ("#二、存在的问题\n专职人员缺口120人。", {120: None}),
        ("#三、下一步打算\n新建服务站8个,年底前培训骨干60人。", {8: "2024", 60: "2024;end"}),
        ("#三、明年打算\n一是到2026年新建驿站30个。\n二是改造小区12个。", {30: "2026;by", 12: "2024"}),
    ],
)
def test_figures_of_a_report_on_a_year(text: str, expected: dict[float, str | None]) -> None:
    assert times(text, title=YEAR) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("柳岸小区建成于1996年,住着居民1800户。", {1800: None}),
        ("这6栋楼是1996年盖的,住着居民1800户。", {6: None, 1800: None}),
        ("2021年选出楼长63名,眼下有楼长210名。", {63: "2021", 210: None}),
        ("到2025年底,收费率由目前的40%提高到70%。", {40: None, 70: "2025;end"}),
        ("平台2022年6月上线,平均办结时间由5天缩短到2天。", {5: None, 2: None}),
        ("2022年6月成立调解队,半年调处纠纷190件。", {190: None}),
        ("2022年成立调解队,三年调处纠纷190件。", {190: None}),
        ("2022年,该镇推行联户制,每名干部包联30户。", {30: None}),
        ("2021年3月,4支执法队整合为1支。", {4: "2021-03", 1: "2021-03"}),
        ("2023年6月底前把台账由90本压减到20本。", {90: None, 20: "2023-06;end"}),
    ],
)
def test_date_reaches_no_figure_of_another_time(text: str, expected: dict[float, str | None]) -> None:
    assert times(text) == expected


def test_figures_of_a_stage_have_its_time() -> None:
    text = "(一)试点阶段(2024年4月至9月)。选取12个小区先行先试。\n(二)推开阶段(2025年)。新增试点小区30个。"
    assert times(text, genre="policy") == {12: "2024-04/2024-09", 30: "2025"}


def test_stage_needs_no_word_for_it() -> None:
    assert times("1.试点先行(2024年8月—12月)。选取12个小区先行先试。", genre="policy") == {12: "2024-08/2024-12"}
    assert times("每年春季走访老人(2024年起)的有12个村。", genre="policy") == {12: "2024/.."}


def test_deadline_holds_for_the_goals_behind_it() -> None:
    text = "2024年底前,组建率达到90%。覆盖率达到70%以上。\n建成站点8个,2024年6月底前完成。培训骨干达到60人。"
    found = times(text, genre="policy", issued="2024-01-10")
    assert (found[90], found[70], found[60]) == ("2024;end", "2024;end", None)


def test_whole_year_of_a_plan_is_that_of_its_title() -> None:
    text = "推行每月一调度,全年培训骨干不少于600人。"
    assert times(text, title="2024年社会工作要点", genre="policy") == {600: "2024"}


def test_level_of_a_period_that_is_over_does_not_wait() -> None:
    text = "2023年上半年,共受理信访事项120件。"
    assert times(text, issued="2023-07-12", genre="policy") == {120: "2023;first-half"}
