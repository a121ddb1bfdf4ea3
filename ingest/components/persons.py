"""Named persons with the role the text gives: an office before or after a name, or a plain role before it.

By-line credits (文/, 供图/, 责编, 记者) name nobody for us.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.components.terms import (
    LEXICON,
    Found,
    alternation,
    covered,
    inside_title,
    longest,
    text_of,
    word_class,
    words_of,
)
from ingest.nlp import mention

HAN = "一-鿿"
_CREDIT_RE = re.compile(
    r"(?:供图|摄影|摄|文|图|责编|编辑|编审|审核|校对|记者|通讯员|作者|撰文|制图|监制|来源|供稿单位|责任编辑)"
    r"[:：/／ ]?\s*[一-鿿 、]{0,12}$"
)
_CREDIT_LINE_RE = re.compile(
    r"^[\s(（]*(?:文|图|供图|责编|编辑|责任编辑|作者|记者|通讯员|摄影|来源|审核|校对)\s*[:：/／]"
)
_SPEECH = (
    "说道|说起|说|表示|介绍说|介绍道|介绍|告诉|指出|强调|感叹道|感叹|认为|坦言|坦承|直言|笑着|回忆|感慨|解释|称|谈到|提出|提到|透露|补充|建议|"
    "竖起|深有|激动|高兴|欣喜|自豪|无奈"
)
_ACTS = (
    "带领|带头|率队|率领|率|带|主动|积极|组织|参加|主持|来到|走进|深入|前往|赴|出席|调研|当选|担任|任|兼任|负责|牵头|现场|亲自|多次|每天|"
    "正在|正|已|在|从|向|对|把|将|给|为|被|就|也|和|与|同|等|是|有|的|家|一|又|还|便|则|曾|及|到|走|看|听|拿|指|点|翻|打|接|发现|"
    "作|做|讲|算|写|当|笑|坐|通过|先后|同志|老人|夫妇|一家|逐一|随即|立即|马上|第一"
)
_AFTER_RE = re.compile(rf"(?:{_SPEECH}|{_ACTS})|[,，。;；:：、!！?？”\"’)）(（\s《]|$")
# 李大爷, 王阿姨, 小张 are addressed, not named; 高兴, 许可 are words
_ADDRESS_RE = re.compile(
    rf"^(?:{alternation(word_class('titles.tsv', 'no_name'))})|"
    r"(?:大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷|叔叔|婶|师傅|大姐|大哥|先生|女士|老师|老汉|某|某某|书记|主任|家)$"
)
# without 李强: a name that many bear needs its title
_LEADERS_RE = re.compile(
    r"(习近平|毛泽东|邓小平|江泽民|胡锦涛|李克强)(?!新时代|思想|理论|文化思想|法治思想|外交思想|经济思想|强军思想|生态文明思想|谈)(总书记|同志|主席|总理)?"
)


@cache
def _surname() -> str:
    lines = (LEXICON / "surnames.txt").read_text("utf-8").splitlines()
    return alternation(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A title before a name; a name before a title; names in a list after a title."""
    office = alternation(word_class("titles.tsv", "office"))
    plain = alternation(word_class("titles.tsv", "plain"))
    name = rf"(?:{_surname()})[{HAN}]{{1,2}}"
    minority = rf"[{HAN}]{{2,6}}[·•][{HAN}]{{2,6}}(?:[·•][{HAN}]{{2,6}})?"
    return (
        re.compile(rf"(?P<title>{office}|{plain})(?P<name>{minority}|{name})"),
        re.compile(rf"(?P<name>{name})(?P<title>{office}|同志|先生|女士)"),
        re.compile(rf"[、和](?P<name>{name})"),
    )


@Language.component("persons")
def persons(doc: Doc) -> Doc:
    """Assigns doc.spans["Person"]; `role` is the office with the body it belongs to where the text says it."""
    taken = inside_title(doc) | covered(doc, "PolicyDocument", "Event")
    found = {**_leaders(doc), **_titled(doc)}
    found = {f: role for f, role in found.items() if f.start not in taken and not _is_credit(text_of(doc), f.start)}
    kept = longest(found)
    roles: dict[str, str] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    for f in kept:
        if found[f]:
            roles.setdefault(f.name, found[f])
        texts[f.name].append(text_of(doc)[f.start : f.end])
    kept = longest([*kept, *_repeated(doc, set(texts), taken)])
    doc.spans["Person"] = [
        mention(
            doc,
            "Person",
            f.start,
            f.end,
            name=f.name,
            aliases=tuple(dict.fromkeys(texts[f.name])),
            role=roles.get(f.name),
        )
        for f in kept
    ]
    return doc


def _leaders(doc: Doc) -> dict[Found, str]:
    roles = {"总书记": "总书记", "主席": "主席", "总理": "总理"}
    return {Found(m.start(), m.end(), m[1]): roles.get(m[2] or "", "") for m in _LEADERS_RE.finditer(text_of(doc))}


