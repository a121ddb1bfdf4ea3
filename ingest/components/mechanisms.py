"""Mechanisms: practices of governance that have a name, found by rules and wide nets, judged by their traits."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.dimensions.classify import CONTEXTS, Judgement, label, settle
from ingest.dimensions.surroundings import Surroundings
from ingest.mechanisms import (
    appraisals,
    campaigns,
    deeds,
    funds,
    honours,
    kinds,
    odds,
    premises,
    quotes,
    slogans,
    terms,
    theme,
    titles,
)
from ingest.mechanisms.candidate import Candidate
from ingest.mechanisms.choose import choose
from ingest.mechanisms.combine import combine
from ingest.mechanisms.marks import TITLE, Marks, mark, places
from ingest.mechanisms.scene import Scene, Taken, candidates, is_taken, scene
from ingest.nlp import mention, spans_of
from kg.names import display_name, name_key

KIND = "Mechanism"
_WAYS = (
    terms.find,
    quotes.find,
    slogans.find,
    kinds.find,
    deeds.find,
    campaigns.find,
    titles.find,
    appraisals.find,
    honours.find,
    funds.find,
    premises.find,
)
_NAMING_KINDS = ("工作法", "行动", "模式", "工程", "计划")  # kind words that belong to a name wherever it is used
_SHORT_FORM_RE = re.compile(r"^[”」]?\(?(?:以下)?(?:简称|统称)(?:为|:)?[“「]?([^”」)。,;]{2,16})[”」]?\)?")
_RENAMED_RE = re.compile(r",?(?:被|也|又)?(?:定名|命名|取名|称|叫|俗称|简称|统称)(?:作|做|为)?")
_COUNTED_RE = re.compile(r"[两二三四五六七八九十]+[项个大种类]")

_SHORT = 3  # characters of the shortest name that is looked for elsewhere
_PERSONS = frozenset("长员")  # 楼栋长: whoever does it, not the practice
_OPENING, _CLOSING = frozenset("“「"), frozenset("”」")


@Language.component("mechanisms")
def mechanisms(doc: Doc) -> Doc:
    doc.spans[KIND] = find_mechanisms(doc)
    return doc


def find_mechanisms(doc: Doc) -> list[Span]:
    """The mentions of mechanisms in `doc`, in order, each with its dimension."""
    marks = mark(doc)
    weights = odds.load()
    named = choose(marks.text, candidates(seen(doc, marks), weights), weights)
    named = [c for c in named if "\n" not in marks.text[c.start : c.end]]  # evidence lies in one clause
    mentions = sorted([*named, *_again(marks, named)], key=lambda c: (c.start, c.end))
    mentions = _under_full_names(mentions)
    judgements = _judgements(doc, marks, mentions)
    doc._.issues = [*doc._.issues, *_doubts(mentions, judgements)]
    return [_span(doc, marks, candidate, judgements[name_key(candidate.name)]) for candidate in mentions]


def seen(doc: Doc, marks: Marks) -> Scene:
    """The text with what the rules find in it, as the judge of names sees it."""
    taken = _taken(doc)
    return scene(marks, by_rules(doc, marks, taken), taken)


def by_rules(doc: Doc, marks: Marks, taken: Taken) -> list[Candidate]:
    """The names that the rules find, of overlapping ones the right one by rule."""
    named = [c for c in combine(marks, [c for way in _WAYS for c in way(marks)]) if not is_taken(taken, c)]
    named = _renamed(marks, [*titles.fold(named), *_counted_short_forms(marks, named)])
    about = theme.find(doc._.document) if doc._.document is not None else None
    return theme.fold(about, named) if about is not None else named


def _judgements(doc: Doc, marks: Marks, mentions: list[Candidate]) -> dict[str, Judgement]:
    """The key of a name -> its dimension, by all the places where the text has the name."""
    places: dict[str, list[Candidate]] = {}
    for candidate in mentions:
        places.setdefault(name_key(candidate.name), []).append(candidate)
    surroundings = Surroundings(doc._.document, marks)
    found = {}
    for key, named in places.items():
        known = next((c for c in named if c.dimension is not None), named[0])
        around = [surroundings.at(c.start) for c in named[:CONTEXTS]]
        found[key] = settle(known.name, around, known=known.dimension if known.firm else None)
    return found


def _doubts(mentions: list[Candidate], judgements: dict[str, Judgement]) -> list[str]:
    """What a person should look at: the names whose dimension is uncertain, each once."""
    names = {name_key(candidate.name): display_name(candidate.name) for candidate in reversed(mentions)}
    return [
        f"维度待核:{names[key]}(可能是{label(found.dimension)}或{label(found.rival)})"
        for key, found in judgements.items()
        if found.doubtful
    ]


def _renamed(marks: Marks, named: list[Candidate]) -> list[Candidate]:
    """A定名为B: the one under the name of the other."""
    ordered = sorted(named, key=lambda c: c.start)
    kept: list[Candidate] = []
    for candidate in ordered:
        if kept and _RENAMED_RE.fullmatch(marks.text, kept[-1].end, max(kept[-1].end, candidate.start)):
            aliases = dict.fromkeys((*kept[-1].aliases, candidate.name, *candidate.aliases))
            kept[-1] = kept[-1]._replace(aliases=tuple(aliases))
        else:
            kept.append(candidate)
    return kept


def _counted_short_forms(marks: Marks, named: list[Candidate]) -> list[Candidate]:
    """A和B改革(以下简称两项改革): the short form counts, so it names A and B together and is no alias of B."""
    found = []
    for candidate in named:
        short = _short_form(marks, candidate)
        if short is not None and _COUNTED_RE.match(short[1]):
            start = candidate.end + short.start(1)
            inside = candidate._replace(start=start, end=start + len(short[1]), name=short[1], aliases=(), way="short")
            if not any(c.start < inside.end and inside.start < c.end for c in named):
                found.append(inside)
    return found


def _short_form(marks: Marks, candidate: Candidate) -> re.Match[str] | None:
    return _SHORT_FORM_RE.match(marks.text[candidate.end : candidate.end + 24])


def _under_full_names(candidates: list[Candidate]) -> list[Candidate]:
    """Short mentions (六议两公开) under the name with its kind word (六议两公开工作法), where the text has that too."""
    full: dict[str, Candidate] = {}
    for candidate in candidates:
        for alias in candidate.aliases:
            if candidate.name.startswith(alias) and candidate.name.endswith(_NAMING_KINDS):
                full.setdefault(name_key(alias), candidate)
    return [
        c._replace(name=whole.name, aliases=tuple(dict.fromkeys((c.name, *c.aliases))))
        if (whole := full.get(name_key(c.name))) is not None
        else c
        for c in candidates
    ]


def _span(doc: Doc, marks: Marks, candidate: Candidate, judgement: Judgement) -> Span:
    short = _short_form(marks, candidate)
    aliases = (*candidate.aliases, *((short[1],) if short and not _COUNTED_RE.match(short[1]) else ()))
    return mention(
        doc,
        KIND,
        candidate.start,
        candidate.end,
        name=display_name(candidate.name),
        aliases=tuple(dict.fromkeys(display_name(alias) for alias in aliases)),
        confidence=candidate.confidence,
        dimension=judgement.dimension,
        dimension_confidence=str(judgement.confidence),
    )


def _taken(doc: Doc) -> Taken:
    """Every offset -> end of what earlier components found there, by type: bodies, places, documents."""
    return {
        kind: {i: span.end for span in spans_of(doc, kind) for i in range(span.start, span.end)}
        for kind in ("Region", "Organization", "PolicyDocument", "Event")
    }


def _stands_alone(marks: Marks, start: int, end: int) -> bool:
    """Whether so short a form is a name where it stands: quoted, or, quoted elsewhere, words of their own."""
    if marks.text[start - 1 : start] in _OPENING and marks.text[end : end + 1] in _CLOSING:
        return True
    if marks.text[end - 1] in _PERSONS or marks.text.find(f"“{marks.text[start:end]}”") < 0:
        return False
    edges = marks.words.boundaries
    return start in edges and end in edges and not edges.isdisjoint(range(start + 1, end))


def _again(marks: Marks, named: list[Candidate]) -> list[Candidate]:
    """Further places where the text uses a name or a slogan found elsewhere."""
    taken = bytearray(len(marks.text))
    for candidate in named:
        taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    forms: dict[str, Candidate] = {}
    for candidate in named:
        for form in (candidate.name, *(a for a in candidate.aliases if candidate.way != "kind")):
            if len(name_key(form)) >= _SHORT and form not in forms:
                forms[form] = candidate
    found = []
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        for at in places(marks.text, form):
            end = at + len(form)
            if taken.find(1, at, end) >= 0 or marks.inside[at] & TITLE:
                continue
            if len(form) > _SHORT or _stands_alone(marks, at, end):
                taken[at:end] = b"\1" * len(form)
                found.append(forms[form]._replace(start=at, end=end, way="again"))
    return found
