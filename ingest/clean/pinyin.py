"""Readings that a site put in brackets after the characters they read: `落實(shí)` is `落實`.

Only a real reading of the character before it goes; `(街道)`, `(工)`, `(a)` stay. After a character that Simplified
writing has too, a reading may be an author's own gloss, so it goes only in a text that is full of them.
"""

from __future__ import annotations

import re

from ingest.clean.characters import odd
from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN, SYLLABLE, TONED, is_reading, traditional_only

NAME = "pinyin"
_READING_RE = re.compile(rf"[(（](?<=[{HAN}].)(?P<syllable>{SYLLABLE})[)）]")
_TONED_RE = re.compile(f"[{TONED}]")
_INJECTED_FROM = 3  # so many readings after Traditional characters show that a site added them


def repair(buffer: Buffer) -> Buffer:
    text = buffer.text
    if not _TONED_RE.search(odd(buffer.text)):
        return buffer
    found = [m for m in _READING_RE.finditer(text) if is_reading(text[m.start() - 1], m["syllable"])]
    after_traditional = [m for m in found if text[m.start() - 1] in traditional_only()]
    chosen = found if len(after_traditional) >= _INJECTED_FROM else after_traditional
    return buffer.edit(NAME, [Edit(m.start(), m.end()) for m in chosen])
