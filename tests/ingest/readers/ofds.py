"""OFD files of our own making. Source: GB/T 33190-2016, 7.2 to 7.7, 11.3, 16; lengths in millimetres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

LEFT, TOP, SIZE, PITCH = 28.0, 37.0, 5.6, 10.0
_XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass(frozen=True, slots=True)
class Text:
    """A text object at the upper left corner of its outline; `delta` as DeltaX has it, `down` as DeltaY."""

    x: float
    y: float
    text: str
    size: float = SIZE
    delta: str | None = None
    down: str | None = None
    ctm: str | None = None
    id: str = "9"


@dataclass(frozen=True, slots=True)
class Path:
    """A drawn path in its outline."""

    x: float
    y: float
    width: float
    height: float


Page = Sequence[Text | Path]


def lines(texts: Sequence[str], *, x: float = LEFT, top: float = TOP, pitch: float = PITCH) -> Page:
    """Lines one below another; two ideographic spaces before a line indent it."""
    return [
        Text(x + (len(text) - len(text.lstrip("\u3000"))) * SIZE, top + pitch * index, text.lstrip("\u3000"))
        for index, text in enumerate(texts)
    ]


def ofd(
    pages: Sequence[Page],
    *,
    template: Page | None = None,
    info: str = "",
    tags: str | None = None,
    units: str | None = None,
    others: Mapping[str, bytes] | None = None,
) -> bytes:
    """An OFD of these pages. `info` is XML for DocInfo, `tags` of a file of custom tags, `units` of composite units."""
    members: dict[str, bytes] = {
        "OFD.xml": _xml(
            "OFD",
            f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>{info}</ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
        ),
        "Doc_0/Document.xml": _document(len(pages), template is not None, tags is not None, units is not None),
    }
    used = '<ofd:Template TemplateID="5" ZOrder="Background"/>' if template is not None else ""
    for number, page in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(page, used)
    if template is not None:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(template, "")
    if tags is not None:
        found = "<ofd:CustomTag><ofd:FileLoc>Tag.xml</ofd:FileLoc></ofd:CustomTag>"
        members["Doc_0/Tags/CustomTags.xml"] = _xml("CustomTags", found)
        members["Doc_0/Tags/Tag.xml"] = _xml("Tags", tags)
    if units is not None:
        members["Doc_0/DocumentRes.xml"] = _xml(
            "Res", f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>"
        )
    return packed({**members, **(others or {})})


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of these members."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return sink.getvalue()


def _xml(name: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {_XMLNS}>{inner}</ofd:{name}>'.encode()


def _document(pages: int, has_template: bool, has_tags: bool, has_units: bool) -> bytes:
    template = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if has_template else ""
    resource = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if has_units else ""
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    kids = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages))
    tags = "<ofd:CustomTags>/Doc_0/Tags/CustomTags.xml</ofd:CustomTags>" if has_tags else ""
    common = f"<ofd:CommonData>{area}{resource}{template}</ofd:CommonData>"
    return _xml("Document", f"{common}<ofd:Pages>{kids}</ofd:Pages>{tags}")


def _page(page: Page, used: str) -> bytes:
    return _xml("Page", f'{used}<ofd:Content><ofd:Layer ID="6">{drawn(page)}</ofd:Layer></ofd:Content>')


def drawn(page: Page) -> str:
    """The XML of a page's objects."""
    return "".join(_text(item) if isinstance(item, Text) else _path(item) for item in page)


def _path(path: Path) -> str:
    return f'<ofd:PathObject ID="8" Boundary="{path.x} {path.y} {path.width} {path.height}"/>'


def _text(item: Text) -> str:
    steps = " ".join(f"{item.size if ord(c) > 0x2E80 else item.size / 2:g}" for c in item.text[:-1])
    across = f' DeltaX="{item.delta if item.delta is not None else steps}"' if item.down is None else ""
    down = f' DeltaY="{item.down}"' if item.down is not None else ""
    ctm = f' CTM="{item.ctm}"' if item.ctm is not None else ""
    code = f'<ofd:TextCode X="0" Y="{0.88 * item.size:g}"{across}{down}>{escape(item.text)}</ofd:TextCode>'
    width = item.size * max(len(item.text), 1)
    outline = f'Boundary="{item.x:g} {item.y:g} {width:g} {item.size:g}"'
    return f'<ofd:TextObject ID="{item.id}" {outline} Font="3" Size="{item.size:g}"{ctm}>{code}</ofd:TextObject>'
