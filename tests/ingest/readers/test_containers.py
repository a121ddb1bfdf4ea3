"""Files that hold several documents: archives, lists, and what is wrong with them."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.pipeline import process
from ingest.readers import Limits, parts, read
from ingest.readers.bytes_of import bytes_of
from ingest.readers.containers import data_of
from ingest.readers.files import Listing, find_files
from ingest.readers.parsed import Unreadable
from ingest.readers.zips import true_name
from kg.errors import InputError

HEADINGS = ("标题", "发布机构", "发布日期", "正文", "地区", "备注")
ROW = ("关于推行网格管理的通知", "甲县人民政府", "2020年3月5日", "一、健全网格。\n全县建成网格120个。", "四川", "无")


def zipped(members: Mapping[str, bytes], **options: Any) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_of(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode("gb18030")


def listed(folder: Path, files: Mapping[str, bytes]) -> tuple[list[str], dict[str, str], Listing]:
    """(paths of what is found, reasons or statuses of what is not), below a folder with these files."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    listing = find_files([folder])
    cut = len(str(folder)) + 1
    return [f.file[cut:] for f in listing.found], {s.file[cut:]: s.reason for s in listing.skipped}, listing


def text_of(listing: Listing, number: int) -> str:
    found = listing.found[number]
    return read(data_of(found.path, found.trail, found.file), name=found.file, kind=found.kind).text


# --- archives --------------------------------------------------------------------------------------------------------


def test_members_of_an_archive_are_documents(tmp_path: Path) -> None:
    data = zipped({"目录/甲.txt": "甲。".encode(), "乙.md": "乙。".encode("gbk"), "README": b"x", ".隐藏.txt": b"x"})
    found, skipped, listing = listed(tmp_path, {"包.zip": data})
    assert found == ["包.zip/目录/甲.txt", "包.zip/乙.md"]
    assert [f.metadata.id for f in listing.found] == ["包.zip-目录-甲", "包.zip-乙"]
    assert skipped == {"包.zip/README": "说明文件", "包.zip/.隐藏.txt": "隐藏的文件或目录"}
    assert [text_of(listing, 0), text_of(listing, 1)] == ["甲。", "乙。"]


def test_archive_in_an_archive_is_opened_one_level_deep(tmp_path: Path) -> None:
    inner = zipped({"丙.txt": "丙。".encode(), "深.zip": zipped({"丁.txt": "丁。".encode()})})
    found, _, listing = listed(tmp_path, {"包.zip": zipped({"里.zip": inner})})
    assert found == ["包.zip/里.zip/丙.txt", "包.zip/里.zip/深.zip"]
    assert text_of(listing, 0) == "丙。"
    assert "只打开一层" in str(process(listing.found[1], None).reason)


def test_manifest_in_an_archive_speaks_of_its_members(tmp_path: Path) -> None:
    manifest = "file,id,title\n甲.txt,doc-a,题目\n".encode()
    found, skipped, listing = listed(
        tmp_path, {"包.zip": zipped({"里/manifest.csv": manifest, "里/甲.txt": "甲。".encode()})}
    )
    assert found == ["包.zip/里/甲.txt"]
    assert (listing.found[0].metadata.id, listing.found[0].metadata.title) == ("doc-a", "题目")
    assert skipped == {"包.zip/里/manifest.csv": "清单"}


def test_wrong_manifest_in_an_archive_refuses_the_archive_alone(tmp_path: Path) -> None:
    data = zipped({"manifest.csv": b"file\nnowhere.txt\n", "a.txt": b"a"})
    found, skipped, _ = listed(tmp_path, {"包.zip": data, "甲.txt": "甲。".encode()})
    assert found == ["甲.txt"]
    assert "nowhere.txt" in skipped["包.zip"]


