"""The grammar of names of bodies: where one begins, which region it belongs to, what stands for the same body.

A body of a territory is a region and a post in it: 四川省 and 委, 北京市 and 民政局, 星光村 and 党支部. In the text the
region may be reduced to its unit (省委, 市民政局), which then is the region that governs the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from ingest.components.terms import alternation, covered, read_table, sentence_bounds, text_of, words_of
from kg.regions import gazetteer

HAN = "一-鿿"
UNITS = ("自治区", "省", "市", "州", "盟", "县", "区", "旗")
_LEVELS = {"省": 0, "自治区": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2}
_LEVEL_OF = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}

# closing words of a body that the region named before it tells apart
LOCAL_POSTS = (
    "党委 党工委 党组 党总支部 党总支 党支部 党小组 党组织 大党委 大工委 联合党委 纪委监委 纪委 监委 纪工委 人大常委会 人大 政协 "
    "人民政府办公室 人民政府办公厅 人民政府 政府办公厅 政府办公室 政府 街道办事处 街道办 办事处 村民委员会 村委会 居民委员会 居委会 两委 "
    "业主委员会 业委会 村务监督委员会 党群服务中心 便民服务中心 社区服务中心 新时代文明实践中心 新时代文明实践站 社会工作站 派出所 司法所 "
    "人民法庭 人民法院 人民检察院 卫生院 团委 妇联 工会 管理委员会 管委会 工作委员会 议事会 理事会 红白理事会 村民理事会 乡贤理事会 综治中心"
).split()
OPEN_POSTS = (
    "厅 局 委员会 领导小组 指挥部 办公室 总队 支队 大队 指挥中心 服务中心 管理中心 治理中心 联合会 促进会 工作委员会 工委 工作专班 专班 管委会 管理局 "
    "协调小组 指导小组 工作组"
).split()
NAMED_POSTS = (
    "大学 学院 研究院 研究所 研究中心 杂志社 报社 出版社 有限公司 有限责任公司 股份有限公司 集团 公司 基金会 协会 学会 研究会 商会 电视台 "
    "人民医院 医院 博物馆 图书馆 合作社 科学院 社科院 党校 行政学院 银行 总会 慈善会 中学 小学 智库"
).split()
# what a word inside a body's name is not: verbs apart from those that name a field of work
_FIELD_WORDS = re.compile(
    "管理|服务|执法|治理|监督|调解|防控|综合|志愿|救援|保障|应急|协商|指挥|调度|指导|督导|巡视|巡察|培训|教育|宣传|建设|改革|发展|工作|"
    "审批|协调|消防|开发|规划|扶贫|帮扶|信访|保护|建筑|研究|安全|促进|整治|处理|创建|检查|考核|评估|统筹|统计|审计|投资|招商|运营|医疗|防疫|防汛|抗旱|领导|联防|联控|救治|依法|深化|全面|平安|创新|交流|推进|部署|动员|座谈|现场|经验|联席|联动|产业|运行"
)
_NAME_TAGS = frozenset("n j b s z g a x e i l f t h k".split())
_NEVER = re.compile(r"^(?:有关|相关|各级|各地|所有|全体|全部|以及|其他|其它|目前|当地|主要|牵头|责任|成员|直属|下属|专门|统一|相应|直接|具体|集中|市民|省级|市级|县级|区级|州级|问题|中心城区|干部|群众|党员|领导干部)$")


@dataclass(frozen=True, slots=True)
class Body:
    """A named body in the text.

    `region` is the full name of the territory it belongs to (None: it needs none), `post` what it is there in a
    form that its variants share, `name` the full name as the text's words give it.
    """

    start: int
    end: int
    name: str
    region: str | None
    post: str

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.region, self.post)


@cache
def departments() -> dict[str, str]:
    """Every name of a department, and of a party department, with the full form that its variants share."""
    table = {}
    for stem, others, closings in read_table("departments.tsv"):
        for form in (stem, *others):
            for closing in closings or ("",):
                shared = "委" if closing == "委员会" else closing
                table[form + closing] = stem + shared
    return table


@cache
def party_departments() -> dict[str, str]:
    return {form: full for full, others, _ in read_table("party_departments.tsv") for form in (full, *others)}


@cache
def department_re() -> re.Pattern[str]:
    return re.compile(alternation(departments()))


@cache
def party_department_re() -> re.Pattern[str]:
    return re.compile(alternation(party_departments()))


def is_name(doc: Doc, start: int, end: int) -> bool:
    """Could the characters be the inside of a body's name: nouns and words for fields of work, nothing else?"""
    known = words_of(doc)
    position = start
    while position < end:
        word = known.at(position)
        if word is None:
            return False
        stop, tag = word
        text = text_of(doc)[position : min(stop, end)]
        if stop > end and not text:
            return False
        if _NEVER.match(text) or not (tag[:1] in _NAME_TAGS or tag == "vn" or _FIELD_WORDS.fullmatch(text) or text in "“”\"()（）、和与"):
            return False
        position = stop
    return True


