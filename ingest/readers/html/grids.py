"""Which tables of a page hold data, and over how many rows and columns their cells reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.readers.html.tree import Node

_MOST_SPAN = 1000  # rows or columns of a cell. Source: HTML, 4.9.11
_MOST_CELL = 1000  # characters of a cell of a table that is one; more is a layout


def span_of(node: Node, name: str) -> int:
    """The rowspan or colspan of a cell."""
    value = node.attributes.get(name, "").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isdecimal() and len(value) < 7 else 1


def tables_of(nodes: Sequence[Node], texts: set[int]) -> Iterator[int]:
    """The tables of data, by number: of several columns, in no cell of another, with no page in a cell of theirs."""
    is_layout: dict[int, bool] = {}
    columns: dict[int, int] = {}
    nearest: list[int] = []  # for each element the table that it lies in, -1 if none
    for node in nodes:
        above = nearest[node.parent.number] if node.parent is not None else -1
        if node.tag == "table":
            is_layout[node.number] = above >= 0 and not node.text
        if above >= 0:
            if _is_page(node) or node.number in texts:
                is_layout[above] = True
            if node.tag in ("td", "th"):
                is_second = node.position > 1 or (row := node.parent) is None or next(row.children).tag != node.tag
                columns[above] = max(columns.get(above, 0), 1 + is_second)
        nearest.append(node.number if node.tag == "table" else above)
    return (number for number, is_one in is_layout.items() if not is_one and columns.get(number, 0) > 1)


def _is_page(node: Node) -> bool:
    """Whether an element in a table shows that the table only lays out a page."""
    if node.tag in ("td", "th"):
        return node.text > _MOST_CELL
    return node.tag in ("h1", "h2") or (node.tag == "table" and node.text > 0)
