"""What a text says it does to other texts: implements, amends, repeals, replaces them.

Source of the forms: 立法技术规范(试行) of 全国人大常委会法制工作委员会 (修改决定, 修正案, 废止决定, "同时废止"), and
the usual preambles of policies (为贯彻落实《…》, 根据《…》, 制定本办法).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.structure.numbers import numbers_in
from kg.versions.editions import title_stem

# a repeal is more than an amendment, and tells more than that a text is carried out
_ORDER = ("replaces", "repeals", "amends", "implements")
_TITLE = r"《(?P<title>[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*)》"
_ASIDE = r"(?P<aside>(?:\s*[（(][^（）()\n]{1,60}(?:[（(][^（）()\n]*[)）][^（）()\n]{0,20})?[)）]){0,2})"
_NUMBER = r"(?P<number>[\u3400-\u9fff]{1,14}[〔\[【（(][12][0-9]{3}[〕\]】)）]第?[0-9]{1,5}号)"
# 原乙府发〔2015〕8号; 原政发 is the code of a place
_BEFORE_NUMBER_RE = re.compile(r"^.*(?:废止|停止执行|根据|依据|按照)|^(?:原(?![政府办发委])|将|对|和|与|及)")
_MENTION_RE = re.compile(rf"{_TITLE}{_ASIDE}|{_NUMBER}(?:文件|文)?")
_SENTENCE_RE = re.compile(r"[^。；;\n]+")
_TITLE_RE = re.compile(_TITLE)
_ENDS = r"(?:废止|失效|停止(?:执行|施行|使用|实施)|不再(?:执行|施行|适用|有效)|作废|终止(?:执行|实施))"
_ENDS_RE = re.compile(_ENDS)
_END_RE = re.compile(rf"{_ENDS}$")
_REPEALED_RE = re.compile(
    r"(?:等[^,，。;；《》]{0,24})?(?:及其[^,，。;；《》]{0,16})?\s*(?:的规定)?[,，]?\s*"
    r"(?:自(?:本[^,，。;；《》]{1,8})?[^,，。;；《》]{2,24}(?:起|日)|从即日起|即日起|现|均|都|也|一并|同时|相应|即行|自行|届时|随之|予以|宣布|全部|依法)*[,，]?"
    rf"{_ENDS}(?!的|前|后|之日|日期|时)"
)
_PARTLY_RE = re.compile(
    r"第[^,，。;；《》]{1,40}(?:条|款|项|章|附件)[^,，。;；《》]{0,20}(?:同时|予以|一并)?(?:废止|停止执行|修改为|删去|删除)"
)
_REPEALS_RE = re.compile(
    r"(?:^\s*[（(]?[0-9一二三四五六七八九十百]{0,4}[)）]?[、.．]?|[,，]|[^\u3400-\u9fff、]|同时|一并|决定|予以|现予?|并|即|宣布|下列|以下|起|关于)\s*(?:废止|停止执行)(?!的|后|前|和|或|[^《》,，。;；]{0,12}(?:情形|程序))[^《》。;；]{0,60}$"
)
_NOT_RE = re.compile(r"(?:应当|可以|不得|是否|尚未|未|拟|建议|提请|需要|不)[^,，。;；《》]{0,4}$")
_LIST_RE = re.compile(
    r"\s*[、和及与]\s*(?:以及)?\s*|\s*以及\s*|\s*[,，]?\s*(?:并|和|及|、|以及)?\s*(?:[^《》,，。;；]{4,60}(?:的|所发)|原)\s*|\s*"
)
_AMENDS_RE = re.compile(r"(?:关于修改|修改|修正|修订)\s*$")
_AMENDED_RE = re.compile(
    r"(?:等[^,，。;；《》]{0,24})?\s*(?:[,，])?(?:的部分(?:条款|内容))?(?:作出?|进行|予以)(?:了|如下|以下|部分|相应|适当|个别)*(?:修改|修正|修订|调整)"
    r"|[,，]?\s*第[^。;；《》]{1,40}?(?:条|款|项|章)[^。;；《》]{0,30}?(?:修改为|删去|删除|增加|改为)"
)
_DROPS_RE = re.compile(r"(?:删去|删除|在)\s*$")
_AMENDMENT_TITLE_RE = re.compile(r"修改|修正|修订|废止|调整|清理")
_AMENDED_LAW_RE = re.compile(r"^(?P<law>[^《》]{2,40}?)修正案(?:[（(][^（）()]*[)）])?(?:草案)?$")
_PLAIN_AMENDED_RE = re.compile(
    r"关于修[改订正](?P<law>(?!部分|个别|若干|有关|和废止)[^《》〈〉<>]{4,60}?)(?:部分(?:条款|内容))?的(?:决定|通知)$"
)
_OF_LAW_RE = re.compile(
    r"^(?P<law>[^《》]{2,40}(?:法|条例|办法|规定))(?:实施(?:细则|条例|办法|规定)|施行细则)(?:[（(][^（）()]*[)）])?$"
)
_CARRIES_OUT_RE = re.compile(
    r"(?:贯彻(?:落实|执行|实施)?|落实|实施|执行)(?:好|党中央|国务院|省委|市委|中央)?[^《》]{0,16}$"
)
_PURPOSE_RE = re.compile(r"为(?!了解决)|根据|依据|依照|按照|遵照|遵循|贯彻|落实")
_CLOSING_RE = re.compile(
    r"制定(?:了|出台)?(?:本|如下|以下|《|我)|特?制[定订]本|提出(?:了)?(?:如下|以下|本)|现提出|现就|现制定|现将|现印发|作出(?:如下|本)|修订本|"
    r"通知如下|规定如下|公告如下|解释如下|决定如下|通告如下|意见如下|结合[^。;；]{0,24}(?:实际|实践|情况)|提出[^。;；]{0,12}意见|特作|经[^。;；]{0,8}研究"
)
_PREAMBLE_CLAUSES = 14
_REACH = 160  # characters before a title that may say what is done to it
_LISTED_RE = re.compile(r"(?:下列|以下|如下|附件|目录|清单)")
_ITEM_RE = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十百]{1,4}[)）]?\s*[、.．]?\s*)?[^《》]{0,60}《")
# lines that are no words of the document's own about others: its history, its number, its signature
_FOREIGN = ("header", "order", "signature", "date", "masthead", "byline", "caption")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a document: a clause's number (0 of a heading), its place and text, its kind ("heading", "title")."""

    number: int
    start: int
    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Found:
    """What a row says is done to the text of a title or number; `start` and `end` count in the row."""

    kind: str
    title: str | None
    number: str | None
    row: Row | None = None
    start: int = 0
    end: int = 0


