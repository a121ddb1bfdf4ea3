"""XML of Office files: elements by prefixed names ("w:p"), whether their namespaces are transitional or strict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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


def parse(data: bytes) -> Element:
    """The root element. Unreadable if it is no well-formed XML, or declares a document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "lineno", None) == 0:  # so libxml2 says that memory ran out
            raise MemoryError from None
        raise Unreadable(f"XML 有错误（{' '.join(str(error).split())[:120]}）") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("XML 里有文档类型声明（DOCTYPE），Word 文件不该有，不读")
    return root


def name_of(element: Element) -> str:
    """The name with the usual prefix of its namespace; "" if the namespace is none of those that are read."""
    tag = element.tag
    return _prefixed(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _prefixed(tag: str) -> str:
    uri, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(uri[1:])
    return "" if prefix is None else f"{prefix}:{local}"


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its prefixed name, in whichever of the namespaces it stands."""
    prefix, _, local = name.partition(":")
    for uri in _NAMESPACES[prefix]:
        value: str | None = element.get(f"{{{uri}}}{local}")
        if value is not None:
            return value
    return None


def children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if name_of(child) == name)


def find(element: Element | None, *path: str) -> Element | None:
    """The first element down the path of children's names; None if there is none."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The w:val of the element down the path."""
    found = find(element, *path)
    return None if found is None else attribute(found, "w:val")


def number(element: Element | None, *path: str) -> int | None:
    """The w:val of the element down the path as a whole number; None if it is none."""
    return whole(value(element, *path))


def whole(text: str | None) -> int | None:
    """A whole number as attributes write it, of no more digits than any real one has; None if it is none."""
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) < 10 else None


def toggle(element: Element | None, *path: str) -> bool | None:
    """Whether a property is on; None if it is not there."""
    found = find(element, *path)
    return None if found is None else (attribute(found, "w:val") or "1").strip().lower() not in _OFF
