"""Regions: what is a place, which one it is, and which region a statement is about."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.components.regions import region_of, regions
from ingest.nlp import CharacterTokenizer, register_extensions
from ingest.places.document_regions import full_name
from kg.model import LEVELS, Clause, Document, Heading, SourceFile


def annotate(text: str, *, title: str | None = None, publisher: str | None = None, about: tuple[str, ...] = ()) -> Doc:
    """A line a clause; a line that begins with # is a heading."""
    headings, clauses, lines, at = [], [], [], 0
    for line in text.split("\n"):
        plain = line.removeprefix("# ")
        if plain != line:
            headings.append(Heading(at, at + len(plain), 1, plain))
        else:
            clauses.append(Clause(len(clauses) + 1, at, at + len(plain)))
        lines.append(plain)
        at += len(plain) + 1
    document = Document(
        "test", title, publisher, None, about, "report", None, SourceFile("test", "0" * 64, 1, "text/plain", "utf-8"),
        "\n".join(lines), segments=(), headings=tuple(headings), clauses=tuple(clauses),
    )  # fmt: skip
    register_extensions()
    doc = CharacterTokenizer(Vocab())(document.text)
    doc._.document = document
    return regions(doc)


def found(doc: Doc) -> list[tuple[str, str | None]]:
    return [(s._.name, s._.attributes.get("code") or s._.attributes.get("within")) for s in doc.spans["Region"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("浙江省诸暨市枫桥镇枫源村", "浙江省330000 诸暨市330681 枫桥镇330681109 枫源村330681109"),
        ("呼和浩特市土默特左旗沙尔沁镇", "呼和浩特市150100 土默特左旗150121 沙尔沁镇150121105"),
        ("恩施州在推进", "恩施土家族苗族自治州422800"),
        ("中共浙江省委印发", "浙江省330000"),
        ("京鄂川三地", "北京市110000 湖北省420000 四川省510000"),
        ("结合首都实际", "北京市110000"),
        ("丽水市景宁、云和、庆元3县", "丽水市331100 景宁畲族自治县331127 云和县331125 庆元县331126"),
        ("长治市潞州区和上党区", "长治市140400 潞州区140403 上党区140404"),
        ("大同市云冈区、新荣区试点", "大同市140200 云冈区140214 新荣区140212"),
        ("天津市和平区", "天津市120000 和平区120101"),
        ("襄樊市改革", "襄阳市420600"),
        ("吉林推进改革", "吉林省220000"),
        ("在小岗村召开", "小岗村"),
        ("嘉兴市、桐乡的做法", "嘉兴市330400 桐乡市330483"),
        ("首都北京", "北京市110000"),
        ("科右中旗和阿左旗", "科尔沁右翼中旗152222 阿拉善左旗152921"),
        ("德清县五四村、安吉县竹乡社区", "德清县330521 五四村330521 安吉县330523 竹乡社区330523"),
        ("正蓝旗各苏木镇、牧区嘎查", "正蓝旗152530"),
        ("萧山区熟人社区、商品房社区", "萧山区330109"),
        ("陈旗巴彦淖尔嘎查", ""),
        ("歙县共有村庄182个", "歙县341021"),
        ("宝鸡高新区召开会议", "宝鸡高新区610300"),
        ("宝鸡市高新区召开会议", "宝鸡市610300 宝鸡市高新区610300"),
        ("杭州市余杭区村财镇代管,村跨村联建", "杭州市330100 余杭区330110"),
        ("在梧桐街道城北社区,老人有了食堂", "梧桐街道 城北社区"),
        ("参与率连一成都不到", ""),
        ("拱墅区现代社区建设、一位社区书记说账随村走", "拱墅区330105"),
        ("丽水市莲都区拆除围墙。紫金街道把空地改成花园", "丽水市331100 莲都区331102 紫金街道331102001"),
        ("嘉兴市的乌镇今年又添了人", "嘉兴市330400 乌镇330400"),
        ("广州市从化区街口街试点", "广州市440100 从化区440117 街口街440117001"),
        ("在望湖亭社区召开", "望湖亭社区"),
        ("宝鸡市推进改革,在高新区望湖亭社区试点", "宝鸡市610300 宝鸡高新区610300 望湖亭社区610300"),
        ("入选的有德清县五四村", "德清县330521 五四村330521"),
        ("怀化市会同县民政局负责", "怀化市431200 会同县431225"),
        ("先在桃花坞、双塔两个社区试点", "桃花坞社区 双塔社区"),
    ],
)
def test_places_by_name(text: str, expected: str) -> None:
    assert " ".join(f"{name}{code or ''}" for name, code in found(annotate(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "建设示范村、行政村和中心村,改造老旧社区",
        "推进城市社区、街道社区和乡镇街道建设",
        "长三角一体化和成渝地区双城经济圈",
        "安宁河流域治理,平安建设,和谐社区",
        "京剧进社区,川菜下乡",
        "四川大学和浙江日报的调研",
        "城区和郊区、新城区协调发展,平房区改造",
        "县级以上地方人民政府和县、乡人民代表大会",
        "市、区和县级政府",
        "建立健全村干部制度,全面推行社区网格化",
        "浙江全面推行社区网格化,绍兴市建立健全村干部制度",
        "互助友爱,团结和平,安全文明",
        "宣传进农村、进社区、进家庭",
        "做实村企结对,推行村财镇管,打造网红村",
        "党支部书记王遵义说",
        "据遵义新闻网、遵义电视台报道",
        "和县级部门一起,应县里要求",
        "县文体局牵头,会同县民政局、县委组织部考评",
        "北京花园的居民,上海公寓里的年轻人",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert [place for place in found(annotate(text)) if place[0] not in ("浙江省", "绍兴市")] == []


def test_generic_district_name_counts_where_its_city_says_so() -> None:
    assert ("郊区", "140311") in found(annotate("阳泉市郊区推行试点。"))
    assert ("矿区", "140303") in found(annotate("阳泉市召开会议,城区、矿区、郊区3区先行。"))


def test_ambiguous_county_is_settled_by_what_the_text_names() -> None:
    assert ("鼓楼区", "320106") in found(annotate("南京市推进改革。鼓楼区率先试点。"))
    assert ("鼓楼区", "350102") in found(annotate("鼓楼区率先试点。", about=("福州市",)))


def test_ambiguous_county_without_a_hint_is_reported_and_not_guessed() -> None:
    doc = annotate("鼓楼区率先试点。")
    assert found(doc) == [("鼓楼区", None)]
    assert len(doc._.issues) == 1
    assert "鼓楼区" in doc._.issues[0]


def test_county_short_form_needs_its_prefecture() -> None:
    assert found(annotate("盐津推进改革。")) == []
    assert ("盐津县", "530623") in found(annotate("昭通市推进改革,盐津率先试点。"))


def test_township_is_found_in_a_county_that_the_text_names() -> None:
    assert ("枫桥镇", "330681109") in found(annotate("诸暨市推进改革。在枫桥镇启动试点。"))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"about": ("凉山州",)}, ("凉山彝族自治州",)),
        ({"title": "浙江省宁波市:创新机制"}, ("宁波市",)),
        ({"title": "京鄂川三地推动治理"}, ("北京市", "湖北省", "四川省")),
        ({"title": "推进治理的浙江实践"}, ("浙江省",)),
        ({"title": "关于加强治理的意见", "publisher": "中共嘉兴市委"}, ("嘉兴市",)),
    ],
)
def test_document_regions(options: dict[str, object], expected: tuple[str, ...]) -> None:
    doc = annotate("推进基层治理。", **options)  # type: ignore[arg-type]
    assert doc._.document.regions == expected


