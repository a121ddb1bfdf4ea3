"""Word documents (DOCX, DOCM, DOTX; ECMA-376, strict or transitional): all text in reading order.

Headers stand first, footers, notes and comments last. What Word counts (第三条 of a numbered list) is written out and
has places of its own; what tracked changes delete, what is hidden and what is a reading is text apart.
"""

from __future__ import annotations

import posixpath
from collections import Counter

from ingest.readers.detect import detect
from ingest.readers.formats import FORMATS
from ingest.readers.parsed import APART, Parsed, Unreadable
from ingest.readers.word.elements import Damaged, Element, attribute, blocks, name_of
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.package import Package
from ingest.readers.word.properties import told_of
from ingest.readers.word.story import Context, Story
from ingest.readers.word.styles import Styles

_WAY_OUT = "请重新下载，或用 Word、WPS 打开后另存再试"
_NAMES = {
    "styles": "样式表", "numbering": "编号表", "header": "页眉", "footer": "页脚", "footnotes": "脚注",
    "endnotes": "尾注", "comments": "批注",
}  # fmt: skip
_NOTES = (("footnotes", "w:footnote", "footnote"), ("endnotes", "w:endnote", "footnote"),
          ("comments", "w:comment", "comment"))  # fmt: skip
_EMBEDDED = frozenset({"text", "markdown", "html", "mht"})  # kinds that may stand in place of text
_TOLD = (
    ("numbers", "{n} 处自动编号按 Word 的规则写出，文件里只有编号的格式"),
    ("revisions", "有修订痕迹（{n} 处）：插入的算正文，删去的另置"),
    ("hidden", "隐藏文字（{n} 处）另置"),
    ("comments", "批注 {n} 条，另置"),
    ("formulas", "公式（{n} 处）按一行写出，“/”“^”是读取时加的"),
    ("pictures", "图片 {n} 幅，图中的文字没有读"),
    ("descriptions", "图片的替代文字（{n} 处）另置"),
    ("subdocuments", "子文档 {n} 份在别的文件里，没有读；请一并收集"),
    ("objects", "嵌入的对象 {n} 个，没有读"),
)


def read(data: bytes, name: str) -> Parsed:
    """All text of a Word document. Unreadable if it is damaged or holds nothing but pictures."""
    return _read(data, 0)


def _read(data: bytes, depth: int) -> Parsed:
    package = Package(data)
    told: list[str] = []
    styles = Styles(_root(package, "styles", told))
    numbering = Numbering(_root(package, "numbering", told), styles)
    context = Context(package, styles, numbering, lambda data, name: _embedded(data, name, depth), told=told)
    _add_furniture(context, "header")
    _add_body(context)
    _add_furniture(context, "footer")
    for kind, element, role in _NOTES:
        _add_notes(context, kind, element, role)
    parsed = context.draft.parsed()
    if context.found["pictures"] and not "".join(_lines(parsed)).strip():
        raise Unreadable("Word 文档里只有图片，没有文字，像是扫描件；请先做文字识别（OCR）再试")
    notes = (*told, *_told(context.found), *package.damage)
    return Parsed(parsed.text, parsed.blocks, parsed.places, told_of(package, _lines(parsed)), notes)


def _add_body(context: Context) -> None:
    """Add the text, block by block: a long one takes no more memory than its longest table."""
    package = context.package
    data = package.read(package.main) or b""
    try:
        Story(context, package.main).read_all(blocks(data, "w:document", "w:body"))
    except Damaged as error:
        raise Unreadable(f"Word 文档的正文（{package.main}）读不出：{error}；{_WAY_OUT}") from None


def _parts(package: Package, kind: str) -> list[str]:
    """The parts of a kind; where the package does not say, the one that usually is."""
    usual = posixpath.join(posixpath.dirname(package.main), f"{kind}.xml")
    return package.related(package.main, kind) or ([usual] if kind not in ("header", "footer") else [])


def _root(package: Package, kind: str, told: list[str], part: str | None = None) -> Element | None:
    """The root of a part that the text can do without; None if it is not there or, which is told, damaged."""
    try:
        return package.root(part or _parts(package, kind)[0])
    except Unreadable as error:
        told.append(f"{_NAMES[kind]}没有读：{error}")
        return None


def _add_furniture(context: Context, kind: str) -> None:
    for part in _parts(context.package, kind):
        root = _root(context.package, kind, context.told, part)
        if root is not None:
            Story(context, part, role=kind, name=_NAMES[kind]).read(root)


def _add_notes(context: Context, kind: str, element: str, role: str) -> None:
    """The notes of a kind, in the order in which the text refers to them, then the others."""
    root = _root(context.package, kind, context.told)
    rows = {} if root is None else {attribute(row, "w:id") or "": row for row in root if name_of(row) == element}
    referred = {id: is_hidden for of, id, is_hidden in context.notes if of == kind and id in rows}
    part = _parts(context.package, kind)[0]
    number = 0
    for id in (*referred, *(id for id in rows if id not in referred)):
        if attribute(rows[id], "w:type") not in (None, "normal"):  # the lines between text and notes
            continue
        number += 1
        context.found[kind] += 1
        with context.draft.place("note", f"{_NAMES[kind]} {number}"):
            story = Story(context, part, role=role, name=_NAMES[kind], places=False)
            story.read(rows[id], is_hidden=referred.get(id, False))


def _embedded(data: bytes, name: str, depth: int) -> Parsed:
    """The text of a file in the place of text; a Word document in a Word document, and none in that."""
    kind = detect(data, name)
    if kind == "docx" and depth == 0:
        return _read(data, depth + 1)
    if kind not in _EMBEDDED:
        raise Unreadable(f"{FORMATS[kind].name}不在正文中读")
    try:
        parsed: Parsed = FORMATS[kind].load().read(data, name)
    except ImportError:
        raise Unreadable(f"{FORMATS[kind].name}在这里读不了") from None
    return parsed


def _told(found: Counter[str]) -> list[str]:
    return [text.format(n=found[key]) for key, text in _TOLD if found[key]]


def _lines(parsed: Parsed) -> list[str]:
    """The lines of the document itself."""
    pieces, at = [], 0
    for block in parsed.blocks:
        if block.role in APART:
            pieces.append(parsed.text[at : block.start])
            at = block.end
    return "".join((*pieces, parsed.text[at:])).split("\n")
