"""What a sentence starts on the date that one before it gave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms import lexicon
from ingest.mechanisms.onsets import CHRISTENED_RE, START_RE, started
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of
from kg.model import Relation

_DEMONSTRATIVE_RE = re.compile(rf"^\s*[这该此](?:一|种|项|套|些)?(?:{lexicon.words('told')}|办法|方法)")
_NAMED_RE = re.compile(r"称|叫|名为|命名|概括|总结|提炼|归纳|誉为|形成|发展|升级")
_YEARS_LATER_RE = re.compile(r"(?:几|多|[两三四五六七八九十0-9])个?(?:年|月)(?:来|后|探索|实践|的|过去)")
_HENCE_RE = re.compile(r"^\s*(?:由此|自此|从此|至此)")


def told_before(facts: Facts, where: Range, own: Sequence[Mention], date: Mention, before: Range) -> Iterator[Relation]:
    """这一做法被称为M; 由此,…向M升级: since the date that was told before."""
    text = facts.text
    named = next((m for m in own if CHRISTENED_RE.search(text[piece_of(text, where, m.start)[0] : m.start])), None)
    if named is not None:
        if not _YEARS_LATER_RE.search(text[before[1] : named.start]):
            yield started(facts, named, date, where, 0.5)
        return
    if not START_RE.search(text[date.end : before[1]]):
        return
    opening = text[where[0] : own[0].start]
    if _DEMONSTRATIVE_RE.match(opening) and _NAMED_RE.search(opening):
        yield started(facts, own[0], date, where, 0.5)
    elif _HENCE_RE.match(text[where[0] : where[1]]):
        yield started(facts, own[-1], date, where, 0.5)
