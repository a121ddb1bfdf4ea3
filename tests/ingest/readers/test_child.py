"""Readers in a child process: what passes its limits costs its own file and nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ingest.readers import child
from ingest.readers.formats import Format
from ingest.readers.limits import Limits
from ingest.readers.parsed import Block, Parsed, Part, Place, Unreadable

BOMBS = Format("bomb", "炸弹", "application/x-bomb", (), "tests.ingest.readers.bombs", holds_parts=True)
LIMITS = Limits(seconds=30, memory_mb=300)
SHORT = Limits(seconds=1, memory_mb=300)


def read(task: str, limits: Limits = LIMITS) -> Parsed:
    return child.read(BOMBS, task.encode(), "甲", limits)


def test_child_gives_back_what_the_reader_does() -> None:
    assert read("echo 正文。") == Parsed(
        "正文。", (Block(0, 3, "header"),), (Place(0, 3, "page", "1"),), {"title": "甲"}, ("注",), "utf-8"
    )


def test_child_gives_back_parts_with_their_bytes() -> None:
    assert child.parts(BOMBS, b"abcdef", "甲", LIMITS) == [
        Part("目录/甲.txt", b"abc", told={"title": "甲"}),
        Part("\udcff.txt", b"def", "text"),
        Part("丙.txt", refused="加密"),
        Part("丁.txt", target="b/丁.txt"),
    ]


def test_one_child_reads_file_after_file() -> None:
    first = read("pid").text
    assert read("pid").text == first != str(os.getpid())


def test_child_passes_half_characters() -> None:
    assert read("surrogate").text == "甲\ud800乙"


def test_child_takes_a_large_file() -> None:
    assert len(read("echo " + "字" * 3_000_000).text) == 3_000_000


@pytest.mark.parametrize(
    ("task", "limits", "reason"),
    [
        ("memory 900", LIMITS, "超过了 300 MB 的内存上限"),
        ("loop", SHORT, "超过了 1 秒的时限"),
        ("sleep 60", SHORT, "超过了 1 秒的时限"),
        ("abort", LIMITS, "进程崩溃（SIGABRT）"),
        ("exit 3", LIMITS, "进程崩溃（3）"),
        ("deep", LIMITS, "嵌套太深"),
        ("socket", LIMITS, "PermissionError"),
        ("program", LIMITS, "PermissionError"),
        ("refuse 没有文字层", LIMITS, "没有文字层"),
        ("fault 甲", LIMITS, "不是完好的炸弹（KeyError，bombs.py:"),
        ("characters 60000000", Limits(seconds=30, memory_mb=800, characters=1000, archive_mb=1), "内容太多"),
    ],
)
def test_child_refuses_and_the_next_file_is_read(task: str, limits: Limits, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as caught:
        read(task, limits)
    assert "\n" not in str(caught.value)
    assert read("echo 正文。", limits).text == "正文。"


def test_what_a_library_prints_is_no_answer() -> None:
    assert read("print").text


def test_child_ends_with_its_parent(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    pid = os.fork()
    if pid == 0:
        marker.write_text(read("pid").text)
        os._exit(0)
    os.waitpid(pid, 0)
    orphan = int(marker.read_text())
    for _ in range(100):
        if not Path(f"/proc/{orphan}").exists() or "Z" in Path(f"/proc/{orphan}/stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    raise AssertionError("the child outlives its parent")
