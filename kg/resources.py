"""Where the project's own data files are: in a checkout or an editable install, or inside the wheel."""

from __future__ import annotations

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
_INSTALLED = Path(__file__).resolve().parent / "data"


def resource(name: str) -> Path:
    """The path of `ontology.ttl` or `corpus`.

    A wheel carries both under kg/data; a checkout has them at its top.
    """
    for root in (_INSTALLED, _CHECKOUT):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is neither in {_INSTALLED} nor in {_CHECKOUT}: the installation is incomplete")
