"""What a number is about: the noun phrase of the text that it counts or measures, without the number.

After the number where a noun follows its unit (30个老旧小区), with what the sentence says of it (列入计划的老旧小区);
else before it (建设助餐点90个); a change has one subject for both sides (乡镇从40个减为30个).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.figures.measure_words import CHANGES, alternatives, part
from ingest.words import Words
from kg.values import FoundQuantity

_BREAK_RE = re.compile(r"(?!(?<=\d)[,，]\d{3}(?!\d))[,，。;；:：!！?？…\n]")  # not in 1,470
_STRIP_LEFT_RE = re.compile(
    rf"(?:以[“\"]?[一-鿿“”]{{2,10}}?[”\"]?(?:方式|形式|模式|名义)|{alternatives('lead')}|[的了“”\"、]|(?:短短|仅仅?|不到)?近?(?:半|[一二三四五六七八九十两几0-9]+(?:多)?)年(?:来|间|内|里|下来)?"
    r"|(?:截至|到|至)?(?:今年|去年|前年|当年|同年)(?:的)?(?:[0-9一二三四五六七八九十]{1,2}月(?:[上中下]旬|底|末|初|份)?|年[底初末中]|上半年|下半年)?"
    r"|[用花]了?[一二两三四五六七八九十半几0-9]+个?半?(?:年半?|月|天|周|小时|分钟)(?:左右)?的?时间"
    r"|[0-9]{2,4}(?:[—–-][0-9]{2,4})?(?:年度|采暖季|供暖季|采暖期|供暖期|学年|财年|榨季)(?=[一-鿿])"
    r"|是(?!非)|中(?=[一-鿿]{1,8}?占?$)(?=[一-鿿]{2,3}族|老|妇|党员|青)|(?:改造|整治|整合|调整|优化|合并|升级|扩建|撤并|治理|搬迁|实施|推行)[前后](?:已|则|均)?"
    r"|第[一二三四五六七八九十百0-9]+[条款项批期][ \u3000]?|[一二三四五六七八九十]+、"
    r"|[(（][一二三四五六七八九十0-9]+[)）]|[0-9]+[.．、])"
)
_STRIP_VERB_RE = re.compile(rf"(?:{alternatives('verb')})(?:了|出|起|好|到)?")
_STRIP_RIGHT_RE = re.compile(
    rf"(?:{alternatives('tail')}|[“(（\"、]|连续[一二两三四五六七八九十几0-9]+(?:个?(?:季度|月)|年|届|次)"
    r"|(?:应当?|须|要|需)(?:达到|占)[一-鿿]{2,8}的?)$"
)
# nothing else can end what _STRIP_RIGHT_RE finds, but that the third of its kinds ends in any character
_TAIL_ENDS = frozenset(word[-1] for word in part("tail")) | frozenset('“(（"、度月年届次\n')
_DUE_RE = re.compile("[应须要需].?(?:达到|占)")
_TRAILING_ACTION_RE = re.compile(r"(?<=[一-鿿]{2})(?:建设|培育|打造|创建|组建|改造工程|任务)$")
_QUOTES_RE = re.compile(r"[\s“”\"‘’「」]")
_UNTIDY_RE = re.compile(r"[\s“”\"‘’「」()（）、,，:：;；。·—-]")
_UNMATCHED_RE = re.compile(r"^[^()]*\)|\([^()]*$")
_NO_LESS_RE = re.compile(r"^(?:不低于|不少于|不超过)")
_CLOSING_RE = re.compile(r"[)）]")
# 通过“…”平台上报事件
_THROUGH_RE = re.compile(
    r"[一-鿿A-Za-z]{1,10}[”\"]?(?:平台|系统|小程序|热线|公众号)(?=上报|受理|办理|处置|收集|解决|化解|办结|流转)"
)
_MAX_SUBJECT = 40


@dataclass(frozen=True)
class Passage:
    """A sentence between full stops, with its quantities; what the subjects of its numbers are read from."""

    text: str
    start: int
    end: int
    words: Words
    found: tuple[FoundQuantity, ...]
    regions: tuple[tuple[int, int], ...]
    dates: tuple[tuple[int, int], ...]
    people: tuple[tuple[int, int], ...] = ()

    def segment(self, at: int) -> tuple[int, int]:
        """The stretch between commas that holds `at`; commas inside brackets don't count."""
        known = self._segments.get(at)
        if known is None:  # many rules ask for that of each number
            behind = bisect_right(self._cuts, at)
            known = self._segments[at] = (self._cuts[behind - 1], min(self._cuts[behind] - 1, self.end))
        return known

    @cached_property
    def own_starts(self) -> dict[int, int]:
        """What ingest.figures.reading.own_start has found so far, by where the quantity begins."""
        return {}

    @cached_property
    def _segments(self) -> dict[int, tuple[int, int]]:
        return {}

    @cached_property
    def _cuts(self) -> list[int]:
        """Where the stretches of the sentence begin, and where another one would behind its end."""
        text, start, end = self.text, self.start, self.end
        breaks = (m for m in _BREAK_RE.finditer(text, start, end) if not _in_brackets(text, start, m.start()))
        return list(dict.fromkeys((start, *(m.end() for m in breaks), end + 1)))


