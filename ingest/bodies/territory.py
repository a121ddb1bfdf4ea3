"""Which region governs a place in the text: 省委 in a section about 湖北省 is that of 湖北省."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from spacy.tokens import Doc, Span

from ingest.bodies.body import HAN
from ingest.components.terms import alternation, lines_with, sentence_bounds, words_of
from ingest.nlp import details, document_of, spans_of, text_of
from kg.regions import gazetteer

_LEVELS = {"省": 0, "自治区": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2}
_LEVEL_OF = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}
_HAN_RE = re.compile(rf"[{HAN}]")


class Place(NamedTuple):
    """A place that the text names: `name` in full, `level` as in kg.model.LEVELS."""

    start: int
    end: int
    text: str
    name: str
    level: str | None


_TOWNSHIP_POSTS = rf"党委|党工委|人民政府|政府|人大|办事处|纪委|综治中心|派出所|司法所|[{HAN}]{{2,8}}办公室"
_TOWNSHIP_RE = re.compile(rf"([{HAN}]{{2,7}}?(?:街道|镇|乡|苏木))(?={_TOWNSHIP_POSTS})")
_VILLAGE_RE = re.compile(
    rf"([{HAN}]{{2,7}}?(?:社区|村|嘎查))(?=(?:党委|党总支部?|党支部|居委会|村委会|居民委员会|村民委员会)(?:第一)?(?:副?书记|副?主任|委员)[{HAN}])"
)
# without which these find nothing
_IN_TOWNSHIP_RE = re.compile(rf"(?:街道|镇|乡|苏木)(?:{_TOWNSHIP_POSTS})")
_IN_VILLAGE_RE = re.compile("(?:社区|村|嘎查)(?:党委|党总支|党支部|居委会|村委会|居民委员会|村民委员会)")
# 街道社区党委书记, 优秀村党支部书记 name no place
_NO_PLACE_RE = re.compile(
    r"[和与及、]|[各每]村$|[位名]社区$|^(?:[各该本每全某两个]|[时现原首历]任|所有|一些|部分|优秀|先进|城市|农村|城乡|街道|乡镇|镇街|新型|示范|试点|相关|所在|其他|其它|许多|中心|重点|任|的)|(?:街道|乡镇|城市|农村|城乡|优秀|行政|建制|自然)(?:社区|村)$"
)


def _further_places(doc: Doc, known: list[Place]) -> list[Place]:
    """Townships and villages that a body's post shows to be places: repeated names, 冠山镇党委, 槐底社区党委书记."""
    text = text_of(doc)
    taken = {i for place in known for i in range(place.start, place.end)}
    local = {place.text: place for place in known if place.level in {"township", "village"} and len(place.text) > 2}
    found = [
        Place(m.start(), m.end(), m[0], local[m[0]].name, local[m[0]].level)
        for m in (re.finditer(alternation(local), text) if any(_stands_beside(text, n, taken) for n in local) else ())
        if m.start() not in taken
    ]
    taken |= {i for place in found for i in range(place.start, place.end)}
    ends = {place.end for place in (*known, *found)}
    for cue, pattern, level in (
        (_IN_TOWNSHIP_RE, _TOWNSHIP_RE, "township"),
        (_IN_VILLAGE_RE, _VILLAGE_RE, "village"),
    ):
        for m in (m for line in lines_with(text, cue) for m in pattern.finditer(text, *line)):
            if m.end(1) in ends:  # a place that is known already, with a word before it
                continue
            start = _place_start(doc, m.start(1), m.end(1), level, taken)
            if start is not None:
                found.append(Place(start, m.end(1), text[start : m.end(1)], text[start : m.end(1)], level))
    return found


def _stands_beside(text: str, name: str, taken: set[int]) -> bool:
    """Does the name stand anywhere but where it is known?"""
    at = text.find(name)
    while at in taken:
        at = text.find(name, at + 1)
    return at >= 0


def _place_start(doc: Doc, start: int, end: int, level: str, taken: set[int]) -> int | None:
    """Where the name of a place begins that ends at `end`; a township has to be in the gazetteer."""
    text = text_of(doc)
    boundaries = words_of(doc).boundaries
    for first in range(start, end - 2):
        name = text[first:end]
        if first in taken or _NO_PLACE_RE.search(name):
            continue
        if first not in boundaries and first - 1 not in taken:
            continue
        if level == "township" and gazetteer().find_township(name):
            return first
        word = words_of(doc).at(first)
        if level == "village" and word is not None and word[1].startswith("v") and word[0] < end:
            continue  # 建立村党支部书记…制度
        if level == "village" and (first - 1 in taken or not _HAN_RE.match(text[first - 1 : first] or " ")):
            return first
    return None


