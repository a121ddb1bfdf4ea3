"""Slogans without quotation marks: parallel parts, enumerations that a number sums up, one for each.

支部强村、产业兴村、文化润村治理新实践; 党建引领、平安法治、产业发展三条跑道; 村级主抓、镇级主管、县级主评; 一楼一长.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import closes
from ingest.mechanisms.candidate import Candidate, is_excluded, plain
from ingest.mechanisms.marks import Marks, Range
from ingest.mechanisms.quotations import rhymes
from ingest.mechanisms.strengths import STRENGTH

_PARALLEL_RE = re.compile(
    r"((?:[\u4e00-\u9fff]{2,9}、)(?:[\u4e00-\u9fff]{3,6}、){1,6}[\u4e00-\u9fff]{3,6}?)的?"
    rf"((?:治理|工作|服务|发展|协商)?{lexicon.words('slogan_noun')})"
)
_NUMERALS = {sign: i for i, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_SUMMED_RE = re.compile(
    rf"((?:[\u4e00-\u9fff]{{2,12}}、){{1,6}}[\u4e00-\u9fff]{{2,8}}?)(等)?([两三四五六七八九])({lexicon.words('summed_noun')})"
)
_SUM_BEHIND_RE = re.compile(rf"[两三四五六七八九]{lexicon.words('summed_noun')}")
_CHAIN_RE = re.compile(r"[\u4e00-\u9fff]{4,12}(?:、[\u4e00-\u9fff]{4,6}){2,}")
# 一村一策, 一户一码; not what comes once in so long (一季一考评) nor a manner (一门一户地)
_ONE_EACH_RE = re.compile(
    r"一(?<![\u4e00-\u9fff]一)([^一年季月周日天旬次时点步家\W]{1,3})一(?!\1)[^一点步滴地得着了\W]{1,3}"
    r"(?=[,。;:、\n]|制|机制|工程|行动|模式|管理|建设|$)"
)
_SUM_RE = re.compile(r"(?<![\w.%])[\w.%]++(?:\+[\w.%]++)+")
_FORMULA_RE = re.compile(
    r"(?<![0-9A-Za-z+])(?:[0-9]{1,3}|[\u4e00-\u9fff]{2,5})(?:\+(?:[0-9]{1,3}|[NXn]|[\u4e00-\u9fff]{2,6}))+(?![0-9A-Za-z+.%])"
)
# what is enumerated without a sign between its words but 、; nearly all of a text is passed over by this alone
_LIST_RE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,}+(?:、[\u4e00-\u9fff]{2,}+)+")
_DEED_SIGNS = frozenset("动办享建抓议管治责评督联促推帮带领防调研商融创育连通清查改包护引导干")


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every unquoted slogan."""
    lists = [found.span() for found in _LIST_RE.finditer(marks.text)]
    long = [where for where in lists if marks.text.count("、", *where) > 1]
    summed = [where for where in lists if _SUM_BEHIND_RE.search(marks.text, *where)]
    ways = ((_parallel, long), (_summed, summed), (_chains, long))
    listed = (candidate for way, places in ways for where in places for candidate in way(marks, where))
    return [*listed, *_one_each(marks), *_formulas(marks)]


def _parallel(marks: Marks, where: Range) -> Iterator[Candidate]:
    for match in _PARALLEL_RE.finditer(marks.text, *where):
        if marks.inside[match.start()]:
            continue
        parts = match[1].split("、")
        size = len(parts[-1])
        lead = len(parts[0]) - size
        parts[0] = parts[0][max(0, lead) :]
        if lead < 0 or size + len(match[2]) < 6 or {len(part) for part in parts} != {size} or not rhymes(parts):
            continue
        core = "、".join(parts)
        start = match.start() + lead
        yield Candidate(start, match.end(), core, "quote", (core + match[2],), STRENGTH["parallel"])


