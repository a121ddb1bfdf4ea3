"""Single characters: line ends, invisible ones, full width, compatibility forms. Each has its own step and name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import TONED

_LINE_END_RE = re.compile(r"\r\n?|[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# controls, and what shows nothing: Default_Ignorable_Code_Point of Unicode (directions, joiners, selectors, marks of
# the order of bytes in the middle of a text)
_INVISIBLE_RE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
_SPACES = dict.fromkeys(["\t", "\u00a0", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000"], " ")
_NARROW = {
    chr(0xFF01 + i): chr(0x21 + i) for i in range(0x5E) if chr(0x21 + i).isalnum() or chr(0x21 + i) in "%+/=&@#~"
}
_WIDTH = _SPACES | _NARROW
_WIDTH_RE = re.compile(f"[{''.join(map(re.escape, _WIDTH))}]")
_POINT_RE = re.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])")
_COMPATIBILITY_RE = re.compile(r"[\u2e80-\u2fd5\uf900-\ufaff]")
_CLASSES = (_INVISIBLE_RE, _SURROGATE_RE, _WIDTH_RE, _COMPATIBILITY_RE)
_ODD_RE = re.compile(rf"[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029{TONED}{''.join(p.pattern[1:-1] for p in _CLASSES)}]")


@lru_cache(maxsize=8)
def odd(text: str) -> str:
    """The characters of a text that some step may change, each once: most texts have few, and most steps none."""
    return "".join(set(_ODD_RE.findall(text)))


def repair_line_ends(buffer: Buffer) -> Buffer:
    """Every line end as `\\n`: of `\\r\\n` the `\\r` goes."""
    if not _LINE_END_RE.search(odd(buffer.text)):
        return buffer
    return buffer.edit("line-end", (_line_end(match) for match in _LINE_END_RE.finditer(buffer.text)))


def _line_end(match: re.Match[str]) -> Edit:
    return Edit(match.start(), match.start() + 1, "" if match[0] == "\r\n" else "\n")


def remove_invisible(buffer: Buffer) -> Buffer:
    if not _INVISIBLE_RE.search(odd(buffer.text)):
        return buffer
    return buffer.edit("invisible", (Edit(m.start(), m.end()) for m in _INVISIBLE_RE.finditer(buffer.text)))


def repair_surrogates(buffer: Buffer) -> Buffer:
    """Halves of a character beyond the basic plane, which no encoding can write, as the sign of a lost one."""
    if not _SURROGATE_RE.search(odd(buffer.text)):
        return buffer
    found = _SURROGATE_RE.finditer(buffer.text)
    return buffer.edit("surrogate", (Edit(m.start(), m.end(), "\ufffd") for m in found))


def repair_width(buffer: Buffer) -> Buffer:
    """Full-width digits, letters and spaces in ASCII, one for one; punctuation stays as it is."""
    is_wide, has_points = _WIDTH_RE.search(odd(buffer.text)), "．" in buffer.text
    if not (is_wide or has_points):
        return buffer
    found = {m.start(): _WIDTH[m[0]] for m in _WIDTH_RE.finditer(buffer.text)}
    if has_points:
        found |= {m.start(): "." for m in _POINT_RE.finditer(buffer.text)}
    return buffer.edit("width", (Edit(at, at + 1, found[at]) for at in sorted(found)))


def repair_compatibility(buffer: Buffer) -> Buffer:
    """Radicals and compatibility ideographs, as PDF copies have them, as the characters they look like."""
    if not _COMPATIBILITY_RE.search(odd(buffer.text)):
        return buffer
    return buffer.edit("compatibility", (e for m in _COMPATIBILITY_RE.finditer(buffer.text) for e in _plain(m)))


def _plain(match: re.Match[str]) -> list[Edit]:
    plain = unicodedata.normalize("NFKC", match[0])
    return [Edit(match.start(), match.end(), plain)] if len(plain) == 1 else []
