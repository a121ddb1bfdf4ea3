"""The text of a story of a Word file (body, header, note …): its paragraphs and tables in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ingest.readers.bounds import bounds
from ingest.readers.parsed import Draft, Parsed, Unreadable
from ingest.readers.word.elements import (
    Element,
    attribute,
    children,
    find,
    name_of,
    number,
    tags_of,
    toggle,
    value,
    whole,
)
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.package import Package
from ingest.readers.word.runs import Anchored, Line, Runs, chosen
from ingest.readers.word.styles import Styles

_HEADING_LENGTH = 100  # whole paragraphs are styled as headings, too
_BREAKS_RE = re.compile(r"[\t\n]+")
_COUNT_RE = re.compile(r"[\s\d\-—–－·.．/第页共总,，|]*(?:of|page)?[\s\d\-—–－·./]*", re.I)
_ENTRY_RE = re.compile(r"[\s.…·][\dIVXivx—-]+\s*$")  # a line of a table of contents
_RUNS = frozenset({"w:r", "w:hyperlink", "w:fldSimple", "m:oMath", "m:oMathPara"})
_WRAPPERS = frozenset({
    "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent", "mc:Choice",
})  # fmt: skip
_WRITTEN = frozenset({"w:t", "m:t", "w:delText", "w:instrText"})
_SHOWN = frozenset({"w:numPr", "w:sym", "v:textpath", "dgm:relIds", "c:chart", "w:altChunk"})
_TEXT_TAGS = tuple(tag for name in (*_WRITTEN, *_SHOWN) for tag in tags_of(name))
_SKIPPED = frozenset({"w:sectPr", "w:tblPr", "w:tblGrid", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:trPr"})


@dataclass
class Context:
    """What all stories of a file share. `embedded` reads a file that the package holds in place of text."""

    package: Package
    styles: Styles
    numbering: Numbering
    embedded: Callable[[bytes, str], Parsed]
    draft: Draft = field(default_factory=Draft)
    found: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)  # paragraphs and tables, by the name of the story
    notes: list[tuple[str, str, bool]] = field(default_factory=list)  # those that the text refers to
    told: list[str] = field(default_factory=list)


class Story:
    """Adds a story to the draft. All of it is a `role`, if that is not body; `name` is what its places are told by."""

    def __init__(self, context: Context, part: str, *, role: str = "body", name: str = "", places: bool = True) -> None:
        self._context = context
        self._draft = context.draft
        self._part = part
        self._role = role
        self._name = name
        self._has_places = places
        self._runs = Runs(context.styles, context.found)
        self._cell_start: int | None = None  # in a cell of a table: its lines become one
        self._cell_label = ""
        self._is_line_over = False

    def read(self, element: Element, *, is_hidden: bool = False) -> None:
        """Add the paragraphs and tables in the element."""
        self.read_all(element, is_hidden=is_hidden)

    def read_all(self, elements: Iterable[Element], *, is_hidden: bool = False) -> None:
        """Add paragraphs and tables one after another."""
        for child in elements:
            self._block(child, is_hidden)

    def _block(self, element: Element, is_hidden: bool) -> None:
        name = name_of(element)
        if name in _SKIPPED:
            return
        if (handler := _HANDLERS.get(name)) is not None:
            handler(self, element, is_hidden)
        elif name in _RUNS:
            self._paragraph(element, is_hidden)
        else:
            self.read(element, is_hidden=is_hidden or name in ("w:del", "w:moveFrom"))

    def _paragraph(self, element: Element, is_hidden: bool) -> None:
        properties = find(element, "w:pPr")
        style = value(properties, "w:pStyle")
        line = self._runs.line(element, style, is_hidden=is_hidden)
        is_gone = is_hidden or (bool(line.pieces) and all(role == "hidden" for _, role in line.pieces))
        given = None if is_gone else self._context.numbering.number_of(properties, style)
        role = "hidden" if is_gone else self._role_of(properties, style, line)
        is_joined = properties is not None and _is_joined(properties)
        with self._place_of_paragraph() as label:
            if given is not None and (line.pieces or self._cell_start is not None):
                self._context.found["numbers"] += 1
                with self._draft.place("number", label):
                    self._put(given, role)
            for text, own in line.pieces:
                self._put(text, role if own == "body" else own)
            self._end_line("hidden" if is_joined else role)
        self._context.notes += line.notes
        for anchored in line.anchored:
            self._anchored(anchored, is_hidden)
        if self._draft.length > bounds().characters:
            raise Unreadable(f"文本太长：超过 {bounds().characters} 字（设置 read_characters）；请拆成几个文件")

    @contextmanager
    def _place_of_paragraph(self) -> Iterator[str]:
        """The place of a paragraph outside tables, with its number in the story; what it is called."""
        if self._cell_start is not None or not self._has_places:
            yield self._cell_label or self._name
            return
        self._context.counts[self._name] += 1
        label = f"{self._name} {self._context.counts[self._name]}".strip()
        with self._draft.place("paragraph", label):
            yield f"第{label}段" if label.isdigit() else label

    def _role_of(self, properties: Element | None, style: str | None, line: Line) -> str:
        text = line.text("body", "page-number").strip()
        if self._role in ("header", "footer"):
            is_count = bool(line.text("page-number")) and _COUNT_RE.fullmatch(line.text("body")) is not None
            return "page-number" if is_count else self._role
        if self._role != "body":
            return self._role
        if self._cell_start is not None:
            return "table"
        role = self._context.styles.role(style, number(properties, "w:outlineLvl"))
        if line.is_contents and _ENTRY_RE.search(text):
            return "navigation"
        return "body" if role in ("heading", "title") and len(text) > _HEADING_LENGTH else role

    def _put(self, text: str, role: str) -> None:
        """Add text; in a cell with blanks for tabs and line ends."""
        if self._cell_start is not None:
            text = _BREAKS_RE.sub(" ", text)
            if self._is_line_over and text.strip():
                self._draft.add(" ", role=role)
                self._is_line_over = False
        self._draft.add(text, role=role)

    def _end_line(self, role: str) -> None:
        if self._cell_start is None:
            self._draft.add("\n", role=role)
        else:
            self._is_line_over = self._draft.length > self._cell_start

    def _anchored(self, anchored: Anchored, is_hidden: bool) -> None:
        """What hangs on a paragraph stands behind it."""
        element, is_hidden = anchored.element, is_hidden or anchored.is_hidden
        if name_of(element) == "w:txbxContent":
            runs, name = self._runs, self._name
            self._runs, self._name = Runs(self._context.styles, self._context.found), f"{name} 文本框".strip()
            self.read(element, is_hidden=is_hidden)
            self._runs, self._name = runs, name
            return
        role = "hidden" if is_hidden else self._role if self._role != "body" else "caption"
        for text in self._drawn(element):
            self._put(text, role)
            self._end_line(role)

    def _drawn(self, element: Element) -> list[str]:
        """The lines of lettering, a diagram or a chart."""
        if name_of(element) == "v:textpath":
            return [text for text in (element.get("string") or "").splitlines() if text.strip()]
        target = self._target(attribute(element, "r:dm") or attribute(element, "r:id"))
        try:
            root = None if target is None else self._context.package.root(target)
        except Unreadable as error:
            self._context.told.append(f"图示读不出：{error}")
            return []
        lines = [] if root is None else [_plain(row) for row in root.iter() if name_of(row) in ("a:p", "c:pt")]
        return [line for line in lines if line.strip()]

    def _target(self, id: str | None) -> str | None:
        """The part that an id leads to; None if it leads nowhere or outside."""
        found = self._context.package.relationships(self._part).get(id or "")
        return None if found is None or found.is_external else found.target

    def _control(self, element: Element, is_hidden: bool) -> None:
        """A content control: its prompt is hidden, a table of contents is navigation."""
        gallery = value(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
        role = self._role
        if gallery == "Table of Contents" and role == "body":
            self._role = "navigation"
        prompt = toggle(element, "w:sdtPr", "w:showingPlcHdr") or False
        for content in children(element, "w:sdtContent"):
            self.read(content, is_hidden=is_hidden or prompt)
        self._role = role

    def _choice(self, element: Element, is_hidden: bool) -> None:
        if (option := chosen(element)) is not None:
            self.read(option, is_hidden=is_hidden)

    def _chunk(self, element: Element, is_hidden: bool) -> None:
        """A w:altChunk: another file in place of text."""
        target = self._target(attribute(element, "r:id"))
        data = None if target is None else self._context.package.read(target)
        if target is None or data is None:
            self._context.told.append("正文中插入的文件不在文档里，没有读")
            return
        try:
            parsed = self._context.embedded(data, target)
        except Unreadable as error:
            self._context.told.append(f"正文中插入的文件 {target} 没有读：{error}")
            return
        if not is_hidden and self._role == "body" and self._cell_start is None:
            self._draft.extend(parsed)
        else:
            self._put(parsed.text, "hidden" if is_hidden else self._role)
        self._end_line("hidden" if is_hidden else self._role)

    def _table(self, element: Element, is_hidden: bool) -> None:
        rows = [(row, list(_cells(row))) for row in _inside(element, "w:tr")]
        is_layout = all(len(cells) < 2 for _, cells in rows)
        story = f"{self._name} 表".strip()
        self._context.counts[story] += 1
        table = f"{story} {self._context.counts[story]}"
        for at, (row, cells) in enumerate(rows, 1):
            properties = find(row, "w:trPr")
            is_apart = is_hidden or find(properties, "w:del") is not None or bool(toggle(properties, "w:hidden"))
            filled = [index for index, (_, cell) in enumerate(cells) if _has_text(cell)]
            if not filled:
                continue
            role = "hidden" if is_apart else self._role if self._role != "body" else "table"
            is_within = self._cell_start is not None
            for index, (column, cell) in enumerate(cells[: filled[-1] + 1]):
                if index and not is_within:
                    self._draft.add("\t", role=role)
                label = f"{table} 第 {at} 行第 {column} 列"
                with self._draft.place("cell", label):
                    self._cell(label, cell, is_apart or _is_continued(cell), is_layout and not is_within)
            if not is_layout and not is_within:
                self._draft.add("\n", role=role)

    def _cell(self, label: str, cell: Element, is_hidden: bool, is_layout: bool) -> None:
        """A cell's lines as one; those of a layout as they are."""
        outer, outer_label = self._cell_start, self._cell_label
        self._cell_label = label
        if not is_layout and outer is None:
            self._cell_start, self._is_line_over = self._draft.length, False
        self.read(cell, is_hidden=is_hidden)
        self._cell_start, self._cell_label = outer, outer_label


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, whatever is wrapped around them."""
    for child in element:
        found = name_of(child)
        if found == name:
            yield child
        elif found in _WRAPPERS:
            yield from _inside(child, name)


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with the columns that they begin in, from 1."""
    column = 1 + max(number(find(row, "w:trPr"), "w:gridBefore") or 0, 0)
    for cell in _inside(row, "w:tc"):
        yield column, cell
        column += max(whole(value(cell, "w:tcPr", "w:gridSpan")) or 1, 1)


