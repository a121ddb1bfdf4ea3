"""Regions: every administrative place that the text names, and which region each statement is about.

Assigns doc.spans["Region"], `regions` of the document and `region` of its clauses. `region_of` says later components
which region a statement at an offset is about. Source: annotation guidelines, "Region" and "Document".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from operator import itemgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.nlp import details, mention
from ingest.places import Found, find_abbreviations, find_places
from ingest.settlements import Settlement, find_settlements
from ingest.windows import window
from ingest.words import words
from kg.model import Clause, Document, Heading
from kg.names import display_name
from kg.regions import Place, gazetteer

SHORT_CONFIDENCE = 0.9  # a bare short form, or a village by its suffix
_SWITCHES = "region_switches"


@Language.component("regions", assigns=["doc.spans", "doc._.document"])
def regions(doc: Doc) -> Doc:
    document: Document = doc._.document
    text = document.text
    known = words(text)
    about = [name for name in (*document.regions, document.publisher, document.title) if name]
    coded = find_abbreviations(text) + find_places(text, known, about)
    settlements = find_settlements(text, known, coded)
    inside = {i: s.end for s in settlements for i in range(s.start, s.end)}
    coded = [f for f in coded if f.end > inside.get(f.start, 0)]
    spans = [_place_mention(doc, f) for f in coded] + [_settlement_mention(doc, s) for s in settlements]
    doc.spans["Region"] = sorted(spans, key=lambda span: (span.start, span.end))
    doc._.issues = [*doc._.issues, *_ambiguous(coded)]
    document = replace(document, regions=document_regions(document, list(doc.spans["Region"])))
    document = replace(document, clauses=tuple(clause_regions(document, list(doc.spans["Region"]))))
    doc._.document = document
    doc.user_data[_SWITCHES] = list(_switches(document, list(doc.spans["Region"])))
    return doc


def _place_mention(doc: Doc, found: Found) -> Span:
    place = found.place
    confidence = 1.0 if found.full and place is not None else SHORT_CONFIDENCE
    if place is None:
        return mention(
            doc,
            "Region",
            found.start,
            found.end,
            name=found.places[0].name,
            confidence=0.5,
            level=found.places[0].level,
        )
    return mention(
        doc,
        "Region",
        found.start,
        found.end,
        name=place.name,
        confidence=confidence,
        level=place.level,
        code=place.code,
    )


def _settlement_mention(doc: Doc, found: Settlement) -> Span:
    confidence = 1.0 if found.code is not None else SHORT_CONFIDENCE
    return mention(
        doc, "Region", found.start, found.end,
        name=found.name, confidence=confidence, level=found.level, code=found.code, within=found.within,
    )  # fmt: skip


def _ambiguous(found: Iterable[Found]) -> list[str]:
    """One line for each name that several places bear and nothing in the text settles."""
    lines = {}
    for item in found:
        if item.place is None:
            places = "、".join(gazetteer().full_name(p.code) for p in item.places)
            lines[item.text] = f"地区未定：{item.text}可能是{places}，正文没有说明，不给代码"
    return list(lines.values())


# a paper or a site tells of places other than its own
_OUTLET_RE = re.compile(r"(?:网|报|社|台|在线|频道|客户端|新闻|周刊|杂志)$")
# between a place and one that lies in it
_LOCATES_RE = re.compile(r"(?:[^,，。;；、\n]{0,10}的)?")


# --- which regions a document is about -------------------------------------------------------------------------------


def full_name(name: str) -> str:
    """The full form of a region's name; the name itself where the gazetteer does not settle it.

    >>> full_name("凉山州")
    '凉山彝族自治州'
    """
    places = gazetteer().find(display_name(name))
    ranked = sorted(places, key=lambda p: ("province", "prefecture", "county").index(p.level))
    return ranked[0].name if ranked else display_name(name)


def document_regions(document: Document, spans: Sequence[Span]) -> tuple[str, ...]:
    """The highest regions whose practice the text describes, in order, not their ancestors.

    What the metadata says counts first; then the title, the publishing body, section headings that are a region's
    name, and last the region that most of the mentions in the text are, or lie in.
    """
    if document.regions:
        return tuple(dict.fromkeys(full_name(name) for name in document.regions))
    sections = _ends_of_chains([span for heading in document.headings for span in _bare(document, heading, spans)])
    if small := _small_in_title(document, spans):
        return small
    issuer = document.publisher if document.publisher and not _OUTLET_RE.search(document.publisher) else None
    for names in (_named_in(document.title), sections, _named_in(issuer)):
        if names:
            return _without_ancestors(names)
    return _most_named(spans)


def _small_in_title(document: Document, spans: Sequence[Span]) -> tuple[str, ...]:
    """The one township or village that the title names, if all that it names else lies above it (某县某镇)."""
    titles = [(h.start, h.end) for h in document.headings if h.level == 0]
    named = [s for s in spans if any(start <= s.start and s.end <= end for start, end in titles)]
    last = named[-1] if named else None
    if last is None or details(last).attributes.get("level") not in {"township", "village"}:
        return ()
    code = str(details(last).attributes.get("code") or "")
    above = all(code.startswith(str(details(s).attributes.get("code") or "-").rstrip("0")) for s in named)
    chained = all(a.end == b.start for a, b in pairwise(named))
    return (str(details(last).name),) if chained or above else ()


def _named_in(text: str | None) -> list[Place]:
    if not text:
        return []
    found = sorted(find_abbreviations(text) + find_places(text, words(text)), key=lambda f: f.start)
    kept = [
        f for f, after in zip_longest(found, found[1:]) if after is None or after.start != f.end or len(f.text) == 1
    ]
    return [f.place for f in kept if f.place is not None]


def _bare(document: Document, heading: Heading, spans: Sequence[Span]) -> list[Span]:
    """The mentions of a heading that is a region's name or leads with one (四川省成都市：…)."""
    inside = [s for s in window(spans, heading.start, heading.end) if details(s).attributes.get("code")]
    chain: list[Span] = []
    for span in inside:
        if span.start == (chain[-1].end if chain else heading.start):
            chain.append(span)
    rest = document.text[chain[-1].end : heading.end].strip() if chain else heading.text
    return chain if chain and (not rest or rest[0] in "：:——|· ") else []


