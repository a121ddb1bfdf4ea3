from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.readers.files import Listing, Skipped, find_files
from kg.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two texts, one of them in a folder below, and with what is no document."""
    root = tmp_path / "corpus"
    (root / "below").mkdir(parents=True)
    for name in ("b.txt", "below/a.md", "README.md", ".hidden.txt", "c.jpg"):
        (root / name).write_text("正文。", encoding="utf-8")
    return root


def told(listing: Listing, root: Path) -> dict[str, str]:
    return {os.path.relpath(row.file, root): row.status for row in listing.skipped}


def test_find_files_walks_a_folder_in_order(folder: Path) -> None:
    listing = find_files([folder])
    assert [found.metadata.id for found in listing.found] == ["b", "below-a"]
    assert [found.file for found in listing.found] == [str(folder / "b.txt"), str(folder / "below" / "a.md")]


def test_find_files_lists_what_is_no_document(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file\nb.txt\n", encoding="utf-8")
    assert told(find_files([folder]), folder) == {
        ".hidden.txt": "none",
        "README.md": "none",
        "c.jpg": "refused",
        "manifest.csv": "none",
    }


def test_find_files_takes_metadata_from_the_manifest(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file,id,title\nbelow/a.md,doc-a,题目\n", encoding="utf-8")
    by_id = {found.metadata.id: found for found in find_files([folder]).found}
    assert by_id["doc-a"].metadata.title == "题目"


def test_find_files_takes_metadata_from_a_manifest_below(folder: Path) -> None:
    (folder / "below" / "manifest.csv").write_text("file,id\na.md,doc-a\n", encoding="utf-8")
    assert [found.metadata.id for found in find_files([folder]).found] == ["b", "doc-a"]


def test_find_files_gives_a_single_file_the_same_id(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file,id\nb.txt,doc-b\n", encoding="utf-8")
    assert [found.metadata.id for found in find_files([folder / "b.txt"]).found] == ["doc-b"]


def test_find_files_refuses_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个文件或目录") as caught:
        find_files([tmp_path / "nowhere"])
    assert caught.value.exit_code == 2


def test_find_files_refuses_a_folder_without_readable_files(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff")
    listing = find_files([tmp_path])
    assert listing.found == ()
    assert told(listing, tmp_path) == {"a.jpg": "refused", ".": "refused"}


def test_find_files_reads_a_file_once(folder: Path) -> None:
    listing = find_files([folder / "b.txt", folder])
    assert [found.metadata.id for found in listing.found] == ["b", "below-a"]
    assert told(listing, folder)["b.txt"] == "none"


def test_find_files_parts_ids_of_two_folders(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("正文。", encoding="utf-8")
    ids = [found.metadata.id for found in find_files([tmp_path / "x", tmp_path / "y"]).found]
    assert len(set(ids)) == 2


def test_find_files_refuses_one_id_from_two_manifests(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file,id\nb.txt,same\n", encoding="utf-8")
    (folder / "below" / "manifest.csv").write_text("file,id\na.md,same\n", encoding="utf-8")
    with pytest.raises(UsageError, match="同一个编号 'same'"):
        find_files([folder])


def test_find_files_follows_links_to_files_only(folder: Path, tmp_path: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    other = tmp_path / "other.txt"
    other.write_text("正文。", encoding="utf-8")
    (folder / "linked.txt").symlink_to(other)
    listing = find_files([folder])
    assert [found.metadata.id for found in listing.found] == ["b", "linked", "below-a"]
    assert told(listing, folder) | {"loop": "none", "lost.txt": "refused"} == told(listing, folder)


def test_find_files_refuses_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("正文。", encoding="utf-8")
    assert told(find_files([tmp_path]), tmp_path) == {"pipe.txt": "refused"}


def test_skipped_file_says_why(folder: Path) -> None:
    refused = next(row for row in find_files([folder]).skipped if row.status == "refused")
    reason = "扩展名 .jpg 的文件不读；若是文本，请改名为 .txt 再试"
    assert refused == Skipped(str(folder / "c.jpg"), "refused", reason)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.txt", "a\\x0ab.txt"),
        ("a\x1b[31m.txt", "a\\x1b[31m.txt"),
        ("党建.txt", "党建.txt"),
        ("👨\u200d👩.txt",) * 2,
    ],
)
def test_file_is_shown_in_one_line(tmp_path: Path, name: str, shown: str) -> None:
    (tmp_path / name).write_text("正文。", encoding="utf-8")
    listing = find_files([tmp_path])
    assert [found.file for found in listing.found] == [str(tmp_path / shown)]
    assert [found.path.name for found in listing.found] == [name]
