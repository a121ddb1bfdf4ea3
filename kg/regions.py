"""The gazetteer: every province, prefecture and county of China with its code, townships when they are asked for.

The tables and their sources are described in kg/data/README.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from rapidfuzz import process

from kg.errors import NotFound, UsageError

_DATA = Path(__file__).resolve().parent / "data"
_NEAREST = 3
_NEAREST_SCORE = 55.0


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative place: `code` has six digits, a township's nine; `parent` is a code, None for a province.

    `short` are the forms that texts use besides the full name, the most specific first; `former` earlier names.
    """

    code: str
    name: str
    level: str
    parent: str | None
    short: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.short, *self.former)


class Gazetteer:
    """All coded places. Townships are read on first use."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = dict(places)
        self._by_name: dict[str, list[Place]] = {}
        for place in self._places.values():
            for name in place.names:
                self._by_name.setdefault(name, []).append(place)

    def __iter__(self) -> Iterator[Place]:
        """Provinces, prefectures and counties in the order of their codes."""
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def by_code(self, code: str) -> Place | None:
        """The place of a code of six or nine digits; None if there is none."""
        if len(code) == 9:
            return next((place for place in self.townships(code[:6]) if place.code == code), None)
        return self._places.get(code)

    def find(self, name: str) -> list[Place]:
        """Every province, prefecture or county that bears `name` as its full name, short form or former name.

        >>> [place.code for place in gazetteer().find("凉山州")]
        ['513400']
        """
        return list(self._by_name.get(name, ()))

    def ancestors(self, code: str) -> list[Place]:
        """The places above one, the nearest first.

        >>> [place.name for place in gazetteer().ancestors("513423")]
        ['凉山彝族自治州', '四川省']
        """
        result = []
        place = self.by_code(code)
        while place is not None and place.parent is not None:
            place = self._places.get(place.parent)
            if place is not None:
                result.append(place)
        return result

    def descendants(self, code: str) -> list[Place]:
        """The coded places below one, townships left out, in the order of their codes."""
        return [place for place in self if code in (above.code for above in self.ancestors(place.code))]

    def is_within(self, code: str, ancestor: str) -> bool:
        """Is `code` the place `ancestor` or below it?"""
        return code == ancestor or any(above.code == ancestor for above in self.ancestors(code))

    def full_name(self, code: str) -> str:
        """The name with those of all places above it: 四川省凉山彝族自治州盐源县."""
        place = self.by_code(code)
        if place is None:
            raise NotFound("行政区划代码", code)
        return "".join(p.name for p in [*reversed(self.ancestors(code)), place])

    def townships(self, county: str) -> list[Place]:
        """The streets, towns and townships of a county, in the order of their codes."""
        return [
            Place(county + number, name, "township", county)
            for number, name in _townships_of(self._lines.get(county, ""))
        ]

    def find_township(self, name: str) -> list[Place]:
        """Every township of that full name in the country."""
        return [
            Place(county + number, name, "township", county)
            for county in self._counties_by_township.get(name, ())
            for number, other in _townships_of(self._lines[county])
            if other == name
        ]

    @cached_property
    def _lines(self) -> dict[str, str]:
        text = (_DATA / "townships.tsv").read_text(encoding="utf-8")
        return dict(line.split("\t", 1) for line in text.splitlines())

    @cached_property
    def _counties_by_township(self) -> dict[str, list[str]]:
        result: dict[str, list[str]] = {}
        for county, line in self._lines.items():
            for part in line.split("|"):
                result.setdefault(part.lstrip("0123456789"), []).append(county)
        return result


def _townships_of(line: str) -> Iterator[tuple[str, str]]:
    """(last three digits, name): "001甲镇|乙乡|005丙镇" numbers them 001, 002, 005."""
    number = 0
    for part in filter(None, line.split("|")):
        written = part[0].isdigit()
        number = int(part[:3]) if written else number + 1
        yield f"{number:03d}", part[3:] if written else part


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _read(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer, read once a process."""
    former: dict[str, list[str]] = {}
    for row in _read("renames.csv"):
        former.setdefault(row["code"], []).append(row["old"])
    rows = _read("regions.csv")
    codes = {row["code"] for row in rows}
    places: dict[str, Place] = {}
    for row in rows:
        code, level = row["code"], _level(row["code"])
        province, prefecture = code[:2] + "0000", code[:4] + "00"
        # a municipality's districts, and counties that a province governs directly, have no prefecture
        parent = (
            None
            if level == "province"
            else province
            if level == "prefecture" or prefecture not in codes
            else prefecture
        )
        short = tuple(filter(None, row["short"].split("|")))
        places[code] = Place(code, row["name"], level, parent, short, tuple(former.get(code, ())))
    return Gazetteer(places)


_CODE_RE = re.compile(r"\d{6}|\d{9}")
_RANK = {"province": 0, "prefecture": 1, "county": 2}


def lookup(text: str) -> Place:
    """The place that a user means by a name, a short form, a chain of names or a code.

    A name of several levels is the highest (吉林 is the province). NotFound names the nearest; UsageError lists the
    candidates of a name that several places of one level bear.

    >>> lookup("凉山").code, lookup("北京市朝阳区").code, lookup("510000").name
    ('513400', '110105', '四川省')
    """
    wanted = re.sub(r"\s", "", text)
    places = gazetteer()
    if _CODE_RE.fullmatch(wanted):
        place = places.by_code(wanted)
        if place is None:
            raise NotFound("行政区划代码", wanted)
        return place
    found = places.find(wanted) or _find_chain(wanted) or places.find_township(wanted)
    if not found:
        raise NotFound("地区", text, nearest(wanted))
    return _only(text, found)


def _only(text: str, found: list[Place]) -> Place:
    places = gazetteer()
    # a full name counts before a short form, a present one before a former
    for forms in (lambda p: (p.name,), lambda p: p.short, lambda p: p.former):
        exact = [place for place in found if text.strip() in forms(place)]
        if exact:
            found = exact
            break
    highest = min(_RANK.get(place.level, 3) for place in found)
    found = [place for place in found if _RANK.get(place.level, 3) == highest]
    if len(found) > 1:
        names = "、".join(f"{places.full_name(place.code)}（{place.code}）" for place in found[:8])
        more = f"等 {len(found)} 处" if len(found) > 8 else ""
        raise UsageError(f"{text!r} 不止一个，请写全称或代码：{names}{more}")
    return found[0]


def _find_chain(text: str) -> list[Place]:
    """Places named with one or more of those above them (四川凉山盐源, 阳泉市城区)."""
    places = gazetteer()
    for cut in range(len(text) - 1, 1, -1):
        above = places.find(text[:cut])
        rest = text[cut:]
        if not above:
            continue
        below = places.find(rest) or _find_chain(rest) or places.find_township(rest)
        found = [place for place in below if any(places.is_within(place.code, a.code) and place != a for a in above)]
        if found:
            return found
    return []


def nearest(text: str, limit: int = _NEAREST) -> list[str]:
    """Full names that look like `text`, the nearest first; empty if none does."""
    names = [name for place in gazetteer() for name in (place.name, *place.short) if len(name) > 1]
    hits = process.extract(text, names, limit=limit * 4, score_cutoff=_NEAREST_SCORE)
    return list(dict.fromkeys(gazetteer().find(name)[0].name for name, _, _ in hits))[:limit]
