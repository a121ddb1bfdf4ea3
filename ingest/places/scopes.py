"""Scopes: from where in a text to where a region is the one that is spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter

from spacy.tokens import Span

from ingest.nlp import details
from ingest.places.document_regions import LOCATES_RE, bare, spot_of
from ingest.places.speakers import answers
from ingest.windows import starting
from kg.model import Clause, Document
from kg.regions import gazetteer

Switch = tuple[int, str | None]  # offset, the region from there on
_START = attrgetter("start")


def clause_regions(document: Document, spans: Sequence[Span]) -> Iterator[Clause]:
    """The clauses with the region of the section that they stand in."""
    sections: list[tuple[int, int, str | None]] = []
    counted = False  # whether the heading that led with the place is one of a numbered row
    for heading in document.headings:
        chain = bare(document, heading, spans)
        numbered = _NUMBERED_RE.match(heading.text) is not None
        if chain:
            sections.append((heading.start, heading.level, details(chain[-1]).name))
            counted = numbered
        elif sections and (
            heading.level < sections[-1][1] or (heading.level == sections[-1][1] and counted and numbered)
        ):
            sections.append((heading.start, heading.level, None))
    starts = [start for start, _, _ in sections]
    default = document.regions[0] if len(document.regions) == 1 else None
    for clause in document.clauses:
        index = bisect_right(starts, clause.start) - 1
        section = sections[index][2] if index >= 0 else None
        region = clause.region or section or default
        yield clause if region == clause.region else replace(clause, region=region)


# 三、比较与启示 behind 一、甲县:… and 二、乙县:…
_NUMBERED_RE = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．])")
_SEGMENT_RE = re.compile(r"[^,，。;；!！?？:：\n]+")
# the next of a list whose items have figures of their own: 甲县建成3个、乙县建成5个
_ITEM_RE = re.compile(r"、(?:(?<=[0-9][一-鿿]、)|(?<=[0-9][一-鿿]{2}、))")
_LEAD_RE = re.compile(
    r"[\s“”\"（(《]*(?:(?:目前|为此|同时|同样[是在]|此外|近年来|其中|如今|最近|比如|例如|譬如|如|像|以|对|而|由|中共|地处|位于|来到|走进|据|截至|当前"
    r"|现在|今年以来|今年|去年|[次同翌当]年(?:\d{1,2}月)?|同月|当月|彼时|说起|谈起|提起|谈到|说到|[他她]是|这里是|眼下|日前|近日"
    r"|[“‘]?十[一二三四五六]五[”’]?(?:期间|时期)?|\d{4}年(?:初|底|末|以来|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日|初|底)?)[\s,，]*)*"
)
_KINDS = "省|自治区|州|盟|市|县|区|旗|镇|乡|街道|社区|村|嘎查|苏木"
_WHOLE_RE = re.compile(
    rf"(?:在|从|使|让|带动|推动|实现|形成|覆盖|将|把)?(?:全|我们?|该|本)({_KINDS})(?!面|体|域|级|民|委会|里人)"
    r"|(?:受|由|在|从)?(镇|乡|村|社区|县)里(?!外|面|程|应)"
    r"|(街道)(?=[一-鿿])"  # 街道投入80万元
    r"(?!上|里|两[侧旁]|沿线|路面|[评考测]|社区|办(?!理)|和|与|及|级|办事处|居民|党员|干部)"
)
_SPREAD_RE = re.compile(rf"全({_KINDS})(?![一-鿿])")
_BODY_RE = re.compile(
    r"(省|自治区|州|盟|市|县|区|旗|镇|街道)(?:委(?!员会)|政府|人大|政协|直(?!接)|党委|党工委|财政|[一-鿿]{1,8}?(?:厅|局|委(?!员会)|指挥部|办公室|(?:禁毒|信访|政法|综治|创建|扶贫|宣传|水利|防汛)办))"
    r"(?!员会?议)"
)
_VILLAGE_BODY_RE = re.compile(r"(村|社区)(?:党(?:委|总支|支部)(?!书记)|两委|[村居]?委会)")
_NATIONAL_RE = re.compile(
    r"(?:全国(?!首|率先|文明|先进|领先|前列|人大|政协|各地)|中国(?!共产党|式)|我国|民政部|农业农村部|财政部|教育部|国务院|国家[一-鿿]{2,8}[部委局])"
)


# what a lead (but for signs and digits) and what stands behind one may begin with: one look tells most stretches apart
_LEADING = frozenset("目为同此近其如最比例譬像以对而由中地位来走据截至当现今去次翌彼说谈提他她这眼日十")
_TELLING = frozenset("在从使让带推实形覆将把全我该本受由镇乡村社县省自州盟市区旗街社")


def find_switches(document: Document, spans: Sequence[Span]) -> list[Switch]:
    """(offset, region) wherever the region that is spoken of changes, in order."""
    reader = _Reader(document, spans)
    reader.focus = _focus(reader, document, spans)
    return [switch for clause in document.clauses for switch in _quoted(reader, clause, list(reader.read(clause)))]


# 下一步,我们将…: the speaker's own place again
_AHEAD_RE = re.compile(r"(?:下一?步|接下来|今后一?个?时期|总的[来看]|综上)")
_AHEAD = frozenset("下接今总综")
# 某街道获评示范街道, at the end of what a district tells of itself
_PRAISED_RE = re.compile(
    r"(?!全|我|该|本)[一-鿿]{2,16}?(?:街道|镇|乡|社区|村)(?:先后)?(?:获评|被评为|入选|荣获|荣膺|被授予|被确定为|被列为)"
)
_OPENING_CLAUSES = 2  # of the running text
# a person of the place, not the place: 某社区76岁的某某
_ARRIVES_RE = re.compile("来到|走进|到访|前往|探访")
_PERSON_RE = re.compile(
    r"\d+岁|的?(?:村民|居民|老人|党员|书记|主任|网格[员长])|党(?:委|总?支部?)书记|第[一二三四五六七八九十]"
)

# the lines at the head of an interview that say who speaks, and where
_MEETS_RE = re.compile(
    r"^(?:(?:采访|访谈)地点|(?:受访|讲述|口述|被访|被采访)(?:人|者)|(?:采访|访谈)对象)[:：]\s*"
    r"(?:[一-鿿·]{2,4}[,，、 （(])?",
    re.MULTILINE,
)


def _focus(reader: _Reader, document: Document, spans: Sequence[Span]) -> tuple[int, str] | None:
    """The one village or community that a report introduces as its subject at the beginning, and where."""
    villages = {str(details(s).name) for s in spans if details(s).attributes.get("level") == "village"}
    if document.genre == "policy":
        return None
    if len(villages) != 1:
        villages = {name for name in villages if name in (document.title or "")}
        start = next((clause.start for clause in document.clauses if clause.kind == "paragraph"), 0)
        return (start, villages.pop()) if len(villages) == 1 else None
    for line in _MEETS_RE.finditer(document.text):
        chain = reader.chain(line.end(), len(document.text))
        if chain and str(details(chain[-1]).name) in villages:
            return line.start(), villages.pop()
    running = [clause for clause in document.clauses if clause.kind == "paragraph"][:_OPENING_CLAUSES]
    for clause in running:
        for segment in _SEGMENT_RE.finditer(document.text, clause.start, clause.end):
            arrival = _ARRIVES_RE.search(document.text, *segment.span())
            begin = arrival.end() if arrival is not None else segment.start()
            chain = reader.chain(begin, segment.end())
            if chain and str(details(chain[-1]).name) in villages:
                told = _PERSON_RE.match(document.text, chain[-1].end)
                return None if told else (clause.start, villages.pop())
    return None


class _Reader:
    """A document with its mentions of regions, by where they begin."""

    def __init__(self, document: Document, spans: Sequence[Span]) -> None:
        self.document, self.text, self._spans = document, document.text, spans
        self._by_start = {span.start: span for span in spans}
        self.focus: tuple[int, str] | None = None
        self._formal = document.genre == "policy" or _ACCOUNT_RE.search(document.title or "") is not None
        self._own_voice = _OWN_VOICE_RE.search(document.title or "") is not None
        # where the next item of a list begins with a place, and where 在 or 由 stands right before one
        self._items = [m.start() for m in _ITEM_RE.finditer(self.text) if m.end() in self._by_start]
        self._placing = [m.start() for m in _PLACING_RE.finditer(self.text) if m.end() in self._by_start]
        self._above = {spot.name: spot.above for spot in map(spot_of, spans)}
        self._homes = answers(document, self._by_start)

    def read(self, clause: Clause) -> Iterator[Switch]:
        opening = current = lasting = self._opening(clause)
        yield clause.start, current
        text, placing = self.text, bool(_within(self._placing, clause.start, clause.end))
        own = self._own_voice or _ANSWER_RE.match(text, clause.start, clause.end) is not None
        for start, end in self._segments(clause):
            if current != lasting and text[start - 1] in "。；;!！\n":
                current = lasting
                yield start, current
            first = text[start : start + 1]
            begin = self._past_lead(start, end) if first in _LEADING or not first.isalpha() else start
            told = begin < end and (text[begin] in _TELLING or begin in self._by_start)
            subject = self._subject(clause.start, begin, end, current, clause.region) if told else None
            if own and current != opening and text[start] == "我" and _WE_RE.match(text, start, end):
                subject = opening
            praised = subject is not None and _PRAISED_RE.match(text, begin, end) is not None
            if subject is not None and not praised and self._lasts(subject, clause.region):
                lasting = subject
            if subject is None and (spread := text.find("到全", start, end)) >= 0:  # 推广到全县,累计…
                whole = _SPREAD_RE.match(text, spread + 1, end)
                subject = self._of_kind(whole[1], start, current, clause.region) if whole is not None else None
            if subject is None and placing:
                subject = self._scene(start, end)
            if subject is None and first in _AHEAD and _AHEAD_RE.match(text, start, end):
                subject = lasting = opening
            if subject is None and _NATIONAL_RE.match(self.text, begin, end):
                current = None
                yield start, None
            elif subject is not None and subject != current:
                current = subject
                yield start, current

    def _opening(self, clause: Clause) -> str | None:
        """The region with which a clause begins: the section's, or the village that the whole text is about."""
        if self.focus is not None and clause.end > self.focus[0] and clause.region in self.above(self.focus[1]):
            return self.focus[1]
        return self._homes.get(clause.number, clause.region)

    def above(self, name: str) -> tuple[str, ...]:
        return self._above.get(name, ())

    def _segments(self, clause: Clause) -> Iterator[tuple[int, int]]:
        items = _within(self._items, clause.start, clause.end)
        for match in _SEGMENT_RE.finditer(self.text, clause.start, clause.end):
            start, end = match.span()
            for mark in _within(items, start, end) if items else ():
                yield start, mark
                start = mark + 1
            yield start, end

    def _lasts(self, name: str, section: str | None) -> bool:
        """An example in a formal policy, or in a body's account of its year, is over with its sentence."""
        return not self._formal or section is None or section not in self._above.get(name, ())

    def _past_lead(self, start: int, end: int) -> int:
        lead = _LEAD_RE.match(self.text, start, end)
        return lead.end() if lead is not None else start

    def chain(self, start: int, end: int) -> list[Span]:
        """The mentions that follow one another from `start` on: 某市|某区|某街道."""
        if start not in self._by_start:
            return []
        found: list[Span] = []
        while start in self._by_start and self._by_start[start].start < end:
            found.append(self._by_start[start])
            start = found[-1].end
        return found

    def _subject(self, first: int, at: int, end: int, current: str | None, section: str | None) -> str | None:
        """The region that a stretch between commas begins with or resets to; None if it goes on as before."""
        chain = self.chain(at, end)
        if not chain and self.text.startswith("在", at):  # 在某县,…
            placed = self.chain(at + 1, end)
            if placed:
                return str(details(placed[-1]).name) if placed[-1].end == end else None
        if chain and (self._leads(chain[-1], current) or _DONOR_RE.match(self.text, chain[-1].end)):
            return None
        if chain:
            return self._of_chain(chain, end)
        whole = _WHOLE_RE.match(self.text, at, end) or _BODY_RE.match(self.text, at, end)
        if whole is not None:
            return self._of_kind(whole[whole.lastindex or 1], at, current, section)
        village = _VILLAGE_BODY_RE.match(self.text, at, end)
        return self._village_of(village[1], first, at, current) if village is not None else None

    def _village_of(self, kind: str, first: int, at: int, current: str | None) -> str | None:
        """The village that the paragraph named last, in the township spoken of: 由村党总支…."""
        named = starting(self._spans, first, at)
        name = next((str(details(s).name) for s in reversed(named) if str(details(s).name).endswith(kind)), None)
        below = name is not None and (current in self.above(name) or (current or "").endswith(("镇", "乡", "街道")))
        return name if below else None

    def _leads(self, span: Span, current: str | None) -> bool:
        """Is it the township's body that acts in the village spoken of (某镇党委)?"""
        name = str(details(span).name)
        return (
            name.endswith(("镇", "乡", "街道"))
            and name in self._above.get(current or "", ())
            and self.text.startswith(("党委", "党工委", "政府"), span.end)
        )

    def _of_chain(self, chain: list[Span], end: int) -> str | None:
        last = chain[-1]
        if self.text[chain[0].start - 1 : chain[0].start] == "以" and not self.text.startswith("为例", last.end):
            return None
        if self.text[last.end : last.end + 1] in ("、", "·"):
            # 某街道甲社区、乙社区: what they have in common
            listed = self.text[last.end : last.end + 1] == "、" and len(chain) > 1
            return str(details(chain[-2]).name) if listed and last.end + 1 in self._by_start else None
        located = LOCATES_RE.match(self.text, last.end, end)
        if located is not None and located.end() > last.end:  # 地处某省北部的某市
            inner = self.chain(located.end(), end)
            if inner and str(details(last).name) in self._above.get(str(details(inner[-1]).name), ()):
                return str(details(inner[-1]).name)
        return str(details(last).name)

    def _scene(self, start: int, end: int) -> str | None:
        """The one place where something is tried out (在某县某镇先行试点), for the rest of the sentence."""
        for word in _within(self._placing, start, end):
            chain = self.chain(word + 1, end)
            if chain and (self.text[word] == "由" or _TRIED_RE.match(self.text, chain[-1].end, end)):
                return str(details(chain[-1]).name)
            if chain:
                return None
        return None

    def _of_kind(self, kind: str, at: int, current: str | None, section: str | None) -> str | None:
        """The region of that kind at or above the one spoken of: 全省 after 凉山州 is 四川省; else the last named."""
        ending = kind if kind in ("自治区", "社区") else kind[-1]
        if self._formal and kind == "市" and section is not None and section.endswith(kind):
            return section  # 全市 behind the example of a city within it
        for name in (current, section):
            for above in self._line(name):
                if above.endswith(ending) and (kind != "区" or not above.endswith(("社区", "居民区"))):
                    return above
        if kind in ("镇", "乡", "街道", "社区", "村", "嘎查", "苏木"):
            before = self._spans[: bisect_left(self._spans, at, key=_START)]
            return next(
                (str(details(s).name) for s in reversed(before[-_REMEMBERED:]) if str(details(s).name).endswith(kind)),
                None,
            )
        return section

    def _line(self, name: str | None) -> tuple[str, ...]:
        if name is None:
            return ()
        if name in self._above:
            return (name, *self._above[name])
        places = [p for p in gazetteer().find(name) if p.name == name]
        return (name, *(p.name for p in gazetteer().ancestors(places[0].code))) if len(places) == 1 else (name,)


