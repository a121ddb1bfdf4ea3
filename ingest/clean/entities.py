"""HTML entities that were left in a text: `&nbsp;`, `&#12288;`, `&amp;ldquo;`, as the characters they stand for.

Names are those of HTML 4 and need their semicolon; a few that no word or address holds are known without it.
Source: HTML 4.01, section 24; WHATWG HTML, "numeric character reference end state", for the numbers 128 to 159.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import name2codepoint

from ingest.clean.offsets import Buffer, Edit

NAME = "entity"
_NAMES = "|".join(sorted({*name2codepoint, "apos", "AMP", "LT", "GT", "QUOT", "NBSP"}))
_OPEN = "nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot"
_AMPERSAND = "(?:amp|#0*38|#[xX]0*26)[;；]"  # once more escaped
_ENTITY_RE = re.compile(
    rf"&(?P<escaped>(?:{_AMPERSAND})*)(?:(?P<name>{_NAMES}|#[0-9]{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}})[;；]"
    rf"|(?P<open>{_OPEN})(?![A-Za-z0-9=;；]))?"
)
_UNFINISHED_RE = re.compile("&[A-Za-z0-9#]*$")
_LONGEST = 12


def repair(buffer: Buffer) -> Buffer:
    return buffer.edit(NAME, _edits(buffer.text)) if "&" in buffer.text else buffer


def _edits(text: str) -> Iterator[Edit]:
    before, at = "", 0
    for match in _ENTITY_RE.finditer(text):
        before = (before + text[max(at, match.start() - _LONGEST) : match.start()])[-_LONGEST:]
        character = _character(match)
        # what would make an entity of the letters before it was not meant as one
        if character is None or ((character.isalnum() or character in "#;") and _UNFINISHED_RE.search(before)):
            before += match[0]
        else:
            before += character
            yield Edit(match.start(), match.end(), character)
        at = match.end()


def _character(match: re.Match[str]) -> str | None:
    """What an entity stands for; None if it is none, or a character that text can't hold."""
    name = match["name"] or match["open"]
    if name is None:
        return "&" if match["escaped"] else None
    character = html.unescape(f"&{name.lower() if name.isupper() else name};")
    is_text = len(character) == 1 and character != "\ufffd"
    return character if is_text and (unicodedata.category(character) != "Cc" or character in "\t\n\r") else None
