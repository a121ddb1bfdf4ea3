"""md: a section a dimension, a list a region, the sources numbered at the end."""

from __future__ import annotations

import re

from kg.compare import ComparedRegion, Comparison
from kg.export import wording

SPECIAL_RE = re.compile(r"([\\`*_{}<>#|~])")


def write(comparison: Comparison) -> bytes:
    title, note = _escape(wording.title(comparison)), _escape(wording.note(comparison))
    lines = [f"# {title}", "", note, "", *_overview(comparison)]
    for dimension in comparison.dimensions:
        lines += ["", f"## {wording.dimension_label(dimension)}"]
        joined = [row for row in comparison.rows[dimension] if row.relation is not None]
        lines += ["", *(f"- {_escape(wording.row_line(comparison, row))}" for row in joined)] if joined else []
        for region in comparison.regions:
            lines += ["", f"### {region.name}", "", *_cell(comparison, region, dimension)]
    if any(region.figures for region in comparison.regions):
        lines += ["", f"## {wording.LOOSE}"]
        for region in comparison.regions:
            if region.figures:
                lines += ["", f"### {region.name}", ""]
                lines += [f"- {_escape(line)}" for line in wording.figure_lines(region.figures, region)]
    lines += ["", "## 来源", ""]
    lines += [f"{s.number}. {_escape(wording.source_line(s))}" for s in comparison.sources]
    return ("\n".join(lines) + "\n").encode()


def _overview(comparison: Comparison) -> list[str]:
    """The number of practices in every cell, as a table."""
    regions = comparison.regions
    lines = ["| 维度 | " + " | ".join(r.name for r in regions) + " |", "|---" * (len(regions) + 1) + "|"]
    for dimension in comparison.dimensions:
        cells = (comparison.cell(region, dimension) for region in regions)
        counts = (f"{len(c.practices)} 项" if c.practices else wording.status_label(c) for c in cells)
        lines.append(f"| {wording.dimension_label(dimension)} | " + " | ".join(counts) + " |")
    return lines


def _cell(comparison: Comparison, region: ComparedRegion, dimension: str) -> list[str]:
    cell = comparison.cell(region, dimension)
    if not cell.practices:
        return [wording.status_label(cell)]
    lines = []
    for entry in cell.practices:
        name = f"**{_escape(entry.mechanism)}**{wording.heading_note(entry, region)}"
        told = wording.facts_line(entry)
        lines.append(f"- {name}{'：' + _escape(told) if told else ''}{wording.marks(entry.sources)}")
        lines += [f"  - {_escape(line)}" for line in wording.figure_lines(entry.figures, region)]
    return lines


def _escape(text: str) -> str:
    return SPECIAL_RE.sub(r"\\\1", text)
