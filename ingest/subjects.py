"""What a number is about: the noun phrase of the text that it counts or measures, without the number.

After the number where a noun follows its unit (473个老旧小区), with what the sentence says of it (列入年度改造计划的老旧小区);
else before it (养老助餐点建设967个); a change has one subject for both sides (乡镇从4610个减为3101个).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.measures import alternatives, direct_noun, part
from ingest.words import Words
from kg.values import FoundQuantity

_BREAK_RE = re.compile(r"[,，。;；:：!！?？…\n]")
_NOUNISH = ("n", "vn", "a", "b", "j", "l", "i", "s", "z", "g", "k", "eng", "nz", "f", "h")
_STRIP_LEFT_RE = re.compile(rf"(?:{alternatives('lead')}|[的了“”\"、])")
_STRIP_VERB_RE = re.compile(rf"(?:{alternatives('verb')})(?:了|出|起|好|到)?")
_STRIP_RIGHT_RE = re.compile(rf"(?:{alternatives('tail')}|[“(（\"、])$")
_TRAILING_ACTION_RE = re.compile(r"(?<=[一-鿿]{2})(?:建设|培育|打造|创建|组建|改造工程|任务)$")
_MAX_SUBJECT = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence between full stops, with its quantities; what the subjects of its numbers are read from."""

    text: str
    start: int
    end: int
    words: Words
    found: tuple[FoundQuantity, ...]
    regions: tuple[tuple[int, int], ...]
    dates: tuple[tuple[int, int], ...]

    def segment(self, at: int) -> tuple[int, int]:
        """The stretch between commas that holds `at`; commas inside brackets don't count."""
        cuts = [self.start, *(m.end() for m in _BREAK_RE.finditer(self.text, self.start, self.end) if not self._inside(m.start())), self.end + 1]
        left = max(cut for cut in cuts if cut <= at)
        right = min(cut for cut in cuts if cut > at) - 1
        return left, min(right, self.end)

    def _inside(self, at: int) -> bool:
        """Is `at` inside brackets or between two digits?"""
        opened = max(self.text.rfind("(", self.start, at), self.text.rfind("（", self.start, at))
        closed = max(self.text.rfind(")", self.start, at), self.text.rfind("）", self.start, at))
        return opened > closed and len(self.text[opened:at]) < 30 and bool(re.search(r"[)）]", self.text[at : at + 30]))


def tidy(subject: str) -> str:
    """A subject as it is kept: no quotation marks, no spaces, no unmatched bracket at its ends."""
    plain = re.sub(r"[\s“”\"‘’「」]", "", subject).replace("（", "(").replace("）", ")").strip("、,，:：;；的。·-—")
    if plain.count("(") != plain.count(")"):
        plain = re.sub(r"^[^()]*\)|\([^()]*$", "", plain)
    return plain


def subject_after(passage: Passage, found: FoundQuantity) -> tuple[str, int]:
    """(noun phrase that follows the number, offset where it ends); empty if no noun follows."""
    text, known = passage.text, passage.words
    _, right = passage.segment(found.numeral[0])
    start = found.end
    if text[start : start + 1] == "的":
        start += 1
    end = _phrase_end(passage, start, right)
    phrase = text[start:end]
    if not re.search(r"[一-鿿]", phrase) or not _is_noun_first(known, start, end, text):
        return "", start
    return phrase, end


def _is_noun_first(known: Words, start: int, end: int, text: str) -> bool:
    word = known.at(start)
    if word is None or word[0] > end:
        return True
    first = text[start : word[0]]
    if first in part("predicate") and (word[0] >= end or word[1].startswith(("v", "p", "d", "c", "u"))):
        return False
    return not word[1].startswith(("p", "d", "c", "u", "r", "y"))


def _phrase_end(passage: Passage, start: int, right: int) -> int:
    """Where the noun phrase that begins at `start` ends: at a predicate, a mark or the next number."""
    text, known = passage.text, passage.words
    limit = min([right, *(f.start for f in passage.found if f.start >= start), *(a for a, _ in passage.dates if a >= start)])
    at, last = start, start
    while at < limit:
        letter = text[at]
        if letter in "(（" and (close := _close(text, at, limit)) is not None:
            at = last = close
            continue
        if letter in "“\"‘" and (close := _quote_end(text, at, limit)) is not None:
            at = last = close
            continue
        if not re.match(r"[一-鿿A-Za-z+·\-—]", letter):
            break
        word = known.at(at)
        stop, kind = (min(word[0], limit), word[1]) if word is not None else (at + 1, "n")
        token = text[at:stop]
        if token == "的":
            if not _continues(passage, stop, limit):
                break
        elif at > start and _is_predicate(token, kind, text, stop, limit):
            break
        elif kind.startswith(("p", "c", "y")) or token in ("了", "着", "过", "均", "都", "已", "也", "将", "把", "等"):
            break
        at = last = stop
    return _trim(text, start, last)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "的了和与及或":
        end -= 1
    return end


