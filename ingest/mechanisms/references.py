"""Words that take up a mechanism named before (这一做法, 该平台) where their sentence names none itself.

Requirement: coreference of the plain kinds. 该市 and 全省 are read with the regions, 该局 with the subjects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from ingest.mechanisms.statements import Facts, Mention, Mentions, sentences, within
from kg.model import Clause

_START = attrgetter("start")
_KINDS = "工作法|平台|工程|行动|改革|计划|活动|清单|试点"
_REFERS_RE = re.compile(
    r"(?:这一|这个|这种|这项|这套|该项?|上述)(?:创新|特色|治理|工作|管理|服务|成功)*"
    rf"(?:(?P<kind>{_KINDS})|做法|经验|模式|机制|制度|体系|办法|举措|探索|实践)"
)
_TAKES_UP_RE = re.compile(
    r"(?<=[把将])[其它](?=[^,。;]{0,12}?(?:推广|推开|铺开|铺到|推向|复制|扩大|拓展|延伸|写[进入]|列[为入作]|确定|[定命]名|升级|固化|搬[到上进]))"
)


def spoken(facts: Facts) -> Mentions:
    """The mentions of mechanisms with the words that refer to one, in order; computed once a document."""
    kept = facts.doc.user_data
    if "spoken" not in kept:
        references = list(_references(facts))
        items = sorted([*facts.mechanisms, *references], key=_START) if references else facts.mechanisms
        kept["spoken"] = Mentions(items, facts.ranges) if references else facts.mechanisms
    found: Mentions = kept["spoken"]
    return found


def _references(facts: Facts) -> Iterator[Mention]:
    before: Clause | None = None
    for clause in facts.document.clauses:
        told: Sequence[Mention] = ()
        if before is not None and before.headings == clause.headings and clause.label is None:
            told = within(facts.mechanisms, before.start, before.end)
        for where in sentences(facts.text, clause.start, clause.end):
            here = facts.mechanisms.inside(where)
            refers = _refers(facts.text, where) if told and not here else None
            one = _meant(told, refers.groupdict().get("kind")) if refers is not None else None
            if one is not None and refers is not None:
                yield Mention(*refers.span(), one.name)
            told = here or told
        before = clause


def _refers(text: str, where: tuple[int, int]) -> re.Match[str] | None:
    """这一做法, 该平台; 其 and 它 where they are spread, written down or carried on."""
    refers = _REFERS_RE.search(text, *where)
    if refers is None and (text.find("其", *where) >= 0 or text.find("它", *where) >= 0):
        refers = _TAKES_UP_RE.search(text, *where)
    return refers


def _meant(told: Sequence[Mention], kind: str | None) -> Mention | None:
    """The last of those told that is of the kind named, or the last at all where the word fits any."""
    return next((m for m in reversed(told) if kind is None or kind in m.name), None)
