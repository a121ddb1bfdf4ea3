"""Kinds by level and post: 社区党组织, 乡镇(街道)党(工)委, 村“两委”, 县(市、区)委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from ingest.bodies.body import party_department_re
from ingest.components.terms import alternation, text_of, word_class
from ingest.kinds.kind import GRAMMAR, Kind, canonical, level_prefix
from kg.names import display_name

_COUNTIES_RE = re.compile(
    r"(?<!党)[市县区旗][(（][市县区旗、,，]+[)）]委(?!员(?!会)|派|托|任|书记|副书记|常委|办公|[一-鿿]{1,4}[部办])"
)
_JOINED_DEPARTMENT_RE = re.compile(r"(?:组织|宣传|统战|政法|社会工作)部门")
_FOLLOWS_RE = re.compile(r"长|员会")
_ABSTRACT_RE = re.compile(r"代表|采购|购买|债|补贴")
# 省妇联 where no region governs: one body, not a kind; 上级党委: no kind in itself
_NO_KIND_RE = re.compile(
    r"(?:上级|下级|基层治理|综合|属地|城市|农村|单位)(?:党委|(?:人民)?政府)|[省市州盟旗](?!级|党委).*"
)


@cache
def _post_re() -> re.Pattern[str]:
    posts = alternation(word_class(GRAMMAR, "party"))
    return re.compile(rf"党[(（]工[)）]委|纪委[(（]纪工委[)）]|[“\"]两委[”\"]|(?:{posts})")


def levelled(doc: Doc) -> list[Kind]:
    """A level and a post, and committees of several levels at once."""
    return [*_posts(doc), *_counties(doc)]


def _posts(doc: Doc) -> Iterator[Kind]:
    text = text_of(doc)
    for m in _post_re().finditer(text):
        start = level_prefix(doc, m.start())
        if start == m.start() or _FOLLOWS_RE.match(text, m.end()) or text[start - 1 : start] == "联":
            continue
        if m[0] in {"人大", "政府", "工会"} and _ABSTRACT_RE.match(text, m.end()):
            continue
        end = _department_end(text, m.end()) if m[0] in {"党委", "党工委"} else m.end()
        name = display_name(text[start:end])
        if not _NO_KIND_RE.fullmatch(name):
            yield Kind(start, end, canonical().get(name, name), (name,))


def _department_end(text: str, end: int) -> int:
    """Where a department of the committee ends that is named with it: 县级党委政法委, 街道党工委组织部门."""
    if m := _JOINED_DEPARTMENT_RE.match(text, end):
        return m.end()
    m = party_department_re().match(text, end)
    return m.end() if m and not re.match(r"[长员门]|公开|公示|会议", text[m.end() : m.end() + 2]) else end


def _counties(doc: Doc) -> Iterator[Kind]:
    """县(市、区)委: the committees, where neither an office in them nor a person follows."""
    for m in _COUNTIES_RE.finditer(text_of(doc)):
        name = display_name(m[0])
        yield Kind(m.start(), m.end(), name, (name,))
