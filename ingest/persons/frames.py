"""Names that no title leads to: told by an age, a home, a deed of speaking, by what the bearer is or is chosen for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from ingest.components.terms import Found, alternation, lines_with, word_class, words_of
from ingest.hanzi import HAN_RE
from ingest.nlp import text_of
from ingest.persons.names import (
    ADDRESS_RE,
    HAN,
    SPEECH,
    begins_name,
    han_name,
    is_named,
    name_end,
    surname,
    surname_characters,
)
from kg.regions import gazetteer

_TITLES = "titles.tsv"
_FORMS_OF_ADDRESS = "大姐|大哥|大爷|大妈|大娘|大叔|大婶|阿姨|奶奶|爷爷|师傅"
_ADDRESSED_RE = re.compile(rf"是(?<=(?:{_FORMS_OF_ADDRESS})是)")
_AGED_RE = re.compile(r"(?=[,，(（今现已\d])(?:[,，(（](?:男|女)?[,，]?)?(?:今年|现年)?已?\d{1,3}岁")
# without which _introduced_re finds nothing
_BEARER_RE = re.compile("是(?<=[他她]是)")


@cache
def _titles() -> str:
    return alternation(word_class(_TITLES, "office") | word_class(_TITLES, "plain"))


@cache
def _name_re() -> re.Pattern[str]:
    return re.compile(han_name())


@cache
def _untitled_re() -> re.Pattern[str]:
    """A name that is told by its age or home, or by speaking: 63岁的…, 家住三单元的…, 。…说."""
    told = r"(?<=说)这话的|(?<=\d)\d*岁的|(?<=[岁月])的|(?<=家)住[^,，。;；“”]{2,16}的|(?<=来)自[^,，。;；“”]{2,14}的"
    speaks = rf"(?<=[。!！?？”\"\n])(?={han_name()}?(?:说|表示|介绍|告诉|坦言|感慨|回忆|笑着说|认为))"
    # a set of characters at the very beginning is what the search passes over a text fastest with
    return re.compile(rf"[\d岁月家来说。!！?？”\"\n](?:(?P<told>{told})|{speaks})(?P<name>{han_name()})")


@cache
def _introduced_re() -> re.Pattern[str]:
    """A name that acts, and the next sentence that says what its bearer is: 清早,…就到了。他是某村支书."""
    return re.compile(
        rf"(?:^|(?<=[,，。！!\n”\u3000]))(?P<name>{han_name()})(?=[就便正已又早一]|来到|走进|赶到|带着|站在|坐在)[^。！!\n]{{1,60}}[。！!]"
        rf"(?:今年\d+岁的)?[他她]是(?P<role>[{HAN}]{{2,24}}?(?:{_titles()}))(?=[,，。])",
        re.M,
    )


@cache
def _addressed_re() -> re.Pattern[str]:
    """Somebody who is known by a form of address, with what she is: 田大姐是苗绣传承人."""
    return re.compile(
        rf"(?<![{HAN}])(?P<name>(?:{surname()})(?:{_FORMS_OF_ADDRESS}))是(?:一[名位])?(?P<role>[{HAN}]{{0,12}}?(?:{_titles()}))(?=[,，。])"
    )


_HOME_RE = re.compile("[村区镇乡县组楼队院社]的$")  # 某社区的赵某某当上楼长
_INSTITUTIONS = "大学|学院|研究[院所中]|党校|社科院|科学院|社区|街道|[区县镇乡村局委办]"
# an office that closes an apposition and the sentence
_BEHIND_RE = re.compile("[。；;\n](?<=(?:教授|讲师|究员|主任|书记|[院局镇县]长)[。；;\n])")
_LABELLED_RE = re.compile("[:：](?<=[象宾理人者长访述][:：])")
_LABEL_RE = re.compile(
    r"(?:受访者?人?|采访对象|访谈对象|嘉宾|主讲人|讲述[人者]|口述[人者]?|口述整理|联系人|主持人|报告人|组长|责任人|牵头人|负责人)[:：]\s?"
)
# ,女,回族,1955年生
_BORN_RE = re.compile(rf"[,，(（](?:[男女][,，])?(?:[{HAN}]{{1,4}}族[,，)）]|(?:19|20)\d\d年(?:\d+月)?出?生)")
# an interview or a headline gives somebody the word; names of two characters are more often places
_SPEAKER_RE = re.compile(rf"^(?P<name>[{HAN}]{{3,4}})[:：](?=[^\n])", re.M)


class _Frame(NamedTuple):
    """`cue` stands right after a name (`behind`: right before it); `rest` follows the cue, else the name.

    `alone`: no Han character stands before the name. `word`: without it, no more than so many characters on, the cue
    is not found.
    """

    cue: re.Pattern[str]
    rest: re.Pattern[str]
    behind: bool = False
    alone: bool = False
    word: tuple[re.Pattern[str], int] | None = None
    sure: bool = False  # nothing but a name stands there

    def cues(self, text: str) -> Iterator[re.Match[str]]:
        lines = lines_with(text, *self.word) if self.word is not None else ((0, len(text)),)
        return (cue for line in lines for cue in self.cue.finditer(text, *line))


@cache
def _frames() -> tuple[_Frame, ...]:
    titles = word_class(_TITLES, "office") | word_class(_TITLES, "plain")
    role = rf"(?P<role>[{HAN}]{{0,16}}?(?:{alternation(titles)}))(?=[,，。]|以?后|之后)"
    plain = alternation(word_class(_TITLES, "plain") | {"党员", "干部", "同志"})
    offices = word_class(_TITLES, "office")
    office = alternation(offices)
    last = "".join(sorted({title[-1] for title in offices}))
    thinks = "认为|指出|提出|主张|表示"
    any_ = re.compile("")
    return (
        # 王某某等5名党员, 周某等学者认为
        _Frame(re.compile("等"), re.compile(rf"[0-9一二三四五六七八九十两]+[名位个](?P<role>{plain})")),
        _Frame(re.compile("等"), re.compile(rf"[{HAN}]{{0,4}}?(?P<role>{plain})(?:{thinks})")),
        # 某某,56岁
        _Frame(_AGED_RE, any_, alone=True, word=(re.compile(r"岁(?<=\d岁)"), 9)),
        _Frame(re.compile(f"(?:{SPEECH})"), any_, alone=True),
        # 某某,女,回族,1955年生
        _Frame(_BORN_RE, any_, alone=True),
        # 受访人:某某,社区书记
        _Frame(
            _LABEL_RE,
            re.compile(rf"[,，(（ \n]{{0,2}}(?P<role>[^,，。;；\n]{{0,20}}?(?:{office}))?"),
            behind=True,
            word=(_LABELLED_RE, 7),
            sure=True,
        ),
        # 某某是村里的理事会会长; 某某当会计
        _Frame(re.compile("是"), re.compile(rf"(?:一[名位])?(?:[{HAN}\d]{{1,12}}的)?{role}"), alone=True),
        _Frame(re.compile("当选|担任|[当任]"), re.compile(rf"(?:了|上了?)?{role}"), alone=True),
        # 某某,某大学某学院讲师。某某,某社区书记、主任
        _Frame(
            re.compile("[,，]"),
            re.compile(rf"(?P<role>[{HAN}]{{2,20}}?(?:{_INSTITUTIONS})[{HAN}]{{0,10}}?(?:{office}))(?=[。；;、,，\n])"),
            alone=True,
            word=(_BEHIND_RE, 32),
        ),
        # 某村的某某家里, 三组的某某夫妇
        _Frame(
            re.compile("[村区镇乡屯组社]的"),
            re.compile("家[里中门的院]|家,|夫妇|夫妻|两口子|一家[人子]|今年[0-9]"),
            behind=True,
        ),
        # 推选某某当组长, 担任村委会主任的某某, “优秀教师”某某
        _Frame(re.compile("(?:推选|推举|选举|选派|聘请|任命|公推|请来?)了?"), re.compile("[当为任做担]"), behind=True),
        _Frame(
            re.compile(rf"(?P<role>{office})的"),
            re.compile(rf"(?![{HAN}]*的)"),
            behind=True,
            word=(re.compile(rf"的(?<=[{last}]的)"), max(map(len, offices)) + 1),
        ),
        _Frame(re.compile(r"[者手员人兵范家长星匠][”\"]"), any_, behind=True),
        # 队长是当过民办教师的某某,
        _Frame(
            re.compile(rf"(?P<role>{office})是[{HAN}0-9]{{2,16}}的"),
            re.compile("[,，。]"),
            behind=True,
            word=(re.compile(f"是(?<=[{last}]是)"), 21),
            sure=True,
        ),
        # 在外地打工的某某发来微信, 家住某社区的某某指着
        _Frame(
            re.compile("(?:打工|务工|上学|经商|创业|居住|生活|工作|值班|执勤|轮值|家住[一-鿿0-9]{2,16})的"),
            re.compile("[一-鿿,，]"),
            behind=True,
            word=(re.compile("的(?<=(?:[务打]工|上学|经商|创业|居住|生活|工作|值班|执勤|轮值)的)|家住"), 22),
        ),
        # 某某是队里出名的…
        _Frame(
            re.compile("是"),
            re.compile(rf"[{HAN}]{{1,6}}(?:出了?名|有名|公认)的"),
            alone=True,
            word=(re.compile("的(?<=[名认]的)"), 13),
        ),
    )  # fmt: skip


# （受访者某某、某某为化名）, 某某（化名）: any characters are a name that the text says is none of its own
_ALIASED_RE = re.compile(
    r"(?:^|[(（,，。;；:：、 ]|文中|文内|受访者|当事人|人物|村民|居民|群众)"
    rf"(?P<names>[{HAN}]{{2,4}}(?:[、和][{HAN}]{{2,4}}){{0,5}})(?:等)?(?:均|皆|都|俱)?[为系是]化名"
)
_ALIAS_RE = re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)[(（]化名[)）]")
_ALIAS_LEAD_RE = re.compile("(?:文中|文内|本文)?(?:受访者|受访人|当事人|人物|村民|居民|群众)?")


def aliased(doc: Doc) -> Iterator[tuple[Found, str]]:
    """Names that the text calls assumed ones, wherever they stand."""
    text = text_of(doc)
    if "化名" not in text:
        return
    names = set()
    for m in _ALIASED_RE.finditer(text):
        names |= {_ALIAS_LEAD_RE.sub("", name, count=1) for name in re.split("[、和]", m["names"])}
    for m in _ALIAS_RE.finditer(text):
        if _name_re().fullmatch(m["name"]):
            names.add(m["name"])
    for name in sorted(name for name in names if len(name) > 1):
        for m in re.finditer(re.escape(name), text):
            yield Found(m.start(), m.end(), name), ""


_ENTITLED = ("汉子", "姑娘", "值班员", "教导员")


@cache
def _entitling() -> tuple[str, ...]:
    return (*word_class(_TITLES, "office"), *_ENTITLED)


@cache
def _entitled_re() -> re.Pattern[str]:
    """The last character of an office, and what stands between it and a mark, verb or particle."""
    last = "".join(sorted({title[-1] for title in _entitling()}))
    ends = rf"[,，。]|{SPEECH}|接到|是[从当]|拿出|带着|领着|把|翻[着开]"
    return re.compile(rf"[{last}](?=(?P<name>{han_name()}(?=[{HAN}，,])|[{HAN}]{{2,3}}?(?={ends})))")


def recurring(doc: Doc) -> Iterator[tuple[Found, str]]:
    """Names that no list has, behind an office, that the text has elsewhere as the subject of a sentence."""
    text, offices = text_of(doc), _entitling()
    for m in _entitled_re().finditer(text):
        if not text.endswith(offices, 0, m.end()):
            continue
        name, start = m["name"], m.start("name")
        if text.count(name) < 2 or _NO_PERSON_RE.search(name):
            continue
        word = words_of(doc).at(start)
        if word is not None and word[0] - start > 1 and not word[1].startswith("n"):
            continue
        if _opens_sentence(text, name, m.end(), len(text)) or _opens_sentence(text, name, 0, m.start()):
            yield Found(start, m.end("name"), name), ""


_ACTS_RE = re.compile(rf"{SPEECH}|[接拿带领把翻的不站坐走]")


def _opens_sentence(text: str, name: str, low: int, high: int) -> bool:
    """Does a name that acts stand at the beginning of a line or stretch between two offsets?"""
    at = text.find(name, low, high)
    while at >= 0:
        if _ACTS_RE.match(text, at + len(name), high) is not None and _is_opening(text, at, low):
            return True
        at = text.find(name, at + 1, high)
    return False


def _is_opening(text: str, at: int, low: int) -> bool:
    """Does a line or a stretch begin at `at`, spaces aside, and its mark not before `low`?"""
    while at > low and text[at - 1].isspace() and text[at - 1] != "\n":
        at -= 1
        if text[at] == "\u3000":
            return True
    return at == 0 or text[at - 1] == "\n" or (at > low and text[at - 1] in "。！!”,，")


_NO_PERSON_RE = re.compile("[的了在是和与及等为也都把将被由从向对就还任当述][一-鿿]?|[一-鿿]?[书主部局会长员任]")


def untitled(doc: Doc) -> Iterator[tuple[Found, str]]:
    """Names told by age, home or speaking, where the text shows their end."""
    text = text_of(doc)
    for m in _untitled_re().finditer(text):
        end = name_end(doc, m.start("name"), m.end("name"))
        told = m["told"] is not None or begins_name(doc, m.start("name"))
        if end is not None and told and not ADDRESS_RE.search(text[m.start("name") : end]):
            yield Found(m.start("name"), end, text[m.start("name") : end]), ""


def framed(doc: Doc) -> Iterator[tuple[Found, str]]:
    """Names that stand in a frame and are names by their own characters or to the dictionary, with the role told."""
    text = text_of(doc)
    for frame in _frames():
        for cue in frame.cues(text):
            found = _beside(doc, frame, cue)
            if found is None:
                continue
            rest = frame.rest.match(text, found.end if frame.behind else cue.end())
            if rest is not None:
                yield found, (rest.groupdict().get("role") or cue.groupdict().get("role") or "")
    for m in _SPEAKER_RE.finditer(text):
        if gazetteer().find(m["name"]):
            continue
        if _name_re().fullmatch(m["name"]) and is_named(doc, m.start("name"), m.end("name")):
            yield Found(m.start("name"), m.end("name"), m["name"]), ""
    for line in lines_with(text, _BEARER_RE):
        for m in _introduced_re().finditer(text, *line):
            if is_named(doc, m.start("name"), m.end("name"), framed=True):
                yield Found(m.start("name"), m.end("name"), m["name"]), m["role"]
    for line in lines_with(text, _ADDRESSED_RE):
        for m in _addressed_re().finditer(text, *line):
            yield Found(m.start("name"), m.end("name"), m["name"]), m["role"]


def _beside(doc: Doc, frame: _Frame, cue: re.Match[str]) -> Found | None:
    """The name right before a cue or, behind it, right after; of several lengths the first that is one."""
    text, first = text_of(doc), surname_characters()
    if frame.behind and text[cue.end() : cue.end() + 1] not in first:
        return None
    for length in (3, 2, 4):
        start, end = (cue.end(), cue.end() + length) if frame.behind else (cue.start() - length, cue.start())
        if start < 0 or text[start : start + 1] not in first or not _name_re().fullmatch(text, start, end):
            continue
        if frame.alone and start and HAN_RE.match(text, start - 1) and not _HOME_RE.search(text, start - 2, start):
            continue
        if is_named(doc, start, end, framed=frame.sure) and not ADDRESS_RE.search(text[start:end]):
            return Found(start, end, text[start:end])
    return None
