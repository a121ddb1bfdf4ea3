"""Do two stated values agree? Each stands for an interval: what the wording leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.claims.model import AGREEING, CONFLICTING, ROUNDING, Statement
from kg.values import MULTIPLIERS, find_quantities, format_metric_value

_ABOUT = 0.05  # 约, 左右: within a twentieth
_BOUND = 1.5  # 余, 以上, 不足: within half as much again; what is further off says nothing of the other
_EQUAL = 1e-9
_NUMERAL_RE = re.compile(rf"(\d[\d,，]*)(?:\.(\d+))?({'|'.join(MULTIPLIERS)})?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as it is worded: `step` is the last place written (100 in 4.54万, 0.1 in 83.1%)."""

    value: float
    high: float
    approx: str | None
    step: float

    @property
    def interval(self) -> tuple[float, float]:
        """The values that the wording allows, both ends included; texts round, and as often cut off.

        >>> Reading(45400, 45400, None, 100).interval
        (45350.0, 45499.9)
        """
        low, high = self.value, self.high
        if self.approx == "more":
            return low, high * _BOUND
        if self.approx == "less":
            return low / _BOUND, high
        slack = max(self.step / 2, _ABOUT * abs(high)) if self.approx == "about" else self.step / 2
        return low - slack, high + max(slack, self.step * 0.999)


@lru_cache(maxsize=1 << 14)
def reading(statement: Statement) -> Reading:
    """The value of a statement with the precision of its wording; a fraction of one as per cent."""
    value, high, step = statement.value, statement.value_max, _step(statement)
    if statement.unit is None and 0 < value <= 1:
        return Reading(value * 100, (high or value) * 100, statement.approx, 1.0)
    return Reading(value, value if high is None else high, statement.approx, step)


@lru_cache(maxsize=1 << 14)
def numeral_of(statement: Statement) -> tuple[int, int] | None:
    """The place of the number in its wording; None if the wording has it in a form of its own."""
    for found in find_quantities(statement.wording):
        if found.quantity.value == statement.value and found.quantity.unit == statement.unit:
            return found.numeral
    return None


def _step(statement: Statement) -> float:
    place = numeral_of(statement)
    if place is None:
        return _trailing(statement.value)
    return _written_step(statement.wording[place[0] : place[1] + 2], statement.value)


def _written_step(written: str, value: float) -> float:
    """The last place of a number in digits; of one in characters its trailing zeros."""
    match = _NUMERAL_RE.search(written)
    if match is None:
        return _trailing(value)
    times = MULTIPLIERS.get(match[3] or "", 1)
    return float(Decimal(times).scaleb(-len(match[2] or "")))


def _trailing(value: float) -> float:
    """1000 for 13000, 0.1 for 83.1.

    >>> _trailing(13000), _trailing(83.1), _trailing(45447)
    (1000.0, 0.1, 1.0)
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(Decimal(1).scaleb(int(exponent)))


def agreement(first: Reading, second: Reading) -> str | None:
    """AGREEING, ROUNDING or CONFLICTING; None where a bound says nothing of the other value. Symmetric.

    >>> agreement(Reading(45400, 45400, None, 100), Reading(45447, 45447, None, 1))
    'rounding'
    """
    if (first.value, first.high, first.approx) == (second.value, second.high, second.approx):
        return AGREEING
    (a, b), (c, d) = first.interval, second.interval
    if a <= d + _EQUAL and c <= b + _EQUAL:
        return ROUNDING if _may_differ(first, second) else CONFLICTING
    fits = {first.approx, second.approx} & {"more", "less"}
    return None if fits and _is_beyond_bound(first, second) else CONFLICTING


def _may_differ(first: Reading, second: Reading) -> bool:
    """May two values that overlap be one? Not two exact ones of one precision: 83.1 and 83.2."""
    if first.approx is None and second.approx is None and first.value == first.high and second.value == second.high:
        return first.step != second.step or first.value == second.value
    return True


def _is_beyond_bound(first: Reading, second: Reading) -> bool:
    """Does a bound hold, only far from the other value? 1000余家 and 1850家."""
    for one, other in ((first, second), (second, first)):
        if one.approx == "more" and other.value >= one.value:
            return True
        if one.approx == "less" and other.high <= one.high:
            return True
    return False


def is_distinctive(one: Reading) -> bool:
    """Is a number so particular that the same one for a like subject is no chance?

    >>> is_distinctive(Reading(3101, 3101, None, 1)), is_distinctive(Reading(20, 20, None, 1))
    (True, False)
    """
    digits = Decimal(repr(float(one.value))).normalize().as_tuple().digits
    return len(digits) >= 3 or (len(digits) == 2 and one.value >= 1000)


def shown(statement: Statement) -> str:
    """The value as reasons and pages show it."""
    return format_metric_value(statement.value, statement.value_max, statement.unit, statement.approx)
