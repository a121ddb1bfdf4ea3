"""Passages, the unit of search: clauses cut at the ends of sentences.

Headings and what stands in no clause are passages too (clause 0), so that every word of a text lies in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Document

SIZE = 300
# A sentence ends after its closing quotes and brackets; a line break ends one too.
_SENTENCE_RE = re.compile(r"(?:[。！？!?；;]+[”’」』）)》\]]*|\n)\s*")
_PAUSE_RE = re.compile(r"[，,、：:]\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """`clause` is the number of the clause it is cut from, 0 for a heading, the title or what is in no clause."""

    clause: int
    start: int
    end: int


def _ends(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[int]:
    """Where pieces may end, the last at `end`."""
    ends = [match.end() for match in pattern.finditer(text, start, end)]
    return ends if ends and ends[-1] == end else [*ends, end]


def _pack(ends: list[int], start: int, size: int) -> Iterator[tuple[int, int]]:
    """Join neighbouring pieces as long as they stay within `size`."""
    last = start
    for end in ends:
        if end - start > size and last > start:
            yield start, last
            start = last
        last = end
    if last > start:
        yield start, last


def cut(text: str, start: int, end: int, *, size: int = SIZE) -> list[tuple[int, int]]:
    """Contiguous pieces of `text[start:end]`, at most `size` long: of sentences, else at pauses, else hard.

    >>> cut("第一句。第二句。第三句。", 0, 12, size=8)
    [(0, 8), (8, 12)]
    """
    pieces = []
    for low, high in _pack(_ends(_SENTENCE_RE, text, start, end), start, size):
        if high - low <= size:
            pieces.append((low, high))
            continue
        for left, right in _pack(_ends(_PAUSE_RE, text, low, high), low, size):
            pieces += [(at, min(at + size, right)) for at in range(left, right, size)]
    return pieces


def _blocks(document: Document) -> Iterator[Passage]:
    """Clauses, headings and the text between them, in order, without overlap."""
    marked = [(clause.start, clause.end, clause.number) for clause in document.clauses]
    marked += [(heading.start, heading.end, 0) for heading in document.headings]
    at = 0
    for start, end, clause in [*sorted(marked), (len(document.text), len(document.text), 0)]:
        if at < start:
            yield Passage(0, at, start)
        if at < end:
            yield Passage(clause, max(at, start), end)
            at = end


def passages(document: Document) -> list[Passage]:
    """Every passage of a document in order; between two there is at most white space."""
    text = document.text
    result = []
    for block in _blocks(document):
        for start, end in cut(text, block.start, block.end):
            piece = text[start:end]
            if stripped := piece.strip():
                begin = start + piece.index(stripped[0])
                result.append(Passage(block.clause, begin, begin + len(stripped)))
    return result
