"""Chinese words: jieba's dictionary and algorithm, run by rjieba where it is installed, else by jieba itself.

Both get the same dictionary of our own (words.txt) and only runs of Han characters, since they cut numbers and letters
differently; what is not Han is cut by `kg.text.analysis`.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib
import importlib.metadata
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.text.folding import fold

Word = tuple[str, int, int]
_DICTIONARY = Path(__file__).with_name("words.txt")


@dataclass(frozen=True, slots=True)
class Segmenter:
    """`words` are (word, start, end) one after the other; `search` adds the shorter words inside long ones."""

    name: str
    version: str
    words: Callable[[str], list[Word]]
    search: Callable[[str], list[Word]]


@cache
def dictionary() -> tuple[str, ...]:
    """The words added to jieba's own, folded, one a line in the file, `#` starts a comment."""
    lines = _DICTIONARY.read_text(encoding="utf-8").splitlines()
    words = (line.split("#")[0].strip() for line in lines)
    return tuple(dict.fromkeys(fold(word) for word in words if word))


@cache
def dictionary_hash() -> str:
    return hashlib.sha256("\n".join(dictionary()).encode()).hexdigest()[:16]


def _private_folder() -> str:
    """A folder of this user alone for jieba's cache, which it reads back with marshal: never the shared /tmp."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    folder = home / "zhitu"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.stat().st_uid == os.getuid() and os.access(folder, os.W_OK):
            return str(folder)
    except OSError:
        pass  # a read-only home: a folder of this process does as well
    temporary = tempfile.mkdtemp(prefix="zhitu-jieba-")
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    return temporary


def _import(name: str) -> Any:
    """A module by name; jieba warns about its own escapes and about pkg_resources, which nobody here can act on."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)


def _from_rjieba() -> Segmenter:
    engine = _import("rjieba").Jieba()
    for word in dictionary():
        engine.add_word(word, None, None)
    return Segmenter(
        "rjieba",
        importlib.metadata.version("rjieba"),
        lambda text: engine.tokenize(text, "default", True),
        lambda text: engine.tokenize(text, "search", True),
    )


def _from_jieba() -> Segmenter:
    jieba = _import("jieba")
    jieba.setLogLevel(logging.WARNING)
    engine = jieba.Tokenizer()  # its own instance: the module's dictionary is shared by the whole process
    engine.tmp_dir = _private_folder()
    for word in dictionary():
        engine.add_word(word)
    return Segmenter(
        "jieba",
        importlib.metadata.version("jieba"),
        lambda text: list(engine.tokenize(text)),
        lambda text: list(engine.tokenize(text, mode="search")),
    )


_ENGINES: dict[str, Callable[[], Segmenter]] = {"rjieba": _from_rjieba, "jieba": _from_jieba}


@cache
def load_segmenter(name: str) -> Segmenter:
    return _ENGINES[name]()


@cache
def segmenter() -> Segmenter:
    """The faster engine that is installed."""
    try:
        return load_segmenter("rjieba")
    except ImportError:
        return load_segmenter("jieba")