def test_second_member_of_a_name_is_not_lost(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("甲.txt", "一。")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("甲.txt", "二。")
    found, _, listing = listed(tmp_path, {"包.zip": file.getvalue()})
    assert found == ["包.zip/甲.txt", "包.zip/甲~2.txt"]
    assert [text_of(listing, 0), text_of(listing, 1)] == ["一。", "二。"]


@pytest.mark.parametrize(
    "name", ["../甲.txt", "目录/../../甲.txt", "/etc/甲.txt", "C:\\甲.txt", "..\\甲.txt", "目录\\..\\..\\甲.txt"]
)
def test_member_outside_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    found, skipped, _ = listed(tmp_path, {"包.zip": zipped({name: b"x", "乙.txt": b"x"})})
    assert found == ["包.zip/乙.txt"]
    assert list(skipped.values()) == ["路径指向压缩包之外，不读"]


def test_symlink_in_an_archive_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("链.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("乙.txt", "乙。")
    found, skipped, _ = listed(tmp_path, {"包.zip": file.getvalue()})
    assert (found, skipped) == (["包.zip/乙.txt"], {"包.zip/链.txt": "是符号链接，不读"})


def _flagged(data: bytes, flag: int) -> bytes:
    """The archive with a flag set on its first member, in both of its heads."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        struct.pack_into("<H", changed, place, struct.unpack_from("<H", data, place)[0] | flag)
    return bytes(changed)


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = _flagged(zipped({"a.txt": b"secret", "b.txt": b"b"}), 1)
    found, skipped, _ = listed(tmp_path, {"包.zip": data})
    assert found == ["包.zip/b.txt"]
    assert "已加密" in skipped["包.zip/a.txt"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_name_without_the_flag_is_read_as_it_was_written(encoding: str) -> None:
    info = zipfile.ZipInfo("x")
    info.orig_filename = "目录\\网格员.txt".encode(encoding).decode("cp437")
    assert true_name(info) == "目录/网格员.txt"


def test_members_named_in_gbk_bytes_are_found(tmp_path: Path) -> None:
    data = zipped({"AAAA.txt": "甲。".encode()}).replace(b"AAAA", "网格".encode("gbk"))
    assert listed(tmp_path, {"包.zip": data})[0] == ["包.zip/网格.txt"]


def test_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"0" * (30 << 20), "b.txt": b"b"}, compression=zipfile.ZIP_DEFLATED)
    found, skipped, _ = listed(tmp_path, {"包.zip": data})
    assert found == ["包.zip/b.txt"]
    assert "压缩炸弹" in skipped["包.zip/a.txt"]


def test_bomb_that_tells_a_small_size_is_refused(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"0" * (30 << 20), "b.txt": b"b"}, compression=zipfile.ZIP_DEFLATED)
    lying = data.replace(struct.pack("<L", 30 << 20), struct.pack("<L", 10))
    found, skipped, _ = listed(tmp_path, {"包.zip": lying})
    assert found == ["包.zip/b.txt"]
    assert skipped["包.zip/a.txt"]


def test_archive_larger_than_the_limit_is_refused_from_there_on() -> None:
    data = zipped({f"{n}.txt": bytes(1 << 20) for n in range(4)})
    told = [part.refused for part in parts(data, name="包.zip", limits=Limits(archive_mb=2))]
    assert told[:2] == [None, None]
    assert all("超过 2 MB 的上限" in str(reason) for reason in told[2:])


def test_archive_with_too_many_members_is_refused() -> None:
    data = zipped({f"{n}.txt": b"" for n in range(11)})
    with pytest.raises(InputError, match="里有 11 个文件，上限 10 个"):
        parts(data, name="包.zip", limits=Limits(members=10))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 cut off", "压缩包已损坏"),
        (zipped({"a.txt": b"a" * 100})[:60], "压缩包已损坏"),
        (zipped({}), "压缩包是空的"),
        (zipped({"a/": b""}), "压缩包是空的"),
    ],
)
def test_damaged_archive_is_refused_and_the_rest_is_found(tmp_path: Path, data: bytes, reason: str) -> None:
    found, skipped, _ = listed(tmp_path, {"包.zip": data, "甲.txt": "甲。".encode()})
    assert found == ["甲.txt"]
    assert reason in skipped["包.zip"]


def test_member_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"governance"}).replace(b"governance", b"government")
    _, skipped, _ = listed(tmp_path, {"包.zip": data})
    assert "已损坏" in skipped["包.zip/a.txt"]


def test_part_that_has_gone_is_refused(tmp_path: Path) -> None:
    _, _, listing = listed(tmp_path, {"包.zip": zipped({"甲.txt": b"a", "乙.txt": b"b"})})
    (tmp_path / "包.zip").write_bytes(zipped({"甲.txt": b"a"}))
    assert [process(one, None).status for one in listing.found] == ["new", "refused"]


# --- lists -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["清单.xlsx", "清单.csv"])
def test_row_of_a_list_is_a_document(tmp_path: Path, name: str) -> None:
    data = workbook(HEADINGS, ROW) if name.endswith("xlsx") else csv_of(HEADINGS, ROW)
    found, skipped, listing = listed(tmp_path, {name: data})
    assert (found, skipped) == ([f"{name}/{ROW[0]}"], {})
    metadata = listing.found[0].metadata
    assert (metadata.title, metadata.publisher, metadata.issued, metadata.regions) == (
        ROW[0], ROW[1], "2020-03-05", ("四川省",),
    )  # fmt: skip
    outcome = process(listing.found[0], None)
    assert outcome.extraction is not None
    document = outcome.extraction.document
    assert document.text == "一、健全网格。\n全县建成网格120个。\n"
    assert document.title == ROW[0]
    assert "D2" in {place.label for place in document.places}
    assert outcome.data is not None
    assert ["F", "备注", "无"] in json.loads(outcome.data)["cells"]  # nothing is lost


def test_row_of_a_list_names_a_file_beside_it(tmp_path: Path) -> None:
    rows = (
        ("题目", "路径", "来源"),
        ("甲文", "文件/甲.txt", "某网"),
        ("乙文", "无.txt", ""),
        ("丙文", "../丙.txt", ""),
    )
    found, skipped, listing = listed(tmp_path, {"清单.csv": csv_of(*rows), "文件/甲.txt": "甲。".encode()})
    assert found == ["文件/甲.txt"]
    assert (listing.found[0].metadata.title, listing.found[0].metadata.source) == ("甲文", "某网")
    assert "指向" in skipped["清单.csv/甲文"]
    assert "没有文件" in skipped["清单.csv/乙文"]
    assert "不在清单所在的目录里" in skipped["清单.csv/丙文"]


def test_row_of_a_list_in_an_archive_names_another_member(tmp_path: Path) -> None:
    rows = (("标题", "文件", "日期"), ("甲文", "甲.txt", "2020"), ("乙文", "无.txt", ""))
    data = zipped({"里/清单.csv": csv_of(*rows), "里/甲.txt": "甲。".encode()})
    found, skipped, listing = listed(tmp_path, {"包.zip": data})
    assert found == ["包.zip/里/甲.txt"]
    assert (listing.found[0].metadata.title, listing.found[0].metadata.issued) == ("甲文", "2020")
    assert "没有文件" in skipped["包.zip/里/清单.csv/乙文"]


def test_rows_of_one_title_are_two_documents() -> None:
    assert [p.name for p in parts(csv_of(HEADINGS, ROW, ROW), name="清单.csv")] == [ROW[0], f"{ROW[0]}~2"]


def test_table_that_is_no_list_is_one_document() -> None:
    data = workbook(("指标", "数值"), ("网格数", 120), ("日期", None))
    assert [part.name for part in parts(data, name="表.xlsx")] == [""]
    source = read(data, name="表.xlsx")
    assert source.text == "指标\t数值\n网格数\t120\n日期\n"
    assert [(p.kind, p.label) for p in source.places][:3] == [("sheet", "Sheet"), ("cell", "A1"), ("cell", "B1")]


def test_row_without_text_or_path_is_refused() -> None:
    row = (ROW[0], ROW[1], ROW[2], "", "", "")
    assert [p.refused for p in parts(csv_of(HEADINGS, row), name="清单.csv")] == ["第 2 行既没有正文，也没有文件路径"]


# --- files of all kinds ----------------------------------------------------------------------------------------------


def test_file_named_in_gbk_bytes_is_read_and_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "网格.txt".encode("gbk")
    with open(path, "wb") as file:
        file.write("甲。".encode())
    listing = find_files([tmp_path])
    assert [found.file for found in listing.found] == [str(tmp_path / "网格.txt")]
    assert [found.metadata.id for found in listing.found] == ["网格"]
    assert process(listing.found[0], None).status == "new"


def test_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("甲。", encoding="utf-8")

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ingest.readers.bytes_of._opened", denied)  # root may read everything
    assert "读不到文件" in str(process(find_files([path]).found[0], None).reason)


def test_file_that_keeps_changing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("甲。", encoding="utf-8")
    real = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        with open(path, "a", encoding="utf-8") as file:
            file.write("乙。")
        return real(descriptor)

    monkeypatch.setattr("ingest.readers.bytes_of.os.fstat", growing)
    monkeypatch.setattr("ingest.readers.bytes_of._PAUSE_S", 0)
    with pytest.raises(Unreadable, match="一直在变化"):
        bytes_of(path, 50)


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(InputError, match=r"文件太大：200\.0 MB"):
        data_of(path, (), "甲.txt")


def test_pipe_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "甲.txt")
    with pytest.raises(Unreadable, match="不是普通文件"):
        bytes_of(tmp_path / "甲.txt", 50)
