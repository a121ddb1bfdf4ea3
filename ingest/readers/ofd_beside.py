"""What an OFD file holds beside the text of its pages: annotations, attachments, seals.

Source: GB/T 33190-2016, 15 (annotations), 18 (signatures), 20 (attachments).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ingest.readers.ofd_page import UNIT, Drawn, draw
from ingest.readers.ofd_xml import Element, Members, child, children, text, within

_MOST_NAMES = 5


def comments_of(members: Members, folder: str, root: Element) -> dict[str, tuple[str, ...]]:
    """What annotations say, by the id of their page: their remark, and the text that they show."""
    path = _path(members, folder, root, "Annotations")
    pages = children(members.root(path), "Page") if path else ()
    found: dict[str, tuple[str, ...]] = {}
    for page in pages:
        where = within(posixpath.dirname(path), text(child(page, "FileLoc")))
        annotations = children(members.root(where), "Annot") if where in members else ()
        said = tuple(word for each in annotations for word in _said(each))
        found[page.get("PageID", "")] = found.get(page.get("PageID", ""), ()) + said
    return found


def _said(annotation: Element) -> Iterator[str]:
    for remark in children(annotation, "Remark"):
        if words := text(remark):
            yield words
    drawn = Drawn([], [], {})
    for appearance in children(annotation, "Appearance"):
        draw(appearance, drawn, {}, UNIT)
    if shown := " ".join(fragment.text for fragment in drawn.fragments):
        yield shown


def attachments_of(members: Members, folder: str, root: Element) -> Iterator[str]:
    """The note on a document's attachments, if it has any."""
    path = _path(members, folder, root, "Attachments")
    found = children(members.root(path), "Attachment") if path else ()
    names = [each.get("Name", "") or each.get("ID", "") for each in found]
    if names:
        shown = "、".join(names[:_MOST_NAMES]) + (" 等" if len(names) > _MOST_NAMES else "")
        yield f"附件 {len(names)} 个没有读：{shown}；请用原来的软件把附件另存出来再试"


def seals(members: Members) -> int:
    """How many seals the file bears."""
    return sum(name.endswith(".esl") for name in members.names)


def _path(members: Members, folder: str, root: Element, name: str) -> str:
    """Where the list of this name is; "" if there is none."""
    place = text(child(root, name))
    path = within(folder, place)
    return path if place and path in members else ""
