"""Departments that a text names by their fields: 住建部门, and each of 住建、城管、供水等部门.

A long list is a statute's formula for everybody and names none of them as an actor.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from ingest.components.terms import alternation, lines_with, read_table, word_class
from ingest.kinds.kind import GRAMMAR, Kind, canonical, level_prefix
from ingest.nlp import text_of

_MOST = 5
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
        rf"(?P<fields>(?:{field})(?:[、和与](?:{field}))*)(?:等)?(?:[0-9多几]+个)?(?:职能|政府|行政|主管|相关|有关)?部门(?![长员])"
    )


@cache
def _field_re() -> re.Pattern[str]:
    return re.compile(_field())


def by_fields(doc: Doc) -> list[Kind]:
    """One kind a field; the last field's mention holds 部门."""
    text, found = text_of(doc), []
    for m in (m for line in lines_with(text, _SIGN_RE) for m in _list_re().finditer(text, *line)):
        fields = list(_field_re().finditer(text, m.start("fields"), m.end("fields")))
        if len(fields) > _MOST or (text[m.start() - 1 : m.start()] == "、" and len(fields) > 1):
            continue
        for field in fields:
            last = field is fields[-1] and field.end() + 2 == m.end()
            start = level_prefix(doc, field.start())
            name = text[start : field.end()] + "部门"
            found.append(Kind(start, m.end() if last else field.end(), canonical().get(name, name), (name,)))
    return found
