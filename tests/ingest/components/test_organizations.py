"""Bodies that can be identified, across provinces, levels and kinds of text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.components.annotated import annotate_text, names, relations

CASES = [
    ("芮城县", "综治中心整合司法局、人社局、信访局等6家单位力量。", "芮城县司法局 芮城县人社局 芮城县信访局"),
    (
        "芮城县",
        "成立芮城县群众工作委员会,报县委城乡治理协调小组审定。",
        "芮城县群众工作委员会 芮城县委城乡治理协调小组",
    ),
    ("", "老党员拉起一支18人的“杏花帮帮队”,专门修灯。", "杏花帮帮队"),
    ("", "芮城县陌南镇的集市上,镇司法所摆出了桌子,镇派出所也来了人。", "陌南镇司法所 陌南镇派出所"),
    (
        "南康区",
        "区外卖配送行业党委书记由区市场监管局副局长兼任,区外事办列席。",
        "南康区外卖配送行业党委 南康区市场监管局 南康区外事办",
    ),
    (
        "芮城县",
        "成立县旧城更新工作领导小组,由县长任组长。领导小组每月调度,事项报领导小组办公室备案。",
        "芮城县旧城更新工作领导小组 芮城县旧城更新工作领导小组办公室",
    ),
    ("", "湘潭市开办“红马甲道德银行”,时间银行存满三百小时。", ""),
    ("芮城县", "(责任单位:县城投集团、县数字化中心,各乡镇)", "芮城县城投集团 芮城县数字化中心"),
    ("衡阳市", "市律师协会、市社会组织总会派人值班。", "衡阳市律师协会 衡阳市社会组织总会"),
    (
        "",
        "湘潭大学法学院进社区,长沙银行岳麓支行出资,鲁南制药集团供药。",
        "湘潭大学法学院 长沙银行岳麓支行 鲁南制药集团",
    ),
    ("衢州市", "为落实市委九届五次全会部署，制定本方案。", "衢州市委"),
    (
        "德清县",
        "成立由分管副县长任组长的县数字乡村治理工作领导小组,县政协办公室、县民委、县国资中心参加。",
        "德清县数字乡村治理工作领导小组 德清县政协办公室 德清县民委 德清县国资中心",
    ),
    ("", "成立芜湖市镜湖区背街小巷整治工作专班,由副区长任组长。", "芜湖市镜湖区背街小巷整治工作专班"),
    ("宜春市", "问题清单转市住房和城乡建设局办理,超期的被市纪委监委通报。", "宜春市住房和城乡建设局 宜春市纪委监委"),
    ("铜川市", "市委政法委督导组到场,国家统计局铜川调查队提供数据。", "铜川市委政法委督导组 国家统计局铜川调查队"),
    ("自贡市", "市物业服务行业党委书记由市民政局副局长兼任。", "自贡市物业服务行业党委 自贡市民政局"),
    (
        "贵州省",
        "省委组织部、省民政厅联合印发通知,省财政厅、省人力资源社会保障厅按职责落实。",
        "贵州省委组织部 贵州省民政厅 贵州省财政厅 贵州省人力资源社会保障厅",
    ),
    ("杭州市", "市委、市政府高度重视,专门研究基层减负工作。", "杭州市委 杭州市政府"),
    (
        "北京市",
        "朝阳区委社会工委、区民政局牵头,望京街道党工委具体组织实施。",
        "朝阳区委社会工委 朝阳区民政局 望京街道党工委",
    ),
    (
        "内蒙古自治区",
        "自治区党委组织部、自治区民政厅出台意见,赤峰市委、科尔沁右翼前旗旗委分别制定方案。",
        "内蒙古自治区党委组织部 内蒙古自治区民政厅 赤峰市委 科尔沁右翼前旗旗委",
    ),
    (
        "新疆维吾尔自治区",
        "新疆维吾尔自治区党委社会工作部联合自治区住房和城乡建设厅开展督导。",
        "新疆维吾尔自治区党委社会工作部 新疆维吾尔自治区住房和城乡建设厅",
    ),
    (
        "广东省",
        "深圳市龙华区民治街道办事处牵头,深圳市委政法委、市公安局、市应急管理局参加。",
        "民治街道办事处 深圳市委政法委 深圳市公安局 深圳市应急管理局",
    ),
    (
        "成都市",
        "市司法局、团市委、市妇联、市总工会、市残联分工负责。",
        "成都市司法局 共青团成都市委 成都市妇联 成都市总工会 成都市残联",
    ),
    (
        "成都市",
        "市国资委、教育局、文广旅局、体育局等职能部门指导开放资源。",
        "成都市国资委 成都市教育局 成都市文广旅局 成都市体育局",
    ),
    ("成都市", "市中级人民法院和市人民检察院协同推进诉源治理。", "成都市中级人民法院 成都市人民检察院"),
    ("鄂托克旗", "旗委、旗政府高度重视。", "鄂托克旗委 鄂托克旗政府"),
    (
        "宁夏回族自治区",
        "自治区党委办公厅、人民政府办公厅印发通知,自治区民政厅会同财政厅抓好落实。",
        "宁夏回族自治区党委办公厅 宁夏回族自治区人民政府办公厅 宁夏回族自治区民政厅 宁夏回族自治区财政厅",
    ),
    ("江苏省", "苏州市吴江区盛泽镇人民政府、盛泽镇综合行政执法局参与联动。", "盛泽镇人民政府 盛泽镇综合行政执法局"),
    ("江苏省", "苏州市吴江区盛泽镇党委下辖136个党支部。", "盛泽镇党委"),
    ("河南省", "省委全面深化改革委员会审议了改革方案。", "河南省委全面深化改革委员会"),
    ("云南省", "玉溪市红塔区玉兴街道棋阳社区居民委员会共有12名成员。", "棋阳社区居民委员会"),
    (
        "河北省",
        "雄安新区党工委管委会印发方案,容城县委县政府组织实施。",
        "雄安新区党工委 雄安新区管委会 容城县委 容城县政府",
    ),
    ("山西省", "太原市迎泽区柳巷街道党工委、大南门社区居委会创新做法。", "柳巷街道党工委 大南门社区居委会"),
    ("江西省", "省政协主席调研,南昌市人大常委会组成人员视察。", "江西省政协 南昌市人大常委会"),
    ("黑龙江省", "哈尔滨工业大学、中铁建工集团有限公司参与试点。", "哈尔滨工业大学 中铁建工集团有限公司"),
    ("海南省", "省委深改委、省委政法委、省委网信办参加会议。", "海南省委深改委 海南省委政法委 海南省委网信办"),
    ("沈阳市", "沈阳市成立市物业管理工作领导小组。", "沈阳市物业管理工作领导小组"),
    ("上海市", "徐汇区委、区政府成立城市运行管理中心。", "徐汇区委 徐汇区政府 城市运行管理中心"),
    ("广东省", "广东省委农村工作领导小组办公室印发通知。", "广东省委农村工作领导小组办公室"),
    ("山西省", "平定县冠山镇党委与县公安局、县市场监管局联合执法。", "冠山镇党委 平定县公安局 平定县市场监管局"),
    ("新疆维吾尔自治区", "库车市委、拜城县人民政府作了交流发言。", "库车市委 拜城县人民政府"),
    ("江西省", "南昌市东湖区公安分局、东湖区人民法院参与调解。", "东湖区公安分局 东湖区人民法院"),
    (
        None,
        "国务院办公厅印发规划,民政部、国家发展改革委抓好落实,中组部加强指导。",
        "国务院办公厅 民政部 国家发展改革委 中组部",
    ),
    (None, "以习近平同志为核心的党中央高度重视,中共中央、国务院作出部署。", "中共中央 国务院"),
    (None, "中国社会科学院、北京大学和浙江省社会科学院的专家参加研讨。", "中国社会科学院 北京大学 浙江省社会科学院"),
    ("阳泉市", "平定县娘子关镇娘子关村党总支带领村民发展旅游。", "娘子关村党总支"),
    ("新疆维吾尔自治区", "喀什地委组织部、和田地区行署办公室参加。", "喀什地委组织部 和田地区行署办公室"),
    ("吉林省", "团省委、省工商联,吉林大学行政学院派员参加。", "共青团吉林省委 吉林省工商联 吉林大学行政学院"),
    ("黔东南苗族侗族自治州", "黔东南州委、州政府印发方案。", "黔东南州委 黔东南州政府"),
    # the bodies in brackets after a task
    (
        "长沙市",
        "推进老旧小区改造。(责任单位:市住建局、市文明办、市委网信办、市人防办,各区县(市)人民政府)",
        "长沙市住建局 长沙市文明办 长沙市委网信办 长沙市人防办",
    ),
    # the issuers with which a title opens, however many
    (
        "湖南省",
        "落实《中共中央 国务院关于加强社会工作的意见》和《湖南省民政厅 湖南省财政厅关于购买服务的通知》。",
        "中共中央 国务院 湖南省民政厅 湖南省财政厅",
    ),
    ("黄冈市", "武汉大学政治与公共管理学院、华中师范大学的专家指导。", "武汉大学政治与公共管理学院 华中师范大学"),
    ("太原市", "打造全市首个“两新”党群活动中心。", "两新党群活动中心"),
    ("盐城市", "在市委统一领导下,成立市网格建设工作专班。", "盐城市委 盐城市网格建设工作专班"),
    ("江苏省", "昆山经济技术开发区管委会、张家港保税区党工委。", "昆山经济技术开发区管委会 张家港保税区党工委"),
    (
        "广东省",
        "佛山市顺德区大良街道党工委,顺德区政数局,中共佛山市委党校。",
        "大良街道党工委 顺德区政数局 中共佛山市委党校",
    ),
    ("北京市", "东城区朝阳门街道办牵头,区供销社、区慈善总会配合。", "朝阳门街道办 东城区供销社 东城区慈善总会"),
    # a county may be a 市: its committee is not that of the prefecture
    ("平果市", "市委书记领办,市委组织部督导。", "平果市委 平果市委组织部"),
    (
        "浙江省",
        "根据《中共中央国务院关于治理的意见》《中共浙江省委浙江省人民政府关于治理的实施意见》。",
        "中共中央 国务院 中共浙江省委 浙江省人民政府",
    ),
    (
        "苏尼特左旗",
        "旗公安局、政法委、民政局会商,旗委、政府部署。",
        "苏尼特左旗公安局 苏尼特左旗委政法委 苏尼特左旗民政局 苏尼特左旗委 苏尼特左旗政府",
    ),
    ("惠州市", "惠城区委办、区府办联合发文,区委办好民生实事。", "惠城区委办 惠城区府办 惠城区委"),
    (
        "惠州市",
        "市直机关工委考核,小金口街道综治中心、潼侨镇宣传文体办公室承办。",
        "惠州市直机关工委 小金口街道综治中心 潼侨镇宣传文体办公室",
    ),
    # institutions by the unit or the place before them
    (
        "襄阳市",
        "依托市农业科学院、市疾病防治研究所选派专家,襄城区第五小学、襄阳机械厂共同参加。",
        "襄阳市农业科学院 襄阳市疾病防治研究所 襄城区第五小学 襄阳机械厂",
    ),
    (
        "襄阳市",
        "湖北开放大学、襄州区农村信用联社签约,“办法管用。”黄冈学院教授这样评价。",
        "湖北开放大学 襄州区农村信用联社 黄冈学院",
    ),
    # the one community of the paragraph, what was held before, what a township sets up
    ("襄阳市", "在襄城区真武山街道檀溪社区,居民有了议事厅。社区党委每周开放两天。", "檀溪社区党委"),
    ("襄阳市", "襄城区檀溪社区原党总支书记退休后仍在帮忙。", "檀溪社区党总支"),
    ("襄阳市", "谷城县石花镇的老人来调解,由镇调解服务中心负责。", "石花镇调解服务中心"),
    # a team with a name of its own
    ("襄阳市", "退休职工办起“银杏帮帮团”,又带出了一支“丹桂姐妹队”。", "银杏帮帮团 丹桂姐妹队"),
    ("襄阳市", "襄阳职业学院成立“隆中社区学院”,面向社区开课。", "襄阳职业学院 隆中社区学院"),
    # one region, two bodies without a mark between them
    ("北京市", "北京市委社会工委市民政局牵头推进。", "北京市委社会工委 北京市民政局"),
]

NEGATIVES = [
    "全国人大代表、市政协委员建言献策,财政局长列席。",
    "各级党委和政府要加强领导,各部门要各司其职。",
    "各县(市、区)党委、政府要加强对基层治理的领导。",
    "组织、民政、政法、住建等部门密切配合。",
    "社区党组织、业主委员会、物业服务企业协同发力。",
    "加强城市民政服务能力建设,推动市民参与社区治理。",
    "推动法院、检察院、公安等单位进驻综治中心。",
    "全国中小学和上市公司积极参与,国有企业带头。",
    "民政部门牵头,公安部门配合,财政部门保障经费。",
    "《人民日报》《求是》杂志刊发文章介绍经验。",
    "市委不在这里,没有地区时说不清是哪一个。",
    "全国首个智慧社区试点建设启动,全省首个数字乡村建成。",
    "全面推行社区工作者职业化,大力推进街道社区党建。",
    "编辑:赵敏 责任编辑/钱进 图片由融媒体中心提供",
]


@pytest.mark.parametrize(("region", "text", "expected"), CASES)
def test_organizations_finds_bodies(region: str | None, text: str, expected: str) -> None:
    assert names(annotate_text(text, region), "Organization") == set(expected.split())


@pytest.mark.parametrize("text", NEGATIVES)
def test_organizations_leaves_kinds_and_generic_words(text: str) -> None:
    assert names(annotate_text(text), "Organization") == set()


TERRITORIAL_CASES = [
    (
        "绵阳市",
        "市民政部门会同市财政部门制定办法,市城市管理行政主管部门监督。",
        "绵阳市民政部门 绵阳市财政部门 绵阳市城市管理行政主管部门",
    ),
    ("绵阳市", "市、县(区)民政部门和市属企业按照职责落实。", ""),
    ("云南省", "市民政部门负责审核。", ""),
    (
        "常德市",
        "2021年3月30日常德市第八届人民代表大会常务委员会第三次会议通过",
        "常德市人民代表大会常务委员会",
    ),
    ("安徽省", "天长市委党校、市总工会、市工商联参加。", "天长市委党校 天长市总工会 天长市工商联"),
    ("江西省", "安义县长埠镇党委政府与县委编办会商。", "长埠镇党委 长埠镇政府 安义县委编办"),
    ("陕西省", "雁塔区长延堡街道党工委、办事处牵头。", "长延堡街道党工委 长延堡街道办事处"),
    ("甘肃省", "政协华亭市委员会、华亭市委党建办调研。", "华亭市政协 华亭市委党建办"),
    ("云南省", "昆明市盘龙区鼓楼街道综合行政执法队联合拓东派出所整治。", "鼓楼街道综合行政执法队 拓东派出所"),
    ("福建省", "晋江市医院、晋江市第二中学结对。", "晋江市医院 晋江市第二中学"),
    (
        "湖南省",
        "株洲市石峰区纪委监委第二派驻纪检监察组、石峰区委第三巡察组反馈。",
        "石峰区纪委监委第二派驻纪检监察组 石峰区委第三巡察组",
    ),
    ("湖南省", "驻市财政局纪检监察组跟进监督。", "驻市财政局纪检监察组"),
    (
        "株洲市",
        "市民政局社会救助科、市民政局党组、市儿童福利院党支部负责。",
        "株洲市民政局社会救助科 株洲市民政局党组 株洲市儿童福利院党支部",
    ),
    ("泸州市", "市综治中心统筹,建有区综治中心7个。", "泸州市综治中心"),
    (None, "民政部办公厅印发通知。", "民政部办公厅"),
    ("浙江省", "德清县阜溪街道办事处条例草案,德清县村民委员会选举。", "阜溪街道办事处"),
]


@pytest.mark.parametrize(("region", "text", "expected"), TERRITORIAL_CASES)
def test_organizations_of_a_territory(region: str | None, text: str, expected: str) -> None:
    assert names(annotate_text(text, region), "Organization") == set(expected.split())


def test_organizations_region_in_full_where_the_text_has_its_bare_name() -> None:
    span = annotate_text("泸州综治中心已经建成。", "泸州市").spans["Organization"][0]
    assert span._.name == "泸州市综治中心"


def test_organizations_discipline_bodies_that_work_as_one_are_one() -> None:
    doc = annotate_text("石峰区纪委监委部署,区纪委抓落实。", "株洲市")
    assert names(doc, "Organization") == {"石峰区纪委监委"}


def test_organizations_leading_group_that_a_policy_sets_up() -> None:
    text = "成立由区委副书记任组长的网格治理工作领导小组,统筹推进。"
    assert "网格治理工作领导小组" in names(annotate_text(text, "石峰区", genre="policy"), "Organization")
    assert names(annotate_text("各街道成立网格治理工作领导小组。", "石峰区", genre="policy"), "Organization") == set()


def test_organizations_a_policy_returns_to_its_own_bodies_after_a_place_it_names() -> None:
    text = "选派干部到黄石市西塞山区跟班学习。考核每年一次。(责任单位:区委组织部)"
    assert names(annotate_text(text, "石峰区", genre="policy"), "Organization") == {"石峰区委组织部"}


def test_organizations_of_the_place_spoken_of() -> None:
    found = names(annotate_text("平定县走在前列。该县民政局牵头,该县县委督导。", "阳泉市"), "Organization")
    assert "平定县民政局" in found


def test_organizations_short_form_is_an_alias() -> None:
    doc = annotate_text("江苏省委研究决定,省委成立专项小组。", "江苏省")
    span = doc.spans["Organization"][-1]
    assert (span.text, span._.name) == ("省委", "江苏省委")


def test_organizations_party_prefix_makes_the_canonical_name() -> None:
    doc = annotate_text("中共浙江省委印发意见,浙江省委、省委组织部负责解释。", "浙江省")
    assert names(doc, "Organization") == {"中共浙江省委", "浙江省委组织部"}


@pytest.mark.parametrize("body", ["大良街道党工委", "北滘镇委", "顺德区委党校", "顺德区委办公室"])
def test_organizations_party_prefix_stays_with_every_party_body(body: str) -> None:
    span = annotate_text(f"佛山市顺德区今年部署,中共{body}牵头。", "佛山市").spans["Organization"][-1]
    assert (span._.name, span._.aliases) == (f"中共{body}", (body,))


def test_organizations_two_regions_share_no_alias() -> None:
    doc = annotate_text("湖南省民政厅先行试点。\n江西省民政厅随后跟进,省民政厅印发通知。")
    first, second = (
        {form for s in doc.spans["Organization"] if s._.name == name for form in (s._.name, *s._.aliases)}
        for name in ("湖南省民政厅", "江西省民政厅")
    )
    assert not first & second


def test_organizations_title_counts_only_as_issuer() -> None:
    doc = annotate_text("落实《中共四川省委关于加强社区建设的意见》和《成都市民政局职能清单》。", "四川省")
    assert names(doc, "Organization") == {"中共四川省委"}


def test_organizations_set_up_by_many_is_no_body() -> None:
    doc = annotate_text("全省各县区分别成立城市社区治理工作领导小组。", "湖南省")
    assert names(doc, "Organization") == set()
    assert relations(doc, "subordinateTo") == set()


FRAGMENTS = st.sampled_from(
    [
        "省委",
        "市民政局",
        "、",
        ",",
        "浙江省",
        "党委",
        "《关于",
        "意见》",
        "成立",
        "领导小组",
        "12345",
        "“",
        "”",
        "的",
        "\n",
        "社区",
        "书记王明说",
    ]
)


@settings(max_examples=60)
@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_organizations_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    doc = annotate_text(text, "浙江省")
    for kind in ("Organization", "OrganizationKind", "PolicyDocument", "Event", "Person"):
        spans = sorted(doc.spans[kind], key=lambda s: s.start)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(s._.name for s in spans)


GRAMMAR = [
    ("张北县", "report", "张北县小二台镇推行联户。镇党委调度,镇纪委督办,镇卫生院配合。", "小二台镇党委 小二台镇纪委"),
    ("小二台镇", "report", "镇党委、政府定期研究,各镇党委参照。", "小二台镇党委 小二台镇政府"),
    ("北陶村", "report", "村党支部带头,镇党委支持。", "北陶村党支部"),
    ("张北县", "report", "将权力下放到乡镇,赋予镇党委考核权。", ""),
    ("莘县", "report", "县委研究部署。", "莘县县委"),
    ("曲靖市", "policy", "开发区社会发展局、高新区管委会参照执行。", "开发区社会发展局 高新区管委会"),
    ("曲靖市", "policy", "各县(市、区)、高新区管委会参照执行。", ""),
    ("盐城市", "report", "国网盐城供电公司、中国移动盐城分公司参与共建。", "国网盐城供电公司 中国移动盐城分公司"),
    ("盐城市", "report", "市公安局交警支队、江苏省农科院到场。", "盐城市公安局交警支队 江苏省农科院"),
    ("盐城市", "policy", "市12345热线工作机构负责转办。", "盐城市12345热线工作机构"),
    ("盐城市", "policy", "主办单位是中央网信办网络传播局。", "中央网信办网络传播局"),
    ("盐城市", "report", "市委以党建为抓手,市委委托第三方测评。", "盐城市委"),
    (
        "张北县",
        "policy",
        "成立县乡土人才示范户评选工作领导小组,名单报县评选办。",
        "张北县乡土人才示范户评选工作领导小组 张北县评选办",
    ),
    ("张北县", "report", "县委成立数字集成改革领导小组。", "张北县委 数字集成改革领导小组"),
    ("盐城市", "report", "市级设社会治理综合指挥中心,镇街设指挥室。", "社会治理综合指挥中心"),
    ("盐城市", "policy", "成立由分管市长任召集人的社区服务体系建设联席会议。", "社区服务体系建设联席会议"),
    (
        "盐城市",
        "report",
        "盐城市创建文明城市工作促进中心牵头,市电视台播出。",
        "盐城市创建文明城市工作促进中心 盐城市电视台",
    ),
    ("盐城市", "policy", "各县人民政府,临港经济区(盐城)管委会:", "临港经济区(盐城)管委会"),
    ("盐城市", "policy", "根据《江苏省民政厅等7部门关于加强社区服务的通知》执行。", "江苏省民政厅"),
    ("盐城市", "report", "人民日报、新华社等媒体报道,扶助大学生。", ""),
]


@pytest.mark.parametrize(("region", "genre", "text", "expected"), GRAMMAR)
def test_organizations_by_the_grammar_of_their_names(region: str, genre: str, text: str, expected: str) -> None:
    assert names(annotate_text(text, region, genre=genre), "Organization") == set(expected.split())


def test_organizations_a_government_is_known_by_both_its_names() -> None:
    doc = annotate_text("海口市人民政府办公室印发通知,报市政府同意。", "海口市")
    aliases = {span._.name: span._.aliases for span in doc.spans["Organization"]}
    assert aliases["海口市政府"] == ("海口市人民政府",)
    assert ("海口市人民政府办公室", "海口市政府") in relations(doc, "subordinateTo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "武陟县大封镇董村修路。村妇联牵头,村红白理事会配合,村务监督委员会主任验收。",
            "董村妇联 董村红白理事会 董村村务监督委员会",
        ),
        ("勐海县打洛镇守边。打洛边境派出所民警来了。", "打洛边境派出所"),
        ("昌宁县试点,昌宁农商行柯街支行放贷。", "昌宁农商行柯街支行"),
        ("喀左县推行积分制,县文明办牵头。", "喀左县文明办"),
    ],
)
def test_bodies_of_a_small_place(text: str, expected: str) -> None:
    assert set(expected.split()) <= set(names(annotate_text(text, "", genre="report"), "Organization"))
