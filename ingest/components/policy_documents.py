"""Documents that the text names: in 《》, by a statute's name, or as what is issued ("出台全州…实施意见").

`《决定》` stands for the longer name that the text gave before, or that it binds with "以下简称".
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.bodies.body import HAN
from ingest.components.terms import (
    Found,
    alternation,
    inside_title,
    longest,
    phrases,
    read_table,
    sentence_bounds,
    word_class,
)
from ingest.fates import Fate
from ingest.nlp import keep, mention, spans_of, text_of
from ingest.words import words
from kg.names import display_name, name_key

_TITLE_RE = re.compile(r"《([^《》\n]*(?:[《〈][^《》〈〉\n]*[》〉][^《》\n]*)*)》")
_QUOTED_RE = re.compile(
    r"(?:编印|印发|编制|制作|发放|编写|发布|出台)了?[“\"]([^”\"\n]{2,30})[”\"](手册|指南|读本|汇编)"
)
_SHORT_RE = re.compile(r"[(（](?:以下|下称|下文)?(?:统称|简称|称)?(?:为|:|：)?[《“\"]([^》”\"]{1,20})[》”\"][)）]")
_BRACKET_RE = re.compile(
    r"[(（](?:试行|暂行|修订|修订版|修正|草案|征求意见稿|送审稿|20\d\d年?版|\d{4}[—-]\d{4}年?)[)）]$"
)
_ISSUE = r"出台|印发|制定出台|制定印发|制定|颁布|下发|发布|施行|颁布实施|修订|审议通过|起草"
_CLOSING = (
    "实施意见|指导意见|意见|实施方案|工作方案|行动方案|方案|管理办法|实施办法|办法|条例|规划|规定|实施细则|细则|"
    "若干措施|行动计划|通知|工作指引|指引|决定|规则|公约"
)
_ISSUED_RE = re.compile(
    rf"(?:{_ISSUE})了?((?:关于)?[一-鿿“”、()（）]{{4,40}}?(?:{_CLOSING})(?:[(（]试行[)）])?)(?=[,，。;；:：、!！\n及和与等]|$)"
)
_LOCAL_RE = re.compile(r"[一-鿿]{2,14}?(?:条例)(?!》)")
# an abstract or counted object is no name: 出台文件, 制定推进改革的指导意见, 制发1个总体方案
_NOT_NAME_RE = re.compile(
    r"^(?:相关|有关|一系列|系列|若干|具体|配套|专项|针对性|详细|多个|各项|本|该|其|如下|以下)|的|[“”]管总|[了过着]|\d"
)
# drawn up by many, or by whom a rule obliges to: 应当编制…规划, 因村施策制定…方案
_MANY_RE = re.compile(
    r"应当|应该|可以|不得|负责|会同|依法|因[地村企户]|一[村户企社]一|分别|各自|逐[村户个]|指导[^,，]{0,12}制定|每"
)
_LOCAL_NAME_RE = re.compile(
    rf"全[国省市州盟县区旗镇乡]|[{HAN}]{{2,7}}?[省市州盟县区旗镇乡](?![一-鿿]?级)|[省市州县区]级|本[省市县]"
)
_ISSUER_PREFIX_RE = re.compile(
    r"^(?:中共|中国共产党|国务院|[一-鿿、]{2,24}?(?:委|政府|厅|局|部|办公室|委员会|国务院|中央|办))(?:印发)?(?=关于)"
)


_CONGRESS_REPORT_RE = re.compile(r"(?:党的)?((?:十[六七八九]|二十))大报告(?!会)")


@Language.component("policy_documents")
def policy_documents(doc: Doc) -> Doc:
    """Assigns doc.spans["PolicyDocument"]."""
    bare = [f for f in (*_statutes(doc), *_issued(doc), *_local(doc)) if not _is_own_title(doc, f)]
    found = longest([*_titles(text_of(doc)), *_quoted(text_of(doc)), *_congress_reports(doc), *bare])
    names = _canonical(text_of(doc), found)
    kept = [f for f in found if f in names]
    spans = [
        mention(doc, "PolicyDocument", f.start, f.end, name=names[f], aliases=_aliases(names[f], f.name)) for f in kept
    ]
    keep(doc, "PolicyDocument", spans)
    return doc


def _is_own_title(doc: Doc, found: Found) -> bool:
    """Does it stand in the document's own title, without 《》? That is the document itself."""
    return any(h.level == 0 and h.start <= found.start and found.end <= h.end for h in doc._.document.headings)