def test_document_regions_from_headings_and_from_counting() -> None:
    assert annotate("# 上海\n推进改革。\n# 江苏\n推进改革。")._.document.regions == ("上海市", "江苏省")
    assert annotate("# 一、上海：从工地开始\n推进改革。\n# 二、江苏：从村头开始\n推进改革。")._.document.regions == (
        "上海市",
        "江苏省",
    )
    items = "【浙江衢州】推行议事日，累计议事500次。\n【山东临沂】试点楼长制，选聘楼长300名。"
    assert annotate(items)._.document.regions == ("衢州市", "临沂市")
    sent = "陕西日报讯 金台区推进改革。"
    assert annotate(sent)._.document.regions == ("金台区",)
    text = "广东推进改革。广东建立机制。佛山市试点。广东总结经验。"
    assert annotate(text)._.document.regions == ("广东省",)
    assert annotate("推进改革。")._.document.regions == ()


def test_clauses_take_the_region_of_their_section() -> None:
    doc = annotate("总的情况。\n# 上海\n# 创新机制\n推进改革。\n# 江苏\n推进改革。")
    assert [clause.region for clause in doc._.document.clauses] == [None, "上海市", "江苏省"]


def test_region_of_follows_the_subject_of_sentences() -> None:
    doc = annotate("四川成立机构。广元市建立机制,新建站点。目前,全省完成改革。省民政厅印发文件。", title="四川实践")
    text = doc.text
    assert region_of(doc, text.index("机构")) == "四川省"
    assert region_of(doc, text.index("站点")) == "广元市"
    assert region_of(doc, text.index("完成")) == "四川省"
    assert region_of(doc, text.index("文件")) == "四川省"


