"""A page -> its text line by line with the role of each, and what it tells of its document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.encoding import is_overruled
from ingest.readers.html.body import Body, all_in, body_of
from ingest.readers.html.fields import NUMBER_RE, fields_of, meta_of
from ingest.readers.html.lines import INSIDE, Line, lines_of
from ingest.readers.html.roles import is_prose, is_signature, roles_of
from ingest.readers.html.titles import title_of
from ingest.readers.html.tree import Tree, parse
from ingest.readers.parsed import Draft, Parsed, Unreadable

_NO_TEXT = "网页里没有文字：内容由脚本载入；请在浏览器里打开后另存为“网页，全部”或 PDF 再试"
_FRAMES = "这是框架页，文字在另一个网页里；请在浏览器里单独打开那一框再保存"
_POLICY_RE = re.compile(
    r"关于.{2,}的.{0,6}(?:意见|决定|决议|通知|通告|公告|通报|批复|函|请示|报告|办法|规定|公示)|(?:意见|决定|通知|通告|公告|通报|办法|条例|规定|细则|方案|规划|纲要|"
    r"计划|要点|章程|制度|令|批复|公示)(?:[（(][^（）()]*[)）])*$"
)
_ISSUER_RE = re.compile(r"[^《》“”，,。]{2,60}?(?:委|政府|厅|局|院|部|署|会|办公室|组|公司|中心)(?:印发)?关于")
_NEXT_RE = re.compile(r"下一?页|下页|后一页|next\s*page", re.I)
_OUTLET_RE = re.compile(r"[-_|｜－—\s]+(?P<name>[^-_|｜－—\s]{2,16}(?:网|报|社|台|在线|周刊|杂志|客户端))\s*$")
_NAMES = ("js_name", "profileBt")  # of an account, on its own pages
_ENDING = 8
_SHORT = 64
_MOST_NAMES = 5
_SHOWN = frozenset({"img", "iframe", "embed", "object", "frame"})


def read_page(data: bytes, *, charset: str | None = None, address: str | None = None) -> Parsed:
    """All text of a page. `charset` and `address` are what its carrier says of it. Unreadable if it has none."""
    tree = parse(data, charset)
    if not tree.nodes:
        raise Unreadable(_NO_TEXT)
    body = body_of(tree)
    lines = lines_of(tree, body)
    if not any(line.shown.strip() and line.tag != "title" for line in lines) and not any(line.parts for line in lines):
        raise Unreadable(_FRAMES if any(node.tag == "frame" for node in tree.nodes) else _NO_TEXT)
    prose_at = next((i for i, line in enumerate(lines) if line.zone == INSIDE and is_prose(line.shown)), len(lines))
    fields = fields_of(lines, prose_at)
    told, metas = fields.told(), meta_of(_metas(tree))
    title = title_of(lines, [names["title"] for names in (told, metas) if "title" in names], fields.lines)
    roles = roles_of(lines, body, fields.lines, title)
    result = _told(told, metas, title.text, tree, lines, roles)
    result |= {"source": found} if (found := _address(tree, metas, address) or told.get("outlet")) else {}
    draft = Draft()
    _write(draft, tree, lines, roles)
    return draft.parsed(told=result, notes=_notes(tree, body, lines), encoding=tree.encoding)


def _metas(tree: Tree) -> dict[str, str]:
    """The contents of the <meta> tags by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.nodes:
        name = (node.attributes.get("name") or node.attributes.get("property") or "").strip().lower()
        if node.tag == "meta" and name:
            found.setdefault(name, node.attributes.get("content", ""))
    return found


# --- what the page tells ----------------------------------------------------------------------------------------------


def _told(
    told: dict[str, str],
    metas: dict[str, str],
    title: str | None,
    tree: Tree,
    lines: Sequence[Line],
    roles: Sequence[str],
) -> dict[str, str]:
    """What the page says of its document, by the keys of TOLD. A sender is the publisher only of what is no official
    text: that one names its issuer itself.
    """
    result = {key: value for key, value in told.items() if key not in ("title", "outlet")}
    if title is not None:
        result["title"] = title
    if "published" in metas:
        result.setdefault("published", metas["published"])
    own = [line.shown.strip() for line, role in zip(lines, roles, strict=True) if role in ("body", "heading", "title")]
    if "number" not in result:
        result |= {"number": number} if (number := _number(own)) else {}
    if "publisher" not in result and not _says_itself([title] if title else own[:3], own):
        sender = told.get("outlet") or metas.get("outlet") or _account(tree) or metas.get("site") or _outlet(lines)
        result |= {"publisher": sender} if sender else {}
    return result


