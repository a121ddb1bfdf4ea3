"""Party organizations without a level in front that are counted, set up or told to act: 党小组54个, 片片设党总支.

Without that, 党组织 is a manner of speaking (发挥党组织作用) and no kind.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.components.terms import words_of
from ingest.kinds.kind import Kind
from ingest.nlp import text_of
from kg.names import display_name

_NUMBER = r"(?:约|近|共|有|达|共有|达到)?[0-9]+(?:\.[0-9]+)?[万余多]*"
_BEFORE_RE = re.compile(r"(?:[0-9万余多几数]个|(?:[设建]|设立|建立|成立|组建)了?|[有或]|要求|各|[两三四]级的|[—–-])$")
_COUNTED_RE = re.compile(rf"[{{共有}}]?{_NUMBER}[个家]")
_BUILT_RE = re.compile("(?:建|设|延伸)[到在进至]")  # 把党支部建到网格
_COUNTED_ONLY = "党组织"
_NO_NAME = r"(?!书记|[办公设织]|[一二三四五六七八九十]级)"
_BARE_RE = re.compile(rf"党[(（]工[)）]委|党委政法委|党(?:总支(?!部)|支部|小组|组织){_NO_NAME}|指挥中心{_NO_NAME}")


# 街道办事处(乡镇政府): whichever the place has
_OR_RE = re.compile(r"(?P<one>街道办事处)(?<![各县市区]街道办事处)[(（](?P<other>乡镇(?:人民)?政府)[)）]")
_PROPERTY_RE = re.compile(r"物业(?<=[、和与]物业)(?=[、和与及,，。]|等|[三四五多]方)")
# 国家机关、团体、企业事业单位: everybody, in a statute
_ASSOCIATIONS_RE = re.compile(r"团体(?<=[关位业]、团体)(?=[、和,，])")
_FOUNDATIONS_RE = re.compile(r"基金会(?=\d+[个家])|(?<=[、和])基金会(?=[、和等,，])")
# 增设1—2个内设机构, 7个站所: where they are counted
_OFFICES_RE = re.compile(r"(?<=\d个)(?:(?:党政)?(?:内设|办事|直属|派出)机构|站所)")
# 州直有关部门: all that a level has
_DIRECT_RE = re.compile(r"([省市州盟县区旗]直)(?:有关|相关)?部门")
_BESIDE_RE = re.compile(
    r"(?:居委会|业委会|社区|街道|居民|业主|委员会)[、和与]|[、和与](?:居委会|业委会|社区|街道|居民|业主|民警)"
)


def bare(doc: Doc) -> list[Kind]:
    """The party organizations that stand for themselves."""
    text, found = text_of(doc), []
    for m in _BARE_RE.finditer(text):
        if m[0].startswith("党委") or "工" in m[0] or _is_meant(doc, text, m.start(), m.end()):
            name = m[0].replace("（", "(").replace("）", ")")
            found.append(Kind(m.start(), m.end(), name, (name,)))
    for m in _OR_RE.finditer(text):
        name = display_name(m[0])
        found.append(Kind(m.start(), m.end(), name, (name, m["one"], m["other"])))
    found += [Kind(m.start(), m.end(), m[0], (m[0],)) for m in _OFFICES_RE.finditer(text)]
    found += [Kind(m.start(), m.end(), m[0], (m[0], m[1] + "部门")) for m in _DIRECT_RE.finditer(text)]
    associations = (_ASSOCIATIONS_RE, _FOUNDATIONS_RE) if "基金会" in text else (_ASSOCIATIONS_RE,)
    for m in (m for pattern in associations for m in pattern.finditer(text)):
        found.append(Kind(m.start(), m.end(), m[0], (m[0],)))
    for m in _PROPERTY_RE.finditer(text):
        if _BESIDE_RE.search(text, max(0, m.start() - 6), min(len(text), m.end() + 5)):
            found.append(Kind(m.start(), m.end(), "物业服务企业", ("物业",)))
    return found


def _is_meant(doc: Doc, text: str, start: int, end: int) -> bool:
    if _COUNTED_RE.match(text, end):
        word = words_of(doc).before(start)
        return word is None or word[1][:1] not in {"n", "b", "j"}
    if _BUILT_RE.match(text, end) and text.endswith(("把", "将"), 0, start):
        return True
    m = _BEFORE_RE.search(text, max(0, start - 6), start)
    return m is not None and (text[start:end] != _COUNTED_ONLY or m[0][0] in "0123456789万余多几数")
