"""csv: one row a figure, UTF-8 with a byte order mark so that spreadsheets read it as such (RFC 4180)."""

from __future__ import annotations

import csv
import io

from kg.compare import Comparison
from kg.export.rows import HEADER, Value, rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(comparison: Comparison) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([_plain(value) for value in row] for row in rows(comparison))
    return ("\ufeff" + out.getvalue()).encode()


def _plain(value: Value) -> Value:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