def acts_of(title: str | None, rows: Sequence[Row]) -> list[Found]:
    """What a document says it does to others, each of them once and by the strongest act, in the order of the text."""
    own = title_stem(title or "")
    found = [*_of_title(title, rows), *_of_text(title or "", rows)]
    best: dict[str, Found] = {}
    for act in found:
        key = title_stem(act.title) if act.title else str(act.number)
        if key == own:
            if act.kind != "repeals":
                continue
            act = replace(act, kind="replaces")
        known = best.get(key)
        if known is None or _ORDER.index(act.kind) < _ORDER.index(known.kind):
            best[key] = act
    return list(best.values())


# --- the title ------------------------------------------------------------------------------------------------------


def _of_title(title: str | None, rows: Sequence[Row]) -> Iterator[Found]:
    if title is None:
        return
    row = next((row for row in rows if row.kind == "title" and title in row.text), None)
    for kind, target, start, end in _in_title(title):
        at = row.text.find(title) if row is not None else 0
        yield Found(kind, target, None, row, at + start, at + end)


_ANGLED_RE = re.compile(r"[〈<]([^〈〉<>]*)[〉>]")
_NO_LONGER_RE = re.compile(r"废止\s*$|停止执行\s*$")
_AND_RE = re.compile(r"》[、和及与]?(?:以及)?$")


def _in_title(title: str) -> Iterator[tuple[str, str, int, int]]:
    """(kind, title of the other, start, end) of what a title says: 关于废止《…》的决定, …法实施条例."""
    text = _ANGLED_RE.sub(r"《\1》", title)
    for pattern, kind in ((_AMENDED_LAW_RE, "amends"), (_PLAIN_AMENDED_RE, "amends"), (_OF_LAW_RE, "implements")):
        if match := pattern.search(title):
            yield kind, match["law"], match.start(), match.end()
            return
    kinds: str | None = None
    for match in _TITLE_RE.finditer(text):
        before = text[: match.start()]
        if _NO_LONGER_RE.search(before):
            kinds = "repeals"
        elif _AMENDS_RE.search(before):
            kinds = "amends"
        elif _CARRIES_OUT_RE.search(before):
            kinds = "implements"
        elif kinds is None or not _AND_RE.search(before):
            kinds = None
        if kinds is not None:
            yield kinds, _clean(match["title"]), match.start(), match.end()


# --- the text -------------------------------------------------------------------------------------------------------


def _of_text(title: str, rows: Sequence[Row]) -> Iterator[Found]:
    amends = _AMENDMENT_TITLE_RE.search(title) is not None
    bodies = [row for row in rows if row.kind not in _FOREIGN and row.kind != "title"]
    preamble = {row.start for row in [row for row in bodies if row.number][:_PREAMBLE_CLAUSES]}
    listed = False
    for row in bodies:
        if "《" not in row.text and "号" not in row.text:
            listed = _opens_list(row.text) if amends and _ENDS_RE.search(row.text) else listed
            continue
        for sentence in _SENTENCE_RE.finditer(row.text):
            yield from _repealed(row, sentence)
            yield from _amended(row, sentence, amends)
            if row.start in preamble and amends is False:
                yield from _implemented(row, sentence)
        if listed and (item := _ITEM_RE.match(row.text)):
            yield from _all("repeals", row, item.end() - 1, len(row.text))
        if amends and _ENDS_RE.search(row.text):
            listed = _opens_list(row.text)


