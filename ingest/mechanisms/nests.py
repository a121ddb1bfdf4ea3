"""The mechanism that another one of the same sentence works inside: 甲机制业已建立,“乙”跟着上门."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, within
from ingest.mechanisms.subjects import carries, words_before

_LISTED_RE = re.compile(r"^[”」]?[“「]?$|^[”」]?[^,。;“”]{0,6}(?:、|和|与|及|以及)[^,。;“”]{0,4}[“「]?$")
# words that take up what has just been named
_TAKEN_UP_RE = re.compile(r"据此|为其|其中|这就是|这便是|里有|里设|由此列|要建的")
# 建成甲,实现“乙”: what it is to attain
_ATTAINS_RE = re.compile(
    r"[”」]?[^,。;“”]{0,4},(?:[把将][^,。;“”]{2,30},)?(?:基本|全面|逐步|真正|加快)?(?:实现|做到|达到)[^,。;“”]{0,6}[“「]?$"
)
# 开展甲行动,建立乙制度; 建立甲体系,实行乙; 试点甲,实行乙: the measures of what is large
_LARGE_RE = re.compile(r"(?:行动|工程|改革|计划)$")
_MEASURE_RE = re.compile(r"^(?:并|同步|全面)?(?:建立|建起|健全|完善|实行|采取|按|设立)")
_MADE_OF_RE = re.compile(r"(?:体系|行动|工程|改革|试点)$")
_RUN_RE = re.compile(r"^[^,。;]{0,10}实行")
_STARTS_RE = re.compile(r"(?:实施|开展|推进|推行|启动)$")
_TRIES_RE = re.compile(r"(?:试点|试行)$")
_BUT_RE = re.compile(r",(?:但|不过|然而|可)")
_BEGUN_RE = re.compile(
    r"(?:推行|试行|推出|实行|建立|启动|创新|设立|探索|打造|首创|推开|试点|开展|实施|吸纳为|(?:升级|扩展|改造|发展|拓展)[为成])了?[^,。;、“”]{0,6}[“「]?$"
)
_DONE_BY_RE = re.compile(
    r"(?:[记录登存]入|记进|兑换|换取|凭|过|走|召开|开(?![展发办设通放启拓创辟])|举行|晒|填写?|发放?|采取|采用|挂牌?|张贴|公示|人手一[部本册]"
    r"|(?:按[季月周年]|每[^,。;“”]{1,5}|定期)(?:[^,。;“”]{0,6})(?:开展|举办|组织|召开|评选|开|公布|发布))[^,。;“”]{0,6}[“「]?$"
)
_VERB = 6  # characters of a verb with its adverb
_MORE_RE = re.compile(r"^[”」]?(?:、|和|与|及)")
_COLON_RE = re.compile(r"[”」]?[^,。;:“”]{0,6}:")
# “甲”,…; 甲平台2022年初起步于某镇,…; 甲由某局开发,…
_TOPIC_RE = re.compile(r"^[”」]?(?:[,:]|(?:20[0-9]{2}|今年|去年|自|于|由|把|将|通过|采取|实行|采用|按照?)(?!上述))")
_OPENS_RE = re.compile(r"^[\s“「这一套该项]*$")
_GOVERNED_RE = re.compile(r"(?:对|把|将|向|以|给)[“「]?$")
# 由甲延伸而来的乙: what is spoken of is the second
_GREW_RE = re.compile(
    r"[”」]?[^,。;“”]{0,6}(?:延伸|演变|演化|发展|升级|衍生|脱胎|转化|迭代|拓展)[^,。;“”]{0,4}而[来成]的"
)
# 将甲升级为乙, 在2019年的甲基础上建设乙
_RAISED_RE = re.compile(r"[”」]?(?:平台|系统|活动|机制|应用)?(?:升级|改造|迭代|拓展|提升|整合|转型)(?:成|为|建设)")
_ON = 24  # characters
_ON_RE = re.compile(r"在(?:原|原有|[^,。;]{2,16}的)[“「]?$")
_BASIS_RE = re.compile(r"[”」]?(?:平台|系统|活动|机制|应用|做法|经验)?的?基础上")
_DESTINATION_RE = re.compile(r"(?:纳入|列入|写入|写进|挂钩|作为|评为|成为|入选|列为|靠着|参加|与)[^,。;]{0,8}[“「]?$")
# a predicate of its own: one more thing that is done, not a part of the one before
_ABREAST_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,8}(?:也|同步|同时|随之|相继|先后|逐步|逐条|逐项|全面|定期|每[年季月周]|应运而生|得到|召开|展开|开展|推进|建立|成立|成型|成形|健全|完善"
    r"|提档|提升|启动|上线|深化|明确|挂牌)"
)


def nest(facts: Facts, where: Range, here: Sequence[Mention], mechanism: Mention) -> Mention | None:
    """The one that the sentence speaks of before it comes to `mechanism` without a doing of its own."""
    text = facts.text
    mechanism = next(m for m in here if m.name == mechanism.name)
    earlier = [m for m in here if m.end <= mechanism.start and m.name != mechanism.name and not outgrown(facts, m)]
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
    before = [m for m in earlier if m.end < piece[0]]
    if not before:
        return None
    words = words_before(text, piece[0], mechanism.start, facts.mechanisms)
    if _MEASURE_RE.match(words) or _RUN_RE.match(words):
        large = next((m for m in reversed(before) if _has_measure(facts, where, m, words)), None)
        if large is not None:
            return large
    whole = _procedure(facts, where, before, mechanism, words)
    if whole is not None:
        return whole
    if (
        carries(words)
        or _TRIES_RE.search(words.rstrip("“「"))
        or _GOVERNED_RE.search(words)
        or _DESTINATION_RE.search(words)
        or _ABREAST_RE.match(text[mechanism.end : where[1]])
    ):
        return None
    head = next((m for m in before if _is_built(facts, where, m)), None)
    return None if head is None or _BUT_RE.search(text, head.end, mechanism.start) else head


def _procedure(facts: Facts, where: Range, before: Sequence[Mention], mechanism: Mention, words: str) -> Mention | None:
    """试行甲,问到的事记入“乙”,每月开一次“丙”: what is begun with the things by which it is done."""
    if _DONE_BY_RE.search(words) is None:
        return None
    for one in reversed(before):
        start = piece_of(facts.text, where, one.start)[0]
        if _BEGUN_RE.search(facts.text[start : one.start]):
            apart = within(facts.dates, one.end, mechanism.start) or _BUT_RE.search(
                facts.text, one.end, mechanism.start
            )
            return None if apart else one
    return None


def outgrown(facts: Facts, mechanism: Mention) -> bool:
    """Whether a mechanism is only named for what has come of it; found once for each mention."""
    kept: dict[Mention, bool] = facts.doc.user_data.setdefault("outgrown", {})
    if mechanism not in kept:
        kept[mechanism] = _outgrown(facts, mechanism)
    return kept[mechanism]


def _outgrown(facts: Facts, mechanism: Mention) -> bool:
    if _GREW_RE.match(facts.text, mechanism.end) or _RAISED_RE.match(facts.text, mechanism.end):
        return True
    before = facts.text[max(0, mechanism.start - _ON) : mechanism.start]
    return _BASIS_RE.match(facts.text, mechanism.end) is not None and _ON_RE.search(before) is not None


def _has_measure(facts: Facts, where: Range, large: Mention, words: str) -> bool:
    """Whether `words` stand before a measure of what is carried out before it in the sentence."""
    verb = facts.text[piece_of(facts.text, where, large.start)[0] : large.start].rstrip("“「")
    if _MEASURE_RE.match(words) and _LARGE_RE.search(large.name) and _STARTS_RE.search(verb):
        return True
    return _RUN_RE.match(words) is not None and bool(_MADE_OF_RE.search(large.name) or _TRIES_RE.search(verb))


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
