"""Coded places in a text: provinces, prefectures and counties, in full or in a short form that is safe.

Nothing is guessed: a name that several places bear is settled by the place it hangs on (阳泉市郊区), by the
regions that the document is about or names, or it stays without a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ingest.words import Words
from kg.regions import Place, gazetteer

_LEXICON = Path(__file__).resolve().parents[1] / "lexicon"
_WHOLE_RE = re.compile(r"省|市|州|县|区|盟|旗|全|各")
_PHRASE_RE = re.compile(r"级|域|以[上下]|区|市|直|、[乡市区]")
_NUMERAL_RE = re.compile(r"[0-9两二三四五六]")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that names a place; several `places` while it is open which, none if none fits."""

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    full: bool

    @property
    def place(self) -> Place | None:
        return self.places[0] if len(self.places) == 1 else None


# names of counties that are ordinary words of planning: 城区, 郊区
GENERIC = frozenset(
    [
        "城区",
        "郊区",
        "矿区",
        "新城区",
        "新市区",
        "东区",
        "西区",
        "南区",
        "北区",
        "中区",
        "城中区",
        "城东区",
        "城西区",
        "城北区",
        "市中区",
        "城关区",
        "新区",
        "平房区",
        "老城区",
    ]
)
# of those the ones that are nothing else where their city is named
_DISTRICTS = frozenset(["城关区", "市中区", "城中区", "城东区", "城西区", "城北区"])
# after a bare name: it's part of another name, or no place in itself
_NOT_AFTER_RE = re.compile(
    r"(?:大学|学院|大学城|[东西南北中一二三四五]?(?:路|大街|街(?!道|镇|区)|大道)|[一-鿿]{0,3}(?:新闻网|在线|电视台|广播|电台|频道|客户端|发布(?!会|[《了“])|融媒体|文明网|先锋网|党建网|青年报|法制报|法治报|政协报|工人报)|[:：][一-鿿]{2,10}(?:出版|书局|书社|印书馆)|江(?!苏)|河(?!北|南)|湖(?!北|南)|山(?!东|西)|平原|盆地|流域|机场|高速|铁路|银行|证券|"
    r"日报|晚报|晨报|商报|都市报|方言|话(?!题)|菜|火锅|小面|米线|剧院?|精神|会议|战役|起义|时期|模范|籍|式|铁塔|白酒|都市圈|双城|花园|家园|公寓|大厦|大酒店|宾馆|嘎查|苏木|城市群|经济圈|经济带|两江|三角洲|湾区)"
)
_NOT_BEFORE_RE = re.compile(r"(?:新|老|大|小|东|西|南|北|《|“)$")
_TENTHS_RE = re.compile("[一二三四五六七八九两几]成都")  # 连一成都不到
_QUALIFIED_RE = re.compile(r"[省市区县州盟旗]$")
# 有召陵区: what the segmenter joins to the first character
_AFTER_VERB_RE = re.compile("[有在由从]")
# 会同县民政局: together with the county's bureau
_TOGETHER_RE = re.compile(r"会同[县市区][一-鿿]{1,8}?(?:局|委|办|部|政府|中心|联|检察院|法院)")
_LIST_END_RE = re.compile(r"(?:[等]?[0-9一二两三四五六七八九十]*个?(?:省|市|州|县|区|旗|地|盟)+|等地)")