def _congress_reports(doc: Doc) -> list[Found]:
    """党的十九大报告: the report to a congress of the Party."""
    inside = inside_title(doc)
    found = _CONGRESS_REPORT_RE.finditer(text_of(doc))
    return [Found(m.start(), m.end(), f"党的{m[1]}大报告") for m in found if m.start() not in inside]


def without_issuer(title: str) -> str:
    """A title from its 关于 on, where a body stands before it.

    >>> without_issuer("中共中央关于加强党的政治建设的意见")
    '关于加强党的政治建设的意见'
    """
    return _ISSUER_PREFIX_RE.sub("", title)


def _aliases(name: str, text: str) -> tuple[str, ...]:
    forms = (text, without_issuer(name), _BRACKET_RE.sub("", name), without_issuer(_BRACKET_RE.sub("", name)))
    statute = next((others for full, others, _ in read_table("statutes.tsv") if full == name), ())
    return tuple(dict.fromkeys(form for form in (*forms, *statute) if form and form != name))


# a title after these, or before 一书, is that of a book
_BOOK_BEFORE_RE = re.compile(
    r"(?:教材|丛书|图书|书籍|专著|著作|读物|编著|主编|绘本|文集|小说|歌曲|舞台剧|纪录片|电影)(?:之一)?的?$"
)
_BOOK_AFTER_RE = re.compile(r"(?:等)?(?:一书|一文|丛书|教材|书籍|系列图书|纪录片|专题片)")


def _titles(text: str) -> list[Found]:
    return [
        Found(m.start(), m.end(), display_name(m[1]))
        for m in _TITLE_RE.finditer(text)
        if against_title(text, m.start(), m.end(), display_name(m[1])) is None
    ]


_PERIODICAL_BEFORE_RE = re.compile(r"(?:来源[:：]?|摘自|原载|刊于|发表[于在]|文/|转自)$")
_PERIODICAL_AFTER = ("杂志", "报", "月刊", "周刊", "记者", "社")
_WORK_RE = re.compile(rf"(?:{alternation(word_class('document_words.tsv', 'work'))})(?:第.卷)?$")
_CLOSINGS = tuple(word_class("document_words.tsv", "document"))
_PERIODICALS = tuple(word_class("document_words.tsv", "periodical"))
_NO_DOCUMENT_RE = re.compile(r"(?:公报社|(?:工作|管理|治理|领导|教学|操作)法)$")
_GOVERNED_RE = re.compile(rf"(?:{_ISSUE}|根据|按照|依据|落实|贯彻|执行|遵守|签订|依照)了?$")


def against_title(text: str, start: int, end: int, title: str) -> Fate | None:
    """Why a title in 《》 names no document but a periodical, book or film; None if it names one."""
    before = text[max(0, start - 8) : start]
    if _PERIODICAL_BEFORE_RE.search(before) or text.startswith(_PERIODICAL_AFTER, end):
        return Fate.PERIODICAL
    if _BOOK_BEFORE_RE.search(before) or _BOOK_AFTER_RE.match(text, end):
        return Fate.BOOK
    bare = _BRACKET_RE.sub("", title)
    if _WORK_RE.search(bare):
        return Fate.BOOK
    if bare.endswith(_CLOSINGS) and not _NO_DOCUMENT_RE.search(bare):
        return None
    if bare.endswith(_PERIODICALS):
        return Fate.PERIODICAL
    governed = _GOVERNED_RE.search(before)
    return None if governed else Fate.UNREAD


def _quoted(text: str) -> list[Found]:
    return [Found(m.start(1) - 1, m.end(2), display_name(m[1])) for m in _QUOTED_RE.finditer(text)]


_NO_STATUTE_RE = re.compile(r"学习|修[正改]案|宣誓|宣传|知识|日|周")


def _statutes(doc: Doc) -> list[Found]:
    inside = inside_title(doc)
    return [
        found
        for found in phrases(doc, "statutes.tsv")
        if found.start not in inside and not _NO_STATUTE_RE.match(text_of(doc)[found.end : found.end + 2])
    ]


def _issued(doc: Doc) -> list[Found]:
    """What is issued without 《》; a name has a modifier and no 的 before its closing word."""
    inside = inside_title(doc)
    return [
        Found(m.start(1), m.end(1), display_name(m[1]))
        for m in _ISSUED_RE.finditer(text_of(doc))
        if m.start() not in inside and _is_issued_name(text_of(doc), m)
    ]


_JOINT_RE = re.compile(r"、|和|及|与")


