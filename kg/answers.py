"""Answers as JSON values: one shape for the command line and for /api."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.compare import Comparison
from kg.text.search import Result
from kg.vocab import DIMENSIONS


def search_answer(result: Result, release: int) -> dict[str, Any]:
    """`{"query", "release", "total", "hits"}`; spans count in the cleaned text of the document."""
    hits = [hit.to_json() for hit in result.hits]
    return {"query": result.query, "release": release, "total": result.total, "hits": hits}


def compare_answer(comparison: Comparison) -> dict[str, Any]:
    """Regions, dimensions, one row a cell with its status and practices, and the numbered sources."""
    cells = [
        {"region": region.iri, "dimension": dimension, **asdict(comparison.cell(region, dimension))}
        for dimension in comparison.dimensions
        for region in comparison.regions
    ]
    return {
        "release": comparison.release,
        "regions": [asdict(region) for region in comparison.regions],
        "dimensions": [{"id": d, "label": DIMENSIONS[d][0]} for d in comparison.dimensions],
        "cells": cells,
        "sources": [asdict(source) for source in comparison.sources],
    }
