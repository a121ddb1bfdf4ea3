"""Names that a kind word closes: 志愿者嘉许制度, 乡镇财政转移支付机制."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import closes, is_carried, tells
from ingest.mechanisms.boundary import Edge, left_edge, skip_leading
from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded, plain
from ingest.mechanisms.marks import Marks, Range
from ingest.mechanisms.naming import MAX_NAME, is_levelled, last_outside, name_of, says_no_name
from ingest.mechanisms.strengths import STRENGTH

_CONJUNCTION_RE = re.compile(r"(?:以及|、|和|与|及|或者?|并)")
_NOT_SUFFIX_RE = re.compile(rf"{lexicon.words('not_suffix')}$")
_CAMPAIGN_RE = re.compile(r"(?:平安|法治|文明|美丽|清廉|健康|和谐|幸福|生态)[\u4e00-\u9fff]{2,4}(?:建设|创建)?$")
_NATURAL_RE = re.compile(r"(?:生态|气候|司法|神经|政法|金融|教育|免疫|操作|特定|检定|技术|水|门|动力|防护|电力|交通)$")
_PLACE_VERB_RE = re.compile(rf"{lexicon.words('place_verb')}")
# activities and plans that are named only by their sort
_PLAIN_ACTIVITY_RE = re.compile(rf"{lexicon.words('plain_activity')}$")
_PLAIN_PLAN_RE = re.compile(
    r"年度|规划|经济|立法|编制|投资|应急|生产|采购|招生|接收|供应|资金|(?:年|发展|工作|项目|改造)$"
)
_DEEDS = ("活动", "行动", "工程", "计划", "台账", "清单", "改革", "试点")
_ENLISTED = ("计划", "体系", "平台")  # 纳入…计划 names no plan
_TOWARDS_RE = re.compile(r"到|走向|迈向|转向|变为")
_NUMBERING_RE = re.compile(r"[#\s]*(?:\(?[一二三四五六七八九十0-9]{1,3}[)、.])?\s*")
_DOING_RE = re.compile(r"抓|完成|做|推|加|全面|基本|努力|继续|进一步|[^、]{0,8}(?:完成|进行|做好|抓)")
_ACTIONS = ("action", "practice")
_BUILDING = ("verb", "doing")
_DEED_LENGTH, _SUBJECT_LENGTH, _CARRIED_LENGTH = 18, 20, 32
_JOINTS = ("和", "与", "、", "及")
_FUND_RE = re.compile(r"资金|经费")
_BY_RE = re.compile(r"[由将把被给让使]|成立|设立|组建")  # 问题由专项|整治来破: more than a subject
_SYSTEMATIC_RE = re.compile(r"(?:地|性|化)?(?:推进|学习|梳理|谋划|治理|整治|集成|总结|研究|部署|安排)")
_PLAIN_DEED_NEXT_RE = re.compile(r"等?(?:事项|问题|方面|项目|内容|任务|等|(?:工作)?(?:领导小组|专班|办公室))")
_OBJECT_OF_PLAN_RE = re.compile(r"(?:标准化)?建设[^,、。;的]{0,6}$")  # …体系建设三年|行动计划


class _Before(NamedTuple):
    """The kind word before in the same piece: its left edge, its end, whether it closed a name."""

    edge: Edge
    end: int
    found: bool


def find(marks: Marks) -> list[Candidate]:
    """Every name that a kind word closes, in order."""
    pieces = marks.parted(marks.kinds).items()
    return [candidate for piece, kinds in pieces for candidate in _in_piece(marks, piece, kinds)]


def _in_piece(marks: Marks, piece: Range, kinds: list[Range]) -> list[Candidate]:
    found: list[Candidate] = []
    before: _Before | None = None
    opening: int | None = None  # where the first name of the piece can begin
    for start, end, strength in _runs(marks, kinds):
        joint = _CONJUNCTION_RE.match(marks.text, before.end, start) if before else None
        begin = joint.end() if joint else before.end if before else piece[0]
        of_plan = before is not None and before.found and _OBJECT_OF_PLAN_RE.match(marks.text, before.end, start)
        if of_plan:
            found.pop()
        if not closes(marks, end, piece[1]):
            continue
        conjoined = before.edge.frame if before and joint else None
        edge = before.edge if before and of_plan else left_edge(marks, begin, start, conjoined=conjoined)
        if opening is None:
            opening = skip_leading(marks.text, *piece)
        candidate = _candidate(marks, edge, start, end, strength, first=edge.start == opening)
        if candidate is not None and before is not None and joint is not None and joint[0] != "、":
            merged = _merge(marks, before, start, candidate)
            if merged is not None and before.found:
                found.pop()
            candidate = merged or candidate
        if candidate is not None:
            found.append(candidate)
        before = _Before(edge, end, candidate is not None)
    return found


def _runs(marks: Marks, kinds: list[Range]) -> Iterator[tuple[int, int, str]]:
    """Of `kinds` those outside quotation marks; adjoining ones (行动+计划) as one, read by the last."""
    run: tuple[int, int, str] | None = None
    for start, end in kinds:
        strength = lexicon.kinds()[marks.text[start:end]]
        if marks.inside[start] or strength == "quoted" or (strength in _PART and _PART[strength](marks, start)):
            continue
        if run is not None and run[1] == start:
            run = (run[0], end, strength)
            continue
        if run is not None:
            yield run
        run = (start, end, strength)
    if run is not None:
        yield run


def _is_no_campaign(marks: Marks, start: int) -> bool:
    """Whether no standing campaign stands before the word at `start` (平安某市|考核)."""
    return _CAMPAIGN_RE.search(marks.text[max(0, start - 8) : start]) is None


def _is_of_word(marks: Marks, start: int) -> bool:
    """Whether 制 is the end of another word (编制, 学制)."""
    return _NOT_SUFFIX_RE.search(marks.text[max(0, start - 4) : start]) is not None


_PART = {"campaign": _is_no_campaign, "suffix": _is_of_word}  # kind words that are only part of something else


def _candidate(marks: Marks, edge: Edge, start: int, end: int, strength: str, *, first: bool) -> Candidate | None:
    text = marks.text
    modifier = text[edge.start : start]
    rule = _rule(marks, edge, start, end, strength, first=first)
    if rule is None or says_no_name(modifier, text[start:end]) or _is_agency(modifier, text[start:end]):
        return None
    if _is_plain_deed(edge, modifier, text[start:end]) or _is_listed(marks, modifier, start, end):
        return None
    if text[start:end] == "试点" and text[end : end + 1] == "“":
        return None  # 在某镇试点“…”
    if strength in _ASK and not _ASK[strength](marks, edge, start):
        return None
    if text[edge.start - 1 : edge.start] == "从" and _TOWARDS_RE.search(text, edge.start, end + 2):
        return None  # 从县域试点|到全省推广
    if text[start:end] in _ENLISTED and text[edge.start - 2 : edge.start] == "纳入":
        return None
    cut = last_outside(text, "的", edge.start, start) if rule == "open" else None
    place = _place(marks, edge.start, start) if edge.frame == "bare" else edge.start
    name, aliases, begin = name_of(
        text, place if cut is None else cut + 1, start, end, strength, built=rule in _BUILDING
    )
    if name is None or len(plain(name)) > MAX_NAME or is_excluded(name):
        return None
    return Candidate(begin, end, plain(name), "kind", tuple(plain(a) for a in aliases), STRENGTH[rule])


def _rule(marks: Marks, edge: Edge, start: int, end: int, strength: str, *, first: bool) -> str | None:
    """What speaks for a name: the verb or preposition before it, the verb behind it, its place in the line."""
    modifier = marks.text[edge.start : start]
    if strength in _ACTIONS:
        if "的" in modifier or len(modifier) > _DEED_LENGTH or _PLAIN_DEED_NEXT_RE.match(marks.text, end):
            return None
        doing = edge.frame == "doing"
        return "doing" if doing else "subject" if first and _is_subject(marks, edge, start, end, strength) else None
    if edge.frame != "bare":
        return edge.frame
    if _BY_RE.search(modifier) or any(part == "p" for _, _, part in marks.words.spans_between(edge.start, start)):
        return None
    if (
        first
        and is_carried(marks.text, end)
        and len(modifier) <= _CARRIED_LENGTH
        and _says(modifier, marks.text[start:end])
    ):
        return "carried"
    if first and _is_subject(marks, edge, start, end, strength):
        return "subject"
    return "heading" if _heads_line(marks, edge.start, end, modifier) else None


def _place(marks: Marks, begin: int, start: int) -> int:
    """`begin` behind the place whose practice it is (某市|综治中心规范化建设)."""
    word = marks.words.at(begin)
    return (
        word[0] if word is not None and word[1] == "ns" and distinguishing(marks.text[word[0] : start]) >= 2 else begin
    )


def _says(modifier: str, kind: str) -> bool:
    """Whether a subject is told enough to be a name."""
    return distinguishing(modifier) >= 3 or is_levelled(modifier, kind)


def _is_agency(modifier: str, kind: str) -> bool:
    """Whether the words are a department's (发展和改革委员会、发展改革部门) and no reform."""
    return kind == "改革" and modifier.endswith(("发展", "发展和", "发展与"))


