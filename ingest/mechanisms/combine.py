"""Candidates of all ways -> one candidate a stretch: what overlaps is one name with its variants, or two names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, distinguishing, plain
from ingest.mechanisms.marks import TITLE, Marks
from ingest.mechanisms.standing import HALVES

_RANK = {"term": 0, "quote": 1, "title": 1, "kind": 2, "coined": 3, "theme": 4}
_NUMERALS = {sign: i for i, sign in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_COUNTED_RE = re.compile(r"^([二三四五六七八九十两])(?:个|大|项|条|张|步|\w$)")
_KIND_END_RE = re.compile(r"(?:机制|制度|体系|模式|改革|行动|工程|平台|计划|活动|工作|清单|工作法|制)$")
_RESOURCE_RE = re.compile(r"资金|经费|基金|清单|考核|评价|培训")  # says what the thing is, whatever it is for
_CLOSED_RE, _GOVERNED_RE = re.compile(r"[”」][、和]?[“「]?"), re.compile(r"[的为成是、]")
_STOP_RE, _PARTS_RE = re.compile(r"[。;\n]"), re.compile(r"[、,]")
_QUOTED_BEFORE_RE = re.compile(r"[“「]([^“”「」]{5,80})[”」](?:的|等)?$")
_CONTENT_BEFORE_RE = re.compile(r"“([^“”]{5,80})”为(?:主要|核心|基本)?内容的$")
_LISTED_BEFORE_RE = re.compile(r"((?:[^,。;:“”、()]{2,16}、){1,9}[^,。;:“”、()]{2,16}?)(?:的|等|这)?$")
_LIST_START_RE = re.compile(
    r"^(?:按照|根据|依照|用|以|按|把|将|对|即|聚焦|围绕|落实|推行|坚持|通过|采取|实行|做到|实现|实施|包括|突出)"
)
_BEHIND_RE = re.compile(r"^”?(?:[(]|(?:[^。;,\n]{0,6}[。,:])?(?:即|就是|是指?|指的?是?)[:]?[“]?)([^()。;,\n]{5,80})")


def combine(marks: Marks, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that stay, in order of their start; overlapping ones merged or dropped."""
    kept = [candidate for group in _overlapping(candidates) for candidate in _placed(marks, group)]
    ordered = sorted(_with_expansions(marks, kept), key=lambda c: (c.start, c.end))
    ending = {candidate.end: candidate for candidate in reversed(ordered)}
    return [_of_base(candidate, ending.get(candidate.start)) for candidate in ordered]


