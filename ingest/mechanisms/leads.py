"""The mechanism that a passage is about: its run-in lead, its heading, what a bracketed short form introduces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.mechanisms import lexicon
from ingest.mechanisms.frames import is_general
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, sentences, within
from ingest.mechanisms.subjects import turns
from kg.model import Clause
from kg.names import name_key

TOWARDS_RE = re.compile(r"^[”」]?(?:机制|改革|工作|模式|制度)?(?:[^,。;“”]{0,8}?)向[“「]?$")
_LENGTH = 50  # characters of a lead; a longer first sentence tells something
_SLOGAN = 26  # a first sentence so short is a lead, wherever in it the mechanism stands
_LABEL_RE = re.compile(
    r"^\s*(?:[(][一二三四五六七八九十0-9]+[)]|[一二三四五六七八九十0-9]+[、.\uff0e]|第[一二三四五六七八九十]+[条项]?|"
    r"[一二三四五六七八九十]是要?|第[一二三四五六七八九十]+阶段:|[—\-●■◆]+)*\s*"
)
_COLUMN_RE = re.compile(r"^\s*【[^【】]{1,12}】\s*")  # 【某省某市】 before a headline
_TOLD_RE = re.compile(r"[0-9]{2,}|[0-9][个名人户件]|说|表示|介绍|日前|近日|近年来|今年以来|目前|如今")
_BRINGS_RE = re.compile(
    r"(?:启动|推行|推出|首创|试点|试行|实施|创建|创新|打造|建立|构建|开展|探索|形成|成立|建成|出台|创设|提出)了?[^,。;“”]{0,8}[“「]?$"
)
_FOCUS_RE = re.compile(
    r"(?:重在|意在|新意在|对应的是|体现为|(?:着眼点|着力点|落脚点|突破口|切入点|抓手|核心|关键|重点)(?:就?是|在|在于))"
    r"(?:打造|构建|建设|建立|推进|推行|形成)?[“「]?$"
)
_WORKS_RE = re.compile(r"^[”」]?(?:建设|工作|改革|机制|制度|体系|创建|试点|活动|模式|等)*$")
_QUOTED_RE = re.compile(r"\s*[“「]([^“”「」]{2,6})[”」]")
_PERSON_RE = re.compile(
    r"[”」]?(?:的)?(?:主要)?(?:发起人|创始人|创办人|创办者|发起者|带头人|领头人|主持人|负责人|主理人|召集人)"
)
_TROUBLE_RE = re.compile(r"[”」]?[^,。;:“”]{0,6}(?:难题|难点|困境|困局|顽疾|问题|乱象|之困)")  # 破解“三无小区”治理难题
_SHORT_FORM_RE = re.compile(r"^[”」]?[(\uff08](?:以下|下文)?(?:简称|统称)")
_PARTING_RE = re.compile(r"[,、:】\s]")


def lead(facts: Facts, clause: Clause) -> tuple[Mention | None, int]:
    """The mechanism that the run-in lead of a clause is about, and where the lead ends (clause.start: no lead).

    Found once for each clause.
    """
    kept: dict[int, tuple[Mention | None, int]] = facts.doc.user_data.setdefault("leads", {})
    if clause.start not in kept:
        kept[clause.start] = _lead(facts, clause)
    return kept[clause.start]


def _lead(facts: Facts, clause: Clause) -> tuple[Mention | None, int]:
    first = next(iter(sentences(facts.text, clause.start, clause.end)), None)
    if first is None or first[1] >= clause.end - 1:
        return None, clause.start
    focus = _focus(facts, clause)
    if focus is not None:
        return focus, focus.end
    if first[1] - first[0] > _LENGTH:
        return None, clause.start
    named = within(facts.mechanisms, *first)
    if not named:
        opened = _opened(facts, clause, first)
        return opened, opened.end if opened is not None else first[1]
    if not _is_lead(facts, first, named, clause.label is not None):
        return None, clause.start
    grown = [m for i, m in enumerate(named) if i and TOWARDS_RE.match(facts.text[named[i - 1].end : m.start])]
    if grown:
        return grown[-1], first[1]
    one = named[-1] if len({m.name for m in named}) == 1 else None
    if one is None and _brings_about(facts, first, named):
        return named[0], named[0].end
    at_edge = one is not None and (
        one.end >= first[1] - 3 or one.start <= first[0] + 6 or first[1] - first[0] <= _SLOGAN
    )
    return (one if at_edge else None), first[1]


def _opened(facts: Facts, clause: Clause, first: tuple[int, int]) -> Mention | None:
    """“敲门”打底。“暖心敲门”机制在…推开。: the subject of the sentence behind a slogan that quotes part of it."""
    quoted = _QUOTED_RE.match(facts.text, *first) if first[1] - first[0] <= _SLOGAN else None
    second = sentences(facts.text, clause.start, clause.end)[1:2]
    if quoted is None or not second:
        return None
    one = next(iter(within(facts.mechanisms, *second[0])), None)
    return one if one is not None and one.start - second[0][0] <= 1 and quoted[1] in one.name else None


def _focus(facts: Facts, clause: Clause) -> Mention | None:
    """先看甲,着眼点是打造M。: what one of the first sentences says that the passage is about."""
    for where in sentences(facts.text, clause.start, clause.end)[:2]:
        for one in facts.mechanisms.inside(where):
            if _FOCUS_RE.search(facts.text[where[0] : one.start]):
                return one
    return None


def _is_lead(facts: Facts, first: tuple[int, int], named: Sequence[Mention], labelled: bool) -> bool:
    """Whether a first sentence titles its clause: it has no subject of its own, no place, date or count."""
    if labelled:
        return True
    if facts.document.genre == "policy" and any(turn.bodies for turn in turns(facts, first)):
        return False
    outside = _without(facts.text, first, named)
    mentioned = [*within(facts.places, *first), *within(facts.dates, *first)]
    free = [m for m in mentioned if not any(n.start <= m.start < n.end for n in named)]
    if not free and not _TOLD_RE.search(_LABEL_RE.sub("", outside)):
        return True
    return facts.document.genre != "policy" and _introduces(facts, first, named[-1])


def _brings_about(facts: Facts, first: tuple[int, int], named: Sequence[Mention]) -> bool:
    """用好甲,打造乙。: a report's lead that is about the first, of which the second comes."""
    apart = named[1].start >= piece_of(facts.text, first, named[0].start)[1]
    return facts.document.genre == "report" and apart and facts.text[first[1]] in "。:"


