"""What can be told of a query from its words alone: does it call SERVICE, is it an update."""

from __future__ import annotations

import re

# the parts of a query in which words mean nothing; a backslash takes the next character with it (ex:a\#b)
_SKIP_RE = re.compile(
    r"""
    \\. |
    <[^<>"{}|^`\\\x00-\x20]*> |
    \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" |
    '''(?:'{0,2}(?:[^'\\]|\\.))*''' |
    "(?:[^"\\\n\r]|\\.)*" |
    '(?:[^'\\\n\r]|\\.)*' |
    \#[^\n\r]* |
    [?$][\w·‿⁀]+
    """,
    re.VERBOSE | re.DOTALL,
)
# of a prefixed name only the prefix counts: its local part may say what it likes
_LOCAL_RE = re.compile(r":(?:[\w:.·-]|%[0-9A-Fa-f]{2})*")
_UPDATE_RE = re.compile(r"\A\s*(?:(?:PREFIX|BASE)\b[^\0]*?\0\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b", re.I)


def calls_service(query: str) -> bool:
    """Does a SERVICE clause stand in the query?

    Oxigraph needs no space around a keyword (SERVICESILENT<…>, `SERVICE:a {`), so any bare word with "service" in it
    counts; not one in a string, an IRI, a comment, a variable or the local part of a name.

    >>> calls_service("SELECT * { SERVICE:a { ?s ?p ?o } }"), calls_service("SELECT ?service { ?s x:service 'SERVICE' }")
    (True, False)
    """
    return "service" in _LOCAL_RE.sub(" ", _bare(query)).lower()


def is_update(query: str) -> bool:
    """Does the text begin as an update does, after its prologue?"""
    return _UPDATE_RE.match(_bare(query)) is not None


def _bare(query: str) -> str:
    """The query with NUL for each part in which words mean nothing, comments apart."""
    return _SKIP_RE.sub(lambda match: " " if match[0].startswith("#") else "\0", query)
