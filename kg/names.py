"""The key by which two names are compared, and the form of a name inside an IRI.

Source: annotation guidelines, second paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

QUOTES = "“”\"'‘’「」『』"
_DROPPED_RE = re.compile(rf"[\s{QUOTES}]")
_SEPARATOR_RE = re.compile(r"[、,·•・]")
_TITLE_MARK_RE = re.compile(r"[《》〈〉]")
_DASH_RE = re.compile(r"[—–－―─-]+")
_RESERVED_RE = re.compile(r"[%/?#|<>\\^`{}\[\]\x00-\x20]")
_KEPT = 1 << 14  # names; one document asks for the keys of the same few hundred again and again


@lru_cache(maxsize=_KEPT)
def display_name(text: str) -> str:
    """A name as it is shown: no quotation marks, no spaces, ASCII brackets; separators as the text has them.

    >>> display_name("“街乡吹哨、 部门报到”")
    '街乡吹哨、部门报到'
    """
    return _DROPPED_RE.sub("", unicodedata.normalize("NFKC", text)).replace(",", "、")


@lru_cache(maxsize=_KEPT)
def name_key(name: str) -> str:
    """The form in which two names are equal; the text is taken to be simplified Chinese already.

    >>> name_key("“街乡吹哨、部门报到”") == name_key("街乡吹哨,部门报到")
    True
    """
    key = _DROPPED_RE.sub("", unicodedata.normalize("NFKC", name))
    key = _TITLE_MARK_RE.sub("", key)
    return _DASH_RE.sub("-", _SEPARATOR_RE.sub(",", key)).lower()


def local_name(name: str) -> str:
    """A name as the last part of an IRI: no quotes, no spaces, reserved characters percent-encoded.

    >>> local_name("1+24+1"), local_name("A/B")
    ('1+24+1', 'A%2FB')
    """
    plain = _DASH_RE.sub("-", _SEPARATOR_RE.sub("、", _DROPPED_RE.sub("", unicodedata.normalize("NFKC", name))))
    plain = _TITLE_MARK_RE.sub("", plain)
    return _RESERVED_RE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), plain)