_NO_REPEAL_RE = re.compile(r"修改|继续有效")


def _opens_list(text: str) -> bool:
    return _LISTED_RE.search(text) is not None and not _NO_REPEAL_RE.search(text)


def _mentions(row: Row, start: int, end: int) -> list[re.Match[str]]:
    return list(_MENTION_RE.finditer(row.text, start, end))


def _found(kind: str, row: Row, mention: re.Match[str], start: int, end: int) -> Found:
    title = mention["title"]
    bare = _BEFORE_NUMBER_RE.sub("", mention["number"] or "")
    numbers = numbers_in(mention["aside"] or bare)
    return Found(kind, _clean(title) if title else None, numbers[0] if numbers else None, row, start, end)


_SPACES_RE = re.compile(r"\s+")


def _clean(title: str) -> str:
    return _SPACES_RE.sub(" ", title).strip()


def _all(kind: str, row: Row, start: int, end: int) -> Iterator[Found]:
    for mention in _mentions(row, start, end)[:1]:
        yield _found(kind, row, mention, mention.start(), mention.end())


def _repealed(row: Row, sentence: re.Match[str]) -> Iterator[Found]:
    """《A》（文号）、《B》同时废止; 同时废止《A》."""
    if not _ENDS_RE.search(sentence[0]):
        return
    mentions = _mentions(row, *sentence.span())
    for index, mention in enumerate(mentions):
        if (partly := _PARTLY_RE.match(row.text, mention.end(), sentence.end())) is not None:
            yield _found("amends", row, mention, mention.start(), partly.end())
        verb = _REPEALED_RE.match(row.text, mention.end(), sentence.end())
        if verb is None or _NOT_RE.search(_END_RE.sub("", verb[0])):
            continue
        for each in _chain(row, mentions[: index + 1]):
            yield _found("repeals", row, each, each.start(), verb.end())
    yield from _repeals(row, sentence, mentions)


def _chain(row: Row, mentions: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The last of the mentions and those listed with it."""
    chain = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        if not _LIST_RE.fullmatch(row.text, mention.end(), chain[-1].start()):
            break
        chain.append(mention)
    return chain[::-1]


def _repeals(row: Row, sentence: re.Match[str], mentions: Sequence[re.Match[str]]) -> Iterator[Found]:
    kind = None
    for index, mention in enumerate(mentions):
        before = row.text[max(sentence.start(), mention.start() - _REACH) : mention.start()]
        if _REPEALS_RE.search(before) and not _NOT_RE.search(_ENDS_RE.split(before)[-2]):
            kind = "repeals"
        elif not index or not _LIST_RE.fullmatch(row.text, mentions[index - 1].end(), mention.start()):
            kind = None
        if kind is not None and not row.text.startswith("的", mention.end()):
            yield _found(kind, row, mention, mention.start(), mention.end())


_CHANGES_RE = re.compile("修改|修正|修订|调整|删|增加|改为")
_OF_RE = re.compile(r"对[^,，。;；《》]{0,40}$")


def _amended(row: Row, sentence: re.Match[str], amends: bool) -> Iterator[Found]:
    """对《A》作如下修改; in a text that is called an amendment: 将《A》第三条修改为."""
    if not _CHANGES_RE.search(sentence[0]):
        return
    for mention in _mentions(row, *sentence.span()):
        if mention["title"] is None:
            continue
        before = row.text[max(sentence.start(), mention.start() - _REACH) : mention.start()]
        after = _AMENDED_RE.match(row.text, mention.end(), sentence.end())
        stated = after is not None and "下" in after[0] and _OF_RE.search(before)
        if stated or (amends and (after or (_DROPS_RE.search(before) and row.text[mention.end()] == "第"))):
            yield _found("amends", row, mention, mention.start(), after.end() if after else mention.end())


_FORWARDS_RE = re.compile(r"(?:印发|转发)[^《》]{0,8}$")


def _implemented(row: Row, sentence: re.Match[str]) -> Iterator[Found]:
    """为贯彻落实《A》, 根据《B》, 制定本办法."""
    purpose = _PURPOSE_RE.search(sentence[0])
    closings = list(_CLOSING_RE.finditer(sentence[0]))
    if purpose is None or not closings or closings[-1].start() < purpose.start():
        return
    start, end = sentence.start() + purpose.start(), sentence.start() + closings[-1].start()
    for mention in _mentions(row, start, end):
        near = max(start, mention.start() - _REACH)
        before = row.text[near : mention.start()]
        if mention["title"] and not _FORWARDS_RE.search(before):
            last = next((near + m.start() for m in [*_PURPOSE_RE.finditer(before)][-1:]), mention.start())
            yield _found("implements", row, mention, last, mention.end())