def _within(offsets: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of the sorted offsets that lie in [start, end)."""
    first = bisect_left(offsets, start)
    return offsets[first : bisect_left(offsets, end, lo=first)]


# who is asked in an interview speaks of his own place
_ANSWER_RE = re.compile(r"(?!记者|采访|主持|编者|问)[一-鿿·]{1,4}[:：]")
_WE_RE = re.compile(r"我(?:们|自己|还|也|就|和)?(?![村镇乡县区市省]|街道|社区)")
_ACCOUNT_RE = re.compile(r"(?:工作|年度?|履职)(?:情况)?(?:总结|报告|汇报)|工作(?:打算|思路|要点)|情况的?(?:报告|汇报)")
_DONOR_RE = re.compile(r"(?:的?一[家位名所批]|某|籍|对口)")  # 深圳市一家基金会捐资50万元
# a place speaks of itself
_OWN_VOICE_RE = re.compile(
    r"(?:交流|汇报|发言|经验|典型|先进)(?:材料|稿|提纲)|汇报$|(?:工作|情况)的?(?:报告|汇报|总结)|讲话|致辞"
)
_REMEMBERED = 12  # mentions
_PLACING_RE = re.compile(r"[在由]")
_TRIED_RE = re.compile(r"(?:等地)?(?:先行|率先|首先|首批|试点|试行|试验|启动|探索|开展|推行)")
# “…。”某街道某社区党委书记某某说
_SPEECH_RE = re.compile(r"“[^“”\n]{8,400}”[,，]?")
_SPEAKER_RE = re.compile(
    r"[^。\n]{0,20}?(?:书记|主任|镇长|乡长|县长|区长|村长|队长|网格员|网格长|居民|村民|党员|负责人|说|介绍|表示)"
)


def _quoted(reader: _Reader, clause: Clause, switches: list[Switch]) -> list[Switch]:
    """The switches with those quotations whose speaker comes after them and is of a place of his own."""
    for match in _SPEECH_RE.finditer(reader.text, clause.start, clause.end):
        chain = reader.chain(match.end(), clause.end)
        if not chain or not _SPEAKER_RE.match(reader.text, chain[-1].end, clause.end):
            continue
        first = bisect_left(switches, match.start(), key=itemgetter(0))
        last = bisect_left(switches, match.end() - 1, key=itemgetter(0))
        before = switches[bisect_right(switches, match.start(), key=itemgetter(0)) - 1][1]
        if all(region == before for _, region in switches[first:last]):
            # behind the quotation the speaker's place is the subject
            goes_on = last < len(switches) and switches[last][0] <= match.end()
            after = [] if goes_on else [(match.end(), before)]
            switches[first:last] = [(match.start(), str(details(chain[-1]).name)), *after]
    return switches
