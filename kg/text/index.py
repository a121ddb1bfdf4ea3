"""The text index of a release: a folder that is updated before it is published and only read afterwards.

    index.json        format and signature of the analysis
    documents.jsonl   an entry a document, sorted by id
    texts.txt         the cleaned texts in the same order
    MAIN_*, _MAIN_*   the postings of the words

An update replaces files and never writes into one, so the folder may be a copy made of hard links.
"""

from __future__ import annotations

import json
import os
import threading
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path

from kg.errors import ReleaseError
from kg.model import Extraction
from kg.text.aliases import AliasTable
from kg.text.analysis import index_words, signature
from kg.text.entries import Entry, Row, make_entry
from kg.text.exact import ExactTier
from kg.text.facets import Facet, make_facets
from kg.text.folding import fold
from kg.text.postings import Postings, PostingsWriter
from kg.text.suggest import Completer, Corrector, completions

FORMAT = 1  # raise it when passages, rows or names are made or kept differently: indexes are then built again
K1, B = 1.2, 0.75  # BM25's usual constants
_HEAD, _ENTRIES, _TEXTS = "index.json", "documents.jsonl", "texts.txt"


def _head() -> dict[str, object]:
    return {"format": FORMAT, **signature()}


def _read_head(directory: Path) -> dict[str, object] | None:
    """The head of an index; None where there is no index, {} where it is damaged: no index of ours has that."""
    try:
        head: dict[str, object] = json.loads((directory / _HEAD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return {}
    return head


def _read(directory: Path) -> Iterator[tuple[Entry, str]]:
    """Every document's entry and text, in order."""
    texts = (directory / _TEXTS).read_bytes().decode("utf-8", errors="surrogatepass")
    at = 0
    with (directory / _ENTRIES).open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            entry = Entry.from_line(line)
            yield entry, texts[at : at + entry.length]
            at += entry.length


def _replace(path: Path, parts: Iterable[str]) -> None:
    """Write a new file and give it the name: the old one may belong to another release too."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _clear(directory: Path) -> None:
    for path in directory.iterdir():
        if path.is_file():
            path.unlink()


def update_index(
    directory: Path,
    *,
    add: Iterable[Extraction],
    remove: Collection[str] = (),
    rebuild: Callable[[], Iterable[Extraction]] | None = None,
) -> None:
    """Bring the index in `directory` (made if need be) to hold `add` and no longer `remove`.

    A document whose id is there is replaced. Where the analysis has changed, all has to be indexed anew: `rebuild`
    gives what the index held; without it ReleaseError. `add` is taken one by one and may be a generator.
    """
    directory.mkdir(parents=True, exist_ok=True)
    head = _read_head(directory)
    if head is not None and head != _head():
        if rebuild is None:
            raise ReleaseError(_outdated(directory))
        _clear(directory)
        _update(directory, _without_replaced(rebuild(), add, remove), ())
    else:
        _update(directory, add, remove)


def _outdated(directory: Path) -> str:
    return f"{directory}: 全文索引已损坏，或由另一版本的分词器或词典建成，请运行 zhitu build 重建"


def _without_replaced(
    held: Iterable[Extraction], add: Iterable[Extraction], remove: Collection[str]
) -> Iterator[Extraction]:
    added = set()
    for extraction in add:
        added.add(extraction.document.id)
        yield extraction
    for extraction in held:
        if extraction.document.id not in added and extraction.document.id not in remove:
            yield extraction


def _update(directory: Path, add: Iterable[Extraction], remove: Collection[str]) -> None:
    known = _read_head(directory) is not None
    documents = {entry.id: (entry, text) for entry, text in _read(directory)} if known else {}
    held, added = set(documents), set()
    with PostingsWriter(directory) as writer:
        for document_id in held.intersection(remove):
            writer.remove(document_id)
            del documents[document_id]
        for extraction in add:
            entry, words = make_entry(extraction)
            if entry.id in added:
                raise ValueError(f"document {entry.id!r} is added twice")
            if entry.id in documents:
                writer.remove(entry.id)
            writer.add(entry.id, words)
            added.add(entry.id)
            documents[entry.id] = (entry, extraction.document.text)
    ordered = [documents[document_id] for document_id in sorted(documents)]
    _replace(directory / _ENTRIES, (entry.to_line() + "\n" for entry, _ in ordered))
    _replace(directory / _TEXTS, (text for _, text in ordered))
    _replace(directory / _HEAD, [json.dumps(_head(), ensure_ascii=False, indent=1) + "\n"])


class TextIndex:
    """An open index. Passages are numbered through all documents, in the order of documents and of their text.

    All is read on first use and kept; any number of threads may read at once.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._lock = threading.RLock()
        # Few words, but the frequent ones: a posting list may be as long as the corpus.
        self.frequencies: Callable[[str], Mapping[int, int]] = lru_cache(maxsize=64)(self._frequencies)

    @cached_property
    def _documents(self) -> list[tuple[Entry, str]]:
        return list(_read(self.directory))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        with self._lock:
            return tuple(entry for entry, _ in self._documents)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every passage."""
        return tuple(row for entry in self.entries for row in entry.rows)

    @cached_property
    def firsts(self) -> list[int]:
        """The number of each document's first passage, and the number of passages at the end."""
        return list(accumulate((len(entry.rows) for entry in self.entries), initial=0))

    def entry_of(self, passage: int) -> Entry:
        """The document that a passage is of."""
        return self.entries[self.document_of(passage)]

    def document_passages(self, document: int) -> range:
        """The numbers of the passages of the document at a place in `entries`."""
        return range(self.firsts[document], self.firsts[document + 1])

    def document_of(self, passage: int) -> int:
        """The place in `entries` of the document that a passage is of."""
        return bisect_right(self.firsts, passage) - 1

    @cached_property
    def exact(self) -> ExactTier:
        """The texts, each after its lead."""
        with self._lock:
            blocks, starts = [], []
            for entry, text in self._documents:
                blocks.append(entry.block_lead + text)
                starts.append([entry.place(row)[0] for row in entry.rows])
            return ExactTier(blocks, starts)

    @cached_property
    def titles(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each document's title, folded, and its words."""
        return tuple((fold(entry.title), frozenset(index_words(entry.title))) for entry in self.entries)

    @cached_property
    def _postings(self) -> Postings:
        first = {entry.id: number for entry, number in zip(self.entries, self.firsts, strict=False)}
        with self._lock:
            return Postings(self.directory, lambda document, place: first[document] + place)

    @cached_property
    def norms(self) -> list[float]:
        """BM25's weight of the length of each passage."""
        mean = sum(row.words for row in self.rows) / max(1, len(self.rows)) or 1.0
        return [K1 * (1 - B + B * row.words / mean) for row in self.rows]

    @cached_property
    def facets(self) -> dict[str, Facet]:
        return make_facets(self.entries)

    @cached_property
    def aliases(self) -> AliasTable:
        return AliasTable(name for entry in self.entries for name in entry.names)

    @cached_property
    def completer(self) -> Completer:
        return Completer(completions(self.entries))

    @cached_property
    def corrector(self) -> Corrector:
        names = (fold(completion.text) for completion in completions(self.entries))
        return Corrector(names, self.words(), lambda text: len(self.exact.passages(text)))

    def _frequencies(self, word: str) -> Mapping[int, int]:
        """How often each passage that holds a folded word holds it."""
        return self._postings.frequencies(word)

    def words(self) -> list[str]:
        """Every word of the index."""
        return self._postings.words()

    def warm(self) -> None:
        """Read everything now, so that no request waits for it."""
        for part in (self.exact, self.titles, self.norms, self.facets, self.aliases):
            assert part is not None
        self._postings.frequencies("")
        self.completer.complete("a")

    def close(self) -> None:
        """Close files; an index that is forgotten closes them too."""
        if "_postings" in self.__dict__:
            self._postings.close()


def open_index(directory: Path) -> TextIndex:
    """The index in a published release; ReleaseError where there is none or another analysis made it."""
    head = _read_head(directory)
    if head is None:
        raise ReleaseError(f"{directory}: 没有全文索引，请运行 zhitu build")
    if head != _head():
        raise ReleaseError(_outdated(directory))
    for name in (_ENTRIES, _TEXTS):
        if not (directory / name).is_file():
            raise ReleaseError(f"{directory / name}: 全文索引缺了这个文件，请运行 zhitu build")
    return TextIndex(directory)
