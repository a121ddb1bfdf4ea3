"""Dimensions of mechanisms of our own invention, and the data that the classifier is made of."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.dimensions import training, weights
from ingest.dimensions.classify import CONTEXTS, dimension, explain, judge, reasons
from ingest.dimensions.context import Context
from ingest.dimensions.cues import cue_words, cues
from ingest.dimensions.features import ZONES
from ingest.dimensions.train import train, written
from ingest.extract import Metadata, extract, load_document
from kg.doubt import FLOOR
from kg.records import from_record, to_facts, to_record
from kg.vocab import DIMENSIONS

NAMES = [
    ("村党组织书记县级备案管理制度", "workforce"),
    ("乡镇财政转移支付机制", "funding"),
    ("居民议事协商制度", "deliberation"),
    ("网格员巡查上报平台", "grid_digital"),
    ("社区矫正帮教机制", "special_issue"),
    ("防返贫监测机制", "poverty"),
    ("矛盾纠纷多元化解机制", "law_order"),
    ("村集体经济增收计划", "economy"),
    ("高价彩礼移风易俗行动", "culture"),
    ("社区养老服务体系", "service"),
    ("双向考核评价机制", "evaluation"),
    ("志愿服务积分嘉许制度", "participation"),
    ("街道赋权清单", "streamlining"),
    ("群众诉求快速响应机制", "response"),
    ("三级党组织架构", "organisation"),
    ("乡镇区划调整改革", "boundary_reform"),
    ("基层治理示范点", "pilot"),
    ("组团式帮扶工作机制", "poverty"),
    ("街道赋权事项清单", "streamlining"),
    ("乡镇职责准入制度", "streamlining"),
    ("执法力量下沉机制", "streamlining"),
    ("村级组织挂牌清理行动", "streamlining"),
    ("属地管理事项责任清单", "streamlining"),
    ("书记抓基层党建突出问题清单", "leadership"),
    ("县级领导包联乡镇制度", "leadership"),
    ("基层治理领导小组", "leadership"),
    ("城市基层党建联席会议制度", "leadership"),
    ("市县乡村四级联动指挥体系", "leadership"),
    ("党建引领基层治理协调机制", "leadership"),
    ("党支部标准化规范化建设", "organisation"),
    ("软弱涣散村党组织整顿行动", "organisation"),
    ("红色物业创建行动", "service"),
    ("商圈党建联盟", "organisation"),
    ("新兴领域党建攻坚行动", "organisation"),
    ("机关党员到社区报到制度", "participation"),
    ("新就业群体参与治理机制", "participation"),
    ("社会组织培育孵化计划", "participation"),
    ("志愿服务激励回馈制度", "participation"),
    ("五社联动机制", "participation"),
    ("社区慈善基金", "funding"),
    ("村级组织运转经费保障机制", "funding"),
    ("党组织服务群众专项经费", "funding"),
    ("社区工作者三岗十八级薪酬制度", "workforce"),
    ("村干部学历提升工程", "workforce"),
    ("优秀年轻干部墩苗计划", "workforce"),
    ("选调生到村任职制度", "workforce"),
    ("网格员职业技能培训计划", "workforce"),
    ("乡村振兴人才归雁工程", "workforce"),
    ("村民议事会制度", "deliberation"),
    ("小区业主自治模式", "deliberation"),
    ("民主协商议事平台", "deliberation"),
    ("居民公约", "deliberation"),
    ("阳光村务公开平台", "deliberation"),
    ("市域社会治理智能平台", "grid_digital"),
    ("网格化服务管理机制", "grid_digital"),
    ("智慧社区试点", "grid_digital"),
    ("数字乡村示范工程", "grid_digital"),
    ("民情走访制度", "response"),
    ("首问负责制", "response"),
    ("民意直通车", "response"),
    ("干部包联走访制度", "response"),
    ("领导干部接访下访制度", "law_order"),
    ("一村一警务助理", "law_order"),
    ("社会治安防控体系", "law_order"),
    ("平安志愿者巡防机制", "law_order"),
    ("法治副校长制度", "law_order"),
    ("村(社区)法律顾问制度", "law_order"),
    ("一老一小服务体系", "service"),
    ("嵌入式社区养老服务", "service"),
    ("农村人居环境整治提升行动", "service"),
    ("老旧小区加装电梯工作机制", "service"),
    ("政务服务帮办代办制度", "service"),
    ("一刻钟便民生活圈", "service"),
    ("社区食堂", "service"),
    ("农村饮水安全工程", "service"),
    ("村级集体经济倍增计划", "economy"),
    ("党支部领办合作社", "economy"),
    ("农村宅基地制度改革", "economy"),
    ("强村富民公司", "economy"),
    ("利益联结机制", "economy"),
    pytest.param(
        "零工市场建设行动",
        "economy",
        marks=pytest.mark.xfail(reason="without a sentence 建设行动 outweighs the market"),
    ),
    ("消费帮扶行动", "poverty"),
    ("防返贫动态监测机制", "poverty"),
    ("雨露计划", "poverty"),
    ("易地搬迁后续扶持机制", "poverty"),
    ("高价彩礼治理行动", "culture"),
    ("红白理事会制度", "culture"),
    ("家风家训展示活动", "culture"),
    ("民族团结进步创建活动", "culture"),
    ("书香社区建设", "culture"),
    ("重点青少年帮扶机制", "special_issue"),
    ("社区戒毒康复机制", "special_issue"),
    ("刑满释放人员安置帮教制度", "special_issue"),
    ("留守儿童关爱服务体系", "service"),
    ("年终考核评价制度", "evaluation"),
    ("群众满意度测评机制", "evaluation"),
    ("容错纠错机制", "evaluation"),
    ("村务监督委员会制度", "evaluation"),
    ("廉情预警机制", "evaluation"),
    ("红黑榜制度", "evaluation"),
    ("积分管理制度", "evaluation"),
    ("市域社会治理现代化试点", "pilot"),
    ("基层治理示范街道", "pilot"),
    ("乡村治理示范村镇创建", "pilot"),
    ("村级建制优化调整改革", "boundary_reform"),
    ("合村并居后半篇文章", "boundary_reform"),
    ("社区规模调整工作", "boundary_reform"),
    ("片区化治理模式", "boundary_reform"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_dimension_by_name(name: str, expected: str) -> None:
    assert dimension(name) == expected


SURROUNDINGS = [
    ("五步法", Context(headings=("健全村民议事协商机制",)), "deliberation"),
    ("五步法", Context(headings=("强化经费保障",), sentence="由财政拨付专项资金"), "funding"),
    ("领头工作法", Context(headings=("三、建强村干部队伍",)), "workforce"),
    ("五步法", Context(headings=("一、化解矛盾纠纷", "(一)主要做法")), "law_order"),  # a silent heading gives way
    ("五步法", Context(paragraph="婚丧大操大办曾是村民的心病,红白事花费高,彩礼年年涨。"), "culture"),
    ("三级联动模式", Context(headings=("化解矛盾纠纷",), sentence="调解员就地化解纠纷"), "law_order"),
    ("群众诉求办理结果评价机制", Context(), "evaluation"),  # the head of the name outweighs what it is about
    ("毒品预防志愿服务机制", Context(), "special_issue"),  # the issue outranks the instrument
    ("渔业码头改造补助资金", Context(headings=("做强特色产业",)), "funding"),  # and the name its heading
]


@pytest.mark.parametrize(("name", "context", "expected"), SURROUNDINGS)
def test_dimension_weighs_name_and_surroundings(name: str, context: Context, expected: str) -> None:
    assert dimension(name, context) == expected


def test_dimension_of_a_name_that_says_nothing_is_doubtful() -> None:
    told = judge("甲乙丙法", ())
    assert told.doubtful
    assert told.dimension != told.rival
    assert not judge("村民议事协商制度", ()).doubtful


def total(zones: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The sum of what all zones say of each dimension."""
    return {name: sum(scores[name] for scores in zones.values()) for name in DIMENSIONS}


