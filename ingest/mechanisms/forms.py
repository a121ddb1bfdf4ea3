"""The forms under which the mechanisms of a document are named: for finding them inside titles and longer names."""

from __future__ import annotations

import re
from functools import cache

from ingest.mechanisms import lexicon
from ingest.mechanisms.statements import BOUNDS, Facts, Mention
from ingest.nlp import details, spans_of
from kg.names import name_key

KIND_END_RE = re.compile(r"(?:工作)?(?:制度|机制|体系|模式|工程|行动|改革|平台|工作法|工作|计划|活动)$")
_QUOTED_RE = re.compile("“([^“”]{2,3})”")
SHORTEST = 4  # characters; shorter forms stand inside too many words


def forms(facts: Facts) -> dict[str, str]:
    """Key of every name and alias, with its kind word and without, that is long enough -> the entity's name.

    Computed once a document.
    """
    kept = facts.doc.user_data
    if "forms" not in kept:
        kept["forms"] = _forms(facts)
    found: dict[str, str] = kept["forms"]
    return found


def _forms(facts: Facts) -> dict[str, str]:
    found: dict[str, str] = {}
    seen: set[tuple[str | None, tuple[str, ...]]] = set()
    ordered = sorted(spans_of(facts.doc, "Mechanism"), key=BOUNDS)
    for mechanism, span in zip(facts.mechanisms, ordered, strict=True):
        known = details(span)
        if (known.name, known.aliases) in seen:
            continue
        seen.add((known.name, known.aliases))
        for key in map(name_key, (str(known.name), *known.aliases)):
            for form in (key, KIND_END_RE.sub("", key)):
                if len(form) >= SHORTEST:
                    found.setdefault(form, mechanism.name)
    named = {name_key(name): name for name in found.values()} | found
    for form, term in _terms():
        if term in named:
            found.setdefault(form, named[term])
    return found


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    """The keys of every form of a set term, and of its name."""
    terms = lexicon.terms().items()
    return tuple((name_key(form), name_key(term.name)) for form, term in terms if len(form) >= SHORTEST)


def quoted_in(facts: Facts, title: Mention) -> list[str]:
    """The mechanisms that a title names in quotation marks, too short for forms(): 《关于推广“甲乙”的意见》."""
    keys = [name_key(quoted) for quoted in _QUOTED_RE.findall(facts.text, *title.range)]
    short = [key for key in keys if len(key) < SHORTEST and key in facts.by_key]
    if not short:
        return []
    whole = name_key(title.name)
    longer = [form for form in forms(facts) if form in whole]
    return [facts.by_key[key].name for key in short if not any(key in form for form in longer)]


def longest_in(known: dict[str, str], title: str) -> list[str]:
    """The mechanisms of which a form stands in `title`, not those inside a longer one."""
    inside = [form for form in known if form in title]
    longest = [form for form in inside if not any(form != other and form in other for other in inside)]
    return list(dict.fromkeys(known[form] for form in longest))
