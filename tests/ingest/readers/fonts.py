"""A TrueType font with two glyphs, a wide and a narrow box: enough for a PDF whose text has a size.

Source: ISO/IEC 14496-22 (tables head, hhea, hmtx, maxp, loca, glyf).
"""

from __future__ import annotations

import struct

UNITS, BOX, NARROW = 1000, (50, -80, 950, 850), (25, -80, 475, 850)


def box_font() -> bytes:
    """The font's file; glyph 1 is the wide box, glyph 2 the narrow one."""
    left, low, right, high = BOX
    wide, narrow = _box(*BOX), _box(*NARROW)
    tables = {
        b"glyf": wide + narrow,
        b"head": struct.pack(
            ">IIIIHHQQ4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, UNITS, 0, 0, left, low, right, high, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH3h3h4hhH", 0x10000, 880, -120, 0, UNITS, *([0] * 11), 3),
        b"hmtx": struct.pack(">HhHhHh", UNITS, 0, UNITS, left, UNITS // 2, NARROW[0]),
        b"loca": struct.pack(">4I", 0, 0, len(wide), len(wide) + len(narrow)),
        b"maxp": struct.pack(">IH13H", 0x10000, 3, 4, 1, 0, 0, 2, *([0] * 8)),
    }
    return _file(tables)


def _box(left: int, low: int, right: int, high: int) -> bytes:
    glyph = struct.pack(">5hHH", 1, left, low, right, high, 3, 0) + bytes([1, 1, 1, 1])
    return glyph + struct.pack(">4h4h", left, 0, right - left, 0, low, high - low, 0, low - high) + bytes(2)


def _file(tables: dict[bytes, bytes]) -> bytes:
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    directory, body, at = b"", b"", len(head) + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">III", total, at, len(table))
        body += padded
        at += len(padded)
    return head + directory + body