def test_set_term_inside_a_name_counts() -> None:
    plain, known = (explain("红色小院运行办法", (), known=term) for term in (None, "organisation"))
    assert total(known)["organisation"] > total(plain)["organisation"]


TEXT = st.text(alphabet="建立健全村社区“”、,。的和机制网格议事资金考核(一)街道N+1", max_size=40)


@given(TEXT, TEXT, TEXT)
@settings(max_examples=100)
def test_any_words_yield_the_same_judgement_twice(name: str, heading: str, sentence: str) -> None:
    context = Context(headings=(heading,), sentence=sentence, paragraph=sentence)
    told = judge(name, (context,))
    assert told == judge(name, (context,))
    assert told.dimension in DIMENSIONS
    assert 0 <= told.rival_confidence <= told.confidence <= 1


@given(TEXT, TEXT)
@settings(max_examples=50)
def test_reasons_add_up_to_the_score(name: str, sentence: str) -> None:
    contexts = (Context(sentence=sentence, paragraph=sentence),)
    for chosen, score in total(explain(name, contexts)).items():
        assert sum(r.weight for r in reasons(chosen, name, contexts)) == pytest.approx(score, abs=1e-9)


def test_confidence_is_the_softmax_of_the_scores() -> None:
    odds = [math.exp(score) for score in total(explain("居民议事会", ())).values()]
    assert judge("居民议事会", ()).confidence == pytest.approx(max(odds) / sum(odds), abs=0.001)