def _is_suffixed(marks: Marks, edge: Edge, start: int) -> bool:
    """Whether 制 closes a coined name (支部书记年初承诺制): no part of another word, behind a verb."""
    modifier = marks.text[edge.start : start]
    return "的" not in modifier and edge.frame in ("verb", "doing", "preposition") and len(modifier) <= 18


def _is_model_place(marks: Marks, edge: Edge, start: int) -> bool:
    """Whether a model place is named by its sort (乡村治理示范村) behind a verb of making or becoming one."""
    sort = marks.text[edge.start : start].rpartition("的")[2]
    made = _PLACE_VERB_RE.search(marks.text[max(0, edge.start - 24) : edge.start]) is not None
    return made and len(plain(sort)) >= 4 and "、" not in sort


def _is_practised(marks: Marks, edge: Edge, start: int) -> bool:
    """Whether what is striven for is named before its word (开展无讼村居创建) and no verb's own object follows."""
    modifier, behind = marks.text[edge.start : start], marks.text[start + 2 : start + 3]
    return edge.frame == "doing" and distinguishing(modifier) >= 2 and "和" not in modifier and not behind.isdigit()


def _is_built(marks: Marks, edge: Edge, start: int) -> bool:
    """Whether the text builds the thing that is named."""
    modifier = marks.text[edge.start : start]
    if len(modifier) > _SUBJECT_LENGTH or _NATURAL_RE.search(modifier) or marks.text[start - 1 : start] in _JOINTS:
        return False
    if marks.text[start : start + 2] == "系统" and _SYSTEMATIC_RE.match(marks.text, start + 2):
        return False
    fund = _FUND_RE.search(marks.text, start, start + 4) is not None and distinguishing(modifier) >= 3
    return fund or edge.frame in ("verb", "doing") or is_carried(marks.text, start + 2)