def test_region_of_is_not_switched_by_a_place_that_is_no_subject() -> None:
    doc = annotate("绍兴市推进改革,在诸暨市召开会议,印发文件。", title="绍兴实践")
    assert region_of(doc, doc.text.index("文件")) == "绍兴市"


def test_region_of_is_that_of_whom_an_interview_asks() -> None:
    doc = annotate(
        "出席的有浙江省民政厅副厅长周立、绍兴市诸暨市委书记何青。\n记者:农村怎么抓?\n何青:我们市山多,设驿站30个。\n"
        "记者:全省呢?\n周立:建成中心80个。",
        about=("浙江省",),
    )
    assert region_of(doc, doc.text.index("驿站")) == "诸暨市"
    assert region_of(doc, doc.text.index("中心")) == "浙江省"


def test_region_of_comes_back_after_a_donor_or_praise() -> None:
    text = "诸暨市设站点20个。深圳市一家基金会捐资50万元。枫桥镇获评示范镇。下一步,我们将建中心3个。"
    doc = annotate(text, about=("诸暨市",))
    assert region_of(doc, text.index("捐资")) == "诸暨市"
    assert region_of(doc, text.index("中心")) == "诸暨市"


def test_region_of_is_none_where_nothing_says() -> None:
    assert region_of(annotate("推进改革。"), 2) is None


def test_full_name_of_a_short_form() -> None:
    assert full_name("凉山") == "凉山彝族自治州"
    assert full_name("某地") == "某地"


@settings(max_examples=80)
@given(st.text(alphabet="四川省成都市武侯区县村镇乡街道社区和、在。,“”京鄂三地全#\n ", max_size=50))
def test_regions_hold_for_any_text(text: str) -> None:
    doc = annotate(text)
    spans = list(doc.spans["Region"])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        assert span._.attributes["level"] in LEVELS
        assert not span._.attributes.get("code") or not span._.attributes.get("within")


def test_region_of_a_trial_is_the_place_where_it_runs() -> None:
    text = "2021年3月在安吉县天荒坪镇先行试点,队伍整合;随后全市推开。县里又在天荒坪镇召开现场会,总结经验。"
    doc = annotate(text, about=("湖州市",))
    assert region_of(doc, text.index("队伍")) == "天荒坪镇"
    assert region_of(doc, text.index("推开")) == "湖州市"
    assert region_of(doc, text.index("总结")) == "湖州市"


def test_document_regions_can_be_a_township_or_a_village() -> None:
    text = "德清县阜溪街道龙胜村推行积分制。龙胜村有党员60名。"
    assert annotate(text, title="德清县阜溪街道的探索")._.document.regions == ("阜溪街道",)
    assert annotate(text, title="龙胜村:小积分,大治理")._.document.regions == ("龙胜村",)
    again = text + "龙胜村设立超市。龙胜村评出先进。"
    assert annotate(again)._.document.regions == ("龙胜村",)


def test_region_of_a_figure_by_what_is_spoken_of() -> None:
    text = "地处浙江省北部的德清县有村庄137个。莫干山镇五四村走在前列,全村有农户445户。全国有示范村500个,全县有12个。"
    doc = annotate(text, about=("德清县",))
    wanted = {"137个": "德清县", "445户": "五四村", "500个": None, "12个": "德清县"}
    assert {number: region_of(doc, text.index(number)) for number in wanted} == wanted


def test_region_of_a_quotation_is_the_speakers_place() -> None:
    text = "“现在有网格14个,边界清楚了。”阜溪街道龙胜村党支部书记说。全县推开,共有网格900个。"
    doc = annotate(text, about=("德清县",))
    assert region_of(doc, text.index("14个")) == "龙胜村"
    assert region_of(doc, text.index("900个")) == "德清县"