def test_reasons_name_the_words_that_decide() -> None:
    told = reasons("response", "群众诉求快速响应机制")
    assert {"own", "head"} <= {reason.zone for reason in told if reason.weight > 0}  # its cue words
    assert {"诉求", "响应"} <= {reason.feature for reason in told[:12]}


def test_further_places_of_a_name_change_nothing() -> None:
    context = Context(headings=("强化经费保障",))
    assert judge("五步法", [context] * CONTEXTS) == judge("五步法", [context] * CONTEXTS + [Context(sentence="调解")])


def test_longest_cue_hides_those_inside_it() -> None:
    assert [cue.words for cue in cue_words("村民委员会公开账目")] == ["公开"]


def test_cues_cover_every_dimension() -> None:
    assert {cue.dimension for cue in cues()} == {*DIMENSIONS, None}


@pytest.mark.parametrize(
    ("file", "column", "least"),
    [("glossary.tsv", 1, 1500), ("patterns.tsv", 0, 60), ("examples.tsv", 0, 100), ("contrasts.tsv", 0, 60)],
)
def test_table_is_well_formed(file: str, column: int, least: int) -> None:
    rows = training.table(file)
    assert len(rows) >= least
    assert len({len(row) for row in rows}) == 1
    assert {row[column] for row in rows} == set(DIMENSIONS)
    assert all(cell.strip() == cell and cell for row in rows for cell in row)
    assert len({tuple(row) for row in rows}) == len(rows)


def test_glossary_gives_a_name_one_dimension() -> None:
    names = [row[0] for row in training.table("glossary.tsv")]
    assert len(set(names)) == len(names)


def test_samples_keep_no_text() -> None:
    for cells in training.table("samples.tsv"):
        assert all(len(gram) == 2 for cell in cells[8:] for gram in cell.split(" ") if cell)
        assert cells[8:] == [" ".join(sorted(cell.split(" "))) for cell in cells[8:]]


def test_weights_are_small_sorted_and_complete() -> None:
    model = weights.load()
    lines = weights.FILE.read_text(encoding="utf-8").splitlines()
    assert weights.FILE.stat().st_size < 300_000
    assert "ingest.dimensions.train" in lines[0]
    assert tuple(model.zones) == ZONES
    assert all(weight >= 0 for weight in model.zones.values())
    assert list(model.rows) == sorted(model.rows)
    assert model.floor == FLOOR


def test_training_gives_the_weights_byte_for_byte() -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn")
    assert written(train()) == weights.FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("floor", "marked"), [(0.0, False), (1.1, True)])
def test_facts_say_how_sure_a_dimension_is_and_issues_what_to_review(
    floor: float, marked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = replace(weights.load(), floor=floor)
    monkeypatch.setattr(weights, "load", lambda: model)
    path = tmp_path / "report.txt"
    path.write_text("云溪县各村建立村民议事协商制度,大事由村民商量。\n村民议事协商制度很受欢迎。\n", encoding="utf-8")
    extraction = extract(load_document(path, Metadata(id="report"))[0])
    rows = [row for row in to_facts(extraction)["entities"] if row["type"] == "Mechanism"]
    assert rows
    assert all(0 < row["dimension_confidence"] <= 1 for row in rows)
    told = [
        issue for issue in extraction.issues if issue.startswith("维度待核:村民议事协商制度(可能是协商议事与自治或")
    ]
    assert len(told) == int(marked)
    assert from_record(json.loads(json.dumps(to_record(extraction)))) == extraction
