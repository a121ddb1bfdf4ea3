"""Which regions a document is about. Source: annotation guidelines, "Document"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from spacy.tokens import Span

from ingest.hanzi import HAN
from ingest.nlp import details, text_of
from ingest.places.coded import find_abbreviations, find_places
from ingest.windows import window
from ingest.words import words
from kg.model import Clause, Document, Heading
from kg.names import display_name
from kg.regions import gazetteer

# a paper or a site tells of places other than its own
_OUTLET_RE = re.compile(r"(?:网|报|社|台|在线|频道|客户端|新闻|周刊|杂志)$")
_OUTLETS_RE = re.compile(f"[{HAN}]{{0,4}}?(?:日报|晚报|早报|都市报|网讯|新闻网|新闻客户端|电视台|广播|融媒)")
_TRAIL_RE = re.compile(r">>|»|＞＞| > ")  # where a page stands on its site: no title
# what stands before a place that a heading leads with: its number, a bracket
_OPENING_RE = re.compile(r"(?:[一二三四五六七八九十]{1,3}、\s*)?[【\[◆●■]?\s*")
_LED_RE = re.compile("【[^【】]{2,14}】")
# between a place and one that lies in it
LOCATES_RE = re.compile(r"(?:[^,，。;；、\n]{0,10}的)?")


class Spot(NamedTuple):
    """A place by its name, with the names of those above it, the nearest first."""

    name: str
    above: tuple[str, ...] = ()


def full_name(name: str) -> str:
    """The full form of a region's name; the name itself where the gazetteer does not settle it.

    >>> full_name("凉山州")
    '凉山彝族自治州'
    """
    places = gazetteer().find(display_name(name))
    ranked = sorted(places, key=lambda p: ("province", "prefecture", "county").index(p.level))
    return ranked[0].name if ranked else display_name(name)


def spot_of(span: Span) -> Spot:
    """The place that a mention of a region names."""
    known = details(span)
    name = known.name or span.text
    if code := known.attributes.get("code"):
        return Spot(name, _above(code))
    within = known.attributes.get("within")
    place = gazetteer().by_code(within) if within else None
    return Spot(name, (place.name, *_above(place.code))) if place is not None else Spot(name)


def _above(code: str) -> tuple[str, ...]:
    return tuple(place.name for place in gazetteer().ancestors(code))


def document_regions(document: Document, spans: Sequence[Span]) -> tuple[str, ...]:
    """The highest regions whose practice the text describes, in order, not their ancestors.

    What the metadata says counts first; then the title, the publishing body, section headings that are a region's
    name, and last the region that most of the mentions in the text are, or lie in.
    """
    if document.regions:
        return tuple(dict.fromkeys(full_name(name) for name in document.regions))
    sections = _ends_of_chains(
        [span for heading in document.headings for span in bare(document, heading, spans)] or _led(document, spans)
    )
    issuer = document.publisher if document.publisher and not _OUTLET_RE.search(document.publisher) else None
    title = document.title if document.title and not _TRAIL_RE.search(document.title) else None
    for spots in (_named_in(title, spans), sections, _named_in(issuer, spans)):
        if spots:
            return _without_ancestors(spots)
    first = [h for h in document.headings if h.level == 0]
    return _most_named(spans, [s for h in first for s in window(spans, h.start, h.end)])


def _named_in(text: str | None, spans: Sequence[Span]) -> list[Spot]:
    """The places of a title or a body's name; of a chain (某区某街道) the last."""
    if not text:
        return []
    found = [
        (f.start, f.end, Spot(f.place.name, _above(f.place.code)))
        for f in find_abbreviations(text) + find_places(text, words(text))
        if f.place is not None
    ]
    found += _uncoded_in(text, spans, {i for start, end, _ in found for i in range(start, end)})
    found.sort(key=lambda item: item[0])
    return [
        spot
        for (start, end, spot), after in zip_longest(found, found[1:])
        if after is None or after[0] != end or end - start == 1
    ]


def _uncoded_in(text: str, spans: Sequence[Span], taken: set[int]) -> list[tuple[int, int, Spot]]:
    """Townships, villages and zones of the text that a title names too."""
    surfaces = {span.text: span for span in reversed(spans) if details(span).attributes.get("level") in _SMALL}
    found = []
    for surface in sorted(surfaces, key=len, reverse=True):
        at = text.find(surface)
        if at >= 0 and (taken.isdisjoint(range(at, at + len(surface))) or surface.endswith("区")):
            taken.update(range(at, at + len(surface)))
            found.append((at, at + len(surface), spot_of(surfaces[surface])))
    return found


