"""A ZIP, read without trusting it: names, sizes and checksums are what the members turn out to be."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from typing import IO

from ingest.readers.bounds import bounds
from ingest.readers.parsed import Unreadable

_CHUNK = 1 << 20
_RATIO = 200  # unpacked to packed, of what is larger than _SMALL; text seldom passes 20, XML 100
_SMALL = 10 << 20
_UTF8_FLAG, _ENCRYPTED_FLAG, _UNICODE_PATH = 0x800, 0x1, 0x7075  # APPNOTE.TXT 4.4.4, 4.6.9
_DAMAGED = "压缩包已损坏（{}）；请重新下载或重新打包"
# what zipfile raises where a directory or a member is damaged; NotImplementedError: of a version that it does not know
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, IndexError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
# what zipfile says, by how it begins
_FAULT_WORDS = {
    "File is not a zip file": "找不到它的目录，多半没有下载完",
    "Bad magic number for central directory": "目录有错",
    "Truncated central directory": "目录不全",
    "Truncated file header": "文件头不全",
    "Bad magic number for file header": "文件头有错",
    "Bad CRC-32": "校验和不符",
    "Error -": "压缩数据有错",
}


def _told(error: Exception) -> str:
    """What is wrong, in Chinese where zipfile's wording is known."""
    words = " ".join(str(error).split())[:120]
    return next((told for start, told in _FAULT_WORDS.items() if words.startswith(start)), words)


class Zip:
    """The members of a ZIP by name. Unreadable if its directory is damaged; what is wrong with a member says `read`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise Unreadable(_DAMAGED.format(_told(error))) from None
        if len(self._file.infolist()) > bounds().members:
            told = f"压缩包里有 {len(self._file.infolist())} 个文件，上限 {bounds().members} 个（设置 archive_members）"
            raise Unreadable(f"{told}；请拆成几个")
        self._left = bounds().archive
        self.members = tuple(info for info in self._file.infolist() if not info.filename.endswith("/"))
        self._by_name = {info.filename: info for info in self.members}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members that are no folders, as the directory has them."""
        return tuple(self._by_name)

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The bytes of a member. KeyError if there is none; Unreadable if it is encrypted, damaged or too large."""
        info = member if isinstance(member, zipfile.ZipInfo) else self._by_name[member]
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Unreadable("已加密；请先用密码解压再试")
        if info.file_size > self._left:
            raise self._too_large()
        _refuse_ratio(info.file_size, info)
        try:
            with self._file.open(info) as stream:
                return self._drain(stream, info)
        except Unreadable:
            raise
        except NotImplementedError:
            raise Unreadable(f"压缩方法 {info.compress_type} 不支持；请改用普通的 zip 重新打包") from None
        except _FAULTS as error:
            raise Unreadable(f"已损坏（{_told(error)}）；请重新下载或重新打包") from None

    def read_all(self) -> None:
        """Unpack every member once and keep none: Unreadable if one is damaged or all of them are too much."""
        for info in self.members:
            self.read(info)

    def _drain(self, stream: IO[bytes], info: zipfile.ZipInfo) -> bytes:
        data = bytearray()
        while chunk := stream.read(_CHUNK):
            data += chunk
            self._left -= len(chunk)
            if self._left < 0:
                raise self._too_large()
            _refuse_ratio(len(data), info)
        return bytes(data)

    def _too_large(self) -> Unreadable:
        return Unreadable(f"解压后超过 {bounds().archive >> 20} MB 的上限（设置 archive_mb），不再解压；请拆成几个")


def _refuse_ratio(size: int, info: zipfile.ZipInfo) -> None:
    if size > _SMALL and size > _RATIO * max(info.compress_size, 1):
        raise Unreadable(f"压缩比超过 {_RATIO} 倍，像是压缩炸弹，不解压")


def true_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as it was meant: with `/`, in the encoding that its bytes show.

    A name without the UTF-8 flag comes as code page 437; Chinese systems write GBK there, others UTF-8.
    """
    name = _unicode_path(info) or _decoded(info)
    return name.replace("\\", "/")


def _decoded(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return info.orig_filename


def _unicode_path(info: zipfile.ZipInfo) -> str | None:
    """The name in the extra field of Info-ZIP, if it is about this name."""
    extra, at = info.extra, 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5:
            return field[5:].decode("utf-8", "replace")
        at += 4 + size
    return None


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link."""
    return stat.S_ISLNK(info.external_attr >> 16)
