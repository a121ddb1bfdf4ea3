"""The mechanism that a whole document is about: what its title, or its opening, names as the thing it tells of.

Everything else that the document describes and that has no nearer whole is part of it (annotation guidelines,
"partOf"). A text on several regions or on several objects has no frame, nor has a review, which weighs one practice
after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.mechanisms import lexicon
from ingest.mechanisms.forms import KIND_END_RE, forms, longest_in
from ingest.mechanisms.marks import narrow
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, region_at, sentences, within
from ingest.mechanisms.subjects import carries, is_object, turns, words_before
from kg.model import Clause
from kg.names import name_key

_QUOTED_RE = re.compile(r"[“「]([^“”「」]{2,12})[”」]")
_INNER_RE = re.compile(r"《([^《》]+)》")
_NESTED_RE = re.compile(r"(?:落实|实施|贯彻|执行)[〈《][^〈〉《》]*[〉》]")  # what is carried out is another document
_ABOUT_RE = re.compile(r"^.*?关于(?:印发|转发|发布)?")
_STATUTE_RE = re.compile(r"(?:条例|规定|办法|细则|规则)(?:\([^()]*\))?$")
_DOCUMENT_RE = re.compile(
    r"(?:的?(?:实施|工作|创新|试点|实验|指导|行动|若干|建设|管理|促进|三年|年度|[0-9]{4}年)*"
    r"(?:意见|方案|计划|通知|办法|条例|规定|细则|规则|规划|措施|要点)(?:\([^()]*\))?)+$"
)
_FILLER_RE = re.compile(
    rf"{lexicon.words('before_verb')}|[村乡镇县]\([^()]{{1,4}}\)|开展|推行|实施|实行|加强|做好|完善|健全|建立|构建|城乡|居民|农村|村级|乡镇|街道|社区|基层"
    r"|[一-鿿]{2,9}?(?:省|市|县|区|州|旗|镇|街道|自治区)|全[省市县区州]|十[一二三四五六七]五|[0-9]{4}年度?|试点|试行|关于|工作|建设|[在和的()]"
)
_NEXT_RE = re.compile(r"(?:^|[。;\n])\s*(?:下一步|下一阶段|下阶段|接下来|今后|未来)(?:,|我|将|全|[^,。;]{0,6}将)")
_PURPOSE_RE = re.compile(r"\s*为(?:了|进一步|深入|切实|全面|加强|加快|推动|推进)")
_PREAMBLE_RE = re.compile(r"\s*为(?!此|期|主|每).*?(?:制定(?:本|如下)|结合[^,。;]{0,6}实际|提出(?:如下|以下))")
YIELD_RE = re.compile(
    r",(?:(?:由此|从而|进而|最终|合力|共同)(?:形成|建成)|构成|汇成|织成)了?[^,。;“”]{0,12}[“「]?$|,构建起了?[^,。;“”]{0,8}[“「]?$"
)  # 甲、乙逐项建立,由此形成M
_LEVEL_RE = re.compile(r"[村镇乡]?M")  # 村|M: the level that a name begins with
# 以共同缔造理念推进M, 以网格为基础深化M
_IN_SPIRIT_RE = re.compile(
    r"以[一-鿿]{2,12}(?:理念|精神|思路|为[一-鿿]{2,6}?)(?=(?:推进|推动|深化|加强|引领|促进|提升)[^,]*M)"
)
_AIM_RE = re.compile(r"(?:推进|推动|促进|带动|提升|助力|助推|赋能)[一-鿿]{2,12}$")  # 深化M推进乡风文明
_INSTRUMENT_RE = re.compile(r"(?:制度|机制|清单|架构|链条|组织体系|台账|名单|热线|基金|资金|责任制)$")
_HONOUR_RE = re.compile(r"(?:示范|先进|文明)(?:区|市|县|乡镇|镇|村|社区|小区|单位)(?:\([^()]*\))?$")
# what is used, joined or drawn on beside it
_BESIDE_RE = re.compile(r"(?:依托|借助|趁|对标|列为|评为|评选|获评|入选|[同从])[“「]?$")
_JOINED_RE = re.compile(r"[”」]?[^,。;]{0,12}(?:打通|对接|衔接|结合起来|相结合|中列支)")
_WITH_RE = re.compile(r"[与和同跟][^,。;、“”]{0,10}[“「]?$")
_LINKED_RE = re.compile(r"[”」]?、[^,。;]{2,30}(?:对接|衔接|打通|连通|联通|互通)")
_GENERAL_RE = re.compile(
    r"(?:[0-9]{4}年度?)?(?:党建引领|城乡|城市|基层|社区|乡村|农村|社会|公共|居民|群众|现代)*(?:治理|服务|管理|组织)(?:体系|体制|机制|工作|格局)?(?:建设)?"
)
_HERE_RE = re.compile(
    r"\s*(?:如何[^,。]{0,8},)?(?:(?:近年来|今年以来|去年以来|从[0-9]{4}年起|近些年来?),?)*(?:该|我|本|全)(?:省|市|县|区|州|镇|乡|街道|村)"
)
_AS_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:为(?:创新|总?抓手|载体|牵引|品牌|引领|突破口|切入点)|定名为|命名为|作为)|^[”」]?的?(?:路子|新路|之路|道路)"
)
# 某区的办法是M, 社区拿出的是M
_ANSWER_RE = re.compile(
    r"(?:答案|办法|做法|招数|路子|经验|探索|实践|法宝|秘诀|拿出|给出|靠)的?(?:就|便|正)?是[一-鿿]{0,8}[“「]?$"
)
_MERELY_RE = re.compile(
    r"^[”」]?(?:(?:作为|当作)(?![^,。;]{0,10}(?:抓手|载体|突破口|切入点|牵引|路径|举措|品牌|工程))|摆在|放在|列为|纳入)"
)
_OF_PLAN, _OF_STATUTE, _OF_REPORT = 0.5, 0.49, 0.46
_EARLY, _FIRST_WORDS = 0.3, 60  # share of a text, and characters of a short one
_MEANS_RE = re.compile(r"[用靠凭][“「]?$")
_ONCE_RE = re.compile(r"当时|当年|彼时|起点|先行试验|先行先试|最早|最初|源于|始于")
_SPOKEN_RE = re.compile(
    r"”[^。“”\n]{0,30}(?:说|坦言|感慨|感叹|介绍|告诉|道)[,。]|(?:说|坦言|感慨|介绍|道)[,:]“"
)  # a feature lets people speak
_LONG, _OFTEN = 1200, 3  # characters of a text that tells of more than one thing; mentions of what it is about
_LAST_RE = re.compile(r"(?:会|制|法|站|岗|厅|室|队|人|员|长)$")
_OPENING = 5  # clauses among which a report says what it is about
_HEADED_RE = re.compile(r"^(?:[^:]{2,12}:)?[“「]?$")
_NAMED_BEHIND_RE = re.compile(r"^[”」]?(?:[^:,!?。]{0,8})(?:[:,]|$)")


@dataclass(frozen=True, slots=True)
class Frame:
    """`mechanism` reaches from `start` on; in a statute only the sentences that name it by its `theme`.

    `sure`: how far what it reaches is to be taken for a part of it. In a long report, which comes to much else, only
    the paragraphs that name it in one of the forms `near`.
    """

    mechanism: Mention
    start: int
    sure: float
    theme: str | None = None
    near: tuple[str, ...] = ()

    def reaches(self, facts: Facts, where: Range, mechanism: Mention) -> bool:
        """Whether `mechanism`, named in the sentence `where`, is told as part of what the document is about."""
        piece = piece_of(facts.text, where, mechanism.start)
        if mechanism.start < self.start or _PURPOSE_RE.match(facts.text, piece[0]):
            return False
        if KIND_END_RE.sub("", name_key(mechanism.name)).endswith(name_key(self.mechanism.name)):
            return False  # the same with a word before it
        if facts.document.genre == "policy" and _PREAMBLE_RE.match(facts.text, *where):
            return False
        if is_beside(facts, where, mechanism) or _is_to_come(facts, mechanism):
            return False
        if self.theme is not None:
            return self.theme in facts.text[where[0] : mechanism.end]
        if self.near and not self._is_near(facts, where):
            return False
        first = next((m for m in facts.mechanisms if facts.document.clause_at(m.start) is not None), self.mechanism)
        here = {None, *facts.document.regions, *(region_at(facts.doc, m.start) for m in (self.mechanism, first))}
        return facts.document.genre == "policy" or region_at(facts.doc, mechanism.start) in here

    def _is_near(self, facts: Facts, where: Range) -> bool:
        clause = facts.document.clause_at(where[0])
        words = facts.text[clause.start if clause is not None else where[0] : where[1]]
        return any(form in words for form in self.near)


def _is_to_come(facts: Facts, mechanism: Mention) -> bool:
    """下一步,实施M: what a report only intends to do is no part of what it tells of."""
    clause = facts.document.clause_at(mechanism.start) if facts.document.genre == "report" else None
    return clause is not None and _NEXT_RE.search(facts.text, clause.start, mechanism.start) is not None


def frame(facts: Facts) -> Frame | None:
    """What the document is about, None if it names no single mechanism for that; computed once a document."""
    kept = facts.doc.user_data
    if "frame" not in kept:
        kept["frame"] = _frame(facts)
    found: Frame | None = kept["frame"]
    return found


def is_beside(facts: Facts, where: Range, mechanism: Mention) -> bool:
    """Whether the sentence only uses a mechanism or joins something to it (依托甲平台, 与乙平台对接)."""
    start = piece_of(facts.text, where, mechanism.start)[0]
    return _BESIDE_RE.search(facts.text[start : mechanism.start]) is not None or is_joined(facts, where, mechanism)


def is_joined(facts: Facts, where: Range, mechanism: Mention) -> bool:
    """Whether something is joined to a mechanism (把甲同乙打通, 与甲、乙平台完成对接)."""
    behind = facts.text[mechanism.end : where[1]]
    if _JOINED_RE.match(behind):
        return True
    return _WITH_RE.search(facts.text[where[0] : mechanism.start]) is not None and _LINKED_RE.match(behind) is not None


def is_general(name: str) -> bool:
    """Whether a name is a mere field of the work (城乡社区治理体系), of which anything would be part."""
    return _GENERAL_RE.fullmatch(name_key(name)) is not None


def _frame(facts: Facts) -> Frame | None:
    if facts.document.genre == "policy":
        return _of_policy(facts)
    if len(facts.document.regions) > 1:
        return None
    found = None
    if facts.document.genre == "report":
        quoted = [name_key(words) for words in _QUOTED_RE.findall(narrow(facts.document.title or ""))]
        found = _of_headline(facts) or _of_opening(facts, quoted)
    if len(facts.text) < _LONG or (found is not None and not _SPOKEN_RE.search(facts.text)):
        return found
    about = found.mechanism if found is not None else _titled_alone(facts)
    if about is None:
        return None
    return Frame(about, found.start if found is not None else 0, _OF_REPORT, None, tuple(_near(facts, about)))


def _titled_alone(facts: Facts) -> Mention | None:
    """The one practice that a title names and its text comes back to."""
    quoted = map(name_key, _QUOTED_RE.findall(narrow(facts.document.title or "")))
    short = [facts.by_key[key].name for key in quoted if key in facts.by_key]  # those that forms() leaves out
    often = [
        name
        for name in dict.fromkeys([*_titled(facts), *short])
        if not is_general(name) and not _HONOUR_RE.search(name) and _is_often(facts, name)
    ]
    return next(m for m in facts.mechanisms if m.name == often[0]) if len(often) == 1 else None


def _is_often(facts: Facts, name: str) -> bool:
    return max(sum(m.name == name for m in facts.mechanisms), facts.text.count(name)) >= _OFTEN


def _near(facts: Facts, about: Mention) -> Iterator[str]:
    """The forms by which a paragraph names a practice: 炕头会, 炕头."""
    for form, name in forms(facts).items():
        if name == about.name:
            yield form
    key = KIND_END_RE.sub("", name_key(about.name))
    for core in (key, _LAST_RE.sub("", key), *_short_for(facts, key)):
        if len(core) >= 2 and not is_general(core):
            yield core


def _short_for(facts: Facts, key: str) -> Iterator[str]:
    """合伙人, 合伙 for 楼栋合伙人, where the text quotes the first."""
    tail = key[-3:]
    if len(key) >= 5 and f"“{tail}”" in facts.text:
        yield tail
        yield _LAST_RE.sub("", tail)


def _of_policy(facts: Facts) -> Frame | None:
    """The sole object of the title: 某区推进M实施方案; not 深化M加强某事的意见."""
    own = _NESTED_RE.sub("", facts.document.title or "")
    inner = _INNER_RE.search(own)
    title = name_key(inner[1]) if inner is not None else _ABOUT_RE.sub("", name_key(own))
    statute = _STATUTE_RE.search(title) is not None
    known = forms(facts)
    for form, name in sorted(known.items(), key=lambda item: -len(item[0])):
        if (
            form in title
            and not _beside(title, form)
            and not is_general(name)
            and (statute or not _is_topic(form, name))
        ):
            theme = min((f for f, of in known.items() if of == name and (f in title or f in facts.text)), key=len)
            mechanism = facts.by_key[name_key(name)]
            return Frame(mechanism, 0, _OF_STATUTE, theme) if statute else Frame(mechanism, 0, _OF_PLAN)
    return None


def _is_topic(form: str, name: str) -> bool:
    """Whether a title has only the field that a system works in (甲治理 for 甲治理体系), not the system."""
    return re.fullmatch(rf"{re.escape(form)}(?:体系|机制|制度|体制|模式|平台)", name_key(name)) is not None


def _beside(title: str, form: str) -> str:
    """What a title names beside the mechanism and the words that any title has."""
    rest = _IN_SPIRIT_RE.sub("", _DOCUMENT_RE.sub("", title.replace(form, "M", 1)))
    return _FILLER_RE.sub("", _AIM_RE.sub("", _LEVEL_RE.sub("", rest)))


def _of_headline(facts: Facts) -> Frame | None:
    """某市:“M”,成效; “M”:新探索."""
    first = next((c.start for c in facts.document.clauses if within(facts.mechanisms, c.start, c.end)), 0)
    for heading in facts.document.headings:
        if heading.level > 1 or heading.start > first:
            break
        named = within(facts.mechanisms, heading.start, heading.end)
        if len({m.name for m in named}) == 1:
            behind = facts.text[named[0].end : heading.end]
            if _is_headed(facts, heading.start, named[0].start) and _NAMED_BEHIND_RE.match(behind):
                return Frame(named[0], 0, _OF_REPORT)
    return None


def _is_headed(facts: Facts, start: int, end: int) -> bool:
    """Whether a headline comes to the mechanism at `end` with no more than the place before it (某市“M”:新探索)."""
    place = next((p for p in within(facts.places, start, end) if p.start == start), None)
    return any(_HEADED_RE.match(facts.text[at:end]) for at in (start, place.end if place is not None else start))


def _is_meant(words: str, name: str) -> bool:
    """Whether what a title quotes is a mechanism, or the one is part of the other (“治理井站”: 井站工作法)."""
    key = name_key(name)
    core = KIND_END_RE.sub("", key) or key
    return (len(words) >= 2 and words in key) or (len(core) >= 2 and core in words)


def _of_opening(facts: Facts, quoted: Sequence[str]) -> Frame | None:
    """The first thing that a sentence near the beginning says the place, or a body of it, carries out.

    Where the title quotes something else, that is what the text is about.
    """
    told = [c for c in facts.document.clauses if c.kind == "paragraph"][:_OPENING]
    named: set[str] = set()
    titled = _titled(facts)  # an item of a list is about no more than itself, but for what the title names too
    for clause in told:
        for where in sentences(facts.text, clause.start, clause.end):
            here = facts.mechanisms.inside(where)
            found = _carried_out(facts, where, here) if here else None
            if found is not None and found.start <= max(_EARLY * len(facts.text), _FIRST_WORDS):
                own = clause.label is not None or _of_section(facts, clause)
                apart = _of_part(facts, where, found) or (own and found.name not in titled)
                other = quoted and not any(_is_meant(words, found.name) for words in quoted)
                return None if apart or other else Frame(found, found.start, _OF_REPORT)
            named |= {m.name for m in here}
            if len(named) > 1:  # it tells of several
                return None
    return None


def _of_section(facts: Facts, clause: Clause) -> bool:
    """Whether a clause stands under one of several headings: what it tells is told of that section."""
    return any(h.level > 0 for h in map(facts.document.headings.__getitem__, clause.headings))


def _of_part(facts: Facts, where: Range, mechanism: Mention) -> bool:
    """2012年,当时的某乡党委试行M: whether a report on a larger place tells how it began in a part of it."""
    here = region_at(facts.doc, mechanism.start)
    return here not in (None, *facts.document.regions) and _ONCE_RE.search(facts.text, *where) is not None


def _titled(facts: Facts) -> list[str]:
    """The mechanisms of which the title has a form."""
    return longest_in(forms(facts), name_key(facts.document.title or ""))


def _carried_out(facts: Facts, where: Range, here: Sequence[Mention]) -> Mention | None:
    """The mechanism of a sentence that its subject, a place or body, carries out, or that is said to be brought in."""
    yielded = [m for i, m in enumerate(here) if i and YIELD_RE.search(facts.text[here[i - 1].end : m.start])]
    first = yielded[-1] if yielded else here[0]
    if _INSTRUMENT_RE.search(first.name) and first.name not in _titled(facts):
        return None
    behind = facts.text[first.end : where[1]]
    if _HONOUR_RE.search(first.name):
        return None
    means = _MEANS_RE.search(facts.text[where[0] : first.start]) and not _AS_RE.match(behind)
    if _MERELY_RE.match(behind) or means:
        return None
    if _ANSWER_RE.search(facts.text[where[0] : first.start]):
        return first
    said = [turn for turn in turns(facts, where) if turn.end <= first.start]
    if said:
        owned = said[-1].place is not None and not facts.text[said[-1].end : first.start].strip("“「的")
        done = is_object(facts, said[-1].end, first, here, where) or _AS_RE.match(behind)
        return first if owned or done else None
    start = piece_of(facts.text, where, first.start)[0]
    brought = carries(words_before(facts.text, start, first.start, here))
    here_done = any(_HERE_RE.match(facts.text, at, first.start) for at in (where[0], start))
    return first if brought and here_done else None
