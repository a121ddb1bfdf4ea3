"""The manifest's rows with what holds between them: the sources of a document, its predecessor and its successors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.versions.relations import Related

Row = dict[str, Any]
_OF_A_SOURCE = ("id", "title", "publisher", "issued", "source", "file", "sha256")
_BETWEEN = ("sources", "version_of", "replaced_by", "copy_of", "validity_reasons", "acts_on")


def bare(row: Row) -> Row:
    """A row as the document alone makes it."""
    return {key: value for key, value in row.items() if key not in _BETWEEN}


def documents_and_copies(rows: Iterable[Row], related: Related) -> tuple[list[Row], list[Row]]:
    """The rows of documents, each with its `sources` (itself first), `version_of` (an id or None) and `replaced_by`
    (ids); and the rows of copies, each with `copy_of`."""
    known = {row["id"]: row for row in rows}
    copies: dict[str, list[str]] = defaultdict(list)
    for copy, of in related.copies.items():
        copies[of].append(copy)
    later: dict[str, list[str]] = defaultdict(list)
    for new, old in related.versions.items():
        later[old].append(new)
    documents = [
        row
        | {
            "sources": [_source(known[name]) for name in (row["id"], *sorted(copies[row["id"]]))],
            "version_of": related.versions.get(row["id"]),
            "replaced_by": sorted(later[row["id"]]),
        }
        for row in known.values()
        if row["id"] not in related.copies
    ]
    return documents, [known[copy] | {"copy_of": of} for copy, of in sorted(related.copies.items())]


def _source(row: Row) -> Row:
    return {key: row[key] for key in _OF_A_SOURCE}
