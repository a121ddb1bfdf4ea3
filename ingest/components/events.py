"""Meetings that can be placed: congresses, plenums, named conferences, a body's meeting on a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.bodies.body import GRAMMAR, HAN, is_name
from ingest.bodies.find import find_bodies
from ingest.bodies.sessions import dated, disasters, numbered, occasions, sittings
from ingest.bodies.territory import Territory, territory_of
from ingest.components.terms import (
    Found,
    alternation,
    inside_title,
    lines_with,
    longest,
    sentence_bounds,
    word_class,
)
from ingest.nlp import keep, mention, text_of
from ingest.windows import window
from kg.names import display_name

_N = "[一二三四五六七八九十百]+"
_CONGRESS_RE = re.compile(
    rf"(?:中国共产党|(?P<party>党的))?(?P<n>{_N})(?P<big>大)(?![一-鿿]?(?:类|项|行动|工程|任务|体系|机制|平台|板块|产业))(?=[一-鿿,，、。;；:：”\s)）]|$)"
)
_NATIONAL_CONGRESS_RE = re.compile(rf"中国共产党第({_N})次全国代表大会")
_COMMITTEE_RE = re.compile(rf"中国共产党[{HAN}]{{2,12}}?第{_N}届委员会第{_N}次(?:全体)?(?:会议|全会)")
_PARTY_CONGRESS_RE = re.compile(rf"(?P<unit>[省市州盟县区旗]|自治区)?第?(?P<n>{_N})(?:次|届)党(?:员)?代(?:表大)?会")
_PEOPLE_RE = re.compile(
    rf"(?:[{HAN}]{{2,10}}?第{_N}届人(?:民代表大会|大)(?:常务委员会|常委会)?第{_N}次会议|第{_N}届全国人民代表大会(?:常务委员会)?第{_N}次会议|[{HAN}]{{0,10}}?政协第?{_N}届(?:[{HAN}]{{2,10}}?)?委员会第?{_N}次会议|政协[{HAN}]{{2,10}}?第?{_N}届委员会第?{_N}次(?:全体)?会议|{_N}届全国(?:人大|政协){_N}次会议"
    rf"|(?:省|市|州|区|县|自治区)?{_N}届(?:人大|政协)(?:常委会)?第?{_N}次会议)"
)
# without which the patterns beside them find nothing; what the search passes over a text fastest with comes first
_WORKING_RE = re.compile("委[^,，。]{2,4}工作会议")
_SESSION_RE = re.compile("届(?<=[一二三四五六七八九十百]届)")
_REACH = 20  # characters before that with which the name of a session can begin
_OCCASION_RE = re.compile("会(?:(?<=[两奥运博]会)|(?<=工作会)议)|周年")
_BIG_RE = re.compile("大(?<=[一二三四五六七八九十百]大)")
_DELEGATES_RE = re.compile("党员?代")
_PLENARY_RE = re.compile("全体?会")
_PLENUMS_RE = re.compile(
    rf"(?:中国共产党|党的|中共)?第?({_N})届(?:中央委员会)?((?:第?{_N}[中次]?(?:全会)?[、和及])*)(第?{_N})(?:中全会|次全体会议)"
)
_LOCAL_PLENUM_RE = re.compile(rf"(?:第)?({_N})届(?:委员会)?第?((?:{_N}次?[、和])*)({_N})次全(?:体)?会(?:议)?")
_MEETINGS = alternation(word_class(GRAMMAR, "meeting"))
_MEETING_RE = re.compile(rf"(?:{_MEETINGS})议?$")
_MEETS_RE = re.compile(_MEETINGS)
_CONFERENCE_RE = re.compile(
    rf"(?P<scope>全国|中央|全省|全市|全区|全州|全县|全盟|全旗|首届|第{_N}届|(?:{_N}届|[12]\d{{3}}年)?(?=全国|中国|世界))(?P<rest>[{HAN}“”、]{{2,30}}?(?:{_MEETINGS})议?)"
)
_FIXED_RE = re.compile(
    r"中央(?:经济|农村|政法|城市|民族|扶贫开发|统战|人才|社会|金融|全面依法治国|党建引领基层治理)工作(?:会议)|全国(?:组织|宣传思想|宣传思想文化|民政|社会)工作会议|(?:[12]\d{3}年)全国两会|(?:[12]\d{3}年)?(?:北京冬奥会|北京冬残奥会|杭州亚运会|成都大运会|上海世博会)|中国共产党成立(?:\d+|[一二三四五六七八九十百]+)周年|建党(?:\d+|[一二三四五六七八九十百]+)周年|新中国成立(?:\d+|[一二三四五六七八九十百]+)周年|改革开放(?:\d+|[一二三四五六七八九十百]+)周年"
)
# 省委农村工作会议: what a committee holds every year
_OF_COMMITTEE_RE = re.compile(
    r"(?P<unit>自治区|[省市州县区])(?:党)?委(?P<rest>(?:经济|农村|人才|政法|城市|统战|民族|组织|宣传思想|社会)工作会议)"
)
_CONVENED_RE = re.compile(
    rf"(?:召开|举行|举办|主持召开)了?([{HAN}“”]{{0,20}}?(?:会议|座谈会|现场会|推进会|动员会|部署会|研讨会|大会|论坛|调度会))(?![{HAN}]?(?:制度|机制|记录|纪要))"
)
_PLACED_RE = re.compile(rf"在(?P<place>[{HAN}]{{2,10}})$")  # 县委在某村召开现场会
_ON_SITE = ("现场会", "推进会")
_DATED_RE = re.compile(r"(?:[当同去今次翌]年)\d{1,2}月|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)|\d{1,2}月\d{1,2}日")
_REPEATED_RE = re.compile(
    r"每[年月周季]|定期|多次|\d+次|[一二两三四五六七八九十]+次|经常|及时|适时|不定期|分别|各[级地]|可以|应当|应|可"
)
_TENS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_PLENUM_OF_RE = re.compile(rf"(?:[省市州盟县区旗]委)({_N}届{_N}次全会)$")
_MEETING_OF_RE = re.compile("(?:自治区|[省市州区县])(?:党)?委[^委]{2,4}工作会议$")
_TOLD_RE = re.compile(r"报告|精神|以来|召开|[、,，和]")
_N_RE = re.compile(_N)
_UNIT_RE = re.compile(r"自治区|[省市州区县]")
_YEAR_RE = re.compile(r"[12]\d{3}年?$")
_HABIT_RE = re.compile(r"每年|次|定期")
_JOINT_RE = re.compile(r"[和、]")
_ALL_RE = re.compile(r"全([省市州县区盟旗])")
_MODIFIED_RE = re.compile(r"的|次|届|全体")
_HEAD_RE = re.compile(r"(?:扩大|工作|专题|现场|部署|动员|推进|调度|座谈|研讨)*(?:会议?|大会|论坛)$")


@Language.component("events")
def events(doc: Doc) -> Doc:
    """Assigns doc.spans["Event"]."""
    territory = territory_of(doc)
    inside = inside_title(doc)
    found: list[Found] = []
    for rule in (
        _committees,
        _local_plenums,
        _plenums,
        _congresses,
        _party_congresses,
        _peoples_congresses,
        _fixed,
        _of_committees,
        numbered,
        sittings,
        _conferences,
        dated,
        occasions,
        disasters,
    ):
        taken = {i for f in found for i in range(f.start, f.end)} if found else set()
        found += [f for f in rule(doc, territory) if f.start not in inside and f.start not in taken]
    found += _convened(doc, {i for f in found for i in range(f.start, f.end)})
    text = text_of(doc)
    spans = [mention(doc, "Event", f.start, f.end, name=f.name, aliases=_aliases(text, f)) for f in longest(found)]
    keep(doc, "Event", spans)
    return doc


def _aliases(text: str, found: Found) -> tuple[str, ...]:
    """The wording, and the name without 党的 or without its region."""
    aliases = [found.name.removeprefix("党的")] if found.name.startswith("党的") else []
    aliases.append(display_name(text[found.start : found.end]))
    if m := _PLENUM_OF_RE.search(found.name):
        aliases += [found.name[m.start() :], m[1]]
    if m := _MEETING_OF_RE.search(found.name):
        aliases.append(found.name[m.start() :])
    return tuple(a for a in dict.fromkeys(aliases) if a != found.name)


def _in_lines_with(
    word: re.Pattern[str], pattern: re.Pattern[str], text: str, reach: int | None = None
) -> Iterator[re.Match[str]]:
    return (m for line in lines_with(text, word, reach) for m in pattern.finditer(text, *line))


def _congresses(doc: Doc, _: Territory) -> Iterator[Found]:
    for m in _NATIONAL_CONGRESS_RE.finditer(text_of(doc)):
        yield Found(m.start(), m.end(), f"党的{m[1]}大")
    for m in _in_lines_with(_BIG_RE, _CONGRESS_RE, text_of(doc)):
        if m["party"] or (
            8 <= _number(m["n"]) <= 40 and len(m["n"]) > 1 and _TOLD_RE.match(text_of(doc)[m.end() : m.end() + 2])
        ):
            yield Found(m.start(), m.end(), f"党的{m['n']}大")


def _number(text: str) -> int:
    """A numeral below a hundred; 0 for anything else."""
    if "十" not in text:
        return _TENS.get(text, 0)
    tens, _, ones = text.partition("十")
    return (_TENS.get(tens, 0) if tens else 1) * 10 + (_TENS.get(ones, 0) if ones else 0)


def _plenums(doc: Doc, _: Territory) -> Iterator[Found]:
    for m in _in_lines_with(_PLENARY_RE, _PLENUMS_RE, text_of(doc)):
        if "次" in m[0] and "中央委员会" not in m[0]:
            continue
        yield from _numbered(m, f"党的{m[1]}届", "中全会")


def _numbered(m: re.Match[str], before: str, after: str) -> Iterator[Found]:
    """One event a number: 二十届二中、三中全会 are two, each on its own stretch of the text."""
    numbers = list(_N_RE.finditer(m[0][m.start(2) - m.start() :]))
    offset = m.start(2)
    for index, number in enumerate(numbers):
        start = m.start() if index == 0 else offset + number.start()
        end = (
            m.end()
            if index == len(numbers) - 1
            else offset + number.end() + (m.string[offset + number.end()] in "中次")
        )
        yield Found(start, end, f"{before}{number[0]}{after}")


def _local_plenums(doc: Doc, territory: Territory) -> Iterator[Found]:
    """省委十一届六次全会; the body may stand earlier in the sentence (省委研究…,召开十一届六次全会)."""
    for m in _in_lines_with(_PLENARY_RE, _LOCAL_PLENUM_RE, text_of(doc)):
        body = _party_body(doc, territory, m.start())
        if body is None:
            continue
        start, name = body
        for found in _numbered(m, f"{name}{m[1]}届", "次全会"):
            yield Found(start if found.start == m.start() else found.start, found.end, found.name)


def _party_body(doc: Doc, territory: Territory, offset: int) -> tuple[int, str] | None:
    """Where the committee before a plenum's number begins, and its full name."""

    start, _ = sentence_bounds(text_of(doc), offset)
    bodies = [b for b in window(find_bodies(doc), start, offset) if b.post == "党委"]
    if not bodies:
        return None
    name = bodies[-1].name.removeprefix("中共")
    return (bodies[-1].start if bodies[-1].end == offset else offset), name


