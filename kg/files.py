"""Files that survive a crash: written whole or not at all, and on disk before anything points at them."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import ReleaseError

# descriptors that hold locks: a forked child closes its copies, else it would keep the lock of a killed parent
_LOCKED: set[int] = set()


def _forget_locks() -> None:
    for descriptor in _LOCKED:
        os.close(descriptor)
    _LOCKED.clear()


os.register_at_fork(after_in_child=_forget_locks)


def write_atomic(path: Path, data: bytes) -> None:
    """`path` holds its old content or `data`, never a part."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def sync_filesystem(path: Path) -> None:
    """Everything written so far to the file system that holds `path` is on disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is None or syncfs(descriptor) != 0:
            os.sync()
    finally:
        os.close(descriptor)


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """A second name for an immutable file; a copy where the file system has no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@contextmanager
def exclusive(path: Path, busy: str) -> Iterator[None]:
    """Hold the lock file `path`; ReleaseError(`busy`) at once if another process holds it.

    The kernel frees it when the process ends, however it ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    _LOCKED.add(descriptor)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseError(busy) from None
        yield
    finally:
        _close(descriptor)


def _close(descriptor: int) -> None:
    if descriptor in _LOCKED:  # else this is a child, which has closed it already
        _LOCKED.discard(descriptor)
        os.close(descriptor)


class Hold:
    """A shared lock on a folder that keeps it from being pruned; given up by `close` or when forgotten."""

    _descriptor = -1  # also where opening the folder fails

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        _LOCKED.add(self._descriptor)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def close(self) -> None:
        if self._descriptor >= 0:
            _close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        self.close()


def remove_unheld(folder: Path) -> bool:
    """Remove a folder and all in it, unless someone holds it; whether it is gone."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # out of the way first, so that nobody opens what is being taken apart
        grave = folder.with_name(f".removed-{os.getpid()}-{folder.name}")
        folder.rename(grave)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    shutil.rmtree(grave)
    return True
