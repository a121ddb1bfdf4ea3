"""kg.text.index: made, updated in a copy of hard links, opened."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from kg.errors import ReleaseError
from kg.text import analysis
from kg.text.index import open_index, update_index
from kg.text.search import Result, search
from tests.kg.text.documents import ALL, THREE, UNDATED, VALLEY, make_document

QUERIES = ("社区治理", "治理 社区", "推行", "接诉即办", "一站式 -程序", "的", "治理 OR 网格", "河谷")


def answers(directory: Path) -> list[Result]:
    index = open_index(directory)
    return [search(index, query, limit=100) for query in QUERIES]


def digests(directory: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in directory.iterdir()}


def linked_copy(old: Path, new: Path) -> Path:
    shutil.copytree(old, new, copy_function=os.link)
    return new


def test_update_index_in_steps_answers_as_from_scratch(tmp_path: Path) -> None:
    whole, steps = tmp_path / "whole", tmp_path / "steps"
    other = make_document("three-places", "别的社区治理正文，稍后换掉。")
    update_index(whole, add=ALL)
    update_index(steps, add=[UNDATED, other])
    update_index(steps, add=[VALLEY])
    update_index(steps, add=[make_document("temporary", "社区治理临时文本。")])
    update_index(steps, add=[THREE], remove=["temporary"])
    assert answers(steps) == answers(whole)


def test_update_index_merges_many_small_updates(tmp_path: Path) -> None:
    extractions = [make_document(f"d{n:02}", f"第{n}号社区治理文本。", "推行网格。") for n in range(30)]
    for extraction in extractions:
        update_index(tmp_path / "steps", add=[extraction])
    update_index(tmp_path / "steps", add=(), remove=[f"d{n:02}" for n in range(0, 30, 2)])
    update_index(tmp_path / "whole", add=extractions[1::2])
    assert answers(tmp_path / "steps") == answers(tmp_path / "whole")
    assert len(list((tmp_path / "steps").glob("*.seg"))) < 10


def test_update_index_leaves_the_linked_original_as_it_was(tmp_path: Path) -> None:
    old = tmp_path / "old"
    update_index(old, add=[VALLEY, UNDATED])
    before, replies = digests(old), answers(old)
    new = linked_copy(old, tmp_path / "new")
    update_index(new, add=[THREE], remove=["undated"])
    assert digests(old) == before
    assert answers(old) == replies
    assert [entry.id for entry in open_index(new).entries] == ["three-places", "valley"]


def test_update_index_keeps_unchanged_segments(tmp_path: Path) -> None:
    """Adding one document to many rewrites no posting of the others."""
    update_index(tmp_path, add=(make_document(f"d{n}", f"第{n}段社区治理。" * 50) for n in range(100)))
    segments = {path.name: path.stat().st_ino for path in tmp_path.glob("*.seg")}
    update_index(tmp_path, add=[VALLEY])
    assert segments.items() <= {path.name: path.stat().st_ino for path in tmp_path.glob("*.seg")}.items()


def test_update_index_that_fails_leaves_the_postings(tmp_path: Path) -> None:
    update_index(tmp_path, add=[VALLEY])
    before = digests(tmp_path)
    with pytest.raises(ValueError, match="twice"):
        update_index(tmp_path, add=[THREE, THREE])
    after = digests(tmp_path)
    assert {name: digest for name, digest in after.items() if name in before} == before
    assert search(open_index(tmp_path), "社区治理").total == 2


def test_update_index_to_nothing(tmp_path: Path) -> None:
    update_index(tmp_path, add=[VALLEY])
    update_index(tmp_path, add=(), remove=["valley", "unknown"])
    result = search(open_index(tmp_path), "社区治理")
    assert (result.total, result.hits) == (0, ())


def test_index_of_another_analysis_is_refused_and_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update_index(tmp_path, add=[VALLEY, UNDATED])
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    with pytest.raises(ReleaseError, match="zhitu build"):
        open_index(tmp_path)
    with pytest.raises(ReleaseError, match="zhitu build"):
        update_index(tmp_path, add=[THREE])
    update_index(tmp_path, add=[THREE], remove=["undated"], rebuild=lambda: [VALLEY, UNDATED])
    assert [entry.id for entry in open_index(tmp_path).entries] == ["three-places", "valley"]
    assert json.loads((tmp_path / "index.json").read_text())["analysis"] == analysis.VERSION


def test_open_index_without_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="zhitu build"):
        open_index(tmp_path)


def test_index_pickles_no_class_of_ours(tmp_path: Path) -> None:
    """Whoosh pickles the schema: a class of ours in it would tie old indexes to where our modules stand."""
    update_index(tmp_path, add=[VALLEY])
    for path in tmp_path.glob("*.toc"):
        assert b"kg." not in path.read_bytes()


def test_entries_know_regions_with_those_above(tmp_path: Path) -> None:
    update_index(tmp_path, add=ALL)
    rows = {entry.id: entry.rows for entry in open_index(tmp_path).entries}
    assert rows["valley"][0].regions == ("510000", "513400")
    assert [row.regions for row in rows["three-places"]] == [
        ("110000", "420000"), ("110000",), ("110000",), ("420000",), ("420000",),
    ]  # fmt: skip
    assert all(row.regions == () for row in rows["undated"])


def test_entries_know_places_without_a_code(tmp_path: Path) -> None:
    village = ("Region", "河口新村", (), {"within": "513423", "level": "village"})
    update_index(
        tmp_path, add=[make_document("village", "河口新村试行积分制。", regions=("河口新村",), entities=(village,))]
    )
    index = open_index(tmp_path)
    for code in ("513423/河口新村", "513423", "513400", "510000"):
        assert search(index, "积分制", regions=[code]).total == 1
    assert [code for code, _ in search(index, "积分制").facets["region"]] == ["510000", "513400", "513423"]


def test_open_index_that_lacks_a_file_says_so(tmp_path: Path) -> None:
    update_index(tmp_path, add=[VALLEY])
    (tmp_path / "texts.txt").unlink()
    with pytest.raises(ReleaseError, match=r"texts\.txt.*zhitu build"):
        open_index(tmp_path)


def test_warm_reads_what_searches_need(tmp_path: Path) -> None:
    update_index(tmp_path, add=ALL)
    index = open_index(tmp_path)
    index.warm()
    assert {"exact", "titles", "norms", "facets", "aliases", "completer", "_postings"} <= vars(index).keys()
    index.close()


@pytest.mark.parametrize("text", ["", "\n", "甲\r\n乙\u2028丙", "\0", "𠮷野家社区"])
def test_index_takes_any_text(tmp_path: Path, text: str) -> None:
    document = make_document("odd", "占位").document
    fields = {name: getattr(document, name) for name in document.__slots__} | {"text": text, "clauses": ()}
    update_index(tmp_path, add=[VALLEY, type(VALLEY)(type(document)(**fields))])
    index = open_index(tmp_path)
    assert search(index, "社区治理").hits[0].document == "valley"
    assert index.exact.original(0, 0, 99) == text
