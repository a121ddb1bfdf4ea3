"""Markdown -> plain text: marks go, words stay; a heading's level is noted for the structure.

Tables stay as lines. Source of the syntax: CommonMark 0.31, and tables and strikethrough of GFM.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.clean.offsets import Buffer, Edit, Note

_IS_MARKDOWN_RE = re.compile(r"\A---\n|^#{1,6} +\S|<!--", re.MULTILINE)
_FRONT_RE = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n+|\Z)")
_COMMENT_RE = re.compile(r"(?:^[ \t]*)?<!--.*?-->(?:[ \t]*(?:\n+|\Z))?", re.DOTALL | re.MULTILINE)
_HEADING_RE = re.compile(
    r"^(?P<mark> {0,3}(?P<level>#{1,6})[ \t]+)(?P<text>\S[^\n]*?)(?P<close>[ \t]+#+)?[ \t]*$", re.M
)
_SETEXT_RE = re.compile(r"^(?P<text>[^\n|#>-][^\n]*)(?P<mark>\n(?P<line>={3,}|-{3,})[ \t]*)$", re.M)
_RULE_RE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?:\n+|\Z)", re.M)
_MARK_RE = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+(?=\S))", re.M)
_LINK_RE = re.compile(
    r"(?P<open>!?\[)(?P<text>[^\[\]\n]*)(?P<close>\]\([^()\s]*(?:\([^()\s]*\))?(?:[ \t]+\"[^\"\n]*\")?\))"
)
_PAIR_RE = re.compile(
    r"(?<!\\)(?P<open>\*\*\*|\*\*|__|~~|`+|\*|_)(?=\S)(?P<text>[^\n*`~]*?[^\s\\])(?P<close>(?P=open))"
)
_BREAK_RE = re.compile(r"<br[ \t]*/?>", re.I)
_TAG_RE = re.compile(r"</?(?:p|div|span|b|i|u|em|strong|font|center|sub|sup|a|h[1-6])(?:\s[^<>\n]*)?>", re.I)
_ESCAPE_RE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def is_markdown(text: str) -> bool:
    """Whether a text whose file is unknown looks like Markdown: front matter, a `#` heading or a comment."""
    may_be = "#" in text or "<!--" in text or text.startswith("---")
    return may_be and _IS_MARKDOWN_RE.search(text) is not None


def repair(buffer: Buffer) -> Buffer:
    for step in _STEPS:
        buffer = step(buffer)
    return buffer


def _without(sign: str, pattern: re.Pattern[str]) -> Callable[[Buffer], Buffer]:
    """A step that takes out what a pattern matches, which holds a sign."""

    def step(buffer: Buffer) -> Buffer:
        if sign not in buffer.text:
            return buffer
        return buffer.edit("markdown", [Edit(m.start(), m.end()) for m in pattern.finditer(buffer.text)])

    return step


def _without_opening(signs: str, pattern: re.Pattern[str]) -> Callable[[Buffer], Buffer]:
    """A step that takes out what a pattern matches where a line begins, which holds one of some signs."""
    sign_re = re.compile(f"[{re.escape(signs)}]")

    def step(buffer: Buffer) -> Buffer:
        starts = _lines_with(buffer.text, sign_re)
        found = (m for at in starts if (m := pattern.match(buffer.text, at)) is not None)
        return buffer.edit("markdown", [Edit(m.start(), m.end()) for m in found])

    return step


def _lines_with(text: str, sign: re.Pattern[str]) -> Iterator[int]:
    """Where the lines begin that hold a sign."""
    at = 0
    while at >= 0 and (found := sign.search(text, at)) is not None:
        yield text.rfind("\n", 0, found.start()) + 1
        at = text.find("\n", found.end())


def _front_matter(buffer: Buffer) -> Buffer:
    match = _FRONT_RE.match(buffer.text)
    if match is None:
        return buffer
    note = Note("front-matter", buffer.source_span(0, match.end()), match[0].strip("-\n "))
    return buffer.note([note]).edit("markdown", [Edit(0, match.end())])


def _comments(buffer: Buffer) -> Buffer:
    text, edits, at = buffer.text, [], 0
    last = text.rfind("-->")  # behind it none is closed, and none is looked for
    while text.find("<!--", at, max(last, 0)) >= 0 and (match := _COMMENT_RE.search(text, at)) is not None:
        edits.append(Edit(match.start(), match.end()))
        at = match.end()
    return buffer.edit("markdown", edits)


def _headings(buffer: Buffer) -> Buffer:
    notes, edits = [], []
    for match in _heading_lines(buffer.text):
        notes.append(_heading(buffer, match, len(match["level"])))
        edits.append(Edit(match.start("mark"), match.end("mark")))
        if match["close"]:
            edits.append(Edit(match.start("close"), match.end("close")))
    return buffer.note(notes).edit("markdown", edits)


def _heading_lines(text: str) -> Iterator[re.Match[str]]:
    at = text.find("#")
    while at >= 0:
        if (match := _HEADING_RE.match(text, text.rfind("\n", 0, at) + 1)) is not None:
            yield match
        end = text.find("\n", at)
        at = text.find("#", end) if end >= 0 else -1


def _setext(buffer: Buffer) -> Buffer:
    if "\n===" not in buffer.text:
        return buffer
    found = [m for m in _SETEXT_RE.finditer(buffer.text) if m["line"][0] == "="]
    notes = [_heading(buffer, match, 1) for match in found]
    return buffer.note(notes).edit("markdown", [Edit(m.start("mark"), m.end("mark")) for m in found])


def _heading(buffer: Buffer, match: re.Match[str], level: int) -> Note:
    return Note("heading", buffer.source_span(match.start("text"), match.end("text")), match["text"], str(level))


def _links(buffer: Buffer) -> Buffer:
    edits: list[Edit] = []
    if "](" not in buffer.text:
        return buffer
    for match in _LINK_RE.finditer(buffer.text):
        if match["open"] == "![":
            edits.append(Edit(match.start(), match.end()))
        else:
            edits += [Edit(match.start(name), match.end(name)) for name in ("open", "close")]
    return buffer.edit("markdown", edits)


def _emphasis(buffer: Buffer) -> Buffer:
    return buffer.edit("markdown", list(_pairs(buffer.text))) if any(sign in buffer.text for sign in "*_~`") else buffer


_WORD_RE = re.compile(r"\w")


def _pairs(text: str) -> Iterator[Edit]:
    for match in _PAIR_RE.finditer(text):
        inside_word = match["open"][0] == "_" and _WORD_RE.match(text[match.end() : match.end() + 1])
        if not inside_word and not _between_digits(text, match):
            yield Edit(match.start("open"), match.end("open"))
            yield Edit(match.start("close"), match.end("close"))


def _between_digits(text: str, match: re.Match[str]) -> bool:
    """Whether the mark may be arithmetic: 3*4*5."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    return match["open"] == "*" and before.isdigit() and after.isdigit()


def _breaks(buffer: Buffer) -> Buffer:
    if "<" not in buffer.text:
        return buffer
    return buffer.edit("markdown", [Edit(m.start(), m.end(), "\n") for m in _BREAK_RE.finditer(buffer.text)])


_STEPS: tuple[Callable[[Buffer], Buffer], ...] = (
    _front_matter,
    _comments,
    _setext,
    _without_opening("-*_", _RULE_RE),
    _without_opening(">-*+", _MARK_RE),
    _headings,
    _links,
    _emphasis,
    _breaks,
    _without("<", _TAG_RE),
    _without("\\", _ESCAPE_RE),
)
