"""Since when: the date on which a mechanism was started, issued or introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms import lexicon
from ingest.mechanisms.authors import GROUP_RE
from ingest.mechanisms.forms import quoted_in
from ingest.mechanisms.frames import frame
from ingest.mechanisms.grounds import ENACTED_RE
from ingest.mechanisms.references import spoken
from ingest.mechanisms.statements import (
    Facts,
    Mention,
    Range,
    piece_of,
    pieces,
    sentences,
    statement,
    within,
    wording,
)
from ingest.mechanisms.subjects import words_before
from ingest.mechanisms.years import brought_in, planned
from kg.model import Clause, Relation
from kg.names import name_key

_REACH = 150  # characters between a date at the head of a sentence and what started on it
_NEAR = 60  # characters between any other date and it
_NO_START = (";by", ";as-of")
_START_RE = re.compile(
    rf"{lexicon.words('starting')}|盖起|建起|办起|兴起|打造|实行|打响|挂牌|成型|推开|铺开|授牌|全面推|摸索|开设|开发|首推|引进|试验|琢磨出|搞[了起出]|办了|"
    rf"开办|合办|联办|兴办|创办|试水|试过|试起|写成|提炼|升格|增设|合建|搭起|拉起|立起|设起|添了|立下|首开|变[成为](?=[^,。;]{{0,12}}[“「]?$)|"
    r"(?<![为作])试点|定名|部署(?:建设|推进|开展|实施|启动|推行)?(?=[“「]?$)|(?:升级|发展|拓展|扩展|更名|改名|演变|迭代|延伸|改造|提升|整合|扩面|升格)[为成]"
)
# what a place is chosen for begins with that: 2015年,某县被列为全国某某试点
_CHOSEN_RE = re.compile(
    r"(?:成为|列为|列入|定为|确定为|评为|命名为|认定为|获批|获评|入选|跻身|公布)(?:了)?[^,。;]{0,16}[“「]?$"
)
_HONOUR_RE = re.compile(r"(?:试点|示范|实验|试验|先行)(?:区|县|市|城市|乡镇|镇|村|社区|单位|点|项目)?(?:\([^()]*\))?$")
# 出台《…》,推行M; 印发《…》,在全区启动M; 印发《…》,把甲扩展为M
_THEN_RE = re.compile(
    r"\s*(?:并|随后|同时)?(?:在[^,。;“”]{1,10})?(?:全面|率先|正式)?"
    r"(?:(?:提出|决定|部署)?(?:推行|试行|实行|推出|启动|开启|开展|实施|试点)|(?:提出|决定|首次)(?:建立|构建|创设|设立)|[把将][^,。;]{2,24}(?:升级|扩展|拓展|提升|改造|发展|整合|扩面|延伸|更名)[为成])"
)
# D出台的《…》增设了M; D,《…》施行,首次规定了M
_LAYS_DOWN_RE = re.compile(r"(?:增设|规定|确立|新增|写入|引入|设立|建立|创设|提出|明确)了[^,。;]{0,24}$")
_BY_RE = re.compile(r"^[^,。;]{0,12}(?:以|把|将)[村镇乡]?[“「]?$")
_AS_RE = re.compile(r"[”」]?[^,。;“”]{0,4}(?:为|作为)(?:总|主|重要)?(?:突破口|抓手|牵引|载体|切入点|引领|龙头)")
_LATER_RE = re.compile(r"随后|此后|之后|后来|其后|接着")
_DATELINE_RE = re.compile(r"\s*(?:讯|电)")
_BEGINS_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}?(?:正式|全面|率先|首次|首先|应运)?(?:开赛|启动|上线|运行|成立|启用|实施|开通|投入使用|投用|揭牌|挂牌|落地|"
    r"诞生|推开|推行|展开|铺开|面世|问世|亮相|发布|施行|开播|开张|开业|开办|开班|起步|而生|出台|印发|始于|起源于|发端于|创立于|创建于|建成)"
)
_SINCE_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,8}?(?:始于|起源于|起步于|发端于|源于|创立于|创建于|首创于|成立于|开始于|诞生于|启动于)$"
)
_AT_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:自|从|于|在)?$")
_TRIED_RE = re.compile(
    r"^[^,。;]{0,24}?(?:试点|启动|启用|推行|试行|实施|施行|推广|推开|上线|运行|投用|开通|开张|先行|首创|揭牌|挂牌|诞生|面世|问世|起步|发端|发轫)"
)
_DEMONSTRATIVE_RE = re.compile(rf"^\s*[这该此](?:一|种|项|套|些)?(?:{lexicon.words('told')}|办法|方法)")
_NAMED_RE = re.compile(r"称|叫|名为|命名|概括|总结|提炼|归纳|誉为|形成|发展|升级")
# 乡亲们管它叫M, 取名M, 会后简称M
_CHRISTENED_RE = re.compile(
    r"(?:取名|起名|得名|定名|命名|名为|叫它|[管把][^,。;“”]{1,6}叫|称[之其它]?[为作]|被称|唤作|叫[作做]|简称|[概归总提][括纳结炼][成为])[为作成]?[^,。;“”]{0,4}[“「]?$"
)
_THESE_RE = re.compile(r"\s*[这该此上][一种项套些几述]?[一-鿿]{0,2}(?:做法|探索|经验|办法|实践|尝试|创新|举措)")
_YEARS_LATER_RE = re.compile(r"(?:几|多|[两三四五六七八九十0-9])个?(?:年|月)(?:来|后|探索|实践|的|过去)")
_HENCE_RE = re.compile(r"^\s*(?:由此|自此|从此|至此)")
_PLANNED_RE = re.compile(r"支持|鼓励|计划|拟|力争|争取|将于|确保")
_COURSE_RE = re.compile(r"\s*(?:本次|此次|全[省市县区州])?(?:试点|行动|工程|改革|创建|活动|工作)")
_SETS_OUT_RE = re.compile(r"(?:起)?,?(?:正式|全面)?(?:启动|开始|实施|开展)")
# 将D启用的“甲”升级为乙: the date is that of what it stands before
_SINCE_THEN_RE = re.compile(
    r"[^,。;“”]{0,6}?(?:启用|上线|开展|推出|推行|实施|建立|建成|设立|成立|创办|开通|启动|探索|形成|试行|首创|创建|组建|开张|开业|开办|投用|问世|挂牌|兴起|起步|发起)[^,。;“”]{0,4}的[“「]?$"
)
_COMMA_RE = re.compile("[,，;；]")
_DIGITS_RE = re.compile(r"[0-9]+")
_TARGET_RE = re.compile(r"(?:到|至|截至|截止|力争|确保)$")
_BEFORE_RE = re.compile(r"^(?:之?前|以前|止|以?内)")
_ISSUED_RE = re.compile(r"出台|印发|制定|下发|发布|颁布|制发|发了(?:个|份|一个|一份)")
_INTRODUCES_RE = re.compile(r"(?:推行|建立|构建|实施|开展|试点|试行|实行|启动|创建|设立|推进)[^,。《》]{0,4}$")
_ACTION_RE = re.compile(r"(?:行动|工程|攻坚战?)(?:计划|方案)?$")
# 某县“M”工作方案
_RULED_RE = re.compile(
    r"(?:试点|工作|实施|管理|指导|建设|运行|评定|做法)*(?:方案|办法|意见|规则|规范|制度|章程|细则|规程)(?:[(].*[)])?"
)
_PLAN_RE = re.compile(r"(?:实施|工作)?(?:方案|计划)?(?:[(].*[)])?")
_REPEALED_RE = re.compile(r"^[^。;]{0,12}(?:废止|失效|停止执行)")
_UNTIL_RE = re.compile(r"[到至]|截[至止]")
_ON_BASIS_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:的)?基础上")
_ORIGIN_RE = re.compile(
    r"(?:始于|起步于|诞生于|起源于|创立于|追溯[到至]|脱胎[于自]|源[于自]|发端于|发轫于|前身[是为])$"
)
_ATTRIBUTE_RE = re.compile(r"^[^,。;]{0,12}的[“「]?$")


def starts(facts: Facts) -> Iterator[Relation]:
    """One start of each mechanism: what comes later is its spread, not its beginning."""
    first: dict[str, Relation] = {}
    for one in _told_starts(facts):
        known = first.setdefault(one.source, one)
        if _is_earlier(one.target, known.target):
            first[one.source] = one
    for one in (*planned(facts), *brought_in(facts, first)):
        first.setdefault(one.source, one)
    yield from first.values()


def _is_earlier(date: str, other: str) -> bool:
    """Whether a date value is before another, or the same told more exactly.

    >>> _is_earlier("2018", "2019-04"), _is_earlier("2019-04", "2019"), _is_earlier("2019", "2019-04")
    (True, True, False)
    """
    one, two = _DIGITS_RE.findall(date), _DIGITS_RE.findall(other)
    return (one[: len(two)] == two and len(one) > len(two)) or one[: len(two)] < two[: len(one)]


def _told_starts(facts: Facts) -> Iterator[Relation]:
    framed = frame(facts) is not None
    for clause in facts.document.clauses:
        where = clause.start, clause.end
        if not facts.dates.inside(where):
            continue
        if framed or spoken(facts).inside(where) or facts.titles.inside(where):
            yield from _of_clause(facts, clause)
    for heading in facts.document.headings:
        yield from _of_heading(facts, (heading.start, heading.end))


def _of_heading(facts: Facts, where: Range) -> Iterator[Relation]:
    """The line of a text with hard breaks that the outline takes for a heading."""
    dates = [date for date in facts.dates.inside(where) if _is_start(facts.text, date)]
    if dates and _COMMA_RE.search(facts.text, *where):
        yield from _by_date(facts, where, facts.mechanisms.inside(where), dates)


def _of_clause(facts: Facts, clause: Clause) -> Iterator[Relation]:
    told: tuple[Mention, Range] | None = None
    for where in sentences(facts.text, clause.start, clause.end):
        own = spoken(facts).inside(where)
        titles = facts.titles.inside(where)
        dates = [date for date in facts.dates.inside(where) if _is_start(facts.text, date)]
        dates = [date for date in dates if not any(t.start < date.start < t.end for t in titles)]
        yield from _by_date(facts, where, own, dates)
        yield from _by_title(facts, where, dates)
        if not own:
            yield from _of_whole(facts, where, dates)
        if own and told is not None and not any(date.start < own[-1].start for date in dates):
            yield from _told(facts, where, own, *told)
        # the practice of the sentence before, or of the one before that
        told = (dates[0], where) if dates else told if not facts.dates.inside(where) else None


def _is_start(text: str, date: Mention) -> bool:
    """Whether something can have started on a date: no goal, no state, no span of time, none that is quoted."""
    before, behind = text[max(0, date.start - 3) : date.start], text[date.end : date.end + 3]
    line = max(text.rfind("\n", 0, date.start), text.rfind("。", 0, date.start)) + 1
    line += text.startswith(("”", "」"), line)  # of the sentence before
    goal = _TARGET_RE.search(before) or _BEFORE_RE.match(behind) or _UNTIL_RE.match(text[date.start : date.end])
    return (
        not goal
        and not _DATELINE_RE.match(text, date.end)
        and text.count("“", line, date.start) == text.count("”", line, date.start)
        and not text[date.start : date.end].endswith(("前", "内"))
        and not any(mark in date.name for mark in _NO_START)
    )


def _started(facts: Facts, mechanism: Mention, date: Mention, where: Range, confidence: float) -> Relation:
    words = wording(facts.text, where, date.range, mechanism.range)
    return statement(
        facts.doc, "startedOn", mechanism.name, date.name, words, at=mechanism.start, confidence=confidence
    )


def _by_date(facts: Facts, where: Range, own: Sequence[Mention], dates: Sequence[Mention]) -> Iterator[Relation]:
    """D,…推出M; D,M启动; M始于D; M,D在X试点."""
    titles = facts.titles.inside(where)
    bodies = [body for body in facts.bodies.inside(where) if not GROUP_RE.search(body.name)]
    for mechanism in own:
        if any(title.start < mechanism.start < title.end for title in titles):
            continue  # what the document that bears its name does for it is told by the name
        if any(body.start <= mechanism.start and mechanism.end < body.end for body in bodies):
            continue  # 2017年成立M联动中心: what begins is the body; but M with its own 领导小组
        earlier = [date for date in dates if date.end <= mechanism.start]
        later = next((date for date in dates if date.start >= mechanism.end), None)
        if earlier and _stands_before(facts, earlier[-1], mechanism):
            yield _started(facts, mechanism, earlier[-1], where, 0.6)
            continue
        earlier = [date for date in earlier if not _is_taken(facts, where, date)]
        if earlier and _is_christened(facts, where, earlier[-1], mechanism):
            yield _started(facts, mechanism, earlier[-1], where, 0.55)
            continue
        if earlier and _is_chosen(facts, where, earlier[-1], mechanism):
            yield _started(facts, mechanism, earlier[-1], where, 0.55)
        elif earlier and _starts(facts, where, earlier[-1], mechanism):
            yield _started(facts, mechanism, earlier[-1], where, 0.6)
        elif later is not None and _starts_behind(facts, where, mechanism, later):
            yield _started(facts, mechanism, later, where, 0.6)


def _is_christened(facts: Facts, where: Range, date: Mention, mechanism: Mention) -> bool:
    """D召开的会上,这些做法被归纳为M."""
    start = piece_of(facts.text, where, mechanism.start)[0]
    words = facts.text[max(date.end, start) : mechanism.start]
    return _THESE_RE.match(words) is not None and _CHRISTENED_RE.search(words) is not None


def _stands_before(facts: Facts, date: Mention, mechanism: Mention) -> bool:
    """2019年启用的“M”."""
    return _SINCE_THEN_RE.match(facts.text[date.end : mechanism.start]) is not None


def _is_taken(facts: Facts, where: Range, date: Mention) -> bool:
    """Whether a date is that of a mechanism which it only describes, another one being told of."""
    behind = next(iter(within(facts.mechanisms, date.end, where[1])), None)
    return behind is not None and _stands_before(facts, date, behind)


def _starts(facts: Facts, where: Range, date: Mention, mechanism: Mention) -> bool:
    """Whether a mechanism begins on a date before it: a verb of starting takes it, or it is the verb's subject."""
    text = facts.text
    between = text[date.end : mechanism.start]
    head = date.start - where[0] <= 8 or text[date.start - 1] in ",:"
    if len(between) > (_REACH if head else _NEAR) or _PLANNED_RE.search(between) or _LATER_RE.search(between):
        return False
    start = max(date.end, piece_of(text, where, mechanism.start)[0])
    titles = within(facts.titles, date.end, mechanism.start)
    if any(_lays_down(facts, title, mechanism) for title in titles[-1:]):
        return True
    titled = [t for t in titles if _ISSUED_RE.search(text, date.end, t.start)]
    if (titled and not _THEN_RE.match(text, start, mechanism.start)) or _ON_BASIS_RE.match(text[mechanism.end :][:14]):
        return False
    if _START_RE.search(words_before(text, start, mechanism.start, facts.mechanisms)):
        return not _of_another(facts, date, mechanism)
    if date.name.endswith("/..") and start - date.end <= 1 and _takes_up(text, start, mechanism):
        return True
    if _ORIGIN_RE.search(text[where[0] : date.start]) and between.strip("“「") == "的":
        return True
    return _BEGINS_RE.match(text[mechanism.end : where[1]]) is not None and start - date.end <= 12


