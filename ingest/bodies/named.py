"""Bodies that are named at large: of the centre, universities, companies, associations, zones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import GRAMMAR, HAN, NAMED_POSTS, Body, is_name
from ingest.bodies.posts import DEPUTY_RE, is_inside, shared_post
from ingest.bodies.territory import Territory
from ingest.components.terms import alternation, lines_with, phrases, word_class, words_of
from ingest.nlp import document_of, text_of

# 全国中小学, 国家级医院: many, not one
_GENERIC_NAMED_RE = re.compile(
    r"中小学$|上市|商业银行|(?:道德|时间|积分|[心信孝善治德]|社工|种子)银行|协商会$|外资|合资|控股|子公司|母公司|保险公司$|基金会员|各|级|公立|所有|民营|国有|大中|直属|^(?:全国|国家)(?:重点)?(?:大学|学院|医院|公司|集团|银行|中学|小学)$"
)
# forms with which longer words may begin
_AMBIGUOUS = frozenset({"国办", "中办", "公安部", "教育部", "司法部"})
# the office of a ministry, its departments
_OFFICE_RE = re.compile(
    rf"办公厅|(?<=统计局)[{HAN}]{{2,6}}?调查总?队|[{HAN}]{{4,12}}[司局](?=[,，。;；、(（)）\s负会联印])"
)
# the discipline group in a department: 驻市财政局纪检监察组
_STATIONED_RE = re.compile(rf"(?:[{HAN}]{{2,4}}纪委监委)?派?驻[{HAN}]{{3,12}}?纪检监察组")
# without which the patterns above and below find nothing
_DISCIPLINE_RE = re.compile("纪检监察组")
_LIMITED_RE = re.compile("有限(?:责任)?公司")
_LEARNING_RE = re.compile("大学|学院")
_COMPANY_RE = re.compile(
    rf"(?:(?<=[、,，。;；和与由向])|^)[{HAN}()]{{3,18}}?(?:有限责任公司|股份有限公司|有限公司)", re.MULTILINE
)
# tags of words that are names themselves
_PROPER_TAGS = frozenset({"nz", "ns", "nt", "nr", "nrt"})
_FIRM_END_RE = re.compile("公司|集团|银行")
_NAMED_FIRM_RE = re.compile(
    rf"(?:(?<=[、,，。;；:：“”（(由与和向\n\u3000])|^)[{HAN}]{{2,12}}?(?:公司|集团|银行)(?![{HAN}]{{0,2}}公司)", re.M
)
_HOTLINE_RE = re.compile(rf"1(?<!\d1)\d{{4}}([{HAN}]{{2,14}}?(?:中心|办公室))(?!城)")
_NATION_RE = re.compile("中国|全国|国家|中央|中华")
_NAMED_END_RE = re.compile(f"(?:{alternation(NAMED_POSTS)})$")
_NAMED_RE = re.compile(rf"[{HAN}“”()]{{2,18}}?(?:{alternation(NAMED_POSTS)})")
_NUMBERED_SCHOOL_RE = re.compile(
    r"(?:市|县|区)?(?:第[一二三四五六七八九十]+|[一二三四五六七八九十])(?:实验)?(?:中学|小学|[中小高](?![学级共])|人民医院|医院|幼儿园)"
)
_UNIVERSITY_RE = re.compile(
    rf"(?:(?<=[、,，。：:（(“”由与和邀])|^)(?![由与和])[{HAN}]{{2,6}}(?:大学(?![生城])|理工学院|师范学院|职业技术学院|医学院|农学院)"
    rf"|(?:(?<=[、,，。：:（(“”])|^)[{HAN}]{{2,3}}学院(?=教授|副教授|讲师|[{HAN}]{{2,12}}(?:学院|研究中心|研究院|研究所)|研究员)",
    re.M,
)
_NO_UNIVERSITY_RE = re.compile(
    r"各|老年|社区|夕阳|市民|农民|空中|网上|全国|多所|重点|名牌|考[上取]|就读|毕业|支持|上大学|联合|邀请|与|和"
)
_FACULTY_RE = re.compile(rf"(?![和与及等的])[{HAN}]{{1,14}}?(?:学院|研究院|研究中心|研究所|学系|书院)")
_BANK_BRANCH_RE = re.compile(rf"[{HAN}]{{2,8}}?[分支]行")
_ZONES = alternation(word_class(GRAMMAR, "zone"))
_ZONE_POST_RE = re.compile("党工委|管委会|管理委员会")
_BARE_ZONE_RE = re.compile(
    rf"(?<![{HAN}])(?P<zone>{_ZONES})(?P<post>党工委|管委会|管理委员会|党群工作部|[{HAN}]{{2,6}}?(?:局|部|办公室)(?![长门]))"
)
# 各县(区)党委、高新区管委会: of all those that there are
_ZONES_RE = re.compile(r"各[^,，。;；]*$")
_FIRM_RE = re.compile(r"国网|中国(?:移动|电信|联通|邮政|石油|石化|人寿|铁塔|银行)|中石[化油]|农发行")
_BRANCH_RE = re.compile(rf"[{HAN}]{{0,4}}?(?:分公司|供电公司|供电局|公司|支行)")
_ZONE_RE = re.compile(rf"[{HAN}]{{2,10}}?(?:{_ZONES})(?:[(（][{HAN}]{{2,6}}[)）])?(?:党工委|管委会|管理委员会)")
_PRESS_RE = re.compile(r"[^。；;]{0,12}等(?:中央|主流|省级|多家|各级|权威)?(?:新闻)?媒体")
_SEVERAL_RE = re.compile("各|有关|相关|部门|单位|镇街|乡镇")
_UNIT_RE = re.compile(r"[省市县区州委]$")
_HAN_RE = re.compile(rf"[{HAN}]")
_ZONE_NAME_RE = re.compile(rf"[{HAN}]+?(?:{_ZONES})(?:[(（][{HAN}]+[)）])?")
_GENERIC_ZONE_RE = re.compile("各|全|产业|国家级|经济|城市|主要")
_GENERIC_FIRM_RE = re.compile(r"各|物业服务|一家|多家|某|该")


# without the words for members and trades a name is left: 种养农民专业合作社 is a kind
_COOPERATIVE_RE = re.compile(
    rf"(?:成立|办起|组建|注册|领办|创办|创建|牵头|兴办|入股)(?:起|了)*(?P<name>(?![、和与及]|该|各|多)[{HAN}]{{4,14}}?专业合作社)(?![总联])"
)
_TRADES_RE = re.compile(
    "农民|村民|牧民|渔民|种养殖?|种植|养殖|农机|农业|农产品|农资|茶叶|果蔬|果品|水果|蔬菜|林果|粮食|粮油|水稻|药材|中药材|食用菌|花卉|苗木"
    "|畜牧|水产|加工|购销|服务|产销|旅游|生态|特色|[的等类专业]|建立|成立|组建|发展|股份|土地|劳务|社区|集体|党支部|领办|[县乡镇村]"
)


def cooperatives(doc: Doc) -> Iterator[Body]:
    """成立某某茶叶专业合作社: one that has a name besides its trade."""
    text = text_of(doc)
    for m in _COOPERATIVE_RE.finditer(text) if "专业合作社" in text else ():
        if len(_TRADES_RE.sub("", m["name"].removesuffix("合作社"))) > 1:
            yield Body(*m.span("name"), m["name"], None, m["name"])


def central(doc: Doc) -> Iterator[Body]:
    """Bodies of the centre, by lexicon; short forms at the boundary of a word (or in 中共中央国务院)."""
    text, known = text_of(doc), words_of(doc).boundaries
    for f in phrases(doc, "national_bodies.tsv"):
        form = text[f.start : f.end]
        if text[f.end : f.end + 1] in {"门", "队", "长"}:
            continue
        if len(form) <= 3 and f.start not in known and not text.endswith("中央", 0, f.start):
            continue
        if form in _AMBIGUOUS and f.end not in known:
            continue
        if text.endswith(("报", "社", "台"), 0, f.end) and (
            text.startswith("记者", f.end) or _PRESS_RE.match(text, f.end)
        ):
            continue  # as those who reported
        if _unit_before(text, f.start) or DEPUTY_RE.match(text, f.start):
            continue
        yield Body(f.start, f.end, form, None, f.name)
        if office := _OFFICE_RE.match(text, f.end):
            yield Body(f.start, office.end(), form + office[0], None, f.name + office[0])


def stationed(doc: Doc) -> Iterator[Body]:
    """The discipline groups that are named by the department in which they sit."""
    text = text_of(doc)
    for m in (m for line in lines_with(text, _DISCIPLINE_RE) for m in _STATIONED_RE.finditer(text, *line)):
        if not _SEVERAL_RE.search(m[0]):
            yield Body(m.start(), m.end(), m[0], None, m[0])


def _unit_before(text: str, start: int) -> bool:
    return bool(_UNIT_RE.search(text[max(0, start - 1) : start]))


def zones(doc: Doc) -> Iterator[Body]:
    """The party committee or administration of a zone with a name: 雄安新区党工委, and 管委会 right after it."""
    known = words_of(doc).boundaries
    text = text_of(doc)
    for m in (m for line in lines_with(text, _ZONE_POST_RE) for m in _ZONE_RE.finditer(text, *line)):
        start = next((i for i in range(m.start(), m.end() - 6) if i in known and is_name(doc, i, m.end())), None)
        if start != m.start() and not _HAN_RE.match(text[m.start() - 1 : m.start()]):
            start = m.start()  # a mark or the line begins it
        zone = _ZONE_NAME_RE.match(text[start:]) if start is not None else None
        if start is None or zone is None or len(zone[0]) < 4 or _GENERIC_ZONE_RE.match(zone[0]):
            continue
        yield Body(start, m.end(), text_of(doc)[start : m.end()], zone[0], shared_post(m[0][-3:]))
        if n := re.compile(r"[、和]?(党工委|管委会)").match(text_of(doc), m.end()):
            yield Body(n.start(1), n.end(), zone[0] + n[1], zone[0], shared_post(n[1]))


def bare_zones(doc: Doc) -> Iterator[Body]:
    """高新区管委会, 开发区社会发展局: the zone of the one prefecture or county that the text is about."""
    regions = document_of(doc).regions
    if len(regions) != 1 or regions[0].endswith(("省", "自治区", "镇", "乡", "街道", "村", "社区")):
        return
    text = text_of(doc)
    for m in _BARE_ZONE_RE.finditer(text):
        row = text[max(0, m.start() - 20) : m.start()]
        if (row.endswith(("、", "和", "(", "（")) and _ZONES_RE.search(row)) or not is_name(
            doc, m.start("post"), m.end()
        ):
            continue
        yield Body(m.start(), m.end(), m[0], m["zone"], shared_post(m["post"]))


def branches(doc: Doc, territory: Territory) -> Iterator[Body]:
    """国网某市供电公司, 中国移动某地分公司: a firm of the state and the place of its branch."""
    text = text_of(doc)
    for m in _FIRM_RE.finditer(text):
        place = next((p for p in territory.spans if p.start == m.end()), None)
        if place is not None and (b := _BRANCH_RE.match(text, place.end)):
            yield Body(m.start(), b.end(), text[m.start() : b.end()], None, text[m.start() : b.end()])


def companies(doc: Doc) -> Iterator[Body]:
    """…有限公司 from the mark or joint before it on."""
    text = text_of(doc)
    for m in (m for line in lines_with(text, _LIMITED_RE) for m in _COMPANY_RE.finditer(text, *line)):
        if is_name(doc, m.start(), m.end()) and not _GENERIC_FIRM_RE.match(m[0]):
            yield Body(m.start(), m.end(), m[0], None, m[0])


def firms(doc: Doc) -> Iterator[Body]:
    """某某物业公司, 某某集团: a company with a name of its own, from the mark or joint before it on."""
    text, known = text_of(doc), words_of(doc)
    for m in (m for line in lines_with(text, _FIRM_END_RE) for m in _NAMED_FIRM_RE.finditer(text, *line)):
        word = known.at(m.start())
        proper = word is not None and word[1] in _PROPER_TAGS and 2 <= word[0] - m.start() < len(m[0]) - 1
        if proper and is_name(doc, m.start(), m.end()) and not _GENERIC_NAMED_RE.search(m[0]):
            end = _faculty_end(doc, m.end())
            yield Body(m.start(), end, text[m.start() : end], None, text[m.start() : end])


def at_large(doc: Doc, territory: Territory) -> Iterator[Body]:
    """Universities, institutes, presses, companies, associations: a name that opens with a place or the nation."""
    text = text_of(doc)
    openings = {span.start for span in territory.spans} | {m.start() for m in _NATION_RE.finditer(text)}
    for start in sorted(openings):
        m = _NAMED_RE.match(text, start)
        inner = territory.around(start)
        after = inner.end if inner is not None else start
        if m is None or m.end() <= after or _GENERIC_NAMED_RE.search(m[0]) or _continues_noun(doc, territory, start):
            continue
        if is_inside(doc, after, m.end()):
            end = _faculty_end(doc, m.end())
            yield Body(start, end, text[start:end], None, text[start:end])
    for m in _HOTLINE_RE.finditer(text):
        if is_name(doc, m.start(1), m.end()):
            yield Body(m.start(), m.end(), m[0], None, m[0])
    for start, end in words_of(doc).tagged_as("nt"):
        named = end - start >= 4 and _NAMED_END_RE.search(text[start:end])
        if named and not _GENERIC_NAMED_RE.search(text[start:end]):
            stop = _faculty_end(doc, end)
            yield Body(start, stop, text[start:stop], None, text[start:stop])


def schools(doc: Doc, territory: Territory) -> Iterator[Body]:
    """某市第三中学, 某县一中; a university that no place opens (…大学 after a mark)."""
    text = text_of(doc)
    for place in territory.spans:
        if m := _NUMBERED_SCHOOL_RE.match(text, place.end):
            yield Body(place.start, m.end(), text[place.start : m.end()], None, text[place.start : m.end()])
    for m in (m for line in lines_with(text, _LEARNING_RE) for m in _UNIVERSITY_RE.finditer(text, *line)):
        if is_name(doc, m.start(), m.end()) and not _NO_UNIVERSITY_RE.match(m[0]):
            end = _faculty_end(doc, m.end())
            yield Body(m.start(), end, text[m.start() : end], None, text[m.start() : end])


def _faculty_end(doc: Doc, end: int) -> int:
    """Where the name of a university or bank ends, its faculty or branch included."""
    text = text_of(doc)
    if text.endswith(("银行", "农商行", "信用社"), 0, end) and (branch := _BANK_BRANCH_RE.match(text, end)):
        return branch.end()
    m = _FACULTY_RE.match(text, end) if text.endswith(("大学", "学院", "科学院", "社科院"), 0, end) else None
    return m.end() if m and is_inside(doc, end, m.end()) else end


def _continues_noun(doc: Doc, territory: Territory, start: int) -> bool:
    """Does a noun that is no place run up to `start` (中国移动|吉林公司)?"""
    word = words_of(doc).before(start)
    return word is not None and word[1][:1] == "n" and territory.around(start - 1) is None