def _is_credit(text: str, start: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    return bool(
        _CREDIT_LINE_RE.match(text[line_start:start]) or _CREDIT_RE.search(text[max(line_start, start - 16) : start])
    )


def _titled(doc: Doc) -> dict[Found, str]:
    text = text_of(doc)
    before, after, listed = _patterns()
    found: dict[Found, str] = {}
    for m in before.finditer(text):
        end = _name_end(doc, m.start("name"), m.end("name"))
        if end is None or _is_word(doc, m.start("name"), end) or _ADDRESS_RE.search(text[m.start("name") : end]):
            continue
        role = _role(doc, m.start(), m.start("name"))
        found[Found(m.start("name"), end, text[m.start("name") : end])] = role
        position = end
        while (
            (more := listed.match(text, position))
            and re.match("和|、", text[position])
            and m["title"] in word_class("titles.tsv", "plain")
        ):
            stop = _name_end(doc, more.start("name"), more.end("name"))
            if stop is None or _is_word(doc, more.start("name"), stop):
                break
            found[Found(more.start("name"), stop, text[more.start("name") : stop])] = role
            position = stop
    for m in after.finditer(text):
        if (
            _begins_name(doc, m.start())
            and not _ADDRESS_RE.search(m["name"])
            and not _is_word(doc, m.start(), m.end("name"))
        ):
            role = m["title"] if m["title"] not in {"同志", "先生", "女士"} else ""
            found.setdefault(Found(m.start(), m.end(), m["name"]), role)
    return found


def _name_end(doc: Doc, start: int, end: int) -> int | None:
    """Where a name that begins at `start` ends: the longest that a verb, particle or mark follows."""
    # 陈琴说, 李明等: the last character is a verb or particle
    first_short = end - start >= 3 and text_of(doc)[end - 1] in "说称道等在表"
    stops = (end - 1, end) if first_short else (end, end - 1)
    for stop in stops:
        if stop - start < 2:
            return None
        if _AFTER_RE.match(text_of(doc), stop) and (
            stop in words_of(doc).boundaries or re.match(_SPEECH, text_of(doc)[stop : stop + 4])
        ):
            return stop
    return None


def _is_word(doc: Doc, start: int, end: int) -> bool:
    """Is the "name" an ordinary word or the beginning of one (书记项目, 主任和)?"""
    known = words_of(doc)
    if any(mark in text_of(doc)[start:end] for mark in "·•"):
        return False
    word = known.at(start)
    if word is None:
        # a word runs across the beginning; only a name that jieba took the title's last character into
        return True
    stop, tag = word
    if tag.startswith("nr"):
        return False
    if stop >= end:
        return not (
            stop == end
            and tag in {"q", "nz", "x", "ns", "z", "j", "nt"}
            and re.match(_SPEECH, text_of(doc)[end : end + 4])
        )
    # cut into characters: jieba knows no word here
    return stop - start >= 2 or tag in {"p", "c", "u", "d", "r", "m", "uj", "ul"} or _tail_is_word(doc, stop, end)


def _tail_is_word(doc: Doc, start: int, end: int) -> bool:
    word = words_of(doc).at(start)
    return (
        word is None
        or (end - start == 2 and word[0] == end and word[1][:1] in {"v", "p", "c", "d", "m", "u"})
        or word[0] > end
    )


def _begins_name(doc: Doc, start: int) -> bool:
    word = words_of(doc).at(start)
    return word is not None and word[1].startswith("nr")


_ROLE_RE = re.compile(rf"[{HAN}()（）、“”]{{0,30}}$")


def _role(doc: Doc, start: int, end: int) -> str:
    """The title with the body before it, from the last mention of a body or region that runs up to it."""
    spans = [
        s
        for kind in ("Organization", "Region")
        if kind in doc.spans
        for s in doc.spans[kind]
        if s.start < end
        and start - 14 <= s.end
        and re.fullmatch(rf"[{HAN}()（）、]*", text_of(doc)[s.start : end])
        and s.end <= end
    ]
    if not spans:
        return text_of(doc)[start:end]
    reached = [s for s in spans if re.fullmatch(r"[一-鿿]{0,10}", text_of(doc)[s.end : end])]
    if not reached:
        return text_of(doc)[start:end]
    first = min(reached, key=lambda s: s.start) if reached[0].label_ == "Region" else reached[-1]
    name = str(first._.name) if first.label_ == "Organization" else first.text
    return name + text_of(doc)[first.end : end]


def _repeated(doc: Doc, names: set[str], taken: frozenset[int]) -> list[Found]:
    """Later mentions of a name without its title."""
    if not names:
        return []
    return [
        Found(m.start(), m.end(), m[0])
        for m in re.finditer(alternation(names), text_of(doc))
        if m.start() not in taken
        and not re.match(
            r"新时代|思想|文化思想|法治思想|生态文明|经济思想|外交思想|强军", text_of(doc)[m.end() : m.end() + 4]
        )
        and not _is_credit(text_of(doc), m.start())
    ]
