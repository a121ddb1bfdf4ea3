"""The documents: their list, the reader, the original file, and the evidence behind what was clicked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kg.errors import NotFound, UsageError
from kg.iris import document_iri, metric_iris
from kg.model import Clause, Document, Extraction
from kg.offsets import source_spans, source_text, told_place
from web.claims import notes
from web.facts import Fact, counts_by_kind, facts_at, facts_of
from web.identity import identity_of
from web.links import document_url, entity_iri_of
from web.negotiate import negotiate
from web.paging import Paging
from web.reading import blocks_of, marks_of, source_pieces
from web.release import current_release
from web.versions import copied, editions_of, held_rows

blueprint = Blueprint("documents", __name__)
PAGE = 50

Answer = str | Response


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chain from words back to the file: clause, span of the cleaned text, spans of the source.

    `place` tells where they begin in the file's own layout (第3页第120字); None where the file has none, as plain text.
    """

    document: Document
    start: int
    end: int
    text: str
    clause: Clause | None
    source: tuple[tuple[int, int], ...]
    facts: tuple[tuple[Fact, Any], ...]
    place: str | None = None


@blueprint.get("/document/")
def index() -> str:
    """Every document of the release, newest first, by page."""
    rows = by_date(current_release().documents)
    paging = Paging.of(request.args.get("page"), len(rows), PAGE)
    return render_template("documents.html", rows=rows[paging.offset : paging.offset + PAGE], paging=paging)


def by_date(rows: Any) -> list[dict[str, Any]]:
    """Rows of the manifest, newest first; those without a date last."""
    return sorted(rows, key=lambda row: (row["issued"] or "", row["id"]), reverse=True)


@blueprint.get("/document/<path:document_id>")
def page(document_id: str) -> Answer:
    """The reader; `from` and `to` highlight a span of the cleaned text and show the facts stated there."""
    answer = negotiate(entity_iri_of("document", document_id))
    if answer is not None:
        return answer
    document = copied(document_id)
    if document is not None:
        return redirect(document_url(document), 303)
    extraction = find_document(document_id)
    facts = facts_of(extraction, notes())
    here = requested_span(extraction.document)
    return render_template(
        "document.html",
        identity=identity_of(extraction.document, current_release().rows),
        editions=editions_of(extraction.document.id),
        document=extraction.document,
        extraction=extraction,
        blocks=blocks_of(extraction.document, marks_of(facts), here),
        facts=facts,
        region_iris={fact.name: fact.iri for fact in facts if fact.kind == "Region"},
        counts=counts_by_kind(facts),
        evidence=None if here is None else evidence_at(extraction.document, facts, *here),
    )


@blueprint.get("/document/<path:document_id>/evidence")
def evidence(document_id: str) -> Answer:
    """The panel of the reader alone: the facts stated by `from`-`to` and the way back to the file."""
    extraction = find_document(document_id)
    here = requested_span(extraction.document)
    if here is None:
        raise UsageError(_("请用 from 和 to 指明文字的起止位置"))
    found = evidence_at(extraction.document, facts_of(extraction, notes()), *here)
    return render_template("parts/evidence.html", evidence=found, document=extraction.document)


@blueprint.get("/document/<path:document_id>/source")
def source(document_id: str) -> Answer:
    """The original file, what was set apart greyed, repairs marked, the words asked for highlighted."""
    extraction = find_document(document_id)
    document = extraction.document
    here = requested_span(document)
    text = source_text(document)
    spans = [] if here is None else source_spans(document.segments, *here)
    pieces = list(source_pieces(text, document, spans))
    first = next((number for number, piece in enumerate(pieces) if piece.is_here), None)
    return render_template(
        "source.html",
        document=document,
        pieces=pieces,
        here=here,
        spans=spans,
        first=first,
        length=len(text),
        place=None if here is None else told_place(document, here[0]),
    )


@blueprint.get("/document/<path:document_id>/clause/<int:number>")
def clause(document_id: str, number: int) -> Answer:
    """A clause's IRI leads to its place in the reader."""
    answer = negotiate(f"{entity_iri_of('document', document_id)}/clause/{number}")
    if answer is not None:
        return answer
    document = find_document(document_id).document
    if not 0 < number <= len(document.clauses):
        raise NotFound(_("条款"), f"{document_id}/clause/{number}")
    return redirect(document_url(document.id, clause=number), 303)


