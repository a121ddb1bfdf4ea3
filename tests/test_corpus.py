"""The shipped corpus: its manifest, and each digest held against the text it digests.

The texts themselves belong to their publishers and are not shipped: where they are missing (../shared beside the
checkout), the tests that read them skip.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.extract import Metadata, extract, load_document
from kg.records import to_facts
from kg.regions import gazetteer

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
SOURCES = SHARED / "corpus"
GOLD = SHARED / "annotation" / "gold"
SCORER = SHARED / "annotation" / "score.py"
COPYCHECK = SHARED / "tools" / "copycheck.py"

COLUMNS = ["file", "id", "title", "publisher", "date", "region", "source"]
NO_DOCUMENTS = {"README.md", "manifest.csv"}
DATE_RE = re.compile(r"\d{4}(-\d\d){0,2}")

# digest -> number of its source
SOURCE_NUMBERS = {
    "sichuan.md": "000",
    "chengdu.md": "001",
    "beijing-hubei-sichuan.md": "002",
    "liangshan.md": "003",
    "yangquan.md": "004",
}
# measure of the scorer -> least F1 of the digest's facts against its source's
AGREEMENT = {
    "Metric (value and unit)": 0.9,
    "Region": 0.9,
    "Date": 0.9,
    "Mechanism (relaxed)": 0.7,
}
# gold file -> digest of the text it annotates
GOLD_DIGESTS = {
    "002.json": "beijing-hubei-sichuan.md",
    "003_part1.json": "liangshan.md",
    "004.json": "yangquan.md",
}

needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts (../shared/corpus) are not here")
needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason="the scorer (../shared/annotation) is not here")
needs_copycheck = pytest.mark.skipif(not COPYCHECK.is_file(), reason="../shared/tools/copycheck.py is not here")
needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="copycheck.py lists the files of a git checkout")


def read_manifest() -> list[dict[str, str]]:
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def corpus_files() -> set[str]:
    paths = (path for path in CORPUS.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(CORPUS).as_posix() for path in paths} - NO_DOCUMENTS


@cache
def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def facts(path: Path) -> dict[str, Any]:
    """What the pipeline finds in a file, told nothing but its id."""
    document, _ = load_document(path, Metadata(id=path.stem))
    return to_facts(extract(document))


@cache
def agreement(digest: str) -> dict[str, Any]:
    """Scores of a digest's facts, with those of its source as gold."""
    [source] = SOURCES.glob(f"{SOURCE_NUMBERS[digest]}_*.txt")
    result, _ = load_scorer().score([(facts(source), facts(CORPUS / digest))])
    assert isinstance(result, dict)
    return result


def test_manifest_has_its_columns() -> None:
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        assert next(csv.reader(lines)) == COLUMNS
    for row in read_manifest():
        assert list(row) == COLUMNS  # a cell too many stands under None
        assert None not in row.values()


def test_manifest_lists_every_file_once() -> None:
    listed = [row["file"] for row in read_manifest()]
    assert sorted(listed) == sorted(corpus_files())


def test_manifest_ids_are_unique() -> None:
    ids = [row["id"] for row in read_manifest()]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def test_manifest_names_title_publisher_and_source() -> None:
    for row in read_manifest():
        assert [name for name in ("title", "publisher", "source") if not row[name]] == []


def test_manifest_dates_are_iso_or_empty() -> None:
    for value in filter(None, (row["date"] for row in read_manifest())):
        assert DATE_RE.fullmatch(value)
        date.fromisoformat(f"{value}-01-01"[:10])


def test_manifest_regions_are_full_names() -> None:
    known = {place.name for place in gazetteer()}
    wrong = [(row["file"], name) for row in read_manifest() for name in row["region"].split(";") if name not in known]
    assert wrong == []


@pytest.mark.parametrize("region", ["四川省", "北京市", "湖北省", "阳泉市"])
def test_manifest_holds_the_regions_compared(region: str) -> None:
    assert region in {name for row in read_manifest() for name in row["region"].split(";")}


def test_every_digest_has_a_source() -> None:
    assert set(SOURCE_NUMBERS) == corpus_files()


@needs_sources
@needs_scorer
@pytest.mark.parametrize("measure", AGREEMENT)
@pytest.mark.parametrize("digest", SOURCE_NUMBERS)
def test_digest_agrees_with_its_source(digest: str, measure: str) -> None:
    assert agreement(digest)[measure]["f1"] >= AGREEMENT[measure]


@needs_scorer
@pytest.mark.parametrize("gold", GOLD_DIGESTS)
def test_digest_states_every_gold_metric(gold: str) -> None:
    scorer = load_scorer()
    found = facts(CORPUS / GOLD_DIGESTS[gold])["metrics"]
    wanted = json.loads((GOLD / gold).read_text(encoding="utf-8"))["metrics"]

    def is_stated(metric: dict[str, Any]) -> bool:
        return any(
            scorer.same_metric_relaxed(metric, other) and scorer.close(metric.get("value_max"), other.get("value_max"))
            for other in found
        )

    missing = [(m["subject"], m["value"], m["unit"]) for m in wanted if not is_stated(m)]
    assert missing == []


@needs_sources
@needs_copycheck
@needs_git
def test_digests_share_no_wording_with_their_sources() -> None:
    run = subprocess.run([sys.executable, str(COPYCHECK), str(ROOT)], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert [line for line in run.stdout.splitlines() if line.startswith("corpus/")] == []
