"""Authorities of a territory that statutes name by what they are: its people's congress, the department for a field.

市财政部门 in a statute of a city is one department of that city; in a text about a province it is a kind.
Source: 立法法 chapter 4 (who adopts), 地方组织法 (人民政府的工作部门).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from ingest.bodies.body import HAN, UNITS, Body, department_re, departments, is_name
from ingest.bodies.territory import Territory
from ingest.components.terms import alternation, lines_with, words_of
from ingest.nlp import text_of
from kg.names import display_name

_N = "[0-9一二三四五六七八九十百]{1,5}"
_ADOPTS_RE = re.compile(rf"第{_N}次(?:全体)?会议\s*(?:[(（]?(?:修订|修正|通过|批准|审议通过|第{_N}次)|《|关于)")
_PLENUM_RE = re.compile(rf"第?{_N}届{_N}次全(?:会|体)")  # 某市委六届三次全会: its decisions are the committee's
_ASSEMBLY_RE = re.compile(rf"第?{_N}届(?P<organ>人民代表大会(?:常务委员会)?|人大常委会|人大)(?={_ADOPTS_RE.pattern})")
_DEPARTMENT_RE = re.compile(
    rf"(?P<unit>{alternation(UNITS)})(?P<post>(?:人民)?(?:政府)?(?P<field>(?:1\d{{4}})?[{HAN}]{{1,12}}?)(?P<head>行政主管部门|行政管理部门|主管部门|行政部门|管理部门|部门|(?:工作|管理|监管|救援)机构)|公安机关(?:交通管理部门)?|监察机关)"
)
_SUM_RE = re.compile("局等")  # without which no line sums up a row of departments
_GENERIC_FIELD_RE = re.compile(
    r"(?:会同|联合|组织|负责|[局委厅办]|有关|相关|其他|其它|各|等|上述|所属|工作|职能|业务|行业|责任|牵头|成员|组成|对口|多个|两个|级|直|属|该|本)"
)
_JOINED_RE = re.compile(r"(?:[省市州盟县区旗乡镇各每全]|[省市州盟县区旗乡镇][、和与及或(（]|[)）])$")


@cache
def _row_re() -> re.Pattern[str]:
    """Departments in a row, none with a region or its unit, summed up as units of a number."""
    names = alternation(name for name in departments() if name.endswith("局"))
    return re.compile(
        rf"(?:(?<![{HAN}])|(?<=整合|联合|抽调|统筹|组织|协调|召集|会同)|(?<=[由和与]))(?:{names})(?:、(?:{names}))+(?=等[0-9]{{0,2}}[余多]?[个家](?:单位|部门))"
    )


def adopting(doc: Doc, territory: Territory) -> Iterator[Body]:
    """The people's congress or its standing committee whose meeting passed something: one body through all terms."""
    text = text_of(doc)
    for m in _ASSEMBLY_RE.finditer(text) if "届人" in text else ():
        place = territory.ending_at(m.start())
        if place is not None:
            yield Body(place.start, m.end(), place.name + m["organ"], place.name, departments()[m["organ"]])


def adopts(doc: Doc, body: Body) -> bool:
    """Is the body named with its meeting because it passed something there, or decided in plenary session?"""
    pattern = _PLENUM_RE if body.post == "党委" else _ADOPTS_RE
    return pattern.match(text_of(doc), body.end) is not None


def departments_by_field(doc: Doc, territory: Territory) -> Iterator[Body]:
    """市民政部门, 省农业农村主管部门: of the region that the document is about, if that is the unit's."""
    text = text_of(doc)
    regions = doc._.document.regions
    for m in _DEPARTMENT_RE.finditer(text):
        place = territory.ending_at(m.end("unit"))
        region = place.name if place is not None else next((r for r in regions if r.endswith(m["unit"])), None)
        if region is None or (place is None and (len(regions) > 1 or not _begins(doc, territory, m))):
            continue
        field = m["field"]
        # 市12345热线工作机构
        words_from = m.start("field") + 5 * (field or "").startswith("1")
        if field is not None and (_GENERIC_FIELD_RE.search(field) or not is_name(doc, words_from, m.end())):
            continue
        start = place.start if place is not None else m.start()
        post = display_name(m["post"])
        yield Body(start, m.end(), region + post, region, post)


def listed_departments(doc: Doc, _: Territory) -> Iterator[Body]:
    """司法局、人社局、信访局等9家单位: the departments of the one county or city that the text is about."""
    regions = doc._.document.regions
    if len(regions) != 1 or not regions[0].endswith(("市", "县", "区", "旗")):
        return
    text = text_of(doc)
    for m in (m for line in lines_with(text, _SUM_RE) for m in _row_re().finditer(text, *line)):
        for d in department_re().finditer(text, m.start(), m.end()):
            yield Body(d.start(), d.end(), regions[0] + d[0], regions[0], departments()[d[0]])


def _begins(doc: Doc, territory: Territory, m: re.Match[str]) -> bool:
    """Does the unit stand for the region here, not close a longer name or a list of levels?"""
    before = text_of(doc)[max(0, m.start() - 2) : m.start()]
    if territory.around(m.start()) is not None or _JOINED_RE.search(before):
        return False
    return m.start() in words_of(doc).boundaries or before[-1:] in set("由经与向据并请报受和及在对让是将会同,，")
