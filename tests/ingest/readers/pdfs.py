"""PDF files of our own making: text at positions in a CID font of boxes, whose ToUnicode says what each of them is.

Source: ISO 32000-1, 7.3 (objects), 7.6 (encryption, revision 2), 9.7 (composite fonts), 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.ingest.readers.fonts import box_font

WIDTH, HEIGHT = 595, 842
LEFT, TOP, SIZE, PITCH = 80, 760, 16, 28
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))
FIRST = 9  # the number of the first page among the objects


@dataclass(frozen=True, slots=True)
class Text:
    """A line at the left end of its baseline; `mode` 3 is invisible, `spread` the space after each character."""

    x: float
    y: float
    text: str
    size: float = SIZE
    mode: int = 0
    spread: float = 0
    vertical: bool = False
    is_rising: bool = False  # printed from below upwards


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from one corner to the other."""

    x0: float
    y0: float
    x1: float
    y1: float


Page = Sequence[Text | Rule]


def lines(texts: Sequence[str], *, x: float = LEFT, top: float = TOP, pitch: float = PITCH, size: float = SIZE) -> Page:
    """Lines one below another; two ideographic spaces before a line indent it."""
    return [
        Text(x + (len(text) - len(text.lstrip("\u3000"))) * size, top - pitch * index, text.lstrip("\u3000"), size)
        for index, text in enumerate(texts)
    ]


def pdf(
    pages: Sequence[Page],
    *,
    info: Mapping[str, str] | None = None,
    password: str | None = None,
    glyphs: Mapping[str, str] | None = None,
    rotate: int = 0,
    packed: bool = False,
    raw: bytes | None = None,
    catalogue: bytes = b"",
    annotations: bytes = b"",
    others: Sequence[bytes] = (),
) -> bytes:
    """A PDF of these pages.

    `catalogue` is more of the catalogue, `annotations` of every page, `others` are objects behind those of the pages.

    `glyphs`: what the ToUnicode says of a character instead of itself. `password` encrypts, also if it is empty.
    `raw` is the content of a further page.
    """
    kids = len(pages) + (raw is not None)
    drawn = [_content(page) for page in pages] + ([raw] if raw is not None else [])
    used = {c for page in pages for item in page if isinstance(item, Text) for c in item.text}
    objects: list[tuple[bytes, bytes | None]] = [
        (b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>", None),
        (_pages(kids), None),
        (_composite(b"Identity-H"), None),
        (_descendant(used), None),
        (b"", _to_unicode(used, glyphs or {})),
        (_composite(b"Identity-V"), None),
        (b"", box_font()),
        (b"", b"\0\2" * 0x300 + b"\0\1" * 0xFD00),
    ]
    for index, content in enumerate(drawn):
        box = f"/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {rotate}".encode()
        fonts = b"/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>"
        objects.append(
            (
                b"<</Type/Page/Parent 2 0 R"
                + box
                + fonts
                + annotations
                + b"/Contents %d 0 R>>" % (FIRST + 1 + 2 * index),
                None,
            )
        )
        objects.append((b"", content))
    objects += [(other, None) for other in others]
    return _file(objects, info or {}, password, packed)


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (FIRST + 2 * index) for index in range(count))
    return b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)


def _composite(encoding: bytes) -> bytes:
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/" + encoding + b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
    )


def _descendant(used: set[str]) -> bytes:
    narrow = b" ".join(b"%d[500]" % _code(c) for c in sorted(used) if ord(c) < 0x300)
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descriptor = (
        b"/FontDescriptor<</Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 7 0 R>>/CIDToGIDMap 8 0 R"
    )
    return b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own" + system + descriptor + b"/DW 1000/W[" + narrow + b"]>>"


def _code(character: str) -> int:
    """Two bytes a character: itself, or for one beyond them a place of private use."""
    return ord(character) if ord(character) < 0x10000 else 0xE000 + ord(character) % 0x1000


def _to_unicode(used: set[str], glyphs: Mapping[str, str]) -> bytes:
    rows = [
        b"<%04x> <%s>" % (_code(c), glyphs.get(c, c).encode("utf-16-be", "surrogatepass").hex().encode())
        for c in sorted(used)
    ]
    blocks = [
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b"\n".join(part))
        for part in (rows[at : at + 100] for at in range(0, len(rows), 100))
    ]
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + b"".join(blocks) + b"endcmap end end"
    )


def _content(page: Page) -> bytes:
    rows = []
    for item in page:
        if isinstance(item, Rule):
            rows.append(f"0.5 w {item.x0} {item.y0} m {item.x1} {item.y1} l S".encode())
            continue
        shown = b"".join(b"%04x" % _code(c) for c in item.text)
        turn = "0 1 -1 0" if item.is_rising else "1 0 0 1"
        font = "F2" if item.vertical else "F1"
        head = f"BT /{font} {item.size} Tf {item.mode} Tr {item.spread} Tc {turn} {item.x} {item.y} Tm <"
        rows.append(head.encode() + shown + b"> Tj ET")
    return b"\n".join(rows)


# --- the file --------------------------------------------------------------------------------------------------------


def _file(
    objects: Sequence[tuple[bytes, bytes | None]], info: Mapping[str, str], password: str | None, packed: bool
) -> bytes:
    key, permits = b"", -4
    owner = _rc4(hashlib.md5(_PADDING).digest()[:5], ((password or "").encode() + _PADDING)[:32])
    if password is not None:
        seed = (password.encode() + _PADDING)[:32] + owner + permits.to_bytes(4, "little", signed=True) + _ID
        key = hashlib.md5(seed).digest()[:5]
    data, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, (body, stream) in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (
            number,
            _stream(stream, number, key, packed or number == 8) if stream is not None else body,
        )
    entries = b"".join(
        b"/%s <%s>"
        % (name.encode(), _sealed(b"\xfe\xff" + value.encode("utf-16-be"), len(objects) + 1, key).hex().encode())
        for name, value in info.items()
    )
    offsets.append(len(data))
    data += b"%d 0 obj\n<<%s>>\nendobj\n" % (len(objects) + 1, entries)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    lock = b""
    if password is not None:
        check = _rc4(key, _PADDING)
        lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P %d>>" % (
            owner.hex().encode(), check.hex().encode(), permits,
        )  # fmt: skip
    trailer = b"<</Size %d/Root 1 0 R/Info %d 0 R/ID[<%s><%s>]%s>>" % (
        len(offsets) + 1, len(objects) + 1, _ID.hex().encode(), _ID.hex().encode(), lock,
    )  # fmt: skip
    return bytes(data + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def _stream(content: bytes, number: int, key: bytes, packed: bool) -> bytes:
    body = _sealed(zlib.compress(content, 9) if packed else content, number, key)
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(body), b"/Filter/FlateDecode" if packed else b"", body)


def _sealed(body: bytes, number: int, key: bytes) -> bytes:
    if not key:
        return body
    return _rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[: len(key) + 5], body)


def _rc4(key: bytes, body: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    result, i, j = bytearray(), 0, 0
    for byte in body:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        result.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(result)
