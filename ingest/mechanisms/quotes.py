"""Quotation marks that stand for a way of working: “五联五创”, “一核三治”基层治理体系, 以“每周一访”为抓手.

They don't where they hold a metaphor, words that somebody says, a name for people or bodies, or one stressed word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded, plain
from ingest.mechanisms.kinds import closes
from ingest.mechanisms.marks import TITLE, Marks, Range

MAX_SLOGAN = 45
HALVES = ("前半篇", "后半篇", "前半篇文章", "后半篇文章")  # of a reform named before
_NUMERAL = "一二三四五六七八九十百千双两多零半"
# 五联五创, 一核三治, 五个不, 1+10+N, 双报到, 六步工作法
_COUNTED_RE = re.compile(
    rf"^(?:[{_NUMERAL}][\u4e00-\u9fff]{{1,3}}[{_NUMERAL}][\u4e00-\u9fff]{{1,4}}(?:[{_NUMERAL}][\u4e00-\u9fff]{{1,4}})*"
    rf"|[{_NUMERAL}N0-9]+(?:[个大项级步线色长清定有联进问化心办治同到查会访诊制包评式必上亮带帮送]|结合|融合|提升)"
    r"[\u4e00-\u9fff]{0,5}|[双两三四五六七八九十][\u4e00-\u9fff]{2,4})$"
)
_FORMULA_RE = re.compile(r"^[\w\u4e00-\u9fff()]{1,12}(?:\s*[+＋]\s*[\w\u4e00-\u9fff()]{0,16}){1,5}$")
_MEASURE_METAPHOR_RE = re.compile(
    r"^一[张条把盘股池套本根座面杆扇双阵家块支道片颗剂盏幅份碗锅言刀哄窝句场副席][\u4e00-\u9fff]{1,3}$"
)
# a place whose practice it is: 某市的“…”, 某街道首创的“…”
_PLACE_BEFORE_RE = re.compile(
    rf"(?:{lexicon.words('province')}|[\u4e00-\u9fff](?:省|市|县|区|旗|州|镇|乡|街道|社区|村))(?:的|(?:探索|首创|推出|创新|实行|推行)的)?$"
)
# a verb of carrying out, with whose practice it is before the name: 推行村党组织书记“…”
_CARRY_OVER_RE = re.compile(
    r"(?:推行|实行|实施|推广|试行|启动|推出|首创|创新|落实)(?:了)?[\u4e00-\u9fff]{2,10}(?<![的是为成有和与到])$"
)
_WAY_NEXT_RE = re.compile(r"^的[^,。;、]{0,4}(?:路子|路径|模式|机制|做法|方式|办法|举措|体系|思路)")
_MANNER_RE = re.compile(r"^(?:[一多点面][对][一点面]|一站式|组团式|沉浸式|一条龙|零距离|全科)$")  # how, not what
_DONE_TO_RE = re.compile(r"[为让把将给对使][\u4e00-\u9fff]{0,6}$")
_HOLD_RE = re.compile(r"(?:坚持|采取|采用|实行|按照|遵循)$")
_MOTTO_NEXT_RE = re.compile(
    r"^(?:的|这一)?[^,。;、]{0,4}(?:理念|原则|思路|方针|要求|宗旨|标准|目标|方向|思想|导向|态度|初心|精神)"
)
_SHORT_COUNT_RE = re.compile(rf"^[{_NUMERAL}][单联定办治色化进送亮访晒网制清包带帮评会议查]$")  # with a kind word
_PUT_RE = re.compile(r"(?:开展|推行|推广|实施|推出|启动|首创|创设)(?:了)?$")
_PLACES_RE = re.compile(rf"^(?:[{_NUMERAL}]+个?[省市县区州旗乡镇街村盟户])+$")
_SPEECH_RE = re.compile(
    r"(?:[^街渠管]道|说|讲|表示|强调|指出|认为|感叹|介绍|坦言|问|喊|笑称|回忆|评价|指示|告诉[^,:“”]{0,6})[:,]$"
    r"|(?:说|写道|感叹道|笑道|喊道|问道)$"
)
_SENTENCE_RE = re.compile(
    r"[。!?…;]|[我你她咱]|(?<!其)他|了$|吗|呢|吧|啊|怎么|什么|为啥|^(?:以前|过去|现在|如今|原来|没想到)"
)
_BODY_NEXT_RE = re.compile(rf"^等?{lexicon.words('body_behind')}")
_PEOPLE_NEXT_RE = re.compile(rf"^等?{lexicon.words('people_behind')}(?!队伍建设)")
_BODY_RE = re.compile(rf"{lexicon.words('body_head')}$")
_QUALITY_RE = re.compile(
    r"^(?:全(?:链条|方位|覆盖|领域|流程|过程|要素|天候|周期|生命周期|时段|社会)|[\u4e00-\u9fff]{2,3}化)$"
)
_METAPHOR_BEFORE_RE = re.compile(rf"{lexicon.words('metaphor_before')}$")
_CARRY_BEFORE_RE = re.compile(rf"{lexicon.words('carry_before')}(?:了|出|起|一批|一套|好|以|的)?$")
_FOOTHOLD_RE = re.compile(rf"^(?:为|作为)[^,。;]{{0,6}}?{lexicon.words('foothold')}")
_GOAL_NEXT_RE = re.compile(r"^(?:的)?(?:战略|改革|工作|发展|奋斗|总体)?(?:目标|指标|愿景|要求|格局|局面)")
_DIGITS_RE = re.compile(r"^[0-9一二三四五六七八九十NXMn]+(?:[+][0-9一二三四五六七八九十NXMn]+)+$")
_GROUP_JOINT_RE = re.compile(r"^[”」』](?:(?:、|和|与|及|以及)(?:[\u4e00-\u9fff]{2,5}的)?)?[“「『]$")
# a kind word within so many characters behind the closing mark belongs to the quoted name
_TAIL_LENGTH = 12
_TAIL_STOP_RE = re.compile(
    r"^[和与及]|[,。;:!?、“”《》\n0-9]|建立|健全|完善|推行|实行|等各|以及|正式|开赛|开展|举行|了|着|是|在|被"
)
# what sort of document a title names, behind the words it is about
_DOCUMENT_SORT_RE = re.compile(r"(?:工作|实施|行动|试行)?(?:方案|意见|通知|规定|办法|规划|条例|细则|纲要|决定|措施)")
_ASIDE_RE = re.compile(r"\(([^()]{2,60})\)")  # what a slogan stands for, between it and its kind word
_GOAL_KINDS = frozenset(["格局", "战略", "路径", "标准", "经验", "举措", "方案", "目标", "项目", "管理", "治理"])
_SOFT_KINDS = frozenset(
    ["工作", "服务", "建设", "创建", "做法", "方法", "方式", "办法", "政策", "文章", "品牌", "系统", "程序", "流程"]
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with its surroundings; `before` and `after` are those of its group (“A”“B”和“C”)."""

    content: Range
    text: str
    before: str
    after: str
    grouped: bool
    last: bool
    beside_term: bool = False  # another quotation of the group is a set term


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every quotation that stands for a way of working, with the kind word behind it."""
    return [c for quoted in _quoted(marks) if (c := _candidate(marks, quoted)) is not None]


def _quoted(marks: Marks) -> list[Quoted]:
    """The quotations, outermost only, each with the words before and behind its group."""
    outer: list[Range] = []
    for start, end in marks.quotes:
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    groups: list[list[Range]] = []
    for content in outer:
        if groups and _GROUP_JOINT_RE.match(marks.text[groups[-1][-1][1] : content[0]]):
            groups[-1].append(content)
        else:
            groups.append([content])
    return [
        Quoted(
            content,
            marks.text[content[0] : content[1]],
            _line_before(marks.text, group[0][0] - 1),
            _line_after(marks.text, group[-1][1] + 1),
            len(group) > 1,
            content == group[-1],
            any(plain(marks.text[a:b]) in lexicon.terms() for a, b in group if (a, b) != content),
        )
        for group in groups
        for content in group
    ]


def _line_before(text: str, at: int) -> str:
    return re.split(r"[。;\n]", text[max(0, at - 30) : at])[-1]


def _line_after(text: str, at: int) -> str:
    return re.split(r"[。;\n]", text[at : at + 40])[0]


def _candidate(marks: Marks, quoted: Quoted) -> Candidate | None:
    core = plain(quoted.text).strip("、,")
    if not 2 <= len(core) <= MAX_SLOGAN or _is_no_name(core, quoted):
        return None
    start, end = quoted.content
    tail = _tail(marks, quoted) if quoted.last else ""
    if _names_body(core, quoted, tail):
        return None
    in_title = bool(marks.inside[start - 1] & TITLE)
    if tail and not quoted.grouped:
        name, aliases = _with_tail(core, tail)
        if name is not None:
            return Candidate(start - 1, end + 1 + len(tail), name, "title" if in_title else "quote", aliases, 0.85)
    if in_title:  # a document may be named after a metaphor; with a kind word behind it, it is about that
        return None
    if _stands_alone(core, quoted):
        return Candidate(start - 1, end + 1, core, "quote", (), 0.7)
    kind = _kind_behind(quoted.after) if quoted.grouped else None
    if kind is not None:
        return Candidate(start - 1, end + 1, core + kind, "quote", (core,), 0.6)
    return None


def _kind_behind(after: str) -> str | None:
    """The open kind word that a group of quotations shares (“A”和“B”行动)."""
    open_kinds = (kind for kind, strength in lexicon.kinds().items() if strength == "open" and after.startswith(kind))
    return max(open_kinds, key=len, default=None)


def _is_no_name(core: str, quoted: Quoted) -> bool:
    return bool(
        is_excluded(core)
        or _QUALITY_RE.match(core)
        or _MEASURE_METAPHOR_RE.match(core)
        or _PLACES_RE.match(core)
        or _SENTENCE_RE.search(core)
        or _SPEECH_RE.search(quoted.before)
        or core.endswith(("条例", "意见", "通知", "办法"))
        or re.fullmatch(r"[0-9.,%]+", core)
    )


def _names_body(core: str, quoted: Quoted, tail: str) -> bool:
    """Whether the quotation names people, a body or a state of things: its head or the noun behind it says so."""
    if not tail and _BODY_RE.search(core):
        return True
    if _PEOPLE_NEXT_RE.match(quoted.after):
        return True
    return quoted.last and not tail and _BODY_NEXT_RE.match(quoted.after) is not None


def _tail(marks: Marks, quoted: Quoted) -> str:
    """From behind the closing mark to the end of the last kind word that belongs to the quoted name; else empty."""
    begin = quoted.content[1] + 1
    aside = _ASIDE_RE.match(marks.text, begin)
    if aside is not None:
        begin = aside.end()
    stretch = marks.text[begin : begin + _TAIL_LENGTH + 6]
    stop = _TAIL_STOP_RE.search(stretch)
    limit = begin + (stop.start() if stop else len(stretch))
    if marks.inside[begin - 1] & TITLE and (sort := _DOCUMENT_SORT_RE.search(marks.text, begin, limit)):
        limit = sort.start()
    if quoted.text and marks.text[begin : begin + 1] == "等":
        return ""
    ends = [
        (a, b)
        for a, b in marks.within(marks.kinds, begin, limit)
        if a - begin <= _TAIL_LENGTH and lexicon.kinds()[marks.text[a:b]] != "action"
    ]
    if not ends:
        return ""
    run = ends[0]
    for following in ends[1:]:
        if (
            following[0] == run[1]
            or marks.text[run[1] : following[0]] in ("和管护", "和", "与", "及")
            or following[0] - run[1] <= 2
        ):
            run = (run[0], following[1])
    if not closes(marks, run[1], len(marks.text)):
        return ""
    tail = marks.text[begin : run[1]]
    if aside is not None:
        return aside[0] + tail
    return "" if tail.startswith("的") and any(tail.endswith(kind) for kind in _GOAL_KINDS) else tail


def _with_tail(core: str, tail: str) -> tuple[str | None, tuple[str, ...]]:
    """Name and aliases of a quotation with its kind word; None where the word is too plain for a plain quotation."""
    aside = _ASIDE_RE.match(tail)
    if aside is not None:
        name, others = _with_tail(core, tail[aside.end() :])
        return name, (*others, aside[1]) if "、" in aside[1] else others
    kind = next((k for k in sorted(lexicon.kinds(), key=len, reverse=True) if tail.endswith(k)), tail)
    slogan = _is_slogan(core)
    if kind in _GOAL_KINDS and not slogan:
        return None, ()
    if kind in _SOFT_KINDS and not slogan and len(core) < 4 and tail == kind:
        return None, ()
    aliases: list[str] = []
    is_other = core in lexicon.terms() and distinguishing(tail.removesuffix(kind)) >= 2
    if (len(core) >= 3 or slogan) and not is_other and not _MANNER_RE.match(core):
        aliases.append(core)
    if tail.startswith("的") and tail != "的" + kind:
        aliases.append(core + tail[1:])
    elif re.match(r"^[三四五六七八九两]级|^[三四五六两]方", tail):
        aliases.append(tail)
    name = core if slogan and tail.removeprefix("的") in _SOFT_KINDS else core + tail
    if name == core:
        aliases = [core + tail]
    return name, tuple(dict.fromkeys(aliases))


def _is_slogan(core: str) -> bool:
    """Whether the words have the form of a coined name: counted, a formula, parallel parts."""
    if _COUNTED_RE.match(core) or _SHORT_COUNT_RE.match(core) or _FORMULA_RE.match(core):
        return True
    parts = re.split(r"[、,]", core)
    return len(parts) >= 2 and all(2 <= len(part) <= 16 for part in parts)


def _is_subject(core: str, quoted: Quoted) -> bool:
    """Whether a slogan of three parts or more is the subject of its clause."""
    return (
        core.count("、") >= 2
        and re.search(r"(?:^|,)$", quoted.before) is not None
        and re.match(r"[\u4e00-\u9fff]", quoted.after) is not None
        and re.match(r"^[^,。;]{0,4}(?:问题|现象|难题|矛盾|要求|原则|理念)", quoted.after) is None
    )


def _is_of_place(core: str, quoted: Quoted) -> bool:
    """Whether the place whose practice it is stands right before, and nothing is done to that place (为街道“…”)."""
    place = _PLACE_BEFORE_RE.search(quoted.before)
    if place is None or len(core) < 4 or quoted.after.startswith("的"):
        return False
    return _DONE_TO_RE.search(quoted.before[: place.start() + 1]) is None


def _is_balanced(core: str) -> bool:
    """Whether a slogan has short parts of one length (群众办、政府帮); longer ones are principles."""
    parts = re.split(r"[、,]", core)
    return len(parts) > 1 and {len(part) for part in parts} in ({2}, {3})


def _stands_alone(core: str, quoted: Quoted) -> bool:
    """Whether the quotation names a way of working without a kind word behind it."""
    if any(core.endswith(kind) and len(core) - len(kind) >= 2 for kind, s in lexicon.kinds().items() if s == "open"):
        return True
    if _FOOTHOLD_RE.match(quoted.after) and quoted.before.endswith("以") and len(core) >= 3:
        return True
    if _is_of_place(core, quoted):
        return True
    if _MANNER_RE.match(core):
        return False
    if _HOLD_RE.search(quoted.before) and _is_balanced(core) and not _MOTTO_NEXT_RE.match(quoted.after):
        return True
    over = _CARRY_OVER_RE.search(quoted.before) is not None and len(core) >= 3
    carried = over or _CARRY_BEFORE_RE.search(quoted.before) is not None
    if _GOAL_NEXT_RE.match(quoted.after):
        return False
    if carried and core.count("、") >= 2 and _WAY_NEXT_RE.match(quoted.after):
        return True
    if quoted.after.startswith("的"):
        return carried and _DIGITS_RE.match(core) is not None
    if core in HALVES or (quoted.beside_term and len(core) >= 3):
        return True
    slogan = _is_slogan(core)
    if _is_subject(core, quoted):
        return True
    if _METAPHOR_BEFORE_RE.search(quoted.before) and not carried:
        return False
    if slogan and (carried or _COUNTED_RE.match(core) or _FORMULA_RE.match(core)):
        return True
    coined = (
        core[-1] in "办制会日码岗通节宴卡赛课榜圈坊" or core[0] == "微" or _PUT_RE.search(quoted.before) is not None
    )
    long_enough = len(core) >= 4 or (len(core) == 3 and coined)
    return carried and long_enough and not re.match(r"[^,。;]{0,8}(?:格局|局面|氛围|合力|效应|优势)", quoted.after)
