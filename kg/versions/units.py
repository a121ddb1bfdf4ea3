"""What is compared: a document as a row of headings, clauses and the lines between them, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Document
from kg.text.folding import fold

_NUMERAL = "[零〇一二三四五六七八九十百千0-9]+"
# 第三条之一 · 第二章 · （四） · 十二、 · 3．; a number at the start that counts something (2018.5) is none
_LABEL_RE = re.compile(
    rf"第{_NUMERAL}[编章节条款项](?:之{_NUMERAL})?|[（(]{_NUMERAL}[)）]|{_NUMERAL}、|[0-9]{{1,3}}[.．](?![0-9])"
)
_ARTICLE_RE = re.compile(rf"第{_NUMERAL}条")
_BLANK_RE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, a clause (`number` from 1) or a line that is neither (`kind` "other"), without blanks at its ends.

    `text` is `label`, its own number ("第三条", else ""), and `body`; `key` is the form in which two bodies are equal,
    whatever their widths, quotes and blanks; `article` is the 第…条 that a paragraph or item without one stands under.
    """

    kind: str
    number: int
    label: str
    body: str
    key: str
    article: str = ""

    @property
    def text(self) -> str:
        return self.label + self.body


def units_of(document: Document) -> tuple[Unit, ...]:
    """Every line of the text that is not blank, in order."""
    units = (unit for kind, number, text in _stretches(document) for unit in _units(kind, number, text))
    return tuple(_under_articles(units))


def _under_articles(units: Iterator[Unit]) -> Iterator[Unit]:
    article = ""
    for unit in units:
        found = _ARTICLE_RE.match(unit.label)
        if found or unit.kind == "heading":
            article = found[0] if found else ""
            yield unit
        else:
            yield replace(unit, article=article)


def _stretches(document: Document) -> Iterator[tuple[str, int, str]]:
    known = [("heading", 0, h.start, h.end) for h in document.headings]
    known += [("clause", c.number, c.start, c.end) for c in document.clauses]
    position = 0
    for kind, number, start, end in sorted(known, key=lambda found: found[2]):
        yield "other", 0, document.text[position:start]
        yield kind, number, document.text[start:end]
        position = end
    yield "other", 0, document.text[position:]


def _units(kind: str, number: int, text: str) -> Iterator[Unit]:
    for line in text.splitlines() if kind == "other" else (text,):
        if stripped := line.strip():
            yield unit(kind, number, stripped)


def unit(kind: str, number: int, text: str) -> Unit:
    """The unit of a stretch of text.

    >>> unit("clause", 3, "第三条　本办法所称议事，……").body
    '本办法所称议事，……'
    """
    match = _LABEL_RE.match(text)
    end = 0 if match is None else match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    label, body = text[:end], text[end:]
    return Unit(kind, number, label, body, _BLANK_RE.sub("", fold(body or label)))
