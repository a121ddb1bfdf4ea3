"""What can be told of a query from its words alone: does it call SERVICE, is it an update."""

from __future__ import annotations

import re

# the parts of a query in which words mean nothing; a backslash takes the next character with it (ex:a\#b)
_SKIP_RE = re.compile(
    r"""
    \\. |
    (?P<iri><[^<>"{}|^`\\\x00-\x20]*>) |
    \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" |
    '''(?:'{0,2}(?:[^'\\]|\\.))*''' |
    "(?:[^"\\\n\r]|\\.)*" |
    '(?:[^'\\\n\r]|\\.)*' |
    (?P<comment>\#[^\n\r]*) |
    [?$][\w·‿⁀]+
    """,
    re.VERBOSE | re.DOTALL,
)
# `1<2)SERVICE:a#>` looks like an IRI after "1"; one with a scheme and // or of plain characters cannot be anything else
_PLAIN_IRI_RE = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://.*|[\w:./%~-]*)>")
# of a prefixed name only the prefix counts: its local part may say what it likes, as far as its first dot
_LOCAL_RE = re.compile(r":(?:[\w:·-]|%[0-9A-Fa-f]{2})*")
_PROLOGUE_RE = re.compile(r"\s*(?:PREFIX\s*[^\s:]*:\s*\0|BASE\s*\0)", re.I)
_UPDATE_RE = re.compile(r"\s*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b", re.I)


def calls_service(query: str) -> bool:
    """Might a SERVICE clause stand in the query?

    Oxigraph needs no space around a keyword (SERVICESILENT<…>, `SERVICE:a {`), so any bare word with "service" in it
    counts; not one in a string, an IRI, a comment, a variable or the local part of a name. A query that can be read in
    two ways is held to have one if the letters occur at all.

    >>> calls_service("SELECT * { SERVICE:a { ?s ?p ?o } }"), calls_service("ASK { ?service x:service 'SERVICE' }")
    (True, False)
    """
    if "service" not in query.lower():
        return False
    iris = [match["iri"] for match in _SKIP_RE.finditer(query) if match["iri"] is not None]
    if not all(_PLAIN_IRI_RE.fullmatch(iri) for iri in iris):
        return True
    return "service" in _LOCAL_RE.sub(" ", _bare(query)).lower()


def is_update(query: str) -> bool:
    """Does the text begin as an update does, after its prologue?

    >>> is_update("PREFIX x: <http://x/> INSERT DATA {}"), is_update("# INSERT\\nSELECT * {}")
    (True, False)
    """
    text = _bare(query)
    position = 0
    while match := _PROLOGUE_RE.match(text, position):
        position = match.end()
    return _UPDATE_RE.match(text, position) is not None


def _bare(query: str) -> str:
    """The query with NUL for each part in which words mean nothing, a space for a comment."""
    return _SKIP_RE.sub(lambda match: "\0" if match["comment"] is None else " ", query)
