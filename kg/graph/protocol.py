"""How the query pool and its workers talk: messages of a JSON head and a body, each with its length before it."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

LENGTHS = struct.Struct(">II")


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    return pack_head(head, len(body)) + body


def pack_head(head: dict[str, Any], size: int) -> bytes:
    """What stands before a body of `size` bytes."""
    text = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return LENGTHS.pack(len(text), size) + text


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message of a blocking stream; None at its end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)


def unpack(data: bytes | bytearray) -> tuple[dict[str, Any], bytes] | None:
    """The message that `data` holds in full; None as long as some of it is missing."""
    if len(data) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack_from(data)
    start = LENGTHS.size + head
    if len(data) < start + body:
        return None
    return json.loads(data[LENGTHS.size : start]), bytes(data[start : start + body])