def _number(own: Sequence[str]) -> str | None:
    """The 文号 in a line of its own near the beginning."""
    match = next((m for text in own[:_ENDING] if (m := NUMBER_RE.fullmatch(text)) is not None), None)
    return re.sub(r"\s+", "", match[0]) if match else None


def _says_itself(titles: Sequence[str], own: Sequence[str]) -> bool:
    """Whether the text is an official one, by what may be its title, and title or signature name its issuer."""
    if not any(_POLICY_RE.search(title) for title in titles):
        return False
    return any(_ISSUER_RE.match(title) for title in titles) or any(is_signature(text) for text in own[-_ENDING:])


def _account(tree: Tree) -> str | None:
    """The name of the account that a page of a messenger belongs to."""
    for name in _NAMES:
        node = tree.ids.get(name)
        text = "".join(part for part in node.content if isinstance(part, str)).strip() if node is not None else ""
        if text:
            return text
    return None


def _outlet(lines: Sequence[Line]) -> str | None:
    """The name of a newspaper or site at the end of <title>."""
    head = next((line.shown for line in lines if line.tag == "title"), "")
    match = _OUTLET_RE.search(head)
    return match["name"] if match else None


def _address(tree: Tree, metas: dict[str, str], told: str | None) -> str | None:
    """Where the page stands on the web."""
    found = (told, tree.address, metas.get("address"))
    return next((value for value in found if value and re.match(r"https?://[^\s/]+", value)), None)


# --- text and notes ---------------------------------------------------------------------------------------------------


def _write(draft: Draft, tree: Tree, lines: Sequence[Line], roles: Sequence[str]) -> None:
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].node is lines[at].node:
            end += 1
        with draft.place("element", tree.path(lines[at].node)):
            for index in range(at, end):
                _write_line(draft, lines[index], roles[index])
        at = end


def _write_line(draft: Draft, line: Line, role: str) -> None:
    """A line; what is hidden within it is set apart without breaking it."""
    end = len(line.text)
    for (_, before, _), (start, stop, label) in pairwise([(0, 0, ""), *line.cells, (end, end, "")]):
        _write_parts(draft, line, role, before, start)
        if label:
            with draft.place("cell", label):
                _write_parts(draft, line, role, start, stop)
    draft.add("\n", role=role)


def _write_parts(draft: Draft, line: Line, role: str, start: int, end: int) -> None:
    """The characters from `start` to `end` of a line."""
    at = 0
    for text, is_hidden in line.parts:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            draft.add(piece, role="hidden" if is_hidden else role)
        at += len(text)


def _notes(tree: Tree, body: Body, lines: Sequence[Line]) -> tuple[str, ...]:
    notes = []
    if is_overruled(tree.charset, tree.encoding):
        notes.append(f"网页自称 {tree.charset}，字节是 {tree.encoding}，按字节读")
    if body.found is None:
        notes.append(f"没有认识的正文标记，按文字密度取 {tree.path(body.nodes[0])} 为正文")
    if any(_NEXT_RE.search(line.shown) for line in _links_near(lines, body)):
        notes.append("网页有“下一页”，正文可能只是其中一页；其余各页请另存")
    return (*notes, *_unread(body))


def _unread(body: Body) -> Iterator[str]:
    """What stands in the text and is in no words: pictures, and files shown within the page."""
    inside = [node for top in body.nodes for node in all_in(top) if node.tag in _SHOWN]
    pictures = sum(node.tag == "img" for node in inside)
    if pictures:
        yield f"正文里有图片 {pictures} 幅，图中的文字没有读"
    files = [node.attributes.get("src") or node.attributes.get("data", "") for node in inside if node.tag != "img"]
    names = list(dict.fromkeys(name.split("?")[0].rpartition("/")[2][:_SHORT] for name in files if name.strip()))
    if names:
        yield f"正文里嵌有别的网页或文件，不在这个文件里，没有读：{'、'.join(names[:_MOST_NAMES])}；请另存后再试"


def _links_near(lines: Sequence[Line], body: Body) -> Iterator[Line]:
    """Short lines of links in the text, in the element around it or in a child of that."""
    around = {node.number for node in body.nodes}
    around |= {node.parent.number for node in body.nodes if node.parent is not None}
    for line in lines:
        if line.linked and len(line.shown) < _SHORT:
            above = [at := line.node, at := at.parent or at, at.parent or at]
            if any(node.number in around for node in above):
                yield line
