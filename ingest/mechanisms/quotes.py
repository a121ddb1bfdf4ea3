"""Quotation marks that stand for a way of working: “五联五创”, “一核三治”基层治理体系, 以“每周一访”为抓手.

They don't where they hold a metaphor, words that somebody says, a name for people or bodies, or one stressed word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ingest.fates import Fate
from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import closes
from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded, plain
from ingest.mechanisms.marks import TITLE, Marks, occurrences
from ingest.mechanisms.quotations import NUMERAL, Quoted, is_slogan, quotations
from ingest.mechanisms.standing import MANNER_RE, stands_for
from ingest.mechanisms.strengths import STRENGTH
from ingest.mechanisms.weighing import ENOUGH, rule_of, weigh

MAX_SLOGAN = 45
_MEASURE_METAPHOR_RE = re.compile(
    r"^一[张条把盘股池套本根座面杆扇双阵家块支道片颗剂盏幅份碗锅言刀哄窝句场副席][\u4e00-\u9fff]{1,3}$"
)
_AS_WHAT_RE = re.compile(r"^为(?:主要|基本|核心)?([^的]{1,4})的(.+)$")  # 以“…”为内容的某模式
_SAYS_ENOUGH = 2
_PLACES_RE = re.compile(rf"^(?:[{NUMERAL}]+个?[省市县区州旗乡镇街村盟户])+$")
_SPEECH_RE = re.compile(
    r"(?:[^街渠管]道|说|讲|表示|强调|指出|认为|感叹|介绍|坦言|问|喊|笑称|回忆|评价|指示|告诉[^,:“”]{0,6})[:,]$"
    r"|(?:说|写道|感叹道|笑道|喊道|问道)$"
)
_PARTS_RE = re.compile(r"[、,]")
_SPEAKER_RE = re.compile(r"[我你她咱]")  # in coined parts of four signs (民呼我应) they are no speakers
_SENTENCE_RE = re.compile(
    r"[。!?…;]|(?<!其)他|([\u4e00-\u9fff])不\1|[\u4e00-\u9fff]{4}了$|吗|呢|吧|啊|怎么|什么|为啥|^(?:以前|过去|现在|如今|原来|没想到)"
)
_BODY_NEXT_RE = re.compile(rf"^等?{lexicon.words('body_behind')}")
_PEOPLE_NEXT_RE = re.compile(rf"^等?{lexicon.words('people_behind')}(?!队伍建设)")
_BODY_RE = re.compile(rf"{lexicon.words('body_head')}$")
_HONOUR_RE = re.compile(
    r"^三无[\u4e00-\u9fff]{2}$|^[\u4e00-\u9fff]{0,4}最美[\u4e00-\u9fff]{2,4}$"
)  # and what lacks three things
_WHOLE_RE = re.compile(r"全(?:链条|方位|覆盖|领域|流程|过程|要素|天候|周期|生命周期|时段|社会)")
_QUALITY_RE = re.compile(rf"^(?:{_WHOLE_RE.pattern}|[\u4e00-\u9fff]{{2,3}}化)$")
# a kind word within so many characters behind the closing mark belongs to the quoted name
_TAIL_LENGTH = 12
_TAIL_STOP_RE = re.compile(
    r"^[和与及]|[,。;:!?、“”《》\n0-9]|建立|健全|完善|推行|实行|等各|以及|正式|开赛|开展|举行|了|着|是|在|被"
)
# what sort of document a title names, behind the words it is about
_CODE_RE = re.compile(r"^[0-9]{3,5}$")  # “365”工作机制
_DOCUMENT_SORT_RE = re.compile(r"(?:工作|实施|行动|试行)?(?:方案|意见|通知|规定|办法|规划|条例|细则|纲要|决定|措施)")
_COUNTED_TAIL_RE = re.compile(r"[三四五六七八九两]级|[三四五六两]方")
_ASIDE_RE = re.compile(r"\(([^()]{2,60})\)")  # what a slogan stands for, between it and its kind word
_GOAL_KINDS = frozenset(["格局", "战略", "路径", "标准", "经验", "举措", "方案", "目标", "项目", "管理", "治理"])
_SOFT_KINDS = frozenset(
    ["工作", "服务", "建设", "创建", "做法", "方法", "方式", "办法", "政策", "文章", "品牌", "系统", "程序", "流程"]
)


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every quotation that stands for a way of working, with the kind word behind it."""
    found = (judge(marks, quoted) for quoted in quotations(marks))
    return [candidate for candidate in found if isinstance(candidate, Candidate)]


