"""The XML in an OFD file: parsed without trusting it, read by local names, since versions differ in their namespace."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from ingest.readers.parsed import Unreadable
from ingest.readers.zips import Zip

Element = Any  # lxml publishes no types
_DAMAGED = "OFD 已损坏（{}）；请用原来的软件打开后另存再试"


class Members:
    """The XML members of an OFD file by their place in it."""

    def __init__(self, data: bytes) -> None:
        self._zip = Zip(data)
        self._names = {_plain(name).lower(): name for name in self._zip.names}

    @property
    def names(self) -> Iterable[str]:
        """Their places in small letters."""
        return self._names

    def __contains__(self, path: str) -> bool:
        return _plain(path).lower() in self._names

    def root(self, path: str) -> Element:
        """The root of a member. Unreadable if there is no such member or it is no XML."""
        name = self._names.get(_plain(path).lower())
        if name is None:
            raise Unreadable(_DAMAGED.format(f"缺少 {path}"))
        return parsed(self._zip.read(name), name)


def parsed(data: bytes, name: str) -> Element:
    """The root of some XML, in which no entity is declared and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_DAMAGED.format(f"{name}：{' '.join(str(error).split())[:80]}")) from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"OFD 里的 {name} 声明了实体（DTD），这样的文件不读；请用原来的软件打开后另存再试")
    return root


def local(element: Element) -> str:
    """An element's name without its namespace; "" of what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Those children that have this name."""
    return (child for child in ([] if element is None else element) if local(child) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text(element: Element | None) -> str:
    """All text within an element."""
    return "".join(element.itertext()).strip() if element is not None else ""


def within(folder: str, path: str) -> str:
    """Where `path`, as a member of `folder` has it, is in the file.

    >>> within("Doc_0", "Pages/Page_0/Content.xml"), within("Doc_0", "/Doc_1/Tags.xml"), within("Doc_0", "../../a.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_1/Tags.xml', 'a.xml')
    """
    return _plain(path if path.startswith("/") else f"{folder}/{path}")


def _plain(path: str) -> str:
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/")
