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
    r"(?P<unit>街道|镇|乡|村|社区)(?:原)?(?P<post>党工委|党委|纪工委|纪委|人大|人民政府|政府|办事处|党总支(?!部)|党支部|司法所|派出所|供电所|财政所|综治中心|社工站|市场监管所"
    r"|人民法庭|妇联|团委|老年协会|红白理事会|股份经济(?:合作|联合)社|党群服务(?:中心|站))"
)
# 村务监督委员会主任: of the one village that the text is about
_VILLAGE_RE = re.compile(rf"(?<![{HAN}])(?:村务监督委员会|股份经济(?:合作|联合)社)")
# 镇调处服务中心: what a township sets up for a task
_TASK_RE = re.compile(
    rf"(?P<unit>街道|镇)(?P<post>[{HAN}]{{2,10}}?(?:服务中心|调解中心|调处中心|指挥中心|治理中心|城运中心|运行中心|指挥室|指挥部|调度室))(?=在|[,，。;；、负首牵统主])"
)
# a village has none of the posts of a township, and the other way round
_STATIONS = frozenset(
    {"司法所", "派出所", "供电所", "财政所", "综治中心", "社工站", "市场监管所", "人民法庭", "妇联", "团委"}
)
_PARTY_POSTS = frozenset({"党委", "党总支", "党支部"})
_SOCIETIES = frozenset({"妇联", "老年协会", "红白理事会", "党群服务中心", "党群服务站"})
_VILLAGE_POSTS = _PARTY_POSTS | _SOCIETIES | {"股份经济合作社", "股份经济联合社"}
_POSTS = {
    "村": _VILLAGE_POSTS,
    "社区": _PARTY_POSTS | _SOCIETIES,
    "街道": frozenset({"党工委", "纪工委", "办事处", "党委"}) | _STATIONS,
}
_TOWN_POSTS = frozenset({"党委", "纪委", "人大", "人民政府", "政府"}) | _STATIONS
# many, or one of a row of levels: 各镇党委, 县、镇政府, 乡镇党委
_MANY_BEFORE_RE = re.compile(r"(?:[各每全多两几个级]|[省市县区旗乡镇街道村][、和与]?|[)）(（—–+“-])$")
_ROW_AFTER_RE = re.compile(r"[、和与]?(?:村|社区|网格)|[—–+-]|代表|部门|采购|购买|补")
_JOINT_RE = re.compile(rf"(?:(?<![{HAN}])|(?<=[由经向和与及对在受报该本到为使让将把以从]))$")
# the sentence speaks of townships at large
_COMMUNITIES_RE = re.compile(r"[各每全][市区县镇街]?[^,，。]{0,4}社区|[0-9几多]个|等社区|社区[(（、]")
_VILLAGES_RE = re.compile(r"[各每全][市区县镇街乡]?[^,，。]{0,4}村|[0-9几多]个村|等村|村[(（、]|村村")
_GENERAL_RE = re.compile("乡镇|镇街|街镇|街乡|各[镇乡街]|[镇乡][(（]街道")


def own(doc: Doc, territory: Territory) -> Iterator[Body]:
    """街道党工委, 镇政府, 村党支部 of the one place that is meant."""
    text = text_of(doc)
    in_village = document_of(doc).regions[-1:] and document_of(doc).regions[0].endswith("村")
    for m in _OWN_RE.finditer(text):
        unit, post = m["unit"], m["post"]
        if post not in _POSTS.get(unit, _TOWN_POSTS) or not _begins(doc, m.start()):
            continue
        row = not in_village and _ROW_AFTER_RE.match(text, m.end())
        region = None if row else _meant(doc, territory, m.start(), unit, party=post in _PARTY_POSTS)
        if region is not None:
            yield Body(m.start(), m.end(), region + post, region, shared_post(post))
    for m in _TASK_RE.finditer(text):
        if not _begins(doc, m.start()) or not is_name(doc, m.start("post"), m.end()):
            continue
        region = _meant(doc, territory, m.start(), m["unit"])
        if region is not None:
            yield Body(m.start(), m.end(), region + m["post"], region, m["post"])
    yield from _of_village(doc, territory)


def _of_village(doc: Doc, territory: Territory) -> Iterator[Body]:
    """村务监督委员会 of the village that is meant."""
    text = text_of(doc)
    for m in _VILLAGE_RE.finditer(text):
        region = _meant(doc, territory, m.start(), "村")
        if region is not None and not _MANY_BEFORE_RE.search(text, max(0, m.start() - 2), m.start()):
            yield Body(m.start(), m.end(), region + m[0], region, shared_post(m[0]))


def _begins(doc: Doc, start: int) -> bool:
    """Does the unit stand alone here, neither the end of a name nor one of many?"""
    before = text_of(doc)[max(0, start - 2) : start]
    if _MANY_BEFORE_RE.search(before):
        return False
    return bool(_JOINT_RE.search(before)) or start in words_of(doc).boundaries


def _meant(doc: Doc, territory: Territory, offset: int, unit: str, *, party: bool = False) -> str | None:
    """The place that the unit stands for; of a village's party organization where the text is about that village."""
    about = document_of(doc).regions
    if len(about) == 1 and about[0].endswith(unit):
        return about[0]
    if unit == "村" and party:
        return None
    if unit in ("村", "社区"):
        return _community(doc, territory, offset, unit)
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


def _community(doc: Doc, territory: Territory, offset: int, unit: str) -> str | None:
    """The one community or village that the paragraph named before, where nothing between speaks of several."""
    clause = document_of(doc).clause_at(offset)
    if clause is None:
        return None
    here = [p for p in territory.spans if clause.start <= p.start < offset and p.name.endswith(unit)]
    many = _COMMUNITIES_RE if unit == "社区" else _VILLAGES_RE
    if len({p.name for p in here}) != 1 or many.search(text_of(doc), here[-1].end, offset):
        return None
    return here[-1].name
