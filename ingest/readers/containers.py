"""Files that hold several documents: their parts as a flat list, and the bytes of one of them again.

A container in a container is opened, one in that is not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ingest.readers import parts as parts_of
from ingest.readers.bytes_of import bytes_of, head_of
from ingest.readers.detect import may_hold_parts
from ingest.readers.formats import suffix_of
from ingest.readers.limits import Limits, configured
from ingest.readers.manifest import NAME as MANIFEST
from ingest.readers.parsed import Part, Unreadable
from kg.errors import InputError

_ARCHIVES = 2  # an archive in an archive is opened, one in that is not
_DEPTH = 4  # of anything: a mail in a mail, a list in an archive
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a file: the names of the parts that lead to it, outermost first; () is the file itself."""

    trail: tuple[str, ...]
    part: Part

    @property
    def path(self) -> str:
        return "/".join(self.trail)


def members(path: Path) -> Sequence[Member]:
    """The documents in a file, those that can't be read included. Of a file that holds none but itself, that alone.

    InputError if the file is a container that can't be opened.
    """
    if not may_hold_parts(head_of(path, _HEAD), path.name):
        return (Member((), Part("")),)
    return _opened(path, configured(), _stamp(path))


def data_of(path: Path, trail: tuple[str, ...], name: str) -> bytes:
    """The bytes of a document in a file. InputError if they can't be had."""
    try:
        if not trail:
            return bytes_of(path, configured().file_mb)
    except Unreadable as error:
        raise InputError(name, str(error)) from None
    for member in _opened(path, configured(), _stamp(path)):
        if member.trail == trail and member.part.refused is None:
            return member.part.data
    raise InputError(name, f"{path.name} 在读取时变了，里面已没有这一份；请再试一次")


def _stamp(path: Path) -> tuple[int, int, int]:
    """What changes when a file does."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0, 0)
    return status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=1)  # the parts of one file are read one after another
def _opened(path: Path, limits: Limits, stamp: tuple[int, int, int]) -> Sequence[Member]:
    try:
        data = bytes_of(path, limits.file_mb)
    except Unreadable as error:
        raise InputError(path.name, str(error)) from None
    return tuple(_resolved(list(_members(data, path.name, (), _Room(limits)))))


class _Room:
    """What containers in a container may hold, all of them together; one that holds more is refused."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._bytes, self._members = limits.archive_mb << 20, limits.members

    def take(self, name: str, parts: Sequence[Part]) -> None:
        """Have room for these parts of `name`. InputError if there is none."""
        size = sum(len(part.data) for part in parts)
        limits = self.limits
        if size > self._bytes:
            told = f"与同一文件里的其他压缩包合计，解压后超过 {limits.archive_mb} MB 的上限（设置 archive_mb）"
            raise InputError(name, f"{told}；请先解压")
        if len(parts) > self._members:
            told = f"与同一文件里的其他压缩包合计，超过 {limits.members} 个文件的上限（设置 archive_members）"
            raise InputError(name, f"{told}；请先解压")
        self._bytes -= size
        self._members -= len(parts)


def _members(data: bytes, name: str, trail: tuple[str, ...], room: _Room) -> Iterator[Member]:
    parts = parts_of(data, name=name, limits=room.limits)
    if trail:
        room.take(name, parts)
    for part in parts:
        here = (*trail, part.name) if part.name else trail
        if not trail and not part.name:
            yield Member((), replace(part, data=b""))
        elif not part.data or part.kind is not None or not part.name or part.name.rpartition("/")[2] == MANIFEST:
            yield Member(here, part)
        elif len(here) < _DEPTH and may_hold_parts(part.data[:_HEAD], part.name) and not _is_too_deep(part, here):
            yield from _nested(part, here, room)
        else:
            yield Member(here, part)


def _is_too_deep(part: Part, trail: tuple[str, ...]) -> bool:
    """Whether a part is an archive in an archive in an archive: its reader refuses it."""
    return len(trail) >= _ARCHIVES and suffix_of(part.name) == ".zip"


def _nested(part: Part, trail: tuple[str, ...], room: _Room) -> Iterator[Member]:
    try:
        yield from list(_members(part.data, part.name, trail, room))
    except InputError as error:
        yield Member(trail, replace(part, data=b"", refused=error.reason))


def _resolved(rows: Sequence[Member]) -> Iterator[Member]:
    """The members; a row of a list in an archive that names another member gives that one what it says of it."""
    by_path = {member.path: member for member in rows if len(member.trail) == 1}
    told: dict[str, Mapping[str, str]] = {}
    for member in rows:
        if member.part.target is not None and len(member.trail) > 1:
            told[_target(member)] = member.part.told
    for member in rows:
        if member.part.target is None or len(member.trail) <= 1:
            more = told.get(member.path, {}) if len(member.trail) == 1 else {}
            yield Member(member.trail, replace(member.part, told={**member.part.told, **more})) if more else member
        elif _target(member) not in by_path:
            yield Member(member.trail, replace(member.part, target=None, refused=_missing(member.part.target)))
        else:
            yield member


def _target(member: Member) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(member.trail[0]), member.part.target or ""))


def _missing(target: str) -> str:
    return f"没有文件 {target!r}"
