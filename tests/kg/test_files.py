from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import ReleaseError
from kg.files import Hold, exclusive, remove_unheld, write_atomic

ROOT = Path(__file__).resolve().parents[2]


def test_write_replaces_whole_files_and_leaves_no_other(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a", b"one")
    write_atomic(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_lock_is_held_once_and_freed(tmp_path: Path) -> None:
    with (
        exclusive(tmp_path / "lock", "busy"),
        pytest.raises(ReleaseError, match="busy"),
        exclusive(tmp_path / "lock", "busy"),
    ):
        pass
    with exclusive(tmp_path / "lock", "busy"):
        pass


def test_folder_goes_when_nobody_holds_it(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    (folder / "texts").mkdir(parents=True)
    first, second = Hold(folder), Hold(folder)
    assert not remove_unheld(folder)
    first.close()
    assert not remove_unheld(folder)
    second.close()
    assert remove_unheld(folder)
    assert list(tmp_path.iterdir()) == []


PARENT = """
import multiprocessing, os, sys, time
from pathlib import Path
from kg.files import exclusive

with exclusive(Path(sys.argv[1]), "busy"):
    child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
    child.start()
    print(child.pid, flush=True)
    time.sleep(60)
"""


def test_lock_of_a_killed_process_is_free_while_its_children_live(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    command = [sys.executable, "-c", PARENT, str(lock)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        try:
            with pytest.raises(ReleaseError), exclusive(lock, "busy"):
                pass
            parent.kill()
            parent.wait()
            time.sleep(0.05)
            with exclusive(lock, "busy"):
                os.kill(child, 0)  # it lives
        finally:
            os.kill(child, signal.SIGKILL)


def test_hold_of_a_missing_folder_leaves_nothing_to_close(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    with pytest.raises(FileNotFoundError):
        Hold(tmp_path / "none")
    gc.collect()
    assert not recwarn