def _lays_down(facts: Facts, title: Mention, mechanism: Mention) -> bool:
    """Whether a document that is issued or comes into force is said to bring a mechanism in."""
    text = facts.text
    issued = _ISSUED_RE.search(text, max(0, title.start - 8), title.start)
    enacted = ENACTED_RE.match(text[title.end : mechanism.start])
    return bool(issued or enacted) and _LAYS_DOWN_RE.search(text, title.end, mechanism.start) is not None


def _takes_up(text: str, start: int, mechanism: Mention) -> bool:
    """Whether the clause from `start` on goes by a mechanism (2015年以来,某县以M为突破口)."""
    return _BY_RE.search(text[start : mechanism.start]) is not None and _AS_RE.match(text, mechanism.end) is not None


def _is_chosen(facts: Facts, where: Range, date: Mention, mechanism: Mention) -> bool:
    """D,X被列为M: whether a place is chosen on a date for what the mechanism is."""
    start = max(date.end, piece_of(facts.text, where, mechanism.start)[0])
    chosen = _HONOUR_RE.search(mechanism.name) and _CHOSEN_RE.search(facts.text[start : mechanism.start])
    between = facts.text[date.end : mechanism.start]
    return (
        bool(chosen)
        and len(between) <= _REACH
        and not facts.text.startswith(("单位", "名单"), mechanism.end)
        and _LATER_RE.search(between) is None
    )


