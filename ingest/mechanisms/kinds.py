"""Names that a kind word closes: 志愿者嘉许制度, 乡镇财政转移支付机制."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.mechanisms import lexicon
from ingest.mechanisms.boundary import Edge, left_edge
from ingest.mechanisms.candidate import Candidate, balanced, distinguishing, is_excluded, plain
from ingest.mechanisms.marks import Marks, Range

MAX_NAME = 45
_STACKED = 8  # so many characters of plain words together name one system (安全生产教育培训制度)
_MIN_MODIFIER = {"open": 2, "named": 3, "action": 2, "suffix": 3, "titled": 2, "campaign": 2}
_CONFIDENCE = {"verb": 0.9, "doing": 0.85, "preposition": 0.7, "conjunction": 0.8, "bare": 0.55}  # by frame
# what stands behind a kind word that only modifies it
_BLOCKED_NEXT_RE = re.compile(lexicon.words("not_closed"))
_CONJUNCTION_RE = re.compile(r"(?:以及|、|和|与|及|或者?|并)")
_PREDICATE_RE = re.compile(lexicon.words("predicate"))
# 科技力量推动社会治理体制机制: what follows the verb is the name, and says nothing
_TOWARDS_RE = re.compile(
    r"[^、]{3,}(?:推动|促进|带动|推进)(?:社会|基层|城乡|乡村|国家|治理|发展|体制|现代化)+$|等与|(?:方式|思维|手段|力量)(?:推进|推动|促进|破解|解决)"
)
_TRIED_RE = re.compile(r"(?:率先|先行|首批|开展|进行|选择|正在|全国)$")  # 某县率先试点
_NOT_SUFFIX_RE = re.compile(rf"{lexicon.words('not_suffix')}$")
_CAMPAIGN_RE = re.compile(r"(?:平安|法治|文明|美丽|清廉|健康|和谐|幸福|生态)[\u4e00-\u9fff]{2,4}(?:建设|创建)?$")
_NATURAL_RE = re.compile(r"(?:生态|气候|司法|神经|政法|金融|教育|免疫|操作|特定|检定|技术|水|门|动力|防护|电力|交通)$")
_PLACE_VERB_RE = re.compile(rf"{lexicon.words('place_verb')}")
_POLITICAL_RE = re.compile(r"社会主义|治理|国家|党的|、")
# activities and plans that are named only by their sort
_PLAIN_ACTIVITY_RE = re.compile(rf"{lexicon.words('plain_activity')}$")
_PLAIN_PLAN_RE = re.compile(
    r"年度|规划|经济|立法|编制|投资|应急|生产|采购|招生|接收|供应|资金|(?:年|发展|工作|项目|改造)$"
)
_DEEDS = ("活动", "行动", "工程", "计划", "台账", "清单", "改革", "试点")
_ENLISTED = ("计划", "体系", "平台")  # 纳入…计划 names no plan
_PRONOUN_RE = re.compile(rf"^{lexicon.words('pronoun')}")
_HEAVY_RE = re.compile(r"[了过吗呢吧我你他她它们这那是]|列入|纳入|成为|作为|认为|选择|[0-9]+(?:[万亿%个名户人家项]|余)")
_PARALLEL_RE = re.compile(r"^[^、的]{2,9}(?:、[^、的]{2,9}){2,}$")
_ROLES_RE = re.compile(r"以[^、的]{2,16}为[^、]{2,4}、[^、]{2,20}为[^、]{2,4}")  # 以甲为核心、乙为基础的村级组织体系
_NUMBERING_RE = re.compile(r"[#\s]*(?:\(?[一二三四五六七八九十0-9]{1,3}[)、.])?\s*")
_DOING_RE = re.compile(r"抓|完成|做|推|加|全面|基本|努力|继续|进一步|[^、]{0,8}(?:完成|进行|做好|抓)")
_PRAISE_RE = re.compile(  # 协调的…机制, 高效、常态运行的…体系
    r"(?:高效|协调|统一|规范|科学|常态|有序|顺畅|有力|完善|健全|灵活|便捷|快捷|精准|严格|运行|良性|多元|[、和])+$"
)
_OBJECT_OF_PLAN_RE = re.compile(r"(?:标准化)?建设[^,、。;的]{0,6}$")  # …体系建设三年|行动计划
_COUNTED_TAIL_RE = re.compile(r"[一二三四五六七八九十两]级|[一二三四五六七八九十两]方")


class _Before(NamedTuple):
    """The kind word before in the same piece: its left edge, its end, whether it closed a name."""

    edge: Edge
    end: int
    found: bool


def find(marks: Marks) -> list[Candidate]:
    """Every name that a kind word closes, in order."""
    return [candidate for piece in marks.pieces() for candidate in _in_piece(marks, piece)]


def _in_piece(marks: Marks, piece: Range) -> list[Candidate]:
    found: list[Candidate] = []
    before: _Before | None = None
    for start, end, strength in _runs(marks, piece):
        joint = _CONJUNCTION_RE.match(marks.text, before.end, start) if before else None
        begin = joint.end() if joint else before.end if before else piece[0]
        edge = left_edge(marks, begin, start, conjoined=before.edge.frame if before and joint else None)
        if before and before.found and _OBJECT_OF_PLAN_RE.match(marks.text[before.end : start]):
            edge = before.edge
            found.pop()
        if not closes(marks, end, piece[1]):
            continue
        candidate = _candidate(marks, edge, start, end, strength, first=edge.start == piece[0])
        if candidate is not None and before is not None and joint is not None and joint[0] != "、":
            merged = _merge(marks, before, start, candidate)
            if merged is not None and before.found:
                found.pop()
            candidate = merged or candidate
        if candidate is not None:
            found.append(candidate)
        before = _Before(edge, end, candidate is not None)
    return found


def _runs(marks: Marks, piece: Range) -> Iterator[tuple[int, int, str]]:
    """Kind words outside quotation marks; adjoining ones (行动+计划) as one, read by the last."""
    run: tuple[int, int, str] | None = None
    for start, end in marks.within(marks.kinds, *piece):
        strength = lexicon.kinds()[marks.text[start:end]]
        if marks.inside[start] or strength == "quoted" or (strength == "campaign" and not _is_campaign(marks, start)):
            continue
        if run is not None and run[1] == start:
            run = (run[0], end, strength)
            continue
        if run is not None:
            yield run
        run = (start, end, strength)
    if run is not None:
        yield run


def _is_campaign(marks: Marks, start: int) -> bool:
    """Whether a standing campaign stands before the word at `start` (平安某市考核)."""
    return _CAMPAIGN_RE.search(marks.text[max(0, start - 8) : start]) is not None


def closes(marks: Marks, end: int, stop: int) -> bool:
    """Whether a name can end at `end`: no noun follows that the kind word would modify."""
    if end >= stop or marks.text[end] in ",。;:!?…\n" or marks.text[end] in "、的)”’」》“ —(0123456789":
        return True
    if end not in marks.edges or _BLOCKED_NEXT_RE.match(marks.text, end, stop):
        return False
    return any(after.match(marks.text, end, stop) for after in (_CONJUNCTION_RE, _PREDICATE_RE))


def _candidate(marks: Marks, edge: Edge, start: int, end: int, strength: str, *, first: bool) -> Candidate | None:
    text = marks.text
    modifier = text[edge.start : start]
    if not _is_governed(marks, edge, start, end, strength, first=first) or _says_no_name(modifier):
        return None
    if _is_plain_deed(edge, modifier, text[start:end]) or _is_listed(marks, modifier, start, end):
        return None
    if strength in _ASK and not _ASK[strength](marks, edge, start):
        return None
    if text[start:end] in _ENLISTED and text[edge.start - 2 : edge.start] == "纳入":
        return None
    name, aliases, begin = _name(text, edge.start, start, end, strength)
    if name is None or len(plain(name)) > MAX_NAME or is_excluded(name):
        return None
    return Candidate(begin, end, plain(name), "kind", tuple(plain(a) for a in aliases), _CONFIDENCE[edge.frame])


def _is_governed(marks: Marks, edge: Edge, start: int, end: int, strength: str, *, first: bool) -> bool:
    """Whether a verb or preposition governs the name, or it is the subject of its sentence or opens a heading."""
    modifier = marks.text[edge.start : start]
    bare = edge.frame == "bare"
    subject = bare and first and _is_subject(marks, modifier, end, strength)
    if strength == "action":
        return (edge.frame == "doing" or subject) and "的" not in modifier and len(modifier) <= 18
    return not bare or subject or _heads_line(marks, edge.start, end, modifier)


def _says_no_name(modifier: str) -> bool:
    """Whether what stands before a kind word is a clause, a title or a piece of a sentence."""
    return bool(
        modifier.endswith("在")
        or "《" in modifier
        or not balanced(modifier)
        or any(rule.search(modifier) for rule in (_TOWARDS_RE, _TRIED_RE, _PRONOUN_RE, _HEAVY_RE))
    )


def _is_suffixed(marks: Marks, edge: Edge, start: int) -> bool:
    """Whether 制 closes a coined name (支部书记年初承诺制): no part of another word, behind a verb."""
    modifier = marks.text[edge.start : start]
    whole = _NOT_SUFFIX_RE.search(modifier) is None and "的" not in modifier
    return whole and edge.frame in ("verb", "doing", "preposition") and len(modifier) <= 18


def _is_model_place(marks: Marks, edge: Edge, start: int) -> bool:
    """Whether a model place is named by its sort (乡村治理示范村) behind a verb of making or becoming one."""
    sort = marks.text[edge.start : start].rpartition("的")[2]
    made = _PLACE_VERB_RE.search(marks.text[max(0, edge.start - 24) : edge.start]) is not None
    return made and len(plain(sort)) >= 4 and "、" not in sort


def _is_built(marks: Marks, edge: Edge, start: int) -> bool:
    """Whether the text builds the thing that is named."""
    modifier = marks.text[edge.start : start]
    return edge.frame in ("verb", "doing") and len(modifier) <= 20 and not _NATURAL_RE.search(modifier)


_ASK = {"suffix": _is_suffixed, "place": _is_model_place, "titled": _is_built}


def _is_plain_deed(edge: Edge, modifier: str, kind: str) -> bool:
    """Whether an activity or plan has no name of its own (宣传教育活动, 年度工作计划)."""
    if kind == "活动":
        return edge.frame != "doing" or len(plain(modifier)) > 16 or _PLAIN_ACTIVITY_RE.search(modifier) is not None
    return kind == "计划" and _PLAIN_PLAN_RE.search(modifier) is not None


def _is_listed(marks: Marks, modifier: str, start: int, end: int) -> bool:
    """Whether the word is one item of a longer list of plain nouns (户籍管理、文体活动、治安防控)."""
    return marks.text[start:end] in _DEEDS and modifier.count("、") >= 2 and marks.text[end : end + 1] == "、"


def _is_subject(marks: Marks, modifier: str, end: int, strength: str) -> bool:
    """Whether a name without a verb before it is the subject of its sentence; a noun of doing says more by itself."""
    needed = 2 if strength == "action" else 5
    says = len(modifier) if strength == "action" else distinguishing(modifier)
    return (
        len(modifier) <= 20
        and says >= needed
        and "的" not in modifier
        and (strength != "action" or _DOING_RE.match(modifier) is None)
        and _PREDICATE_RE.match(marks.text, end) is not None
    )


def _heads_line(marks: Marks, start: int, end: int, modifier: str) -> bool:
    """Whether the name opens a heading that goes on to say what it does (条抓块管机制:…)."""
    line = marks.text[marks.text.rfind("\n", 0, start) + 1 : start]
    heads = marks.text[end : end + 1] in (":", "\n") and _NUMBERING_RE.fullmatch(line) is not None
    return heads and distinguishing(modifier) >= 2 and len(modifier) <= 16 and "的" not in modifier


def _name(text: str, begin: int, start: int, end: int, strength: str) -> tuple[str | None, tuple[str, ...], int]:
    """Name, aliases and start of the name: what stands before 的 belongs to it if it is short or names the parts."""
    if strength == "place":
        begin = max(begin, text.rfind("的", begin, start) + 1)
        return text[begin:end], (), begin
    needed = 4 if text[start:end] == "平台" else _MIN_MODIFIER[strength]
    whole = text[begin:end]
    cut = _last_outside(text, "的", begin, start)
    if cut is None:
        modifier = text[begin:start]
        stacked = _is_stacked(modifier, text[start:end])
        return (whole, (), begin) if stacked or distinguishing(modifier) >= needed else (None, (), begin)
    head, tail = text[begin:cut], text[cut + 1 : end]
    tail_says = distinguishing(text[cut + 1 : start])
    if tail_says < needed and strength == "named" and _ROLES_RE.match(head):
        return tail, (whole,) if len(whole) <= MAX_NAME else (), cut + 1
    if tail_says < needed:
        parallel = strength == "open" and _PARALLEL_RE.match(plain(head)) is not None and len(head) <= 30
        return (whole, (), begin) if parallel else (None, (), begin)
    if _PRAISE_RE.match(head):
        return tail, (whole,), cut + 1
    if len(head) > 16 or head.startswith(("与", "同", "集", "以", "和", "跟", "符合", "适应", "具有")):
        return tail, (whole,) if len(whole) <= MAX_NAME else (), cut + 1
    return whole, (tail,) if tail_says >= 3 or _COUNTED_TAIL_RE.match(tail) else (), begin


def _is_stacked(modifier: str, kind: str) -> bool:
    """Whether plain words are so many that together they name one system (安全生产教育培训制度) or trial."""
    if kind == "制度":
        return len(modifier) >= _STACKED and not _POLITICAL_RE.search(modifier)
    return kind in ("试点", "示范创建") and len(modifier) >= _STACKED - 2 and "、" not in modifier


def _last_outside(text: str, sign: str, low: int, high: int) -> int | None:
    """The last `sign` in [low, high) that no bracket or quotation mark encloses."""
    depth = 0
    for i in range(high - 1, low - 1, -1):
        if text[i] in "”)》":
            depth += 1
        elif text[i] in "“(《":
            depth -= 1
        elif text[i] == sign and depth == 0:
            return i
    return None


def _merge(marks: Marks, before: _Before, start: int, after: Candidate) -> Candidate | None:
    """事项清单 and 准入制度 as one name where the second says too little by itself; `start` is its kind word's."""
    first = marks.text[before.edge.start : before.end]
    modifier = marks.text[after.start : start]
    says_enough = len(modifier) > 4 or distinguishing(modifier) > 4 or first[-2:] == after.name[-2:]
    if says_enough or before.edge.frame == "bare" or "“" in first or "的" in first or len(first) < 5:
        return None
    whole = plain(marks.text[before.edge.start : after.end])
    return Candidate(before.edge.start, after.end, whole, "kind", (plain(first),), after.confidence)
