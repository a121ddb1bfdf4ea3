"""The same text again: copies and versions of a document, and what differs between two texts, clause by clause."""

from __future__ import annotations

from kg.versions.diff import Change, Difference, diff
from kg.versions.relations import Related, relate

__all__ = ["Change", "Difference", "Related", "diff", "relate"]
