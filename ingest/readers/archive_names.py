"""The names of the members of a ZIP, read without unpacking anything and without trusting it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_MOST = 5000
# APPNOTE.TXT 4.3.12 and 4.3.7: signature, then the fields up to the lengths of name, extra field and comment
_CENTRAL, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"
_CENTRAL_LENGTHS = struct.Struct("<28xHHH")


def zip_names(data: bytes) -> list[str]:
    """Names as the directory gives them, at most 5,000; from the members' own heads where the directory is missing.

    >>> zip_names(b"PK\\x03\\x04 cut off")
    []
    """
    return list(_central(data)) or list(_local(data))


def _central(data: bytes) -> Iterator[str]:
    at = data.find(_CENTRAL, max(0, _directory(data)))
    for _ in range(_MOST):
        if at < 0 or data[at : at + 4] != _CENTRAL or at + 46 > len(data):
            return
        name, extra, comment = _CENTRAL_LENGTHS.unpack_from(data, at)
        yield data[at + 46 : at + 46 + name].decode("utf-8", "replace").replace("\\", "/")
        at += 46 + name + extra + comment


def _directory(data: bytes) -> int:
    """Where the directory begins by what the end of the archive says; 0 if there is none."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 20 > len(data):
        return len(data)
    start: int = struct.unpack_from("<L", data, end + 16)[0]
    return start if start < end else 0


def _local(data: bytes) -> Iterator[str]:
    at = 0
    for _ in range(_MOST):
        at = data.find(_LOCAL, at)
        if at < 0 or at + 30 > len(data):
            return
        name = struct.unpack_from("<H", data, at + 26)[0]
        yield data[at + 30 : at + 30 + name].decode("utf-8", "replace").replace("\\", "/")
        at += 30 + name