def _in_brackets(text: str, start: int, at: int) -> bool:
    """Is `at` inside brackets that open behind `start`?"""
    opened = max(text.rfind("(", start, at), text.rfind("（", start, at))
    if opened < 0 or at - opened >= 30:
        return False
    closed = max(text.rfind(")", start, at), text.rfind("）", start, at))
    return opened > closed and _CLOSING_RE.search(text, at, at + 30) is not None


@lru_cache(maxsize=4096)
def tidy(subject: str) -> str:
    """A subject as it is kept: no quotation marks, no spaces, no unmatched bracket at its ends."""
    if _UNTIDY_RE.search(subject) is None:
        return subject.strip("的")
    plain = _QUOTES_RE.sub("", subject).replace("（", "(").replace("）", ")").strip("、,，:：;；的。·-—")
    if plain.count("(") != plain.count(")"):
        plain = _UNMATCHED_RE.sub("", plain)
    return plain


def strip_phrase(passage: Passage, left: int, right: int) -> str:
    """What is left between two offsets without dates, regions, leads and the verb that governs the number."""
    left, right = _without_dates(passage, left, right)
    left = skip_names(passage, left, right)
    while (match := _tail(passage.text[left:right].rstrip(' \u3000“"('))) is not None:
        if match[0] == "约" and left + match.start() not in passage.words.boundaries:  # 村规民约
            break
        if match[0] == "均" and passage.text[left + match.start() - 1] in "户人村亩月年日平":
            break
        right = left + match.start()
    left = _strip_leads(passage, left, right)
    if (by := _THROUGH_RE.match(passage.text, left, right)) and passage.text[max(0, left - 3) : left].rstrip("“") in (
        "通过",
        "依托",
    ):
        left = by.end()
    phrase = _TRAILING_ACTION_RE.sub("", passage.text[left:right])
    if len(phrase) > _MAX_SUBJECT:  # the last item of an enumeration says enough
        phrase = phrase[max(phrase.rfind("、", 0, -2) + 1, len(phrase) - _MAX_SUBJECT) :]
    return _NO_LESS_RE.sub("", phrase)


_DATE_LEAD_RE = re.compile(rf"(?:{alternatives('lead')}|[ 、“了]|较|比)+$")
_DATE_TAIL_RE = re.compile(rf"(?:{alternatives('tail', 'increase', 'decrease')}|同期|年度|相比|水平|[ 的了])*")
_HAN_RE = re.compile(r"[一-鿿]")


def _tail(phrase: str) -> re.Match[str] | None:
    """What is stripped from the end of a phrase."""
    if phrase and (phrase[-1] in _TAIL_ENDS or _DUE_RE.search(phrase) is not None):
        return _STRIP_RIGHT_RE.search(phrase)
    return None


def _without_dates(passage: Passage, left: int, right: int) -> tuple[int, int]:
    """A date before the subject is skipped, one after it (投诉量较上年下降, 占比2021年达) ends it."""
    for start, end in passage.dates:
        if not (left <= start and end <= right) or passage.text[end : end + 1] in ("从", "由"):
            continue
        before = _DATE_LEAD_RE.sub("", passage.text[left:start])
        if len(_HAN_RE.findall(before)) >= 2 and _DATE_TAIL_RE.fullmatch(passage.text, end, right):
            return left, left + len(before)
        left = end + (passage.text.startswith("间", end) and end + 1 < right)
    return left, right


_NAME_LEAD_RE = re.compile(rf"(?:{alternatives('lead')}|[ 、“])*")


def skip_names(passage: Passage, left: int, right: int) -> int:
    """Past dates and regions at the beginning."""
    names = [name for name in (*passage.regions, *passage.dates) if left <= name[0] and name[1] <= right]
    if not names:
        return left
    starts = {start for start, _ in passage.regions}
    at = _past_lead(passage, left, right)
    moved = True
    while moved:
        moved = False
        for start, end in names:
            if start in (left, at) and _goes_past(passage, end, right, starts):
                left, moved = end, True
                at = _past_lead(passage, left, right)
    return left


def _past_lead(passage: Passage, left: int, right: int) -> int:
    lead = _NAME_LEAD_RE.match(passage.text, left, right)
    return lead.end() if lead is not None else left


def _goes_past(passage: Passage, end: int, right: int, starts: set[int]) -> bool:
    """Not from the first of a list of other things (甲县和群众), but past a list of places (甲区、乙区各3个)."""
    mark = passage.text[end : end + 1] if end < right else ""
    return mark not in ("、", "和") or (mark == "、" and end + 1 in starts)


