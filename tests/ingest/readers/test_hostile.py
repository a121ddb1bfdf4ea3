"""No file, however broken or hostile, costs more than itself, and what became of it is told in one line."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.readers import bytes_of, read
from ingest.readers.containers import data_of
from ingest.readers.files import find_files
from kg.errors import InputError
from tests.ingest.readers import pdfs
from tests.ingest.readers.damage import docx, noise, paragraph, word_xml
from tests.ingest.readers.hostile import BYTES, CHANGING, ROWS, SEALED
from tests.ingest.readers.verdicts import EITHER, Row, Verdict
from zhitu import REFUSED, main

GOOD = {
    "良一.txt": "乙县推行院坝协商制度。\n\n乙县共有院坝协商点320个，办结事项1500件。\n".encode(),
    "良二.docx": docx(word_xml(paragraph("丙县设立邻里驿站。") + paragraph("丙县共有邻里驿站45个，服务居民2.4万人。"))),
    "良三.pdf": pdfs.pdf([pdfs.lines(["丁县建立夜间议事机制。", "丁县共有夜间议事点96个。"])]),
}
FAULTS = ("Traceback", "不是完好的", "抽取时出错", "内部错误")
EMPTY = "目录里没有可读的文件"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice, on which one file may not be read, not even by root, and another changes."""
    opened, fstat = bytes_of._opened, os.fstat

    def refusing(path: Path) -> int:
        if path.name == SEALED:
            raise PermissionError(13, "Permission denied")
        return opened(path)

    def growing(descriptor: int) -> os.stat_result:
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        if path.name == CHANGING:
            with path.open("ab") as file:
                file.write(b"\n")
        return fstat(descriptor)

    monkeypatch.setattr("ingest.readers.office.shutil.which", lambda _: None)
    monkeypatch.setattr("ingest.readers.bytes_of._opened", refusing)
    monkeypatch.setattr("ingest.readers.bytes_of.os.fstat", growing)
    monkeypatch.setattr("ingest.readers.bytes_of._PAUSE_S", 0)


def test_table_is_long_and_its_names_are_distinct() -> None:
    assert len(ROWS) >= 150
    assert len({row.name for row in ROWS}) == len(ROWS)


# --- file by file ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=[ascii(row.name) for row in ROWS])
def test_file_is_refused_or_read(row: Row, tmp_path: Path) -> None:
    row.write(tmp_path)
    found = _found(tmp_path)
    shown = _shown(row, found)
    if row.expected is not EITHER:
        assert {name.removeprefix(shown).removeprefix("/") for name in found} == set(row.parts)
    for name, (status, words) in found.items():
        _check(row.parts.get(name.removeprefix(shown).removeprefix("/"), EITHER), status, words)


def _found(folder: Path) -> Mapping[str, tuple[str, str]]:
    """(what became of it, the reason or the text) of every document in a folder, by its path there."""
    listing = find_files([folder])
    cut = len(str(folder)) + 1
    found = {row.file[cut:]: (row.status, row.reason) for row in listing.skipped if row.reason != EMPTY}
    for one in listing.found:
        try:
            text = read(data_of(one.path, one.trail, one.file), name=one.file, kind=one.kind).text
            found[one.file[cut:]] = ("read", text)
        except InputError as error:
            found[error.file[cut:]] = ("refused", error.reason)
    return found


def _shown(row: Row, found: Mapping[str, object]) -> str:
    """The file's name as it is told: it is the first step of every path."""
    assert found
    return next(iter(found)).split("/")[0]


def _check(expected: Verdict, status: str, words: str) -> None:
    if status == "refused":
        assert words.isprintable()
        assert not any(fault in words for fault in FAULTS), words
    if expected is EITHER:
        assert status in ("read", "refused")
    else:
        assert (status, expected.words in words) == (expected.status, True), words[:300]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(noise(51, 9000), "二进制文件"), (b"file\n../../etc/passwd\n", "不在清单所在的目录里"), (None, "文件太大")],
)
def test_manifest_is_refused_by_its_name(tmp_path: Path, data: bytes | None, reason: str) -> None:
    (tmp_path / "甲.txt").write_text("甲。", encoding="utf-8")
    with (tmp_path / "manifest.csv").open("wb") as file:
        if data is None:
            file.truncate(200 << 20)
        else:
            file.write(data)
    with pytest.raises(InputError, match=f"manifest.csv: .*{reason}"):
        find_files([tmp_path])


