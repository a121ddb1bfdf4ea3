"""Bodies of the township or village that a text is about, named by its unit: 镇党委, 该街道办事处, 村党支部.

Which one is meant: that of the document, the one that the clause named last, or the only one that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import HAN, Body, is_name
from ingest.bodies.posts import shared_post
from ingest.bodies.territory import Territory
from ingest.components.terms import sentence_bounds, words_of
from ingest.nlp import document_of, text_of

_TOWNSHIPS = ("街道", "镇", "乡")
_OWN_RE = re.compile(
    r"(?P<unit>街道|镇|乡|村|社区)(?:原)?(?P<post>党工委|党委|纪工委|纪委|人大|人民政府|政府|办事处|党总支(?!部)|党支部|司法所|派出所|供电所|财政所|综治中心|社工站|市场监管所)"
)
# 镇调处服务中心: what a township sets up for a task
_TASK_RE = re.compile(
    rf"(?P<unit>街道|镇)(?P<post>[{HAN}]{{2,10}}?(?:服务中心|调解中心|调处中心|指挥中心|治理中心|指挥室|指挥部|调度室))(?=[,，。;；、负首牵统主])"
)
# a village has none of the posts of a township, and the other way round
_STATIONS = frozenset({"司法所", "派出所", "供电所", "财政所", "综治中心", "社工站", "市场监管所"})
_PARTY_POSTS = frozenset({"党委", "党总支", "党支部"})
_POSTS = {
    "村": _PARTY_POSTS,
    "社区": _PARTY_POSTS,
    "街道": frozenset({"党工委", "纪工委", "办事处", "党委"}) | _STATIONS,
}
_TOWN_POSTS = frozenset({"党委", "纪委", "人大", "人民政府", "政府"}) | _STATIONS
# many, or one of a row of levels: 各镇党委, 县、镇政府, 乡镇党委
_MANY_BEFORE_RE = re.compile(r"(?:[各每全多两几个级]|[省市县区旗乡镇街道村][、和与]?|[)）(（—–+“-])$")
_ROW_AFTER_RE = re.compile(r"[、和与]?(?:村|社区|网格)|[—–+-]|代表|部门|采购|购买|补")
_JOINT_RE = re.compile(rf"(?:(?<![{HAN}])|(?<=[由经向和与及对在受报该本到为使让将把以从]))$")
# the sentence speaks of townships at large
_COMMUNITIES_RE = re.compile(r"[各每全][市区县镇街]?[^,，。]{0,4}社区|[0-9几多]个|等社区|社区[(（、]")
_GENERAL_RE = re.compile("乡镇|镇街|街镇|街乡|各[镇乡街]|[镇乡][(（]街道")


def own(doc: Doc, territory: Territory) -> Iterator[Body]:
    """街道党工委, 镇政府, 村党支部 of the one place that is meant."""
    text = text_of(doc)
    for m in _OWN_RE.finditer(text):
        unit, post = m["unit"], m["post"]
        if post not in _POSTS.get(unit, _TOWN_POSTS) or not _begins(doc, m.start()):
            continue
        region = None if _ROW_AFTER_RE.match(text, m.end()) else _meant(doc, territory, m.start(), unit)
        if region is not None:
            yield Body(m.start(), m.end(), region + post, region, shared_post(post))
    for m in _TASK_RE.finditer(text):
        if not _begins(doc, m.start()) or not is_name(doc, m.start("post"), m.end()):
            continue
        region = _meant(doc, territory, m.start(), m["unit"])
        if region is not None:
            yield Body(m.start(), m.end(), region + m["post"], region, m["post"])


def _begins(doc: Doc, start: int) -> bool:
    """Does the unit stand alone here, neither the end of a name nor one of many?"""
    before = text_of(doc)[max(0, start - 2) : start]
    if _MANY_BEFORE_RE.search(before):
        return False
    return bool(_JOINT_RE.search(before)) or start in words_of(doc).boundaries


def _meant(doc: Doc, territory: Territory, offset: int, unit: str) -> str | None:
    about = document_of(doc).regions
    if len(about) == 1 and about[0].endswith(unit):
        return about[0]
    if unit == "村":
        return None
    if unit == "社区":
        return _community(doc, territory, offset)
    start, _ = sentence_bounds(text_of(doc), offset)
    if _GENERAL_RE.search(text_of(doc), start, offset):
        return None
    clause = document_of(doc).clause_at(offset)
    named = [p for p in territory.spans if p.level == "township" and p.name.endswith(unit)]
    here = [p.name for p in named if clause is not None and clause.start <= p.start < offset]
    if here:
        return here[-1]
    local = not about or about[0].endswith((*_TOWNSHIPS, "村", "社区"))
    names = {p.name for p in named}
    return names.pop() if local and len(names) == 1 else None


def _community(doc: Doc, territory: Territory, offset: int) -> str | None:
    """The one community that the paragraph named before, where nothing between speaks of several."""
    clause = document_of(doc).clause_at(offset)
    if clause is None:
        return None
    here = [p for p in territory.spans if clause.start <= p.start < offset and p.name.endswith("社区")]
    if len({p.name for p in here}) != 1 or _COMMUNITIES_RE.search(text_of(doc), here[-1].end, offset):
        return None
    return here[-1].name
