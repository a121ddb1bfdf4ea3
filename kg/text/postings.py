"""The words tier on disk: Whoosh keeps which passage holds which word, how often. Nothing else imports Whoosh.

Segments are immutable: a writer adds new files and drops names, so it may work in a copy made of hard links.
Whoosh pickles its schema into the index: open none from an untrusted place. Only Whoosh's own classes are in it,
since words are handed over ready made and the schema needs no analyzer of ours.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from whoosh import fields, index, writing
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

_MEMORY_MB = 256
_STALE_SHARE = 0.3
_LOCK = "MAIN_WRITELOCK"
_SEPARATOR = "\x1f"


def _schema() -> Any:
    # scorable: nobody reads Whoosh's lengths, but without them it looks for their file at every posting it writes.
    words = fields.KEYWORD(scorable=True)
    return fields.Schema(document=fields.ID, key=fields.COLUMN(VarBytesColumn()), words=words)


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's policy (small segments are merged), and segments of which much was deleted are written anew."""
    kept = []
    for segment in segments:
        if segment.deleted_count() > _STALE_SHARE * segment.doc_count_all():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        else:
            kept.append(segment)
    return list(writing.MERGE_SMALL(writer, kept))


class PostingsWriter:
    """Adds and removes documents; a context manager that commits, or leaves all as it was if it failed."""

    def __init__(self, directory: Path) -> None:
        # In a copy made of hard links the lock is the same file as in the original.
        (directory / _LOCK).unlink(missing_ok=True)
        storage = FileStorage(str(directory))
        self._index = storage.open_index() if index.exists(storage) else storage.create_index(_schema())
        self._writer = self._index.writer(limitmb=_MEMORY_MB)

    def add(self, document: str, passages: Iterable[list[str]]) -> None:
        """Every passage of one document, as the words it holds."""
        for number, words in enumerate(passages):
            key = f"{document}{_SEPARATOR}{number}".encode()
            self._writer.add_document(document=document, key=key, words=words)

    def remove(self, document: str) -> None:
        self._writer.delete_by_term("document", document)

    def __enter__(self) -> PostingsWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._writer.commit(mergetype=_merge)
        else:
            self._writer.cancel()
        self._index.close()


class Postings:
    """Reads postings; safe to share between threads."""

    def __init__(self, directory: Path, number_of: Callable[[str, int], int]) -> None:
        """`number_of` gives the number of a passage from its document's id and its place there."""
        self._reader = FileStorage(str(directory), readonly=True).open_index().reader()
        self._number_of = number_of
        self._lock = threading.Lock()  # matchers share one file position

    @cached_property
    def _numbers(self) -> list[int]:
        """The number of the passage behind each of Whoosh's document numbers; -1 where it was deleted."""
        column = self._reader.column_reader("key")
        numbers = []
        for docnum in range(self._reader.doc_count_all()):
            if self._reader.is_deleted(docnum):
                numbers.append(-1)
            else:
                document, _, place = column[docnum].decode().rpartition(_SEPARATOR)
                numbers.append(self._number_of(document, int(place)))
        return numbers

    def frequencies(self, word: str) -> Mapping[int, int]:
        """How often each passage that holds `word` holds it, by the passage's number."""
        result: dict[int, int] = {}
        with self._lock:
            if ("words", word) not in self._reader:
                return result
            numbers = self._numbers
            matcher = self._reader.postings("words", word)
            while matcher.is_active():
                if (number := numbers[matcher.id()]) >= 0:
                    result[number] = int(matcher.weight())
                matcher.next()
        return result

    def words(self) -> list[str]:
        """Every word of the index, sorted."""
        with self._lock:
            return [word.decode() for word in self._reader.lexicon("words")]

    def close(self) -> None:
        self._reader.close()
