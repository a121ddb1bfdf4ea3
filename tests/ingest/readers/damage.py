"""What goes wrong with files, and files written by hand so that any of their fields can lie. All of it is the same
bytes at every run.

Source: APPNOTE.TXT 4.3 (ZIP), ISO 32000-1 7.5 (PDF).
"""

from __future__ import annotations

import base64
import random
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

# what the files of each kind say: none of it is like the other, so that none is taken for a copy
SENTENCE = "甲县建立网格120个，办理事项3000件。"
PACKED = "乙镇的院坝协商点设在祠堂旁，每月初八开门议事。"
WORD = "丙街道聘请楼栋长45名，负责收集居民意见。"
PAGE = "丁区试行夜间接诉窗口，平均等候时间降到9分钟。"
LETTER = "戊乡把红白理事会章程写进村规，劝止大操大办26起。"
LISTED = "己村公布积分兑换目录，全年兑换物资1800份。"
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_SHEET = f"{_OFFICE}/spreadsheetml/2006/main"
_LINKS = f"{_OFFICE}/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def many(subject: str, count: int) -> str:
    """So many sentences, no two of them the same."""
    return "".join(f"{subject}第{n}组走访{n * 7 % 997}户。" for n in range(count))


# --- damage to any bytes ---------------------------------------------------------------------------------------------


def cut(data: bytes, share: float) -> bytes:
    """The beginning of a file whose copying was broken off."""
    return data[: int(len(data) * share)]


def flipped(data: bytes, seed: int, count: int = 20) -> bytes:
    """The file with some bytes changed."""
    chance, changed = random.Random(seed), bytearray(data)
    for _ in range(count):
        changed[chance.randrange(8, len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def blanked(data: bytes, start: float, end: float) -> bytes:
    """The file with zeros where a disc has lost it."""
    low, high = int(len(data) * start), int(len(data) * end)
    return data[:low] + bytes(high - low) + data[high:]


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


# --- ZIP -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a ZIP. What is None is as it should be; `local` is the name in its own head; `at` the place of that
    head as the directory gives it."""

    name: str | bytes
    data: bytes = b""
    flags: int | None = None
    method: int = zlib.DEFLATED
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    mode: int = 0o100644
    local: bytes | None = None
    at: int | None = None
    extra: bytes = b""


def archive(
    entries: Iterable[Entry], *, count: int | None = None, start: int | None = None, note: bytes = b""
) -> bytes:
    """A ZIP of these; `count` and `start` are what its end says of its directory."""
    body, directory, number = bytearray(), bytearray(), 0
    for entry in entries:
        number += 1
        name = entry.name if isinstance(entry.name, bytes) else entry.name.encode()
        flags = entry.flags if entry.flags is not None else 0x800 if isinstance(entry.name, str) else 0
        packed = _deflated(entry.data) if entry.method == zlib.DEFLATED else entry.data
        sizes = (
            zlib.crc32(entry.data) if entry.crc is None else entry.crc,
            len(packed) if entry.packed_size is None else entry.packed_size,
            len(entry.data) if entry.size is None else entry.size,
        )
        at = len(body) if entry.at is None else entry.at
        head = (flags, entry.method, 0, 0x21, *sizes)
        own = name if entry.local is None else entry.local
        body += _LOCAL.pack(b"PK\3\4", 20, *head, len(own), len(entry.extra)) + own + entry.extra + packed
        directory += _CENTRAL.pack(
            b"PK\1\2", 0x314, 20, *head, len(name), len(entry.extra), 0, 0, 0, entry.mode << 16, at
        )
        directory += name + entry.extra
    total = number if count is None else count
    end = _END.pack(b"PK\5\6", 0, 0, total, total, len(directory), len(body) if start is None else start, len(note))
    return bytes(body + directory) + end + note


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A sound ZIP."""
    return archive(Entry(name, data) for name, data in members.items())


def overlapping(count: int, size: int) -> bytes:
    """A ZIP whose members are all the same bytes."""
    return archive([Entry("0.txt", bytes(size)), *(Entry("0.txt", at=0, packed_size=0) for _ in range(count))])


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


# --- XML -------------------------------------------------------------------------------------------------------------


def laughs(root: str, inside: str = "&z;") -> str:
    """XML whose entities grow tenfold nine times."""
    names = "abcdefghiz"
    rows = "".join(
        f'<!ENTITY {name} "{f"&{names[index - 1]};" * 10 if index else "哈哈"}">' for index, name in enumerate(names)
    )
    return f"{_HEAD}<!DOCTYPE {root} [{rows}]>{inside}"


def fetching(root: str, inside: str) -> str:
    """XML that asks for a file of the machine."""
    return f'{_HEAD}<!DOCTYPE {root} [<!ENTITY z SYSTEM "file:///etc/passwd">]>{inside}'


# --- office files ----------------------------------------------------------------------------------------------------


def word_xml(body: str) -> str:
    return f'<w:document xmlns:w="{_WORD}" xmlns:r="{_LINKS}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx(body: str | bytes | None = None, others: Mapping[str, str | bytes] | None = None, links: str = "") -> bytes:
    """A Word document: `body` is the XML of its main part, `others` further parts, `links` relationships of it."""
    main = _HEAD + word_xml(paragraph(WORD)) if body is None else body
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="a" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _relations(links),
    }
    return _package(members | dict(others or {}))


def relation(id: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{id}" Type="{_LINKS}/{kind}" Target="{target}" {more}/>'


def xlsx(sheet: str | bytes, others: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet, given as XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": _relations(f'<Relationship Id="a" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relation("a", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return _package(members | dict(others or {}))


def sheet(rows: str, more: str = "") -> str:
    return f'{_HEAD}<worksheet xmlns="{_SHEET}">{more}<sheetData>{rows}</sheetData></worksheet>'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _relations(rows: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">{rows}</Relationships>'


def _package(members: Mapping[str, str | bytes]) -> bytes:
    return zipped({name: data.encode() if isinstance(data, str) else data for name, data in members.items()})


def ole(*streams: str, size: int = 4096) -> bytes:
    """The head of an older Office file, with the names of its streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "".join(streams).encode("utf-16-le") + bytes(size)


# --- PDF -------------------------------------------------------------------------------------------------------------


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(
        data + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, trailer, start)
    )


def page_of(content: bytes, more: bytes = b"", length: int | None = None, others: Sequence[bytes] = ()) -> bytes:
    """A PDF of one page with this stream; `more` belongs to the stream's dictionary, `others` are objects from 6."""
    size = len(content) if length is None else length
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
            b"<</Length %d%s>>\nstream\n%s\nendstream" % (size, more, content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *others,
        ]
    )


# --- mails -----------------------------------------------------------------------------------------------------------

MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nDate: Mon, 6 May 2024 08:00:00 +0800\r\nMIME-Version: 1.0\r\n"


def mail(fields: bytes, body: bytes) -> bytes:
    return MAIL + fields + b"\r\n\r\n" + body


def multipart(*parts: bytes, kind: bytes = b"mixed", mark: bytes = b"b") -> bytes:
    """The type of a message of several parts and the message; each part begins with its fields."""
    body = b"".join(b"--%s\r\n%s\r\n" % (mark, part) for part in parts) + b"--%s--\r\n" % mark
    return b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n%s' % (kind, mark, body)


def attached(name: bytes, data: bytes, kind: bytes = b"application/octet-stream") -> bytes:
    """A part that is a file."""
    head = b'Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="%s"'
    return head % (kind, name) + b"\r\n\r\n" + base64.encodebytes(data)


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + LETTER.encode()
