"""Ranges of time: 2021年到2023年, 1—9月, 2020年1月12日至15日."""

from __future__ import annotations

import re

from kg.date_patterns import DAY, MONTH_RANGE_RE, NEXT_PART_RE, POINT_RE, RANGE_RE, YEAR_RANGE_RE
from kg.date_points import (
    Point,
    context_year,
    iso,
    modifier_of,
    number,
    read_point,
    relative_year,
    year_number,
    year_of_month,
)


def year_range(text: str, match: re.Match[str]) -> tuple[int, int, Point] | None:
    """2021年到2023年, 2020—2022年: the regex of points finds the second year first."""
    ranged = YEAR_RANGE_RE.match(text, match.start())
    if ranged is None:
        for back in range(4, 9):
            ranged = YEAR_RANGE_RE.match(text, max(0, match.start() - back))
            if ranged is not None and ranged.end() >= match.end() - 2:
                break
            ranged = None
    if (
        ranged is None
        or year_number(ranged[1]) >= year_number(ranged[2])
        or re.match(r"\d", text[ranged.end() : ranged.end() + 1])
    ):
        return None
    return ranged.start(), ranged.end(), Point(str(year_number(ranged[1])), str(year_number(ranged[2])))


def month_range(text: str, match: re.Match[str], issued: str | None, near: str | None) -> tuple[int, int, Point] | None:
    """2021年1—9月, 1至9月."""
    if match["year"] or match["relative"]:
        relative = match["relative"]
        year = relative_year(relative, issued, near) if relative else year_number(match["year"])
        if year is None:
            return None
        stop = match.end("year") + 1 if match["year"] else match.end("relative")
        ranged = MONTH_RANGE_RE.match(text, stop)
        start = match.start()
    elif match["bare"]:
        year = context_year(near) or year_of_month(match, issued)
        ranged = next(
            (
                r
                for back in (3, 2, 5, 4, 6)
                if (r := MONTH_RANGE_RE.match(text, max(0, match.start() - back))) and r.end() > match.start()
            ),
            None,
        )
        ranged = ranged or MONTH_RANGE_RE.match(text, match.start())
        start = ranged.start() if ranged is not None else 0
        if ranged is not None and near is None and year is not None:
            year -= _is_closed(ranged, issued)
    else:
        return None
    if (
        ranged is None
        or year is None
        or number(ranged[1]) >= number(ranged[2])
        or re.match(DAY + "日", text[ranged.end() : ranged.end() + 3])
    ):
        return None
    return start, ranged.end(), Point(f"{year}-{number(ranged[1]):02d}", f"{year}-{number(ranged[2]):02d}")


def _is_closed(ranged: re.Match[str], issued: str | None) -> bool:
    """1至10月 in a document of January are those of the year before."""
    month = int(issued[5:7]) if issued is not None and len(issued) >= 7 else 12
    return month <= 3 and number(ranged[1]) == 1 and number(ranged[2]) > month


def continued(text: str, end: int, point: Point, issued: str | None) -> tuple[int, Point]:
    """The second half of a range: 2020年1月12日至15日, 2020年1月至2021年3月."""
    if point.stop is not None or point.modifier is not None:
        return end, point
    joint = RANGE_RE.match(text, end)
    if joint is None:
        return end, point
    other = POINT_RE.match(text, joint.end())
    if other is not None and (other["year"] or other["relative"] or other["iso"]):
        second = read_point(other, issued, point.start)
        if second is not None and second.stop is None and second.start > point.start and not modifier_of(other):
            return other.end(), Point(point.start, second.start)
    part = NEXT_PART_RE.match(text, joint.end())
    if part is None or not part[0] or len(point.start) < 7 or (len(point.start) == 7) != (part["day"] is None):
        return end, point
    stop = iso(int(point.start[:4]), part["month"] or point.start[5:7], part["day"])
    return (part.end(), Point(point.start, stop)) if stop is not None and stop > point.start else (end, point)
