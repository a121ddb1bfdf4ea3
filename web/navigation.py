"""The entries of the menu, in order: endpoint, what it is called, the blueprints whose pages it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _

_ENTRIES = (
    ("pages.home", _("首页"), ("pages.home",)),
    ("search.page", _("检索"), ("search.",)),
    ("documents.index", _("文档"), ("documents.", "report.", "versions.")),
    ("entities.regions", _("地区"), ("entities.region",)),
    ("entities.dimensions", _("维度"), ("entities.dimension", "entities.mechanism", "entities.practice")),
    ("compare.page", _("比较"), ("compare.", "claims.")),
    ("network.page", _("关系网络"), ("network.",)),
    ("sparql.workbench", _("SPARQL"), ("sparql.",)),
    ("pages.about", _("关于"), ("pages.about",)),
)


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    href: str
    is_current: bool


def navigation() -> list[Entry]:
    """The entries whose pages this application has."""
    here = request.endpoint or ""
    return [
        Entry(str(label), url_for(endpoint), here.startswith(places))
        for endpoint, label, places in _ENTRIES
        if endpoint in current_app.view_functions
    ]