def _ends_of_chains(spans: Sequence[Span]) -> list[Place]:
    ends = [s for s, after in zip_longest(spans, spans[1:]) if after is None or after.start != s.end]
    found = (gazetteer().by_code(s._.attributes["code"]) for s in ends)
    return [place for place in found if place is not None]


def _without_ancestors(places: Sequence[Place]) -> tuple[str, ...]:
    above = {a.code for p in places for a in gazetteer().ancestors(p.code)}
    return tuple(dict.fromkeys(p.name for p in places if p.code not in above))


def _told_apart(spans: Sequence[Span]) -> Iterator[Span]:
    """The mentions without those that only say where the place is that follows: 某省|某市, 地处某省北部的某市."""
    for span, after in zip_longest(spans, spans[1:]):
        code, below = details(span).attributes.get("code"), after and details(after).attributes.get("code")
        above = {place.code for place in gazetteer().ancestors(below)} if below and len(below) == 6 else set()
        if code not in above or not _LOCATES_RE.fullmatch(span.doc[span.end : after.start].text):
            yield span


def _most_named(spans: Sequence[Span]) -> tuple[str, ...]:
    """The highest region that is named itself often enough for the text to be about it."""
    own = Counter(code for s in _told_apart(spans) if (code := details(s).attributes.get("code")) and len(code) == 6)
    if not own:
        return ()
    top, count = own.most_common(1)[0]
    for above in reversed(gazetteer().ancestors(top)):
        if own[above.code] * 2 >= count:
            top = above.code
            break
    place = gazetteer().by_code(top)
    return (place.name,) if place is not None else ()


# --- which region a clause, a statement is about ------------------------------------------------------------------


def clause_regions(document: Document, spans: Sequence[Span]) -> Iterator[Clause]:
    """The clauses with the region of the section that they stand in."""
    sections: list[tuple[int, int, str | None]] = []
    for heading in document.headings:
        chain = _bare(document, heading, spans)
        if chain:
            sections.append((heading.start, heading.level, chain[-1]._.name))
        elif sections and heading.level < sections[-1][1]:
            sections.append((heading.start, heading.level, None))
    starts = [start for start, _, _ in sections]
    default = document.regions[0] if len(document.regions) == 1 else None
    for clause in document.clauses:
        index = bisect_right(starts, clause.start) - 1
        section = sections[index][2] if index >= 0 else None
        yield replace(clause, region=clause.region or section or default)


