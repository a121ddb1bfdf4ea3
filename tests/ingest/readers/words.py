"""Word files made by hand: `document(body)` is one with this XML, and with the other parts that it is given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org"
TRANSITIONAL = f"{OFFICE}/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MAIN = f"{OFFICE}/officeDocument/2006/relationships/"
_SPACES = {
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "a": f"{OFFICE}/drawingml/2006/main",
    "dgm": f"{OFFICE}/drawingml/2006/diagram",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def xml(root: str, inner: str, word: str = TRANSITIONAL) -> bytes:
    """A part whose root element has the usual prefixes."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {"w": word, **_SPACES}.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {spaces}>{inner}</{root}>'.encode()


def relationships(rows: Mapping[str, tuple[str, str]]) -> bytes:
    """Of ids to (kind, target)."""
    inner = "".join(f'<Relationship Id="{id}" Type="{MAIN}{kind}" Target="{to}"/>' for id, (kind, to) in rows.items())
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{inner}</Relationships>'.encode()


def document(
    body: str,
    *,
    word: str = TRANSITIONAL,
    related: Mapping[str, tuple[str, str]] | None = None,
    main: str = "word/document.xml",
    **parts: str | bytes,
) -> bytes:
    """A file with this body; `parts` are the inner XML of word/<name>.xml, or files by their path__with__these."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
             "comments": "comments", "header1": "hdr", "header2": "hdr", "footer1": "ftr"}  # fmt: skip
    links = {name: (name.rstrip("12"), f"{name}.xml") for name in parts if name in roots} | dict(related or {})
    members = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relationships({"rId1": ("officeDocument", main)}),
        main: xml("w:document", f"<w:body>{body}</w:body>", word),
        "word/_rels/document.xml.rels": relationships(links),
    }
    for name, content in parts.items():
        if isinstance(content, bytes):
            members[name.replace("__", "/")] = content
        else:
            members[f"word/{name}.xml"] = xml(f"w:{roots[name]}", content, word)
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def p(inner: str, properties: str = "") -> str:
    """A paragraph of runs, or of a text."""
    runs = inner if inner.startswith("<") else r(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def cell(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks) or p('')}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """Of cells as XML, or as texts."""
    cells = ("".join(c if c.startswith("<") else cell(p(c)) for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def level(index: int, form: str, text: str, more: str = "") -> str:
    form, text = f'<w:numFmt w:val="{form}"/>', f'<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{form}{text}{more}</w:lvl>'


def listed(text: str, list_id: int = 1, at: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def field(code: str, result: str | None) -> str:
    """A complex field."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{mark.format('end')}"
