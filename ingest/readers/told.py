"""What containers and pages write about a document, in the forms that TOLD asks for."""

from __future__ import annotations

import re
from datetime import date

_DAY_RE = re.compile(
    r"(?P<year>[12]\d{3})\s*[-年/.．]\s*(?P<month>\d{1,2})(?:\s*[-月/.．]\s*(?P<day>\d{1,2})?\s*日?)?(?!\d)"
    r"|(?P<y>[12]\d{3})(?P<m>\d{2})(?P<d>\d{2})(?!\d)|(?P<only>[12]\d{3})\s*年?$"
)


def iso_date(text: str) -> str | None:
    """The date at the beginning of `text`, as precise as it is written; None if there is none.

    >>> iso_date("2020年3月5日 10:20"), iso_date("2020/03"), iso_date("20200305"), iso_date("2020年"), iso_date("昨天")
    ('2020-03-05', '2020-03', '2020-03-05', '2020', None)
    """
    match = _DAY_RE.match(text.strip())
    if match is None:
        return None
    year, month, day = (match[a] or match[b] for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
    if year is None:
        return match["only"]
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]