def judge(marks: Marks, quoted: Quoted) -> Candidate | Fate:
    """The way of working that a quotation stands for, or why it stands for none."""
    core = plain(quoted.text).strip("、,")
    start, end = quoted.content
    tail = _tail(marks, quoted) if quoted.last else ""
    if (fate := against(core, quoted)) is not None and not (tail and _CODE_RE.match(core)):
        return fate
    if names_body(core, quoted, tail):
        return Fate.GROUP
    in_title = bool(marks.inside[start - 1] & TITLE)
    if tail and not quoted.grouped:
        name, aliases = _with_tail(core, tail, known=occurrences(marks.text, core) > 1)
        if name is not None:
            return Candidate(
                start - 1,
                end + 1 + len(tail),
                name,
                "title" if in_title else "quote",
                aliases,
                STRENGTH["quote with kind"],
            )
    if in_title:  # a document may be named after a metaphor; with a kind word behind it, it is about that
        return Fate.TITLE
    weight = weigh(marks, core, quoted)
    if weight >= ENOUGH:
        return Candidate(start - 1, end + 1, core, "quote", (), STRENGTH[rule_of(weight)])
    kind = _kind_behind(quoted.after) if quoted.grouped else None
    if kind is not None:
        return Candidate(start - 1, end + 1, core + kind, "quote", (core,), STRENGTH["quote grouped"])
    return stands_for(core, quoted)


def _kind_behind(after: str) -> str | None:
    """The open kind word that a group of quotations shares (“A”和“B”行动)."""
    open_kinds = (kind for kind, strength in lexicon.kinds().items() if strength == "open" and after.startswith(kind))
    return max(open_kinds, key=len, default=None)


# why the words of a quotation are no name, by their own form
_NO_NAME = (
    (Fate.QUALITY, _QUALITY_RE),
    (Fate.METAPHOR, _MEASURE_METAPHOR_RE),
    (Fate.GROUP, _PLACES_RE),
    (Fate.GROUP, _HONOUR_RE),
    (Fate.SENTENCE, _SENTENCE_RE),
    (Fate.QUALITY, re.compile(r"^[半一二三四五六七八九]分?山[^、]{0,8}田$")),  # 七山二水一分田
    (Fate.QUALITY, re.compile(r"^重[一-鿿]{1,3}[、,]?轻[一-鿿]{1,3}$")),  # 重建轻管
    (Fate.DOCUMENT, re.compile(r"(?:条例|意见|通知|办法)$")),
    (Fate.STRESS, re.compile(r"^[0-9.,%]+$")),
)
_EXCLUDED = {
    "strategy": Fate.FORMULAIC,
    "formula": Fate.FORMULAIC,
    "metaphor": Fate.METAPHOR,
    "group": Fate.GROUP,
}


@lru_cache(maxsize=1024)  # the judge of names asks again
def against(core: str, quoted: Quoted) -> Fate | None:
    """What speaks against a quotation by its own words and by who says them; None if it may be a name."""
    if len(core) < 2:
        return Fate.STRESS
    if len(core) > MAX_SLOGAN:
        return Fate.SENTENCE
    if is_excluded(core):
        return _EXCLUDED[lexicon.exclusions().get(core) or lexicon.exclusions()[_PARTS_RE.split(core)[0]]]
    if quoted.before.endswith("所称"):  # a statute defines a word
        return Fate.STRESS
    if _SPEECH_RE.search(quoted.before) or any(
        _SPEAKER_RE.search(part) for part in _PARTS_RE.split(core) if len(part) > 5
    ):
        return Fate.SPEECH
    return next((fate for fate, pattern in _NO_NAME if pattern.search(core)), None)


def is_whole(core: str) -> bool:
    """Whether words say only that nothing is left out (全覆盖), honour people or count what a place lacks: no names."""
    return _WHOLE_RE.fullmatch(core) is not None or _HONOUR_RE.match(core) is not None


