"""From the words of several texts to what they say together: names that are one, variants, figures that agree or not.

The texts are of our own writing; only what any extraction must find in them is asked for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.checks import check
from kg.releases import Release, open_release
from kg.vocab import BASE
from zhitu import main

TEXTS = {
    "a.md": """# 临川区推行网格治理的做法

江西省抚州市临川区坚持党建引领，全区共划分网格1200个，配备专职网格员3560名，群众满意率达到96.4%。

临川区推行“街道吹哨、部门报到”机制，由中共临川区委组织部牵头。村党组织书记、村委会主任“一肩挑”比例达到97.4%。

全区行政村从1052个减为803个。
""",
    "b.md": """# 临川区：网格里的新变化

江西省抚州市临川区已建成网格1350个，选配专职网格员3500余名，群众满意率为96.4%。

临川区“街乡吹哨、部门报到”工作机制由临川区委组织部组织实施。“一肩挑”占比95%。

两年间，临川区建制村减少249个。
""",
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    home: Path = tmp_path_factory.mktemp("home")
    main(["build", str(folder), "--home", str(home)], standalone_mode=False)
    return open_release(home)


def test_figures_agree_or_not(release: Release) -> None:
    rows = release.store.select("claim_list")
    found = {str(row["subject"]): str(row["agreement"]).rpartition("/")[2] for row in rows}
    assert found["网格"] == "conflicting"
    assert found["专职网格员"] == "rounding"
    assert found["群众满意率"] == "agreeing"
    assert next(agreement for subject, agreement in found.items() if "一肩挑" in subject) == "conflicting"
    assert next(agreement for subject, agreement in found.items() if subject in ("行政村", "建制村")) == "agreeing"


def test_names_of_a_body_are_one(release: Release) -> None:
    rows = release.store.select("replaced_entities")
    pairs = {(row["entity"], row["canonical"]) for row in rows}
    assert (f"{BASE}organization/中共临川区委组织部", f"{BASE}organization/临川区委组织部") in pairs


def test_variants_are_linked(release: Release) -> None:
    reasons = [str(row["reason"]) for row in release.store.select("variant_pairs")]
    assert any("街道" in reason and "街乡" in reason for reason in reasons)


def test_the_release_is_sound(release: Release) -> None:
    assert check(release) == []
