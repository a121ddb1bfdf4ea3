"""Date values -> the calendar and text: ISO 8601 with one modifier, as the annotation guidelines define them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

MODIFIERS = ("early", "mid", "end", "by", "as-of", "circa", "first-half", "second-half")
_VALUE_RE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:/(\d{4}(?:-\d{2}(?:-\d{2})?)?|\.\.))?(?:;([a-z-]+))?")
_OPEN = "../"  # before a date up to which something held
_CIRCA_DAYS = {4: 5 * 365, 7: 31, 10: 7}  # ± by how precise the value is: five years, a month, a week


def _first(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    return date(*[*parts, 1, 1][:3])


def _last(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    return date(parts[0], month, day)


def is_date_value(value: str) -> bool:
    """Is `value` well formed: ISO dates, an interval, at most one known modifier?"""
    match = _VALUE_RE.fullmatch(value.removeprefix(_OPEN) if ";" not in value and value.count("/") == 1 else value)
    if match is None or (match[3] is not None and match[3] not in MODIFIERS):
        return False
    try:
        first = _first(match[1])
        return match[2] in (None, "..") or first <= _last(match[2])
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def date_bounds(value: str) -> tuple[str | None, str | None]:
    """(earliest, latest) ISO day that a Date value allows; None for an open side.

    A year's `early` is its first quarter, `end` its last, `mid` its two middle ones; a month's are its ten-day thirds,
    an interval's its three thirds. `by` leaves the earliest open, `..` the latest; `as-of` is the day itself. `circa`
    widens by five years, a month or a week, by how precise the value is. ValueError names a value that isn't well
    formed.

    >>> date_bounds("2018;end"), date_bounds("2024/.."), date_bounds("2024;by")
    (('2018-10-01', '2018-12-31'), ('2024-01-01', None), (None, '2024-12-31'))
    >>> date_bounds("../2020")
    (None, '2020-12-31')
    """
    if value.startswith(_OPEN) and is_date_value(value):
        return None, _last(value.removeprefix(_OPEN)).isoformat()
    match = _VALUE_RE.fullmatch(value)
    if match is None or not is_date_value(value):
        raise ValueError(f"not a Date value: {value!r}")
    start, stop, modifier = match[1], match[2], match[3]
    if stop == "..":
        return _first(start).isoformat(), None
    first, last = _first(start), _last(stop or start)
    if modifier == "by":
        return None, last.isoformat()
    if modifier == "circa":
        margin = timedelta(days=_CIRCA_DAYS[len(start)])
        return (first - margin).isoformat(), (last + margin).isoformat()
    if modifier in ("early", "mid", "end", "first-half", "second-half"):
        first, last = _part(first, last, modifier, precision=len(start) if stop is None else 0)
    return first.isoformat(), last.isoformat()


def _part(first: date, last: date, modifier: str, *, precision: int) -> tuple[date, date]:
    year = first.year
    if precision == 4:
        months = {"early": (1, 3), "mid": (4, 9), "end": (10, 12), "first-half": (1, 6), "second-half": (7, 12)}[
            modifier
        ]
        return date(year, months[0], 1), _last(f"{year:04d}-{months[1]:02d}")
    if precision == 7 and modifier in ("early", "mid", "end"):
        days = {"early": (1, 10), "mid": (11, 20), "end": (21, last.day)}[modifier]
        return first.replace(day=days[0]), first.replace(day=days[1])
    length = (last - first).days + 1
    cuts = {"early": (0, 3, 1), "mid": (1, 3, 2), "end": (2, 3, 3), "first-half": (0, 2, 1), "second-half": (1, 2, 2)}[
        modifier
    ]
    begin = first + timedelta(days=length * cuts[0] // cuts[1])
    return begin, max(begin, first + timedelta(days=length * cuts[2] // cuts[1] - 1))


_LABELS = {"early": "初", "mid": "中", "end": "底", "first-half": "上半年", "second-half": "下半年"}


def _label(value: str) -> str:
    parts = value.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def format_date(value: str) -> str:
    """A Date value as a reader of Chinese expects it; `parse_date` gives the value back.

    >>> format_date("2018;end"), format_date("2021/2025"), format_date("2024;by"), format_date("2012/..")
    ('2018年底', '2021年至2025年', '到2024年', '2012年以来')
    """
    base, _, modifier = value.partition(";")
    start, _, stop = base.partition("/")
    if stop == "..":
        return f"{_label(start)}以来"
    if start == "..":
        return f"{_label(stop)}以前"
    text = f"{_label(start)}至{_label(stop)}" if stop else _label(start)
    if modifier in _LABELS:
        if len(start) == 7 and not stop:
            return text + {"early": "上旬", "mid": "中旬", "end": "下旬"}.get(modifier, _LABELS[modifier])
        return text + ("年中" if modifier == "mid" and len(start) == 4 else _LABELS[modifier])
    return {"by": f"到{text}", "as-of": f"截至{text}", "circa": f"{text}前后"}.get(modifier, text)


def years(value: str) -> Iterator[int]:
    """The calendar years that a Date value touches, for facets; of an open interval the first only."""
    earliest, latest = date_bounds(value)
    if earliest is None or latest is None:
        yield int((earliest or latest or "0")[:4])
    else:
        yield from range(int(earliest[:4]), int(latest[:4]) + 1)
