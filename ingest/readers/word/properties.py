"""What a Word file's properties say of the document, where it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers.parsed import TOLD, Unreadable
from ingest.readers.rows import meaning_of
from ingest.readers.told import iso_date
from ingest.readers.word.elements import name_of
from ingest.readers.word.package import Package

_LINES = 40  # at the beginning, in which a title stands
_ASIDE_RE = re.compile(r"[\W_]+")
# Word takes the first line of a title for all of it, so only what ends like one counts. GB/T 9704-2012, 8 (kinds of
# documents) and the usual kinds of texts beside them
_TITLE_RE = re.compile(
    r".{3,}(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|条例|规定|办法|细则|方案|规划"
    r"|计划|要点|纲要|守则|章程|规则|规程|制度|指南|标准|清单|总结|综述|讲话|调研|经验|做法|探索|实践|研究)"
    r"(?:[（(〔][^（）()]{1,20}[）)〕])?"
)
_PERSON_RE = re.compile(
    "[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]{2,20}(?:委员会|委|办公室|办公厅|办|厅|局|政府|部|院|中心)"
)
_MACHINE_RE = re.compile("用户|微软|系统|管理员|匿名|作者|电脑|文档|中国$|雨林|番茄|深度")
_DATES = frozenset({"issued", "adopted", "published", "effective"})
# names that office systems give their properties, beside those of lists of documents
_CUSTOM = {
    "发布日期": "published", "公开日期": "published", "成文日期": "issued", "签发日期": "issued",
    "印发日期": "issued", "实施日期": "effective", "施行日期": "effective", "有效性": "validity",
    "公文标题": "title", "公文文号": "number", "字号": "number", "发文号": "number", "主题词": "topics",
}  # fmt: skip


def told_of(package: Package, lines: Sequence[str]) -> dict[str, str]:
    """Title, author and what an office system wrote, by the keys of TOLD; `lines` are those of the text."""
    told = {}
    core = dict(_rows(package, "core-properties", "docProps/core.xml"))
    title, author = core.get("dc:title", ""), core.get("dc:creator", "")
    if _stands_in(title, lines) and _TITLE_RE.fullmatch(title):
        told["title"] = title
    if _PERSON_RE.fullmatch(author) and not _MACHINE_RE.search(author):
        told["author"] = author
    for name, value in _rows(package, "custom-properties", "docProps/custom.xml"):
        key = _CUSTOM.get(name) or meaning_of(name)
        if key in TOLD and name.isascii() is False:
            text = iso_date(value) if key in _DATES else value
            if text:
                told[str(key)] = text
    return told


def _rows(package: Package, kind: str, usual: str) -> Iterator[tuple[str, str]]:
    """The properties of a part, none if it is damaged: elements by their names, or by the names they are given."""
    part = next(iter(package.related("", kind)), usual)
    try:
        root = package.root(part)
    except Unreadable:
        return
    for row in [] if root is None else root:
        text = " ".join("".join(row.itertext()).split())
        if text:
            yield row.get("name") or name_of(row), text


def _stands_in(title: str, lines: Sequence[str]) -> bool:
    """Whether whole lines at the beginning, joined, are the title."""
    wanted = _ASIDE_RE.sub("", title)
    rows = [plain for line in lines[:_LINES] if (plain := _ASIDE_RE.sub("", line))]
    for start in range(len(rows)):
        joined = ""
        for row in rows[start:]:
            joined += row
            if joined == wanted:
                return True
            if not wanted.startswith(joined):
                break
    return False
