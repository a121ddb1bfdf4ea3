"""Bodies that can be identified: of the centre, of a territory (in full or by its unit), set up, named at large.

Short forms take the region that governs their clause: 省委组织部 under the heading 湖北 is 湖北省委组织部.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.components.bodies import (
    GRAMMAR,
    HAN,
    LOCAL_POSTS,
    NAMED_POSTS,
    OPEN_POSTS,
    UNITS,
    Body,
    Territory,
    department_re,
    departments,
    is_name,
    masked,
    party_department_re,
    party_departments,
    territory_of,
)
from ingest.components.terms import (
    alternation,
    inside_title,
    phrases,
    read_table,
    sentence_bounds,
    text_of,
    word_class,
    words_of,
)
from ingest.nlp import mention
from kg.names import display_name
from kg.regions import gazetteer

_UNIT = alternation(UNITS)
_NOT_COMMITTEE = r"(?!员(?!会)|会(?!议|常)|托|派|任|培|屈|婉|外|以|属)"
_POST_RE = re.compile(
    rf"(?P<committee>(?<=[省市州盟县区旗地])委{_NOT_COMMITTEE})|(?P<assembly>党委)|(?P<government>(?:人民)?政府(?:办公[厅室])?)"
)
_LOCAL_RE = re.compile(rf"[“\"]?(?:{alternation(LOCAL_POSTS)})")
_OPEN_RE = re.compile(rf"[{HAN}“”和与()]{{2,16}}?(?:{alternation(OPEN_POSTS)})(?:办公室)?")
# 全国中小学, 国家级医院: many, not one
_GENERIC_NAMED_RE = re.compile(
    r"中小学$|上市|商业银行|协商会$|外资|合资|控股|子公司|母公司|保险公司$|基金会员|各|级|公立|所有|民营|国有|大中|直属|^(?:全国|国家)(?:重点)?(?:大学|学院|医院|公司|集团|银行|中学|小学)$"
)
_HOTLINE_RE = re.compile(rf"(?<!\d)1\d{{4}}([{HAN}]{{2,14}}?(?:中心|办公室))(?!城)")
_NAMED_END_RE = re.compile(f"(?:{alternation(NAMED_POSTS)})$")
_NAMED_RE = re.compile(rf"[{HAN}“”()]{{2,18}}?(?:{alternation(NAMED_POSTS)})")
_PARTY_OPEN_RE = re.compile(rf"[{HAN}“”]{{2,16}}?(?:委员会|领导小组|工作委员会|工委|指挥部)(?:办公室)?")
_CONGRESS_RE = re.compile(rf"中国共产党([{HAN}]{{2,10}}?)(?:第[一二三四五六七八九十]+届)?委员会")
_ISSUER_RE = re.compile(rf"《(中共)?([{HAN}]{{2,14}}?(?:委|委员会|人民政府|政府)(?:办公[厅室])?)(?=关于|印发)")
_PARTY_PREFIX_RE = re.compile(r"(?:中共|中国共产党)$")
_GENERIC_BEFORE_RE = re.compile(r"(?:[各每全本外多跨两个省市州县区乡镇]|[省市县区州][、(（]|[)）])$")
_LIST_BEFORE_RE = re.compile(r"(?:(?<![省市州县区])[省市州县区]、|[省市州县区])$")
_COORDINATED_RE = re.compile(r"[、和及]|以及|会同|联合")
_GOVERNMENT_RE = re.compile(r"(?:人民)?政府(?:办公[厅室])?")
_ZONES = alternation(word_class(GRAMMAR, "zone"))
_ZONE_RE = re.compile(rf"[{HAN}]{{2,10}}?(?:{_ZONES})(?=党工委|管委会|管理委员会)(?:党工委|管委会|管理委员会)")
_FOLLOWS_BAD_RE = re.compile(r"[长员部]|部门|书记们")
_SETUP_RE = re.compile(r"(?:挂牌成立|成立|组建|设立|创设|增设|建立|组成)了?")
_SETUP_HEADS = word_class(GRAMMAR, "setup")
# 市人大代表, 省政协委员, 市民政局长, 财政部门: persons and kinds
_DEPUTY_RE = re.compile(
    rf"(?:全国)?(?:(?:人大|人民代表大会)代表|政协委员|(?:{alternation(departments())})(?:长|员|部门|系统))"
)
_HOLDER_RE = re.compile(
    r"(?:原|副|第一)?(?:书记|主任|部长|局长|厅长|处长|负责人|干部|工作人员|委员|秘书长|常委|院长|会长)"
)
_SETUP_NAME_RE = re.compile(rf"(?:{alternation(_SETUP_HEADS)})$")
_SETUP_CUT_RE = re.compile(
    rf"[^的了]{{0,20}}?(?:{alternation(_SETUP_HEADS)})(?=统筹|负责|推进|加强|牵头|具体|开展|承担|统一|全面|协调|组织|指导|履行|实施|来)"
)
_DISTRIBUTIVE_RE = re.compile(
    r"各[省市州县区地乡镇村级部单]|每个|分别|[市县乡镇村区]两级|三级|四级|五级|普遍|全覆盖|\d个|[一二三四五六七八九十百千万]个|鼓励|支持|探索|具备条件|有条件|可以|指导|引导"
)


@Language.component("organizations")
def organizations(doc: Doc) -> Doc:
    """Assigns doc.spans["Organization"]."""
    event = masked(doc)
    bodies = [body for body in find_bodies(doc) if body.start not in event]
    names, aliases = _fold(bodies)
    doc.spans["Organization"] = [
        mention(doc, "Organization", b.start, b.end, name=names[b.key], aliases=aliases[b.key]) for b in bodies
    ]
    return doc


def find_bodies(doc: Doc) -> list[Body]:
    """Every named body in the text, in order; the longest where they overlap. Computed once a document."""
    if "bodies" not in doc.user_data:
        territory = territory_of(doc)
        found = [*_central(doc), *_territorial(doc, territory), *_congress(doc, territory), *_at_large(doc, territory)]
        found += [*_youth_leagues(doc, territory), *_companies(doc), *_zones(doc)]
        kept = _longest([*_visible(doc, found), *_issuers(doc)])
        kept = _longest([*kept, *_coordinated(doc, territory, kept)])
        doc.user_data["bodies"] = _longest([*kept, *_set_up(doc, territory, kept)])
    bodies: list[Body] = doc.user_data["bodies"]
    return bodies


def _visible(doc: Doc, found: Iterable[Body]) -> list[Body]:
    """Those outside 《》, and the issuer with which a title begins."""
    inside = inside_title(doc)
    text = text_of(doc)
    return [
        b
        for b in found
        if b.start not in inside
        or (text[b.start - 1] == "《" and re.match(r"办公[厅室]?|关于|、国务院|、", text[b.end : b.end + 4]))
    ]


def _issuers(doc: Doc) -> Iterator[Body]:
    """The party committee or government with which a title begins: 《中共浙江省委关于…》, 《贵州省人民政府印发…》."""
    for m in _ISSUER_RE.finditer(text_of(doc)):
        names = [m[2][:i] for i in range(len(m[2]), 1, -1) if gazetteer().find(m[2][:i])]
        if not names:
            continue
        start = m.start(2)
        place = gazetteer().find(names[0])[0]
        rest = m[2][len(names[0]) :]
        post = re.sub("^(?:省|市|州|自治区|县|区)(?=委|人民政府|政府)", "", rest)
        shared = "党委" if post in {"委", "党委", "委员会"} else _shared(post)
        yield Body(m.start(1) if m[1] else start, m.end(2), (m[1] or "") + m[2], place.name, shared)


def _longest(found: Iterable[Body]) -> list[Body]:
    kept: list[Body] = []
    taken: set[int] = set()
    for body in sorted(found, key=lambda b: (b.start - b.end, b.start)):
        if not any(i in taken for i in range(body.start, body.end)):
            kept.append(body)
            taken.update(range(body.start, body.end))
    return sorted(kept, key=lambda b: b.start)


def _fold(
    bodies: list[Body],
) -> tuple[dict[tuple[str | None, str], str], dict[tuple[str | None, str], tuple[str, ...]]]:
    """A canonical name and the aliases of each body: the form with 中共 where the text has it, else the first."""
    forms: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for body in bodies:
        forms[body.key].append(display_name(body.name))
    names = {
        key: next((n for n in listed if n.startswith("中共") and not n.startswith("中国")), listed[0])
        for key, listed in forms.items()
    }
    central = {full: (full, *others) for full, others, _ in read_table("national_bodies.tsv")}
    aliases = {
        key: tuple(
            dict.fromkeys(n for n in (*listed, *(central.get(key[1], ()) if key[0] is None else ())) if n != names[key])
        )
        for key, listed in forms.items()
    }
    return names, aliases


def _central(doc: Doc) -> Iterator[Body]:
    known = words_of(doc).boundaries
    for f in phrases(doc, "national_bodies.tsv"):
        short = f.end - f.start <= 3
        if text_of(doc)[f.end : f.end + 1] in {"门", "队", "长"} or (short and f.start not in known):
            continue
        if (
            short
            and text_of(doc)[f.start : f.end] in {"国办", "中办", "公安部", "教育部", "司法部"}
            and f.end not in known
        ):
            continue
        if _unit_before(text_of(doc), f.start) or _DEPUTY_RE.match(text_of(doc), f.start):
            continue
        yield Body(f.start, f.end, text_of(doc)[f.start : f.end], None, f.name)


def _unit_before(text: str, start: int) -> bool:
    return bool(re.search(r"[省市县区州委]$", text[max(0, start - 1) : start]))


def _territorial(doc: Doc, territory: Territory) -> Iterator[Body]:
    """Bodies of a region that is named before them, or of the one that 省, 市, 县 ... stands for."""
    for m in re.finditer(_UNIT, text_of(doc)):
        yield from _of_unit(doc, territory, m.start(), m.end(), m[0])
    for span in territory.spans:
        yield from _of_region(doc, territory, span.start, span.end, span.name, span.level)


def _of_unit(doc: Doc, territory: Territory, start: int, end: int, unit: str) -> Iterator[Body]:
    """省委, 市民政局, 县疫情防控指挥部: of the region that governs the clause, or of a bare name before (四川省委)."""
    if territory.around(start) is not None:
        return
    posts = list(_posts(doc, end, official=True))
    if not posts:
        return
    bare = territory.ending_at(start)
    if bare is not None:
        for stop, post in posts:
            yield _body(doc, territory, bare.start, stop, bare.name, text_of(doc)[bare.start : stop], post)
        return
    if not _may_begin(doc, start):
        return
    region = territory.governing(start, unit)
    if region is None:
        return
    word = territory.wording(region, unit)
    for stop, post in posts:
        yield _body(doc, territory, start, stop, region, word + text_of(doc)[end:stop], post)


def _may_begin(doc: Doc, start: int) -> bool:
    """May a short form begin here: at a word's boundary (or after a preposition), and not after 各, 全, 县(市)?"""
    before = text_of(doc)[max(0, start - 2) : start]
    if start not in words_of(doc).boundaries and not re.search(r"[由经与向据并请报受和及在对让是]$", before):
        return False
    return _after_body(text_of(doc), start) or not _GENERIC_BEFORE_RE.search(before)


