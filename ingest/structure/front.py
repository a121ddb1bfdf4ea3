"""What stands around a title: where the text was printed, who put it out and when, under which column.

Source of the forms: GB/T 9704-2012, 7.2 (发文机关标志 of joint documents), usage of bulletins (期号, 编印单位), of
accounts and of newspapers (版次, 栏目).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.hanzi import HAN
from ingest.structure.imprint import parts_of
from ingest.structure.lines import YEAR_MONTH_DAY, Line, names_body
from ingest.structure.title import ABOVE, CONTINUES_RE, TITLE_LENGTH, may_be_title

_MOST_LINES = 14
_NAME_LENGTH = 14
_TITLED = 8  # characters of a line that is a title without the bodies above it
_TRAIL = r"[^\s<>》。，；、：“”]{2,20}(?:\s*(?:>{1,2}|＞{1,2}|›|»)\s*[^\s<>。，；：“”]{2,24}){1,6}"
_COLUMN = (
    r"[【\[][^【】\[\]]{2,10}[】\]]|[■◆●▌▍]\s*\S{2,12}(?:选登|选编|选介|专栏|专题|专版|案例|观察|聚焦|视点|特稿|交流)"
)
_ACCOUNT = r"原创\s+\S{2,12}(?:\s+\S{2,16})?"
# GB/T 9704-2012, 7.2.1-7.2.3: 份号, 密级和保密期限, 紧急程度
_SECRECY = r"[0-9]{6}|(?:ICS\s+)?(?:绝密|机密|秘密|内部资料|内部文件|特急|加急|急件)[★☆\s0-9年个月注意保存]*|[★☆]+"
# GB/T 1.1-2020: the cover of a standard
_STANDARD = (
    rf"ICS\s*[0-9.]+|CCS\s*[A-Z]\s*[0-9]+|[A-Z]{{1,3}}\s?[0-9]{{2,6}}(?:[/／—-].{{1,16}})?"
    rf"|[{HAN}]{{2,12}}(?:地方|国家|行业|团体)标准"
)
# the gazette in which a text appears
_GAZETTE = rf"[{HAN}]{{2,16}}(?:人民政府|国务院|委员会|人大常委会|人民代表大会)公报|[{HAN}]{{2,4}}政报"
_ASIDE_RE = re.compile(
    rf"{_GAZETTE}|附\s?件\s*[0-9一二三四五六七八九十]{{0,2}}\s*[:：]?|{_TRAIL}|{_COLUMN}|{_ACCOUNT}|{_SECRECY}|{_STANDARD}"
)
# 某某简报（第3期）, above who edits it
_NUMBERED_RE = re.compile(
    r".{2,30}[（(](?:[0-9]{4}\s?年)?\s?(?:总)?第\s?[0-9一二三四五六七八九十]{1,4}\s?期[^（）()]{0,12}[)）]"
)
_DAY_RE = re.compile(rf"[（(]?\s*(?:{YEAR_MONTH_DAY}|[0-9]{{4}}[-/.][0-9]{{1,2}}(?:[-/.][0-9]{{1,2}})?)\s*[)）]?")
_APART_RE = re.compile(r"[\s、，,；;|｜]+")
_EDITED_RE = re.compile("(?:主办|主编|编印|编发|印发|印制|发布|供稿|提供|宣|编|印|供)$")
# a body at a place, which no headline is
_LOCAL_RE = re.compile(
    rf"(?!各|本|全|图|上图|下图)(?:中共|中国|共青团|国家|全国|中央|国务院|[{HAN}]{{1,9}}?(?:[省市县区州盟旗镇乡村]|街道|社区|兵团))[{HAN}（）()]*"
)
_TELLS_RE = re.compile(
    "[让把用里的搭]|打造|建设(?!局|厅|委|部|管理|中心|集团|领导)|推进(?!办|委|组|中心)|推动|成立|搭建|构建|设立|探索|走进|建起|激活|"
    "赋能|引领|开展|实施|关于"
)
_OFFICES = (
    "调查队",
    "总队",
    "支队",
    "研究所",
    "管理所",
    "管理处",
    "办事处",
    "党校",
    "集团",
    "报社",
    "杂志社",
    "日报社",
)
_OWN_TITLE_RE = re.compile("^[0-9一二三四五六七八九〇○]")
_PARTY_RE = re.compile("^(?:中共|中国共产党)")


def marked(lines: Sequence[Line]) -> list[Line]:
    """The lines, those above the text that are no part of its title marked as what they are.

    A "masthead" tells of a paper, an issue, a page or a column, a "byline" names the bodies that put the text out.
    """
    rows = list(lines)
    head = sum(1 for _ in takewhile(_is_head, rows[:_MOST_LINES]))
    for index in range(head):
        if rows[index].kind == "paragraph" and _is_imprint(rows[index].text):
            rows[index] = replace(rows[index], kind="masthead")
    _mark_names(rows, head)
    _mark_above_headline(rows, head)
    _mark_bodies(rows, head)
    return rows


def _is_head(line: Line) -> bool:
    is_text = len(line.text) > TITLE_LENGTH and "。" in line.text
    return line.label is None and line.kind not in ("heading", "article", "table") and not is_text


def _is_imprint(text: str) -> bool:
    return _ASIDE_RE.fullmatch(text) is not None or parts_of(text) is not None


def _mark_names(rows: list[Line], head: int) -> None:
    """The name of a paper, a bulletin or an account on a line of its own, next to its issue or its hour."""
    for index in range(head):
        row = rows[index]
        if _NUMBERED_RE.fullmatch(row.text) and any(bodies_in(other.text) for other in rows[index + 1 : index + 2]):
            if any(map(may_be_title, rows[index + 2 : head])):
                rows[index] = replace(row, kind="masthead")
            continue
        if not may_be_title(row) or len(row.text) > _NAME_LENGTH or not row.text.isalpha():
            continue
        beside = (*rows[max(index - 1, 0) : index], *rows[index + 1 : index + 2])
        below = rows[index + 1 : head]
        if any(_is_unnamed(other) for other in beside) and any(map(may_be_title, below)):
            rows[index] = replace(row, kind="masthead")


_SUBTITLE = ("—", "－－", "──")
_COLUMN_LENGTH = 8


def _mark_above_headline(rows: list[Line], head: int) -> None:
    """A column or the occasion above a headline that its own second half, after a dash, tells."""
    second = next((i for i in range(2, head) if rows[i].text.startswith(_SUBTITLE)), None)
    if second is None or not may_be_title(headline := rows[second - 1]) or bodies_in(headline.text):
        return
    for index in range(second - 1):
        row = rows[index]
        apart = headline.gap or len(row.text) <= _COLUMN_LENGTH
        if apart and may_be_title(row) and not bodies_in(row.text) and row.text[-1] not in "”！？!?":
            rows[index] = replace(row, kind="masthead")


def _is_unnamed(line: Line) -> bool:
    """Whether a line tells an issue or an hour, and not whose."""
    if line.kind != "masthead" or _SERIAL_RE.search(line.text) is None:
        return False
    parts = parts_of(line.text)
    return parts is not None and not parts.name


_SERIAL_RE = re.compile(r"第.{1,4}[期卷辑]|Vol|No|[0-9]\s?版|星期|[0-9][:：][0-9]{2}")


def _mark_bodies(rows: list[Line], head: int) -> None:
    """The bodies that stand alone above or below a title; those that it runs on from are a part of it."""
    first = next((i for i in range(head) if rows[i].kind not in ABOVE), head)
    index = first
    while index < head:
        end = index
        while end < head and rows[end].kind in ("paragraph", "order") and bodies_in(rows[end].text):
            end += 1
        if end > index and end < head and rows[end].text == "文件":  # a letterhead that several bodies share
            rows[end] = replace(rows[end], kind="order")
            first = index + 1
        if end > index and not (index == first and _run_on(rows[index:end], rows[end : end + 1])):
            rows[index:end] = [replace(row, kind="byline") for row in rows[index:end]]
            first += (end - index) if index == first else 0
        index = max(end, index + 1)


def _run_on(bodies: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the line below bodies is the rest of a title that they begin (某市民政局 / 关于…的通知)."""
    if any(_DAY_RE.search(row.text) for row in bodies):
        return False
    if not below or not may_be_title(below[0]):
        return not below or below[0].kind != "header"
    text = below[0].text
    if CONTINUES_RE.match(text) or _OWN_TITLE_RE.match(text) or len(text) < _TITLED:
        return True
    places = {_PARTY_RE.sub("", name)[:2] for row in bodies for name in bodies_in(row.text)}
    return not (below[0].gap or text[:2] in places)


def bodies_in(text: str) -> list[str]:
    """The bodies that a line names, if it names no more than these and a day.

    >>> bodies_in("中共乙市委组织部 乙市民政局 2021年3月"), bodies_in("乙市打造治理中心")
    (['中共乙市委组织部', '乙市民政局'], [])
    """
    if len(text) > 160:
        return []
    pieces = [piece for piece in _APART_RE.split(_DAY_RE.sub(" ", text).strip("（()） ")) if piece]
    names = [name for piece in pieces if (name := _EDITED_RE.sub("", piece))]
    return names if all(map(_is_body, names)) else []


def _is_body(name: str) -> bool:
    ends = names_body(name) or name.endswith(_OFFICES)
    return len(name) > 3 and ends and _LOCAL_RE.fullmatch(name) is not None and not _TELLS_RE.search(name)
