"""ingest.version: what decides the facts is in the digest."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

from ingest import version

# what ingest uses of kg and no fact depends on: messages, limits, the process that readers run in
_NO_FACTS = {"kg.errors", "kg.settings", "kg.graph.protocol", "kg.graph.sandbox"}


def reached() -> set[str]:
    """The modules of kg that ingest imports, directly or through others."""
    graph = grimp.build_graph("ingest", "kg", exclude_type_checking_imports=True)
    waiting = [module for module in graph.modules if module.split(".")[0] == "ingest"]
    found: set[str] = set()
    while waiting:
        imported = {m for m in graph.find_modules_directly_imported_by(waiting.pop()) if m.startswith("kg.")}
        waiting += imported - found
        found |= imported
    return found


def test_every_module_that_decides_facts_counts() -> None:
    counted = {"kg." + name.removesuffix(".py").replace("/", ".") for name in version._FOUNDATION}
    assert reached() - _NO_FACTS <= counted


def test_another_byte_is_another_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = tmp_path / "ingest"
    root.mkdir()
    (root / "rule.py").write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr(version, "_ROOT", root)
    before = version.rules_version.__wrapped__()
    (root / "rule.py").write_text("A = 2\n", encoding="utf-8")
    assert version.rules_version.__wrapped__() != before
