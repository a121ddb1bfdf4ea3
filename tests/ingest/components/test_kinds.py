"""Kinds of body: which words name one, what folds, what is left out."""

from __future__ import annotations

import pytest

from ingest.kinds.folding import variants
from tests.ingest.components.annotated import annotate_text, names

CASES = [
    (
        "建立社区党组织领导下的居民委员会、业主委员会、物业服务企业协调运行机制。",
        "社区党组织 居民委员会 业主委员会 物业服务企业",
    ),
    ("乡镇(街道)纪委、派出所、司法所、人民法庭参与联动。", "乡镇(街道)纪委 派出所 司法所 人民法庭"),
    ("支持人民团体、企事业单位、社会组织、民营企业参与基层治理。", "人民团体 企事业单位 社会组织 民营企业"),
    ("社区成立了红白理事会、道德评议会和人民调解委员会。", "红白理事会 道德评议会 人民调解委员会"),
    ("全区各街道(乡镇)党(工)委要切实履行责任。", "街道(乡镇)党(工)委"),
    ("共有12个网格党支部、46个楼栋党小组。", "网格党支部 楼栋党小组"),
    ("组建135支应急突击队和20支巡逻服务队。", "应急突击队 巡逻服务队"),
    ("由苏木镇党委、嘎查村党组织具体落实。", "苏木镇党委 嘎查村党组织"),
    ("发挥流动党员党组织、非公企业党组织、两企三新党组织作用。", "流动党支部 非公企业党组织 两企三新党组织"),
    ("明确民政部门和行业主管部门职责,派驻综合行政执法队。", "民政部门 行业主管部门 综合行政执法队"),
    ("县级党委政法委把关,乡镇党委组织委员审核。", "县级党委政法委 乡镇党委"),
    ("各县(市、区)委高度重视,县(市、区)委书记带头。", "县(市、区)委"),
    ("组建双语宣讲队、村民议事小组、矛盾调解室和综合指挥室。", "双语宣讲队 村民议事小组 矛盾调解室 综合指挥室"),
    ("全县选举产生组管委1200个,园区管委会协同。", "组管委 园区管委会"),
    ("行业协会党委、合作社党支部、业委会党支部全覆盖。", "行业协会党委 合作社党支部 业委会党支部"),
    ("党建联盟牵头解难题,组建36个产业联盟。", "党建联盟 产业联盟"),
    ("嘎查委员会、嘎查监督委员会和街坊会协同。", "嘎查委员会 嘎查村务监督委员会 街坊会"),
    ("商会、供销社、农商行、律师事务所和妇联参与。", "商会 供销合作社 农村商业银行 律师事务所 妇女联合会"),
    ("报区房屋行政管理部门备案,会同公安机关核查。", "区房屋行政管理部门 公安机关"),
    ("推动村“两委”换届,选优配强带头人。", "村两委"),
]

STATUTE_CASES = [
    ("各级人民政府、县级以上地方人民政府应当加强领导。", "各级人民政府 县级以上人民政府"),
    ("乡、镇人民政府和街道办事处对本级人民代表大会负责。", "乡、镇人民政府 街道办事处 本级人民代表大会"),
    ("区县(自治县)人民政府和区县(自治县)民政部门负责。", "区县(自治县)人民政府 民政部门"),
    (
        "农业农村主管部门、城乡规划行政主管部门指导物业管理行业协会开展自律。",
        "农业农村主管部门 城乡规划行政主管部门 物业管理行业协会",
    ),
    ("报农业农村主管部门备案,经评标委员会审查,抄报规划主管部门。", "农业农村主管部门 评标委员会 规划主管部门"),
    ("业主大会筹备组、业主委员会换届改选小组成员参加培训。", "业主大会筹备组 业主委员会换届改选小组"),
    ("设立的社区事务机构(以下简称社务机构)承担,社务机构应当公示。", "社区事务机构"),
    ("新闻媒体、新型农业经营主体依法参与。", "新闻媒体 新型农业经营主体"),
]
NEWS_CASES = [
    ("住建、城管、供水等部门进驻,财政、农业农村部门抽查。", "住建部门 城管部门 供水部门 财政部门 农业农村部门"),
    ("民政、教育、财政、公安、司法行政、统计、审计等部门各司其职。", ""),
    ("全区建党小组54个,每个网格1个党支部。", "党小组 党支部"),
    ("发挥党组织作用,凝聚党支部力量。", ""),
    ("县直机关、企事业单位党组织到社区报到。", "县直机关 企事业单位党组织"),
    ("各开发区党工委、管委会,市直各单位抓好落实。", "开发区党工委 开发区管委会 市直单位"),
    ("业委会、物业、居民坐下来商量。", "业主委员会 物业服务企业"),
    ("党建群团、卫生健康同向发力,事业单位人员下沉。", ""),
    ("街道“联合党委”工作机制健全起来,“老兵工作室”挂牌。", ""),
    ("沿着社区党组织—小区党支部—楼道党小组—党员中心户四级架构延伸。", "社区党组织 小区党支部 楼道党小组 党员中心户"),
    ("党委政法委书记和党(工)委书记领办。", "党委政法委 党(工)委"),
]


@pytest.mark.parametrize(("text", "expected"), [*STATUTE_CASES, *NEWS_CASES])
def test_kinds_in_statutes_and_news(text: str, expected: str) -> None:
    assert names(annotate_text(text), "OrganizationKind") == set(expected.split())


def test_kinds_of_several_levels_stay_apart() -> None:
    doc = annotate_text("区综治中心11个、镇(街)综治中心96个已经建成。", "绵阳市")
    assert names(doc, "OrganizationKind") == {"区综治中心", "镇(街)综治中心"}


