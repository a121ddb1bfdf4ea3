"""What every template can use: links, labels, and the forms of numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath
from typing import Any

from flask import Flask, request, url_for
from markupsafe import Markup, escape

from kg.doubt import is_doubtful
from kg.errors import ReleaseError
from kg.iris import document_iri
from kg.values import format_date, format_number
from kg.vocab import AGREEMENTS, DIMENSIONS, GENRES
from web import labels, links
from web.assets import asset
from web.claims import claim_notes
from web.navigation import navigation
from web.release import current_release
from web.versions import diff_url


def init_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        date=format_date,
        number=format_number,
        confidence=confidence,
        doubtful=is_doubtful,
        file_name=file_name,
        moment=moment,
        marked=marked,
        repair=labels.repair_label,
        media=labels.media_label,
        region_key=links.region_key,
    )
    app.jinja_env.globals.update(
        asset=asset,
        navigation=navigation,
        release_number=release_number,
        keep_filters=keep_filters,
        page_url=page_url,
        document_iri=document_iri,
        iri_path=links.iri_path,
        document_url=links.document_url,
        source_url=links.source_url,
        repairs_url=links.repairs_url,
        compare_url=links.compare_url,
        diff_url=diff_url,
        claim_notes=claim_notes,
        region_key=links.region_key,
        KINDS=labels.KINDS,
        RELATIONS=labels.RELATIONS,
        LEVELS=labels.LEVELS,
        ROLES=labels.ROLES,
        DIMENSIONS={key: zh for key, (zh, _en) in DIMENSIONS.items()},
        AGREEMENTS={key: zh for key, (zh, _en) in AGREEMENTS.items()},
        GENRES={key: zh for key, (zh, _en) in GENRES.items()},
    )


def confidence(value: float) -> str:
    """A confidence as a share.

    >>> confidence(0.8)
    '80%'
    """
    return f"{value:.0%}"


def file_name(path: str) -> str:
    """A file without its folders: where the machine that built the release keeps it is nobody's business.

    >>> file_name("texts/a.txt")
    'a.txt'
    """
    return PurePath(path).name


def moment(value: str) -> str:
    """An ISO time as a page shows it, in the time zone of the server.

    Text that is no time is shown as it is.
    """
    try:
        return datetime.fromisoformat(value).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return value


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """`text` with the spans in <mark>.

    >>> marked("甲<乙", [(0, 1)])
    Markup('<mark>甲</mark>&lt;乙')
    """
    result, position = Markup(""), 0
    for start, end in spans:
        result += escape(text[position:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        position = end
    return result + escape(text[position:])


def release_number() -> int | None:
    """The number of the release that this request reads; None if there is none."""
    try:
        return current_release().number
    except ReleaseError:
        return None


def keep_filters() -> dict[str, list[str]]:
    """The filters of a search, to be carried along by its form."""
    if request.endpoint != "search.page":
        return {}
    return {name: values for name, values in request.args.lists() if name not in ("q", "page")}


def page_url(number: int) -> str:
    """This page's address with another page number."""
    values: dict[str, Any] = {**(request.view_args or {}), **request.args.to_dict(flat=False), "page": number}
    return url_for(request.endpoint or "pages.home", **values)