def _is_continued(cell: Element) -> bool:
    """Whether a cell is merged with the one above or before it, so that what it holds does not show."""
    merges = (find(cell, "w:tcPr", name) for name in ("w:vMerge", "w:hMerge"))
    return any(merge is not None and attribute(merge, "w:val") != "restart" for merge in merges)


def _has_text(cell: Element) -> bool:
    """Whether there may be text in a cell: an empty one can still have a number that Word counts."""
    return any(inner.text or name_of(inner) in _SHOWN for inner in cell.iter(*_TEXT_TAGS))


def _is_joined(properties: Element) -> bool:
    """Whether the end of a paragraph is hidden or deleted, or it is the large initial of the next one."""
    mark = find(properties, "w:rPr")
    if mark is not None and (toggle(mark, "w:vanish") or find(mark, "w:del") is not None):
        return True
    frame = find(properties, "w:framePr")
    return frame is not None and attribute(frame, "w:dropCap") in ("drop", "margin")


def _plain(element: Element) -> str:
    return "".join(inner.text or "" for inner in element.iter() if name_of(inner) in ("a:t", "c:v"))


_HANDLERS: dict[str, Callable[[Story, Element, bool], None]] = {
    "w:p": Story._paragraph,
    "w:tbl": Story._table,
    "w:sdt": Story._control,
    "mc:AlternateContent": Story._choice,
    "w:altChunk": Story._chunk,
}
