"""ZIP archives: each member that is a file is a part; one that can't be taken says why."""

from __future__ import annotations

import re
import zipfile

from ingest.readers.parsed import Parsed, Part, Unreadable
from ingest.readers.zips import Zip, is_link, true_name

_OUTSIDE_RE = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)")


def read(data: bytes, name: str) -> Parsed:
    """An archive is no document of its own."""
    raise Unreadable("这是压缩包，压缩包里的压缩包只打开一层；请先解压")


def parts(data: bytes, name: str) -> list[Part]:
    """The members in the order of the archive, under their own names; a second one of a name gets a number."""
    archive = Zip(data)
    names: dict[str, int] = {}
    result = [_part(archive, info, _unique(true_name(info), names)) for info in archive.members]
    if not result:
        raise Unreadable("压缩包是空的")
    return result


def _part(archive: Zip, info: zipfile.ZipInfo, path: str) -> Part:
    if _OUTSIDE_RE.match(path) or not path.strip("/. "):
        return Part(path or "（无名）", refused="路径指向压缩包之外，不读")
    if is_link(info):
        return Part(path, refused="是符号链接，不读")
    try:
        return Part(path, archive.read(info))
    except Unreadable as error:
        return Part(path, refused=str(error))


def _unique(path: str, names: dict[str, int]) -> str:
    """`path`, or with a number if there is a member of this name already; `names` counts them."""
    name = path
    while name in names:
        names[path] += 1
        name = _numbered(path, names[path])
    names[name] = 1
    return name


def _numbered(path: str, times: int) -> str:
    """`path` as the second, third … of its name.

    >>> _numbered("目录/甲.txt", 2), _numbered("乙", 3)
    ('目录/甲~2.txt', '乙~3')
    """
    folder, slash, name = path.rpartition("/")
    stem, stop, suffix = name.rpartition(".")
    return f"{folder}{slash}{stem}~{times}.{suffix}" if stop and stem else f"{path}~{times}"
