"""Speakers: the place for which each of those speaks who answer in an interview or at a press conference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from ingest.nlp import details
from ingest.windows import starting

# who is asked speaks of his own place: 某某:我们区…
ANSWER_RE = re.compile(r"(?!记者|采访|主持|编者|问)[一-鿿·]{1,4}[:：]")
_LINE_RE = re.compile(r"^\s*(?P<name>(?!记者|采访|主持|编者|问|答|注)[一-鿿·]{2,4})[:：]", re.MULTILINE)
_OFFICE_RE = re.compile(r"[一-鿿()（）、]{1,16}")
_NEAR = 28  # characters from the place to the name


def homes(text: str, spans: Sequence[Span]) -> dict[str, str]:
    """The region of which each speaker is introduced as an officer (某市某区委书记某某), by name."""
    found: dict[str, str] = {}
    for name in {line["name"] for line in _LINE_RE.finditer(text)}:
        at = text.find(name)
        while at >= 0 and name not in found:
            before = [s for s in starting(spans, at - _NEAR, at) if s.end <= at]
            if before and _OFFICE_RE.fullmatch(text, before[-1].end, at):
                found[name] = str(details(before[-1]).name)
            at = text.find(name, at + 1)
    return found


def speaker_of(text: str, start: int, end: int) -> str | None:
    """Who begins to speak at the head of a paragraph; empty for one who asks, None where nobody is named."""
    line = _TURN_RE.match(text, start, end)
    if line is None:
        return None
    answer = ANSWER_RE.match(line["who"] + ":")
    return line["who"] if answer is not None else ""


_TURN_RE = re.compile(r"\s*(?P<who>[^,，。;；:：\n]{1,24})[:：]")
