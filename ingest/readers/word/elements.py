"""XML of Office files: elements by prefixed names ("w:p"), whether their namespaces are transitional or strict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from ingest.readers.parsed import Unreadable

Element = Any  # lxml publishes no types

# ECMA-376 part 1 (strict) and part 4 (transitional); MCE is part 3
_OFFICE, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_NAMESPACES: dict[str, tuple[str, ...]] = {
    "w": (f"{_OFFICE}wordprocessingml/2006/main", f"{_STRICT}wordprocessingml/main"),
    "r": (f"{_OFFICE}officeDocument/2006/relationships", f"{_STRICT}officeDocument/relationships"),
    "m": (f"{_OFFICE}officeDocument/2006/math", f"{_STRICT}officeDocument/math"),
    "a": (f"{_OFFICE}drawingml/2006/main", f"{_STRICT}drawingml/main"),
    "c": (f"{_OFFICE}drawingml/2006/chart", f"{_STRICT}drawingml/chart"),
    "dgm": (f"{_OFFICE}drawingml/2006/diagram", f"{_STRICT}drawingml/diagram"),
    "wp": (f"{_OFFICE}drawingml/2006/wordprocessingDrawing", f"{_STRICT}drawingml/wordprocessingDrawing"),
    "vt": (f"{_OFFICE}officeDocument/2006/docPropsVTypes", f"{_STRICT}officeDocument/docPropsVTypes"),
    "mc": (f"{_OFFICE}markup-compatibility/2006",),
    "rel": (f"{_OFFICE}package/2006/relationships",),
    "ct": (f"{_OFFICE}package/2006/content-types",),
    "dc": ("http://purl.org/dc/elements/1.1/",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
}
_PREFIXES = {uri: prefix for prefix, uris in _NAMESPACES.items() for uri in uris}
_OFF = frozenset({"0", "false", "off", "none"})


_CHUNK = 1 << 16
_KEPT = 4096  # names that are remembered: no file has so many that are its own
_SAFE = {
    "resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False, "remove_comments": True,
    "remove_pis": True,
}  # fmt: skip


class Damaged(Unreadable):
    """The XML is not well-formed, or not what a Word file may have."""


def parse(data: bytes) -> Element:
    """The root element. Damaged if it is no well-formed XML, or declares a document type."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(error) from None
    _refuse_type(root)
    return root


def blocks(data: bytes, *holder: str) -> Iterator[Element]:
    """The children of the element down this path of names from the root on, one after another: what has been read is
    let go, so that the whole is never held. Damaged as `parse`, Unreadable if there is no such element.
    """
    if not data:
        raise Damaged("XML 有错误（是空的）")
    tags = [tag for name in ("w:p", "w:tbl", "w:sdt", holder[-1]) for tag in tags_of(name)]
    parser = etree.XMLPullParser(events=("start", "end"), tag=tags, **_SAFE)
    whole: Element | None = None
    try:
        for event, element in _events(parser, data):
            if whole is None:
                if event == "start" and _path_of(element) == holder:
                    _refuse_type(element)
                    whole = element
            elif event == "end" and (element is whole or element.getparent() is whole):
                yield from _taken(whole, element)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(error) from None
    if whole is None:
        raise Unreadable(f"Word 文档里没有正文（{holder[-1]}）；请重新下载，或用 Word、WPS 打开后另存再试")


def _events(parser: Any, data: bytes) -> Iterator[tuple[str, Element]]:
    for at in range(0, len(data), _CHUNK):
        parser.feed(data[at : at + _CHUNK])
        yield from parser.read_events()
    root = parser.close()
    _refuse_type(root)
    yield from parser.read_events()


def _taken(whole: Element, last: Element) -> Iterator[Element]:
    """The children up to `last`, each of which is gone when the next one is asked for; all if it is `whole`."""
    child = None
    while child is not last and len(whole):
        child = whole[0]
        yield child
        whole.remove(child)


def _path_of(element: Element) -> tuple[str, ...]:
    names = [name_of(element), *map(name_of, element.iterancestors())]
    return tuple(reversed(names))


def _refused(error: Exception) -> Exception:
    if getattr(error, "lineno", None) == 0:  # so libxml2 says that memory ran out
        return MemoryError()
    return Damaged(f"XML 有错误（{' '.join(str(error).split())[:120]}）")


def _refuse_type(element: Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise Damaged("XML 里有文档类型声明（DOCTYPE），Word 文件不该有，不读")


class _Prefixed(dict[object, str]):
    """Names as lxml has them -> with the usual prefix."""

    def __missing__(self, tag: object) -> str:
        uri, _, local = tag.rpartition("}") if isinstance(tag, str) else ("", "", "")
        prefix = _PREFIXES.get(uri[1:])
        name = "" if prefix is None else f"{prefix}:{local}"
        if len(self) < _KEPT:
            self[tag] = name
        return name


_prefixed = _Prefixed()


def name_of(element: Element) -> str:
    """The name with the usual prefix of its namespace; "" if the namespace is none of those that are read."""
    return _prefixed[element.tag]


@cache
def tags_of(name: str) -> tuple[str, ...]:
    """What lxml calls elements and attributes of a prefixed name, in each of its namespaces."""
    prefix, _, local = name.partition(":")
    return tuple(f"{{{uri}}}{local}" for uri in _NAMESPACES[prefix])


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its prefixed name, in whichever of the namespaces it stands."""
    for tag in tags_of(name):
        value: str | None = element.get(tag)
        if value is not None:
            return value
    return None


def children(element: Element, name: str) -> Iterator[Element]:
    found: Iterator[Element] = element.iterchildren(*tags_of(name))
    return found


def find(element: Element | None, *path: str) -> Element | None:
    """The first element down the path of children's names; None if there is none."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(*tags_of(name)), None)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The w:val of the element down the path."""
    found = None if element is None else find(element, *path)
    return None if found is None else attribute(found, "w:val")


def number(element: Element | None, *path: str) -> int | None:
    """The w:val of the element down the path as a whole number; None if it is none."""
    return None if element is None else whole(value(element, *path))


def whole(text: str | None) -> int | None:
    """A whole number as attributes write it, of no more digits than any real one has; None if it is none."""
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) < 10 else None


def toggle(element: Element | None, *path: str) -> bool | None:
    """Whether a property is on; None if it is not there."""
    found = None if element is None else find(element, *path)
    return None if found is None else (attribute(found, "w:val") or "1").strip().lower() not in _OFF
