"""What stands around a stretch that may name a practice: traits of its neighbours and its quotation marks."""

from __future__ import annotations

import re

from ingest.mechanisms import lexicon, quotes, weighing
from ingest.mechanisms.candidate import plain
from ingest.mechanisms.marks import Marks
from ingest.mechanisms.nets import head_before
from ingest.mechanisms.quotations import Quoted

_SIGNS = {
    ",": "comma",
    "。": "stop",
    ";": "stop",
    ":": "colon",
    "\n": "line",
    "、": "item",
    "“": "quote",
    "”": "quoted",
    "(": "bracket",
    ")": "bracketed",
    "《": "title",
    "的": "of",
    "和": "and",
    "与": "and",
    "及": "and",
    " ": "space",
    "\u3000": "space",
}
_SIGNS_BEHIND = {**_SIGNS, "等": "etc"}
_CARRY_RE = re.compile(rf"{lexicon.words('carry_before')}(?:了|出|起|好|一批|一套)?$")


def before(marks: Marks, start: int) -> str:
    """What stands before `start`: a sign, a verb and how it takes an object, the sort of a word."""
    text = marks.text
    sign = _SIGNS.get(text[start - 1] if start else "\n")
    if sign is not None:
        return sign
    word = marks.words.before(start)
    verb = lexicon.verbs().get(text[word[0] : start]) if word is not None else None
    if verb is not None:
        return f"verb {verb.use} {verb.reading}"
    if _CARRY_RE.search(text[max(0, start - 8) : start]):
        return "carry"
    return f"tag {word[1][:1]}" if word is not None else "inside word"


def after(marks: Marks, end: int) -> str:
    """What stands at `end`: a sign or the sort of a word."""
    sign = _SIGNS_BEHIND.get(marks.text[end : end + 1] or "\n")
    if sign is not None:
        return sign
    word = marks.words.at(end)
    return f"tag {word[1][:1]}" if word is not None else "inside word"


def quotation(marks: Marks, quoted: Quoted, end: int) -> list[str]:
    """What a quotation tells of a stretch that begins with it; what goes on behind it is told by its other traits."""
    if quoted.content[1] + 1 != end:
        return ["qt"]
    found = ["q", *[f"q:{sign}" for sign in _signs(marks, quoted)]]
    if quoted.after[:1] not in ("", ",", "。", ";", "、") and (word := marks.words.at(end)) is not None:
        found.append(f"q:next {word[1][:1]}")
        if head_before(marks.text, word[0]):
            found.append("q:next head")
    return found


def _signs(marks: Marks, quoted: Quoted) -> list[str]:
    """The signs of ingest.mechanisms.weighing for a quotation, and what else it tells by itself."""
    core, found = plain(quoted.text).strip("、,"), list[str]()
    if len(core) >= 2:
        signs = weighing.explain(marks, core, quoted)
        found += [sign for sign, _ in signs]
        found.append(str(max(-4, min(6, round(sum([weight for _, weight in signs]))))))
        against = quotes.against(core, quoted)
        found.append(f"against {against.code if against else '-'}")
        if quotes.names_body(core, quoted, ""):
            found.append("body")
    found.append(f"length {min(len(core), 10)}")
    if quoted.grouped:
        found.append("grouped")
    return found
