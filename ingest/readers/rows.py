"""A row of a list of documents: kept as one line of JSON, read as the document that it describes.

The JSON is {"sheet": name or null, "row": number, "cells": [[column, heading, value], …]}, every cell that is not
empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from ingest.readers.parsed import Draft, Parsed, Unreadable
from ingest.readers.told import iso_date

Cell = tuple[str, str, str]  # its column ("B"), the heading of the column, its value

# headings of columns -> what stands below them. Source: usual wording of lists of policy documents
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "题目", "题名", "名称", "文件名称", "文件标题", "政策名称", "title"),
    "publisher": ("发布机构", "发文机关", "发文机构", "发布单位", "发文单位", "制定机关", "发布机关", "印发单位",
                  "publisher"),
    "issued": ("日期", "发布日期", "成文日期", "发文日期", "印发日期", "发布时间", "发文时间", "公布日期", "date"),
    "text": ("正文", "全文", "内容", "文件内容", "政策全文", "文本", "text", "content"),
    "target": ("文件", "路径", "文件路径", "附件路径", "file", "path"),
    "regions": ("地区", "区域", "省份", "地域", "所属地区", "region"),
    "source": ("来源", "网址", "链接", "原文链接", "来源网址", "source", "url"),
    "number": ("文号", "发文字号", "文件编号", "发文文号"),
    "index": ("索引号",),
    "topics": ("主题", "主题词", "主题分类", "关键词"),
}  # fmt: skip
_MEANINGS = {heading: key for key, headings in COLUMNS.items() for heading in headings}
_BLANK_RE = re.compile(r"[\s\u3000:：*]+")


def meaning_of(heading: str) -> str | None:
    """The key of COLUMNS that a heading stands for.

    >>> meaning_of(" 发布 机构："), meaning_of("Title"), meaning_of("备注")
    ('publisher', 'title', None)
    """
    return _MEANINGS.get(_BLANK_RE.sub("", heading).lower())


def pack(sheet: str | None, row: int, cells: Iterable[Cell]) -> bytes:
    """The row as it is kept."""
    return json.dumps({"sheet": sheet, "row": row, "cells": [list(cell) for cell in cells]}, ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def told_of(cells: Iterable[Cell]) -> dict[str, str]:
    """What the cells say of the document, by the keys of TOLD, "target" among them; the first cell of a kind counts."""
    told: dict[str, str] = {}
    for _, heading, value in cells:
        key = meaning_of(heading)
        if key is None or key == "text" or key in told:
            continue
        text = iso_date(value) if key == "issued" else " ".join(value.split())
        if text:
            told[key] = text
    return told


def read(data: bytes, name: str) -> Parsed:
    """The text of the row's document; its other cells stand before it as metadata."""
    row = _loaded(data)
    cells: Sequence[Cell] = [(str(a), str(b), str(c)) for a, b, c in row["cells"]]
    draft = Draft()
    for is_text in (False, True):
        for column, heading, value in cells:
            if (meaning_of(heading) == "text") is is_text:
                with draft.place("cell", f"{column}{row['row']}"):
                    if is_text:
                        draft.add(value.rstrip("\n") + "\n")
                    else:
                        draft.add(f"{heading}：{' '.join(value.split())}\n", role="metadata")
    if not any(meaning_of(heading) == "text" for _, heading, _ in cells):
        raise Unreadable("这一行没有正文")
    told = told_of(cells)
    told.pop("target", None)
    return draft.parsed(told=told, encoding="utf-8")


def _loaded(data: bytes) -> Mapping[str, list[list[object]]]:
    try:
        row: Mapping[str, list[list[object]]] = json.loads(data)
        assert isinstance(row["cells"], list)
    except (ValueError, KeyError, TypeError, AssertionError):
        raise Unreadable("不是清单中的一行") from None
    return row
