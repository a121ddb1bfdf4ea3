"""Townships, villages and communities: by the gazetteer where it has them, else by suffix and a sound left boundary.

A name is taken where it hangs on a place (罗江区星光村), where the gazetteer has a township of that name in a county
that the text names, or where what stands before the suffix can only be a name; 示范村 and 老旧社区 are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ingest.places.coded import Found
from ingest.places.hamlets import ethnic_townships, hamlets
from ingest.places.settlement import LEVEL_OF_SUFFIX, Settlement, is_common
from ingest.places.settlement_lists import listed, listed_before
from ingest.places.settlement_names import (
    ALSO_NAMES,
    CHARACTERS_RE,
    MAX_BODY,
    generic_words,
    is_settlement_name,
    left_edge,
)
from ingest.windows import starting
from ingest.words import Words
from kg.regions import Place, gazetteer

# the suffix may begin a longer word: 乡村, 村民, 镇街; 社区党组织 stays a suffix
_SUFFIX_RE = re.compile(
    r"街道(?!社区|[(（])|苏木|镇(?![街村域区级江海巴远宁管]|[(（]|乡)|乡(?![村镇贤土情愁亲音里级域]|[(（])|社区(?![(（])|嘎查"
    r"|村(?!(?<=新村)社区|民(?!委员会|委会)|级|居|庄|务|规|寨(?!管委|理事|老)|落|史|[东西南北][头边口]|情|风|容|貌|集体|域|屯|改|霸|两委|[(（]|与|和(?!谐)|[企财账])"
    r"|居民区(?![(（]|党组织|党总支|党支部|党委|居委会|书记)|街(?![道区镇坊巷头边面上办乡])"
)
# 镇长, 镇党委: of a township that the gazetteer has, or of none
_OFFICE_RE = re.compile("(?<=镇)(?:政府|党委|长(?![一-鿿]{1,3}[村社]))")
_LONGEST_COUNTY = 30  # characters of a coded name
_LONG_NAME = 4  # 巴音温都尔: no word of the dictionary, and too long to be met by chance


def find_settlements(
    text: str, known: Words, found: Sequence[Found], zones: Sequence[Settlement] = ()
) -> list[Settlement]:
    """Townships and villages, in order. `found` are the coded places of the text, `zones` its development zones."""
    named = _by_rule(text, known, found, zones)
    named += hamlets(text, known, named)
    return sorted(
        [*named, *listed(text, known, named), *_repeated(text, [*zones, *named], found)], key=lambda s: s.start
    )


def _by_rule(text: str, known: Words, found: Sequence[Found], zones: Sequence[Settlement]) -> list[Settlement]:
    ends = {place.end: place for place in found}
    ends_of_zones = {zone.end: zone for zone in zones}
    townships = _townships(_counties(found))
    places = _Places(found)
    reached = {end + length for end in (*ends, *ends_of_zones) for length in range(1, MAX_BODY + 1)}
    result: list[Settlement] = []
    ethnic = {s.end: s for s in ethnic_townships(text, known)}
    for match in _SUFFIX_RE.finditer(text):
        if match.end() in ethnic:
            result.append(ethnic[match.end()])
            continue
        if match.end() in ends and ends[match.end()].place is not None and ends[match.end()].start < match.start():
            continue  # 桐乡, 新乡: the suffix ends a coded name
        start = match.start()
        near = start in reached or (bool(result) and start - result[-1].end <= MAX_BODY)
        anchor = _anchor(text, start, ends, result, ends_of_zones) if near else None
        if match[0] == "街" or (match[0] == "镇" and _OFFICE_RE.match(text, match.end())):
            taken = _listed_township(text, match, townships, known)
        else:
            taken = (
                _hanging(text, match, anchor, known)
                or (_continued(text, match, result, known) if anchor is None or anchor[1] in result else None)
                or _listed_township(text, match, townships, known)
                or _free(text, match, anchor, known, places, result)
            )
        if taken is not None:
            while result and result[-1].end > taken.start:
                result.pop()
            if before := listed_before(text, taken, result):
                result.append(before)
            result.append(taken)
    return result


def _repeated(text: str, named: Sequence[Settlement], found: Sequence[Found]) -> list[Settlement]:
    """The other places where a name stands that the text has introduced with what it lies in."""
    result: list[Settlement] = []
    places: list[Settlement | Found] = [*named, *found]
    taken = {i for place in places for i in range(place.start, place.end)}
    first = {s.name: s for s in reversed(named) if s.code or s.within}
    for name in sorted(first, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            stretch = range(at, at + len(name))
            if taken.isdisjoint(stretch):
                taken.update(stretch)
                result.append(replace(first[name], start=at, end=at + len(name)))
            at = text.find(name, at + 1)
    return result


class _Places:
    """Coded places of a text, to be asked for by where they are."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = sorted(found, key=lambda f: f.start)
        self._coded = sorted((f.end, f.place.code) for f in found if f.place is not None)

    def overlapping(self, start: int, end: int) -> list[Found]:
        """Those that share a character with [start, end)."""
        near = starting(self._found, start - _LONGEST_COUNTY, end)
        return [f for f in near if f.end > start]

    def last_before(self, offset: int) -> list[tuple[int, str]]:
        """End and code of the last one that ends at `offset` or before; empty if there is none."""
        behind = bisect_left(self._coded, (offset + 1, ""))
        return self._coded[behind - 1 : behind]


