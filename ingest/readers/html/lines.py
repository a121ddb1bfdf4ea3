"""The lines of a page as a browser shows them: white space folded, blocks apart, the cells of a row in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.bounds import bounds
from ingest.readers.html.body import Body
from ingest.readers.html.grids import span_of, tables_of
from ingest.readers.html.tree import Node, Tree
from ingest.readers.parsed import Unreadable

BEFORE, INSIDE, AFTER = "before", "inside", "after"

BLOCKS = frozenset(
    {"html", "body", "title", "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "form",
     "fieldset", "legend", "address", "blockquote", "center", "dir", "menu", "ul", "ol", "li", "dl", "dt", "dd",
     "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "table", "caption", "thead",
     "tbody", "tfoot", "tr", "td", "th", "pre", "xmp", "listing", "plaintext", "textarea", "select", "option",
     "optgroup", "details", "summary", "marquee", "noscript", "template", "iframe", "noframes", "frameset",
     "dialog", "object", "video", "audio", "canvas", "search", "multicol"}
)  # fmt: skip
_KEEPING = frozenset({"pre", "xmp", "listing", "plaintext", "textarea"})  # white space as it is
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACES_RE = re.compile(r"[ \t\r\n\f]+")
_EDGES = " \t\r\n\f"
_ENDS_RE = re.compile(r"\r\n|\r|\n")
_FILE_RE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|jpe?g|png|txt|ceb|pptx?)(?:$|[?#&])", re.I)
_NOTE_MARK_RE = re.compile(
    r"#(?:_(?:ftn|edn)(?:ref)?\d+|sd(?:foot|end)note\d+(?:anc|sym)|(?:foot|end)note(?:ref)?[-_:]?\d+|fn(?:ref)?[-_:]?\d+"
    r"|cite_(?:ref|note)-\S+)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """`parts` are its texts with whether they are hidden; `cells` their offsets in the line with their labels.

    `zone` is where it stands to the text of the page, `hint` the role that its element's name tells; `linked` counts
    its characters in links, `has_file` says whether one of these leads to a file.
    """

    node: Node
    parts: tuple[tuple[str, bool], ...]
    zone: str
    hint: str | None
    tag: str
    cells: tuple[tuple[int, int, str], ...] = ()
    linked: int = 0
    has_file: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)

    @property
    def shown(self) -> str:
        """What of it is not hidden."""
        return "".join(text for text, is_hidden in self.parts if not is_hidden)


@dataclass(slots=True)
class _State:
    """What holds of everything in an element."""

    hint: str | None = None
    is_hidden: bool = False
    is_inside: bool = False
    keeps: bool = False
    is_linked: bool = False
    in_row: bool = False
    block: Node | None = None
    tag: str = ""


def lines_of(tree: Tree, body: Body) -> list[Line]:
    """All lines of the page in order, hidden ones too; none is empty."""
    return _Writer(tree, body).write()


class _Writer:
    def __init__(self, tree: Tree, body: Body) -> None:
        self._tree, self._body = tree, body
        self._texts = {node.number for node in body.nodes}
        self._lines: list[Line] = []
        self._length = self._table = 0
        self._tables = set(tables_of(tree.nodes, self._texts))
        self._has_begun = False
        self._column = 0  # the next one of a row
        self._spans: dict[int, int] = {}  # over how many rows from this one on the cell of a column reaches
        self._start()

    def _start(self) -> None:
        self._parts: list[tuple[str, bool]] = []
        self._cells: list[tuple[int, int, str]] = []
        self._gap: str | None = None
        self._linked = 0
        self._has_file = False
        self._state: _State | None = None
        self._at = 0
        self._hints: set[str | None] = set()

    def write(self) -> list[Line]:
        root = self._tree.nodes[0]
        stack: list[tuple[Node, _State, Iterator[Node | str]]] = []
        self._open(root, _State(block=root), stack)
        while stack:
            node, state, rest = stack[-1]
            part = next(rest, None)
            if part is None:
                stack.pop()
                self._close(node, state)
            elif isinstance(part, str):
                self._text(part, state)
            else:
                self._open(part, state, stack)
        self._flush()
        return self._lines

    # --- elements -------------------------------------------------------------------------------------------------

    def _open(self, node: Node, outer: _State, stack: list[tuple[Node, _State, Iterator[Node | str]]]) -> None:
        if node.tag in ("script", "style"):
            return
        state = self._state_of(node, outer)
        if node.number in self._texts:
            self._flush()
            self._has_begun = True
        if node.tag == "br":
            self._break(state)
        elif node.tag in BLOCKS:
            self._begin(node, state)
        if node.tag == "img" and (alt := " ".join(node.attributes.get("alt", "").split())):
            self._put(alt, replace(state, is_hidden=True))  # it stands for a picture that the page shows
        if state.is_linked and _FILE_RE.search(node.attributes.get("href", "")):
            self._has_file = True
        if node.tag == "a" and _NOTE_MARK_RE.fullmatch(node.attributes.get("href", "")):
            state = replace(state, is_hidden=True)  # the mark of a note is no part of a sentence, nor of a number
        stack.append((node, state, iter(node.content)))

    def _state_of(self, node: Node, outer: _State) -> _State:
        hint = self._body.hints.get(node.number)
        is_inside = outer.is_inside or node.number in self._texts
        told = hint.role if hint is not None and (hint.is_inside or not is_inside) else None
        is_block = node.tag in BLOCKS
        return _State(
            hint=outer.hint or told,
            is_hidden=outer.is_hidden or (node.number in self._body.hidden and node.tag != "head"),
            is_inside=is_inside,
            keeps=outer.keeps or node.tag in _KEEPING,
            is_linked=outer.is_linked or node.tag == "a",
            in_row=outer.in_row or (node.tag == "tr" and self._is_row(node)),
            block=node if is_block and not outer.in_row else outer.block,
            tag=node.tag if is_block and node.tag not in ("div", "td", "center") else outer.tag,
        )

    def _is_row(self, node: Node) -> bool:
        above = node.parent
        while above is not None and above.tag in ("tbody", "thead", "tfoot"):
            above = above.parent
        return above is not None and above.number in self._tables

    def _begin(self, node: Node, state: _State) -> None:
        if not state.in_row:
            self._flush()
            if node.number in self._tables:
                self._table += 1
                self._spans = {}
        elif node.tag == "tr" and self._is_row(node):
            self._flush()
            self._begin_row()
        elif node.tag in ("td", "th"):
            self._cell_begins(node, state)
        else:
            self._break(state)

    def _begin_row(self) -> None:
        self._column = 0
        self._spans = {column: rows - 1 for column, rows in self._spans.items() if rows > 1}

    def _close(self, node: Node, state: _State) -> None:
        if node.tag in BLOCKS:
            if not state.in_row or (node.tag == "tr" and self._is_row(node)):
                self._flush()
            elif node.tag in ("td", "th"):
                start, _, label = self._cells[-1] if self._cells else (0, 0, "")
                if label:
                    self._cells[-1] = (start, self._at, label)
                self._gap = None
            else:
                self._break(state)
        if node.number in self._texts:
            self._flush()

    def _cell_begins(self, node: Node, state: _State) -> None:
        column = self._column
        while self._spans.get(column, 0) > 0:  # a cell of a row above reaches down to here
            column += 1
        if column:
            self._put("\t" * (column - self._column + bool(self._cells)), state)
        row = node.parent.position if node.parent is not None else 1
        self._cells.append((self._at, self._at, f"表 {self._table} 第 {row} 行第 {column + 1} 列"))
        self._column = column + span_of(node, "colspan")
        for at in range(column, self._column):
            self._spans[at] = span_of(node, "rowspan")
        self._gap = None

    # --- texts ----------------------------------------------------------------------------------------------------

    def _text(self, text: str, state: _State) -> None:
        if state.keeps and not state.in_row:
            return self._rows(text, state)
        core = text.strip(_EDGES)
        if not core:
            self._gap = (self._gap or "") + text
            return None
        lead, tail = text[: text.index(core[0])], text[len(text.rstrip(_EDGES)) :]
        self._gap = (self._gap or "") + lead if lead else self._gap
        if self._gap and self._parts and self._parts[-1][0][-1:] != "\t":
            self._put(_joint(self._parts[-1][0], self._gap, core), state)
        self._put(_SPACES_RE.sub(lambda gap: _joint(core[gap.start() - 1], gap[0], core[gap.end()]), core), state)
        self._gap = tail or None
        return None

    def _rows(self, text: str, state: _State) -> None:
        """Text whose line ends are its own."""
        self._gap = None
        for index, row in enumerate(_ENDS_RE.split(text)):
            if index:
                self._flush()
            self._put(row.rstrip(), state)

    def _put(self, text: str, state: _State) -> None:
        if not text:
            return
        if self._state is None:
            self._state = state
        self._length += len(text)
        if self._length > bounds().characters:
            told = f"文本太长：超过 {bounds().characters} 字（设置 read_characters）；请拆成几个文件"
            raise Unreadable(told)
        self._parts.append((text, state.is_hidden))
        self._at += len(text)
        if not state.is_hidden:
            self._hints.add(state.hint)
        self._linked += len(text) if state.is_linked else 0

    def _break(self, state: _State) -> None:
        if state.in_row:
            self._gap = (self._gap or "") + " "
        else:
            self._flush()

    def _flush(self) -> None:
        """End the line, if there is one."""
        while self._parts and self._parts[-1][0] == "\t":
            self._parts.pop()
        state, parts, hints = self._state, _joined(self._parts), self._hints
        length = sum(len(text) for text, _ in parts)
        cells = tuple((start, min(end, length), label) for start, end, label in self._cells if start < length)
        linked, has_file = self._linked, self._has_file
        self._start()
        if state is None or state.block is None or not "".join(text for text, _ in parts).strip():
            return
        zone = INSIDE if state.is_inside else AFTER if self._has_begun else BEFORE
        hint = next(iter(hints)) if len(hints) == 1 else None
        self._lines.append(Line(state.block, parts, zone, hint, state.tag, cells, linked, has_file))


def _joint(before: str, gap: str, after: str) -> str:
    """What white space comes to: nothing where a line of the source ends between Chinese characters."""
    return "" if "\n" in gap and _is_wide(before[-1]) and _is_wide(after[0]) else " "


def _is_wide(character: str) -> bool:
    """Whether a character is Chinese or stands in Chinese text."""
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" or character in "“”‘’…—〇"


def _joined(parts: Sequence[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """The parts joined where they are of one kind."""
    result: list[tuple[str, bool]] = []
    run: list[str] = []
    for index, (text, is_hidden) in enumerate(parts):
        run.append(text)
        if index + 1 == len(parts) or parts[index + 1][1] != is_hidden:
            result.append(("".join(run), is_hidden))
            run = []
    return tuple(result)
