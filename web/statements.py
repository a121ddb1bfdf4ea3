"""What the documents state about an entity, grouped as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from kg.graph.store import GraphStore
from kg.vocab import BASE, ZT
from web.cites import Cite, cite, document_rows
from web.practices import label_of

LIMIT = 1000  # rows that entity_statements.rq gives, less one

# (relation, side of the entity) -> heading, in the order of the page
HEADINGS = {
    ("implementedIn", "subject"): _("实施地区"),
    ("ledBy", "subject"): _("牵头"),
    ("startedOn", "subject"): _("起始"),
    ("evolvedFrom", "subject"): _("由来"),
    ("evolvedFrom", "object"): _("后来发展为"),
    ("partOf", "subject"): _("属于"),
    ("partOf", "object"): _("包括"),
    ("basedOn", "subject"): _("依据"),
    ("ledBy", "object"): _("牵头的机制"),
    ("issuedBy", "object"): _("印发的文件"),
    ("issuedBy", "subject"): _("发文机关"),
    ("subordinateTo", "subject"): _("隶属于"),
    ("subordinateTo", "object"): _("下属"),
    ("basedOn", "object"): _("以此为依据的机制和文档"),
    ("startedOn", "object"): _("始于此时的机制"),
    ("implementedIn", "object"): _("在此实施的机制"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """`other` is what the entity is linked to; `place` the region whose practice the words describe."""

    other: str
    label: str
    region: str | None
    place: str | None
    at: Cite


def statements_of(store: GraphStore, iri: str) -> tuple[dict[tuple[str, str], list[Statement]], bool]:
    """Statements by (relation, side), in the order of HEADINGS; and whether there are more than are given."""
    rows = store.select("entity_statements", entity=iri)
    groups: dict[tuple[str, str], dict[tuple[str, Cite], Statement]] = {}
    for row in rows[:LIMIT]:
        key = (str(row["property"]).removeprefix(ZT), str(row["side"]))
        statement = _statement(row)
        groups.setdefault(key, {}).setdefault((statement.other, statement.at), statement)
    return {key: list(groups[key].values()) for key in HEADINGS if key in groups}, len(rows) > LIMIT


def _statement(row: Mapping[str, Any]) -> Statement:
    other = row["other"]
    document = document_rows().get(other)
    label = label_of(row, "other") if document is None else f"《{document['title'] or document['id']}》"
    return Statement(other, label, row["region"], row["place"], cite(row))


def is_document(iri: str) -> bool:
    return iri.startswith(f"{BASE}document/")