# 调解成功率, 办结率: what looks like a verb is part of the measure's name
_RATE_RE = re.compile(
    r"(?:[率比度]|比例|比重|占比|时间|年龄|面积|收入|半径|时长|时限|期限|距离|高度|长度|总额|金额|总数|人数|频次|次数)"
    rf"(?:{alternatives('increase', 'decrease')})?$"
)


def _strip_leads(passage: Passage, left: int, right: int) -> int:
    """Past adverbs, prepositions and the governing verb, at most two (新建改建); never into a word (建制村)."""
    stops: list[int] = []
    verbs, begin = 0, left
    while left < right:
        match = _STRIP_LEFT_RE.match(passage.text, left, right)
        if match is None or not _is_whole(passage, match):
            match = _STRIP_VERB_RE.match(passage.text, left, right) if verbs < 2 else None
            if match is not None and match[0] not in CHANGES and _RATE_RE.search(passage.text[begin:right]):
                break
            if match is not None and verbs and match[0] in part("nominal"):  # 压缩|办理时限
                break
            verbs += 1
            stops.append(left)
        if match is None or not _is_whole(passage, match):
            break
        left = match.end()
        if any(left == start for start, _ in passage.regions) or any(left == start for start, _ in passage.dates):
            left = skip_names(passage, left, right)
    if stops and passage.text[left:right] == "下沉":  # 编制|下沉
        return stops[-1]
    if right - left <= 1:  # 完成|投资, 发放|奖励金: the word stripped last is what is measured
        return next((stop for stop in reversed(stops) if _is_noun(passage, stop, right)), left)
    return left


def _is_noun(passage: Passage, start: int, right: int) -> bool:
    word = passage.words.at(start)
    return right - start > 1 and (word is None or word[0] < right or word[1].startswith(("n", "vn")))


def _is_whole(passage: Passage, match: re.Match[str]) -> bool:
    """Does the match end where a word ends?"""
    end = match.end()
    return end in passage.words.boundaries or (
        len(match[0]) > 1 and (match[0].endswith("年来") or (match[0] != "建设" and passage.words.at(end + 1) is None))
    )


_PREDICATES = tuple(word for word in part("predicate") if len(word) > 1)
_ACTS = frozenset(word for word in part("verb") | part("predicate") if len(word) > 1) - part("nominal")
_ADVERBS_RE = re.compile(r"^[了均都已也将全部]+")
_MARK_RE = re.compile(r"[“”\"]|(?<![为除罢])了(?!解|得|望|如|然|结)")  # 32户开了户
_COUNTS_END_RE = re.compile(r"(?:达到?|共?有|约|超过?|占)$")
_WHOLE_END_RE = re.compile(r"全[省市州县区旗镇乡村]$|[个在自]$")
_BREAKS_OFF_RE = re.compile(r"[()（）:：…]")


def predicate_after(passage: Passage, end: int) -> str:
    """What the sentence says of a counted thing, as a modifier: 担任社区大党委成员; empty if it says too much."""
    text = passage.text
    _, right = passage.segment(max(passage.start, end - 1))
    rest = text[end:right]
    listed = rest.find("、")
    cut = min([right, *(f.start for f in passage.found if f.start >= end), end + listed if listed >= 0 else right])
    if text.startswith(("就", "便", "没有一"), end) and text[end + 1 : end + 2] not in "业医餐学近":
        return ""  # 两次议事就有了结果, 全村613户没有一户上访
    rest = _ADVERBS_RE.sub("", text[end:cut])
    rest = _MARK_RE.sub("", rest).strip(" 的")
    rest = _COUNTS_END_RE.sub("", rest)
    if text[end : end + 1] == "的" or rest.startswith(("为", "和", "与其", "等", "及")) or "的" in rest[4:]:
        return ""
    word = passage.words.at(end)
    if (
        cut < right and word is not None and word[0] >= end + len(rest)
    ):  # 党员联系34万户: the object is the next number's
        return ""
    if rest.endswith(("为", "到", "至", "成")) or (cut < right and _WHOLE_END_RE.search(rest)):
        return ""  # 来自全县|13个乡镇
    if not 2 <= len(rest) <= 20 or _BREAKS_OFF_RE.search(rest) or word is None:
        return ""
    if word[1].startswith(("v", "p", "d", "u")) or rest.startswith(_PREDICATES):
        return rest
    return ""


def after_verb(passage: Passage, left: int, right: int) -> int:
    """Past the last verb between two offsets that has words before and after it (管理中心接入|传感器)."""
    result = left
    for start, end, kind in passage.words.spans_between(left, right):
        if start - left < 2 or not kind.startswith("v") or passage.text[start:end] not in _ACTS:
            continue
        stop = end + (passage.text[end : end + 1] in "了出")
        if right - stop >= 2 and not passage.text[stop].isdigit():
            result = stop
    return result
