"""What the names themselves say: a phase of a reform, one of the things that a slogan counts, a name inside a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ingest.mechanisms.forms import forms
from ingest.mechanisms.statements import Facts, Mention
from kg.names import name_key

_GOES_ON_RE = re.compile(
    r"(?![、,和])(?!(?:工作|治理|管理|建设|服务|长效|常态化?)*(?:工作法|机制|制度|模式|体系|行动|工程|改革|平台|活动|计划|会)?$).+"
)
_BARE = ("社区", "村", "街道", "乡村振兴", "网格")
_LIST_RE = re.compile(r"[、,]")
_COUNTED_RE = re.compile(
    r"[一二两三四五六七八九十][^一二两三四五六七八九十]{1,3}(?=[一二两三四五六七八九十]|工作法|机制|模式|体系|基层|社会|社区|乡村|城乡|治理|$)"
)
_PHASE_RE = re.compile(r"[“”]?(?:前半篇|后半篇|上半篇|下半篇|第[一二三四五]阶段|一期|二期|三期)[“”]?(?:文章)?$")


def members(facts: Facts, stages: Mapping[str, Mention]) -> dict[str, Mention]:
    """Name of a mechanism -> the one that its name makes it part of; `stages` are the phases."""
    return {**dict(_inside(facts)), **dict(_items(facts)), **stages}


def phases(facts: Facts) -> Iterator[tuple[str, Mention]]:
    """A“后半篇”文章 is a phase of A, where the document names A; so is 后半篇 alone that once follows A."""
    if not any(_PHASE_RE.search(key) for key in facts.by_key):
        return
    named = {name_key(m.name).removesuffix("改革"): m for m in reversed(facts.mechanisms)}
    for mechanism in {m.name: m for m in facts.mechanisms}.values():
        key = name_key(mechanism.name)
        phase = _PHASE_RE.search(key)
        if phase is None:
            continue
        if not phase.start():
            yield from ((mechanism.name, m) for m in _named_before(facts, mechanism.name))
            continue
        inside = [
            form
            for form in named
            if len(form) >= 4 and form in key[: phase.start()] and named[form].name != mechanism.name
        ]
        whole = named.get(max(inside, key=len, default=""))
        if whole is not None:
            yield mechanism.name, whole


def _named_before(facts: Facts, phase: str) -> list[Mention]:
    """The mechanism that once stands right before a bare phase (A“后半篇”文章)."""
    pairs = pairwise(facts.mechanisms)
    return [a for a, b in pairs if b.name == phase != a.name and b.start - a.end <= 1][:1]


def _items(facts: Facts) -> Iterator[tuple[str, Mention]]:
    """What an enumerating name consists of, where the document names that alone: 一清单 of 一清单两平台工作法."""
    for key, whole in facts.by_key.items():
        items = _LIST_RE.split(key) if _LIST_RE.search(key) is not None else _COUNTED_RE.findall(key)
        yield from ((facts.by_key[item].name, whole) for item in items if item in facts.by_key and item != key)


def _inside(facts: Facts) -> Iterator[tuple[str, Mention]]:
    """甲结果运用机制 of 甲: a name that goes on where a shorter one of the document ends, by more than a kind word."""
    ordered = sorted(facts.by_key)
    for key, name in forms(facts).items():
        whole = facts.by_key[name_key(name)]
        if key.endswith(_BARE):
            continue
        for longer in _beginning(ordered, key):
            part = facts.by_key[longer]
            if part.name != name and _GOES_ON_RE.fullmatch(longer, len(key)):
                yield part.name, whole


def _beginning(ordered: list[str], key: str) -> Iterator[str]:
    """Those of the sorted names that begin with `key`."""
    for i in range(bisect_left(ordered, key), len(ordered)):
        if not ordered[i].startswith(key):
            return
        yield ordered[i]