def _of_another(facts: Facts, date: Mention, mechanism: Mention) -> bool:
    """以D推出的A为基础,建设B: the date is A's."""
    first = next(iter(within(facts.mechanisms, date.end, mechanism.start)), None)
    return first is not None and _ATTRIBUTE_RE.search(facts.text[date.end : first.start]) is not None


def _starts_behind(facts: Facts, where: Range, mechanism: Mention, date: Mention) -> bool:
    between = facts.text[mechanism.end : date.start]
    if within(facts.mechanisms, mechanism.end, date.start):
        return False
    if _SINCE_RE.match(between):
        return True
    if _AT_RE.match(between) and _TRIED_RE.match(facts.text[date.end : where[1]]):
        return True
    piece = next((p for p in pieces(facts.text, where) if date.start < p[1]), where)
    opens = date.start - piece[0] <= 2 and len(between) <= 24
    return opens and _TRIED_RE.match(facts.text[date.end : where[1]]) is not None


def _of_whole(facts: Facts, where: Range, dates: Sequence[Mention]) -> Iterator[Relation]:
    """试点为期两年,D启动: what the whole of a policy is about."""
    about = frame(facts) if dates and facts.document.genre == "policy" else None
    if about is None or about.theme is not None:
        return
    for date in dates[:1]:
        if _COURSE_RE.match(facts.text, where[0]) and _SETS_OUT_RE.match(facts.text, date.end):
            words = wording(facts.text, where, date.range)
            yield statement(facts.doc, "startedOn", about.mechanism.name, date.name, words, confidence=0.4)