NEGATIVES = [
    "不断提高组织能力和服务水平,组织开展志愿服务活动。",
    "完善组织体系、领导机构和工作机制。",
    "各部门要按照责任分工抓好落实,牵头单位和责任单位加强沟通。",
    "广大党员、干部、群众积极参与,居民代表踊跃发言。",
    "以群众为中心,打造城市中心区。",
    "企业负责人介绍,单位周边停车难。",
    # those who merely have a part in a transaction, squads as a workforce, a banner under which things are done
    "施工单位、设计单位应当委托检测机构、会计代理机构出具报告,种业企业参照执行。",
    "强化执法队伍建设,擦亮“红色联盟”品牌,打造街区共治联盟。",
    "上级人民政府指导下级人民政府,常务委员会备案。",
    "依法组织听证,由县人民政府组织验收。",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_kinds_finds_kinds_of_body(text: str, expected: str) -> None:
    assert names(annotate_text(text), "OrganizationKind") == set(expected.split())


@pytest.mark.parametrize("text", NEGATIVES)
def test_kinds_leaves_generic_words(text: str) -> None:
    assert {n for n in names(annotate_text(text), "OrganizationKind") if n not in {"县人民政府"}} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("业委会换届后,业主委员会每季度公示收支。", "业主委员会"),
        ("村委会协助,村民委员会主任负责。", "村民委员会"),
        ("建设乡镇便民服务中心,便民服务中心推行一窗受理。", "便民服务中心"),
        ("村(社区)党组织统筹,村党组织和社区党组织各负其责。", "村(社区)党组织"),
        ("城市社区党组织牵头,社区党组织协调。", "社区党组织"),
        ("农村党组织书记轮训,村党组织抓落实。", "村党组织"),
        ("推广个人品牌工作室,新增市级品牌工作室9个。", "个人品牌工作室"),
        ("培育社区社会组织,发动社会组织参加。", "社区社会组织"),
        ("由街道办事处(乡镇政府)接管,街道办事处牵头,乡镇政府配合。", "街道办事处(乡镇政府)"),
        ("村民代表大会议定,村民代表会议监督。", "村民代表会议"),
    ],
)
def test_kinds_folds_forms_of_one_kind(text: str, expected: str) -> None:
    assert names(annotate_text(text), "OrganizationKind") == {expected}


def test_kinds_what_links_of_a_structure_are_called() -> None:
    text = "形成市委总指挥部、街道党工委“前沿指挥部”、社区党组织“一线战斗堡垒”的“三级联动”体系。"
    found = names(annotate_text(text, "西宁市"), "OrganizationKind")
    assert found == {"市委总指挥部", "街道党工委", "前沿指挥部", "社区党组织"}


def test_kinds_inside_an_organization_are_none() -> None:
    doc = annotate_text("上海市徐汇区虹梅路街道党工委牵头。", "上海市")
    assert names(doc, "OrganizationKind") == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("村(社区)两委", {"村(社区)两委", "村两委", "社区两委"}),
        ("乡镇(街道)纪委(纪工委)", {"乡镇(街道)纪委(纪工委)", "乡镇纪委"}),
        ("社区党委", {"社区党委"}),
    ],
)
def test_variants_expands_brackets(name: str, expected: set[str]) -> None:
    assert variants(name) == expected


COINED = [
    ("莲花社区成立睦邻互助会、巧手编织社和家长里短调解团。", "睦邻互助会 巧手编织社 家长里短调解团"),
    ("村里有孝贤理事会、邻里互助会等自治组织12个。", "孝贤理事会 邻里互助会 基层群众性自治组织"),
    ("邻里守望互助会现有35个。", "邻里守望互助会"),
    ("业委会、网格小组、物业公司坐到一起。", "业主委员会 网格小组 物业服务企业"),
    ("村(社区)设说事室,有事随时来。", "说事室"),
    ("居民委员会下设的人民调解、治安保卫等委员会。", "居民委员会 人民调解委员会 治安保卫委员会"),
    # what is no body however it is counted
    ("开展小组活动20场,举办培训会3次,设立投诉站。", ""),
    ("街坊会等机制可以复制。", ""),
    ("今年新增市级品牌调解室13个。", "市级品牌调解室"),
    ("9个移民村组建民宿租赁公司,镇街设综合行政执法局,组成考评组。", "民宿租赁公司 综合行政执法局 考评组"),
    ("县里设20个分中心,7个专项小组组长由县领导兼任。", "分中心 专项小组"),
    ("把党支部建到小区、网格,各直属机构配合。", "党支部"),
]


@pytest.mark.parametrize(("text", "expected"), COINED)
def test_kinds_for_which_the_context_vouches(text: str, expected: str) -> None:
    assert names(annotate_text(text), "OrganizationKind") == set(expected.split())


STATUTES = [
    ("社区矫正机构应当建档,养犬管理协会应当自律。", "社区矫正机构 养犬管理协会"),
    ("志愿服务管理单位(以下简称管理单位)应当建档,管理单位按年报告。", "志愿服务管理单位"),
    ("不设区的市、市辖区人民政府或者它的派出机关给予指导。", "不设区的市、市辖区人民政府 派出机关"),
    ("各镇(街道)平安建设领导小组要加强统筹。", "平安建设领导小组"),
    ("各县(区)民政局为购买主体,承办单位须按时退回。", "县(区)民政局"),
    ("各自治县、区党委组织部:", "自治县、区党委组织部"),
    ("流入地党组织优先接收,居住地党组织协助。", "流入地党组织 居住地党组织"),
]


@pytest.mark.parametrize(("text", "expected"), STATUTES)
def test_kinds_that_rules_bind(text: str, expected: str) -> None:
    found = names(annotate_text(text, genre="policy"), "OrganizationKind")
    assert found - {"承办单位"} == set(expected.split())
