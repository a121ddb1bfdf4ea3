"""Claims: one measure as several places state it. What a figure's row says of the others, and the page of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kg.claims.model import AGREEMENTS as ORDER
from kg.errors import NotFound
from kg.releases import Release
from kg.vocab import AGREEMENTS, BASE
from web.links import entity_iri_of, iri_path
from web.negotiate import negotiate
from web.paging import Paging
from web.practices import Figure, figures_of
from web.release import current_release, memo

blueprint = Blueprint("claims", __name__)

Answer = str | Response
PAGE = 50


@dataclass(frozen=True, slots=True)
class Note:
    """What was found about a figure: an id of vocab.AGREEMENTS, in how many documents, and why."""

    claim: str
    agreement: str
    reason: str
    documents: int

    @property
    def label(self) -> str:
        """ "2 份文档一致", "说法不一" …"""
        if self.agreement == "agreeing" and self.documents > 1:
            return str(_("%(n)s 份文档一致", n=self.documents))
        return str(_("同一文档几处一致")) if self.agreement == "agreeing" else AGREEMENTS[self.agreement][0]

    @property
    def text(self) -> str:
        """The label with the reason."""
        return self.reason if self.reason.startswith(self.label) else f"{self.label}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the list of claims."""

    iri: str
    subject: str
    region: str
    place: str
    agreement: str
    statements: int
    documents: int

    @property
    def label(self) -> str:
        return AGREEMENTS[self.agreement][0]


def notes() -> Mapping[str, tuple[Note, ...]]:
    """Findings by the metric (IRI) that they are about, a conflict first."""
    return memo("claim notes", _make_notes)


def _make_notes(release: Release) -> dict[str, tuple[Note, ...]]:
    told: dict[tuple[str, str, str], set[str]] = {}
    for row in release.store.select("findings"):
        key = (str(row["claim"]), agreement_of(row["agreement"]), str(row["reason"]))
        told.setdefault(key, set()).add(str(row["metric"]))
    found: dict[str, list[Note]] = {}
    for key, metrics in told.items():
        note = Note(*key, len({metric.partition("/metric/")[0] for metric in metrics}))
        for metric in metrics:
            found.setdefault(metric, []).append(note)
    return {metric: tuple(sorted(own, key=_order)) for metric, own in found.items()}


def _order(note: Note) -> tuple[int, str]:
    return ORDER.index(note.agreement), note.reason


def agreement_of(iri: object) -> str:
    """The id of an agreement's IRI."""
    return str(iri).rpartition("/")[2]


def claim_notes(metric: str) -> tuple[Note, ...]:
    """What was found about a metric, for a badge beside its value; empty for most."""
    return notes().get(metric, ())


def claims_of(regions: set[str]) -> list[Claim]:
    """The claims of some regions: conflicts first, then by place."""
    return [claim for claim in all_claims() if claim.region in regions]


def all_claims() -> list[Claim]:
    """Every claim: conflicts first, then by place, those of most documents first."""
    return memo("claims", _make_claims)


def _make_claims(release: Release) -> list[Claim]:
    rows = [
        Claim(
            str(row["claim"]),
            str(row["subject"]),
            str(row["region"]),
            str(row["place"]),
            agreement_of(row["agreement"]),
            int(row["statements"] or 0),
            int(row["documents"] or 0),
        )
        for row in release.store.select("claim_list")
        if row["claim"] is not None
    ]
    return sorted(rows, key=lambda c: (c.agreement != "conflicting", c.region, -c.documents, c.subject))


@blueprint.get("/claim/")
def index() -> str:
    """Every claim; of one kind of agreement where `agreement` asks for it."""
    wanted = request.args.get("agreement", "")
    if wanted and wanted not in AGREEMENTS:
        raise NotFound(_("一致程度"), wanted, list(AGREEMENTS))
    every = all_claims()
    rows = [claim for claim in every if wanted in ("", claim.agreement)]
    counts = {name: sum(claim.agreement == name for claim in every) for name in ORDER}
    paging = Paging.of(request.args.get("page"), len(rows), PAGE)
    shown = rows[paging.offset : paging.offset + PAGE]
    return render_template("claims.html", rows=shown, paging=paging, counts=counts, wanted=wanted, total=len(every))


@blueprint.get("/claim/<path:name>")
def claim(name: str) -> Answer:
    """A claim with every statement of it and what was found; a finding's IRI leads here."""
    iri = entity_iri_of("claim", name)
    answer = negotiate(f"{BASE}claim/{name}")
    if answer is not None:
        return answer
    if "/finding/" in name:
        return redirect(iri_path(f"{BASE}claim/{name.partition('/')[0]}"), 303)
    store = current_release().store
    about = store.select("claim_about", claim=iri)
    if not about:
        raise NotFound(_("指标说法"), name)
    figures = figures_of(store.select("claim_metrics", claim=iri))
    findings = sorted({(agreement_of(r["found"]), str(r["reason"])) for r in about}, key=lambda f: ORDER.index(f[0]))
    return render_template(
        "claim.html",
        about=about[0],
        agreement=agreement_of(about[0]["agreement"]),
        findings=findings,
        figures=_in_time(figures),
        documents=len({figure.at.document for figure in figures}),
    )


def _in_time(figures: list[Figure]) -> list[Figure]:
    """Statements by what they say, what was before first."""
    order = ["before", "after", "level", "share", "change", "target"]
    return sorted(figures, key=lambda f: (order.index(f.role), f.time or "", f.shown, f.at.document, f.at.start))


@blueprint.get("/resolution/<name>")
def resolution(name: str) -> Answer:
    """Why two things are one or variants: the page of one of them."""
    iri = f"{BASE}resolution/{name}"
    answer = negotiate(iri)
    if answer is not None:
        return answer
    rows = current_release().store.select("resolution_entity", resolution=iri)
    if not rows:
        raise NotFound(_("归一依据"), name)
    return redirect(iri_path(str(rows[0]["entity"])), 303)
