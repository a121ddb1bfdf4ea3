"""Values <-> text: numbers with their units and dates, from one place for those who only show or compare them."""

from __future__ import annotations

from kg.date_values import date_bounds, format_date, is_date_value
from kg.dates import find_dates, parse_date
from kg.numerals import MULTIPLIERS, parse_number
from kg.quantities import FoundQuantity, Quantity, find_quantities, parse_quantity, units
from kg.quantity_words import WORDINGS, format_metric_value, format_number, format_quantity

__all__ = [
    "MULTIPLIERS", "WORDINGS", "FoundQuantity", "Quantity", "date_bounds", "find_dates", "find_quantities",
    "format_date", "format_metric_value", "format_number", "format_quantity", "is_date_value", "parse_date",
    "parse_number", "parse_quantity", "units",
]  # fmt: skip
