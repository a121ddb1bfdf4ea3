"""Kinds that a text defines for itself, by binding them to a short form: 热线事项承办单位(以下简称承办单位)."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.bodies.body import HAN
from ingest.components.terms import covered, lines_with
from ingest.kinds.kind import Kind, canonical
from ingest.nlp import text_of
from kg.names import display_name

_HEADS = "单位|机构|组织|部门|企业|机关|委员会|中心|领导小组|服务站|工作站|协会"
_BOUND_RE = re.compile(
    rf"(?P<full>[{HAN}0-9（）()]{{0,4}}[{HAN}0-9]{{2,16}}(?:{_HEADS}))[ \t]*"
    rf"[(（]以下(?:统称|简称|称)(?:为)?[“\"]?(?P<short>[{HAN}]{{2,10}}(?:{_HEADS}))[”\"]?[)）]"
)
_SHORT_RE = re.compile(r"[(（]以下[统简]?称")  # without which no line defines any
# what the definition says before it
_LEAD_RE = re.compile(r".*(?:[是为由的指]|以及|等|应当|设立|成立|明确|承担|从事|依法|委托|[与和及](?=[^与和及]{4}))")


def bound(doc: Doc) -> list[Kind]:
    """The defined kinds, and each mention of their short form."""
    text, found = text_of(doc), list[Kind]()
    taken = covered(doc, "Organization")
    for m in (m for line in lines_with(text, _SHORT_RE) for m in _BOUND_RE.finditer(text, *line)):
        start = m.start("full")
        if lead := _LEAD_RE.match(text, start, m.end("full") - 4):
            start = lead.end()
        if start in taken or m.end("full") - start < 4:
            continue
        name = display_name(text[start : m.end("full")])
        forms = (name, m["short"])
        found.append(Kind(start, m.end("full"), canonical().get(name, name), forms))
        for short in re.finditer(re.escape(m["short"]), text):
            if short.start() > m.end():
                found.append(Kind(*short.span(), canonical().get(name, name), forms))
    return found