def names_body(core: str, quoted: Quoted, tail: str) -> bool:
    """Whether the quotation names people, a body or a state of things: its head or the noun behind it says so."""
    if not tail and _BODY_RE.search(core):
        return True
    if _PEOPLE_NEXT_RE.match(quoted.after):
        return True
    return quoted.last and not tail and _BODY_NEXT_RE.match(quoted.after) is not None


def _tail(marks: Marks, quoted: Quoted) -> str:
    """From behind the closing mark to the end of the last kind word that belongs to the quoted name; else empty."""
    begin = quoted.content[1] + 1
    aside = _ASIDE_RE.match(marks.text, begin)
    if aside is not None:
        begin = aside.end()
    if marks.text[begin : begin + 1] == "等":
        return ""
    run = _last_kind(marks, begin, _tail_limit(marks, begin))
    if run is None or not closes(marks, run, len(marks.text)):
        return ""
    tail = marks.text[begin:run]
    if aside is not None:
        return aside[0] + tail
    return "" if tail.startswith("的") and any(tail.endswith(kind) for kind in _GOAL_KINDS) else tail


def _tail_limit(marks: Marks, begin: int) -> int:
    """How far a name that goes on at `begin` can reach."""
    stretch = marks.text[begin : begin + _TAIL_LENGTH + 6]
    stop = _TAIL_STOP_RE.search(stretch)
    limit = begin + (stop.start() if stop else len(stretch))
    in_title = marks.inside[begin - 1] & TITLE
    sort = _DOCUMENT_SORT_RE.search(marks.text, begin, limit) if in_title else None
    return sort.start() if sort else limit


def _last_kind(marks: Marks, begin: int, limit: int) -> int | None:
    """The end of the first kind word in [begin, limit) and of those that go on from it."""
    end: int | None = None
    for start, stop in marks.within(marks.kinds, begin, limit):
        if start - begin > _TAIL_LENGTH or lexicon.kinds()[marks.text[start:stop]] == "action":
            continue
        if end is None or start - end <= 2 or marks.text[end:start] == "和管护":
            end = stop
    return end


@cache
def _kinds_by_last() -> Mapping[str, list[str]]:
    """The kind words by their last sign, longest first."""
    found: dict[str, list[str]] = {}
    for kind in sorted(lexicon.kinds(), key=len, reverse=True):
        found.setdefault(kind[-1], []).append(kind)
    return found


def _with_tail(core: str, tail: str, *, known: bool = False) -> tuple[str | None, tuple[str, ...]]:
    """Name and aliases of a quotation with its kind word; None where the word is too plain for a plain quotation.

    `known`: the text has the quoted words more than once.
    """
    aside = _ASIDE_RE.match(tail)
    if aside is not None:
        name, others = _with_tail(core, tail[aside.end() :])
        return name, (*others, aside[1]) if "、" in aside[1] else others
    content = _AS_WHAT_RE.match(tail)
    if content is not None:
        whole = content[1] == "代表" or distinguishing(content[2]) < _SAYS_ENOUGH
        return (core, (content[2],)) if whole else (content[2], (core,))
    kind = next((k for k in _kinds_by_last().get(tail[-1:], ()) if tail.endswith(k)), tail)
    slogan = is_slogan(core)
    if kind in _GOAL_KINDS and not slogan:
        return None, ()
    if kind in _SOFT_KINDS and not slogan and len(core) < (3 if known else 4) and tail == kind:
        return None, ()
    aliases: list[str] = []
    is_other = core in lexicon.terms() and distinguishing(tail.removesuffix(kind)) >= 2
    if (len(core) >= 3 or slogan) and not is_other and not MANNER_RE.match(core):
        aliases.append(core)
    if tail.startswith("的") and tail != "的" + kind:
        aliases.append(core + tail[1:])
    elif _COUNTED_TAIL_RE.match(tail):
        aliases.append(tail)
    called = tail.startswith("的") and len(core) > 3 and tail[1:] in _SOFT_KINDS  # “分段包干”的办法
    name = core if called or (slogan and tail in _SOFT_KINDS) else core + tail
    if name == core:
        aliases = [core + tail]
    return name, tuple(dict.fromkeys(aliases))
