"""Which elements of a page hold its text: those that a site's own names say, else those with most of its prose.

The names are tables (`selectors`). Without them an element counts by its prose: characters outside links and furniture
in stretches with a stop or of some length. The text is the innermost element that still has most of the page's prose,
with those beside it that have a good share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.html.selectors import BODIES, LIKELY, Hint, hint_of
from ingest.readers.html.tree import Node, Tree

_HIDING_RE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0?\.?0+\s*(?:;|$|!)", re.I)
# what a browser does not show, whatever it holds
UNSHOWN = frozenset(
    {"noscript", "template", "iframe", "noframes", "object", "embed", "video", "audio", "canvas", "datalist",
     "head", "rp", "rt", "svg", "dialog"}
)  # fmt: skip
_STOP_RE = re.compile("[，。；！？]")
_FOOT_RE = re.compile("版权|ICP备|备案|公网安备|主办|地址[:：]|邮编|举报|许可证|浏览器|分辨率|技术支持|[Cc]opyright")
# elements that are one paragraph at most: the text of a page is never one of them, but what they lie in
_SMALL = frozenset(
    {"p", "span", "font", "b", "strong", "i", "em", "u", "a", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd",
     "label", "small", "big", "s", "sub", "sup", "pre", "tr", "tbody", "o:p", "st1:chsdate"}
)  # fmt: skip
_BREAKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "section", "table", "pre", "blockquote", "td"}
)
_PROSE_LENGTH = 24  # of a stretch without a stop
_FURNITURE_MOST = 0.5  # of the prose, in what is called furniture
_FOOTER_MOST = 0.8
_MOST_PROSE = 0.6
_FOOT_LENGTH = 200
_BESIDE = 0.15
_SAME = 0.8
_NOTHING = 8


@dataclass(frozen=True, slots=True)
class Body:
    """`nodes` hold the text, in order; `found` is the selector that names them, None where their prose told.

    `hints` are the elements (by number) that are furniture by their names, `hidden` those that are not shown.
    """

    nodes: tuple[Node, ...]
    found: str | None
    hints: dict[int, Hint]
    hidden: frozenset[int]


def body_of(tree: Tree) -> Body:
    """The elements of the text of a page; its root where there is nothing to go by."""
    hidden = frozenset(node.number for node in tree.nodes if is_hiding(node))
    hints = _count(tree.nodes, hidden)
    named = _named(tree)
    dense = _dense(tree.nodes[0])
    if named and not _is_stray(named, dense):
        nodes, found = named, next(name for name in _names(tree, named[0]) if name is not None)
    elif (likely := _likely(tree)) is not None:
        nodes, found = (likely,), next(name for name in likely.names if name in LIKELY)
    else:
        nodes, found = tuple(_with_beside(dense)), None
    around = _around(nodes)
    hints = {number: hint for number, hint in hints.items() if number not in around}
    return Body(nodes, found, hints, hidden - around)  # a text that is shown by a script is a text


def _around(nodes: Sequence[Node]) -> set[int]:
    """The elements and all that they lie in, by number."""
    found: set[int] = set()
    for node in nodes:
        at: Node | None = node
        while at is not None and at.number not in found:
            found.add(at.number)
            at = at.parent
    return found


def is_hiding(node: Node) -> bool:
    """Whether a browser shows nothing of the element, by its tag or its own attributes."""
    if node.tag in UNSHOWN:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or ("style" in attributes and _HIDING_RE.search(attributes["style"]) is not None)
    )


def _count(nodes: Sequence[Node], hidden: frozenset[int]) -> dict[int, Hint]:
    """Fill in what the elements hold; which of them are furniture, by their names and because they hold little."""
    for node in reversed(nodes):
        _sum(node)
    whole = nodes[0].prose
    hints = {}
    for node in nodes:
        hint = hint_of(node.tag, " ".join(node.names))
        if hint is not None and node.prose <= (_FOOTER_MOST if hint.role == "footer" else _FURNITURE_MOST) * whole:
            hints[node.number] = hint
    for node in reversed(nodes):
        if node.number in hidden or node.number in hints:
            node.prose = 0
        else:
            _sum_prose(node)
    return hints


def _sum(node: Node) -> None:
    _sum_prose(node)
    text = linked = 0
    breaks = int(node.tag == "pre")
    for part in node.content:
        if isinstance(part, str):
            text += len("".join(part.split()))
        else:
            text += part.text
            linked += part.linked
            breaks += part.breaks + (part.tag in _BREAKS)
    node.text, node.breaks = text, breaks
    node.linked = text if node.tag == "a" else linked


def _sum_prose(node: Node) -> None:
    if node.tag in ("a", "head"):
        node.prose = 0
        return
    node.prose = sum(part.prose if isinstance(part, Node) else _prose(part) for part in node.content)


def _prose(text: str) -> int:
    length = len("".join(text.split()))
    if length < _FOOT_LENGTH and _FOOT_RE.search(text) is not None:
        return 0
    return length if length >= _PROSE_LENGTH or _STOP_RE.search(text) is not None else 0


# --- by name ----------------------------------------------------------------------------------------------------------


def _names(tree: Tree, node: Node) -> Iterator[str]:
    """The names by which an element holds a text."""
    yield from (name for name in node.names if name in BODIES)
    if node.number in tree.marked:
        yield "<!-- -->"


def _named(tree: Tree) -> tuple[Node, ...]:
    """The elements that bear the name of a text: the largest one, or those of its kind that stand beside it."""
    bearers = [node for node in tree.nodes if node.text and any(True for _ in _names(tree, node))]
    outer: list[Node] = []
    inside: set[int] = set()
    for node in bearers:  # in document order, so what a bearer lies in comes before it
        if node.number not in inside:
            outer.append(node)
            inside.update(child.number for child in all_in(node))
    if not outer:
        return ()
    largest = max(outer, key=lambda node: (node.prose, node.text))
    name = next(_names(tree, largest))
    alike = [node for node in outer if name in node.names]
    if name not in BODIES or BODIES[name].is_first:
        return (_innermost(tree, alike[0] if alike else largest, bearers),)
    if len(alike) == 1:
        return (_innermost(tree, largest, bearers),)
    return tuple(node for node in alike if node.prose >= _BESIDE * largest.prose)


def _innermost(tree: Tree, outer: Node, bearers: Sequence[Node]) -> Node:
    """Of the bearers of a name within one another the last that has nearly all of the prose."""
    numbers = {node.number for node in all_in(outer)}
    result = outer
    for node in bearers:
        if node.number in numbers and node.prose >= _SAME * outer.prose and node.text > _NOTHING:
            result = node
    return result


def all_in(node: Node) -> Iterator[Node]:
    """The element and everything in it."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(at.children)


