"""A comparison as a file: one writer a format, found in FORMATS.

Writers are pure: the same comparison gives the same bytes. Every figure carries the number of its source, and the
sources (document, publisher, date, clause, words, sha256) stand in every format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.compare import Comparison
from kg.errors import UsageError
from kg.export import csv_table, docx, html, jsonld, markdown, xlsx


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    label: str
    media_type: str
    suffix: str
    write: Callable[[Comparison], bytes]


FORMATS = {
    f.name: f
    for f in (
        Format("md", "Markdown", "text/markdown; charset=utf-8", ".md", markdown.write),
        Format("html", "网页", "text/html; charset=utf-8", ".html", html.write),
        Format("csv", "CSV 表格", "text/csv; charset=utf-8", ".csv", csv_table.write),
        Format(
            "xlsx",
            "Excel 工作簿",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
            xlsx.write,
        ),
        Format(
            "docx",
            "Word 文档",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".docx",
            docx.write,
        ),
        Format("jsonld", "JSON-LD", "application/ld+json", ".jsonld", jsonld.write),
    )
}


def export(comparison: Comparison, name: str) -> bytes:
    """The comparison in the format `name`; UsageError names the formats there are."""
    if name not in FORMATS:
        raise UsageError(f"没有这个格式：{name!r}；可用：{'、'.join(FORMATS)}")
    return FORMATS[name].write(comparison)