def _committees(doc: Doc, _: Territory) -> Iterator[Found]:
    for m in _in_lines_with(_SESSION_RE, _COMMITTEE_RE, text_of(doc)):
        yield Found(m.start(), m.end(), m[0])


def _party_congresses(doc: Doc, territory: Territory) -> Iterator[Found]:
    for m in _in_lines_with(_DELEGATES_RE, _PARTY_CONGRESS_RE, text_of(doc)):
        start, unit = m.start(), m["unit"]
        place = territory.ending_at(m.start("n") - (1 if text_of(doc)[m.start("n") - 1] == "第" else 0)) or (
            territory.ending_at(start) if unit else None
        )
        number = m[0][len(unit or "") :]
        if place is not None:
            yield Found(place.start, m.end(), f"{place.name}{number}")
        elif unit is not None and (region := territory.governing(start, unit)) is not None:
            yield Found(start, m.end(), f"{region}{number}")


def _peoples_congresses(doc: Doc, territory: Territory) -> Iterator[Found]:
    for m in _in_lines_with(_SESSION_RE, _PEOPLE_RE, text_of(doc), _REACH):
        unit = _UNIT_RE.match(m[0])
        if (
            unit
            and territory.around(m.start()) is None
            and (region := territory.governing(m.start(), unit[0])) is not None
        ):
            yield Found(m.start(), m.end(), region + m[0][unit.end() :])
            continue
        # 某市十五届人大常委会: the unit closes the name of the region
        if unit and (place := territory.around(m.start())) is not None and place.end == m.start() + unit.end():
            yield Found(place.start, m.end(), place.name + m[0][unit.end() :])
            continue
        opening = next((s.start for s in territory.spans if m.start() <= s.start < m.end()), m.start())
        yield Found(opening, m.end(), text_of(doc)[opening : m.end()])