class Territory:
    """Which region governs a place in the text, and how the document words regions."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        marked = spans_of(doc, "Region")
        places = [Place(s.start, s.end, text_of(doc)[s.start : s.end], *_named(s)) for s in marked]
        self.spans = sorted([*places, *_further_places(doc, places)])
        self._order = [place.start for place in self.spans]
        self.starts = frozenset(self._order)
        self._names = frozenset(place.name for place in self.spans)
        self._only_of: dict[str, str | None] = {}
        self._wordings: dict[tuple[str, str], str] = {}
        self._ending = {place.end: place for place in self.spans}
        self._inside = {i: place for place in self.spans for i in range(place.start, place.end)}

    def ending_at(self, offset: int) -> Place | None:
        """The region mention that ends at `offset`."""
        return self._ending.get(offset)

    def around(self, offset: int) -> Place | None:
        """The region mention that holds the character at `offset`."""
        return self._inside.get(offset)

    def governing(self, offset: int, unit: str) -> str | None:
        """The full name of the region that 省, 市, 县 ... at `offset` stands for; None where it is not settled."""
        level = _LEVELS[unit]
        start, _ = sentence_bounds(text_of(self.doc), offset)
        clause = document_of(self.doc).clause_at(offset)
        from_ = clause.start if clause is not None else start
        for index in range(bisect_left(self._order, offset) - 1, -1, -1):
            if self._order[index] < from_:
                break
            named = self.spans[index].name
            if self._order[index] < start and self._is_abroad(named, unit, level):
                continue
            # 某县级市委、市总工会: 市 goes on with the city that the sentence names
            if _fits(named, unit, level) or (unit == "市" and named.endswith("市") and self._order[index] >= start):
                return named
        for name in (self._region_of(offset), *document_of(self.doc).regions):
            own = name in document_of(self.doc).regions
            if name is not None and (found := at_level(name, unit, level, own=own)) is not None:
                return found
        return self._only(unit, level) or self._above(unit, level)

    def _is_abroad(self, name: str, unit: str, level: int) -> bool:
        """Whether a policy of a region of that level only names another: 区委 of its next sentence is its own."""
        document = document_of(self.doc)
        own = document.regions if document.genre == "policy" else ()
        return name not in own and any(_fits(region, unit, level) for region in own)

    def _above(self, unit: str, level: int) -> str | None:
        """The one region of that level in which all places of the text lie that the gazetteer knows."""
        key = f"above {unit}"
        if key not in self._only_of:
            found = {above for name in self._names if (above := at_level(name, unit, level)) is not None}
            self._only_of[key] = found.pop() if len(found) == 1 else None
        return self._only_of[key]

    def _only(self, unit: str, level: int) -> str | None:
        """The one region of the whole document that `unit` can stand for."""
        if unit not in self._only_of:
            named = {name for name in self._names if _fits(name, unit, level)}
            self._only_of[unit] = named.pop() if len(named) == 1 else None
        return self._only_of[unit]

    def _region_of(self, offset: int) -> str | None:
        from ingest.components import regions

        region_of = getattr(regions, "region_of", None)
        if region_of is not None:
            found = region_of(self.doc, offset)
            return None if found is None else str(getattr(found, "name", found))
        clause = document_of(self.doc).clause_at(offset)
        return clause.region if clause is not None else None

    def wording(self, region: str, unit: str) -> str:
        """The region as the document writes it before a body: 凉山州 rather than 凉山彝族自治州 where it does."""
        if (region, unit) not in self._wordings:
            self._wordings[region, unit] = self._wording(region, unit)
        return self._wordings[region, unit]

    def _wording(self, region: str, unit: str) -> str:
        if region.endswith(("自治州", "自治县", "自治旗", "自治区")):
            texts = [
                s.text for s in self.spans if s.name == region and s.text.endswith(unit) and len(s.text) < len(region)
            ]
            if texts:
                return texts[0]
            forms = [form for place in gazetteer().find(region)[:1] for form in place.short if form.endswith(unit)]
            return forms[0] if forms else region
        return region


def _named(span: Span) -> tuple[str, str | None]:
    known = details(span)
    return str(known.name), known.attributes.get("level")


def _fits(name: str, unit: str, level: int) -> bool:
    """Is a region of that name one that `unit` can stand for?"""
    if not name.endswith(unit):
        return False
    places = gazetteer().find(name)
    if not places:
        return level == 2 and unit != "区"
    levels = {_LEVEL_OF.get(place.level, 9) for place in places}
    return level in levels or (unit == "市" and bool({0, 1} & levels))


def at_level(name: str, unit: str, level: int, *, own: bool = False) -> str | None:
    """`name` or the region above it that `unit` can stand for; 市 is a county only where the text is its `own`.

    >>> at_level("平谷区", "市", 1)
    '北京市'
    """
    places = gazetteer().find(name)
    if len({place.code for place in places}) != 1:
        places = [place for place in places if place.name == name]
    chains = [[place, *gazetteer().ancestors(place.code)] for place in places]
    found = {
        chain[0].name
        if own and unit == "市" and chain[0].name.endswith("市")
        else next((p.name for p in chain if _fits(p.name, unit, level)), None)
        for chain in chains
    }
    return found.pop() if len(found) == 1 else None


def territory_of(doc: Doc) -> Territory:
    """The territory of a document; computed once."""
    if "territory" not in doc.user_data:
        doc.user_data["territory"] = Territory(doc)
    territory: Territory = doc.user_data["territory"]
    return territory
