"""The mechanism that another one of the same sentence works inside: 甲机制业已建立,“乙”跟着上门."""

from __future__ import annotations

import re

from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, within
from ingest.mechanisms.subjects import carries, words_before

_LISTED_RE = re.compile(r"^[”」]?[“「]?$|^[”」]?[^,。;“”]{0,6}(?:、|和|与|及|以及)[^,。;“”]{0,4}[“「]?$")
# words that take up what has just been named
_TAKEN_UP_RE = re.compile(r"据此|为其|其中|这就是|这便是|里有|里设|由此列|要建的")
# 建成甲,实现“乙”: what it is to attain
_ATTAINS_RE = re.compile(r"[”」]?[^,。;“”]{0,4},(?:基本|全面|逐步|真正|加快)?(?:实现|做到|达到)[^,。;“”]{0,6}[“「]?$")
_VERB = 6  # characters of a verb with its adverb
_MORE_RE = re.compile(r"^[”」]?(?:、|和|与|及)")
_COLON_RE = re.compile(r"[”」]?[^,。;:“”]{0,6}:")
_TOPIC_RE = re.compile(r"^[”」]?[,:]")
_OPENS_RE = re.compile(r"^[\s“「这一套该项]*$")
_GOVERNED_RE = re.compile(r"(?:对|把|将|向|以)[“「]?$")
_DESTINATION_RE = re.compile(r"(?:纳入|列入|写入|写进|挂钩|作为|评为|成为|入选|列为|靠着|参加|与)[^,。;]{0,8}[“「]?$")
# a predicate of its own: one more thing that is done, not a part of the one before
_ABREAST_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,8}(?:也|同步|同时|随之|相继|先后|逐步|逐条|逐项|全面|定期|每[年季月周]|应运而生|得到|召开|展开|开展|推进|建立|成立|成型|成形|健全|完善"
    r"|提档|提升|启动|上线|深化|明确|挂牌)"
)


def nest(facts: Facts, where: Range, here: list[Mention], mechanism: Mention) -> Mention | None:
    """The one that the sentence speaks of before it comes to `mechanism` without a doing of its own."""
    text = facts.text
    mechanism = next(m for m in here if m.name == mechanism.name)
    earlier = [m for m in here if m.end <= mechanism.start and m.name != mechanism.name]
    if not earlier:
        return _before_colon(facts, where, mechanism)
    last = earlier[-1]
    between = text[last.end : mechanism.start]
    if _LISTED_RE.match(between):
        return nest(facts, where, here, last)
    if _TAKEN_UP_RE.search(between) or _ATTAINS_RE.match(between):
        return last
    first = earlier[0]
    if topical(facts, where, first):
        return last if _opens(facts, where, last) else first
    piece = piece_of(text, where, mechanism.start)
    heads = [m for m in earlier if m.end < piece[0] and _is_built(facts, where, m)]
    words = words_before(text, piece[0], mechanism.start, facts.mechanisms)
    if (
        not heads
        or carries(words)
        or _GOVERNED_RE.search(words)
        or _DESTINATION_RE.search(words)
        or _ABREAST_RE.match(text[mechanism.end : where[1]])
    ):
        return None
    return heads[0]


def _before_colon(facts: Facts, where: Range, mechanism: Mention) -> Mention | None:
    """甲模式:“1”指…;“2”指乙: what the same full sentence explains after a colon."""
    start = max(facts.text.rfind("。", 0, where[0]), facts.text.rfind("\n", 0, where[0])) + 1
    explained = [m for m in within(facts.mechanisms, start, where[0]) if _COLON_RE.match(facts.text, m.end)]
    return explained[-1] if explained and explained[-1].name != mechanism.name else None


def topical(facts: Facts, where: Range, mechanism: Mention) -> bool:
    """“甲”,…: a sentence that sets its topic before a comma."""
    opens = mechanism.start - where[0] <= 4 and _opens(facts, where, mechanism)
    return opens and _TOPIC_RE.match(facts.text[mechanism.end : where[1]]) is not None


def _is_built(facts: Facts, where: Range, mechanism: Mention) -> bool:
    """全面推行甲: a piece of a verb and it alone."""
    start, end = piece_of(facts.text, where, mechanism.start)
    words = facts.text[start : mechanism.start].rstrip("“「")
    return 1 < len(words) <= _VERB and carries(words) and not _MORE_RE.match(facts.text[mechanism.end : end])


def _opens(facts: Facts, where: Range, mechanism: Mention) -> bool:
    """Whether a piece of the sentence begins with it: what is said there is said of it."""
    start = piece_of(facts.text, where, mechanism.start)[0]
    return _OPENS_RE.match(facts.text[start : mechanism.start]) is not None