def _fixed(doc: Doc, _: Territory) -> Iterator[Found]:
    for m in _in_lines_with(_OCCASION_RE, _FIXED_RE, text_of(doc)):
        yield Found(m.start(), m.end(), m[0])


def _of_committees(doc: Doc, territory: Territory) -> Iterator[Found]:
    """The committee before the meeting is a body of its own: the mention begins after it."""
    for m in _in_lines_with(_WORKING_RE, _OF_COMMITTEE_RE, text_of(doc)):
        place = territory.around(m.start())
        region = place.name if place is not None else territory.governing(m.start(), m["unit"])
        name = display_name(m[0])
        yield Found(m.start("rest"), m.end(), name if region is None else region + name[len(m["unit"]) :])


def _conferences(doc: Doc, territory: Territory) -> Iterator[Found]:
    """全国城市基层党建工作经验交流座谈会: a scope, nouns, a kind of meeting."""
    for m in _in_lines_with(_MEETS_RE, _CONFERENCE_RE, text_of(doc)):
        year = _YEAR_RE.search(text_of(doc)[max(0, m.start() - 5) : m.start()])
        head = _MEETING_RE.search(m["rest"])
        if head is None or len(m["rest"]) < 5 or not (m["scope"] or year):
            continue
        if not is_name(doc, m.start("rest"), m.start("rest") + head.start()):
            continue
        before = text_of(doc)[max(0, m.start() - 3) : m.start()]
        if _HABIT_RE.search(before) or (_JOINT_RE.search(m["rest"]) and "“" not in m["rest"]):
            continue
        start = m.start() - len(year[0]) if year else m.start()
        name = display_name(text_of(doc)[start : m.end()])
        yield Found(start, m.end(), _in_full(territory, start, name))


