"""Development zones, new areas and farms that are run like counties: 安康高新区 after the place they lie in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.places.coded import Found
from ingest.places.settlement import Settlement
from kg.regions import Place, gazetteer

# source: 中国开发区审核公告目录 (the kinds of zone), 国务院 on new areas of the state
_KINDS = (
    "高新技术产业开发区", "高新技术开发区", "经济技术开发区", "高新区", "经开区", "经济开发区", "开发区", "工业园区",
    "产业园区", "新区", "保税区", "综保区", "自贸区", "度假区",
)  # fmt: skip
_LOOSE = ("开发区", "工业园区", "产业园区", "度假区")  # behind a full name (某市工业园区) no name of their own
_KIND = "|".join(_KINDS)
_ZONE_RE = re.compile(
    rf"(?:国家级?(?:{_KIND})|省级(?:{_KIND})|市级(?:{_KIND})|{_KIND})(?!(?:、[一-鿿]{{2,8}}区)*(?:党工委|管委会|管理委员会|工委)|建设|内|外|试点|政策)"
)
_OPENED_RE = re.compile(r"(?:^|[在到是由对、,，。;；:：“\n(（])\Z", re.M)
_HOLDS_RE = re.compile(r"[一-鿿]{2,6}?(?:社区|村|街道|镇)(?![民级])")
_LONGEST = 8  # characters of the name of the place before it


def find_zones(text: str, found: Sequence[Found]) -> list[Settlement]:
    """Zones that hang on the name of a prefecture or county, in order; those that are coded are in `found`."""
    starts = {place.start for place in found}
    result: list[Settlement] = []
    for match in _ZONE_RE.finditer(text):
        above = _place_before(text, match.start())
        if above is None and (only := _own(text, match, found)) is not None:
            name = only.short[0] if only.short else only.name
            result.append(Settlement(match.start(), match.end(), name + match[0], "county", None, only.code))
            continue
        if above is None or match.start() in starts:
            continue
        name, place = above
        full = name == place.name
        if full and match[0] in _LOOSE:
            continue
        start = match.start() if full else match.start() - len(name)
        if any(f.start <= start and f.end >= match.end() for f in found):  # 浦东新区 has a code
            continue
        result.append(Settlement(start, match.end(), name + match[0], "county", None, place.code))
    return result


def _own(text: str, match: re.Match[str], found: Sequence[Found]) -> Place | None:
    """The one prefecture that the text names above all, where its zone has a village or community (高新区某某社区)."""
    if match[0] in _LOOSE or not _OPENED_RE.search(text, 0, match.start()) or not _HOLDS_RE.match(text, match.end()):
        return None
    named = Counter(f.place for f in found if f.place is not None and f.place.level == "prefecture")
    place, times = next(iter(named.most_common(1)), (None, 0))
    return place if place is not None and 2 * times > sum(named.values()) else None


def _place_before(text: str, end: int) -> tuple[str, Place] | None:
    """(name, place) of the longest name of one prefecture or county that ends at `end`."""
    for length in range(min(_LONGEST, end), 1, -1):
        name = text[end - length : end]
        places = [p for p in gazetteer().find(name) if p.level != "province"]
        prefectures = [p for p in places if p.level == "prefecture"] or places
        if len(prefectures) == 1:
            return name, prefectures[0]
    return None
