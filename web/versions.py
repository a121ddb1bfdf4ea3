"""A document's other sources and editions, and two texts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from kg.errors import UsageError
from kg.iris import document_iri
from kg.model import Document
from kg.releases import Release
from kg.versions import Change, Difference, diff
from kg.versions.table import LABELS, edits_of, place_of
from kg.versions.units import Unit, units_of
from kg.versions.words import Edit
from web.release import current_release, memo

blueprint = Blueprint("versions", __name__)

Row = Mapping[str, Any]
OFFERED = 500  # documents that the form lists; others by their id
_QUIET = ("same", "renumbered")
_FOLDED = 2  # clauses without a change that stay open between two changes
_SIDES = {"before": "removed", "after": "added"}  # the side of a text -> the kind of edit that it alone has


@dataclass(frozen=True, slots=True)
class Editions:
    """Rows of the manifest: the other sources of a document, the edition before it, those right after it."""

    sources: tuple[Row, ...]
    before: Row | None
    after: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A clause of both texts; `number` counts what differs, from 1 (0: nothing does)."""

    kind: str
    number: int
    place: str
    before: Unit | None
    after: Unit | None
    words: Mapping[str, tuple[Edit, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """Lines one after the other; folded away where nothing differs."""

    is_folded: bool
    lines: tuple[Line, ...]


@blueprint.get("/diff")
def page() -> str:
    """Two texts of the release, `a` and `b` by id, clause by clause; a form for them where they are not given."""
    given = [request.args.get(name, "").strip() for name in ("a", "b")]
    if not any(given):
        return render_template("diff.html", given=given, difference=None, held=_offered())
    if not all(given):
        raise UsageError(_("请用 a 和 b 给出两份文档的编号"))
    a, b = (_document(document_id) for document_id in given)
    difference = diff(units_of(a), units_of(b))
    lines = list(lines_of(difference))
    return render_template(
        "diff.html",
        given=given,
        held=_offered(),
        documents=(a, b),
        difference=difference,
        runs=list(runs_of(lines)),
        changed=[line for line in lines if line.number],
        LABELS=LABELS,
    )


def _offered() -> list[dict[str, Any]]:
    """Rows of the documents that the form offers, by title."""
    return sorted(current_release().held.values(), key=lambda row: (row["title"] or row["id"], row["id"]))[:OFFERED]


def _document(document_id: str) -> Document:
    release = current_release()
    row = held_rows().get(document_iri(document_id))
    return release.extraction(document_id if row is None else row["id"]).document


def held_rows() -> Mapping[str, dict[str, Any]]:
    """The manifest's rows of documents and copies, by IRI."""
    return memo("held by iri", _by_iri)


def _by_iri(release: Release) -> dict[str, dict[str, Any]]:
    return {document_iri(row["id"]): row for row in release.held.values()}


def diff_url(before: str, after: str) -> str:
    return url_for("versions.page", a=before, b=after)


def copied(document_id: str) -> str | None:
    """The id of the document that has the text of a copy; None if the id is of no copy."""
    row = held_rows().get(document_iri(document_id), {})
    of: str | None = row.get("copy_of")
    return of


def editions_of(document_id: str) -> Editions:
    """What the release has of the same text and of other editions of it."""
    release = current_release()
    row = release.copies.get(document_id) or release.document(document_id)
    before = release.rows.get(row.get("version_of") or "")
    after = [release.rows[name] for name in row.get("replaced_by", ()) if name in release.rows]
    return Editions(tuple(row.get("sources", ())[1:]), before, tuple(after))


def lines_of(difference: Difference) -> Iterator[Line]:
    """Every clause, those that differ numbered."""
    number = 0
    for change in difference.changes:
        is_quiet = change.kind in _QUIET
        number += not is_quiet
        places = dict.fromkeys(place for place in (place_of(change.before), place_of(change.after)) if place)
        words = {side: _words(change, side) for side in _SIDES}
        told = " → ".join(places)
        yield Line(change.kind, 0 if is_quiet else number, told, change.before, change.after, words)


def _words(change: Change, side: str) -> tuple[Edit, ...]:
    """One side's words, label first; what the other side lacks is marked."""
    unit = change.before if side == "before" else change.after
    if unit is None:
        return ()
    if not change.edits:
        whole = edits_of(change)[0].kind if change.before is None or change.after is None else "same"
        return (Edit(whole, unit.text),)
    own = tuple(edit for edit in change.edits if edit.kind in ("same", _SIDES[side]))
    return (Edit("same", unit.label), *own) if unit.label and unit.body else own


def runs_of(lines: Iterable[Line]) -> Iterator[Run]:
    for is_quiet, group in groupby(lines, key=lambda line: not line.number):
        found = tuple(group)
        yield Run(is_quiet and len(found) > _FOLDED, found)
