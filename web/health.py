"""/healthz: whether a release is open."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from kg.errors import ReleaseError
from web.release import current_release

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 with the number of the open release; 503 if there is none."""
    try:
        release = current_release()
    except ReleaseError as error:
        return jsonify({"status": "unavailable", "message": error.message}), 503
    return jsonify({"status": "ok", "release": release.number}), 200
