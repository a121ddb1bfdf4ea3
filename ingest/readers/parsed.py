"""What a reader gives back: the whole text of a file, and what its layout says of stretches of it.

A format module has `read(data, name) -> Parsed` and, if a file of the format holds several documents,
`parts(data, name) -> list[Part]`. Both are pure functions of the bytes; Unreadable says why there is no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from kg.model import PLACES, Place

__all__ = ["APART", "ROLES", "TOLD", "Block", "Draft", "Parsed", "Part", "Place", "Unreadable"]

# what a stretch of text is; the roles of APART are no text of the document, and the first step of cleaning takes
# them out, under their own name. The lines of `wrapped` go on with the line before them, furniture aside
APART = ("navigation", "header", "footer", "page-number", "metadata", "hidden", "related", "credit", "comment")
ROLES = ("body", "title", "heading", "table", "caption", "footnote", "wrapped", *APART)

# what a container or a page says of a document, as it is written there; dates as ISO dates where they are whole
TOLD = (
    "title", "publisher", "issued", "number", "index", "topics", "adopted", "published", "effective", "expires",
    "source", "author", "regions", "validity",
)  # fmt: skip


class Unreadable(ValueError):
    """Why a file gives no text and what can be done about it, in one line of Chinese, without the file's name."""


@dataclass(frozen=True, slots=True)
class Block:
    """Characters `start` to `end` of the source text are a `role` of ROLES. What lies in no block is body."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document as its file has it.

    `text` is all of it in reading order, furniture included; `blocks` do not overlap, `places` may lie within one
    another, both in order. `told` has keys of TOLD. `notes` are lines of Chinese for the report: what was guessed or
    could not be read. `encoding` decoded the bytes, None where that is the format's own affair.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    places: tuple[Place, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A document within a file. `name` is its path there, as unique as a path; "" is the file itself.

    `data` are its own bytes (those of the file for ""). `kind` is its format where that is not to be told by its
    bytes. `told` is what the file says of it (keys of TOLD). `target` is the path of a file that the part stands for,
    relative to the folder of the file: then `data` is empty. `refused` says why it is not read.
    """

    name: str
    data: bytes = field(default=b"", repr=False)
    kind: str | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    target: str | None = None
    refused: str | None = None


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise ValueError(f"no such role: {role}")


class Draft:
    """A Parsed in the making: text is only ever added, so offsets are right by construction.

    >>> draft = Draft()
    >>> with draft.place("page", "1"):
    ...     draft.add("第一页\\n", role="header")
    ...     draft.add("正文。\\n")
    >>> parsed = draft.parsed(told={"title": "甲"})
    >>> parsed.text, parsed.blocks, parsed.places
    ('第一页\\n正文。\\n', (Block(start=0, end=4, role='header'),), (Place(start=0, end=8, kind='page', label='1'),))
    """

    def __init__(self) -> None:
        self.length = 0
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._places: list[Place] = []

    def add(self, text: str, *, role: str = "body") -> None:
        """Append `text`; its line ends belong to it."""
        _check_role(role)
        start = self.length
        self._texts.append(text)
        self.length += len(text)
        if role != "body":
            self._append(start, self.length, role)

    @contextmanager
    def block(self, role: str) -> Iterator[None]:
        """What is added meanwhile is a `role`; only the innermost block that is not body counts."""
        _check_role(role)
        start = self.length
        yield
        if role == "body" or start == self.length:
            return
        first = len(self._blocks)
        while first and self._blocks[first - 1].end > start:
            first -= 1
        covered = self._blocks[first:]
        if covered and covered[0].start < start:  # its beginning ran on into the first of them: one role, one block
            covered[0] = Block(start, covered[0].end, covered[0].role)
        self._cut(start)
        for block in covered:
            self._append(start, block.start, role)
            self._append(block.start, block.end, block.role)
            start = block.end
        self._append(start, self.length, role)

    @contextmanager
    def place(self, kind: str, label: str) -> Iterator[None]:
        """What is added meanwhile stands at this place of the file."""
        if kind not in PLACES:
            raise ValueError(f"no such kind of place: {kind}")
        start, index = self.length, len(self._places)
        yield
        if start < self.length:
            self._places.insert(index, Place(start, self.length, kind, label))

    def extend(self, parsed: Parsed) -> None:
        """Append the text of another file with its blocks and places."""
        start = self.length
        self._texts.append(parsed.text)
        self.length += len(parsed.text)
        for block in parsed.blocks:
            self._append(start + block.start, start + block.end, block.role)
        self._places += (Place(start + p.start, start + p.end, p.kind, p.label) for p in parsed.places)

    def parsed(
        self, *, told: Mapping[str, str] | None = None, notes: tuple[str, ...] = (), encoding: str | None = None
    ) -> Parsed:
        return Parsed("".join(self._texts), tuple(self._blocks), tuple(self._places), dict(told or {}), notes, encoding)

    def _cut(self, start: int) -> None:
        """Forget blocks from `start` on."""
        while self._blocks and self._blocks[-1].end > start:
            last = self._blocks.pop()
            if last.start < start:
                self._blocks.append(Block(last.start, start, last.role))

    def _append(self, start: int, end: int, role: str) -> None:
        if start == end:
            return
        if self._blocks and self._blocks[-1].end == start and self._blocks[-1].role == role:
            start = self._blocks.pop().start
        self._blocks.append(Block(start, end, role))