def _is_issued_name(text: str, m: re.Match[str]) -> bool:
    """关于…的意见, or the name of one document: not one of many, nor what a law says has to be drawn up."""
    name = m[1]
    if name.startswith("关于"):
        return "《" not in name
    if "《" in name or _NOT_NAME_RE.search(name) or not _opens_with_noun(name) or _JOINT_RE.search(name):
        return False
    start, _ = sentence_bounds(text, m.start())
    if text.startswith("等", m.end(1)) or _MANY_RE.search(text, start, m.start() + 2):
        return False
    # 制定 alone says little: 制定资源利用方案
    return bool(_LOCAL_NAME_RE.match(name)) or (len(name) >= 10 and not m[0].startswith("制定" + name[:1]))


def _opens_with_noun(name: str) -> bool:
    spans = words(name).spans
    return len(spans) >= 3 and spans[0][2][:1] in {"n", "j", "b", "s"} and name[: spans[0][1]] not in {"具体", "整体"}


def _local(doc: Doc) -> list[Found]:
    """条例 of a named place without 《》: 北京市物业管理条例."""
    inside = inside_title(doc)
    found = []
    for region in spans_of(doc, "Region"):
        m = _LOCAL_RE.match(text_of(doc), region.end)
        if (
            m
            and region.start not in inside
            and not _NOT_NAME_RE.search(m[0])
            and m.end() - region.end <= 20
            and _all_nouns(m[0])
        ):
            found.append(Found(region.start, m.end(), display_name(text_of(doc)[region.start : m.end()])))
    return found


def _all_nouns(name: str) -> bool:
    return all(
        tag[:1] not in {"p", "c", "d", "u", "r", "m"} and name[start:end] not in {"出台", "制定", "颁布", "修订"}
        for start, end, tag in words(name).spans
    )


def _canonical(text: str, found: list[Found]) -> dict[Found, str]:
    """The full name of each; a short title that nothing resolves is left out."""
    names: dict[Found, str] = {}
    bound: dict[str, str] = {}
    seen: list[str] = []
    for f in found:
        name = _resolve(text, f, bound, seen)
        if name is None:
            continue
        names[f] = name
        if name not in seen:
            seen.append(name)
        m = _SHORT_RE.match(text, f.end)
        if m:
            bound[name_key(m[1])] = name
    return names


@cache
def _full_statutes() -> dict[str, str]:
    """Every short form of a statute with its full name."""
    return {name_key(form): full for full, others, _ in read_table("statutes.tsv") for form in (full, *others)}


def _resolve(text: str, f: Found, bound: dict[str, str], seen: list[str]) -> str | None:
    key = name_key(f.name)
    if key in _full_statutes():
        return _full_statutes()[key]
    if key in bound:
        return bound[key]
    same = [name for name in seen if key in {name_key(name), *(name_key(alias) for alias in _aliases(name, name))}]
    if same:
        return same[0]
    if len(f.name) > 4:
        return f.name
    longer = [name for name in seen if _BRACKET_RE.sub("", name).endswith(f.name) and len(name) > len(f.name) + 3]
    if longer:
        return _nearest(text, f, longer)
    if f.name in word_class("document_words.tsv", "document"):
        return _by_meeting(text, f)
    return f.name


_CENTRAL_RE = re.compile(r"中共中央|中央|国务院|全国")
_CENTRAL_MEETING_RE = re.compile(r"(?:^|[^一-鿿]|届[一-鿿]中)全会(?:审议)?通过[的了]?$|党中央|中共中央")
_COMMITTEE_RE = re.compile(r"[省市州县区]委")


def _nearest(text: str, f: Found, longer: list[str]) -> str:
    """Of several names that close alike: the one whose issuer the sentence names, else the last."""
    start, _ = sentence_bounds(text, f.start)
    before = text[start : f.start]
    central = [name for name in longer if _CENTRAL_RE.match(name)]
    if central and _CENTRAL_MEETING_RE.search(before):
        return central[-1]
    local = [name for name in longer if (m := _COMMITTEE_RE.search(name)) and m[0] in before]
    return (local or longer)[-1]


_MEETING_RE = re.compile(r"(?:[省市州县区]委|党的)?[一二三四五六七八九十]+届[一二三四五六七八九十]+[次中]全会")


def _by_meeting(text: str, f: Found) -> str | None:
    """A document known only as 《决定》 takes the name of the meeting that passed it; without one it has no name."""
    start, _ = sentence_bounds(text, f.start)
    meetings = _MEETING_RE.findall(text[start : f.start])
    return f"{meetings[-1]}{f.name}" if meetings else None