def _close(text: str, at: int, limit: int) -> int | None:
    match = re.compile(r"[(（][^()（）\n]{1,14}[)）]").match(text, at, limit)
    return match.end() if match and not re.search(r"\d", match[0]) else None


def _quote_end(text: str, at: int, limit: int) -> int | None:
    match = re.compile(r"[“\"‘][^“”\"‘’\n]{1,16}[”\"’]").match(text, at, limit)
    return match.end() if match else None


def _continues(passage: Passage, at: int, limit: int) -> bool:
    """Does a noun follow the 的 (优秀的党支部), and no further number?"""
    word = passage.words.at(at)
    return at < limit and word is not None and word[1].startswith(("n", "vn", "j", "l", "b", "a")) and passage.text[at].isalpha()


def _is_predicate(token: str, kind: str, text: str, stop: int, limit: int) -> bool:
    """Is this word the verb of the sentence, and not part of a compound (联系社区工作队)?"""
    if kind.startswith(("d", "p", "c")) and len(token) < 3:
        return True
    if token not in part("predicate"):
        return False
    rest = text[stop:limit]
    if stop >= limit:
        return not kind.startswith(("n", "vn"))
    if kind.startswith(("n", "vn")) and re.match(r"(?:[一-鿿]{0,4})(?:中心|站|点|队|员|组|项目|方案|工程|单位|组织|机构|平台|资金|室|办|岗|体系|机制|示范|事项|小组|清单|人员|人)", rest):
        return False
    return True


def subject_before(passage: Passage, found: FoundQuantity, left: int) -> str:
    """The noun phrase that leads to the number, from `left` on, stripped of leads, verbs and joints."""
    return strip_phrase(passage, left, found.start)


def strip_phrase(passage: Passage, left: int, right: int) -> str:
    """What is left between two offsets without dates, regions, leads and the verb that governs the number."""
    left = _skip_names(passage, left, right)
    phrase = passage.text[left:right]
    for _ in range(8):
        shorter = _STRIP_RIGHT_RE.sub("", phrase.rstrip(" \u3000“\"("))
        if shorter == phrase:
            break
        phrase = shorter
    phrase = _strip_leads(phrase)
    phrase = _TRAILING_ACTION_RE.sub("", phrase)
    return phrase[-_MAX_SUBJECT:]


def _skip_names(passage: Passage, left: int, right: int) -> int:
    """Past dates and regions at the beginning, and past everything up to the last date."""
    for start, end in passage.dates:
        if left <= start and end <= right and not re.search(r"从|由", passage.text[end:right][:1]):
            left = end
    moved = True
    while moved:
        moved = False
        for start, end in (*passage.regions, *passage.dates):
            lead = re.match(rf"(?:{alternatives('lead')}|[ 、“])*", passage.text[left:right])
            at = left + (lead.end() if lead else 0)
            if start in (left, at) and end <= right and passage.text[end : end + 1] not in "、和":
                left, moved = end, True
    return left


def _strip_leads(phrase: str) -> str:
    verb = False
    while True:
        match = _STRIP_LEFT_RE.match(phrase)
        if match is None or match.end() >= len(phrase) - 1:
            match = None if verb else _STRIP_VERB_RE.match(phrase)
            verb = verb or match is not None
        if match is None or len(phrase) - match.end() < 2:
            return phrase
        if re.match(r"[员会民党委署站队组部门所中心]", phrase[match.end() :]) and len(match[0]) == 1:
            return phrase
        phrase = phrase[match.end() :]


def predicate_after(passage: Passage, end: int) -> str:
    """What the sentence says of a counted thing, as a modifier: 担任社区大党委成员; empty if it says too much."""
    text = passage.text
    _, right = passage.segment(max(passage.start, end - 1))
    rest = text[end:right]
    cut = min([right, *(f.start for f in passage.found if f.start >= end), *(m.start() + end for m in re.finditer(r"[、]", rest))])
    rest = re.sub(r"^[了均都已也全部]+", "", text[end:cut])
    rest = re.sub(r"[“”\"]|(?<=[一-鿿]{2})了", "", rest).strip(" 的")
    rest = re.sub(rf"(?:{alternatives('tail')})$", "", rest)
    word = passage.words.at(end)
    if not 2 <= len(rest) <= 20 or re.search(r"[()（）:：…]", rest) or word is None:
        return ""
    if word[1].startswith(("v", "p", "d", "u")) or any(rest.startswith(w) for w in part("predicate") if len(w) > 1):
        return rest
    return ""


def counted_noun(passage: Passage, found: FoundQuantity) -> tuple[str, int] | None:
    """For 3县: the noun, with what the enumeration says they are in (乡镇行政区划调整改革工作的县)."""
    noun = direct_noun(passage.text, found)
    if noun is None:
        return None
    end = found.end + len(noun)
    _, right = passage.segment(found.numeral[0])
    match = re.compile(r"的([一-鿿()（）“”]{2,24})").search(passage.text, end, right)
    if match is None or re.search(r"[从由将把在为]", passage.text[end : match.start()]):
        return noun, end
    return f"{match[1]}的{noun}", end