def _by_title(facts: Facts, where: Range, dates: Sequence[Mention]) -> Iterator[Relation]:
    """D,…印发《关于推行M的意见》."""
    for title in facts.titles.inside(where):
        earlier = [date for date in dates if date.end <= title.start]
        if not earlier or len(facts.text[earlier[-1].end : title.start]) > _NEAR:
            continue
        issued = _ISSUED_RE.search(facts.text[earlier[-1].end : title.start])
        if not issued or _REPEALED_RE.match(facts.text[title.end : where[1]]):
            continue
        for name in named_in(facts, title):
            before = name_key(title.name).split(name_key(name))[0]
            behind = name_key(title.name).partition(name_key(name))[2]
            if _INTRODUCES_RE.search(before) or (
                _is_placed(facts, before)
                and (_RULED_RE.fullmatch(behind) or (_ACTION_RE.search(name) and _PLAN_RE.fullmatch(behind)))
            ):
                words = wording(facts.text, where, earlier[-1].range, title.range)
                yield statement(facts.doc, "startedOn", name, earlier[-1].name, words, confidence=0.6)


def _is_placed(facts: Facts, before: str) -> bool:
    """某市M三年行动计划: whether a title says before the mechanism no more than whose it is."""
    return not before or before in map(name_key, facts.place_names)


