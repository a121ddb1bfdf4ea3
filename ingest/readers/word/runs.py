"""The text of one paragraph of a Word file: pieces with their roles, and what is anchored in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.readers.word.elements import Element, attribute, children, find, name_of, number, toggle, value
from ingest.readers.word.fields import Fields
from ingest.readers.word.styles import Styles
from ingest.readers.word.symbols import symbol

_WHITE_RE = re.compile(r"[\t\r\n]")
_BLANKS_RE = re.compile(r"\s+")
_SKIPPED = frozenset({
    "w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:sectPr", "w:fldData", "w:rubyPr",
    "w:delInstrText", "m:fPr", "m:rPr", "m:sSupPr", "m:ctrlPr",
    "m:dPr", "m:radPr", "m:sSubPr",
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

    def line(self, paragraph: Element, style: str | None, *, is_hidden: bool = False) -> Line:
        """The text of a paragraph of a style, or of a run that stands outside any; `is_hidden`: all of it is."""
        self._line = Line(is_contents=self._fields.is_contents)
        self._is_paragraph_hidden = self._styles.is_hidden(style)
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
            self._fields.begin(filled=_filled(find(element, "w:ffData")))
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

    def _root(self, element: Element, role: str) -> None:
        self._found["formulas"] += 1
        self._add("√", role)
        self._bracketed(element, "m:e", "(", ")", role)

    def _delimited(self, element: Element, role: str) -> None:
        """What stands in brackets, which a formula only names (ECMA-376 part 1, 22.1.2.24)."""
        marks = [find(element, "m:dPr", name) for name in ("m:begChr", "m:endChr")]
        left, right = (
            usual if mark is None else attribute(mark, "m:val") or "" for mark, usual in zip(marks, "()", strict=True)
        )
        self._bracketed(element, "m:e", left, right, role)

    def _bracketed(self, element: Element, name: str, left: str, right: str, role: str) -> None:
        self._add(left, role)
        for child in children(element, name):
            self._walk(child, role)
        self._add(right, role)

    def _index(self, element: Element, role: str) -> None:
        self._parted(element, ("m:e", "m:sub"), "_", role)

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

    def _description(self, element: Element, role: str) -> None:
        """What a picture shows, in the words of who put it there (or of Word)."""
        words = element.get("descr") or ""
        if words.strip():
            self._found["descriptions"] += 1
            self._add(_BLANKS_RE.sub(" ", words), "hidden")
        self._walk(element, role)

    def _elsewhere(self, element: Element, role: str) -> None:
        self._found["subdocuments"] += 1

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


def _filled(data: Element | None) -> str:
    """What an old form field shows without a result of its own: the entry that is chosen, a box with or without a tick
    (ECMA-376 part 1, 17.16.5)."""
    choice, box = find(data, "w:ddList"), find(data, "w:checkBox")
    if choice is not None:
        entries = [attribute(entry, "w:val") or "" for entry in children(choice, "w:listEntry")]
        at = number(choice, "w:result") or 0
        return entries[at] if 0 <= at < len(entries) else ""
    if box is None:
        return ""
    is_ticked = toggle(box, "w:checked")
    return "☑" if (toggle(box, "w:default") if is_ticked is None else is_ticked) else "☐"


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
    "m:sSub": Runs._index,
    "m:d": Runs._delimited,
    "m:rad": Runs._root,
    "w:sdt": Runs._control,
    "mc:AlternateContent": Runs._choice,
    **dict.fromkeys(_NOTES, Runs._note),
    **dict.fromkeys(("w:txbxContent", "v:textpath", "dgm:relIds", "c:chart"), Runs._anchor),
    "a:blip": Runs._picture,
    "v:imagedata": Runs._picture,
    "wp:docPr": Runs._description,
    "w:subDoc": Runs._elsewhere,
    "o:OLEObject": Runs._object,
}