@cache
def _common_words() -> frozenset[str]:
    lines = (_LEXICON / "place_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset(word for word, _ in rows)


@cache
def _ordinary_words() -> frozenset[str]:
    lines = (_LEXICON / "place_words.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if line.endswith("\tordinary"))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Names of two characters and more by their first two, the longest first."""
    table: dict[str, set[str]] = {}
    for place in gazetteer():
        for name in place.names:
            if len(name) > 1:
                table.setdefault(name[:2], set()).add(name)
    return {key: tuple(sorted(names, key=len, reverse=True)) for key, names in table.items()}


@cache
def _pair_re() -> re.Pattern[str]:
    """A character with which names begin, before one that is the second of names: most of a text is passed over."""
    first, second = ("".join(sorted({pair[i] for pair in _names()})) for i in (0, 1))
    return re.compile(f"[{first}](?=[{second}])")


def _hits(text: str) -> Iterator[tuple[int, int, str]]:
    """Every name at every offset, the longest first at each."""
    table = _names()
    for match in _pair_re().finditer(text):
        start = match.start()
        names = table.get(text[start : start + 2])
        if names is not None:
            for name in names:
                if text.startswith(name, start):
                    yield start, start + len(name), name


def _scan(text: str, known: Words) -> list[Found]:
    """Leftmost-longest names that begin where a word or another name ends."""
    result: list[Found] = []
    last, boundaries = 0, known.boundaries
    for start, end, name in _hits(text):
        if start < last or not (
            start in boundaries
            or start == last
            or text[start - 2 : start] in ("中共", "首都")
            or (len(name) > 2 and _AFTER_VERB_RE.match(text, start - 1) and _QUALIFIED_RE.search(name))
        ):
            continue
        places = tuple(gazetteer().find(name))
        full = bool(_QUALIFIED_RE.search(name)) and not all(name in p.short and len(name) == 2 for p in places)
        found = Found(start, end, name, places, full)
        if not full and not _is_safe_short(text, found, known):
            continue
        result.append(found)
        last = end
    return result


# 书记王遵义, 村民李安吉说: the last two characters of a person's name
_PERSON_RE = re.compile(
    r"(?:书记|主任|村民|居民|记者|通讯员|委员|部长|局长|镇长|县长|市长|区长|队长|会长|网格员|党员|代表|老人|同志)[一-鿿]$"
)


# “上党驿站”: a brand that borrows the name of a place, unlike “丰城经验”
_BRAND_RE = re.compile("(?!(?:经验|模式|样本|样板|方案|做法|实践|路径|答卷|名片|市|县|区|省))[一-鿿]{2,5}”")


def _is_safe_short(text: str, found: Found, known: Words) -> bool:
    if _NOT_AFTER_RE.match(text, found.end) or _PERSON_RE.search(text[max(0, found.start - 4) : found.start]):
        return False
    if text[found.start - 1 : found.start] == "“" and _BRAND_RE.match(text, found.end):
        return any(place.level != "county" for place in found.places)
    if found.end in known.boundaries:
        return True
    # 四川省委 is one word to the segmenter
    return bool(_WHOLE_RE.match(text[found.end : found.end + 1]))


def _restrict(found: Found, ancestors: Iterable[str]) -> Found:
    """The places of `found` that lie below one of `ancestors`; unchanged if none does."""
    codes = list(ancestors)
    inside = tuple(p for p in found.places if any(p.code != c and gazetteer().is_within(p.code, c) for c in codes))
    return replace(found, places=inside) if inside else found


def _highest(found: Found) -> Found:
    """A bare name of several levels is the highest (吉林 the province), unless that leaves several."""
    for level in ("province", "prefecture"):
        at = tuple(p for p in found.places if p.level == level)
        if len(at) == 1:
            return replace(found, places=at)
    return found


def _prefer_present(found: Found) -> Found:
    """Of the places that bear a name those whose full name it is, else whose short form, else whose former name."""
    for forms in (lambda p: (p.name,), lambda p: p.short):
        at = tuple(p for p in found.places if found.text in forms(p))
        if at:
            return found if at == found.places else replace(found, places=at)
    return found


def _lists(text: str, scanned: Sequence[Found]) -> set[int]:
    """Indexes of names that stand in an enumeration which says what they are: 甲、乙、丙3县."""
    result: set[int] = set()
    run: list[int] = []
    for index, found in enumerate(scanned):
        if run and text[scanned[run[-1]].end : found.start] not in ("、", "和", "及", "与", "以及", ","):
            run = []
        run.append(index)
        if len(run) > 1 and _LIST_END_RE.match(text, found.end):
            result.update(run)
    return result


_LONGEST_LIST = 5  # places in a row with strokes between them
_STROKES_RE = re.compile(r"[县区市旗]?[ \t\u3000]*[|｜/][ \t\u3000]*(?:[一-鿿]{2,6}[|｜/][ \t\u3000]*)?")


def _without_rows(text: str, scanned: Sequence[Found]) -> list[Found]:
    """The places without those in rows of links: 甲县| 乙市| 丙区| …."""
    rows: list[list[Found]] = []
    for found in scanned:
        joined = rows and _STROKES_RE.fullmatch(text, rows[-1][-1].end, found.start)
        if joined:
            rows[-1].append(found)
        else:
            rows.append([found])
    return [found for row in rows if len(row) < _LONGEST_LIST for found in row]


def find_places(text: str, known: Words, about: Sequence[str] = ()) -> list[Found]:
    """Coded places that the text names, in order, each settled as far as it can be.

    `about` are full names or short forms of regions that the document is known to be about.
    """
    scanned = [_prefer_present(found) for found in _without_rows(text, _scan(text, known))]
    scanned = _follow_chains(scanned)
    listed = _lists(text, scanned)
    context = {
        p.code
        for name in about
        for p in gazetteer().find(name)
        if p.level != "county" or len(gazetteer().find(name)) == 1
    }
    context |= {f.place.code for f in scanned if f.place is not None and _is_certain(f)}
    spelled = {p.code for f in scanned if f.full for p in f.places}
    result: list[Found] = []
    chained = _chained(scanned)
    for index, found in enumerate(scanned):
        settled = found if found.place is not None else _settle(found, context, nearby=_nearby(result))
        if _is_named(settled, text, context, spelled, listed=index in listed, chained=index in chained):
            result.append(settled)
    return result


def _nearby(result: Sequence[Found]) -> list[str]:
    """Codes of the last places named, the latest first."""
    return [f.place.code for f in reversed(result[-12:]) if f.place is not None]


def _follow_chains(scanned: list[Found]) -> list[Found]:
    result: list[Found] = []
    for found in scanned:
        previous = result[-1] if result else None
        if previous is not None and previous.end == found.start and previous.places:
            found = _restrict(found, (p.code for p in previous.places))
        result.append(found)
    return result


def _chained(scanned: Sequence[Found]) -> set[int]:
    """Indexes of names that hang directly on a place above them."""
    result = set()
    for index in range(1, len(scanned)):
        above, found = scanned[index - 1], scanned[index]
        if above.end == found.start and any(
            gazetteer().is_within(p.code, a.code) and p.code != a.code for p in found.places for a in above.places
        ):
            result.add(index)
    return result


def _is_certain(found: Found) -> bool:
    """Does the name alone say which place it is?"""
    place = found.place
    if place is None or found.text in GENERIC or (len(found.text) == 2 and found.full):
        return False
    return (
        found.full or place.level == "province" or (place.level == "prefecture" and found.text not in _common_words())
    )


def _settle(found: Found, context: set[str], nearby: Sequence[str]) -> Found:
    if not found.full:
        found = _highest(found)
    if found.place is not None:
        return found
    for code in nearby:
        narrowed = _restrict(found, [code, *(p.code for p in gazetteer().ancestors(code) if p.level == "prefecture")])
        if narrowed.place is not None:
            return narrowed
    narrowed = _restrict(found, context)
    return narrowed if narrowed.place is not None else found


def _is_named(found: Found, text: str, context: set[str], spelled: set[str], *, listed: bool, chained: bool) -> bool:
    """Does the text mean a place by this name?"""
    if _TENTHS_RE.match(text, found.start - 1):
        return False
    if chained and (found.full or found.text not in _ordinary_words()):
        return True
    if len(found.text) == 2 and found.full and not listed:
        return _is_short_county(found, text, context)
    if found.text in GENERIC:
        return (listed or found.text in _DISTRICTS) and found.place is not None and _in_context(found, context)
    if found.full:
        return not _TOGETHER_RE.match(text, found.start) or _in_context(found, context)
    if listed and found.places:
        return True
    if any(p.level == "province" for p in found.places):
        return True
    if any(p.code in spelled for p in found.places):
        return (
            not _NOT_BEFORE_RE.search(text[max(0, found.start - 1) : found.start]) or found.text not in _common_words()
        )
    if found.text in _common_words():
        return False
    if any(p.level == "prefecture" for p in found.places):
        return True
    return found.place is not None and _in_context(found, context)


# 和县级以上, 应县里要求, 成县域: the first character makes a phrase with what stands around it
_ORDINARY = frozenset("和应成新古代单理道易随高南兴富索献环息忠义文东西城矿郊")


def _is_short_county(found: Found, text: str, context: set[str]) -> bool:
    """莘县 is the name of a county; 和县 only where its prefecture is named."""
    if _PHRASE_RE.match(text[found.end : found.end + 2]):
        return False
    return _in_context(found, context) or (found.place is not None and found.text[0] not in _ORDINARY)


def _in_context(found: Found, context: set[str]) -> bool:
    """Does the document name the prefecture (or, without one, the province) above the place?"""
    return any(p.parent in context for p in found.places)


_ABBREVIATIONS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕甘青宁新"
_ABBREVIATION_RE = re.compile(
    rf"([{_ABBREVIATIONS}](?<![{_ABBREVIATIONS}]{{2}})[{_ABBREVIATIONS}]{{1,5}})(?=[0-9两二三四五六]?(?:地|省|省市|省区|市))"
)


def find_abbreviations(text: str) -> list[Found]:
    """Provinces in one character, only where several are counted together: 京鄂川三地.

    >>> [f.places[0].name for f in find_abbreviations("京鄂川三地")]
    ['北京市', '湖北省', '四川省']
    """
    result = []
    for match in _ABBREVIATION_RE.finditer(text):
        if not _NUMERAL_RE.match(text[match.end() : match.end() + 1]) and len(match[1]) < 3:
            continue
        for offset, letter in enumerate(match[1], match.start(1)):
            places = tuple(p for p in gazetteer().find(letter) if p.level == "province")
            result.append(Found(offset, offset + 1, letter, places, False))
    return result
