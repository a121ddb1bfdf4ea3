"""The text of one paragraph of a Word file: pieces with their roles, and what is anchored in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.readers.word.elements import Element, attribute, children, find, name_of, toggle, value
from ingest.readers.word.fields import Fields
from ingest.readers.word.styles import Styles
from ingest.readers.word.symbols import symbol

_WHITE_RE = re.compile(r"[\t\r\n]")
_SKIPPED = frozenset({
    "w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:sectPr", "w:fldData", "w:rubyPr",
    "w:delInstrText", "m:fPr", "m:rPr", "m:sSupPr", "m:ctrlPr",
})  # fmt: skip
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\xad"}
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_CONTENT = frozenset({"w:t", "w:txbxContent", "m:t", "w:sym", "v:textpath", "dgm:relIds", "c:chart"})


@dataclass(frozen=True, slots=True)
class Anchored:
    """Something with text of its own that hangs on a paragraph: a text box, a diagram, lettering."""

    element: Element
    is_hidden: bool


@dataclass
class Line:
    """A paragraph's text: pieces with roles, what is anchored in it, and the notes it refers to (kind, id, hidden)."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    anchored: list[Anchored] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)
    is_contents: bool = False

    def text(self, *roles: str) -> str:
        return "".join(text for text, role in self.pieces if role in roles)


class Runs:
    """Reads the paragraphs of a story one after another; `found` counts what the report should tell."""

    def __init__(self, styles: Styles, found: Counter[str]) -> None:
        self._styles = styles
        self._found = found
        self._fields = Fields()
        self._line = Line()
        self._is_paragraph_hidden = False

    def line(self, paragraph: Element, *, is_hidden: bool = False) -> Line:
        """The text of a paragraph, or of a run that stands outside any; `is_hidden`: all of it is."""
        self._line = Line(is_contents=self._fields.is_contents)
        self._is_paragraph_hidden = self._styles.is_hidden(value(paragraph, "w:pPr", "w:pStyle"))
        if name_of(paragraph) == "w:p":
            self._walk(paragraph, "hidden" if is_hidden else "body")
        else:
            self._visit(paragraph, "hidden" if is_hidden else "body")
        self._line.is_contents |= self._fields.is_contents
        self._fields.end_paragraph()
        return self._line

    def _walk(self, element: Element, role: str) -> None:
        for child in element:
            self._visit(child, role)

    def _visit(self, element: Element, role: str) -> None:
        name = name_of(element)
        if name in _SKIPPED:
            return
        handler = _HANDLERS.get(name)
        if handler is None:
            self._walk(element, role)
        else:
            handler(self, element, role)

    def _add(self, text: str, role: str) -> None:
        if text:
            self._line.pieces.append((text, self._fields.role(role)))

    def _text(self, element: Element, role: str) -> None:
        self._add(_WHITE_RE.sub(" ", element.text or ""), role)

    def _deleted_text(self, element: Element, role: str) -> None:
        self._text(element, "hidden")

    def _mark(self, element: Element, role: str) -> None:
        self._add(_MARKS[name_of(element)], role)

    def _symbol(self, element: Element, role: str) -> None:
        self._add(symbol(attribute(element, "w:font"), attribute(element, "w:char")), role)

    def _run(self, run: Element, role: str) -> None:
        properties = find(run, "w:rPr")
        is_hidden = toggle(properties, "w:vanish")
        if is_hidden is None and (style := value(properties, "w:rStyle")) is not None:
            is_hidden = self._styles.is_hidden(style) or None
        if is_hidden is None:
            is_hidden = self._is_paragraph_hidden
        if is_hidden and role == "body":
            self._found["hidden"] += 1
            role = "hidden"
        self._walk(run, role)

    def _deleted(self, element: Element, role: str) -> None:
        self._found["revisions"] += 1
        self._walk(element, "hidden")

    def _inserted(self, element: Element, role: str) -> None:
        self._found["revisions"] += 1
        self._walk(element, role)

    def _simple_field(self, element: Element, role: str) -> None:
        self._fields.begin(attribute(element, "w:instr") or "", is_result=True)
        self._walk(element, role)
        self._add(self._fields.end(), role)

    def _field_mark(self, element: Element, role: str) -> None:
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
            self._line.is_contents |= self._fields.is_contents
        elif kind == "end":
            self._add(self._fields.end(), role)

    def _instruction(self, element: Element, role: str) -> None:
        self._fields.instruct(element.text or "")

    def _ruby(self, element: Element, role: str) -> None:
        """The characters, then the reading above them, which is apart."""
        for name, part in (("w:rubyBase", role), ("w:rt", "hidden")):
            for child in children(element, name):
                self._walk(child, part)

    def _fraction(self, element: Element, role: str) -> None:
        self._parted(element, ("m:num", "m:den"), "/", role)

    def _power(self, element: Element, role: str) -> None:
        self._parted(element, ("m:e", "m:sup"), "^", role)

    def _parted(self, element: Element, names: tuple[str, str], sign: str, role: str) -> None:
        """Two parts of a formula with a sign between them, without which 10⁴ would read as 104."""
        self._found["formulas"] += 1
        for index, name in enumerate(names):
            if index:
                self._add(sign, role)
            for child in children(element, name):
                self._walk(child, role)

    def _control(self, element: Element, role: str) -> None:
        """A content control; its prompt to fill it in is not the document's."""
        prompt = toggle(element, "w:sdtPr", "w:showingPlcHdr")
        self._walk(element, "hidden" if prompt else role)

    def _choice(self, element: Element, role: str) -> None:
        if (option := chosen(element)) is not None:
            self._walk(option, role)

    def _note(self, element: Element, role: str) -> None:
        note = attribute(element, "w:id")
        if note is not None:
            self._line.notes.append((_NOTES[name_of(element)], note, role == "hidden"))

    def _anchor(self, element: Element, role: str) -> None:
        self._line.anchored.append(Anchored(element, role == "hidden"))

    def _picture(self, element: Element, role: str) -> None:
        self._found["pictures"] += 1
        self._walk(element, role)

    def _object(self, element: Element, role: str) -> None:
        self._found["objects"] += 1


