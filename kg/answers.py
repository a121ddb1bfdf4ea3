"""Answers as JSON values: one shape for the command line and for /api."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.compare import Comparison, Row
from kg.text.search import Result
from kg.vocab import DIMENSIONS


def search_answer(result: Result, release: int) -> dict[str, Any]:
    """`{"query", "release", "total", "hits"}`; spans count in the cleaned text of the document."""
    hits = [hit.to_json() for hit in result.hits]
    return {"query": result.query, "release": release, "total": result.total, "hits": hits}


def compare_answer(comparison: Comparison) -> dict[str, Any]:
    """Regions, dimensions, one row a cell with its status and practices, related practices, and the numbered sources.

    `related` names the practices (IRIs) that are of one mechanism ("same") or of variants, with the reasons; a
    figure's `findings` say whether other statements of the same measure agree.
    """
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
        "related": [
            _related(dimension, row)
            for dimension in comparison.dimensions
            for row in comparison.rows[dimension]
            if row.relation
        ],
        "sources": [asdict(source) for source in comparison.sources],
    }


def _related(dimension: str, row: Row) -> dict[str, Any]:
    practices = [entry.iri for entries in row.entries for entry in entries]
    return {"dimension": dimension, "relation": row.relation, "practices": practices, "reasons": list(row.reasons)}
