"""Paths that a user names -> the files to read, each with its metadata, and what is not read and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.extract import Metadata
from ingest.readers import FORMATS, media_type_of, unread_suffix
from ingest.readers.ids import document_ids
from ingest.readers.manifest import NAME as MANIFEST
from ingest.readers.manifest import read_manifest
from kg.errors import UsageError

_JOINERS = "\u200c\u200d"  # within an emoji and in some scripts: they change no line


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, its path as the user sees it, what is known of it beforehand."""

    path: Path
    file: str
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not read. `status`: refused (the reason says why), or none (not a document)."""

    file: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the paths hold, in the order of the paths, each folder sorted."""

    found: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file below a path: `name` is its path there, `known` what a manifest says of it."""

    path: Path
    name: str
    known: Metadata | None


def find_files(paths: Iterable[Path]) -> Listing:
    """The files below `paths`. UsageError: a path that does not exist. InputError: a manifest that is wrong."""
    entries: list[_Entry] = []
    skipped: list[Skipped] = []
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{_shown(path)}: 没有这个文件或目录")
        rows = list(_folder(path) if path.is_dir() else _single(path))
        if path.is_dir() and not any(isinstance(row, _Entry) for row in rows):
            rows.append(Skipped(_shown(path), "refused", f"目录里没有可读的文件（只读 {' 和 '.join(FORMATS)}）"))
        entries += [row for row in rows if isinstance(row, _Entry)]
        skipped += [row for row in rows if isinstance(row, Skipped)]
    unique, repeated = _distinct(entries)
    return Listing(tuple(_identified(unique)), (*skipped, *repeated))


def _single(path: Path) -> Iterator[_Entry | Skipped]:
    """A file that is named itself; the manifest beside it counts."""
    if (refusal := _refusal(path)) is not None:
        yield refusal
        return
    beside = path.parent / MANIFEST
    known = read_manifest(beside) if beside.is_file() and path.name != MANIFEST else {}
    yield _Entry(path, path.name, known.get(path.name))


def _folder(root: Path) -> Iterator[_Entry | Skipped]:
    """Every file below a folder, each folder's names sorted; a folder's manifest speaks of what is below it."""
    known: dict[str, Metadata] = {}
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            yield Skipped(_shown(folder), "refused", f"目录读不了：{error.strerror}")
            continue
        inside = folder.relative_to(root)
        if MANIFEST in names and (folder / MANIFEST).is_file():
            known |= {(inside / name).as_posix(): told for name, told in read_manifest(folder / MANIFEST).items()}
        below = []
        for name in names:
            path = folder / name
            if path.is_dir() and not path.is_symlink() and not name.startswith("."):
                below.append(path)
            elif (skipped := _no_document(path) or _refusal(path)) is not None:
                yield skipped
            else:
                relative = (inside / name).as_posix()
                yield _Entry(path, relative, known.get(relative))
        pending += reversed(below)


def _no_document(path: Path) -> Skipped | None:
    """The row of what belongs to a folder but is no document; None if it may be one."""
    name = path.name
    if name == MANIFEST and path.is_file():
        return Skipped(_shown(path), "none", "清单")
    if name.startswith("."):
        return Skipped(_shown(path), "none", "隐藏的文件或目录")
    if name.upper().startswith("README"):
        return Skipped(_shown(path), "none", "说明文件")
    if path.is_dir():
        return Skipped(_shown(path), "none", "符号链接指向的目录不读；请直接给出该目录")
    return None


def _refusal(path: Path) -> Skipped | None:
    """The row of a file that cannot be read; None if its kind can."""
    if not path.is_file():
        told = "符号链接指向的文件不存在" if path.is_symlink() else "不是普通文件"
        return Skipped(_shown(path), "refused", told)
    if media_type_of(path.name) is None:
        return Skipped(_shown(path), "refused", unread_suffix(path.name))
    return None


def _distinct(entries: Sequence[_Entry]) -> tuple[list[_Entry], list[Skipped]]:
    """Each file once, and a row for every further time that it was named."""
    unique: dict[Path, _Entry] = {}
    repeated = []
    for entry in entries:
        if unique.setdefault(entry.path.resolve(), entry) is not entry:
            repeated.append(Skipped(_shown(entry.path), "none", "重复给出，已读过一次"))
    return list(unique.values()), repeated


def _identified(entries: Sequence[_Entry]) -> Iterator[Found]:
    """The entries with their ids."""
    names = _names(entries)
    given = [entry.known.id for entry in entries if entry.known is not None and entry.known.id]
    for name, times in Counter(given).items():
        if times > 1:
            raise UsageError(f"几份清单给出了同一个编号 {name!r}；请改其中一个")
    ids = document_ids([names[e.path] for e in entries if e.known is None or not e.known.id], given)
    for entry in entries:
        metadata = entry.known or Metadata(id="")
        if not metadata.id:
            metadata = replace(metadata, id=ids[names[entry.path]])
        yield Found(entry.path, _shown(entry.path), metadata)


def _names(entries: Sequence[_Entry]) -> Mapping[Path, str]:
    """The path below its root by which each file is known; with the root where two roots have the same."""
    counts = Counter(entry.name for entry in entries)
    return {e.path: e.name if counts[e.name] == 1 else str(e.path) for e in entries}


def _shown(path: Path) -> str:
    """A path that can be printed in one line, whatever bytes the file system has."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c in _JOINERS else f"\\x{ord(c):02x}" for c in text)
