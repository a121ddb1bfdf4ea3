"""Releases: what a build publishes, what it leaves alone, and that it may be killed at any moment."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError, NotFound, ReleaseError
from kg.graph import builder
from kg.model import Extraction
from kg.records import to_record
from kg.releases import (
    Release,
    check,
    current_number,
    dump,
    list_releases,
    open_release,
    publish,
    use_release,
)
from tests.kg import factory

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thirty thousand triples of all regions would be most of the time."""
    monkeypatch.setattr(builder, "region_triples", factory.region_triples)


def test_release_holds_documents_sources_graph_and_index(tmp_path: Path) -> None:
    release = factory.build_home(tmp_path)
    assert (release.number, list_releases(tmp_path), current_number(tmp_path)) == (1, [1], 1)
    assert [row["id"] for row in release.documents] == sorted(factory.DRAFTS)
    assert os.readlink(tmp_path / "CURRENT") == "releases/000001"
    for extraction, data in factory.pairs():
        assert release.extraction(extraction.document.id) == extraction
        assert release.source(extraction.document.id) == data
    assert {path.name for path in release.path.iterdir()} == {
        "graph", "index", "texts", "manifest.json", "likeness.json",
    }  # fmt: skip
    assert [entry.id for entry in release.index.entries] == sorted(factory.DRAFTS)
    assert release.manifest["release"] == 1
    assert not list((tmp_path / "releases").glob(".building*"))


def test_manifest_rows_say_what_made_them(tmp_path: Path) -> None:
    told = {"sichuan/yard": {"title": "四川"}}
    release = publish(tmp_path, add=factory.pairs(["sichuan/yard"]), metadata=told, report=lambda copies: {"files": []})
    assert release is not None
    row = release.document("sichuan/yard")
    document = factory.extraction().document
    assert row["sha256"] == document.file.sha256
    assert (row["pipeline"], row["metadata"]) == (factory.PIPELINE, {"title": "四川"})
    assert row["counts"]["metrics"] == 6
    assert json.loads((release.path / row["record"]).read_text(encoding="utf-8"))["pipeline"] == factory.PIPELINE
    assert release.report == {"files": []}


def test_same_documents_make_no_release(tmp_path: Path) -> None:
    factory.build_home(tmp_path)
    assert publish(tmp_path, add=factory.pairs()) is None
    assert publish(tmp_path, add=()) is None
    assert list_releases(tmp_path) == [1]


@pytest.mark.parametrize(
    "changed",
    [factory.extraction(pipeline="test-2"), factory.extraction(title="另一个标题")],
    ids=["pipeline", "title"],
)
def test_changed_pipeline_or_metadata_makes_a_release(tmp_path: Path, changed: Extraction) -> None:
    factory.build_home(tmp_path)
    release = publish(tmp_path, add=[(changed, factory.source())])
    assert release is not None
    assert release.extraction("sichuan/yard") == changed


def test_metadata_alone_makes_a_release(tmp_path: Path) -> None:
    factory.build_home(tmp_path)
    assert publish(tmp_path, add=factory.pairs(), metadata={"sichuan/yard": {"title": "四川"}}) is not None


def test_adding_replacing_and_removing_leave_the_rest(tmp_path: Path) -> None:
    first = factory.build_home(tmp_path)
    changed = factory.extraction("yangquan/grid", title="新标题")
    second = publish(
        tmp_path, add=[(changed, factory.source("yangquan/grid")), factory.numbered(1)], remove=["beijing/response"]
    )
    assert second is not None
    assert [row["id"] for row in second.documents] == ["series/00001", "sichuan/yard", "yangquan/grid"]
    assert second.extraction("yangquan/grid") == changed
    record = second.document("sichuan/yard")["record"]
    assert (first.path / record).samefile(second.path / record)
    assert {entry.id for entry in second.index.entries} == {row["id"] for row in second.documents}
    assert first.extraction("yangquan/grid") == factory.extraction("yangquan/grid")
    assert check(second) == []


def test_release_in_steps_equals_one_from_scratch(tmp_path: Path) -> None:
    publish(tmp_path / "a", add=factory.pairs(["sichuan/yard", "beijing/response"]))
    stepwise = publish(tmp_path / "a", add=factory.pairs(["yangquan/grid"]), remove=["beijing/response"])
    scratch = publish(tmp_path / "b", add=factory.pairs(["yangquan/grid", "sichuan/yard"]))
    assert stepwise is not None
    assert scratch is not None
    assert list(dump(stepwise, "nq")) == list(dump(scratch, "nq"))
    assert stepwise.documents == scratch.documents


def test_time_of_the_build_stands_in_the_manifest_only(tmp_path: Path) -> None:
    release = factory.build_home(tmp_path)
    created = release.manifest["created"]
    assert created.startswith("20")
    assert not [line for line in dump(release, "nq") if created[:10] in line]


def test_unknown_document_is_told_with_the_nearest(tmp_path: Path) -> None:
    factory.build_home(tmp_path)
    with pytest.raises(NotFound, match="sichuan/yard"):
        open_release(tmp_path).document("sichuan/yrad")
    with pytest.raises(NotFound, match="sichuan/yard"):
        publish(tmp_path, add=(), remove=["sichuan/yrad"])
    assert list_releases(tmp_path) == [1]