def _summed(marks: Marks, where: Range) -> Iterator[Candidate]:
    for match in _SUMMED_RE.finditer(marks.text, *where):
        name = match[3] + match[4]
        parts = match[1].split("、")
        counted = len(parts) <= _NUMERALS[match[3]] if match[2] else len(parts) == _NUMERALS[match[3]]
        if marks.inside[match.start(3)] or not counted or is_excluded(name):
            continue
        size = len(parts[-1])
        first = parts[0][-size:] if all(len(part) == size for part in parts[1:]) else parts[0]
        parts = [first, *parts[1:]]
        yield Candidate(
            match.start(3), match.end(), name, "quote", _summed_up(parts, match[2] or "", name), STRENGTH["summed"]
        )


def _summed_up(parts: list[str], others: str, name: str) -> tuple[str, ...]:
    """The further names of a sum: its parts, alone if they are all, and with it."""
    listed = plain("、".join(parts))
    whole = (f"{listed}{others}{name}",)
    return whole if others else (listed, *whole)


def _chains(marks: Marks, where: Range) -> Iterator[Candidate]:
    """Three parts or more of one length that share one word, not the first: 党员先议、代表共议、村民众议."""
    for match in _CHAIN_RE.finditer(marks.text, *where):
        if marks.inside[match.start()]:
            continue
        parts = match[0].split("、")
        size = len(parts[1])
        start, end = match.start() + len(parts[0]) - size, match.end() - len(parts[-1]) + size
        parts = [parts[0][-size:], *parts[1:-1], parts[-1][:size]]
        whole = {len(part) for part in parts} == {size} and start in marks.edges and end in marks.edges
        if whole and _are_deeds(marks, start, parts) and _shares_one(parts) and not is_excluded("、".join(parts)):
            yield Candidate(start, end, "、".join(parts), "coined", (), STRENGTH["roles"])


def _are_deeds(marks: Marks, start: int, parts: list[str]) -> bool:
    """Whether most of the parts that stand one behind the other from `start` end in a verb."""
    ends = [start + (len(parts[0]) + 1) * i + len(parts[0]) for i in range(len(parts))]
    words = [marks.words.before(end) for end in ends]
    verbs = [word is not None and word[1].startswith("v") for word in words]
    return sum(verb or part[-1] in _DEED_SIGNS for verb, part in zip(verbs, parts, strict=True)) * 2 > len(parts)


def _shares_one(parts: list[str]) -> bool:
    """Whether exactly one column behind the first holds one character, and the parts aren't a list of nouns."""
    shared = [len(set(column)) == 1 for column in zip(*parts, strict=True)]
    return len(set(parts)) == len(parts) and sum(shared) == 1 and any(shared[-2:])


def _one_each(marks: Marks) -> Iterator[Candidate]:
    for match in _ONE_EACH_RE.finditer(marks.text):
        word = marks.words.at(match.start())
        if not marks.inside[match.start()] and (word is None or word[0] < match.end()):
            yield Candidate(match.start(), match.end(), match[0], "coined", (), STRENGTH["coined"])


def _sums(text: str) -> Iterator[Range]:
    """What + joins; only sentences that have the sign are read."""
    at, end = text.find("+"), 0
    while at >= 0:
        start = max(end, text.rfind("。", 0, at) + 1)
        end = stop if (stop := text.find("。", at)) >= 0 else len(text)
        yield from (found.span() for found in _SUM_RE.finditer(text, start, end))
        at = text.find("+", end)


def _formulas(marks: Marks) -> Iterator[Candidate]:
    """1+3+N, 支部+合作社 with the kind word behind: 1+3+N工作体系; sums of figures are none."""
    for match in (match for where in _sums(marks.text) for match in _FORMULA_RE.finditer(marks.text, *where)):
        kind = next(iter(marks.within(marks.kinds, match.end(), match.end() + 8)), None)
        start = match.start()
        whole = start in marks.edges and kind is not None and not marks.inside[start]
        if whole and kind is not None and closes(marks, kind[1], len(marks.text)):
            name = plain(marks.text[start : kind[1]])
            yield Candidate(start, kind[1], name, "coined", (match[0],), STRENGTH["formula"])