@blueprint.get("/document/<path:document_id>/evidence/<int:start>-<int:end>")
def words(document_id: str, start: int, end: int) -> Answer:
    """An evidence's IRI leads to its words in the reader."""
    answer = negotiate(f"{entity_iri_of('document', document_id)}/evidence/{start}-{end}")
    if answer is not None:
        return answer
    return _to_words(find_document(document_id).document, start, end)


@blueprint.get("/document/<path:document_id>/metric/<digest>")
def metric(document_id: str, digest: str) -> Answer:
    """A metric's IRI leads to its words in the reader."""
    iri = f"{entity_iri_of('document', document_id)}/metric/{digest}"
    answer = negotiate(iri)
    if answer is not None:
        return answer
    extraction = find_document(document_id)
    iris = metric_iris(extraction.document, extraction.metrics)
    if iri not in iris:
        raise NotFound(_("指标"), f"{document_id}/metric/{digest}")
    found = extraction.metrics[iris.index(iri)].evidence
    return _to_words(extraction.document, found.start, found.end)


@blueprint.get("/document/<path:document_id>/act/<int:number>")
def act(document_id: str, number: int) -> Answer:
    """The IRI of what a document does to another leads to the words that say so."""
    answer = negotiate(f"{entity_iri_of('document', document_id)}/act/{number}")
    if answer is not None:
        return answer
    document = find_document(document_id).document
    if not 0 < number <= len(document.acts):
        raise NotFound(_("效力陈述"), f"{document_id}/act/{number}")
    found = document.acts[number - 1].evidence
    return redirect(document_url(document.id), 303) if found is None else _to_words(document, found.start, found.end)


@blueprint.get("/document/<path:document_id>/statement/<digest>")
def statement(document_id: str, digest: str) -> Answer:
    """A statement's IRI leads to its words in the reader."""
    iri = f"{entity_iri_of('document', document_id)}/statement/{digest}"
    answer = negotiate(iri)
    if answer is not None:
        return answer
    rows = current_release().store.select("statement_evidence", statement=iri)
    if not rows:
        raise NotFound(_("陈述"), f"{document_id}/statement/{digest}")
    return _to_words(find_document(document_id).document, int(rows[0]["start"] or 0), int(rows[0]["end"] or 0))


@blueprint.get("/document/<path:document_id>/<any(graph, extraction):part>")
def part(document_id: str, part: str) -> Answer:
    """The document's named graph and the activity that made it have no page but the document's."""
    answer = negotiate(f"{entity_iri_of('document', document_id)}/{part}")
    if answer is not None:
        return answer
    return redirect(document_url(find_document(document_id).document.id), 303)


def find_row(document_id: str) -> dict[str, Any]:
    """The manifest's row of a document or a copy by its id. NotFound, with the nearest ids, if the release has none."""
    row = held_rows().get(document_iri(document_id))
    return current_release().document(document_id) if row is None else row


def find_document(document_id: str) -> Extraction:
    """A document of the release by its id. NotFound if it has none."""
    return current_release().extraction(find_row(document_id)["id"])


def requested_span(document: Document) -> tuple[int, int] | None:
    """The span that `from` and `to` ask for; None without them. UsageError if the text has no such span."""
    given = request.args.get("from"), request.args.get("to")
    if given == (None, None):
        return None
    try:
        start, end = int(given[0] or ""), int(given[1] or "")
    except ValueError:
        raise UsageError(_("from 和 to 应是两个整数，得到的是 %(a)s 和 %(b)s", a=given[0], b=given[1])) from None
    check_span(document, start, end)
    return start, end


def check_span(document: Document, start: int, end: int) -> None:
    if not 0 <= start < end <= len(document.text):
        raise UsageError(_("%(a)s–%(b)s 不在这份文档的 0–%(n)s 字之内", a=start, b=end, n=len(document.text)))


def evidence_at(document: Document, facts: list[Fact], start: int, end: int) -> Evidence:
    """The chain behind a span and the facts that it states."""
    return Evidence(
        document=document,
        start=start,
        end=end,
        text=document.text[start:end],
        clause=document.clause_at(start),
        source=tuple(source_spans(document.segments, start, end)),
        facts=tuple(facts_at(facts, start, end)),
        place=told_place(document, start),
    )


def _to_words(document: Document, start: int, end: int) -> Response:
    check_span(document, start, end)
    clause = document.clause_at(start)
    number = 0 if clause is None else clause.number
    return redirect(document_url(document.id, start=start, end=end, clause=number), 303)