def _counties(found: Sequence[Found]) -> frozenset[str]:
    """Counties that the text names, and all of those in a prefecture that it names."""
    return frozenset(f.place.code for f in found if f.place is not None and f.place.level == "county")


Anchor = tuple[int, Place | Settlement]


def _anchor(
    text: str, at: int, ends: dict[int, Found], result: Sequence[Settlement], zones: dict[int, Settlement]
) -> Anchor | None:
    """The place whose name ends at most MAX_BODY characters before `at`, with nothing but name between."""
    for start in range(at - 1, max(-1, at - MAX_BODY - 1), -1):
        if not "一" <= text[start] <= "鿿":
            return None
        if result and result[-1].end == start:
            return start, result[-1]
        if start in zones:
            return start, zones[start]
        place = ends[start].place if start in ends else None
        if place is not None:
            return start, place
    return None


def _coded(place: Place | Settlement) -> str | None:
    if isinstance(place, Place):
        return place.code
    return place.code or place.within


_TOWN_RE = re.compile("(?![乡城村集建各全两该小本山古])[一-鿿]镇")  # 罗镇村, called after what it was
# 齐村, 罗村: called after a clan; 全村, 农村 are none
_CLANS = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常康施牛樊葛邢齐庞颜倪庄聂章鲁岳翟殷詹申欧耿柳祝包宁尚符舒阮柯纪梅童"
)
_ENTERS = frozenset("进入")
_IN_PASSING = 2
_AT_RE = re.compile("[一-鿿]{2,4}?[在到于](?=[一-鿿]{2})")


def _hanging(text: str, match: re.Match[str], anchor: Anchor | None, known: Words) -> Settlement | None:
    """A name that follows a place directly: 金海湖镇 after 平谷区."""
    if anchor is None:
        return None
    start, above = anchor
    start += text[start] in "有在于"  # 新发镇有庆丰村
    if verb := _AT_RE.match(text, start, match.start()):  # 某县纪委在甲镇
        start = verb.end() if {verb.end() - 1, verb.end()} <= known.boundaries else start
    body = text[start : match.start()]
    level = LEVEL_OF_SUFFIX[match[0]]
    name = text[start : match.end()]
    if above.level == level or above.level == "village" or (is_common(name) and not _TOWN_RE.fullmatch(body)):
        return None
    if level == "village" and above.level == "province":  # 四川全面推行社区…
        return None
    coded = _township(name, above) if level == "township" else None
    if coded is not None:
        return Settlement(start, match.end(), name, level, coded.code, None)
    if level == "village" and body in ALSO_NAMES and isinstance(above, Settlement) and _is_below(text, start, above):
        return Settlement(start, match.end(), name, level, None, _coded(above))
    if len(body) < 2:
        short = level == "village" and body in _CLANS and isinstance(above, Settlement) and start == above.end
        return Settlement(start, match.end(), name, level, None, _coded(above)) if short else None
    told = not _ENTERS.isdisjoint(body) and len(body) == 2 and text.count(name) > _IN_PASSING
    verbal = body[0] in "在于到从向对把将由以为是" or body[-1] in "在往给"
    if verbal or not is_settlement_name(body, start, known, hanging=True, told=told):
        return None
    return Settlement(start, match.end(), name, level, None, _coded(above))


def _is_below(text: str, start: int, above: Settlement) -> bool:
    """Does a name that begins at `start` follow a township that itself follows its county (某县某乡先进村)?"""
    return (
        above.level == "township"
        and above.end == start
        and text[above.start - 1 : above.start] in ("县", "市", "区", "旗")
    )


def _continued(text: str, match: re.Match[str], result: Sequence[Settlement], known: Words) -> Settlement | None:
    """The next of several: 新择湖村 after 枫源村、 lies where that one does."""
    if not result or text[result[-1].end : result[-1].end + 1] not in ("、", "和", "与", "及"):
        return None
    last, start = result[-1], result[-1].end + 1
    body, level = text[start : match.start()], LEVEL_OF_SUFFIX[match[0]]
    if last.level != level or not 2 <= len(body) <= MAX_BODY or not CHARACTERS_RE.match(body):
        return None
    name = text[start : match.end()]
    within = last.within if last.code is None else last.code[:6]
    places = [p for p in gazetteer().find_township(name) if p.code[:6] == within] if level == "township" else []
    if not places and not (
        is_settlement_name(body, start, known, hanging=True) or (len(body) == 2 and body not in generic_words())
    ):
        return None
    code = places[0].code if len(places) == 1 else None
    return Settlement(start, match.end(), name, level, code, None if code else within)


