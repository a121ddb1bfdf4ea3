"""A difference for people to read, a row a clause, and for programs, as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kg.model import Document
from kg.versions.diff import KINDS, Change, Difference
from kg.versions.units import Unit
from kg.versions.words import Edit

LABELS = {
    "same": "未变", "renumbered": "改序号", "changed": "修改", "moved": "移动", "added": "新增", "removed": "删除",
}  # fmt: skip
_OUTSIDE = {"heading": "标题", "other": "段外"}
_KEPT = 12  # characters on either side of what has changed
_GAP = "……"


@dataclass(frozen=True, slots=True)
class Row:
    """`before` and `after` say which clause it is ("第三条"; "" where there is none); `edits` are its words."""

    kind: str
    before: str
    after: str
    edits: tuple[Edit, ...]


def place_of(unit: Unit | None) -> str:
    """The number that a clause bears, under its article, else that of the paragraph; "" for no clause."""
    if unit is None:
        return ""
    return unit.article + (unit.label.strip() or _OUTSIDE.get(unit.kind) or f"（第{unit.number}段）")


def rows(difference: Difference, *, every: bool = False) -> Iterator[Row]:
    """What differs; `every`: what is the same too, and nothing left out inside a clause."""
    for change in difference.changes:
        if every or change.kind not in ("same", "renumbered"):
            words = edits_of(change)
            yield Row(change.kind, place_of(change.before), place_of(change.after), words if every else _short(words))


def edits_of(change: Change) -> tuple[Edit, ...]:
    """A clause's words with what has changed in them; one that came or went is so as a whole."""
    if change.edits:
        return change.edits
    unit = change.after or change.before
    assert unit is not None  # a change has one side at least
    whole = {"added": "added", "removed": "removed"}.get(change.kind, "same")
    return (Edit(whole, unit.body or unit.label),)


def _short(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """What stays cut to the words beside what changes; a clause that has not changed to its beginning."""
    last = len(edits) - 1
    if not last and edits[0].kind == "same":
        text = edits[0].text
        return (Edit("same", text if len(text) <= 3 * _KEPT else text[: 3 * _KEPT] + _GAP),)
    return tuple(e if e.kind != "same" else Edit("same", _cut(e.text, n == 0, n == last)) for n, e in enumerate(edits))


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    if len(text) <= 2 * _KEPT + len(_GAP):
        return text
    if is_first or is_last:
        return _GAP + text[-_KEPT:] if is_first else text[:_KEPT] + _GAP
    return text[:_KEPT] + _GAP + text[-_KEPT:]


def summary(difference: Difference) -> str:
    """How many clauses there are of each kind."""
    return "，".join(f"{LABELS[kind]} {difference.counts[kind]}" for kind in KINDS if difference.counts[kind])


def to_json(before: Document, after: Document, difference: Difference, *, every: bool = False) -> dict[str, Any]:
    """The two documents, the counts, and what differs in the order of the second; `every`: what is the same too."""
    return {
        "a": _document(before),
        "b": _document(after),
        "same": difference.is_same,
        "counts": dict(difference.counts),
        "changes": [_change(change) for change in difference.changes if every or change.kind != "same"],
    }


def _document(document: Document) -> dict[str, Any]:
    told = {name: getattr(document, name) for name in ("id", "title", "publisher", "issued")}
    return told | {"file": document.file.name, "sha256": document.file.sha256}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "before": _unit(change.before),
        "after": _unit(change.after),
        "edits": [asdict(edit) for edit in change.edits],
    }


def _unit(unit: Unit | None) -> dict[str, Any] | None:
    if unit is None:
        return None
    told = {"article": unit.article or None, "label": unit.label.strip() or None}
    return {"kind": unit.kind, "clause": unit.number or None, **told, "text": unit.text}
