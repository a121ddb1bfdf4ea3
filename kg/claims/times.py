"""When a figure holds: as its text says, else about when its document was issued."""

from __future__ import annotations

from kg.claims.model import Statement
from kg.values import date_bounds, format_date


def year_of(statement: Statement) -> str | None:
    """The year of the document, where a figure without a time of its own belongs."""
    return None if statement.issued is None else statement.issued[:4]


def are_at_one_time(first: Statement, second: Statement) -> bool:
    """Are two figures of one time, as far as the documents tell?

    Times that are stated must be the same; a stated one and a document's year must overlap; two documents must be of
    one year, unless one is not dated: then nothing speaks for two times.
    """
    if first.time is not None and second.time is not None:
        return first.time == second.time
    if first.time is None and second.time is None:
        years = {year_of(first), year_of(second)}
        return len(years) == 1 or None in years
    stated, other = (first, second) if first.time is not None else (second, first)
    year = year_of(other)
    if year is None or stated.time is None:
        return True
    earliest, latest = date_bounds(stated.time)
    return not ((earliest is not None and str(earliest)[:4] > year) or (latest is not None and str(latest)[:4] < year))


def told(statement: Statement) -> str:
    """The time for a reason: 2021年底, 2022年的文档, 时间未注明."""
    if statement.time is not None:
        return format_date(statement.time)
    year = year_of(statement)
    return "时间未注明" if year is None else f"{year}年的文档"


def order(statement: Statement) -> str:
    """Sorts statements in time; those without any last."""
    if statement.time is not None:
        earliest, latest = date_bounds(statement.time)
        return str(latest or earliest)
    return statement.issued or "9999"
