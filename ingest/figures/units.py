"""Units that the number itself does not have: shared with the next, or the noun that is counted."""

from __future__ import annotations

import re

from ingest.figures.measure_words import alternatives
from kg.values import FoundQuantity, Quantity

DIRECT_RE = re.compile(alternatives("counted"))


def joined_ranges(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """五百元以上五千元以下 is one quantity with two ends, as statutes word it."""
    result: list[FoundQuantity] = []
    for item in found:
        last = result[-1] if result else None
        if (
            last is not None and last.end == item.start and last.quantity.unit == item.quantity.unit
            and (last.quantity.approx, item.quantity.approx) == ("more", "less")
            and item.quantity.value > last.quantity.value
        ):  # fmt: skip
            quantity = Quantity(last.quantity.value, item.quantity.value, item.quantity.unit, None)
            result[-1] = FoundQuantity(last.start, item.end, (last.numeral[0], item.numeral[1]), quantity, item.written)
        else:
            result.append(item)
    return result


_OWN_UNIT_RE = re.compile(r"(?:农|住|牧|商|渔|贫困|脱贫|困难)户")


_CAMERAS_RE = re.compile(r"(?:探头|视频|监控|摄像[头机])$")  # 新增探头2.1万路


def own_units(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """5.6万农户: the noun is its own measure."""
    return [_with_unit(item, unit) if (unit := _own_unit(text, item)) else item for item in found]


_OR_UNIT_RE = re.compile(r"[(（]([只个次家户所间台套处条件名人头])[)）]")  # 41万头(只)


def _with_unit(item: FoundQuantity, unit: str) -> FoundQuantity:
    if unit.endswith(")"):
        return item._replace(quantity=item.quantity._replace(unit=unit), end=item.end + 3)
    return item._replace(quantity=item.quantity._replace(unit=unit), end=item.end + (unit == "路"))


def _own_unit(text: str, item: FoundQuantity) -> str | None:
    if item.quantity.unit is not None and text[item.end : item.end + 1] in ("(", "（"):
        other = _OR_UNIT_RE.match(text, item.end)
        return f"{item.quantity.unit}({other[1]})" if other is not None else None
    if item.quantity.unit is not None or item.quantity.value <= 1:
        return None
    if _OWN_UNIT_RE.match(text, item.end):
        return "户"
    return (
        "路"
        if text.startswith("路", item.end) and _CAMERAS_RE.search(text[max(0, item.start - 6) : item.start])
        else None
    )


_LISTED_RE = re.compile(r"[、和,，]")


def shared_units(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """提高1.2个和2.4个百分点: the first is of points too."""
    result = list(found)
    for index in range(len(found) - 2, -1, -1):
        item, following = result[index], result[index + 1]
        if (
            following.quantity.unit == "个百分点" and item.quantity.unit in ("个", None)
            and _LISTED_RE.fullmatch(text[item.end : following.start])
        ):  # fmt: skip
            result[index] = item._replace(quantity=item.quantity._replace(unit="个百分点"))
    return result


def direct_noun(text: str, found: FoundQuantity) -> str | None:
    """The noun that is counted without a word of measure: 3县; None if there is one, or no such noun."""
    if found.quantity.unit is not None or "/" in text[slice(*found.numeral)] or found.written == "words":
        return None
    match = DIRECT_RE.match(text, found.end)
    return match[0] if match else None


def with_direct_unit(found: FoundQuantity) -> FoundQuantity:
    """3县 counts 个."""
    return found._replace(quantity=found.quantity._replace(unit="个"))