def _introduces(facts: Facts, first: tuple[int, int], named: Mention) -> bool:
    """2021年,X启动M: a report's paragraph that opens so goes on about M."""
    piece = piece_of(facts.text, first, named.start)
    brings = _BRINGS_RE.search(facts.text[piece[0] : named.start]) is not None
    return brings and _WORKS_RE.match(facts.text[named.end : first[1]]) is not None


def _without(text: str, where: tuple[int, int], named: Sequence[Mention]) -> str:
    """The words of a stretch that belong to no mechanism."""
    at, kept = where[0], []
    for m in named:
        kept.append(text[at : m.start])
        at = max(at, m.end)
    return "".join([*kept, text[at : where[1]]])


def heading(facts: Facts, clause: Clause) -> Mention | None:
    """The mechanism of the nearest heading that names one, if it names only one, as its object or subject.

    The title (level 0) is about the whole document: what it names is no level of its own. Found once for each heading.
    """
    kept: dict[tuple[int, ...], Mention | None] = facts.doc.user_data.setdefault("headings", {})
    if clause.headings not in kept:
        kept[clause.headings] = _heading(facts, clause.headings)
    return kept[clause.headings]


def _heading(facts: Facts, headings: tuple[int, ...]) -> Mention | None:
    for index in reversed(headings):
        above = facts.document.headings[index]
        named = within(facts.mechanisms, above.start, above.end)
        named = [m for m in named if not is_general(m.name)]
        if above.level > 0 and len({m.name for m in named}) == 1 and not _is_title(facts, index):
            return named[0] if _is_object(facts, named[0], (above.start, above.end)) else None
    return None


def _is_title(facts: Facts, index: int) -> bool:
    """Whether a heading is a title within the text: every heading of the level below stands under it."""
    above = facts.document.headings[index]
    if name_key(above.text) == name_key(facts.document.title or "") or above.text.lstrip().startswith(("—", "─")):
        return True
    same = [h for h in facts.document.headings if 0 < h.level <= above.level]
    return len(same) == 1 and above.level == 1 and _LABEL_RE.sub("", above.text) == above.text.strip()


def _is_object(facts: Facts, named: Mention, where: Range) -> bool:
    """建立A机制, 某县推行A; not 难题交给A, which tells something of A, nor “A”发起人, which tells of somebody."""
    if _PERSON_RE.match(facts.text, named.end, where[1]) or _TROUBLE_RE.match(facts.text, named.end, where[1]):
        return False
    places = within(facts.places, where[0], named.start)
    start = places[-1].end if places else where[0]
    before = _COLUMN_RE.sub("", _LABEL_RE.sub("", facts.text[start : named.start])).strip("“「")
    words = _PARTING_RE.split(before)[-1].strip("“「")
    return _verbs().fullmatch(words) is not None


@cache
def _verbs() -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, lexicon.verbs()), key=len, reverse=True))
    return re.compile(rf"(?:{lexicon.words('before_verb')}|{verbs}|着力|好|以|把|联合?|共|齐|力)*")


def topic(facts: Facts, here: Sequence[Mention]) -> Mention | None:
    """The mechanism that the text gives a short form, or that is that short form: what its section is about."""
    for found in here:
        short = _SHORT_FORM_RE.match(facts.text[found.end : found.end + 8])
        if short is not None:
            own = found.end + short.end()
            return next((m for m in here if own <= m.start <= own + 2), found)
    return None
