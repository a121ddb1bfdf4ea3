"""Bundles the front end before the wheel is put together, so that the wheel carries it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # `make` bundles in a checkout; an editable install serves what lies there
        sys.path.insert(0, str(Path(self.root) / "web"))
        import bundle  # web.bundle, without importing Flask through the package

        bundle.bundle()
