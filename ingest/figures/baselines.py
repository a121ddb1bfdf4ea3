"""Dates that are no time of a figure: what a change begins with, or is measured against."""

from __future__ import annotations

import re


def is_opening(text: str, start: int) -> bool:
    return text[start] in "从由" or text[max(0, start - 1) : start] in ("从", "由")


_AGAINST_RE = re.compile(r"(?:[较比]|[高低快慢优大小多少好][于]|相当于|相对于|[低高]于|同比|对比|相比)$")


_COMPARED_RE = re.compile(r"(?:的?同期|底|末)?(?:水平)?相比|的[0-9.]+倍")


def is_baseline(text: str, start: int, end: int) -> bool:
    """较上年, 比2015年, 与去年同期相比: what a change is measured against."""
    return bool(_AGAINST_RE.search(text, max(0, start - 3), start)) or bool(_COMPARED_RE.match(text[end : end + 8]))