def _township(name: str, above: Place | Settlement) -> Place | None:
    """The township of that name under a county, or the only one under a prefecture or province."""
    code = _coded(above)
    if code is None or len(code) != 6:
        return None
    variants = (name, name[:-1] + "地区", name[:-1] + "街道") if name[-1] in "镇乡" else (name,)
    for variant in variants[:2]:
        hits = [place for place in gazetteer().find_township(variant) if gazetteer().is_within(place.code[:6], code)]
        if len(hits) == 1:
            return hits[0]
    return None


def _townships(counties: Collection[str]) -> dict[str, list[str]]:
    """The codes of the townships of counties by their names."""
    codes: dict[str, list[str]] = {}
    for county in counties:
        for place in gazetteer().townships(county):
            codes.setdefault(place.name, []).append(place.code)
    return codes


def _listed_township(
    text: str, match: re.Match[str], townships: Mapping[str, list[str]], known: Words
) -> Settlement | None:
    """A township that the gazetteer has in one of the counties that the text names."""
    if LEVEL_OF_SUFFIX[match[0]] != "township" or not townships:
        return None
    for length in range(MAX_BODY, 0, -1):
        start = match.start() - length
        name = text[max(0, start) : match.end()]
        codes = [*townships.get(name, ()), *townships.get(name[:-1] + "地区", ())]
        if match[0] == "街":
            codes += townships.get(name + "道", ())
        if len(codes) != 1:
            continue
        if length == 1 and (known.at(start) or (0, ""))[0] != match.end():
            continue  # 乌镇: a word of its own
        if start < 0 or (start not in known.boundaries and length < _LONG_NAME):
            continue
        if not CHARACTERS_RE.match(text[start : match.start()]):
            continue
        if text[start : match.start()] not in generic_words():
            return Settlement(start, match.end(), name, "township", codes[0], None)
    return None


# 梧桐街道城北社区: one hangs on the other, which tells both from 老城街道示范社区
_CHAIN_RE = re.compile("(?P<below>[一-鿿]{2,4}?)(?:社区|村)(?![民级委改转])")


def _bears(text: str, end: int) -> bool:
    """Does the name of a community or village follow a township that ends at `end`?"""
    below = _CHAIN_RE.match(text, end)
    return below is not None and below["below"] not in generic_words() and below["below"][0] not in "的在等和与及内各"


def _free(
    text: str,
    match: re.Match[str],
    anchor: Anchor | None,
    known: Words,
    found: _Places,
    result: Sequence[Settlement],
) -> Settlement | None:
    """A name on its own: after an opening word or mark, two to four characters that no dictionary explains."""
    start = left_edge(text, match.start(), known)
    if start is None:
        return None
    body = text[start : match.start()]
    if (
        body[:1] in _MOVES
        and len(body) > 2
        and any(unit != match[0] and body[1:] + unit in text for unit in ("镇", "乡", "街道", "村"))
    ):
        start, body = start + 1, body[1:]  # 回柳溪社区
    bears = match[0] == "街道" and len(body) <= 3 and _bears(text, match.end())
    if 2 <= len(body) <= 4:
        sound = is_settlement_name(body, start, known, hanging=bears)
    else:
        sound = _is_short(start, match, known)
    if is_common(text[start : match.end()]) or not sound or _is_slogan(text, start, match.end()):
        return None
    if any(f.full or _is_city(f, start, match) for f in found.overlapping(start, match.end())):
        return None
    level = LEVEL_OF_SUFFIX[match[0]]
    name = text[start : match.end()]
    return Settlement(start, match.end(), name, level, None, _within(start, level, found, result))


_MOVES = frozenset("回到赴往至")
_CALL_RE = re.compile("[一-鿿][、,，”]")
_LEADS_RE = re.compile("[在往给]|[呼到去来让]$")  # 钱往社区投, 人民法院在镇上设了, 村呼镇应


def _is_slogan(text: str, start: int, end: int) -> bool:
    """Is it a part of “户说村议、村报镇办”, or of a clause whose verb the segmenter took into the name?"""
    if text[start - 1 : start] in ("“", "、", ",") and _CALL_RE.match(text, end) and end - start == _SLOGAN:
        return True
    return _LEADS_RE.search(text, start + 1, end - 1) is not None


_SLOGAN = 3


def _is_short(start: int, match: re.Match[str], known: Words) -> bool:
    """乌镇: a place to the dictionary, and the name of some township."""
    word = known.at(start)
    is_place = word is not None and word[0] == match.end() and word[1] == "ns" and match.start() - start == 1
    return is_place and bool(gazetteer().find_township(match.string[start : match.end()]))


def _is_city(found: Found, start: int, match: re.Match[str]) -> bool:
    """南充社区治理: the communities of a city, not one that bears its name."""
    whole = (found.start, found.end) == (start, match.start())
    return whole and match[0] == "社区" and found.place is not None and found.place.level in ("province", "prefecture")


def _within(start: int, level: str, found: _Places, result: Sequence[Settlement]) -> str | None:
    """The coded place above that level that was named last before `start`."""
    places = found.last_before(start)
    if level == "village":  # the results are in order and share no character
        townships = (s for s in reversed(result) if s.level == "township" and (s.code or s.within))
        places += [(s.end, s.code or s.within or "") for s in islice(townships, 1)]
    return max(places)[1] if places else None