@pytest.mark.parametrize("target", ["../../etc", "releases/abc", "releases/²", None])
def test_current_that_names_no_release_is_told_and_can_be_set_right(tmp_path: Path, target: str | None) -> None:
    factory.build_home(tmp_path).close()
    current = tmp_path / "CURRENT"
    current.unlink()
    if target is None:
        current.write_text("releases/000001", encoding="utf-8")
    else:
        current.symlink_to(target)
    for call in (open_release, lambda home: publish(home, add=factory.pairs())):
        with pytest.raises(ReleaseError, match="zhitu releases use N"):
            call(tmp_path)
    use_release(tmp_path, 1)
    assert open_release(tmp_path).number == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"documents": 1}', '{"created": "2026"}'])
def test_damaged_manifest_is_told(tmp_path: Path, text: str) -> None:
    path = factory.build_home(tmp_path).path / "manifest.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"manifest\.json: 损坏"):
        open_release(tmp_path)


def test_damaged_manifest_of_an_old_release_keeps_all_sources(tmp_path: Path) -> None:
    first = factory.build_home(tmp_path)
    (first.path / "manifest.json").write_bytes(b"\xe5")
    kept = set((tmp_path / "sources").iterdir())
    shutil.copytree(first.path, tmp_path / "releases" / "000002")
    publish(tmp_path / "other", add=factory.pairs())
    shutil.copy(tmp_path / "other/CURRENT/manifest.json", tmp_path / "releases/000002/manifest.json")
    use_release(tmp_path, 2)
    assert publish(tmp_path, add=(), remove=["yangquan/grid"]) is not None
    assert set((tmp_path / "sources").iterdir()) == kept


def test_damaged_record_is_told(tmp_path: Path) -> None:
    release = factory.build_home(tmp_path)
    (release.path / release.document("yangquan/grid")["record"]).write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(ReleaseError, match="损坏"):
        release.extraction("yangquan/grid")


def test_damaged_index_is_told_and_built_again(tmp_path: Path) -> None:
    damaged = factory.build_home(tmp_path)
    head = next(path for path in (damaged.path / "index").glob("*.json"))
    head.write_text('{"format', encoding="utf-8")
    with pytest.raises(ReleaseError, match="全文索引已损坏"):
        _ = damaged.index
    rebuilt = publish(tmp_path, add=())
    assert rebuilt is not None
    assert len(rebuilt.index.entries) == len(rebuilt.documents)


def test_damaged_graph_is_told(tmp_path: Path) -> None:
    release = factory.build_home(tmp_path)
    for path in (release.path / "graph").glob("MANIFEST*"):
        path.write_bytes(b"garbage")
    with pytest.raises(ReleaseError, match="图打不开"):
        _ = release.store
    with pytest.raises(ReleaseError, match="图打不开"):
        publish(tmp_path, add=(), remove=["yangquan/grid"])
    assert list_releases(tmp_path) == [1]


def test_id_used_twice_and_foreign_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="sichuan/yard"):
        publish(tmp_path, add=factory.pairs(["sichuan/yard", "sichuan/yard"]))
    with pytest.raises(InputError, match="不是出自"):
        publish(tmp_path, add=[(factory.extraction(), b"other")])
    assert list_releases(tmp_path) == []


def test_failure_while_extracting_publishes_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    factory.build_home(tmp_path)

    def failing() -> Iterator[tuple[Extraction, bytes]]:
        yield factory.numbered(1)
        raise RuntimeError("extraction failed")

    with pytest.raises(RuntimeError, match="extraction failed"):
        publish(tmp_path, add=failing())
    assert [path.name for path in (tmp_path / "releases").iterdir() if path.is_dir()] == ["000001"]
    assert publish(tmp_path, add=[factory.numbered(1)]) is not None


def test_open_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="zhitu build"):
        open_release(tmp_path)
    factory.build_home(tmp_path)
    with pytest.raises(ReleaseError, match="现有 1"):
        open_release(tmp_path, 7)


def test_use_serves_an_earlier_release_and_the_next_build_stands_on_it(tmp_path: Path) -> None:
    factory.build_home(tmp_path, ["sichuan/yard"])
    publish(tmp_path, add=factory.pairs(["beijing/response"]))
    assert use_release(tmp_path, 1).number == 1
    assert current_number(tmp_path) == 1
    third = publish(tmp_path, add=factory.pairs(["yangquan/grid"]))
    assert third is not None
    assert (third.number, sorted(third.rows)) == (3, ["sichuan/yard", "yangquan/grid"])


def test_only_the_last_releases_are_kept_and_sources_with_them(tmp_path: Path) -> None:
    for number in range(4):
        remove = [f"series/{number - 1:05d}"] if number else []
        publish(tmp_path, add=[factory.numbered(number)], remove=remove, keep=2)
    assert list_releases(tmp_path) == [3, 4]
    held = {factory.numbered(n)[0].document.file.sha256 for n in (2, 3)}
    assert {path.name for path in (tmp_path / "sources").iterdir()} == held