def test_region_of_what_the_sentence_calls_by_its_kind_alone() -> None:
    text = "德清县阜溪街道龙胜村有网格14个。街道投入资金80万元。半年后,做法推广到全县,共有网格900个。"
    doc = annotate(text, about=("德清县",))
    wanted = {"14个": "龙胜村", "80万元": "阜溪街道", "900个": "德清县"}
    assert {number: region_of(doc, text.index(number)) for number in wanted} == wanted


def test_region_of_each_item_of_a_list() -> None:
    doc = annotate("安吉县建成食堂12个、德清县建成食堂9个。", about=("湖州市",))
    assert [region_of(doc, doc.text.index(n)) for n in ("12个", "9个")] == ["安吉县", "德清县"]


def test_rows_of_links_are_no_places() -> None:
    assert found(annotate("绍兴市| 嘉兴市| 望都县| 招远市| 井陉县| 武山县|")) == []


def test_document_region_of_townships_that_one_county_has() -> None:
    assert annotate("五泉镇排进前三名,揉谷镇跻身第一方阵。")._.document.regions == ("杨陵区",)


def test_region_of_a_report_on_one_community_is_that_community() -> None:
    text = "绍兴市柯桥区碧水苑社区地处城郊,有居民3100户。\n网格划分13个。\n全区有网格900个。"
    doc = annotate(text, about=("柯桥区",))
    wanted = {"3100户": "碧水苑社区", "13个": "碧水苑社区", "900个": "柯桥区"}
    assert {number: region_of(doc, text.index(number)) for number in wanted} == wanted


INTERVIEWS = [
    "# 采访地点:青海省西宁市城西区通海桥社区\n",
    "# 受访人:马海,青海省西宁市城西区通海桥社区书记\n",
]


@pytest.mark.parametrize("head", INTERVIEWS)
def test_region_of_an_interview_is_the_community_of_its_speaker(head: str) -> None:
    doc = annotate(f"{head}我们办起了小厨房,送饭上门。", about=("西宁市",))
    assert region_of(doc, doc.text.index("我们")) == "通海桥社区"


def test_region_of_the_autonomous_region_is_no_community() -> None:
    doc = annotate("# 采访地点:宁夏中卫市沙坡头区沙渠桥社区\n我们办起了小厨房。2020年,自治区民政厅开会。")
    assert region_of(doc, doc.text.index("我们")) == "沙渠桥社区"
    assert region_of(doc, doc.text.index("民政厅")) == "宁夏回族自治区"


@pytest.mark.parametrize("text", ["安徽省宣城市推进改革。宣城社区综合改革十年", "占行政村总数的四成"])
def test_what_bears_no_name_of_a_village(text: str) -> None:
    assert not any(name.endswith(("社区", "村")) for name, _ in found(annotate(text)))


def test_region_of_a_year_that_goes_on() -> None:
    doc = annotate("安徽省宣城市走在前列。2019年,全市推开;同年宣州区恢复了街道,形成格局。", about=("宣城市",))
    assert region_of(doc, doc.text.index("格局")) == "宣州区"


def test_subdistrict_is_found_in_a_county_that_the_text_names() -> None:
    assert ("武康街道", "330521001") in found(annotate("德清县推进改革。武康街道把目光投向骑手。"))


def test_region_of_an_answer_is_the_speakers_own_again() -> None:
    text = "赵宁:柯桥区那几年先试。我们跟着办起食堂,送饭上门。"
    doc = annotate(text, about=("绍兴市",))
    assert [region_of(doc, text.index(word)) for word in ("先试", "食堂")] == ["柯桥区", "绍兴市"]


def test_region_of_a_villages_own_body_is_the_village() -> None:
    text = "莫干山镇五四村没有楼。镇里试了半年,由村党总支牵头办起食堂。"
    doc = annotate(text, about=("德清县",))
    assert [region_of(doc, text.index(word)) for word in ("半年", "食堂")] == ["莫干山镇", "五四村"]


def test_region_of_an_account_returns_to_the_bodys_own_after_an_example() -> None:
    text = "德清县莫干山镇办起食堂12个。培训队员300名。"
    doc = annotate(text, title="德清县民政局2023年工作总结")
    assert [region_of(doc, text.index(word)) for word in ("12个", "300名")] == ["莫干山镇", "德清县"]