# --- all of them in one folder ---------------------------------------------------------------------------------------


class _Watch:
    """Where this process writes files. A hook stays as long as the process, so it is asked for once."""

    def __init__(self) -> None:
        self.paths: list[str] | None = None
        sys.addaudithook(self._told)

    def _told(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.paths is None or event not in ("open", "os.mkdir", "os.rename", "os.link", "os.symlink"):
            return
        path, flags = arguments[1 if event in ("os.rename", "os.link", "os.symlink") else 0], arguments[-1]
        writes = event != "open" or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if writes and isinstance(path, str | bytes | os.PathLike):
            self.paths.append(os.path.abspath(os.fsdecode(path)))


@pytest.fixture(scope="module")
def watch() -> _Watch:
    return _Watch()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_rest_of_the_folder_is_published(tmp_path: Path, scratch: Path, watch: _Watch) -> None:
    folder, home = tmp_path / "材料", tmp_path / "home"
    folder.mkdir()
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    for row in ROWS:
        row.write(folder)
    before = _tree(folder)
    watch.paths = []
    result = CliRunner().invoke(main, ["build", str(folder), "--home", str(home), "--workers", "1"])
    written, watch.paths = watch.paths, None
    assert result.exit_code == REFUSED, result.output[-2000:]
    assert not any(fault in result.output for fault in FAULTS), [
        line[:300] for line in result.output.splitlines() if any(fault in line for fault in FAULTS)
    ]
    report = json.loads((home / "CURRENT/report.json").read_text(encoding="utf-8"))
    _check_report(report, folder, result.output)
    published = json.loads((home / "CURRENT/manifest.json").read_text(encoding="utf-8"))["documents"]
    assert {Path(name).stem for name in GOOD} <= {row["id"] for row in published}
    assert set(os.listdir(scratch)) <= {"jieba.cache"}  # of its dictionary, where nothing has loaded that before
    assert sorted(path.name for path in (home / "releases").iterdir() if path.is_dir()) == ["000001"]
    assert _tree(folder) == before
    assert [path for path in written if not path.startswith((str(home), str(scratch))) and not _is_own(path)] == []


def _check_report(report: list[dict[str, str]], folder: Path, output: str) -> None:
    """Every file has its rows, as expected; those that are refused are told so in one line of the output each."""
    cut = len(str(folder)) + 1
    told = {row["file"][cut:]: row for row in report}
    lines = set(output.splitlines())
    for name in GOOD:
        assert told[name]["status"] == "new"
    for row in ROWS:
        name = _printed(row.name)
        rows = {key: value for key, value in told.items() if key == name or key.startswith(name + "/")}
        assert rows, row.name
        for key, verdict in row.parts.items():
            if row.expected is not EITHER:
                status = rows[f"{name}/{key}" if key else name]["status"]
                allowed = ("read", "refused") if verdict is EITHER else (verdict.status,)
                assert {"new": "read", "copy": "read"}.get(status, status) in allowed, (name, key)
    for line in report:
        if line["status"] == "refused":
            assert f"拒收\t{line['file']}：{line['reason']}" in lines


def _printed(name: str) -> str:
    """A file's name as it is told: bytes that are no UTF-8 as GBK, what can't be printed written out."""
    raw = os.fsencode(name)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace") if raw != BYTES else raw.decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c == "\u200d" else f"\\x{ord(c):02x}" for c in text)


def _tree(folder: Path) -> Mapping[str, tuple[int, ...]]:
    """What would change if something were written there, but for the file that changes by itself."""
    found = {}
    for root, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = os.path.join(root, name)
            status = os.lstat(path)
            if name != CHANGING:
                found[path] = (status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns)
    return found


def _is_own(path: str) -> bool:
    """Whether Python keeps its compiled modules there, or nothing is kept there."""
    return "__pycache__" in path or path == os.devnull or path.endswith(CHANGING)
