"""OFD, the national format of fixed pages: the text of every page, its templates' included, in reading order.

Source: GB/T 33190-2016, 7 (file structure), 16 (custom tags).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.readers.bounds import bounds
from ingest.readers.layout import Grid, Sheet, lines_of, parsed_of
from ingest.readers.layout.properties import plausible
from ingest.readers.ofd_beside import attachments_of, comments_of, seals
from ingest.readers.ofd_page import POINTS, Drawn, draw, numbers
from ingest.readers.ofd_xml import Element, Members, child, children, local, text, within
from ingest.readers.parsed import Parsed, Unreadable
from ingest.readers.told import iso_date

_OCR = "请先做文字识别（OCR）再试"
_HEIGHT = 297.0  # of a page that does not say
# names of tags and of custom data -> keys of TOLD. Source: GB/T 9704-2012, the parts of an official document
_TELLS: dict[str, str] = {
    **dict.fromkeys(("标题", "公文标题", "文件标题", "Title"), "title"),
    **dict.fromkeys(("发文字号", "文号", "发文号", "公文文号"), "number"),
    **dict.fromkeys(("发文机关", "发文机关署名", "发文单位", "印发机关", "发布机构", "制发机关"), "publisher"),
    **dict.fromkeys(("成文日期", "发文日期"), "issued"),
    **dict.fromkeys(("发布日期", "公开日期"), "published"),
    **dict.fromkeys(("施行日期", "生效日期", "实施日期"), "effective"),
    **dict.fromkeys(("索引号", "信息索引号"), "index"),
    **dict.fromkeys(("主题词", "主题分类"), "topics"),
}
_DATES = ("issued", "published", "effective")


@dataclass(slots=True)
class _Book:
    """The pages read so far of all documents in a file."""

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    images: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    left: int = 0
    pictures: int = 0
    missing: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Common:
    """What the pages of one document share: templates, composite units and annotations by their ids; which object
    has which text."""

    templates: Mapping[str | None, str]
    units: Mapping[str, Element]
    comments: Mapping[str, tuple[str, ...]]
    height: float
    objects: dict[str, str] = field(default_factory=dict)


def read(data: bytes, name: str) -> Parsed:
    """The text of an OFD file. Unreadable if it is damaged, encrypted or has no text."""
    members = Members(data)
    if "OFD.xml" not in members:
        raise Unreadable("OFD 已损坏（缺少 OFD.xml）；请重新下载，或用原来的软件打开后另存再试")
    book = _Book(name, left=bounds().characters)
    bodies = list(children(members.root("OFD.xml"), "DocBody"))
    for body in bodies:
        _read_body(members, body, book)
    if not any(sheet.lines for sheet in book.sheets):
        raise Unreadable(_without_text(members, book))
    return parsed_of(book.sheets, told=book.told, notes=[*_notes(book, len(bodies)), *book.notes, *_seals(members)])


def _without_text(members: Members, book: _Book) -> str:
    if "Encryptions.xml" in members:
        return "OFD 已加密；请用原来的软件打开后另存为不加密的文件再试"
    if book.images:
        return f"OFD 里没有文字，像是扫描件；{_OCR}"
    return "OFD 里没有文字；请用原来的软件打开看看，或另存为 PDF 再试"


def _notes(book: _Book, bodies: int) -> Iterator[str]:
    if bodies > 1:
        yield f"一个 OFD 里有 {bodies} 份文档，按先后连在一起"
    if book.images:
        yield f"第 {'、'.join(map(str, book.images))} 页没有文字，像是扫描的图片，没有读；{_OCR}"
    if book.broken:
        yield f"第 {'、'.join(map(str, book.broken))} 页已损坏，没有读"
    if book.pictures:
        yield f"图片 {book.pictures} 幅，图中的文字没有读"
    if book.missing:
        yield f"有 {book.missing} 处引用的图形不在文件里，没有读"
    if any(sheet.comments for sheet in book.sheets):
        yield f"注释 {sum(len(sheet.comments) for sheet in book.sheets)} 条，另置"


def _seals(members: Members) -> Iterator[str]:
    if count := seals(members):
        yield f"电子印章 {count} 枚，章上的文字没有读"


def _read_body(members: Members, body: Element, book: _Book) -> None:
    path = within("", text(child(body, "DocRoot")))
    folder = posixpath.dirname(path)
    root = members.root(path)
    pages = list(children(child(root, "Pages"), "Page"))
    if len(book.sheets) + len(pages) > bounds().members:
        raise Unreadable(f"OFD 有 {len(pages)} 页，上限 {bounds().members} 页（设置 archive_members）；请拆成几个文件")
    common = child(root, "CommonData")
    templates = {t.get("ID"): within(folder, t.get("BaseLoc", "")) for t in children(common, "TemplatePage")}
    height = _height(child(common, "PageArea"), _HEIGHT)
    comments: Mapping[str, tuple[str, ...]] = {}
    try:
        comments = comments_of(members, folder, root)
    except Unreadable as error:
        book.notes.append(f"注释没有读：{error}")
    try:
        book.notes += attachments_of(members, folder, root)
    except Unreadable as error:
        book.notes.append(f"附件的目录没有读：{error}")
    shared = _Common(templates, dict(_units(members, folder, common)), comments, height)
    first = len(book.sheets)
    for page in pages:
        _read_page(members, within(folder, page.get("BaseLoc", "")), page.get("ID", ""), shared, book)
    book.told = {**_told(members, folder, root, body, shared.objects, book, first), **book.told}


def _read_page(members: Members, path: str, id: str, shared: _Common, book: _Book) -> None:
    """Add a page to the book; one that is damaged is empty and noted."""
    drawn = Drawn([], [], shared.objects)
    templates, units, height = shared.templates, shared.units, shared.height
    try:
        root = members.root(path)
        for used in children(root, "Template"):
            for content in children(members.root(templates.get(used.get("TemplateID"), "")), "Content"):
                draw(content, drawn, units)
        for content in children(root, "Content"):
            draw(content, drawn, units)
        height = _height(child(root, "Area"), height)
    except Unreadable:
        if path not in members and not book.sheets and not drawn.fragments:
            raise
        book.broken.append(len(book.sheets) + 1)
    book.left -= sum(len(fragment.text) for fragment in drawn.fragments)
    if book.left < 0:
        limit = bounds().characters
        raise Unreadable(f"文本太长：超过 {limit} 字的上限（设置 read_characters）；请拆成几个文件")
    grid = Grid(drawn.rules)
    lines = lines_of(drawn.fragments, grid if grid.is_drawn else None)
    if not lines and drawn.images:
        book.images.append(len(book.sheets) + 1)
    elif drawn.images:
        book.pictures += drawn.images
    book.missing += drawn.missing
    book.sheets.append(Sheet(tuple(lines), height * POINTS, shared.comments.get(id, ())))


def _height(area: Element | None, otherwise: float) -> float:
    box = child(area, "PhysicalBox")
    return (numbers(text(box), 4)[3] or otherwise) if box is not None else otherwise


def _units(members: Members, folder: str, common: Element | None) -> Iterator[tuple[str, Element]]:
    """The composite units that pages draw by reference, by their id."""
    for name in ("DocumentRes", "PublicRes"):
        for resource in children(common, name):
            path = within(folder, text(resource))
            if path not in members:
                continue
            for unit in members.root(path).iter():
                if local(unit) in ("CompositeGraphicUnit", "CompositeGraphicsUnit") and unit.get("ID"):
                    yield unit.get("ID"), unit


# --- what it says of itself ------------------------------------------------------------------------------------------


def _told(
    members: Members, folder: str, root: Element, body: Element, objects: dict[str, str], book: _Book, first: int
) -> dict[str, str]:
    """What tags say, which office systems set; else custom data; else the title and author that the text bears out."""
    info = child(body, "DocInfo")
    custom = {item.get("Name", ""): text(item) for item in children(child(info, "CustomDatas"), "CustomData")}
    found = {name: text(child(info, name)) for name in ("Title", "Author")}
    told = plausible({"title": found["Title"], "author": found["Author"]}, book.name, book.sheets[first:])
    for name, value in [*custom.items(), *_tagged(members, folder, root, objects)]:
        key = _TELLS.get(name.strip())
        value = " ".join(value.split())
        if key in _DATES:
            value = iso_date(value) or ""
        if key is not None and value:
            told[key] = value
    return told


def _tagged(members: Members, folder: str, root: Element, objects: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(name, text) of the custom tags: an element named for what it is, above references to text objects."""
    place = text(child(root, "CustomTags"))
    path = within(folder, place)
    if not place or path not in members:
        return
    for tag in children(members.root(path), "CustomTag"):
        file = text(child(tag, "FileLoc")) or text(child(tag, "SchemaLoc"))
        where = within(posixpath.dirname(path), file)
        if file and where in members:
            yield from _references(members.root(where), objects)


def _references(root: Element, objects: dict[str, str]) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        name = element.get("Name") or local(element)
        if name.strip() in _TELLS:
            ids: Sequence[str] = [
                text(ref) or ref.get("ObjectID", "") for ref in element.iter() if local(ref) == "ObjectRef"
            ]
            yield name, "".join(objects.get(each, "") for each in ids)