def _overlapping(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """The candidates in groups that share no character: one group decides nothing about another."""
    group: list[Candidate] = []
    end = 0
    for candidate in sorted(candidates, key=lambda c: c.start):
        if group and candidate.start >= end:
            yield group
            group, end = [], 0
        group.append(candidate)
        end = max(end, candidate.end)
    if group:
        yield group


def _placed(marks: Marks, group: list[Candidate]) -> list[Candidate]:
    """What stays of candidates that overlap, the longest placed first."""
    kept: list[Candidate] = []
    for candidate in sorted(group, key=lambda c: (-(c.end - c.start), _RANK[c.way], c.start)):
        _place(marks, kept, candidate)
    return kept


def _of_base(candidate: Candidate, base: Candidate | None) -> Candidate:
    """“后半篇”文章 under the name of the reform right before it."""
    half = next((alias for alias in (candidate.name, *candidate.aliases) if alias in HALVES), None)
    if half is None:
        return candidate
    whole = half.removesuffix("文章") + "文章"
    name = base.name + whole if base is not None else whole
    aliases = tuple(dict.fromkeys((whole, half)))
    return candidate._replace(
        name=name,
        aliases=tuple(a for a in aliases if a != name),
        dimension=base.dimension if base else None,
        firm=base is not None and base.firm,
    )


def _place(marks: Marks, kept: list[Candidate], candidate: Candidate) -> None:
    """Put `candidate` among `kept`, all of which are at least as long."""
    for longer in list(kept):
        if candidate.end <= longer.start or longer.end <= candidate.start:
            continue
        decision = _decide(marks, longer, candidate)
        if decision == "shorter":
            kept.remove(longer)
        elif decision in ("inner name", "outer name"):
            pair = (candidate, longer) if decision == "inner name" else (longer, candidate)
            kept[kept.index(longer)] = _join(*pair)
            return
        elif decision == "drop":
            return
    kept.append(candidate)


def _decide(marks: Marks, longer: Candidate, shorter: Candidate) -> str:
    """both, shorter (drop the longer), drop (the shorter), or one thing under the inner or the outer name."""
    if not (longer.start <= shorter.start and shorter.end <= longer.end):
        return "both" if shorter.way == "term" and shorter.confidence > 0.8 else "drop"
    before = marks.text[longer.start : shorter.start]
    behind = marks.text[shorter.end : longer.end]
    if longer.way == "kind" and _is_chain(marks.text[longer.start : longer.end]):
        return "drop"
    if longer.way == "kind" and shorter.way != "kind" and marks.text[longer.start : longer.end].count("“") > 1:
        return "shorter"
    if longer.way == "kind" and _CLOSED_RE.search(before.rstrip("“「")) and len(before) > 2:
        return "shorter"
    if longer.way == "kind" and shorter.end == longer.end and _has_verb(marks, longer.start, shorter.start):
        return "shorter"
    if longer.way == "quote" and shorter.way == "term" and marks.text[shorter.start - 1] not in "“「" and before:
        return "drop" if behind and distinguishing(before) != 0 else "outer name"
    if shorter.way == "quote":
        return _decide_quote(before, behind)
    if shorter.way == "term":
        return _decide_term(before, behind, shorter)
    return "drop"


def _is_chain(text: str) -> bool:
    """Whether parallel parts of a name each stress words of their own: “晒”清单“亮家底”、“比”实绩“看成效”活动."""
    parts = _KIND_END_RE.sub("", text).split("、")
    quoted = [part.count("“") for part in parts]
    return len(parts) > 1 and min(quoted) > 1 and len(set(quoted)) == 1 and all(part[0] == "“" for part in parts)


def _decide_quote(before: str, behind: str) -> str:
    if behind:
        return "drop"
    if not before:
        return "outer name"
    return "shorter" if len(before) > 12 or _GOVERNED_RE.search(before) else "inner name"


def _decide_term(before: str, behind: str, term: Candidate) -> str:
    says = distinguishing(_KIND_END_RE.sub("", behind))
    if not behind and not before:
        return "inner name"
    if len(behind) > 6 and term.name.endswith(("体系", "制度", "机制")):
        return "drop"  # the plan to build a system is not the system
    if not behind or (says == 0 and distinguishing(before) <= 2):
        return "outer name"
    return "drop"


def _has_verb(marks: Marks, start: int, end: int) -> bool:
    return any(
        lexicon.verbs()[marks.text[a:b]].use != "preposition" and not marks.inside[a] and a in marks.edges
        for a, b in marks.within(marks.verbs, start, end)
    )


def _join(named: Candidate, other: Candidate) -> Candidate:
    """One candidate under the name of the first, over the stretch of both."""
    # a term inside a longer name keeps its usual form to itself: 信用积分管理制度 is not 积分制
    specific = named.way != "term" and other.way == "term" and other.start - named.start > 1
    others = (other.name,) if specific else (other.name, *other.aliases)
    aliases = tuple(dict.fromkeys(a for a in (*named.aliases, *others) if a != named.name))
    return named._replace(
        start=named.start,
        end=max(named.end, other.end) if named.start <= other.start else named.end,
        aliases=aliases,
        confidence=max(named.confidence, other.confidence),
        dimension=named.dimension or other.dimension,
        firm=named.firm or (other.firm and not specific and _same_core(named, other)),
    )


def _same_core(named: Candidate, other: Candidate) -> bool:
    """Whether a name adds no more to the other than a kind word and what distinguishes nothing."""
    rest = named.name.replace(other.name, "", 1)
    return not _RESOURCE_RE.search(rest) and distinguishing(_KIND_END_RE.sub("", rest)) <= 2


def _with_expansions(marks: Marks, kept: list[Candidate]) -> list[Candidate]:
    """Counted slogans take what they count as an alias; a candidate that is only the expansion goes."""
    found: list[Candidate] = []
    expanded: set[str] = set()
    for candidate in kept:
        parts = _expansion(marks, candidate)
        if parts is not None:
            expanded.add(plain(parts))
            candidate = candidate._replace(aliases=(*candidate.aliases, plain(parts)))
        found.append(candidate)
    return [c for c in found if c.name not in expanded]


def _expansion(marks: Marks, candidate: Candidate) -> str | None:
    content = _CONTENT_BEFORE_RE.search(marks.text[max(0, candidate.start - 90) : candidate.start])
    if content is not None:
        return content[1]
    counted = _COUNTED_RE.match(candidate.name)
    if counted is None or marks.inside[candidate.start] & TITLE:
        return None
    number = _NUMERALS[counted[1]]
    before = _STOP_RE.split(marks.text[max(0, candidate.start - 90) : candidate.start])[-1]
    behind = _BEHIND_RE.match(marks.text[candidate.end : candidate.end + 90])
    options = [
        found[1] for found in (_QUOTED_BEFORE_RE.search(before), _LISTED_BEFORE_RE.search(before), behind) if found
    ]
    for option in options:
        parts = _LIST_START_RE.sub("", option).strip("“”")
        parts = _after_verb(parts)
        if len(_PARTS_RE.split(parts)) == number:
            return parts
    return None


def _after_verb(parts: str) -> str:
    """An enumeration without the subject and verb before its first part."""
    first = parts.split("、")[0]
    ends = [
        first.rfind(verb) + len(verb)
        for verb in lexicon.verbs()
        if verb in first and lexicon.verbs()[verb].use != "naming"
    ]
    starts = [len(verb) for verb in lexicon.verbs() if first.startswith(verb)]
    return parts[max([0, *starts, *(end for end in ends if end < len(first))]) :]
