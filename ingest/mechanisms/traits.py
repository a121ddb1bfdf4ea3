"""What can be seen of a stretch of text that may name a practice: words for the judge to weigh, none of them the text's own.

A trait is a name like `before:verb` or `end:制度`; only the last one to three characters of a name are ever part of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import closes, is_carried, tells
from ingest.mechanisms.boundary import left_edge
from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded, plain
from ingest.mechanisms.marks import BRACKET, QUOTE, TITLE, Marks
from ingest.mechanisms.nets import head_before
from ingest.mechanisms.quotations import COUNTED_RE, FORMULA_RE, Quoted, is_slogan, quotations, rhymes
from ingest.mechanisms.standing import stands_for
from ingest.mechanisms import quotes, weighing
from ingest.fates import Fate
from kg.model import Document

_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 23)
_BEFORE_SIGNS = {",": "comma", "。": "stop", ";": "stop", ":": "colon", "\n": "line", "、": "item", "“": "quote", "”": "quoted", "(": "bracket", ")": "bracketed", "《": "title", "的": "of", "和": "and", "与": "and", "及": "and", " ": "space", "\u3000": "space"}
_AFTER_SIGNS = {**_BEFORE_SIGNS, "等": "etc", "(": "bracket"}
_CARRY_RE = re.compile(rf"{lexicon.words('carry_before')}(?:了|出|起|好|一批|一套)?$")
_ITEM_RE = re.compile(r"[、和与及]")


@dataclass(frozen=True, slots=True)
class Scene:
    """What all stretches of a text share: its marks, its quotations, what the rules found, names of other kinds."""

    marks: Marks
    quoted: Mapping[int, Quoted]  # by the offset of the opening mark
    rules: tuple[Candidate, ...]
    taken: Mapping[str, Mapping[int, int]]
    title_end: int
    headings: frozenset[int]  # offsets of the lines that are headings
    genre: str


def scene(marks: Marks, document: Document | None, rules: tuple[Candidate, ...], taken: Mapping[str, Mapping[int, int]]) -> Scene:
    lines = frozenset(h.start for h in document.headings) if document is not None else frozenset[int]()
    first = len(marks.text) - len(marks.text.lstrip())
    end = marks.text.find("\n", first)
    return Scene(
        marks, {q.content[0] - 1: q for q in quotations(marks)}, rules, taken, end if end >= 0 else 0, lines,
        str(document.genre) if document is not None else "",
    )


def traits(scene: Scene, start: int, end: int, nets: tuple[str, ...], rule: Candidate | None) -> list[str]:
    """All traits of the stretch [start, end), which `nets` caught and a rule perhaps found."""
    text, marks = scene.marks.text, scene.marks
    name = rule.name if rule is not None else plain(text[start:end]).strip("、,")
    found = [f"net:{net}" for net in nets]
    found += [f"nets:{min(len(nets), 3)}"]
    _of_rules(scene, start, end, rule, found)
    _of_name(scene, start, end, name, found)
    _of_place(scene, start, end, name, found)
    _of_quotation(scene, start, end, name, found)
    head = head_before(name, len(name)) or "-"
    frame = next((t for t in found if t.startswith("frame:")), "frame:-")
    kind = lexicon.kinds().get(head, "noun" if head != "-" else "-")
    found.append(f"kind:{kind}")
    found.append(f"kind:{kind}&{frame}")
    found.append(f"kind:{kind}&{found_of(found, 'says')}")
    found.append(f"kind:{kind}&{found_of(found, 'before')}")
    found.append(f"{found_of(found, 'before')}&{found_of(found, 'after')}")
    return found


def found_of(found: list[str], zone: str) -> str:
    return next((t for t in found if t.startswith(zone + ":")), f"{zone}:-")


def _of_rules(scene: Scene, start: int, end: int, rule: Candidate | None, found: list[str]) -> None:
    if rule is not None:
        found.append("rule")
        found.append(f"rule:{rule.way}:{rule.confidence}")
        return
    for other in scene.rules:
        if other.end <= start or end <= other.start:
            continue
        if other.start <= start and end <= other.end:
            found.append("in rule" + (" end" if other.end == end else " start" if other.start == start else ""))
        elif start <= other.start and other.end <= end:
            found.append("over rule" + (" end" if other.end == end else " start" if other.start == start else ""))
        else:
            found.append("across rule")
        break
    else:
        found.append("no rule")


def _of_name(scene: Scene, start: int, end: int, name: str, found: list[str]) -> None:
    marks = scene.marks
    size = sum(len(name) >= length for length in _LENGTHS)
    found.append(f"length:{size}")
    bare = name.rstrip("”")
    for n in (1, 2, 3):
        if len(bare) > n:
            found.append(f"end:{bare[-n:]}")
    head = head_before(name, len(name)) or ""
    modifier = name[: len(name) - len(head)]
    found.append(f"says:{min(distinguishing(modifier), 6)}")
    found.append(f"says all:{min(distinguishing(name), 6)}")
    if not modifier:
        found.append("only head")
    if is_excluded(name):
        found.append("excluded")
    if name in lexicon.terms():
        found.append("term")
    elif any(a >= start and b <= end for a, b in marks.within(marks.terms, start, end)):
        found.append("has term")
    for sign, label in (("、", "list"), ("+", "plus"), ("—", "dash"), ("的", "of"), ("和", "and"), ("(", "bracket"), (",", "comma"), ("等", "etc")):
        if sign in name:
            found.append(f"has {label}")
    if re.search(r"[0-9]", name):
        found.append("has digit")
    if re.search(r"[A-Za-z]", name):
        found.append("has letter")
    if COUNTED_RE.match(name):
        found.append("counted")
    if is_slogan(name):
        found.append("slogan")
    parts = re.split(r"[、,]", name)
    if len(parts) > 1 and len({len(p) for p in parts}) == 1:
        found.append("parallel")
        if rhymes(parts):
            found.append("rhymes")
    spans = marks.words.spans_between(start, end)
    if spans:
        tags = [p[:2] if p[:1] in "nv" else p[:1] for _, _, p in spans if p != "x"]
        if tags:
            found.append(f"first:{tags[0]}")
            found.append(f"last:{tags[-1]}")
            found.append(f"words:{min(len(tags), 6)}")
            if len(tags) <= 4:
                found.append("tags:" + "-".join(tags))
            for t in set(tags):
                found.append(f"has tag:{t}")
            found.append(f"verbs:{min(sum(t in ('v', 'vd', 'vi') for t in tags), 3)}")
    if spans and (spans[0][0] != start or spans[-1][1] != end):
        found.append("cuts word")
    first_word = marks.text[spans[0][0] : spans[0][1]] if spans else ""
    if first_word in lexicon.verbs():
        found.append("begins with verb")
    if first_word in lexicon.generic_set():
        found.append("begins generic")
    for kind in ("Region", "Organization", "PolicyDocument", "Event", "Date"):
        ends = scene.taken.get(kind, {})
        if start in ends:
            found.append(f"{kind} at start" if ends[start] < end else f"{kind} over")
        elif any(i in ends for i in range(start, end)):
            found.append(f"has {kind}")


def _of_place(scene: Scene, start: int, end: int, name: str, found: list[str]) -> None:
    marks, text = scene.marks, scene.marks.text
    sign = text[start - 1] if start else "\n"
    before = _BEFORE_SIGNS.get(sign)
    word = marks.words.before(start)
    if before is None:
        verb = word is not None and text[word[0] : start] in lexicon.verbs()
        if verb and word is not None:
            v = lexicon.verbs()[text[word[0] : start]]
            before = f"verb {v.use} {v.reading}"
        elif _CARRY_RE.search(text[max(0, start - 8) : start]):
            before = "carry"
        else:
            before = f"tag {word[1][:1]}" if word is not None else "inside word"
    found.append(f"before:{before}")
    if before in ("quote", "item", "and", "of") and (word2 := marks.words.before(start - 1)) is not None:
        found.append(f"before2:{word2[1][:1]}")
        if text[word2[0] : start - 1] in lexicon.verbs():
            found.append("before2:verb")
    after = _AFTER_SIGNS.get(text[end : end + 1] or "\n")
    if after is None:
        nxt = marks.words.at(end)
        after = f"tag {nxt[1][:1]}" if nxt is not None else "inside word"
    found.append(f"after:{after}")
    if closes(marks, end, len(text)):
        found.append("closes")
    if is_carried(text, end):
        found.append("carried")
        if is_carried(text, end, whole=True):
            found.append("carried whole")
    if tells(marks, end):
        found.append("tells")
    sentence = marks.sentence(start)
    phrase = marks.phrase(start, end, sentence)
    edge = left_edge(marks, max(phrase[0], start - 30), end - 1 if end - start > 2 else end)
    found.append(f"frame:{edge.frame}")
    if edge.start == start:
        found.append("at edge")
        found.append(f"at edge:{edge.frame}")
    line = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if start < scene.title_end:
        found.append("in title")
    if line_end - line <= 30 and (marks.text[line_end - 1 : line_end] not in "。;"):
        found.append("short line")
        if end == line_end:
            found.append("ends line")
    if line in scene.headings:
        found.append("in heading")
    if start - line < 8:
        found.append("opens line")
    if marks.inside[start] & QUOTE and marks.inside[max(0, start - 1)] & QUOTE and text[start] != "“":
        found.append("inside quotes")
    if marks.inside[start] & TITLE:
        found.append("inside title marks")
    if marks.inside[start] & BRACKET:
        found.append("inside brackets")
    times = text.count(name)
    found.append(f"times:{min(times, 4)}")
    found.append(f"genre:{scene.genre}")
    if phrase[0] == start or text[phrase[0] + 1 : start].strip() == "":
        found.append("opens phrase")
    if phrase[1] == end:
        found.append("ends phrase")
    rest = text[phrase[0] : phrase[1]]
    found.append(f"items:{min(rest.count('、'), 4)}")
    for other in scene.rules:
        if other.end + 1 == start and text[start - 1] in "、和与及,“":
            found.append("beside rule")
        elif other.start == end + 1 and text[end] in "、和与及,”":
            found.append("beside rule")


def _of_quotation(scene: Scene, start: int, end: int, name: str, found: list[str]) -> None:
    quoted = scene.quoted.get(start)
    if quoted is None or quoted.content[1] + 1 > end:
        return
    core = plain(quoted.text).strip("、,")
    alone = quoted.content[1] + 1 == end
    prefix = "q" if alone else "qt"
    found.append(prefix)
    if len(core) >= 2:
        signs = weighing.explain(scene.marks, core, quoted)
        found += [f"{prefix}:{sign}" for sign, _ in signs]
        weight = sum(w for _, w in signs)
        found.append(f"{prefix}:{max(-4, min(6, round(weight)))}")
        against = quotes._against(core, quoted)
        found.append(f"{prefix}:against {against.name if against else '-'}")
        if quotes._names_body(core, quoted, ""):
            found.append(f"{prefix}:body")
    found.append(f"{prefix}:length {min(len(core), 10)}")
    if quoted.grouped:
        found.append(f"{prefix}:grouped")
    if alone and quoted.after[:1] and quoted.after[0] not in ",。;、":
        w = scene.marks.words.at(end)
        if w is not None:
            found.append(f"q:next {w[1][:1]}")
            if head_before(scene.marks.text, w[0]):
                found.append("q:next head")