def _after_body(text: str, start: int) -> bool:
    """Does another body end just before: 省委、省政府, 社会工委市民政局?"""
    return bool(re.search(r"(?:[委府厅局办部室]、|工委|[省市州县区]委)$", text[max(0, start - 3) : start]))


def _zones(doc: Doc) -> Iterator[Body]:
    """The party committee or administration of a zone with a name: 雄安新区党工委, and 管委会 right after it."""
    known = words_of(doc).boundaries
    for m in _ZONE_RE.finditer(text_of(doc)):
        start = next((i for i in range(m.start(), m.end() - 6) if i in known and is_name(doc, i, m.end())), None)
        zone = re.match(rf"[{HAN}]+?(?:{_ZONES})", text_of(doc)[start:]) if start is not None else None
        if start is None or zone is None or len(zone[0]) < 4 or re.match("各|全|产业|国家级|经济|城市|主要", zone[0]):
            continue
        yield Body(start, m.end(), text_of(doc)[start : m.end()], zone[0], _shared(m[0][-3:]))
        if n := re.compile(r"[、和]?(党工委|管委会)").match(text_of(doc), m.end()):
            yield Body(n.start(1), n.end(), zone[0] + n[1], zone[0], _shared(n[1]))


def _youth_leagues(doc: Doc, territory: Territory) -> Iterator[Body]:
    """团省委, 团市委: the Communist Youth League's committee."""
    for m in re.finditer(r"(?<![一-鿿])团([省市州县区旗])委|(?<=[、和与及由])团([省市州县区旗])委", text_of(doc)):
        unit = m[1] or m[2]
        region = territory.governing(m.start() + 1, unit)
        if region is not None:
            yield Body(m.start(), m.end(), f"共青团{territory.wording(region, unit)}委", region, "团委")


