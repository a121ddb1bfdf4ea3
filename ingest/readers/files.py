"""Paths that a user names -> the files to read, each with its metadata, and what is not read and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.extract import Metadata
from ingest.readers import containers
from ingest.readers.bytes_of import head_of
from ingest.readers.containers import Member
from ingest.readers.detect import detect, is_candidate
from ingest.readers.ids import document_ids
from ingest.readers.manifest import NAME as MANIFEST
from ingest.readers.manifest import metadata_of, parse_manifest, read_manifest
from ingest.readers.parsed import Part, Unreadable
from kg.errors import InputError, UsageError

_HEAD = 1 << 16
_JOINERS = "\u200c\u200d"  # within an emoji and in some scripts: they change no line


@dataclass(frozen=True, slots=True)
class Found:
    """A document to read: its file, its path as the user sees it, what is known of it beforehand.

    `trail` are the names of the parts that lead to it in the file, () if it is the file itself; `kind` is its format
    where its bytes do not tell.
    """

    path: Path
    file: str
    metadata: Metadata
    trail: tuple[str, ...] = ()
    kind: str | None = None


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
    """A document below a path: `name` is its path there, `known` what a manifest or a list says of it.

    `is_listed`: a list names its file, which a folder may hold besides.
    """

    path: Path
    name: str
    known: Metadata | None
    trail: tuple[str, ...] = ()
    kind: str | None = None
    is_listed: bool = False


_Row = _Entry | Skipped


def find_files(paths: Iterable[Path]) -> Listing:
    """The files below `paths`. UsageError: a path that does not exist. InputError: a manifest that is wrong."""
    entries: list[_Entry] = []
    skipped: list[Skipped] = []
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{_shown(path)}: 没有这个文件或目录")
        rows = [row for one in (_folder(path) if path.is_dir() else _single(path)) for row in _expanded(one)]
        if path.is_dir() and not any(isinstance(row, _Entry) for row in rows):
            rows.append(Skipped(_shown(path), "refused", "目录里没有可读的文件"))
        entries += [row for row in rows if isinstance(row, _Entry)]
        skipped += [row for row in rows if isinstance(row, Skipped)]
    unique, repeated = _distinct(entries)
    return Listing(tuple(_identified(unique)), (*skipped, *repeated))


def part_names(file: str, found: Sequence[Found]) -> Mapping[str, str]:
    """A name for each document in `file`, fit for a file of its own: that of the file, and of the part if it is one."""
    paths = {one.file: "/".join(one.trail) for one in found}
    ids = document_ids([path for path in paths.values() if path])
    return {shown: f"{file}-{ids[path]}" if path else file for shown, path in paths.items()}


def only_one(listing: Listing, file: Path, part: str | None) -> Found:
    """The document in a file that `part` names, or the only one. UsageError if there are more; InputError if none."""
    wanted = [one for one in listing.found if part is None or "/".join(one.trail) == part]
    names = "、".join(_line("/".join(one.trail)) for one in listing.found[:20])
    if len(wanted) == 1:
        return wanted[0]
    if part is not None:
        reason = next((row.reason for row in listing.skipped if row.file == f"{_shown(file)}/{part}"), None)
        if reason is not None:
            raise InputError(f"{file}/{part}", reason)
        raise UsageError(f"{file}: 里面没有 {part!r}" + (f"；有 {names}" if names else ""))
    if wanted:
        raise UsageError(f"{file}: 里面有 {len(wanted)} 份文档；请用 --part 指明一份：{names}")
    raise InputError(str(file), next((row.reason for row in listing.skipped), "没有可读的文档"))


# --- what a file holds ------------------------------------------------------------------------------------------------


def _expanded(row: _Row) -> Iterator[_Row]:
    """The documents in a file, and the rows of those that are not read."""
    if isinstance(row, Skipped):
        yield row
        return
    shown = _shown(row.path)
    try:
        held = containers.members(row.path)
        manifest = _manifest_in(held, shown)
    except InputError as error:
        yield Skipped(shown, "refused", error.reason)
        return
    for member in held:
        if not member.trail:
            yield row
        else:
            yield from _member(row, member, manifest, f"{shown}/{_line(member.path)}")


def _member(row: _Entry, member: Member, manifest: Mapping[str, Metadata], shown: str) -> Iterator[_Row]:
    """The rows of one document in a file; one that only names another file is the row of that one too."""
    part = member.part
    if part.refused is not None:
        yield Skipped(shown, "refused", part.refused)
    elif (told := _no_text(PurePosixPath(member.path))) is not None and part.kind is None:
        yield Skipped(shown, "none", told)
    elif part.target is None:
        if part.kind is None and (reason := _unread(part.name, part.data)) is not None:
            yield Skipped(shown, "refused", reason)
            return
        known = manifest.get(member.path) or (metadata_of(part.told) if part.told else None)
        yield _Entry(row.path, f"{row.name}/{member.path}", known, member.trail, part.kind)
    elif len(member.trail) > 1:
        yield Skipped(shown, "none", f"指向 {_line(part.target)}")
    else:
        yield from _pointed(row, part, shown)


def _pointed(row: _Entry, part: Part, shown: str) -> Iterator[_Row]:
    """The file beside a list that one of its rows names."""
    target = PurePosixPath((part.target or "").replace("\\", "/"))
    path = row.path.parent / target
    if target.is_absolute() or ".." in target.parts:
        yield Skipped(shown, "refused", f"{part.target!r} 不在清单所在的目录里")
    elif not _is_file(path):
        yield Skipped(shown, "refused", f"没有文件 {part.target!r}")
    else:
        yield Skipped(shown, "none", f"指向 {_shown(path)}")
        name = (PurePosixPath(row.name).parent / target).as_posix()
        yield _Entry(path, name, metadata_of(part.told), is_listed=True)


def _manifest_in(held: Sequence[Member], shown: str) -> Mapping[str, Metadata]:
    """What the manifests in an archive say of its members, by path."""
    names = {member.path for member in held}
    known: dict[str, Metadata] = {}
    for member in held:
        folder, _, name = member.path.rpartition("/")
        if name == MANIFEST and member.part.refused is None:
            prefix = f"{folder}/" if folder else ""
            below = {path.removeprefix(prefix) for path in names if path.startswith(prefix)}
            rows = parse_manifest(member.part.data, f"{shown}/{member.path}", below.__contains__)
            known |= {prefix + file: told for file, told in rows.items()}
    return known


# --- what a folder holds ----------------------------------------------------------------------------------------------


def _single(path: Path) -> Iterator[_Row]:
    """A file that is named itself; the manifest beside it counts."""
    if (refusal := _refusal(path)) is not None:
        yield refusal
        return
    beside = path.parent / MANIFEST
    known = read_manifest(beside) if beside.is_file() and path.name != MANIFEST else {}
    yield _Entry(path, _text(path.name), known.get(path.name))


def _folder(root: Path) -> Iterator[_Row]:
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
            if _is_folder(path) and not path.is_symlink() and not name.startswith("."):
                below.append(path)
            elif (skipped := _no_document(path) or _refusal(path)) is not None:
                yield skipped
            else:
                relative = (inside / name).as_posix()
                yield _Entry(path, _text(relative), known.get(relative))
        pending += reversed(below)


def _no_document(path: Path) -> Skipped | None:
    """The row of what belongs to a folder but is no document; None if it may be one."""
    if path.name == MANIFEST and not _is_file(path):
        return None
    if (told := _no_text(PurePosixPath(path.name))) is not None:
        return Skipped(_shown(path), "none", told)
    if _is_folder(path):
        return Skipped(_shown(path), "none", "符号链接指向的目录不读；请直接给出该目录")
    return None


def _no_text(path: PurePosixPath) -> str | None:
    """Why a file with this name is no document; None if it may be one."""
    if path.name == MANIFEST:
        return "清单"
    if any(name.startswith(".") for name in path.parts) or path.parts[0] == "__MACOSX":
        return "隐藏的文件或目录"
    if path.name.upper().startswith("README"):
        return "说明文件"
    if path.name.startswith("~$") or path.name.lower() in ("thumbs.db", "desktop.ini"):
        return "系统或办公软件的临时文件"
    return None


def _refusal(path: Path) -> Skipped | None:
    """The row of a file that cannot be read; None if its kind can."""
    try:
        is_file = path.is_file()
    except OSError as error:
        return Skipped(_shown(path), "refused", f"读不到文件：{error.strerror}")
    if not is_file:
        told = "不是普通文件" if os.path.exists(path) else "符号链接指向的文件不存在"
        return Skipped(_shown(path), "refused", told)
    name = _text(path.name)
    reason = None if is_candidate(name) else _unread(name, head_of(path, _HEAD))
    return None if reason is None else Skipped(_shown(path), "refused", reason)


def _unread(name: str, head: bytes) -> str | None:
    """Why a file with this name and these first bytes is not read; None if it is."""
    if is_candidate(name):
        return None
    try:
        detect(head, name)
    except Unreadable as error:
        return str(error)
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


# --- each document once, with its id ----------------------------------------------------------------------------------

_Key = tuple[Path, tuple[str, ...]]


def _distinct(entries: Sequence[_Entry]) -> tuple[list[_Entry], list[Skipped]]:
    """Each document once, and a row for every further time that it was named; what a list says of it is joined."""
    unique: dict[_Key, _Entry] = {}
    repeated = []
    for entry in entries:
        key = (_resolved(entry.path), entry.trail)
        first = unique.setdefault(key, entry)
        if first is entry:
            continue
        if first.is_listed or entry.is_listed:
            own, listed = (entry, first) if first.is_listed else (first, entry)
            unique[key] = replace(own, known=own.known or listed.known)
        else:
            repeated.append(Skipped(_shown(entry.path, entry.trail), "none", "重复给出，已读过一次"))
    return list(unique.values()), repeated


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return path


def _identified(entries: Sequence[_Entry]) -> Iterator[Found]:
    """The entries with their ids."""
    names = _names(entries)
    given = [entry.known.id for entry in entries if entry.known is not None and entry.known.id]
    for name, times in Counter(given).items():
        if times > 1:
            raise UsageError(f"几份清单给出了同一个编号 {name!r}；请改其中一个")
    ids = document_ids([names[_key(e)] for e in entries if e.known is None or not e.known.id], given)
    for entry in entries:
        metadata = entry.known or Metadata(id="")
        if not metadata.id:
            metadata = replace(metadata, id=ids[names[_key(entry)]])
        yield Found(entry.path, _shown(entry.path, entry.trail), metadata, entry.trail, entry.kind)


def _key(entry: _Entry) -> _Key:
    return entry.path, entry.trail


def _names(entries: Sequence[_Entry]) -> Mapping[_Key, str]:
    """The path below its root by which each is known; with the root where two roots have the same."""
    counts = Counter(entry.name for entry in entries)
    return {_key(e): e.name if counts[e.name] == 1 else "/".join((os.fsdecode(e.path), *e.trail)) for e in entries}


def _shown(path: Path, trail: tuple[str, ...] = ()) -> str:
    """A path that can be printed in one line, whatever bytes the file system has."""
    return "/".join((_line(_text(path)), *map(_line, trail)))


def _text(path: str | Path) -> str:
    """A path as text: names that are no UTF-8 are GBK, as old archives and discs leave them.

    >>> _text("目录/" + os.fsdecode("网格.txt".encode("gbk")))
    '目录/网格.txt'
    """
    return "/".join(map(_name, os.fsencode(path).split(b"/")))


def _name(raw: bytes) -> str:
    """One step of a path."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return raw.decode("utf-8", "replace")


def _line(text: str) -> str:
    """`text` with what can't be printed in one line written out."""
    return "".join(c if c.isprintable() or c in _JOINERS else f"\\x{ord(c):02x}" for c in text)
