"""The level of the body that issues a text: state, province, prefecture, county, township or village.

Source: 宪法 article 30, 地方各级人民代表大会和地方各级人民政府组织法 (levels); lexicon/national_bodies.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ingest.components.terms import read_table
from ingest.hanzi import HAN
from kg.model import AUTHORITIES
from kg.regions import Place, gazetteer

_CENTRAL_RE = re.compile(
    r"^(?:中国人民解放军|中共中央|中央|国务院|国家|全国|中华人民共和国|最高人民|中国人民银行|中国银行保险|中国证券|中纪委|审计署|海关总署|应急管理部|"
    r"退役军人事务部|人力资源(?:和)?社会保障部|住房(?:和)?城乡建设部)"
)
# departments of the State Council, present and former, in names that no local body has
_MINISTRY_RE = re.compile(
    r"^(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|自然资源|生态环境|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|"
    r"国土资源|环境保护|建设|铁道|卫生|人事|劳动和社会保障|信息产业|交通|监察|林业)部(?!门|长|队)|^(?!组织|宣传|统战|统一战线|社会工作|党群|党建|人民武装)[^省市县区州盟旗乡镇村委军（(]{2,8}部$"
)
# 中发, 国发, 国办发, 法释: codes of central bodies in a 文号
_CODE_RE = re.compile(r"^(?:中[发办委组]|国[发办函务]|法[释发]|高检发|中办发|国令|民发|财[^政]?〔)")
_SUFFIXES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("village", re.compile(rf"^[{HAN}]{{1,12}}(?:村|社区|居)(?:党|民委员会|民自治|两委|委)")),
    ("township", re.compile(rf"^[{HAN}]{{1,16}}?(?:镇|乡|街道|苏木)(?:党|人民政府|政府|人大|办事处|办|委|纪|综合|社)")),
)
# a department whose name gives its unit alone: 省民政厅, 县委
_UNITS = {
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("市", "州", "盟"), "prefecture"),
    **dict.fromkeys(("县", "旗", "区"), "county"),
    **dict.fromkeys(("镇", "乡", "街道"), "township"),
}
_UNIT_RE = re.compile(rf"^(?:中共)?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!场|政协会议)")
_PARTY_RE = re.compile(r"^(?:中共|中国共产党|共青团|政协|中国人民政治协商会议)")
_ORGAN_RE = re.compile(r"[省市州县区盟旗地]?委|政协|人大|政府|纪委")
_LONGEST = 14


def level_of(issuers: Sequence[str], title: str | None, numbers: Iterable[str], regions: Sequence[str]) -> str | None:
    """One of AUTHORITIES, the highest of the issuers; else what title, 文号 or regions say."""
    found = [level for name in issuers if (level := level_of_body(name, regions)) is not None]
    if not found and title is not None:
        found = [level for level in [level_of_body(title, regions)] if level is not None]
    if not found and any(_CODE_RE.match(number) for number in numbers):
        found = ["state"]
    return min(found, key=AUTHORITIES.index, default=None)


def level_of_body(name: str, regions: Sequence[str] = ()) -> str | None:
    """The level of one body or of the place a title begins with; `regions` tell which 市 or 区 a bare unit is.

    >>> level_of_body("民政部"), level_of_body("中共绵阳市委办公室"), level_of_body("盐源县民政局")
    ('state', 'prefecture', 'county')
    """
    if _is_central(name):
        return "state"
    rest = _PARTY_RE.sub("", name)
    place, length = _place(rest)
    below = next((level for level, pattern in _SUFFIXES if pattern.match(rest[length:])), None)
    if below is not None:
        return below
    if place is not None:
        return place.level
    unit = _UNIT_RE.match(rest)
    if unit is None:
        return None
    own = next((p for region in regions for p in gazetteer().find(region) if p.name.endswith(unit["unit"])), None)
    return own.level if own is not None else _UNITS[unit["unit"]]


def _is_central(name: str) -> bool:
    if _CENTRAL_RE.match(name) or _MINISTRY_RE.match(name):
        return True
    return name in _national()


@cache
def _national() -> frozenset[str]:
    return frozenset(name for full, others, _ in read_table("national_bodies.tsv") for name in (full, *others))


def _place(name: str) -> tuple[Place | None, int]:
    """The last of the places that a name begins with, and where they end: 四川省绵阳市…; None and 0 without one."""
    found: Place | None = None
    at = 0
    while (named := _next(name, at, found)) is not None:
        found, at = named
    return found, at


def _stands_for(place: Place, name: str, end: int) -> bool:
    """Is a short form (成都, 公安) the place: do its bodies or a place within it follow?"""
    return _ORGAN_RE.match(name, end) is not None or _next(name, end, place) is not None


def _next(name: str, at: int, above: Place | None) -> tuple[Place, int] | None:
    places = gazetteer()
    for length in range(min(_LONGEST, len(name) - at), 1, -1):
        word = name[at : at + length]
        candidates = [p for p in places.find(word) if above is None or places.is_within(p.code, above.code)]
        candidates = [p for p in candidates if p != above and (p.name == word or _stands_for(p, name, at + length))]
        if candidates:
            order = ("province", "prefecture", "county")
            return min(candidates, key=lambda p: order.index(p.level)), at + length
    return None
