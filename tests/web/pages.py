"""What tests ask of a page."""

from __future__ import annotations

import html
import re

_TAG_RE = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.S)


def text_of(page: str) -> str:
    """A page's text without tags, runs of blanks as one."""
    return re.sub(r"\s+", " ", html.unescape(_TAG_RE.sub(" ", page)))


def links_of(page: str) -> list[str]:
    """Every address that a page links to."""
    return [html.unescape(href) for href in re.findall(r'href="([^"]*)"', page)]


def highlighted(page: str) -> str:
    """The words that a page marks as those asked for."""
    return "".join(html.unescape(piece) for piece in re.findall(r'class="[^"]*\bhere\b[^"]*"[^>]*>([^<]*)<', page))