def chosen(element: Element) -> Element | None:
    """The alternative of a mc:AlternateContent that is read: the first with text, so that each text is read once."""
    options: Iterator[Element] = (option for option in element if name_of(option) in ("mc:Choice", "mc:Fallback"))
    first = None
    for option in options:
        first = option if first is None else first
        if any(name_of(inner) in _CONTENT for inner in option.iter()):
            return option
    return first


_HANDLERS: dict[str, Callable[[Runs, Element, str], None]] = {
    "w:t": Runs._text,
    "m:t": Runs._text,
    "w:delText": Runs._deleted_text,
    **dict.fromkeys(_MARKS, Runs._mark),
    "w:sym": Runs._symbol,
    "w:r": Runs._run,
    "w:del": Runs._deleted,
    "w:moveFrom": Runs._deleted,
    "w:ins": Runs._inserted,
    "w:moveTo": Runs._inserted,
    "w:fldSimple": Runs._simple_field,
    "w:fldChar": Runs._field_mark,
    "w:instrText": Runs._instruction,
    "w:ruby": Runs._ruby,
    "m:f": Runs._fraction,
    "m:sSup": Runs._power,
    "w:sdt": Runs._control,
    "mc:AlternateContent": Runs._choice,
    **dict.fromkeys(_NOTES, Runs._note),
    **dict.fromkeys(("w:txbxContent", "v:textpath", "dgm:relIds", "c:chart"), Runs._anchor),
    "a:blip": Runs._picture,
    "v:imagedata": Runs._picture,
    "o:OLEObject": Runs._object,
}
