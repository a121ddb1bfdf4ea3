"""Fields of a Word file: what they compute is text, the instruction for it is none (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
# EQ \o\ac(○,一) puts one over the other, EQ \o\ad(\s\up 9(yī),一) a reading over a character: the last one is the text
_OVERSTRIKE_RE = re.compile(r"\\o\b.*[,;，]\s*(?P<text>[^,;，()\\]{1,40})\)\s*$", re.S | re.I)


@dataclass
class Field:
    """A field while it is read; `is_result` from where its result begins."""

    code: str = ""
    is_result: bool = False
    has_result: bool = False
    filled: str = ""

    @property
    def kind(self) -> str:
        return self.code.split(None, 1)[0].upper() if self.code.strip() else ""


class Fields:
    """The fields that are open, outermost first."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def begin(self, code: str = "", *, is_result: bool = False, filled: str = "") -> None:
        """Open a field; `filled` is what it shows if it has no result."""
        self._open.append(Field(code, is_result, filled=filled))

    def instruct(self, code: str) -> None:
        if self._open and not self._open[-1].is_result:
            self._open[-1].code += code

    def separate(self) -> None:
        if self._open:
            self._open[-1].is_result = True

    def end(self) -> str:
        """Close the innermost; the text that it shows without having a result."""
        field = self._open.pop() if self._open else Field()
        match = _OVERSTRIKE_RE.search(field.code) if field.kind == "EQ" and not field.has_result else None
        return match["text"].strip() if match else "" if field.has_result else field.filled

    def end_paragraph(self) -> None:
        """Only a table of contents goes on over paragraphs: one that a damaged file never ends must hide nothing."""
        self._open = [field for field in self._open if field.is_result and field.kind == "TOC"]

    def role(self, role: str) -> str:
        """The role of text in a run that is a `role` itself."""
        for field in self._open:
            field.has_result = field.has_result or field.is_result
        if not all(field.is_result for field in self._open):
            return "hidden"
        return "page-number" if role == "body" and any(field.kind in _PAGES for field in self._open) else role

    @property
    def is_contents(self) -> bool:
        return any(field.kind == "TOC" for field in self._open)