def _companies(doc: Doc) -> Iterator[Body]:
    """…有限公司 from the mark or joint before it on."""
    for m in re.finditer(
        rf"(?:(?<=[、,，。;；和与由向])|^)[{HAN}()]{{3,18}}?(?:有限责任公司|股份有限公司|有限公司)",
        text_of(doc),
        re.MULTILINE,
    ):
        if is_name(doc, m.start(), m.end()) and not re.match(r"各|物业服务|一家|多家|某|该", m[0]):
            yield Body(m.start(), m.end(), m[0], None, m[0])


def _of_region(doc: Doc, territory: Territory, start: int, end: int, region: str, level: str | None) -> Iterator[Body]:
    text = text_of(doc)
    unit = next((u for u in UNITS if text[start:end].endswith(u)), None)
    official = unit is not None and level not in {"township", "village"}
    # 喀什地委: the committee of a prefecture that is a 地区
    position = end + 1 if text.startswith("地委", end) else end
    for stop, post in _posts(doc, position, official=official):
        yield _body(doc, territory, start, stop, region, text[start:stop], post)
    if m := _LOCAL_RE.match(text, end):
        yield _body(doc, territory, start, m.end(), region, text[start : m.end()], _shared(display_name(m[0])))


def _body(doc: Doc, territory: Territory, start: int, end: int, region: str, name: str, post: str) -> Body:
    """A body; 中共 before it is part of its name."""
    m = _PARTY_PREFIX_RE.search(text_of(doc)[max(0, start - 5) : start])
    if m and text_of(doc)[start:end].endswith(("委", "委员会", "党委", "办公厅", "办公室", "部", "工委")):
        return Body(start - len(m[0]), end, "中共" + name, region, post)
    return Body(start, end, name, region, post)


