"""Whether a quotation names a way of working, by weak signs that add up: its form, what governs it, what follows it.

A sign is (what it says, weight, whether it holds).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import is_carried
from ingest.mechanisms.marks import Marks, occurrences
from ingest.mechanisms.quotations import COUNTED_RE, FORMULA_RE, NUMERAL, Quoted, rhymes
from ingest.mechanisms.standing import HALVES, MANNER_RE, METAPHOR_RE, is_motto, is_state

ENOUGH = 2.0
_RULES = ((4.0, "quote strong"), (3.0, "quote weighed"), (ENOUGH, "quote weak"))  # from that weight on
_PART = range(3, 7)  # characters of a part of a slogan
_USUAL = range(4, 13)  # characters of a coined name
_NEAR = 24  # characters before a quotation that are read
_NUMBER = r"(?:[0-9一二三四五六七八九十两几]+[个处家项批套支条种座])?"
# a place whose practice it is: 某市的“…”, 某街道首创的“…”
_PLACE_RE = re.compile(
    rf"(?:{lexicon.words('province')}|[\u4e00-\u9fff](?:省|市|县|区|旗|州|镇|乡|街道|社区|村))"
    r"(?:的|(?:探索|首创|推出|创新|实行|推行)的)?$"
)
_PLACE_LENGTH = 10  # characters; no such place is longer
_DONE_TO_RE = re.compile(r"[为让把将给对使][\u4e00-\u9fff]{0,6}$")
# a verb of carrying out, with whose practice it is before the name: 推行村党组织书记“…”
_CARRY_OVER_RE = re.compile(
    r"(?:推行|实行|实施|推广|试行|启动|推出|首创|创新|落实)(?:了)?[\u4e00-\u9fff]{2,10}(?<![的是为成有和与到])$"
)
_FOOTHOLD_RE = re.compile(rf"^(?:为|作为)[^,。;]{{0,6}}?{lexicon.words('foothold')}")
_STANDS_RE = re.compile(r"^(?:即|就是|是指|指的是|指|是)[^。;]{2,}[、,]")
_NAMING_RE = re.compile(rf"{lexicon.words('naming')}[了]?$")
_CARRIED_RE = re.compile(rf"{lexicon.words('carry_before')}(?:了|出|起|一批|一套|好|以|的)?{_NUMBER}(?:名为|叫)?$")
_SET_UP_RE = re.compile(rf"(?:设|建|(?<![召展公离打分揭推铺])开|办|搭|列|挂)(?:了|起|立|有|出|成)?{_NUMBER}$")
_MEANS_RE = re.compile(r"(?:以|靠着?|凭借?|借助|依托|作为|列为)$")
_DOES_RE = re.compile(r"(?:做到|确保|力争|达到|让|使)了?$")
_HELD_RE = re.compile(r"(?:坚持|遵循|秉持|恪守|本着|按照)$")
_TURNS_RE = re.compile(
    r"^等?(?:概念|观点|说法|理论|提法|字样)|^[转变化换走迈升][为成向到]|^[到与和]?“?[^”]{0,8}”?(?:环节|一词|二字|手册|作风)"
)
_TURNED_INTO_RE = re.compile(r"”(?:再)?(?:转变?|走|迈|变)?[向为成到]$")  # 从“上门办”到“马上办”
_UPGRADED_RE = re.compile(r"^(?:的)?(?:转型)?(?:升级|迭代|进阶|拓展|延伸|深化)")  # practices themselves are
# what somebody who writes about a practice calls it: 有学者把它概括为“…”
_LABEL_OF_STUDY_RE = re.compile(
    r"(?:学者|教授|研究[员者]|专家|笔者|论者|有人|文献)[^。;]{0,14}?(?:称|概括|归结|总结|归纳|理解|定义|比喻|形容)(?:作|为|之为|成)$"
)
_OF_NAME_RE = re.compile(rf"^的[^,。;、的“]{{0,8}}?{lexicon.words('told_of')}")
_CARRIER_RE = re.compile(rf"{lexicon.words('carrier_end')}$")
_PRACTICE_RE = re.compile(rf"{lexicon.words('practice_end')}$")
_CLAUSE_RE = re.compile(r"[了的吗]|^(?:没|无|不|未|有|要|想)|得(?:了|出|好|到)|[0-9]{2,}.*[、,]")
_PARTS_RE = re.compile(r"[、,]")
_SHORT_RE = re.compile(rf"[{NUMERAL}]\w$")
_NUMBER_RE = re.compile(r"\s*[(]?[一二三四五六七八九十0-9]{1,3}[)、.]\s*")
_SHORT_LEAD_RE = re.compile(r"”[\u4e00-\u9fff]{2,5}[。\n]")
_LABEL_RE = re.compile(
    r"[\s—\-·●◆]*(?:[(]?[一二三四五六七八九十0-9]{1,3}[)、.])?(?:[一二三四五六七八九十]是)?[\u4e00-\u9fff]{0,3}"
)


class _Case(NamedTuple):
    """What the signs look at.

    `before` are the words right before the quotation, if there are any; `is_parallel` says that its parts are of one
    usual length, `is_carried` that the words before carry it out, `is_counted` that it is counted or a formula, as a
    whole or in every part (多网融合、一网统筹; 一约).
    """

    marks: Marks
    core: str
    quoted: Quoted
    before: str
    parts: list[str]
    is_parallel: bool
    is_counted: bool
    is_carried: bool


def _case(marks: Marks, core: str, quoted: Quoted) -> _Case:
    before = quoted.before[-_NEAR:] if quoted.before[-1:].isalnum() else ""
    parts = _PARTS_RE.split(core)
    parallel = len(parts) > 1 and len({len(part) for part in parts}) == 1 and len(parts[0]) in _PART
    return _Case(marks, core, quoted, before, parts, parallel, _is_counted(core, parts), _is_carried(core, before))


def _is_counted(core: str, parts: list[str]) -> bool:
    whole = COUNTED_RE.match(core) or FORMULA_RE.match(core) or _SHORT_RE.match(core)
    return whole is not None or (len(parts) > 1 and all(part[:1] in NUMERAL for part in parts))


def _is_carried(core: str, before: str) -> bool:
    over = len(core) > 2 and _CARRY_OVER_RE.search(before) is not None
    return over or _CARRIED_RE.search(before) is not None or _SET_UP_RE.search(before) is not None


def weigh(marks: Marks, core: str, quoted: Quoted) -> float:
    """The sum of the signs for and against a name."""
    return sum(weight for _, weight in explain(marks, core, quoted))


def rule_of(weight: float) -> str:
    """The rule of ingest.mechanisms.strengths that a weight, ENOUGH at least, stands for."""
    return next(rule for least, rule in _RULES if weight >= least)


@lru_cache(maxsize=1024)  # the rule and the judge of names ask one after the other
def explain(marks: Marks, core: str, quoted: Quoted) -> tuple[tuple[str, float], ...]:
    """The signs that hold, each with its weight."""
    case = _case(marks, core, quoted)
    return tuple([(name, weight) for name, weight, holds in _SIGNS if holds(case)])


def _is_of_place(case: _Case) -> bool:
    """Whether the place whose practice it is stands right before, and nothing is done to that place (为街道“…”)."""
    place = _PLACE_RE.search(case.before, max(0, len(case.before) - _PLACE_LENGTH))
    return place is not None and _DONE_TO_RE.search(case.before[: place.start() + 1]) is None


def _is_foothold(case: _Case) -> bool:
    """Whether something is done by means of it: 以“…”为抓手."""
    return _FOOTHOLD_RE.match(case.quoted.after) is not None and case.before.endswith("以")


def _is_metaphor(case: _Case) -> bool:
    """Whether the verb before takes metaphors (打通, 变成) and is no verb of naming or carrying out (形成) as well."""
    before = case.before
    if METAPHOR_RE.search(before) is None:
        return False
    carried = _CARRIED_RE.search(before)
    other = _DOES_RE.search(before) or _NAMING_RE.search(before) or (carried is not None and len(carried[0]) > 1)
    return not other and not _is_named_after(case)


def _is_named_after(case: _Case) -> bool:
    return _OF_NAME_RE.match(case.quoted.after) is not None


def _is_lead(case: _Case) -> bool:
    """Whether it ends the short first sentence of its line (结好“问题解决网”。), or opens a line as its title."""
    start, end = case.quoted.content
    line = case.marks.text.rfind("\n", 0, start) + 1
    label = _LABEL_RE.fullmatch(case.marks.text, line, start - 1)
    return label is not None and case.marks.text[end + 1 : end + 2] in ("。", ":", "\n", "")


def _opens(case: _Case) -> bool:
    """Whether it opens the short first sentence of a numbered paragraph ((一)“一约”立规矩。)."""
    start, end = case.quoted.content
    line = case.marks.text.rfind("\n", 0, start) + 1
    numbered = _NUMBER_RE.fullmatch(case.marks.text, line, start - 1) is not None
    return numbered and _SHORT_LEAD_RE.match(case.marks.text, end, end + 8) is not None


def _ends_in_kind(case: _Case) -> bool:
    return case.core[2:].endswith(_closing_kinds())


@cache
def _closing_kinds() -> tuple[str, ...]:
    kinds = lexicon.kinds().items()
    return tuple(kind for kind, strength in kinds if strength == "open" or kind.endswith(("资金", "经费")))


def _is_carrier(case: _Case) -> bool:
    """Whether the last word is a place or thing of work (议事亭, 直通车)."""
    return not case.is_parallel and _CARRIER_RE.search(case.core) is not None


def _is_idiom(case: _Case) -> bool:
    word = case.marks.words.at(case.quoted.content[0])
    return word is not None and word[0] == case.quoted.content[1] and word[1] in ("i", "l") and not _is_carrier(case)


def _is_repeated(case: _Case) -> bool:
    """Whether the text has the words outside quotation marks as well, or again and again."""
    if len(case.core) <= 3:
        return False
    times = occurrences(case.marks.text, case.core)
    return times > 3 or (times > 1 and times > occurrences(case.marks.text, f"“{case.core}”"))


_Sign = tuple[str, float, Callable[[_Case], bool]]


def _is_what_another_became(case: _Case) -> bool:
    return bool(_TURNED_INTO_RE.search(case.quoted.before)) and not _UPGRADED_RE.match(case.quoted.after)


_SIGNS: tuple[_Sign, ...] = (
    ("two characters", -2.0, lambda c: len(c.core) < 3),
    ("length of a name", 1.0, lambda c: len(c.core) in _USUAL or c.is_parallel),
    ("counted or a formula", 2.0, lambda c: c.is_counted),
    ("parallel parts", 1.0, lambda c: c.is_parallel),
    ("parallel parts that share a word", 1.0, lambda c: c.is_parallel and rhymes(c.parts)),
    ("three parts or more", 1.0, lambda c: c.is_parallel and len(c.parts) > 2),
    ("ends in what carries work", 2.0, lambda c: len(c.core) > 3 and _is_carrier(c)),
    ("ends so, in three characters", 1.0, lambda c: len(c.core) == 3 and _is_carrier(c)),
    ("ends in a kind word", 4.0, _ends_in_kind),
    ("a clause", -1.0, lambda c: not c.is_parallel and bool(_CLAUSE_RE.search(c.core))),
    ("an idiom", -1.0, _is_idiom),
    ("an idiom that nothing carries out", -1.0, lambda c: _is_idiom(c) and not c.is_carried),
    ("named by the verb before", 3.0, lambda c: bool(_NAMING_RE.search(c.before))),
    ("carried out by the verb before", 2.0, lambda c: c.is_carried),
    ("of a place", 2.0, _is_of_place),
    ("a foothold", 3.0, _is_foothold),
    ("one half of a reform", 3.0, lambda c: c.core in HALVES),
    ("beside a set term", 2.0, lambda c: c.quoted.beside_term),
    ("a count told out", 2.0, lambda c: c.is_counted and bool(_STANDS_RE.match(c.quoted.after))),
    ("carried out by the verb behind", 2.0, lambda c: is_carried(c.quoted.after, 0)),
    ("a means", 2.0, lambda c: bool(_MEANS_RE.search(c.before))),
    ("a lead", 2.0, _is_lead),
    ("opens a numbered line", 3.0, _opens),
    ("ends in a practice", 1.0, lambda c: len(c.core) > 3 and bool(_PRACTICE_RE.search(c.core))),
    ("repeated", 1.5, _is_repeated),
    ("a metaphor by the verb before", -3.0, _is_metaphor),
    ("what is reached", -1.0, lambda c: bool(_DOES_RE.search(c.before))),
    ("held as a principle", -1.5, lambda c: bool(_HELD_RE.search(c.before)) and len(c.parts) != 2),
    ("what it has become", -2.0, lambda c: c.quoted.after.startswith(("成为", "成了", "变成"))),
    ("a manner", -3.0, lambda c: bool(MANNER_RE.match(c.core))),
    ("a principle or goal", -4.0, lambda c: is_motto(c.quoted) and not _is_foothold(c)),
    ("a state of things", -1.0, lambda c: is_state(c.quoted)),
    ("turned into something else", -3.0, lambda c: bool(_TURNS_RE.search(c.quoted.after))),
    ("what another has become", -3.0, _is_what_another_became),
    ("a label of a study", -4.0, lambda c: bool(_LABEL_OF_STUDY_RE.search(c.before)) and not _ends_in_kind(c)),
    ("what a way of working is called after", 2.0, _is_named_after),
    ("an attribute", -3.5, lambda c: c.quoted.after.startswith("的") and not _is_named_after(c)),
)