def _in_full(territory: Territory, start: int, name: str) -> str:
    """全市民政工作会议 of the city that governs the clause."""
    m = _ALL_RE.match(name)
    region = territory.governing(start, m[1]) if m else None
    return region + name[2:] if region is not None else name


def _convened(doc: Doc, taken: set[int]) -> Iterator[Found]:
    """A meeting that a named body holds on a date of which the text gives the month: "2021年9月,省…召开专题会议"."""

    bodies = find_bodies(doc)
    for m in _CONVENED_RE.finditer(text_of(doc)):
        start, _ = sentence_bounds(text_of(doc), m.start())
        before = text_of(doc)[start : m.start()]
        holders = window(bodies, start, m.start())
        placed = _PLACED_RE.search(before)
        if not holders or m.start(1) in taken or not _DATED_RE.search(before):
            continue
        if (
            m[1] in _ON_SITE
            and placed is not None
            and not placed["place"].endswith("里")
            and holders[-1].end - start == placed.start()
        ):
            yield Found(m.start(1), m.end(1), holders[-1].name + placed["place"] + m[1])
            continue
        if placed is not None and len(m[1]) >= _TELLING and not _REPEATED_RE.search(before) and _is_meeting(doc, m):
            yield Found(m.start(1), m.end(1), display_name(m[1]))
            continue
        if len(m[1]) < 4:
            continue
        if _REPEATED_RE.search(text_of(doc)[holders[-1].end : m.start(1)]) or _MODIFIED_RE.search(m[1]):
            continue
        if m.start() - holders[-1].end > 12 or not _is_meeting(doc, m):
            continue
        yield Found(m.start(1), m.end(1), holders[-1].name + display_name(m[1]))


_TELLING = 10  # characters of a meeting that is told apart without who held it


def _is_meeting(doc: Doc, m: re.Match[str]) -> bool:
    head = _HEAD_RE.search(m[1])
    return head is not None and is_name(doc, m.start(1), m.start(1) + head.start())