def named_in(facts: Facts, title: Mention) -> list[str]:
    """The mechanisms whose names stand in a title, not those inside a longer one."""
    key = name_key(title.name)
    inside = {form: m.name for form, m in facts.by_key.items() if len(form) >= 4 and form in key}
    return quoted_in(facts, title) + [
        name for form, name in inside.items() if not any(form != other and form in other for other in inside)
    ]


def _told(facts: Facts, where: Range, own: Sequence[Mention], date: Mention, before: Range) -> Iterator[Relation]:
    """这一做法被称为M; 由此,…向M升级: since the date that was told before."""
    text = facts.text
    named = next((m for m in own if _CHRISTENED_RE.search(text[piece_of(text, where, m.start)[0] : m.start])), None)
    if named is not None:
        if not _YEARS_LATER_RE.search(text[before[1] : named.start]):
            yield _started(facts, named, date, where, 0.5)
        return
    if not _START_RE.search(text[date.end : before[1]]):
        return
    opening = text[where[0] : own[0].start]
    if _DEMONSTRATIVE_RE.match(opening) and _NAMED_RE.search(opening):
        yield _started(facts, own[0], date, where, 0.5)
    elif _HENCE_RE.match(text[where[0] : where[1]]):
        yield _started(facts, own[-1], date, where, 0.5)
