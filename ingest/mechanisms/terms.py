"""Set terms of the field where a text uses them: 一肩挑, 接诉即办, 四议两公开制度."""

from __future__ import annotations

import re
from itertools import permutations

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, plain
from ingest.mechanisms.marks import QUOTE, TITLE, Marks, occurrences, places
from ingest.mechanisms.strengths import STRENGTH

# a kind word behind a term, with nothing between that would make it the name of something else
_TAIL_RE = re.compile(
    r"^[”’」]?(?:工作|组织|运行|管理|服务|长效|常态化|协调|推进|综合|改革|试点)?"
    r"(?:工作法|工作机制|工作体系|机制|制度|体系|模式|改革|活动|行动|工程|工作|平台|试点|计划|清单|制)(?![化度约])"
)
_BODY_NEXT_RE = re.compile(
    rf"^[”’」]?(?:{lexicon.words('term_body_behind')}|员(?!额)|组织(?!体系)|中心(?!户)|法(?!治)|长(?![效期制]))"
)
_OFTEN, _TITLE_LENGTH = 4, 60
# what the text tells apart by its new name: 把“夜谈会”更名为“院落协商”
_RENAMED_RE = re.compile(
    r"[”’」]?(?:[,又再]|正式|随即|由此)*(?:定名|更名|改名|改称|升级|提升|发展|演变|演进|拓展)(?:为|成|到)[“‘「]?"
)
_CARRIED_RE = re.compile(rf"{lexicon.words('term_carried')}[“「]?(?:了|好)?$")


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every set term outside titles; weak ones only where the text carries them out."""
    found = []
    for start, end in marks.terms:
        if end < len(marks.text) and end not in marks.edges and marks.text[end] != "制":
            continue  # the term only begins a longer word
        if marks.inside[start] & TITLE or _BODY_NEXT_RE.match(marks.text[end : end + 8]):
            continue
        form = plain(marks.text[start:end])
        term = _term(form)
        if term is None:
            continue
        tail = _TAIL_RE.match(marks.text[end : end + 14])
        quoted = bool(marks.inside[start] & QUOTE) and marks.text[start - 1] in "“「『"
        carried = _CARRIED_RE.search(marks.text[max(0, start - 8) : start]) is not None
        if term.weak and not (quoted or carried or tail or _is_topic(marks, start, form)):
            continue
        found.append(_candidate(marks, start, end, form, term, tail[0] if tail else ""))
    return _told_apart(marks.text, found)


def _told_apart(text: str, found: list[Candidate]) -> list[Candidate]:
    """Without further names those whose term the text has under two names, one grown out of the other."""
    forms: dict[str, set[str]] = {}
    for candidate in found:
        for alias in candidate.aliases:
            forms.setdefault(alias, {alias}).add(candidate.name)
    told = ([name for name in sorted(names) if places(text, name)] for names in forms.values() if len(names) > 1)
    pairs = (pair for names in told if len(names) > 1 for pair in permutations(names, 2))
    apart = {name for a, b in pairs if _is_renamed(text, a, b) for name in (a, b)}
    if not apart:
        return found
    return [c._replace(aliases=()) if c.name in apart else c for c in found]


def _is_renamed(text: str, old: str, new: str) -> bool:
    turns = (_RENAMED_RE.match(text, at + len(old)) for at in places(text, old))
    return any(turn is not None and text.startswith(new, turn.end()) for turn in turns)


def _is_topic(marks: Marks, start: int, form: str) -> bool:
    """Whether a plain word is what the text is about: it stands in its first line, or again and again."""
    title_end = marks.text.find("\n", len(marks.text) - len(marks.text.lstrip()))
    return start < min(title_end, _TITLE_LENGTH) or occurrences(marks.text, form) >= _OFTEN


def _term(form: str) -> lexicon.Term | None:
    """The term of a form as the text writes it, a slogan with or without signs between its parts."""
    known = lexicon.terms().get(form) or lexicon.terms().get(form.replace(",", "、"))
    if known is not None:
        return known
    bare = form.replace("、", "").replace(",", "")
    return next((term for name, term in lexicon.terms().items() if plain(name).replace("、", "") == bare), None)


def _candidate(marks: Marks, start: int, end: int, form: str, term: lexicon.Term, tail: str) -> Candidate:
    whole = plain(marks.text[start : end + len(tail)])
    closing = end + len(tail)
    if marks.text[start - 1 : start] in ("“", "「", "『"):
        start -= 1
        if not tail and marks.text[end : end + 1] in ("”", "」", "』"):
            closing += 1
    work = tail.lstrip("”’」") in ("工作", "改革", "")
    name, others = (form, [whole]) if work else (whole, [form])
    others.append(term.name)
    aliases = tuple(dict.fromkeys(alias for alias in others if alias != name))
    confidence = STRENGTH["weak term" if term.weak else "term"]
    return Candidate(start, closing, name, "term", aliases, confidence, term.dimension, not term.weak)