class Territory:
    """Which region governs a place in the text, and how the document words regions."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.spans: list[Span] = list(doc.spans["Region"]) if "Region" in doc.spans else []
        self._ending = {span.end: span for span in self.spans}
        self._inside = {i: span for span in self.spans for i in range(span.start, span.end)}

    def ending_at(self, offset: int) -> Span | None:
        """The region mention that ends at `offset`."""
        return self._ending.get(offset)

    def around(self, offset: int) -> Span | None:
        """The region mention that holds the character at `offset`."""
        return self._inside.get(offset)

    def governing(self, offset: int, unit: str) -> str | None:
        """The full name of the region that 省, 市, 县 ... at `offset` stands for; None where it is not settled."""
        level = _LEVELS[unit]
        start, _ = sentence_bounds(text_of(self.doc), offset)
        clause = self.doc._.document.clause_at(offset)
        from_ = clause.start if clause is not None else start
        near = [span for span in self.spans if from_ <= span.start < offset and _fits(span._.name, unit, level)]
        if near:
            return str(near[-1]._.name)
        for name in (self._region_of(offset), *self.doc._.document.regions):
            if name is not None and (found := at_level(name, unit, level)) is not None:
                return found
        named = {str(span._.name) for span in self.spans if _fits(span._.name, unit, level)}
        return named.pop() if len(named) == 1 else None

    def _region_of(self, offset: int) -> str | None:
        from ingest.components import regions

        region_of = getattr(regions, "region_of", None)
        if region_of is not None:
            found = region_of(self.doc, offset)
            return None if found is None else str(getattr(found, "name", found))
        clause = self.doc._.document.clause_at(offset)
        return clause.region if clause is not None else None

    def wording(self, region: str, unit: str) -> str:
        """The region as the document writes it before a body: 凉山州 rather than 凉山彝族自治州 where it does."""
        if region.endswith(("自治州", "自治县", "自治旗", "自治区")):
            texts = [s.text for s in self.spans if s._.name == region and s.text.endswith(unit) and len(s.text) < len(region)]
            if texts:
                return texts[0]
            forms = [form for place in gazetteer().find(region)[:1] for form in place.short if form.endswith(unit)]
            return forms[0] if forms else region
        return region


def _fits(name: str, unit: str, level: int) -> bool:
    """Is a region of that name one that `unit` can stand for?"""
    if not name.endswith(unit):
        return False
    places = gazetteer().find(name)
    if not places:
        return level == 2 and unit != "区"
    levels = {_LEVEL_OF.get(place.level, 9) for place in places}
    return level in levels or (unit == "市" and bool({0, 1} & levels))


def at_level(name: str, unit: str, level: int) -> str | None:
    """`name` or the region above it that `unit` can stand for.

    >>> at_level("平谷区", "市", 1)
    '北京市'
    """
    places = gazetteer().find(name)
    if len({place.code for place in places}) != 1:
        places = [place for place in places if place.name == name]
    chains = [[place, *gazetteer().ancestors(place.code)] for place in places]
    found = {next((p.name for p in chain if _fits(p.name, unit, level)), None) for chain in chains}
    return found.pop() if len(found) == 1 else None


def masked(doc: Doc) -> frozenset[int]:
    """Characters that name something else already: events."""
    return covered(doc, "Event")
