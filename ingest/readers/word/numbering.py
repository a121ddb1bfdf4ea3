"""The numbers that Word puts in front of paragraphs (第三条, （二）, 1.2): ECMA-376 part 1, 17.9.

The file holds only which list and level a paragraph belongs to; the number is counted here as Word counts it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.readers.word.elements import Element, attribute, children, find, number, toggle, value, whole
from ingest.readers.word.numerals import numeral
from ingest.readers.word.styles import Styles

_LEVELS = 9
_PLACE_RE = re.compile("%([1-9])")
_OPEN_END_RE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]$")  # behind 第三条 or 1.2 there is a gap, behind 一、 none


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `restart` is the level (from 1) after which it begins anew, 0 never, None any above."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    is_digits: bool = False
    has_gap: bool = True


@dataclass
class _List:
    """Lists that are counted together (one w:abstractNum): what each level stands at."""

    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists of a file, as far as they have been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        rows = [] if root is None else list(children(root, "w:abstractNum"))
        self._abstract = {attribute(row, "w:abstractNumId"): row for row in rows}
        nums = [] if root is None else list(children(root, "w:num"))
        self._nums = {attribute(row, "w:numId"): row for row in nums}
        self._levels: dict[str, list[Level]] = {}
        self._lists: dict[str | None, _List] = {}
        self._begun: set[str] = set()

    def number_of(self, properties: Element | None, style: str | None) -> str | None:
        """The number in front of the next paragraph, counted; None if it has none or only a bullet.

        `properties` are its w:pPr; what they do not say its style does.
        """
        own = find(properties, "w:numPr")
        list_id = value(own, "w:numId") or self._styles.list_id(style)
        if list_id is None or list_id not in self._nums or list_id == "0":
            return None
        index = number(own, "w:ilvl")
        if index is None:
            index = self._level_of(list_id, style)
        if not 0 <= index < _LEVELS:
            return None
        levels = self._levels_of(list_id)
        counts = self._counted(list_id, index, levels)
        level = levels[index]
        if level.form == "bullet" or not level.text:
            return None
        text = _PLACE_RE.sub(lambda match: _shown(counts, levels, int(match[1]) - 1, level.is_digits), level.text)
        return text + " " if level.has_gap and _OPEN_END_RE.search(text) else text or None

    def _level_of(self, list_id: str, style: str | None) -> int:
        """The level of a paragraph whose style names the list: as the style says, or as the list names the style."""
        given = self._styles.list_level(style)
        if given is not None:
            return given
        abstract = self._abstract.get(value(self._nums[list_id], "w:abstractNumId"))
        rows = [] if abstract is None or style is None else list(children(abstract, "w:lvl"))
        linked = (whole(attribute(row, "w:ilvl")) for row in rows if value(row, "w:pStyle") == style)
        return next((index for index in linked if index is not None), 0)

    def _counted(self, list_id: str, index: int, levels: list[Level]) -> list[int | None]:
        """Count one more on the level; those below begin anew, those above have begun."""
        counts = self._lists.setdefault(value(self._nums[list_id], "w:abstractNumId"), _List()).counts
        if list_id not in self._begun:
            self._begun.add(list_id)
            for override in children(self._nums[list_id], "w:lvlOverride"):
                at = whole(attribute(override, "w:ilvl"))
                if at is not None and 0 <= at < _LEVELS and find(override, "w:startOverride") is not None:
                    counts[at] = None
        for above in range(index):
            if counts[above] is None:
                counts[above] = levels[above].start
        current = counts[index]
        counts[index] = levels[index].start if current is None else current + 1
        for below in range(index + 1, _LEVELS):
            restart = levels[below].restart
            if restart is None or index < restart:
                counts[below] = None
        return counts

    def _levels_of(self, list_id: str) -> list[Level]:
        if list_id not in self._levels:
            num = self._nums[list_id]
            levels = _levels(self._definition(value(num, "w:abstractNumId")))
            for override in children(num, "w:lvlOverride"):
                at = whole(attribute(override, "w:ilvl"))
                if at is None or not 0 <= at < _LEVELS:
                    continue
                if (whole_level := find(override, "w:lvl")) is not None:
                    levels[at] = _level(whole_level)
                if (start := number(override, "w:startOverride")) is not None:
                    levels[at] = replace(levels[at], start=start)
            self._levels[list_id] = levels
        return self._levels[list_id]

    def _definition(self, abstract_id: str | None) -> Element | None:
        """The list's definition; one that is a link leads to that of the style of lists it names."""
        row = self._abstract.get(abstract_id)
        link = value(row, "w:numStyleLink")
        if link is None:
            return row
        linked = (other for other in self._abstract.values() if value(other, "w:styleLink") == link)
        return next(linked, row)


def _levels(definition: Element | None) -> list[Level]:
    levels = [Level() for _ in range(_LEVELS)]
    for row in [] if definition is None else children(definition, "w:lvl"):
        at = whole(attribute(row, "w:ilvl"))
        if at is not None and 0 <= at < _LEVELS:
            levels[at] = _level(row)
    return levels


def _level(row: Element) -> Level:
    start = number(row, "w:start")
    return Level(
        _form(row),
        value(row, "w:lvlText") or "",
        0 if start is None else start,
        number(row, "w:lvlRestart"),
        toggle(row, "w:isLgl") or False,
        value(row, "w:suff") != "nothing",
    )


def _form(row: Element) -> str:
    """The format; a newer one stands in a choice, with an older one to fall back to."""
    found = value(row, "w:numFmt") or value(row, "mc:AlternateContent", "mc:Choice", "w:numFmt")
    return found or "decimal"


def _shown(counts: list[int | None], levels: list[Level], index: int, is_digits: bool) -> str:
    count = counts[index]
    if count is None:
        count = levels[index].start
    return numeral(count, "decimal" if is_digits and levels[index].form != "none" else levels[index].form)