_SEGMENT_RE = re.compile(r"[^,，。;；!！?？:：\n]+")
_LEAD_RE = re.compile(
    r"[\s“”\"（(《]*(?:(?:目前|为此|同时|此外|近年来|其中|如今|最近|比如|例如|譬如|如|像|以|对|而|由|中共|地处|位于|来到|走进|据|截至|当前|现在|今年|去年|"
    r"[“‘]?十[一二三四五六]五[”’]?(?:期间|时期)?|\d{4}年(?:初|底|末|以来|\d{1,2}月(?:\d{1,2}日)?)?)[\s,，]*)*"
)
_WHOLE_RE = re.compile(
    r"(?:在|从|使|让|带动|推动|实现|形成|覆盖|将|把)?(?:全|我|该|本)(省|自治区|州|盟|市|县|区|旗)(?!面|体|域|级)"
)
_BODY_RE = re.compile(
    r"(省|自治区|州|盟|市|县|区|旗)(?:委|政府|人大|政协|直|级|[一-鿿]{1,8}?(?:厅|局|委|指挥部|办公室))(?!员会?议)"
)


def _switches(document: Document, spans: Sequence[Span]) -> Iterator[tuple[int, str | None]]:
    """(offset, region) wherever the region that is spoken of changes, in order."""
    by_start = {span.start: span for span in spans}
    for clause in document.clauses:
        current = lasting = clause.region
        yield clause.start, current
        for match in _SEGMENT_RE.finditer(document.text, clause.start, clause.end):
            if current != lasting and document.text[match.start() - 1] in "。；;!！\n":
                current = lasting
                yield match.start(), current
            subject = _subject(document.text, match, by_start, current, clause.region)
            lasting = subject or lasting
            subject = subject or _scene(document.text, match, by_start)
            if subject is not None and subject != current:
                current = subject
                yield match.start(), current


_TRIED_RE = re.compile(r"(?:等地)?(?:先行|率先|首先|首批|试点|试行|试验|启动|探索|开展|推行)")


def _scene(text: str, segment: re.Match[str], by_start: dict[int, Span]) -> str | None:
    """The one place where something is tried out (在某县某镇先行试点; 在某县,…), for the rest of the sentence."""
    for at in range(segment.start() + 1, segment.end()):
        if text[at - 1] != "在" or at not in by_start:
            continue
        name = None
        while at in by_start and by_start[at].start < segment.end():
            name, at = str(by_start[at]._.name), by_start[at].end
        alone = segment[0].strip().startswith("在") and text[at : segment.end()] in ("", "等地")
        return name if alone or _TRIED_RE.match(text, at, segment.end()) else None
    return None


def _subject(
    text: str, segment: re.Match[str], by_start: dict[int, Span], current: str | None, section: str | None
) -> str | None:
    """The region that a stretch between commas begins with or resets to; None if it goes on as before."""
    lead = _LEAD_RE.match(text, segment.start(), segment.end())
    start = lead.end() if lead is not None else segment.start()
    chain: list[Span] = []
    while start in by_start and by_start[start].start < segment.end():
        chain.append(by_start[start])
        start = chain[-1].end
    if chain:
        if text[start : start + 1] in ("、", "·") or text[segment.start() - 1 : segment.start()] == "、":
            return None
        return str(chain[-1]._.name)
    whole = _WHOLE_RE.match(text, start, segment.end()) or _BODY_RE.match(text, start, segment.end())
    return _above(whole[1], current, section) if whole is not None else None


def _above(kind: str, current: str | None, section: str | None) -> str | None:
    """The region of that kind at or above the one spoken of: 全省 after 凉山州 is 四川省; else the section's."""
    for name in (current, section):
        for place in _line(name):
            if place.name.endswith(kind[-1]):
                return place.name
    return section


def _line(name: str | None) -> list[Place]:
    if name is None:
        return []
    places = [p for p in gazetteer().find(name) if p.name == name]
    return [places[0], *gazetteer().ancestors(places[0].code)] if len(places) == 1 else []


def region_of(doc: Doc, offset: int) -> str | None:
    """The full name of the region that a statement at `offset` is about.

    It is the region that its sentence has as subject, else the one that an earlier sentence of the clause switched
    to (全省, 全市 and the bodies of a level switch back), else the region of the section or the document.
    """
    switches: list[tuple[int, str | None]] = doc.user_data.get(_SWITCHES, [])
    index = bisect_right(switches, offset, key=itemgetter(0)) - 1
    if index >= 0:
        return switches[index][1]
    document: Document = doc._.document
    return document.regions[0] if len(document.regions) == 1 else None
