"""Kinds by nouns and a head: 执法部门, 社会事务机构, 疫情防控指挥部办公室."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from ingest.bodies.body import HAN
from ingest.components.terms import alternation, word_class, words_of
from ingest.kinds.kind import GRAMMAR, Kind, canonical, level_prefix
from ingest.nlp import text_of
from ingest.words import Words
from kg.names import display_name

_LONGEST = 12
_LONGEST_COMMITTEE = 18
_LEVEL_RE = re.compile("街道|乡镇|镇街|社区(?!居民|矫正)|县级|区级|市级|省级")
_COMMITTEE_RE = re.compile("(?:委员会|领导小组|指挥部|协调小组|联席会议)(?:办公室)?$")
_COUNTED_RE = re.compile(r"(?<=[\d余多几数万亿])[个支家所名户]")
_QUALITY_RE = re.compile(r"人员|编制|[部城员长们建架]|设[立置]|体系|化|领导|生活|关系|振兴|能力|覆盖|实施|开展|负责")
_ABSTRACT_RE = re.compile(r"保障|所在地|起来")
# a verb or preposition that the segmenter took into a noun: 标准由…, 会同…, 书面通知…
_OPENS_RE = re.compile(
    r".*(?:由|会同|协同|交由|抄报|抄送|通知|通报|报请|报告|委托|委派|距离|所在地|经(?![济营信贸开])|报(?![社刊道告业])|或者?|指(?![挥导])|检查和|联系(?=.{2,4}户)|(?:向|将|报|经|对|调度|协调)(?=[省市州县区旗乡镇街社村房民]))(?=..)"
)
_SET_UP_RE = re.compile(r"(?:成立|组建|建立|[\d余多几数百一二三四五六七八九十两]个)[一-鿿“]{0,8}$")
_ACTS_RE = re.compile(r"[,，]?(?:牵头|负责|组织|统筹|协调|开展|推动|带动|整合|参与|定期|每)")
# what a quoted name of a place for people to come to closes with
_PLACES = ("工作室", "服务站", "驿站", "议事厅")
# 货运党支部: of the members that the nouns name
_BRANCHES = frozenset({"党支部", "党总支", "党委"})
_HOLDS_RE = re.compile("书记|委员|员|办|组织部|宣传部|政法|副|领导|主导|统一|牵头")
# 农业农村主管部门: the word before 部门 closes with it
_AUTHORITIES = frozenset({"主管部门", "行政主管部门", "行政管理部门", "监督管理部门"})
_PLAIN = word_class(GRAMMAR, "class") | {"联盟"}
_HAN_RE = re.compile(rf"[{HAN}]+")
_MODIFIED = {"单位": "unit", "企业": "firm", "组织": "order"}


@cache
def _head_re() -> re.Pattern[str]:
    return re.compile(
        alternation(word_class(GRAMMAR, "open") | word_class(GRAMMAR, "class") | _AUTHORITIES | _BRANCHES)
    )


def by_nouns(doc: Doc) -> list[Kind]:
    """执法部门, 社会事务机构, 疫情防控指挥部办公室: nouns and a head."""
    found, text = [], text_of(doc)
    for m in _head_re().finditer(text):
        kind = _named_by(doc, text, m) if _is_head(text, m) else None
        if kind is not None:
            found.append(kind)
    return found


def _named_by(doc: Doc, text: str, head: re.Match[str]) -> Kind | None:
    """The kind that ends with `head`; a committee also goes by its name with the level in front."""
    end = head.end()
    start = _walk(text, words_of(doc), head)
    if opening := _OPENS_RE.match(text, start, head.start()):
        start = opening.end()
    is_committee = _COMMITTEE_RE.search(text, start, end) is not None
    if is_committee and (level := _LEVEL_RE.match(text, start, head.start() - 1)):
        start = level.end()
    if head.start() - start < 2:
        return None
    name = display_name(text[start:end])
    if (
        _splits_quotation(text, start, end)
        or len(name) > (_LONGEST_COMMITTEE if is_committee else _LONGEST)
        or not _is_kind(name, head[0])
    ):
        return None
    first = level_prefix(doc, start) if is_committee else start
    forms = tuple(dict.fromkeys((name, display_name(text[first:end]))))
    return Kind(first, end, canonical().get(name, name), forms)


def _splits_quotation(text: str, start: int, end: int) -> bool:
    """Is the name the rest of a longer one in quotation marks (“老书记工作室”), or that of a place?"""
    opening = text.rfind("“", max(0, start - _LONGEST), start)
    if text[end : end + 1] != "”" or opening < 0 or "”" in text[opening:start]:
        return False
    return opening + 1 < start or text.endswith(_PLACES, 0, end)


def _is_head(text: str, m: re.Match[str]) -> bool:
    """Does the word close a name here: not 单位建设, 执法队伍, nor an alliance that nobody founds or leads?"""
    if m[0] in _PLAIN and _QUALITY_RE.match(text, m.end()):
        return False
    if m[0] == "党委" and _HOLDS_RE.match(text, m.end()):
        return False
    if m[0].endswith("队") and text.startswith("伍", m.end()):
        return False
    if m[0] == "联盟" and not (
        _SET_UP_RE.search(text, max(0, m.start() - 16), m.start()) or _ACTS_RE.match(text, m.end())
    ):
        return False
    return text[m.start() - 1 : m.start()] != "党" and not _ABSTRACT_RE.match(text, m.end())


def _is_kind(name: str, head: str) -> bool:
    """Does the modifier set a kind of body apart that has a part in governance, not in a transaction?"""
    if head in _BRANCHES:
        return 2 <= len(name) - len(head) <= 4 and name not in canonical() and not _is_generic(name)
    if head in _AUTHORITIES:
        return len(name) - len(head) >= 2 and not _is_generic(name)
    if _is_generic(name) or _ends_listed(name):
        return False
    if name in canonical() or head not in word_class(GRAMMAR, "class"):
        return True
    modifier = name.removesuffix(head)
    if any(word in modifier for word in word_class(GRAMMAR, "trade")):
        return False
    label = _MODIFIED.get(head)
    if label == "order":
        return modifier.endswith(tuple(word_class(GRAMMAR, label)))
    return label is None or any(word in modifier for word in word_class(GRAMMAR, label))


def _is_generic(name: str) -> bool:
    return name in word_class(GRAMMAR, "generic") or name.endswith(_tails("tail"))


@cache
def _tails(label: str) -> tuple[str, ...]:
    return tuple(word_class(GRAMMAR, label))


def _ends_listed(name: str) -> bool:
    """Is it a kind of the lexicon with a word in front (规范职能部门)? Then that kind is what is meant."""
    known = canonical()
    return (
        name not in known and name.endswith(_tails("class")) and any(name[i:] in known for i in range(1, len(name) - 3))
    )


def _walk(text: str, known: Words, head: re.Match[str]) -> int:
    """Where the nouns before a head begin."""
    start, end = head.span()
    boundaries, position = known.boundaries, start
    while position not in boundaries and start - position < 3:
        position -= 1
    first = position if position in boundaries else start
    most = _LONGEST_COMMITTEE if _COMMITTEE_RE.search(text, max(0, start - 6), end) else _LONGEST
    while (word := known.before(first)) is not None and end - word[0] <= most:
        noun = text[word[0] : first]
        if not _is_inner(noun, word[1]) or (head[0] in _AUTHORITIES and noun.endswith("政府")):
            break
        first = word[0]
    return _trim(text, known, first, start, head[0])


def _opens_kind(text: str, first: int, start: int) -> bool:
    """Does a kind of the lexicon open the name (业主大会筹备组)?"""
    return any(text[first:end] in canonical() for end in range(first + 4, start + 1))


@cache
def _inner_words() -> frozenset[str]:
    return frozenset().union(*(word_class(GRAMMAR, label) for label in ("inner", "level", "people")))


def _is_inner(text: str, tag: str) -> bool:
    if text in _inner_words():
        return True
    return (
        (tag[:1] in {"n", "b", "j", "l", "i"} or tag == "vn")
        and tag not in {"nr", "nrt", "ns"}
        and text not in word_class(GRAMMAR, "stop")
        and bool(_HAN_RE.fullmatch(text))
    )


def _trim(text: str, known: Words, first: int, start: int, head: str) -> int:
    """Without the words that never open a name."""
    stops = word_class(GRAMMAR, "stop")
    if _COUNTED_RE.match(text, first):
        first += 1
    while first < start:
        word = known.at(first)
        if word is None or word[0] > start:
            return first
        opening = text[first : word[0]]
        if opening not in stops and (word[1] not in {"v", "vd", "vn"} or opening in word_class(GRAMMAR, "topic")):
            return first
        if _opens_kind(text, first, start) or (
            opening in word_class(GRAMMAR, "people") and head in word_class(GRAMMAR, "open")
        ):
            return first
        # a field of work opens a name (执法部门) unless as a verb it has an object after it (调度联系单位)
        if opening in word_class(GRAMMAR, "inner") and opening not in stops and (word[0] >= start or word[1] != "v"):
            return first
        first = word[0]
    return first
