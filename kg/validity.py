"""Whether the documents of a release are in force: what the others, the page and the text itself say of each.

A document that says it repeals, replaces or amends another is held against every document held, by 文号 or by title.
What is found does not depend on the day; `state_of` asks for one. Where nothing tells, there is no state.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from kg.names import name_key
from kg.regions import gazetteer
from kg.versions.editions import title_stem

Row = dict[str, Any]

# what is worse comes first
STATES = ("repealed", "replaced", "expired", "amended", "pending", "in-force")
_OF_ACT = {"repeals": "repealed", "replaces": "replaced", "amends": "amended"}
_DRAFT_RE = re.compile(r"征求意见稿|草案|送审稿|讨论稿|审议稿")
_ABOUT = "关于"
_UNIT_RE = re.compile(r"[\u3400-\u9fff]{1,12}?[省市州县区盟旗]")
_LONGEST_PLACE = 14


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document is in a state: `rule` "act" (another's words), "version" (a later edition), "page" (its own page
    says so), "term" (its own text says so).

    `document` is the other's id, `act` the index of its act there; `day` is from when, None where nothing tells.
    """

    state: str
    rule: str
    document: str | None = None
    act: int | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """An act of one document on one that is held: `act` is the index among its acts."""

    document: str
    act: int
    kind: str
    target: str
    day: str | None


def with_validity(rows: Sequence[Row]) -> list[Row]:
    """The manifest's rows with `validity_reasons`, and `acts_on`: [index of an act, id of the document it is on]."""
    by_actor: dict[str, list[Effect]] = defaultdict(list)
    by_target: dict[str, list[Effect]] = defaultdict(list)
    for effect in effects(rows):
        by_actor[effect.document].append(effect)
        by_target[effect.target].append(effect)
    return [
        row
        | {
            "validity_reasons": [asdict(reason) for reason in _reasons(row, by_target[row["id"]])],
            "acts_on": [[effect.act, effect.target] for effect in by_actor[row["id"]]],
        }
        for row in rows
    ]


def state_of(row: Mapping[str, Any], today: str) -> tuple[str | None, Reason | None]:
    """The state of a document on an ISO day, and why; (None, None) where nothing tells.

    A text that is in force from a day on counts as in force unless something speaks against it.
    """
    found = [Reason(**reason) for reason in row.get("validity_reasons", ())]
    found = [reason for reason in found if reason.day is None or reason.day <= today]
    effective = row.get("effective")
    if effective is not None:
        found.append(Reason("pending" if effective > today else "in-force", "term", day=effective))
    if not found:
        return None, None
    worst = min(found, key=lambda reason: STATES.index(reason.state))
    return worst.state, worst


def effects(rows: Sequence[Row]) -> Iterator[Effect]:
    """Each act of each document on each document held that it means."""
    index = _Index(rows)
    for row in rows:
        if _DRAFT_RE.search(row["title"] or ""):
            continue
        for number, act in enumerate(row.get("acts", ())):
            for target in index.find(row, act):
                yield Effect(row["id"], number, act["kind"], target["id"], _day(row))


def _reasons(row: Row, on_it: Iterable[Effect]) -> Iterator[Reason]:
    for effect in on_it:
        if effect.kind in _OF_ACT:
            yield Reason(_OF_ACT[effect.kind], "act", effect.document, effect.act, effect.day)
    for later in row.get("replaced_by", ()):
        yield Reason("replaced", "version", later)
    if row.get("validity") is not None:
        yield Reason(row["validity"], "page")
    if row.get("expires") is not None:
        yield Reason("expired", "term", day=_after(row["expires"]))


def _after(day: str) -> str:
    """The first day after an ISO date, which may be a month or a year; that day itself the text is still in force."""
    year, month, last = int(day[:4]), int(day[5:7] or 12), int(day[8:10] or 31)
    last = min(last, monthrange(year, month)[1])
    return (date(year, month, last) + timedelta(days=1)).isoformat()


def _day(row: Row) -> str | None:
    """From when a document's words hold."""
    return row.get("effective") or row["issued"] or row.get("published")


def _made(row: Row) -> str | None:
    return max((day for day in (row["issued"], row.get("revised"), row.get("adopted")) if day), default=None)


class _Index:
    """Documents by their numbers and by the stems of their titles."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_number: dict[str, list[Row]] = defaultdict(list)
        self._by_stem: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            for number in row.get("numbers", ()):
                self._by_number[number].append(row)
            for key in dict.fromkeys(_stems(row["title"] or "")):
                self._by_stem[key].append(row)

    def find(self, actor: Row, act: Mapping[str, Any]) -> list[Row]:
        """The documents that an act means. A number decides; a title only among bodies that may be meant by it."""
        numbered = self._by_number.get(act["number"], []) if act["number"] else []
        titled = [row for key in _stems(act["title"] or "")[:1] for row in self._by_stem.get(key, ())]
        if not titled and act["title"]:
            titled = [row for key in _stems(act["title"])[1:] for row in self._by_stem.get(key, ())]
        if numbered:
            titled = [row for row in numbered if row in titled] or ([] if act["title"] and titled else numbered)
        else:
            titled = [row for row in titled if _may_mean(actor, act["title"], row)]
        return [row for row in titled if row["id"] != actor["id"] and _is_in_time(actor, act["kind"], row)]


def _stems(title: str) -> list[str]:
    """The stem of a title, and without the body that it begins with: 甲市人民政府关于… is 关于… too."""
    stem = title_stem(title)
    at = stem.find(_ABOUT)
    return [stem, stem[at:]] if at > 0 else [stem] if stem else []


def _may_mean(actor: Row, title: str, row: Row) -> bool:
    """May a title that bodies of several places could give mean the document?

    It does if it names its place, or if both come from one body, from one region or from the state.
    """
    stem = title_stem(title)
    if _names_place(stem):
        return True
    own, other = ({name_key(name) for name in each.get("issuers", ())} for each in (actor, row))
    if own & other or set(actor["regions"]) & set(row["regions"]):
        return True
    unit = _UNIT_RE.match(stem)
    if unit is not None and any(key.startswith(unit[0]) for key in other):
        return True
    return row.get("level") == "state" and (actor.get("level") == "state" or _is_law(title))


def _is_law(title: str) -> bool:
    return title.startswith("中华人民共和国") or re.search(r"^(?:国务院|最高人民|全国|中共中央)", title) is not None


def _names_place(stem: str) -> bool:
    names = (stem[:length] for length in range(2, min(len(stem), _LONGEST_PLACE) + 1))
    return any(place.name == name for name in names for place in gazetteer().find(name))


def _is_in_time(actor: Row, kind: str, row: Row) -> bool:
    """Was the document there before the words about it? What carries another out may be older than its last edition."""
    if kind == "implements":
        return True
    made, day = _made(row), actor["issued"] if kind == "amends" else _day(actor)
    if made is None or day is None:
        return kind == "repeals"  # one text of a name, without dates, may be the same edition
    return made < day
