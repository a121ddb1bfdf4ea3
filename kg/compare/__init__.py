"""Regions x dimensions: who does what, with which figures, and where no text says.

A cell says *stated* (practices are listed), *not found* (documents of the region are held, none states a practice of
this dimension) or *no document* (no document is held for the region). A region includes every place within it; each
practice and figure shows its own place. Every entry points to numbered sources.

Practices of one mechanism, or of variants of it, stand in one row across the regions; a figure that several places
state says whether they agree, with the sources of all.
"""

from __future__ import annotations

from kg.compare.build import MAX_REGIONS, compare
from kg.compare.find import find_dimension, find_region
from kg.compare.model import (
    NO_DOCUMENT,
    NOT_FOUND,
    SAME,
    STATED,
    STATUS_LABELS,
    VARIANT,
    Cell,
    ComparedRegion,
    Comparison,
    Figure,
    Finding,
    PracticeEntry,
    Row,
    Source,
    distinct,
)

__all__ = [
    "MAX_REGIONS", "NOT_FOUND", "NO_DOCUMENT", "SAME", "STATED", "STATUS_LABELS", "VARIANT", "Cell", "ComparedRegion",
    "Comparison", "Figure", "Finding", "PracticeEntry", "Row", "Source", "compare", "distinct", "find_dimension",
    "find_region",
]  # fmt: skip