_SMALL = ("county", "township", "village")


def bare(document: Document, heading: Heading, spans: Sequence[Span]) -> list[Span]:
    """The mentions of a heading that is a region's name or leads with one (四川省成都市：…, 【四川成都】…)."""
    inside = [s for s in window(spans, heading.start, heading.end) if details(s).attributes.get("code")]
    start = heading.start + _OPENING_RE.match(heading.text).end()  # type: ignore[union-attr]  # it may be empty
    chain: list[Span] = []
    for span in inside:
        if span.start == (chain[-1].end if chain else start):
            chain.append(span)
    rest = document.text[chain[-1].end : heading.end].strip() if chain else heading.text
    return chain if chain and (not rest or rest[0] in "：:——|· 】]") else []


def _led(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The mentions that items of news lead with, where several places have one (【某省某市】…)."""
    if "【" not in document.text:
        return []
    leads = (Heading(c.start, c.start + m.end(), 0, m[0]) for c in document.clauses if (m := _led_by(document, c)))
    chains = [chain for lead in leads if (chain := bare(document, lead, spans))]
    return [span for chain in chains for span in chain] if len({chain[-1].text for chain in chains}) > 1 else []


def _led_by(document: Document, clause: Clause) -> re.Match[str] | None:
    return _LED_RE.match(document.text, clause.start, clause.end)


def _ends_of_chains(spans: Sequence[Span]) -> list[Spot]:
    ends = [s for s, after in zip_longest(spans, spans[1:]) if after is None or after.start != s.end]
    return [spot_of(s) for s in ends]


def _without_ancestors(spots: Sequence[Spot]) -> tuple[str, ...]:
    above = {name for spot in spots for name in spot.above}
    return tuple(dict.fromkeys(spot.name for spot in spots if spot.name not in above))


def _told_apart(spans: Sequence[Span]) -> Iterator[Spot]:
    """The mentions without those that only say where the place is that follows: 某省|某市, 地处某省北部的某市."""
    for span, after in zip_longest(spans, spans[1:]):
        spot = spot_of(span)
        if (
            after is None
            or spot.name not in spot_of(after).above
            or not LOCATES_RE.fullmatch(span.doc[span.end : after.start].text)
        ):
            yield spot


def _most_named(spans: Sequence[Span], heading: Sequence[Span]) -> tuple[str, ...]:
    """The highest region that is named itself often enough for the text to be about it.

    A township or village counts where the text names it more often than any place above it, and not in passing; a
    place in one of the first lines counts for several.
    """
    places = [s for s in spans if len(details(s).attributes.get("code") or "") == 6 and not _is_outlets(s)]
    coded = Counter(_told_apart(places))
    if len(_NOT_RULED & {spot.name for spot in coded}) > 1:  # the regions that a national rule leaves out
        coded = Counter({spot: count for spot, count in coded.items() if spot.name not in _NOT_RULED})
    small = Counter(spot_of(s) for s in spans if details(s).attributes.get("level") in ("township", "village"))
    own = coded + Counter({spot: count for spot, count in small.items() if count >= _NOT_IN_PASSING})
    for spot in set(_told_apart(heading)) & set(own):
        own[spot] += _NOT_IN_PASSING
    if not own:
        return _around(spans)
    by_name = {spot.name: count for spot, count in own.items()}
    top, count = max(own.items(), key=lambda item: item[1])
    return (next((name for name in reversed(top.above) if by_name.get(name, 0) * 2 >= count), top.name),)


def _is_outlets(span: Span) -> bool:
    """Whether a paper or a site is called by the place (某省法治网讯)."""
    return _OUTLETS_RE.match(text_of(span.doc), span.end) is not None


def _around(spans: Sequence[Span]) -> tuple[str, ...]:
    """The one county that has a township of each of the names, where the text names at least two and no county."""
    names = {spot_of(s).name for s in spans if details(s).attributes.get("level") == "township"}
    counties = [{place.code[:6] for place in gazetteer().find_township(name)} for name in names]
    common = set.intersection(*counties) if len(counties) > 1 else set()
    place = gazetteer().by_code(common.pop()) if len(common) == 1 else None
    return (place.name,) if place is not None else ()


_NOT_IN_PASSING = 3
_NOT_RULED = frozenset(("香港特别行政区", "澳门特别行政区", "台湾省"))
