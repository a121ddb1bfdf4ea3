"""Slogans without quotation marks: parallel parts before a noun of practice, enumerations that a number sums up.

支部强村、产业兴村、文化润村治理新实践; 党建引领、平安法治、产业发展三条跑道.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, is_excluded, plain
from ingest.mechanisms.marks import Marks

_PARALLEL_RE = re.compile(
    r"((?:[\u4e00-\u9fff]{2,9}、)(?:[\u4e00-\u9fff]{3,6}、){1,6}[\u4e00-\u9fff]{3,6}?)的?"
    rf"((?:治理|工作|服务|发展|协商)?{lexicon.words('slogan_noun')})"
)
_NUMERALS = {sign: i for i, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_SUMMED_RE = re.compile(
    rf"((?:[\u4e00-\u9fff]{{2,12}}、){{1,6}}[\u4e00-\u9fff]{{2,8}}?)(?:等)?([两三四五六七八九])({lexicon.words('summed_noun')})"
)


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every unquoted slogan."""
    return [*_parallel(marks), *_summed(marks)]


def _parallel(marks: Marks) -> Iterator[Candidate]:
    for match in _PARALLEL_RE.finditer(marks.text):
        if marks.inside[match.start()]:
            continue
        parts = match[1].split("、")
        size = len(parts[-1])
        lead = len(parts[0]) - size
        parts[0] = parts[0][max(0, lead) :]
        if lead < 0 or size + len(match[2]) < 6 or {len(part) for part in parts} != {size} or not _rhymes(parts):
            continue
        core = "、".join(parts)
        start = match.start() + lead
        yield Candidate(start, match.end(), core, "quote", (core + match[2],), 0.7)


def _rhymes(parts: list[str]) -> bool:
    """Whether the parts share a character at the same place (强村, 兴村) and aren't one word over and over."""
    return len(set(parts)) == len(parts) and any(len(set(column)) == 1 for column in zip(*parts, strict=True))


def _summed(marks: Marks) -> Iterator[Candidate]:
    for match in _SUMMED_RE.finditer(marks.text):
        name = match[2] + match[3]
        parts = match[1].split("、")
        if marks.inside[match.start(2)] or len(parts) != _NUMERALS[match[2]] or is_excluded(name):
            continue
        size = len(parts[-1])
        first = parts[0][-size:] if all(len(part) == size for part in parts[1:]) else parts[0]
        yield Candidate(match.start(2), match.end(), name, "quote", (plain("、".join([first, *parts[1:]])),), 0.6)
