"""The bytes of a part of a mail, its transfer encoding undone (RFC 2045, 6), and what of them is lost.

The library gives back the encoded characters where it can't decode them; those are no text and are never given here.
"""

from __future__ import annotations

import binascii
import copy
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from email.message import Message

_FOREIGN_RE = re.compile(rb"[^A-Za-z0-9+/=\s]")
_PADDED_RE = re.compile(rb"[^=]+=*")
_QUOTED_RE = re.compile(rb"=(?:[0-9A-Fa-f]?\Z|(?![0-9A-Fa-f]{2}|[ \t]*\r?\n))")
_FOREIGN_MOST = 0.05  # of a base64 text; more, and it is none
_UNKNOWN = b"\xff"  # a byte in no encoding of text: it shows as a mark
_SPACED_RE = re.compile(rb"[\x80-\xff]|\S[ ]\S")  # text, as it is
_UU = ("x-uuencode", "uuencode", "uue", "x-uue")
_CUT = "base64 编码在中途断了，末尾 {} 个字符没有译出"
_DAMAGED = "base64 编码有 {} 处损坏，以 \ufffd 标出"
_BROKEN = "base64 编码已损坏，没有译出"
UNCODED = "标明是 base64 编码，内容却不是，按原样读"
_BAD_QUOTED = "quoted-printable 编码有 {} 处损坏"


def payload_of(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone; none if it is one of several parts."""
    return decoded_payload(part)[0]


def decoded_payload(part: Message) -> tuple[bytes, str | None]:
    """The bytes of a part, and what is lost of them; None if nothing is."""
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "base64":
        return _base64(_raw(part))
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b"", None
    if encoding in _UU and data == _raw(part):
        return b"", "uuencode 编码已损坏，没有译出"
    times = len(_QUOTED_RE.findall(_raw(part))) if encoding == "quoted-printable" else 0
    return data, _BAD_QUOTED.format(times) if times else None


def _raw(part: Message) -> bytes:
    """The bytes of a part as the mail has them."""
    bare = copy.copy(part)
    del bare["Content-Transfer-Encoding"]
    data = bare.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _base64(raw: bytes) -> tuple[bytes, str | None]:
    """What base64 decodes to. A damaged group of four characters costs its own bytes, a damaged line its own."""
    foreign = len(_FOREIGN_RE.findall(raw))
    if foreign > _FOREIGN_MOST * len(raw):
        return (raw, UNCODED) if _SPACED_RE.search(raw) else (b"", _BROKEN)
    runs = list(_runs(raw.split()))
    damaged = sum(len(_FOREIGN_RE.findall(run)) if len(run) % 4 == 0 else 1 for run in runs[:-1])
    pieces = [_groups(run) if len(run) % 4 == 0 else _UNKNOWN * 3 for run in runs[:-1]]
    last = runs[-1] if runs else b""
    whole, rest = last[: len(last) // 4 * 4], last[len(last) // 4 * 4 :]
    damaged += len(_FOREIGN_RE.findall(whole))
    pieces.append(_groups(whole))
    is_cut = len(rest) == 1 or _FOREIGN_RE.search(rest) is not None
    if rest and not is_cut:
        pieces.append(binascii.a2b_base64(rest + b"=" * (4 - len(rest))))
    told = [_DAMAGED.format(damaged)] if damaged else []
    told += [_CUT.format(len(rest))] if is_cut else []
    return b"".join(pieces), "；".join(told) or None


def _runs(lines: Sequence[bytes]) -> Iterator[bytes]:
    """What decodes by itself: lines, if they are whole groups; what ends in `=`; all of it otherwise."""
    usual = Counter(map(len, lines)).most_common(1)[0][0] if lines else 0
    pieces = lines if usual % 4 == 0 else [b"".join(lines)]
    for piece in pieces:
        for run in _PADDED_RE.findall(piece):  # mailers put encoded pieces one after another
            yield run if len(run) % 4 == 0 else run.rstrip(b"=")


def _groups(body: bytes) -> bytes:
    """Whole groups of four characters decoded; one with a character that is none of base64 is three unknown bytes."""
    if _FOREIGN_RE.search(body) is None:
        return binascii.a2b_base64(body)
    groups = (body[at : at + 4] for at in range(0, len(body), 4))
    return b"".join(_UNKNOWN * 3 if _FOREIGN_RE.search(group) else binascii.a2b_base64(group) for group in groups)
