"""What the page of a document says it is: 文号, issuing bodies, days, whether it is in force and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from kg.model import Document
from kg.validity import Reason, state_of
from kg.values import format_date
from web.labels import ACT_LABELS, AUTHORITY_LABELS, DAY_LABELS, STATE_LABELS
from web.links import document_url

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One value; `href` leads to the document or the words that it speaks of, `note` says more."""

    text: str
    href: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A label with its values; `state` is one of kg.validity.STATES where the line says whether it is in force."""

    label: str
    items: tuple[Item, ...]
    state: str | None = None


def identity_of(document: Document, rows: Mapping[str, Row], today: str | None = None) -> list[Line]:
    """The lines of a document, those that nothing tells left out; `rows` are the manifest's, by id."""
    row = rows.get(document.id, {})
    plain = (
        (_("文号"), document.numbers),
        (_("发文机关"), document.issuers),
        (_("层级"), (AUTHORITY_LABELS[document.level],) if document.level else ()),
        (_("成文日期"), (format_date(document.issued),) if document.issued and document.issuers else ()),
        *((str(label), (format_date(day),)) for name, label in DAY_LABELS.items() if (day := getattr(document, name))),
        (_("主题"), document.topics),
    )
    lines = [Line(label, tuple(Item(str(value)) for value in values)) for label, values in plain if values]
    lines += _validity(row, rows, today or date.today().isoformat())
    return lines + list(_acts(document, row, rows))


def _validity(row: Row, rows: Mapping[str, Row], today: str) -> Iterator[Line]:
    state, reason = state_of(row, today)
    if state is not None and reason is not None:
        yield Line(_("效力状态"), (_because(state, reason, rows),), state)


def _because(state: str, reason: Reason, rows: Mapping[str, Row]) -> Item:
    label = str(STATE_LABELS[state])
    other = rows.get(reason.document or "")
    if other is None:
        return Item(label, None, _own_words(state, reason))
    title = _("《%(title)s》", title=other["title"] or other["id"])
    if reason.rule == "version":
        return Item(label, document_url(other["id"]), _("另有较新版本%(title)s", title=title))
    act = other["acts"][reason.act]
    note = _("据%(title)s", title=title) + (f"（{format_date(reason.day)}）" if reason.day else "")
    return Item(label, _words(other["id"], act), note)


def _own_words(state: str, reason: Reason) -> str:
    if reason.rule == "page":
        return str(_("据来源网页注明"))
    if state == "expired":
        return str(_("据文中写明的有效期"))
    if state == "pending":
        return str(_("自%(day)s起施行", day=format_date(reason.day or "")))
    return str(_("自%(day)s起施行，未见收录的文档将其废止或修改", day=format_date(reason.day or "")))


def _acts(document: Document, row: Row, rows: Mapping[str, Row]) -> Iterator[Line]:
    """What the document does to others; those held by their pages, the rest by the words that name them."""
    held: dict[int, str] = dict(reversed(row.get("acts_on", ())))
    for kind, label in ACT_LABELS.items():
        items = tuple(
            Item(
                "".join(filter(None, (f"《{act.title}》" if act.title else "", act.number))),
                document_url(held[index]) if held.get(index) in rows else None,
                None,
            )
            for index, act in enumerate(document.acts)
            if act.kind == kind
        )
        if items:
            yield Line(str(label), items)


def _words(document_id: str, act: Mapping[str, Any]) -> str:
    if act.get("span") is None:
        return document_url(document_id)
    start, end = act["span"]
    return document_url(document_id, start=start, end=end, clause=act["clause"] or 0)
