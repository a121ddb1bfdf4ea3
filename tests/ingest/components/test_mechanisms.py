"""Mechanisms in sentences written for these tests, in the style of several provinces and kinds of document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from ingest.components.mechanisms import find_mechanisms
from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import distinguishing, is_excluded
from ingest.mechanisms.dimension import Context, dimension, explain
from ingest.nlp import load_pipeline
from kg.vocab import DIMENSIONS

CASES = json.loads((Path(__file__).parent / "mechanism_cases.json").read_text(encoding="utf-8"))


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


def test_mechanisms_not_inside_titles() -> None:
    assert names("印发《关于建立网格员激励机制的通知》。") == []


TEXT = st.text(alphabet="建立健全村社区“”、,。的和机制模式工作法(一二三)《》街道推行议事\n—+N1", max_size=60)


@given(TEXT)
@settings(max_examples=150, deadline=None)
def test_mechanisms_any_text_yields_spans_with_a_dimension(text: str) -> None:
    doc = make_doc(text)
    for span in find_mechanisms(doc):
        assert 0 <= span.start < span.end <= len(text)
        assert span._.name
        assert span._.attributes["dimension"] in DIMENSIONS
        assert "“" not in span._.name


DIMENSION = [
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
    ("红色物业创建行动", "organisation"),
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
    ("零工市场建设行动", "economy"),
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


@pytest.mark.parametrize(("name", "expected"), DIMENSION)
def test_dimension_by_name(name: str, expected: str) -> None:
    assert dimension(name) == expected


def test_dimension_by_surroundings_where_the_name_says_nothing() -> None:
    assert dimension("五步法", Context(lead="健全村民议事协商机制")) == "deliberation"
    assert dimension("五步法", Context(headings=("强化经费保障",))) == "funding"
    assert dimension("五步法") in DIMENSIONS


SURROUNDINGS = [
    ("领头工作法", Context(headings=("三、建强村干部队伍",)), "workforce"),
    ("五步法", Context(headings=("一、化解矛盾纠纷", "(一)主要做法")), "law_order"),  # a silent heading gives way
    ("五步法", Context(title="全市网格化管理实施方案", lead="(三)发展村级集体经济"), "economy"),
    ("五步法", Context(paragraph="婚丧大操大办曾是村民的心病,红白事花费高,彩礼年年涨。"), "culture"),
    ("三级联动模式", Context(lead="化解矛盾纠纷"), "law_order"),  # 联动 is weak, the lead is not
    ("群众诉求办理结果评价机制", Context(), "evaluation"),  # the head of the name outweighs what it is about
    ("毒品预防志愿服务机制", Context(), "special_issue"),  # the issue outranks the instrument
    ("业主委员会运行机制", Context(sentence="物业服务企业应当公开收支,业主大会议事。"), "deliberation"),
]


@pytest.mark.parametrize(("name", "context", "expected"), SURROUNDINGS)
def test_dimension_weighs_name_and_surroundings(name: str, context: Context, expected: str) -> None:
    assert dimension(name, context) == expected


def test_dimension_of_a_term_inside_the_name_counts() -> None:
    assert dimension("红色小院运行办法", known="organisation") == "organisation"


def test_dimension_explains_itself() -> None:
    scores = explain("村务监督制度")
    assert tuple(scores) == tuple(DIMENSIONS)
    assert max(scores, key=lambda key: scores[key]) == "evaluation"


def test_lexicon_terms_have_a_dimension_each() -> None:
    rows = lexicon.rows("mechanism_terms.tsv")
    assert len(rows) >= 150
    assert {row[1] for row in rows} <= set(DIMENSIONS)
    assert {row[3] for row in rows} == {"set", "weak"}
    assert len({row[0] for row in rows}) == len(rows)


def test_lexicon_cues_cover_every_dimension() -> None:
    assert {cue.dimension for cues in lexicon.dimension_cues().values() for cue in cues} == {*DIMENSIONS, None}


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