def _posts(doc: Doc, position: int, *, official: bool) -> Iterator[tuple[int, str]]:
    """(end, shared form) of every post that begins at `position`."""
    text = text_of(doc)
    m = _POST_RE.match(text, position)
    if (m and m.lastgroup == "committee") or (m and m.lastgroup == "assembly"):
        yield m.end(), "党委"
        yield from _party_posts(doc, m.end())
    elif m:
        yield m.end(), m[0].replace("人民", "")
    if (d := department_re().match(text, position)) and not _DEPUTY_RE.match(text, d.start()):
        yield d.end(), departments()[d[0]]
    if official and (o := _OPEN_RE.match(text, position)) and _is_inside(doc, position, o.end()):
        yield o.end(), o[0]


def _is_inside(doc: Doc, start: int, end: int) -> bool:
    """Could the characters be a body's name after its region, with no other region among them?"""
    starts = territory_of(doc).starts
    return not any(i in starts for i in range(start, end)) and is_name(doc, start, end)


def _party_posts(doc: Doc, position: int) -> Iterator[tuple[int, str]]:
    text = text_of(doc)
    if p := party_department_re().match(text, position):
        yield p.end(), "党委" + party_departments()[p[0]]
    if (o := _PARTY_OPEN_RE.match(text, position)) and _is_inside(doc, position, o.end()):
        yield o.end(), "党委" + display_name(o[0])