def test_region_of_a_village_that_a_report_comes_to() -> None:
    text = "一支调研组来到德清县莫干山镇五四村。\n食堂办了起来。"
    doc = annotate(text, about=("德清县",))
    assert region_of(doc, text.index("食堂")) == "五四村"


def test_document_regions_from_headings_that_name_them_in_brackets() -> None:
    text = "# 【浙江德清】办起食堂\n走访老人。\n# 【江苏昆山】推出积分\n兑换米面。"
    assert annotate(text)._.document.regions == ("德清县", "昆山市")


def test_community_of_a_new_village_is_one_name() -> None:
    doc = annotate("成都市金牛区红旗新村社区设立议事厅。")
    assert "红旗新村社区" in [name for name, _ in found(doc)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("炎陵县推进。”鹿原镇党委书记说,霞阳镇政府也来了。", {"炎陵县", "鹿原镇", "霞阳镇"}),
        ("炎陵县各镇党委、镇政府和镇长都到了。", {"炎陵县"}),
        ("民乐县纪委在洪水镇的3个村试行。", {"民乐县", "洪水镇"}),
        ("西乡县堰口镇罗镇村的晒场", {"西乡县", "堰口镇", "罗镇村"}),
        ("泾源县新民乡先进村的广场", {"泾源县", "新民乡", "先进村"}),
        ("泾源县评出先进村12个", {"泾源县"}),
        ("街道在工农社区、隆基社区试点", {"工农社区", "隆基社区"}),
        ("示范社区、隆基社区都有", {"隆基社区"}),
        ("某某.积分[M].兰州:陇河出版社,2022.", set()),
        ("新建“上党驿站”20个", set()),
        ("推广“四川经验”", {"四川省"}),
        ("再唠村东头的沟", set()),
    ],
)
def test_regions_beside_others(text: str, names: set[str]) -> None:
    assert {span._.name for span in annotate(text).spans["Region"]} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("三亚市吉阳区前进村、跃进村先后试点。", {"前进村", "跃进村"}),
        ("梅州市梅县区和平村办起食堂。", {"和平村"}),
        ("武陟县大封镇董村修路。", {"大封镇", "董村"}),
        ("武陟县大封镇全村修路。", {"大封镇"}),
        ("天等县驮堪乡凤山村巴旺屯修渠,巴旺屯村民出工。", {"驮堪乡", "凤山村", "巴旺屯"}),
        ("天等县驮堪乡凤山村各个屯修渠。", {"驮堪乡", "凤山村"}),
        ("爱辉区的新生鄂伦春族乡地广人稀。", {"新生鄂伦春族乡"}),
        ("在城关、石桥、双柳等镇推开。", {"城关镇", "石桥镇", "双柳镇"}),
        ("落实“户说村议、村报镇办”的办法。", set()),
        ("寿县人民法院在镇上开庭,2021年全村安宁。", set()),
        ("她辞了职,回柳溪社区当网格员。柳溪镇给了岗位。", {"柳溪社区", "柳溪镇"}),
    ],
)
def test_names_of_villages_that_are_words_too(text: str, names: set[str]) -> None:
    small = ("镇", "乡", "村", "社区", "屯", "街道")
    assert {name for name, _ in found(annotate(text)) if name.endswith(small)} == names


def test_region_of_an_answer_is_the_place_of_who_gives_it() -> None:
    text = (
        "今天请到了市民政局副局长周燕女士、柯桥区委书记何川先生。\n周燕:谢谢。先说总的情况,共建站点8个。\n"
        "记者:乡里怎么做?\n何川:我们区有半数是山村。我们办起了食堂。\n老人一餐付3元钱。\n记者:市里有何打算?"
    )
    doc = annotate(text, about=("绍兴市",))
    wanted = {"站点": "绍兴市", "半数": "柯桥区", "食堂": "柯桥区", "3元": "柯桥区", "打算": "绍兴市"}
    assert {word: region_of(doc, text.index(word)) for word in wanted} == wanted


def test_region_of_what_is_weighed_behind_the_sections_of_places_is_open() -> None:
    doc = annotate("# 一、上海\n推进改革。\n# 二、江苏\n推进改革。\n# 三、比较与启示\n两种办法各有短长。")
    assert [clause.region for clause in doc._.document.clauses] == ["上海市", "江苏省", None]
