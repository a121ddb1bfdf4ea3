"""The noun phrase that follows a number: 30个老旧小区, 3县."""

from __future__ import annotations

import re

from ingest.components.terms import alternation
from ingest.figures.measure_words import part
from ingest.figures.subjects import Passage
from ingest.figures.units import direct_noun
from ingest.words import Words
from kg.values import FoundQuantity

# 带动性强、综合效益好的优势特色产业
_DESCRIBED_RE = re.compile(
    r"(?:[一-鿿]{1,6}[强好高大优快全多实美](?:、[一-鿿]{1,8}){1,3}|[想能会懂善敢肯有爱讲守干热素][一-鿿]{1,6}(?:、[想能会懂善敢肯有爱讲守干热素][一-鿿]{1,6}){1,4})"
    r"的(?=[一-鿿]{2})"
)
# 111个村开了3900多场; 6个村先行试点: behind 村 a verb is often cut off wrongly, so its compounds are told instead
_VILLAGE_RE = re.compile(
    r"(?:村|镇|乡|社区|小区)(?=[开办跑搞干做出][了过])"
    r"|村(?=[一-鿿])(?![民委干党级集道庄社居寨组规史务落屯头医小企部两支内中里的巷口田屋域和与及改官路校舍联妇监]"
    r"|书记|主任|会计|会议|第一|经济|产业|公共|图书|卫生|文化|代会)"
    r"|县(?=先行|率先|试|全部|完成|实现|推开|铺开|启动|开展|建成|达到|通过|摘帽|出列)"
)
# 7个村的大棚, 首批20个楼院的组建: the number counts the places
_OWNER_RE = re.compile(
    r"(?:相邻|相近|试点|示范)?(?:村|社区|县|镇|乡|街道|小区|屯|寨子?|院落|楼院|家属院)(?:[(（][一-鿿、]{1,6}[)）])?(?=的(?!党|村?支|书记|负责))"
)
_INSIDE_RE = re.compile(r"中[一-鿿]{1,8}?(?:占|达)")  # 3.2万人中壮族占98%
_AGED_RE = re.compile(r"[0-9]+[一-鿿]{1,3}以[上下]的?")  # 五分之一以上的18周岁以上的居民
_JOINTLY_RE = re.compile(r"值守|巡逻|巡查|检查|执法|行动|整治|办公|攻坚|组成|印发|开展|举办|成立|发布|制定|出台")
_HAN_RE = re.compile(r"[一-鿿]")
_NO_NOUNS = ("为准", "为宜", "为限", "为主", "为标准", "范围内", "范围", "区间", "单数", "双数")  # 以每片1万人为准


def subject_after(passage: Passage, found: FoundQuantity) -> tuple[str, int]:
    """(noun phrase that follows the number, offset where it ends); empty if no noun follows."""
    text, known = passage.text, passage.words
    _, right = passage.segment(found.numeral[0])
    start = found.end
    following = next((f for f in passage.found if f.start == start), None)
    if following is not None:  # 8类259项职责
        return subject_after(passage, following)
    if text[start : start + 1] == "的":
        start += 1
    if (village := _VILLAGE_RE.match(text, start, right)) is not None:
        return village[0], village.end()
    if found.quantity.unit == "个" and (owner := _OWNER_RE.match(text, start, right)) is not None:
        return owner[0], owner.end()
    if text.startswith("中", start) and _INSIDE_RE.match(text, start):
        return "", start
    described = _DESCRIBED_RE.match(text, start, right)
    described = described or _AGED_RE.match(text, start, right)
    if described is not None:
        start = described.end()
    end = _phrase_end(passage, start, right)
    phrase = text[start:end]
    if phrase in _NO_NOUNS or not _HAN_RE.search(phrase) or not _is_noun_first(known, start, end, text):
        return "", start
    if text[end : end + 1] == "了" and len(phrase) < 3:  # 返乡青年32名入了党
        return "", start
    return phrase, end


def _is_noun_first(known: Words, start: int, end: int, text: str) -> bool:
    word = known.at(start)
    if word is None or word[0] > end:
        return True
    if word[1].startswith("v") and text.startswith("着", word[0]):  # 两百来件挂着账
        return False
    first = text[start : word[0]]
    if first in ("到", "赴", "去", "来", "进", "回"):  # 先后三次到某地
        return False
    following = known.at(word[0])
    compound = following is not None and following[0] <= end and following[1].startswith("n")
    if first == "试点" or (first in part("nominal") and compound):  # 12个试点村
        return True
    if first in part("predicate") and (word[0] >= end or word[1].startswith(("v", "p", "d", "c", "u"))):
        return False
    if word[1].startswith("d") and word[0] - start > 1 and first not in part("adverb"):  # 自然|村寨, 偏远|乡镇
        return compound
    return not word[1].startswith(("p", "d", "c", "u", "r", "y"))


