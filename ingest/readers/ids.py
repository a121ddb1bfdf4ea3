"""Document ids: from the manifest, else from the path, never from the content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

_OTHER_RE = re.compile(r"[^\w.-]+")


def slug(text: str) -> str:
    """`text` as an id: Han, letters, digits and `-_.` stay, any other run becomes `-`; may be empty.

    >>> slug("地方法规/上海 公共卫生条例(2020-10-27)")
    '地方法规-上海-公共卫生条例-2020-10-27'
    """
    return _OTHER_RE.sub("-", unicodedata.normalize("NFC", text)).strip("-.")


def document_ids(paths: Iterable[str], taken: Iterable[str] = ()) -> Mapping[str, str]:
    """Path (relative, with `/` and suffix) -> id.

    Where several paths come to one id, or to one that a manifest gives, each but the one that is spelt so gets
    8 hex digits of its path's hash.
    """
    plain = {path: slug(_stem(path)) for path in paths}
    counts = Counter(plain.values())
    exact = Counter(name for path, name in plain.items() if _stem(path) == name)
    given = set(taken)
    return {
        path: name if _is_free(path, name, counts, exact) and name not in given else _hashed(name, path)
        for path, name in plain.items()
    }


def _stem(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))


def _is_free(path: str, name: str, counts: Counter[str], exact: Counter[str]) -> bool:
    """Whether a path may have the plain id: it alone comes to it, or of those that do it alone is spelt like it."""
    return bool(name) and (counts[name] == 1 or (_stem(path) == name and exact[name] == 1))


def _hashed(name: str, path: str) -> str:
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name}-{digest}" if name else f"doc-{digest}"
