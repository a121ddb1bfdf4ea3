"""How a person's name looks in running text, and where it ends.

Han names open with a surname; transliterated ones (Mongolian, Tibetan, Uyghur, Yi) are told by their syllables.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Doc

from ingest.components.terms import LEXICON, alternation, word_class, words_of
from ingest.nlp import text_of
from ingest.words import tagged

HAN = "一-鿿"
_TITLES = "titles.tsv"
_LOOKAHEAD = 8
_DOTS = "·•・"
SPEECH = (
    "说道|说起|说|表示|回应|介绍说|介绍道|介绍|告诉|指出|强调|感叹道|感叹|认为|坦言|坦承|直言|笑着|回忆|感慨|解释|称|谈到|提出|提到|透露|补充|建议|"
    "竖起|深有|激动|高兴|欣喜|自豪|无奈"
)
_ACTS = (
    "带领|带头|率队|率领|率|带|主动|积极|组织|参加|主持|来到|走进|深入|前往|赴|出席|调研|当选|担任|任|兼任|负责|牵头|现场|亲自|多次|每天|"
    "正在|正|已|在|从|向|对|把|将|给|为|被|就|也|和|与|同|等|是|有|的|家|一|又|还|便|则|曾|及|到|走|看|听|拿|指|点|翻|打|接|发现|"
    "专程|特地|特意|连忙|赶紧|赶忙|立刻|当场|当即|当众|挨家|上门|登门|逐户|常常|时常|经常|一直|始终|终于|撰文|"
    "一起|一同|一道|日前|近日|如今|此前|随后|当天|当时|去年|今年|昨天|前不久|作|做|讲|算|写|当|笑|坐|通过|先后|同志|老人|夫妇|一家|逐一|随即|立即|马上|第一"
)
_SPEECH_RE = re.compile(SPEECH)
_NEVER_RE = re.compile("[我你您他她它们这那的了么着吗呢吧啊呀哪谁]")
# 高新区, 白皮书: no name to the dictionary alone
_NO_END_RE = re.compile("[区县市镇乡村屯书会部局组室站路街院店厂社团队员网点处所]")
_AFTER_RE = re.compile(rf"(?:{SPEECH}|{_ACTS})|[,，。;；:：、!！?？”\"’)）(（\s《]|$")
_ASPECT_RE = re.compile("[一-鿿][过着起](?!来|程|去)")
# 陈琴说, 李明等: the last character is a verb or particle
_PARTICLES = "作讲说称道等在表也还就都和与及是的把被将从对又已曾"
# what the dictionary has a foreign name for
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nz", "nt", "x"})
# what may follow a name: a verb, adverb, preposition, particle, pronoun, number
_FOLLOWING_TAGS = frozenset("vdpcurmy")
# 李大爷, 王阿姨, 小张 are addressed, not named; 高兴, 许可 are words
ADDRESS_RE = re.compile(
    rf"^(?:{alternation(word_class(_TITLES, 'no_name'))})|"
    r"(?:大爷|大妈|大娘|大叔|大嫂|阿姨|奶奶|爷爷|叔叔|婶|师傅|大姐|大哥|先生|女士|老师|老汉|某|某某|书记|主任|家)$"
)


@cache
def _surnames() -> tuple[str, ...]:
    lines = (LEXICON / "surnames.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def surname(ahead: str = "") -> str:
    """The pattern of a surname: a class of first characters, then what must or may follow some of them.

    `ahead`: a look at what follows the first character, to pass over most places.
    """
    further: dict[str, set[str]] = {}
    for word in _surnames():
        further.setdefault(word[0], set()).add(word[1:])
    longer = {first: rests for first, rests in further.items() if rests != {""}}
    more = "|".join(
        f"(?<={first}){rest}"
        for first, rests in longer.items()
        for rest in sorted(filter(None, rests), key=len, reverse=True)
    )
    alone = "".join(first for first, rests in longer.items() if "" in rests)
    ends = [f"(?<![{''.join(longer)}])", more, *([f"(?<=[{alone}])"] if alone else [])]
    return f"[{''.join(sorted(further))}]{ahead}(?:{'|'.join(ends)})"


@cache
def surname_characters() -> frozenset[str]:
    """The characters with which surnames begin: a look at one tells most stretches from names."""
    return frozenset(word[0] for word in _surnames())


@cache
def given() -> frozenset[str]:
    lines = (LEXICON / "given_names.txt").read_text("utf-8").splitlines()
    return frozenset(character for line in lines if not line.startswith("#") for character in line.split())


@cache
def _syllables() -> str:
    return "".join(word_class(_TITLES, "syllable"))


@cache
def _transliterated_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{surname()})?[{_syllables()}]{{3,}}")


@cache
def _double_surnames() -> frozenset[str]:
    return frozenset(word for word in alternation(_surnames()).split("|") if len(word) == 2)


@cache
def han_name(ahead: str = "") -> str:
    """The pattern of a name that opens with a surname; `ahead` as there."""
    return rf"(?:{surname(ahead)})[{HAN}]{{1,2}}"


@cache
def opening() -> str:
    """The characters with which a name begins."""
    return "".join(sorted(surname_characters() | set(_syllables())))


@cache
def longest_name() -> int:
    """The most characters of a name that opens with a surname."""
    return max(map(len, _surnames())) + 2


@cache
def any_name() -> str:
    """A name with a dot, one of syllables that transliterate, one that opens with a surname: as long as may be."""
    part = rf"[{_syllables()}]{{2,7}}"
    dotted = rf"{part}(?:[{_DOTS}]{part}){{1,2}}"
    short = rf"[{_syllables()}]{{2}}(?=[,，。;；、]|带|率|{SPEECH})"
    return rf"{dotted}|(?:{surname()})?[{_syllables()}]{{3,7}}|{han_name()}|{short}"


@lru_cache(maxsize=4096)
def _first_word(text: str) -> tuple[str, str]:
    """The first word of `text` taken for itself, with its part of speech: what stands before joins nothing to it."""
    return next(iter(tagged(text)), ("", ""))


def name_end(doc: Doc, start: int, end: int) -> int | None:
    """Where a name that begins at `start` ends, `end` at the latest; None if nothing there is one."""
    text = text_of(doc)
    word = words_of(doc).at(start)
    for stop in _stops(text, start, end):
        if _NEVER_RE.search(text, start + 1, stop) or _runs_on(doc, start, stop):
            continue
        if is_likely(doc, start, stop):
            return stop
        # two characters are more often the beginning of a word, unless the dictionary has them for a name
        certain = stop - start > 2 or (word is not None and word[0] == stop and word[1].startswith("nr"))
        bounded = stop in words_of(doc).boundaries
        whole = bounded and stop - start > 2 and word is not None and word[0] == stop and word[1].startswith("nr")
        if (whole or _may_end(text, start, stop, certain=certain, bounded=bounded)) and not _is_word(doc, start, stop):
            return stop
    return None


def _runs_on(doc: Doc, start: int, stop: int) -> bool:
    """Does an ordinary word of two characters begin here, and the next one run across the end (康复|服务)?"""
    word = words_of(doc).at(start)
    return (
        word is not None
        and word[0] == start + 2 < stop
        and word[1] not in _NAME_TAGS
        and stop not in words_of(doc).boundaries
        and len(_first_word(text_of(doc)[start + 2 : start + 2 + _LOOKAHEAD])[0]) > 1
    )


def is_likely(doc: Doc, start: int, stop: int) -> bool:
    """Is it a surname with two characters of given names, and no word that runs on or that the dictionary has?"""
    text, known = text_of(doc), words_of(doc)
    first = start + (2 if text[start : start + 2] in _double_surnames() and stop - start > 2 else 1)
    if not given().issuperset(text[first:stop]):
        return False
    word = known.at(start)
    if word is not None and (word[0] > stop or (word[0] == stop and word[1] not in _NAME_TAGS)):
        return False
    if word is not None and word[0] == start + 1 and word[1] in {"c", "p", "d"}:
        rest = known.at(start + 1)  # 和家长, 向群众
        if rest is not None and rest[0] >= stop and not rest[1].startswith(("nr", "ns", "nz")):
            return False
    if stop - first < 2:
        # two characters are more often a word: the dictionary has none here, and the end is certain
        alone = word is None or word[0] == start + 1
        return alone and stop in known.boundaries and _AFTER_RE.match(text, stop) is not None
    if _ASPECT_RE.match(text, stop):  # 算过账, 领着人
        return True
    return stop in known.boundaries or len(_first_word(text[stop - 1 : stop - 1 + _LOOKAHEAD])[0]) == 1


def _stops(text: str, start: int, end: int) -> list[int]:
    dots = [i for i in range(start, end) if text[i] in _DOTS]
    if not dots and end - start == 3 and text[end - 1] in _PARTICLES:
        return [end - 1, end]
    least = dots[-1] + 3 if dots else start + 2
    return list(range(end, least - 1, -1))


def _may_end(text: str, start: int, stop: int, *, certain: bool, bounded: bool) -> bool:
    """Does what follows begin something new, and no word run across the end (王明|介绍 for 王明介|绍)?

    `bounded`: the words of the text have an end here, so that a word across it would be a guess (桂兰|对 as 兰对).
    """
    if _SPEECH_RE.match(text, stop):
        return True
    if text[stop - 1 : stop + 1] == "一家":
        return False
    word, tag = _first_word(text[stop - 1 : stop - 1 + _LOOKAHEAD])
    ends = _AFTER_RE.match(text, stop) is not None
    if (
        not bounded
        and stop - start > 2
        and len(word) > 1
        and (tag[:1] in {"v", "p", "c"} or (tag[:1] == "d" and not ends))
    ):
        return False
    if ends:
        return True
    _, tag = _first_word(text[stop : stop + _LOOKAHEAD])
    return certain and tag[:1] in _FOLLOWING_TAGS


def _is_word(doc: Doc, start: int, end: int) -> bool:
    """Is the "name" an ordinary word or the beginning of one (书记项目, 主任和)?"""
    text, known = text_of(doc), words_of(doc)
    if any(mark in text[start:end] for mark in _DOTS):
        return False
    word = known.at(start)
    if _transliterated_re().fullmatch(text, start, end):
        return (
            word is not None
            and word[1] not in _NAME_TAGS
            and (word[0] == end or (word[1] == "n" and word[0] > start + 1))
        )
    if word is not None and word[0] == start + 1:
        rest = known.at(start + 1)
        if rest is not None and rest[0] == end and rest[1].startswith("nr"):
            return False  # 何|志远
    if word is None:
        # a word runs across the beginning, perhaps one into which the title's last character was taken (主|任何|…)
        first, tag = _first_word(text[start : start + _LOOKAHEAD])
        return not (tag.startswith("nr") and end - start - 1 <= len(first) <= end - start)
    stop, tag = word
    if tag.startswith("nr") or (stop - start == 2 < end - start and text[start:stop] in _double_surnames()):
        return False
    if stop - start >= 5 and stop > end and tag in {"ns", "nz", "nt"}:
        # a guess of the segmenter that took the verb in
        return False
    if stop >= end:
        name_like = stop == end and tag in {"q", "nz", "x", "ns", "z", "j", "nt"}
        return not (name_like and _SPEECH_RE.match(text, end))
    if stop - start == 2 and tag in _NAME_TAGS and _SPEECH_RE.match(text, end):
        return False
    if tag == "v" and stop == start + 1 and not given().issuperset(text[stop:end]):
        return True  # 包下, 包堤段: a verb that is a surname too
    # cut into characters: jieba knows no word here
    return stop - start >= 2 or tag in {"p", "c", "u", "d", "r", "m", "uj", "ul"} or _tail_is_word(doc, stop, end)


def _tail_is_word(doc: Doc, start: int, end: int) -> bool:
    word = words_of(doc).at(start)
    if word is None:
        return True
    verbal = end - start == 2 and word[0] == end and word[1][:1] in {"v", "p", "c", "d", "m", "u"}
    return verbal or (word[0] > end and word[1][:1] in {"v", "p", "c", "d", "u"})


def is_named(doc: Doc, start: int, end: int, *, framed: bool = False) -> bool:
    """Are the characters a name: one to the dictionary, or by its characters; `framed`: all else says that they are?"""
    word = words_of(doc).at(start)
    if _NEVER_RE.search(text_of(doc), start + 1, end) or _NO_END_RE.match(text_of(doc), end - 1):
        return False
    if word is not None and word[0] == end and word[1].startswith("nr"):
        return end - start > 2 or framed or given().issuperset(text_of(doc)[start + 1 : end])
    whole = end - start > 2 and end in words_of(doc).boundaries
    return whole and ((framed and word is not None and word[0] == start + 1) or is_likely(doc, start, end))


def begins_name(doc: Doc, start: int) -> bool:
    """Does the dictionary have a name of a person here?"""
    word = words_of(doc).at(start)
    return word is not None and word[1].startswith("nr")
