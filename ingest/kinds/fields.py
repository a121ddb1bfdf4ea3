"""Departments that a text names by their field: 住建部门, 县级民政部门.

A list (公安、城管、住建等部门) is a formula for everybody and names none of them as an actor.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from ingest.components.terms import alternation, lines_with, read_table, word_class
from ingest.kinds.kind import GRAMMAR, Kind, canonical, level_prefix
from ingest.nlp import text_of

_JOINT_RE = re.compile("[、和与]")
_SIGN_RE = re.compile("部门(?![长员])")  # without which no line lists any


@cache
def _field() -> str:
    """Any field of government for which there is a department, in full or short."""
    stems = {
        form
        for stem, others, closings in read_table("departments.tsv")
        if closings and closings[0][0] in "厅局委"
        for form in (stem, *others)
    }
    return alternation(stems | word_class(GRAMMAR, "utility"))


@cache
def _list_re() -> re.Pattern[str]:
    field = _field()
    return re.compile(
        rf"(?P<fields>(?:{field})(?:[、和与](?:{field}))*)(?P<total>(?:等)?(?:[0-9多几]+个)?(?:职能|政府|行政|主管|相关|有关)?部门)(?![长员])"
    )


def by_fields(doc: Doc) -> list[Kind]:
    """The departments of one field each."""
    text, found = text_of(doc), []
    for m in (m for line in lines_with(text, _SIGN_RE) for m in _list_re().finditer(text, *line)):
        if _JOINT_RE.search(m["fields"]):
            continue
        start = level_prefix(doc, m.start())
        name = text[start : m.end("fields")] + "部门"
        end = m.end() if m["total"] == "部门" else m.end("fields")
        found.append(Kind(start, end, canonical().get(name, name), (name,)))
    return found
