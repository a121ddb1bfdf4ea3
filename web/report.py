"""What reading and cleaning did: to one document, original beside cleaned text, and to all files of a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os.path import commonpath, dirname
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from kg.errors import NotFound, UsageError
from kg.model import Document, Extraction
from kg.offsets import told_source_place
from web import repairs
from web.documents import by_date, find_document
from web.identity import identity_of
from web.labels import OUTCOMES, is_apart, repair_label
from web.links import repairs_url
from web.paging import Paging
from web.release import current_release
from web.repairs import Run, kinds_of, page_of, pages_of, rows_of, runs_of

blueprint = Blueprint("report", __name__)
FILES = 200  # of a status that a page lists
DOCUMENTS = 100

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """What became of some files of a build alike: `status` is one of labels.OUTCOMES; `rows` are their lines."""

    status: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How often a rule changed something, in how many documents."""

    name: str
    is_apart: bool
    count: int
    documents: int


@blueprint.get("/document/<path:document_id>/repairs")
def document(document_id: str) -> str | Response:
    """A document's report: what was read, what was recognised, every change by kind, both texts side by side.

    `kind` shows the changes of one rule only, `page` a part of a long document; `at` leads to a change by its number.
    """
    extraction = find_document(document_id)
    found = extraction.document
    kind = _kind(found)
    pages = pages_of(runs_of(rows_of(found), kind))
    at = request.args.get("at")
    if at is not None:
        number = _number(at, len(found.repairs))
        return redirect(repairs_url(found.id, kind=kind, page=page_of(pages, number), at=number), 303)
    paging = Paging.of(request.args.get("page"), len(pages), 1)
    runs = pages[paging.number - 1] if paging.number <= len(pages) else []
    return render_template("repairs.html", paging=paging, runs=runs, **_told(extraction, runs, kind))


def _told(extraction: Extraction, runs: Iterable[Run], kind: str | None) -> dict[str, Any]:
    """What the page says besides the texts; `changes` are those of the page, of one rule if there is a `kind`."""
    found = extraction.document
    shown = (stretch for run in runs if run.is_shown for row in run.rows for stretch in row.changes)
    changes = [stretch for stretch in shown if kind in (None, stretch.name)]
    return {
        "kind": kind,
        "document": found,
        "issues": extraction.issues,
        "identity": identity_of(found, current_release().rows),
        "kinds": kinds_of(found.repairs),
        "changes": changes,
        "places": {stretch.number: told_source_place(found, stretch.source[0]) for stretch in changes},
        "length": max((segment.source[1] for segment in found.segments), default=0),
        "clause_at": found.clause_at,
        "visible": repairs.visible,
        "shortened": repairs.shortened,
        "KEPT": repairs.KEPT,
        "CHANGED": repairs.CHANGED,
    }


def _kind(document: Document) -> str | None:
    """The rule that the request asks for; NotFound if it changed nothing here."""
    kind = request.args.get("kind") or None
    names = dict.fromkeys(repair.name for repair in document.repairs)
    if kind is not None and kind not in names:
        raise NotFound(_("修复规则"), kind, [repair_label(name) for name in names][:5])
    return kind


def _number(text: str, most: int) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise UsageError(_("at 应是 1 到 %(n)s 的整数，得到的是 %(at)s", n=most, at=text))
    return int(text)


@blueprint.get("/report")
def release() -> str:
    """The release's report: what became of the files of its build, repairs of all documents by kind, their notes."""
    found = current_release()
    rows = by_date(found.held.values())
    paging = Paging.of(request.args.get("page"), len(rows), DOCUMENTS)
    files = list(found.report or ())
    return render_template(
        "report.html",
        release=found,
        groups=groups_of(files),
        is_told=found.report is not None,
        kinds=totals_of(rows),
        noted=[row for row in rows if row.get("notes")],
        rows=rows[paging.offset : paging.offset + DOCUMENTS],
        paging=paging,
        names=short_names(str(row["file"]) for row in files),
        FILES=FILES,
    )


def groups_of(files: Iterable[Row]) -> list[Group]:
    """The lines of a build's report by what became of the files, in the order of labels.OUTCOMES."""
    found: dict[str, list[Row]] = {}
    for row in files:
        found.setdefault(str(row["status"]), []).append(row)
    return [Group(status, str(label), tuple(found[status])) for status, label in OUTCOMES.items() if status in found]


def totals_of(rows: Iterable[Row]) -> list[Total]:
    """The rules that changed something in documents (rows of the manifest), the most frequent first."""
    found: dict[str, list[int]] = {}
    for row in rows:
        for name, count in row.get("repairs", {}).items():
            found.setdefault(name, []).append(count)
    totals = [Total(name, is_apart(name), sum(counts), len(counts)) for name, counts in found.items()]
    return sorted(totals, key=lambda total: (total.is_apart, -total.count, total.name))


def short_names(files: Iterable[str]) -> dict[str, str]:
    """File -> its path below the folder that all of them are in, which is nobody's business.

    >>> short_names(["/home/li/texts/a.txt", "/home/li/texts/old/b.zip/c.txt"])
    {'/home/li/texts/a.txt': 'a.txt', '/home/li/texts/old/b.zip/c.txt': 'old/b.zip/c.txt'}
    """
    names = list(files)
    rooted = [dirname(name) for name in names if name.startswith("/")]
    above = commonpath(rooted) if rooted else ""
    return {name: (name[len(above) :] if name.startswith("/") else name).lstrip("./") for name in names}