def _phrase_end(passage: Passage, start: int, right: int) -> int:
    """Where the noun phrase that begins at `start` ends: at a predicate, a mark or the next number."""
    text, known = passage.text, passage.words
    limit = min(
        [right, *(f.start for f in passage.found if f.start >= start), *(a for a, _ in passage.dates if a >= start)]
    )
    at, last = start, start
    while at < limit:
        letter = text[at]
        if letter == " " and text[at + 1 : at + 2] in ("(", "（"):
            at += 1
            continue
        if letter in "(（" and (close := _close(text, at, limit)) is not None:
            at = last = close
            continue
        if letter in '“"‘' and (close := _quote_end(text, at, limit)) is not None:
            at = last = close
            continue
        if not _LETTER_RE.match(letter):
            break
        if (role := _ROLE_RE.match(text, at, limit)) is not None:
            at = last = role.end()
            continue
        word = known.at(at)
        stop, kind = (min(word[0], limit), word[1]) if word is not None else (at + 1, "n")
        token = text[at:stop]
        if at > start and _SET_PREDICATE_RE.match(text, at):
            break
        if at > start and text.startswith(("下到", "进到", "走到", "之间"), at):
            break
        if at > start and token == "联合" and _JOINTLY_RE.match(text, stop):
            break
        if token == "的":
            if not _continues(passage, stop, limit) or _CIRCUMSTANCE_RE.match(text, stop):
                break
        elif (
            (at > start and text[at - 1] not in '”"’' and _is_predicate(token, kind, text, stop, limit))
            or kind.startswith(("p", "c", "y"))
            or (at > start and (kind == "t" or token.startswith(_AVERAGES)))
            or token
            in ("了", "着", "过", "均", "都", "已", "正在", "即将", "陆续", "也", "将", "把", "等", "全", "全部")
            or (at > start and token in _ADVERBS)
        ):
            break
        at = last = stop
    return _trim(text, start, last)


# 联户长, 楼栋长: what stands before the 长 is cut off from it as a word
_ROLE_RE = re.compile(
    r"(?:联户|微?网格|楼栋|楼道|楼|单元|院落|庭院|邻里|[街巷路河湖林田山]|小组|片区?|埠|段|楼门|中心户)长(?![期效远久江度假])"
    r"|(?:网格|调解|联络|协管|巡查)员|村民(?:小?组|代表)"
)
_AVERAGES = ("平均", "人均", "户均", "年均", "月均", "日均")  # 5名干部|平均年龄57岁
_ADVERBS = frozenset(
    ("全面", "重新", "先后", "相继", "同步", "逐步", "一律", "优先", "合计", "共计", "率先", "轮流", "自愿")
)  # 127个社区全面上线, 63家单位先后加入
_LETTER_RE = re.compile(r"[一-鿿A-Za-z+·\-—]")
_SET_PREDICATE_RE = re.compile(alternation(word for word in part("predicate") if len(word) > 2))
_CIRCUMSTANCE_RE = re.compile(r"基础|情况|过程|前提|同时|时候|背景|条件下|形式|方式|标准|要求|目标|比例|速度|格局")


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "的了和与及或":
        end -= 1
    return end


_DIGIT_RE = re.compile(r"\d")


_BRACKETED_RE = re.compile(r"[(（][^()（）\n]{1,14}[)）]")
_QUOTED_RE = re.compile(r"[“\"‘][^“”\"‘’\n]{1,16}[”\"’]")


def _close(text: str, at: int, limit: int) -> int | None:
    match = _BRACKETED_RE.match(text, at, limit)
    return match.end() if match and not _DIGIT_RE.search(match[0]) else None


def _quote_end(text: str, at: int, limit: int) -> int | None:
    match = _QUOTED_RE.match(text, at, limit)
    return match.end() if match else None


def _continues(passage: Passage, at: int, limit: int) -> bool:
    """Does a noun follow the 的 (优秀的党支部), and no further number?"""
    word = passage.words.at(at)
    return (
        at < limit
        and word is not None
        and word[1].startswith(("n", "vn", "j", "l", "b", "a"))
        and passage.text[at].isalpha()
    )


def _is_predicate(token: str, kind: str, text: str, stop: int, limit: int) -> bool:
    """Is this word the verb of the sentence, and not part of a compound (联系社区工作队)?"""
    if token in part("counted"):
        return False
    if kind.startswith(("d", "p", "c")) and len(token) < 3:
        return True
    if text[stop : stop + 1] in ("了", "着", "过", "到", "出", "成", "为"):
        return kind.startswith("v")
    if token in part("nominal"):
        # 服务综合体 is a compound, 服务居民3万人次 a sentence
        if stop >= limit and (text[limit : limit + 1].isdigit() or text[limit : limit + 1] in "近约超"):
            return kind.startswith("v") or token in part("predicate")
        return (
            stop >= limit and kind == "v" and len(token) > 1 and token not in ("服务", "培训", "试点", "建设", "组织")
        )
    at_end = stop >= limit and len(token) > 1  # 3名被困群众获救
    return token in part("predicate") or (kind == "v" and (stop < limit or at_end or text[limit : limit + 1].isdigit()))


_OWNED_RE = re.compile(r"的([一-鿿()（）“”]{2,24})")


_GOVERNING_RE = re.compile(r"[从由将把在为]")


def counted_noun(passage: Passage, found: FoundQuantity) -> tuple[str, int] | None:
    """For 3县: the noun, with what the enumeration says they are in (乡镇行政区划调整改革工作的县)."""
    noun = direct_noun(passage.text, found)
    if noun is None:
        return None
    end = found.end + len(noun)
    _, right = passage.segment(found.numeral[0])
    match = _OWNED_RE.search(passage.text, end, right)
    if match is None or _GOVERNING_RE.search(passage.text[end : match.start()]):
        return noun, end
    return f"{match[1]}的{noun}", end