_ASK = {"suffix": _is_suffixed, "place": _is_model_place, "titled": _is_built, "practice": _is_practised}


def _is_plain_deed(edge: Edge, modifier: str, kind: str) -> bool:
    """Whether an activity or plan has no name of its own (宣传教育活动, 年度工作计划)."""
    if kind == "活动":
        return edge.frame != "doing" or len(plain(modifier)) > 16 or _PLAIN_ACTIVITY_RE.search(modifier) is not None
    return kind == "计划" and _PLAIN_PLAN_RE.search(modifier) is not None


def _is_listed(marks: Marks, modifier: str, start: int, end: int) -> bool:
    """Whether the word is one item of a longer list of plain nouns (户籍管理、文体活动、治安防控)."""
    return marks.text[start:end] in _DEEDS and modifier.count("、") >= 2 and marks.text[end : end + 1] == "、"


def _is_subject(marks: Marks, edge: Edge, start: int, end: int, strength: str) -> bool:
    """Whether a name without a verb before it is the subject of its sentence; a noun of doing says more by itself."""
    modifier = marks.text[edge.start : start]
    needed = 2 if strength == "action" else 4 if strength == "titled" else 5
    says = len(modifier) if strength == "action" else distinguishing(modifier)
    return (
        edge.frame == "bare"
        and len(modifier) <= _SUBJECT_LENGTH
        and says >= needed
        and "的" not in modifier
        and (strength != "action" or _DOING_RE.match(modifier) is None)
        and tells(marks, end)
    )


def _heads_line(marks: Marks, start: int, end: int, modifier: str) -> bool:
    """Whether the name opens a heading that goes on to say what it does (条抓块管机制:…)."""
    line = marks.text[marks.text.rfind("\n", 0, start) + 1 : start]
    sign = marks.text[end : end + 1]
    heads = (sign in (":", "\n") or (sign == "。" and bool(line.strip()))) and _NUMBERING_RE.fullmatch(line) is not None
    return heads and distinguishing(modifier) >= 2 and len(modifier) <= 16 and "的" not in modifier


def _merge(marks: Marks, before: _Before, start: int, after: Candidate) -> Candidate | None:
    """事项清单 and 准入制度 as one name where the second says too little by itself; `start` is its kind word's."""
    first = marks.text[before.edge.start : before.end]
    modifier = marks.text[after.start : start]
    says_enough = len(modifier) > 4 or distinguishing(modifier) > 4 or first[-2:] == after.name[-2:]
    if says_enough or before.edge.frame == "bare" or "“" in first or "的" in first or len(first) < 5:
        return None
    whole = plain(marks.text[before.edge.start : after.end])
    return Candidate(before.edge.start, after.end, whole, "kind", (plain(first),), after.confidence)
