"""How the query pool and its workers talk: messages of a JSON head and a body, each with its length before it."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct(">II")


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    text = json.dumps(head, ensure_ascii=False).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message of a blocking stream; None at its end."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)


def unpack(data: bytes | bytearray) -> tuple[dict[str, Any], bytes] | None:
    """The message that `data` holds in full; None as long as some of it is missing."""
    if len(data) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack_from(data)
    start = _LENGTHS.size + head
    if len(data) < start + body:
        return None
    return json.loads(data[_LENGTHS.size : start]), bytes(data[start : start + body])