_SAME_POST = {
    "人民政府": "政府",
    "村民委员会": "村委会",
    "居民委员会": "居委会",
    "街道办": "街道办事处",
    "办事处": "街道办事处",
    "党总支部": "党总支",
    "业委会": "业主委员会",
    "管委会": "管理委员会",
}


def _shared(post: str) -> str:
    """The form that the variants of a post share: 人民政府 and 政府, 住建局 and 住房和城乡建设局."""
    return _SAME_POST.get(post, departments().get(post, post))


def _congress(doc: Doc, territory: Territory) -> Iterator[Body]:
    """中国共产党X第八届委员会 is the party committee of X."""
    for m in _CONGRESS_RE.finditer(text_of(doc)):
        span = territory.ending_at(m.end(1))
        if span is not None and span.start == m.start(1):
            yield Body(m.start(), m.end(), m[0], span.name, "党委")


def _at_large(doc: Doc, territory: Territory) -> Iterator[Body]:
    """Universities, institutes, presses, companies, associations: a name that opens with a place or the nation."""
    text = text_of(doc)
    openings = {span.start for span in territory.spans} | {
        m.start() for m in re.finditer("中国|全国|国家|中央|中华", text)
    }
    for start in sorted(openings):
        m = _NAMED_RE.match(text, start)
        inner = territory.around(start)
        after = inner.end if inner is not None else start
        if m is None or m.end() <= after or _GENERIC_NAMED_RE.search(m[0]) or _continues_noun(doc, territory, start):
            continue
        if _is_inside(doc, after, m.end()):
            yield Body(start, m.end(), m[0], None, m[0])
    for m in _HOTLINE_RE.finditer(text):
        if is_name(doc, m.start(1), m.end()):
            yield Body(m.start(), m.end(), m[0], None, m[0])
    for start, end, tag in words_of(doc).spans:
        named = tag == "nt" and end - start >= 4 and _NAMED_END_RE.search(text[start:end])
        if named and not _GENERIC_NAMED_RE.search(text[start:end]):
            yield Body(start, end, text[start:end], None, text[start:end])


def _continues_noun(doc: Doc, territory: Territory, start: int) -> bool:
    """Does a noun that is no place run up to `start` (中国移动|吉林公司)?"""
    word = words_of(doc).before(start)
    return word is not None and word[1][:1] == "n" and territory.around(start - 1) is None


def _coordinated(doc: Doc, territory: Territory, bodies: list[Body]) -> Iterator[Body]:
    """市国资委、教育局、体育局 and 县委、政府: those after the first are of the same region."""
    taken = {i for b in bodies for i in range(b.start, b.end)}
    for body in bodies:
        if body.region is None or not (body.post in _department_posts() or body.post.startswith(("党委", "政府"))):
            continue
        prefix = _prefix(territory, body.region)
        position = body.end
        while c := _COORDINATED_RE.match(text_of(doc), position):
            d = _listed_post(text_of(doc), c.end(), after=body.post)
            if d is None or c.end() in taken:
                break
            yield Body(d.start(), d.end(), prefix + d[0], body.region, _shared(d[0].replace("人民政府", "政府")))
            position = d.end()


def _prefix(territory: Territory, region: str) -> str:
    unit = next((u for u in UNITS if region.endswith(u)), "")
    return territory.wording(region, unit) if unit else region


@cache
def _department_posts() -> frozenset[str]:
    return frozenset(departments().values())


def _listed_post(text: str, position: int, *, after: str) -> re.Match[str] | None:
    d = department_re().match(text, position)
    if d is not None and len(d[0]) >= 3 and not re.match(r"长|员|门", text[d.end() : d.end() + 1]):
        return d
    g = _GOVERNMENT_RE.match(text, position) if after.startswith("党委") else None
    return (
        g if g is not None and not re.match(r"部门|购买|采购|主导|负责|投资|债", text[g.end() : g.end() + 2]) else None
    )


