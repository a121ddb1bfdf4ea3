"""Networks: who leads what, and which practices the chosen regions share; drawn, and as tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask_babel import lazy_gettext as _

from kg.compare import find_region
from kg.errors import NotFound
from kg.graph.network import BODY, MECHANISM, REGION, Network, leaders, shared
from kg.iris import document_iri
from web.entities import overview
from web.links import document_url, iri_path
from web.release import current_release
from web.security import allow_inline_styles

blueprint = Blueprint("network", __name__)

VIEWS = {"leaders": _("谁牵头什么"), "shared": _("各地共有的做法")}
NODE_LABELS = {MECHANISM: _("机制"), BODY: _("组织"), REGION: _("地区")}


@blueprint.get("/network")
def page() -> str:
    """A network of the chosen regions (by default those that hold documents)."""
    view = request.args.get("view", "leaders")
    if view not in VIEWS:
        raise NotFound("网络", view, VIEWS)
    release = current_release()
    names = [name for name in request.args.getlist("region") if name.strip()]
    offered = overview().regions
    chosen = [find_region(release, name) for name in names] or [(region.iri, region.name) for region in offered]
    chosen = list(dict.fromkeys(chosen))
    limit = current_app.config["ZHITU"].network_nodes
    if view == "leaders":
        network = leaders(release.store, [iri for iri, _name in chosen], limit=limit)
    else:
        network = shared(release.store, chosen, limit=limit)
    allow_inline_styles()  # Cytoscape sets the size of its canvas
    return render_template(
        "network.html",
        view=view,
        views=VIEWS,
        network=network,
        labels={node.id: node.label for node in network.nodes},
        node_labels=NODE_LABELS,
        offered=offered,
        chosen=[name for _iri, name in chosen],
        drawing=_drawing(network),
        where=_places(),
    )


def _places() -> Any:
    """The address of the words that state an edge."""
    ids = {document_iri(row["id"]): row["id"] for row in current_release().documents}
    return lambda edge: document_url(ids[edge.document], start=edge.start, end=edge.end)


def _drawing(network: Network) -> dict[str, Any]:
    """The network as Cytoscape's elements: every node leads to its page, every edge to its words."""
    where = _places()
    nodes = [{"data": asdict(node) | {"href": iri_path(node.id)}} for node in network.nodes]
    edges = [
        {"data": {"id": f"e{number}", "source": edge.source, "target": edge.target, "href": where(edge)}}
        for number, edge in enumerate(network.edges)
    ]
    return {"nodes": nodes, "edges": edges}
