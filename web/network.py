"""Blueprint `network`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("network", __name__)