def _set_up(doc: Doc, territory: Territory, bodies: list[Body]) -> Iterator[Body]:
    """Bodies that a named body or region sets up under a name of their own."""
    kinds = {form for name, others, _ in read_table("organization_kinds.tsv") for form in (name, *others)}
    for founders, start, end in _setups(doc, territory, bodies):
        for first, last in _objects(text_of(doc), start, end):
            name = display_name(text_of(doc)[first:last])
            if name not in kinds and _is_proper(doc, first, last, shortest=7 if founders[0].post else 9):
                yield Body(first, last, name, None, name)


def founded(doc: Doc) -> list[tuple[list[Body], int, int]]:
    """(the bodies that set up another, where the words for it begin and end), in order; places found nothing here."""
    bodies = find_bodies(doc)
    result = []
    for founders, start, end in _setups(doc, territory_of(doc), bodies):
        named = [f for f in founders if f.post]
        for first, last in _objects(text_of(doc), start, end, shortest=3):
            if named:
                result.append((named, first + (text_of(doc)[first] in '“"'), last))
                result.append((named, first, last))
    return result


def _setups(doc: Doc, territory: Territory, bodies: list[Body]) -> Iterator[tuple[list[Body], int, int]]:
    """(who sets up, where the objects of the verb begin, the end of the sentence), unless it is done by many."""
    for verb in _SETUP_RE.finditer(text_of(doc)):
        start, end = sentence_bounds(text_of(doc), verb.start())
        founders = _founders(doc, territory, bodies, start, verb.start())
        if not founders:
            continue
        around = text_of(doc)[start : founders[0].start] + text_of(doc)[founders[-1].end : verb.start()]
        if not _DISTRIBUTIVE_RE.search(around):
            yield founders, verb.end(), end


def _founders(doc: Doc, territory: Territory, bodies: list[Body], start: int, end: int) -> list[Body]:
    """The last bodies (joined or running on), else the last region, that the sentence names before the verb."""
    named = [b for b in bodies if start <= b.start and b.end <= end and not _HOLDER_RE.match(text_of(doc), b.end)]
    # another subject stands right before the verb: …书记介绍,社区成立了…
    if re.search(r"[,，](?:该|各|本)?(?:社区|村|街道|镇|乡|小区|村里|居民|单位|企业|公司)$", text_of(doc)[start:end]):
        return []
    if named:
        group = [named[-1]]
        for body in reversed(named[:-1]):
            if not re.fullmatch(r"[、和与]?|联合|会同|以及", text_of(doc)[body.end : group[0].start]):
                break
            group.insert(0, body)
        return group
    places = [s for s in territory.spans if start <= s.start and s.end <= end]
    return [Body(places[-1].start, places[-1].end, "", places[-1].name, "")] if places else []


def _objects(text: str, start: int, end: int, shortest: int = 6) -> Iterator[tuple[int, int]]:
    """The noun phrases after a verb, up to the comma, that close like a body."""
    stop = min((i for mark in ",，:：(（加" if (i := text.find(mark, start, end)) >= 0), default=end)
    for m in re.finditer(r"[^、]+?(?=[、]|和(?=[“\"一-鿿]{3})|$)", text[start:stop]):
        first, last = start + m.start(), start + m.end()
        if text[first] == "和":
            first += 1
        first += len(text[first:last]) - len(text[first:last].lstrip("由以了"))
        if cut := _SETUP_CUT_RE.match(text, first, last):
            last = cut.end()
        if _SETUP_NAME_RE.search(text[first:last]) and last - first >= shortest:
            yield first, last


def _is_proper(doc: Doc, start: int, end: int, *, shortest: int) -> bool:
    """Has the phrase a modifier that sets it apart: a quoted name, a number in its name, or nouns enough?"""
    text = text_of(doc)[start:end]
    if re.match(r"[“\"]", text) or re.match(r"\d{4,}", text):
        return True
    if re.search(r"的|[了过着为以由]|\d|[一二两三四五六七八九十]+[个支]", text) or not is_name(doc, start, end):
        return False
    return len(text) >= shortest