def test_release_that_is_read_goes_on_working(tmp_path: Path) -> None:
    reader = factory.build_home(tmp_path)
    for number in range(1, 4):
        publish(tmp_path, add=[factory.numbered(number)], keep=1)
    # nothing of it was opened before the others were published
    assert reader.extraction("sichuan/yard") == factory.extraction()
    assert reader.source("sichuan/yard") == factory.source()
    assert len(reader.index.entries) == 3
    assert reader.store.ask("ASK { ?d a zt:Document }")
    assert list_releases(tmp_path) == [1, 4]
    reader.close()
    publish(tmp_path, add=[factory.numbered(4)], keep=1)
    assert list_releases(tmp_path) == [5]


def test_second_writer_is_refused(tmp_path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[tuple[Extraction, bytes]]:
        started.set()
        go_on.wait(30)
        yield from factory.pairs()

    first = threading.Thread(target=lambda: publish(tmp_path, add=slow()))
    first.start()
    try:
        assert started.wait(30)
        with pytest.raises(ReleaseError, match="另一个构建"):
            publish(tmp_path, add=())
    finally:
        go_on.set()
        first.join()
    assert list_releases(tmp_path) == [1]


def test_progress_is_told(tmp_path: Path) -> None:
    steps: list[tuple[str, int]] = []
    publish(tmp_path, add=factory.pairs(), progress=lambda step, done: steps.append((step, done)))
    assert steps == [*(("document", n) for n in (1, 2, 3)), *(("index", n) for n in (1, 2, 3)), ("publish", 1)]


def test_documents_are_not_held_in_memory(tmp_path: Path) -> None:
    """The extraction of one document is gone when the next comes."""
    most = 0

    def measured() -> Iterator[tuple[Extraction, bytes]]:
        nonlocal most
        for number in range(40):
            yield factory.numbered(number)
            most = max(most, tracemalloc.get_traced_memory()[0])

    size = len(json.dumps(to_record(factory.extraction()), ensure_ascii=False))
    tracemalloc.start()
    try:
        publish(tmp_path, add=measured())
    finally:
        tracemalloc.stop()
    assert most < 40 * 1024 * 1024, size


# kills itself at the n-th change to the file system below HOME
VICTIM = """
import os, signal, sys
from pathlib import Path
from kg.graph import builder
from kg.releases import publish
from tests.kg import factory

builder.region_triples = factory.region_triples
home, last, seen = sys.argv[1], int(sys.argv[2]), 0
CHANGES = {f"os.{name}" for name in ("rename", "link", "symlink", "mkdir", "remove", "rmdir")}
CHANGES |= {"shutil.rmtree", "shutil.copytree"}

def watch(event, arguments):
    global seen
    is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (event in CHANGES or is_write) and home in str(arguments[0]):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
publish(Path(home), add=[factory.numbered(7), *factory.pairs(["yangquan/grid"])], remove=["sichuan/yard"], keep=1)
print(seen)
"""


def run_victim(home: Path, last: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", VICTIM, str(home), str(last)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def is_whole(release: Release) -> bool:
    """Everything that the manifest names is there and opens."""
    for row in release.documents:
        extraction = release.extraction(row["id"])
        if len(release.source(row["id"])) != extraction.document.file.size:
            return False
    ids = sorted(row["id"] for row in release.documents)
    graphs = release.store.select("SELECT ?id { ?d a zt:Document ; dcterms:identifier ?id }")
    return sorted(str(row["id"]) for row in graphs) == ids == [entry.id for entry in release.index.entries]


def test_build_killed_at_any_moment_leaves_a_release_and_the_next_build_works(tmp_path: Path) -> None:
    before, after = {"beijing/response", "sichuan/yard"}, {"beijing/response", "series/00007", "yangquan/grid"}
    factory.build_home(tmp_path / "first", sorted(before)).close()
    shutil.copytree(tmp_path / "first", tmp_path / "whole", symlinks=True)
    total = int(run_victim(tmp_path / "whole", 0).stdout)
    served_old = served_new = 0
    moments = sorted({1, 2, total, total - 1, total - 2, *range(1, total, max(1, total // 10))})
    assert len(moments) >= 10
    for moment in moments:
        home = tmp_path / f"killed{moment}"
        shutil.copytree(tmp_path / "first", home, symlinks=True)
        assert run_victim(home, moment).returncode == -signal.SIGKILL
        served = open_release(home)
        assert is_whole(served)
        assert set(served.rows) in (before, after), moment
        served_old += set(served.rows) == before
        served_new += set(served.rows) == after
        served.close()
        if moment % 2:  # the same again, and for the others something else
            run_victim(home, 0)
            assert set(open_release(home).rows) == after
        else:
            assert publish(home, add=[factory.numbered(8)]) is not None
        assert is_whole(open_release(home))
        names = [path.name for path in (home / "releases").iterdir() if path.is_dir()]
        assert all(name.isdigit() for name in names), names
        assert not list(home.glob(".CURRENT*"))
    assert served_old >= 5
    assert served_new >= 1
