"""Kinds of the lexicon, with the level words before them."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.components.terms import Found, phrases, words_of
from ingest.kinds.kind import LEXICON, Kind, canonical, level_prefix
from ingest.nlp import text_of
from kg.names import display_name

# forms that take no level in front: they'd be another kind
_WHOLE = frozenset(
    {"社会组织", "指挥部", "领导小组", "工作专班", "专班", "各级党组织", "基层党组织", "地方政府", "群团", "工会"}
)
_PARTY_RE = re.compile(r"党(?:组织|委(?!员)|支部|总支部?|小组)")
_QUALITY_RE = re.compile(r"工作|骨干|改革|干部|力量")
_HOLDER_RE = re.compile(r"[长员]|主任委员")


def listed(doc: Doc) -> list[Kind]:
    """Kinds of the lexicon, with the level words before them."""
    text = text_of(doc)
    found = []
    for f in phrases(doc, LEXICON):
        form = text[f.start : f.end]
        if not _stands_alone(doc, f, form) or _is_figure(text, f, form):
            continue
        start = f.start if form in _WHOLE else level_prefix(doc, f.start)
        if party := _PARTY_RE.match(text, f.end):
            # 行业协会党委: the body's party organization is what is named
            name = display_name(text[start : party.end()])
            found.append(Kind(start, party.end(), canonical().get(name, name), (name,)))
            continue
        if _is_field(text, f, form):
            continue
        longer = display_name(text[start : f.end])
        found.append(Kind(start, f.end, canonical().get(longer, f.name), (display_name(form), longer)))
    return found


_DO_RE = re.compile(r"[事理公法学好成得到结完妥了起实]")


def _stands_alone(doc: Doc, f: Found, form: str) -> bool:
    """Is the form a name here, not a part of another word or of a person's office?"""
    text, known = text_of(doc), words_of(doc).boundaries
    if form.startswith("机关") and text[f.start - 1 : f.start] == "直":
        return False
    if len(form) <= 3 and f.start not in known:
        return False
    if len(form) <= 2 and (f.end not in known or _QUALITY_RE.match(text, f.end)):
        return False
    if _HOLDER_RE.match(text, f.end) and not form.endswith(("委员会", "组织", "部门")):
        return False
    if form.endswith("队") and text.startswith("伍", f.end):
        return False
    return not (form.endswith("办") and _DO_RE.match(text[f.end : f.end + 1]))


_FIELD_END_RE = re.compile("[、和与及,，。]|组织|部门")


def _is_field(text: str, f: Found, form: str) -> bool:
    """群团联动, 党建群团: the word stands for a field of work."""
    if form != "群团":
        return False
    return not _FIELD_END_RE.match(text[f.end : f.end + 2]) or text.endswith("党建", 0, f.start)


def _is_figure(text: str, f: Found, form: str) -> bool:
    """“一线指挥部”: a figure of speech."""
    return form in _WHOLE and text[f.end : f.end + 1] == "”" and "“" in text[max(0, f.start - 6) : f.start]