def _is_stray(named: Sequence[Node], dense: Node) -> bool:
    """Whether what bears the name of a text is a small box, and the text stands elsewhere."""
    prose = sum(node.prose for node in named)
    return dense.prose > 400 and prose < 0.15 * dense.prose


def _likely(tree: Tree) -> Node | None:
    """The innermost element that may be the text by its name and has most of the prose outside furniture."""
    whole = tree.nodes[0].prose
    found = None
    for node in tree.nodes:
        if node.prose > _SAME * whole and whole > 0 and any(name in LIKELY for name in node.names):
            found = node if node.linked <= 0.3 * node.text else found
    return found


# --- by weight --------------------------------------------------------------------------------------------------------


def _dense(root: Node) -> Node:
    """The innermost element of several lines that has most of the prose of the one around it."""
    at = root
    while True:
        largest = max(at.children, key=lambda child: child.prose, default=None)
        if largest is None or largest.prose == 0 or largest.prose < _MOST_PROSE * at.prose:
            return at
        if not largest.breaks or (largest.tag in _SMALL and not _is_layout(largest)):
            return at
        at = largest


def _is_layout(node: Node) -> bool:
    """Whether a row, a list item or a <font> is wrapped around everything, as old pages do it."""
    if node.tag in ("tr", "tbody"):
        return True
    return sum(1 for child in node.children if child.tag in _BREAKS) > 2


def _with_beside(dense: Node) -> Iterator[Node]:
    """The element and those beside it that have a good share of prose."""
    if dense.parent is None or dense.prose == 0 or dense.tag in ("body", "html"):
        yield dense
        return
    for node in dense.parent.children:
        has_share = node.prose >= _BESIDE * dense.prose and node.linked <= 0.3 * node.text
        if node is dense or (has_share and node.tag not in ("td", "th")):
            yield node
