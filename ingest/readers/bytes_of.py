"""A file on disk -> its bytes, all of one moment, or the reason why not."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from ingest.readers.parsed import Unreadable

_TRIES = 3
_PAUSE_S = 0.2


def bytes_of(path: Path, limit_mb: int) -> bytes:
    """The bytes of a regular file of at most `limit_mb` MiB. Unreadable if it can't be read or keeps changing."""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_S)
        data = _read(path, limit_mb)
        if data is not None:
            return data
    raise Unreadable("读取时文件一直在变化；请等它写完再试")


def head_of(path: Path, size: int) -> bytes:
    """The first bytes of a regular file; b"" if it can't be read, which its reading will tell."""
    try:
        with open(_opened(path), "rb") as file:
            return file.read(size) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except OSError:
        return b""


def _read(path: Path, limit_mb: int) -> bytes | None:
    """The bytes; None if the file changed meanwhile."""
    try:
        with open(_opened(path), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise Unreadable("不是普通文件")
            if before.st_size > limit_mb << 20:
                size = before.st_size / (1 << 20)
                raise Unreadable(f"文件太大：{size:.1f} MB，上限 {limit_mb} MB（设置 read_file_mb）；请拆成几个文件")
            data = file.read((limit_mb << 20) + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise Unreadable(f"读不到文件：{error.strerror or error}") from None
    is_whole = len(data) == before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns
    return data if is_whole else None


def _opened(path: Path) -> int:
    """A descriptor; a pipe that has taken the file's place does not make us wait."""
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
