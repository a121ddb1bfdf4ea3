"""What a workbook holds beside the values of its cells: comments, text boxes, headers and footers of its print.

Source: ECMA-376 part 1, 18.3.1 (worksheets), 18.7 (comments), 20.5 (drawings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ingest.readers.parsed import Draft, Unreadable
from ingest.readers.word.elements import parse
from ingest.readers.zips import Zip

_SHEET_RE = re.compile(r"xl/(?:worksheets|dialogsheets|macrosheets)/[^/]+\.xml", re.I)
_COMMENTS_RE = re.compile(r"xl/(?:comments[^/]*|comments/[^/]+|threadedComments/[^/]+)\.xml", re.I)
_DRAWING_RE = re.compile(r"xl/drawings/[^/]+\.xml", re.I)
_CHART_RE = re.compile(r"xl/(?:charts/chart[^/]*|chartsheets/[^/]+)\.xml", re.I)
_PICTURE_RE = re.compile(r"xl/media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)", re.I)
_OBJECT_RE = re.compile(r"xl/embeddings/[^/]+", re.I)
# a formula that ends its cell: what it comes to was not saved; one of a text (t="str") may come to nothing
_UNCOUNTED_RE = re.compile(
    rb"<(?:\w+:)?c\b(?P<kind>[^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?P<empty><(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_EDGE_RE = re.compile(rb"<(?:\w+:)?(?P<name>(?:odd|even|first)(?:Header|Footer))>(?P<text>[^<]*)<")
_CODE_RE = re.compile(r"&(?:[LCRPNDTGAFZBIUESXYHO+-]|\"[^\"]*\"|\d+|K[0-9A-F]{6})")  # 18.3.1.46: fields, fonts
_PAGE_RE = re.compile(r"[\s\d第共页/,，\-—–of]*(?:Page|page)?[\s\d]*")
_TOLD = (
    (_PICTURE_RE, "图片 {} 幅，图中的文字没有读"),
    (_CHART_RE, "图表 {} 个没有读，所用的数在单元格里"),
    (_OBJECT_RE, "嵌入的对象 {} 个，没有读"),
)


def add_beside(draft: Draft, archive: Zip) -> list[str]:
    """Add what stands beside the cells, behind them; the notes on what is not read."""
    notes = [
        told.format(count)
        for pattern, told in _TOLD
        if (count := sum(map(bool, map(pattern.fullmatch, archive.names))))
    ]
    uncounted = 0
    for name in filter(_SHEET_RE.fullmatch, archive.names):
        data = archive.read(name)
        cells = _UNCOUNTED_RE.finditer(data)
        uncounted += sum(not (cell["empty"] and b't="str"' in cell["kind"]) for cell in cells)
        for edge, text in _edges(data):
            draft.add(f"{text}\n", role=edge)
    for pattern, role, tags in (
        (_DRAWING_RE, "caption", ("p",)),
        (_COMMENTS_RE, "comment", ("comment", "threadedComment")),
    ):
        for name in filter(pattern.fullmatch, archive.names):
            try:
                said = list(_said(archive.read(name), tags))
            except Unreadable:
                notes.append(f"{name} 已损坏，没有读")
                continue
            for text in said:
                draft.add(f"{text}\n", role=role)
            if said and role == "comment":
                notes.append(f"批注 {len(said)} 条，另置")
    if uncounted:
        notes.append(f"有 {uncounted} 个单元格只有公式、没有算出的值，没有读；请用 Excel、WPS 打开后保存再试")
    return notes


def _edges(data: bytes) -> Iterator[tuple[str, str]]:
    """(role, text) of the headers and footers of a sheet's print."""
    for match in _EDGE_RE.finditer(data):
        text = _CODE_RE.sub(" ", unescape(match["text"].decode("utf-8", "replace")))
        if text.strip() and not _PAGE_RE.fullmatch(text):
            yield "header" if match["name"].endswith(b"Header") else "footer", " ".join(text.split())


def _said(data: bytes, tags: Sequence[str]) -> Iterator[str]:
    """The text of each element of these local names."""
    for element in parse(data).iter():
        if element.tag.rpartition("}")[2] in tags:
            words = (inner.text or "" for inner in element.iter() if inner.tag.rpartition("}")[2] in ("t", "text"))
            if text := " ".join("".join(words).split()):
                yield text
