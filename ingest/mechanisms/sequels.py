"""What a sentence starts on the date that one before it gave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms import lexicon
from ingest.mechanisms.onsets import CHRISTENED_RE, START_RE, started
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, statement, wording
from kg.model import Relation

_DEMONSTRATIVE_RE = re.compile(rf"^\s*[这该此](?:一|种|项|套|些)?(?:{lexicon.words('told')}|办法|方法)")
_NAMED_RE = re.compile(r"称|叫|名为|命名|概括|总结|提炼|归纳|誉为|形成|发展|升级")
_YEARS_LATER_RE = re.compile(r"(?:几|多|[两三四五六七八九十0-9])个?(?:年|月)(?:来|后|探索|实践|的|过去)")
_HENCE_RE = re.compile(r"^\s*(?:由此|自此|从此|至此)")
# 这就是村民口中的M
_THAT_IS_RE = re.compile(r"^\s*这(?:就|便|也就|正)?是[^,。;“”]{0,12}[“「]?$")
# 转机出现在2021年底; 变化要从2018年说起: the sentence only says when what the next one tells of was
_SETTING_RE = re.compile(
    r"[^,。;“”]{0,16}?(?:出现在|发生在|始于|起于|始自|[回退]到|追溯到|是在|[得要还]?从|源于)[^,。;]{4,14}(?:[说谈讲]起|开始|起步)?"
)
# 自2021年9月上线以来,…; 2021年我们在某街道先试
_ITS_ONSET_RE = re.compile(
    r"(?![^,。;]*(?:完成|全部|全覆盖|扩大))[^,。;“”《]{4,28}?(?:上线|推出|推行|启动|启用|运行|投用|开通|实施|施行|试行|成立|设立|建立|创办|创立|组建|开办|落地|起步|先试|试点|试水)"
    r"(?:运行|运营)?(?:以来|至今)?(?=$|[,。;])"
)
_SHORT = 24  # characters
# what may stand before a date that opens such a sentence
_ITS_RE = re.compile(
    r"\s*(?:它|其|[这该][一项个套]?[一-鿿]{2,4}|(?P<kind>平台|机制|制度|系统|热线))?(?:最早|最初|早在)?(?:自|从|于|在)?"
)


def is_setting(facts: Facts, where: Range) -> bool:
    """转机出现在2021年底: whether a sentence says no more than when what the next one tells of was."""
    return where[1] - where[0] <= _SHORT and _SETTING_RE.fullmatch(facts.text, *where) is not None


def its_onset(facts: Facts, where: Range, date: Mention, topic: Mention) -> Iterator[Relation]:
    """自D上线以来,…: the start of the mechanism that a sentence before named last."""
    opens = _ITS_RE.fullmatch(facts.text, where[0], date.start)
    meant = opens is not None and (opens["kind"] is None or opens["kind"] in topic.name)
    if meant and _ITS_ONSET_RE.match(facts.text, date.start, where[1]):
        words = wording(facts.text, where, date.range)
        yield statement(facts.doc, "startedOn", topic.name, date.name, words, confidence=0.4)


def told_before(facts: Facts, where: Range, own: Sequence[Mention], date: Mention, before: Range) -> Iterator[Relation]:
    """这一做法被称为M; 由此,…向M升级: since the date that was told before."""
    text = facts.text
    named = next((m for m in own if CHRISTENED_RE.search(text[piece_of(text, where, m.start)[0] : m.start])), None)
    if named is not None:
        if not _YEARS_LATER_RE.search(text[before[1] : named.start]):
            yield started(facts, named, date, where, 0.5)
        return
    opening = text[where[0] : own[0].start]
    if _THAT_IS_RE.match(opening):
        yield started(facts, own[0], date, where, 0.5)
    if not START_RE.search(text[date.end : before[1]]):
        return
    if _DEMONSTRATIVE_RE.match(opening) and _NAMED_RE.search(opening):
        yield started(facts, own[0], date, where, 0.5)
    elif _HENCE_RE.match(text[where[0] : where[1]]):
        yield started(facts, own[-1], date, where, 0.5)
