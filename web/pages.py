"""The home page and the page about the release and its sources."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from web.documents import by_date
from web.entities import overview
from web.paging import Paging
from web.release import current_release
from web.security import allow_inline_styles

blueprint = Blueprint("pages", __name__)

NEWEST = 6
SOURCES = 100


@blueprint.get("/")
def home() -> str:
    """Search, the regions that hold documents, dimensions x regions, the newest documents."""
    allow_inline_styles()
    release = current_release()
    at_a_glance = overview()
    totals = (
        (_("文档"), len(release.documents)),
        (_("机制"), at_a_glance.classes.get("Mechanism", 0)),
        (_("各地做法"), at_a_glance.classes.get("Practice", 0)),
        (_("指标"), at_a_glance.classes.get("Metric", 0)),
        (_("组织"), at_a_glance.classes.get("Organization", 0)),
        (_("政策文件"), at_a_glance.classes.get("PolicyDocument", 0)),
    )
    return render_template(
        "home.html", release=release, overview=at_a_glance, totals=totals, newest=by_date(release.documents)[:NEWEST]
    )


@blueprint.get("/about")
def about() -> str:
    """The release, its documents with their sources, how facts are made, what is not to be expected, the licence."""
    release = current_release()
    rows = by_date(release.documents)
    paging = Paging.of(request.args.get("page"), len(rows), SOURCES)
    shown = rows[paging.offset : paging.offset + SOURCES]
    return render_template("about.html", release=release, overview=overview(), rows=shown, paging=paging)
