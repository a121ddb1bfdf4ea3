"""The styles of a Word file, as far as its text depends on them: role, numbering, hidden text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ingest.readers.word.elements import Element, attribute, children, find, number, toggle, value

_BODY_LEVEL = 9  # ECMA-376 part 1, 17.3.1.20: no level of the outline
# names of built-in styles in English (as files have them) and Chinese; in lower case
_ROLES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:title|标题)$"), "title"),
    (re.compile(r"(?:heading|标题) ?[1-9]$"), "heading"),
    (re.compile(r"(?:subtitle|副标题)$"), "heading"),
    (re.compile(r"(?:caption|题注)$"), "caption"),
    (re.compile(r"(?:toc (?:[1-9]|heading)|目录 ?[1-9]|toc 标题|table of figures|图表目录)$"), "navigation"),
)
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it is written; None where it leaves the matter to the style that it is based on."""

    name: str
    based_on: str | None
    level: int | None
    list_id: str | None
    list_level: int | None
    is_hidden: bool | None


class Styles:
    """The styles by their ids. A style without an entry says nothing; one based on itself ends there."""

    def __init__(self, root: Element | None) -> None:
        rows = [] if root is None else list(children(root, "w:style"))
        self._styles = {attribute(row, "w:styleId") or "": _style(row) for row in rows}
        defaults = (row for row in rows if attribute(row, "w:type") == "paragraph" and _is_default(row))
        self._default = next((attribute(row, "w:styleId") for row in defaults), None)

    def role(self, style: str | None, level: int | None) -> str:
        """The role of a paragraph of this style; `level` is that of the outline that it has itself."""
        named = self._first(style, lambda row: _role(row.name)) or "body"
        if level is None:
            level = self._first(style, lambda row: row.level)
        if level is None or named in ("title", "caption", "navigation"):
            return named
        return "heading" if 0 <= level < _BODY_LEVEL else "body"

    def list_id(self, style: str | None) -> str | None:
        """The w:numId that the style gives its paragraphs."""
        return self._first(style, lambda row: row.list_id)

    def list_level(self, style: str | None) -> int | None:
        return self._first(style, lambda row: row.list_level)

    def is_hidden(self, style: str | None) -> bool:
        """Whether text of this style is hidden."""
        return self._first(style, lambda row: row.is_hidden) or False

    def _first(self, style: str | None, ask: Callable[[Style], _Found | None]) -> _Found | None:
        """What the style says, or the nearest one that it is based on."""
        return next((answer for row in self._chain(style) if (answer := ask(row)) is not None), None)

    def _chain(self, style: str | None) -> Iterator[Style]:
        seen: set[str] = set()
        at = style if style is not None else self._default
        while at is not None and at not in seen and at in self._styles:
            seen.add(at)
            yield self._styles[at]
            at = self._styles[at].based_on


def _style(row: Element) -> Style:
    paragraph = find(row, "w:pPr")
    return Style(
        (value(row, "w:name") or "").strip().lower(),
        value(row, "w:basedOn"),
        number(paragraph, "w:outlineLvl"),
        value(paragraph, "w:numPr", "w:numId"),
        number(paragraph, "w:numPr", "w:ilvl"),
        toggle(row, "w:rPr", "w:vanish"),
    )


def _role(name: str) -> str | None:
    return next((role for pattern, role in _ROLES if pattern.match(name)), None)


def _is_default(row: Element) -> bool:
    return (attribute(row, "w:default") or "").lower() in ("1", "true", "on")
