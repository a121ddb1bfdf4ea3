"""Which names of different documents mean one thing, and which name variants of one pattern; each with the reason.

Pure functions of what the documents held say, recomputed at every publish: the result depends on the documents and not
on the order in which they came. docs/decisions/0007-resolution.md has the rules and what they leave alone.
"""

from __future__ import annotations

from kg.resolution.model import Mention, Merge, Resolved, Variant
from kg.resolution.resolve import resolve

__all__ = ["Mention", "Merge", "Resolved", "Variant", "resolve"]
