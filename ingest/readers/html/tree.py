"""The bytes of a page -> its elements in document order, as plain objects: no depth is too great for them.

lxml's parser reports tags and text and builds no tree of its own, so its limit of 256 levels (below which it drops
text without a word) does not apply, and nothing here calls itself for each level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from lxml import etree

from ingest.readers.bounds import bounds
from ingest.readers.encoding import decode
from ingest.readers.parsed import Unreadable

_CHARSET_RE = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.I,
)
_HEAD = 8192
_KEPT = frozenset(
    {
        "id",
        "class",
        "style",
        "hidden",
        "aria-hidden",
        "href",
        "alt",
        "name",
        "property",
        "content",
        "rowspan",
        "colspan",
        "src",
        "data",
    }
)
_NONE: Mapping[str, str] = MappingProxyType({})  # of all elements that have none
_MARK_RE = re.compile(r"\s*(?:ZJEG_RSS\.content\.begin|enpcontent|\s*正文(?:内容)?\s*(?:开始|begin)?)\s*$", re.I)
_SAVED_RE = re.compile(r"\s*saved from url=\(\d+\)(https?://\S+)")
_MOST_STEPS = 24  # of a path; of what lies deeper only the last ones are told
_MOST_ELEMENTS = 2_000_000
_MOST_CHARACTERS = 64 << 20


class Node:
    """An element. `content` are its children and texts in order; the counts are those of everything in it.

    `text` are visible characters without white space, `linked` those in links, `prose` those of running text that
    is neither linked nor furniture, `breaks` elements in it that begin a line.
    """

    __slots__ = (
        "attributes",
        "breaks",
        "content",
        "id",
        "linked",
        "number",
        "parent",
        "position",
        "prose",
        "tag",
        "text",
    )

    def __init__(self, tag: str, attributes: Mapping[str, str], parent: Node | None, position: int, number: int):
        self.tag = tag
        self.attributes = attributes
        self.id = attributes.get("id", "").strip() if attributes else ""
        self.parent = parent
        self.position = position  # among the children of the same name, from 1
        self.number = number  # in the document, from 0
        self.content: list[Node | str] = []
        self.text = self.linked = self.prose = self.breaks = 0

    @property
    def names(self) -> list[str]:
        """The id and the classes, as a selector writes them."""
        if not self.attributes:
            return []
        found = ["." + name for name in self.attributes.get("class", "").split()]
        return ["#" + self.id, *found] if self.id else found

    @property
    def children(self) -> Iterator[Node]:
        return (child for child in self.content if isinstance(child, Node))


@dataclass(frozen=True, slots=True)
class Tree:
    """`nodes` in document order; `marked` are those in which a comment says that the text begins.

    `ids` are the first elements of their id; `address` is where a browser saved the page from.
    """

    nodes: list[Node]
    ids: Mapping[str, Node]
    marked: frozenset[int]
    encoding: str
    charset: str | None
    address: str | None = None

    def path(self, node: Node) -> str:
        """Where an element stands: from the nearest id, else from the root."""
        steps: list[str] = []
        at: Node | None = node
        while at is not None and len(steps) < _MOST_STEPS:
            if at.id and self.ids.get(at.id) is at and re.fullmatch(r"[^\s/#]{1,60}", at.id):
                return "/".join(["#" + at.id, *reversed(steps)])
            steps.append(at.tag if at.tag in ("html", "head", "body") else f"{at.tag}[{at.position}]")
            at = at.parent
        return ("…/" if at is not None else "/") + "/".join(reversed(steps))


@dataclass(slots=True)
class _Builder:
    """What lxml's parser calls. Its methods are those of `lxml.etree.TreeBuilder`."""

    nodes: list[Node] = field(default_factory=list)
    ids: dict[str, Node] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)
    address: str | None = None
    _open: list[Node] = field(default_factory=list)
    _counts: list[dict[str, int]] = field(default_factory=lambda: [{}])
    _length: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.lower()
        counts = self._counts[-1]
        counts[name] = counts.get(name, 0) + 1
        kept = {key: value for key, value in attributes.items() if key in _KEPT} if attributes else _NONE
        parent = self._open[-1] if self._open else None
        node = Node(name, kept, parent, counts[name], len(self.nodes))
        if len(self.nodes) >= _MOST_ELEMENTS:
            raise Unreadable(f"网页里的标签超过 {_MOST_ELEMENTS} 个；请只保存正文部分再试")
        if parent is not None:
            parent.content.append(node)
        if node.id:
            self.ids.setdefault(node.id, node)
        self.nodes.append(node)
        self._open.append(node)
        self._counts.append({})

    def end(self, tag: str) -> None:
        if self._open:
            self._open.pop()
            self._counts.pop()

    def data(self, text: str) -> None:
        if not self._open or self._open[-1].tag in ("script", "style"):
            return
        self._length += len(text)
        if self._length > max(_MOST_CHARACTERS, bounds().characters):
            raise Unreadable("网页里的文字太多；请拆成几个文件")
        content = self._open[-1].content
        if content and isinstance(content[-1], str) and len(content[-1]) < 4096:
            content[-1] += text  # an entity comes by itself
        else:
            content.append(text)

    def comment(self, text: str) -> None:
        if self._open and _MARK_RE.match(text):
            self.marked.add(self._open[-1].number)
        if self.address is None and (match := _SAVED_RE.match(text)) is not None:
            self.address = match[1]

    def pi(self, *_: Any) -> None:
        """Processing instructions say nothing."""

    def doctype(self, *_: Any) -> None:
        """Nor does the type."""

    def close(self) -> _Builder:
        return self


def parse(data: bytes, charset: str | None = None) -> Tree:
    """The elements of a page; `charset` is what its carrier says of it, else the page's own word counts.

    Unreadable if the bytes are no text.
    """
    told = charset or _charset(data)
    text, encoding = decode(data, told)
    builder = _Builder()
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True, no_network=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as error:
        if not builder.nodes:
            raise Unreadable(
                f"不是完好的网页（{' '.join(str(error).split())[:120]}）；请在浏览器里另存后再试"
            ) from None
    return Tree(builder.nodes, builder.ids, frozenset(builder.marked), encoding, told, builder.address)


def _charset(data: bytes) -> str | None:
    """The encoding that a page names, if it does so where browsers look."""
    match = _CHARSET_RE.search(data[:_HEAD])
    return (match[1] or match[2]).decode("latin-1") if match else None
