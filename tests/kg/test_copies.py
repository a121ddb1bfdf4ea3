"""Copies and versions in a release: one document with several sources, and what becomes of it at the next build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.checks import check
from kg.errors import NotFound
from kg.graph import builder
from kg.iris import document_iri
from kg.releases import Release, dump, list_releases, open_release, publish
from kg.text.search import search
from tests.kg import factory
from tests.kg.same_again import (
    BULLETIN,
    DRAFTS,
    MEASURE,
    OTHER,
    REPOST,
    REVISED,
    TRIAL,
    build_home,
    pairs,
    renamed,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def few_regions() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "region_triples", factory.region_triples)
        yield


@pytest.fixture(scope="module")
def home(few_regions: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    build_home(folder).close()
    return folder


def sources(release: Release, document_id: str) -> list[str]:
    return [row["id"] for row in release.document(document_id)["sources"]]


def more(home: Path, *drafts: factory.Draft, remove: tuple[str, ...] = ()) -> Release:
    release = publish(home, add=pairs(drafts), remove=remove)
    assert release is not None
    return release


def same(one: Release, other: Release) -> bool:
    """Whether two releases hold the same, however they came about."""
    rows = [{k: v for k, v in r.manifest.items() if k not in ("release", "created")} for r in (one, other)]
    likeness = [(r.path / "likeness.json").read_bytes() for r in (one, other)]
    facts = [list(dump(r, "nq")) for r in (one, other)]
    found = [[(h.document, h.clause) for h in search(r.index, "议事会", limit=100).hits] for r in (one, other)]
    return all(a == b for a, b in (rows, likeness, facts, found))


def test_copies_are_sources_of_one_document(home: Path) -> None:
    release = open_release(home)
    assert [row["id"] for row in release.documents] == ["lantian/2021", "lantian/2024", "lantian/trial", "qinghe/2021"]
    assert sources(release, MEASURE.id) == ["lantian/2021", "lantian/bulletin", "lantian/repost"]
    assert {row["id"]: row["copy_of"] for row in release.copies.values()} == {
        BULLETIN.id: MEASURE.id,
        REPOST.id: MEASURE.id,
    }
    assert {hit.document for hit in search(release.index, "联名提出", limit=50).hits} == set(release.rows)


def test_bytes_and_record_of_a_copy_are_kept(home: Path) -> None:
    release = open_release(home)
    extraction, data = next(pairs([REPOST]))
    assert release.source(REPOST.id) == data
    assert release.extraction(REPOST.id) == extraction
    with pytest.raises(NotFound):
        release.document(REPOST.id)


def test_editions_are_linked_both_ways(home: Path) -> None:
    rows = open_release(home).rows
    chain = {row["id"]: (row["version_of"], row["replaced_by"]) for row in rows.values()}
    assert chain == {
        TRIAL.id: (None, [MEASURE.id]),
        MEASURE.id: (TRIAL.id, [REVISED.id]),
        REVISED.id: (MEASURE.id, []),
        OTHER.id: (None, []),
    }


def test_graph_says_what_the_manifest_says_and_is_sound(home: Path) -> None:
    release = open_release(home)
    assert check(release) == []
    rows = release.store.select("SELECT ?new ?old { ?new dcterms:isVersionOf ?old ; prov:wasRevisionOf ?old }")
    assert {(row["new"], row["old"]) for row in rows} == {
        (document_iri(REVISED.id), document_iri(MEASURE.id)),
        (document_iri(MEASURE.id), document_iri(TRIAL.id)),
    }
    rows = release.store.select("SELECT ?copy ?document { ?copy a zt:Copy ; dcterms:isFormatOf ?document }")
    assert {(row["copy"], row["document"]) for row in rows} == {
        (document_iri(copy.id), document_iri(MEASURE.id)) for copy in (BULLETIN, REPOST)
    }


@pytest.mark.parametrize("late", [MEASURE, REPOST, REVISED], ids=lambda draft: draft.id)
def test_built_in_two_steps_is_what_is_built_at_once(home: Path, tmp_path: Path, late: factory.Draft) -> None:
    build_home(tmp_path, [draft for draft in reversed(DRAFTS) if draft is not late]).close()
    assert same(more(tmp_path, late), open_release(home))


def test_removed_document_leaves_its_place_to_a_copy(tmp_path: Path) -> None:
    build_home(tmp_path).close()
    release = more(tmp_path, remove=(MEASURE.id,))
    assert sources(release, BULLETIN.id) == [BULLETIN.id, REPOST.id]
    assert release.document(REVISED.id)["version_of"] == BULLETIN.id
    assert check(release) == []
    build_home(tmp_path / "other", [draft for draft in DRAFTS if draft is not MEASURE]).close()
    assert same(release, open_release(tmp_path / "other"))


def test_copy_can_be_removed(tmp_path: Path) -> None:
    build_home(tmp_path).close()
    release = more(tmp_path, remove=(REPOST.id, BULLETIN.id))
    assert (sources(release, MEASURE.id), release.copies) == ([MEASURE.id], {})
    assert search(release.index, "联名提出", limit=50).total == 4


def test_lost_file_of_a_copy_is_found(tmp_path: Path) -> None:
    release = build_home(tmp_path, [MEASURE, REPOST])
    (tmp_path / "sources" / release.copies[REPOST.id]["sha256"]).unlink()
    assert [violation.document for violation in check(release)] == [REPOST.id]


def test_copy_that_changes_becomes_a_document(tmp_path: Path) -> None:
    build_home(tmp_path, [MEASURE, REPOST]).close()
    release = more(tmp_path, renamed(OTHER, REPOST.id))
    assert sorted(release.rows) == [MEASURE.id, REPOST.id]
    assert release.copies == {}


def test_same_files_again_change_nothing(tmp_path: Path) -> None:
    build_home(tmp_path).close()
    assert publish(tmp_path, add=pairs()) is None
    assert list_releases(tmp_path) == [1]


def test_report_is_told_of_copies(tmp_path: Path) -> None:
    told: list[Mapping[str, str]] = []

    def report(copies: Mapping[str, str]) -> Any:
        told.append(copies)
        return {"copies": dict(copies)}

    release = publish(tmp_path, add=pairs([MEASURE, REPOST]), report=report)
    assert release is not None
    assert told == [{REPOST.id: MEASURE.id}]
    assert json.loads((release.path / "report.json").read_text()) == {"copies": {REPOST.id: MEASURE.id}}


def test_release_whose_likeness_is_lost_is_compared_anew(home: Path, tmp_path: Path) -> None:
    first = build_home(tmp_path, [draft for draft in DRAFTS if draft is not MEASURE])
    (first.path / "likeness.json").unlink()
    assert same(more(tmp_path, MEASURE), open_release(home))
