"""Releases: immutable, numbered folders that hold graph, index and texts of all documents; one of them is served.

    HOME/sources/<sha256>                  the bytes of every document
    HOME/releases/000001/graph/            the store of quads
                         index/            the text index
                         texts/<key>.json  one record a document, all of its extraction
                         likeness.json     by what each document is compared with a new one, and what was found
                         manifest.json     what is in it and what made it
                         report.json       what the build said of every file
    HOME/CURRENT -> releases/000001        the one that is served

One writer builds in HOME/releases/.building-<pid>, renames it to its number and then swaps CURRENT, so that a build
that is killed leaves the last release served; what it left behind goes at the next build. A release that someone has
open is not pruned.

What has the text of another is no document of its own: its record and its bytes are kept, graph and index have the one
document, and where that one is removed another takes its place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz import process

from kg import checks
from kg.checks import Violation
from kg.errors import InputError, NotFound, ReleaseError
from kg.files import Hold, exclusive, link_or_copy, remove_unheld, sync_filesystem, write_atomic
from kg.graph.builder import GraphBuilder, shared_version
from kg.graph.dump import dump_lines
from kg.graph.ends import settle
from kg.graph.ontology import ontology_version
from kg.graph.store import GraphStore
from kg.graph.validity import validity_triples
from kg.graph.versions import version_triples
from kg.model import ENTITY_TYPES, Document, Extraction
from kg.records import from_record, identity_row, to_record
from kg.validity import with_validity
from kg.versions.kept import Likeness, read_likeness
from kg.versions.relations import Related
from kg.versions.rows import bare, documents_and_copies
from kg.versions.twins import Twins

if TYPE_CHECKING:
    from kg.text.index import TextIndex

KEEP = 5
_WAY_OUT = "请用 zhitu releases use N 换用另一个版本，或换一个 --home 重新构建"
_BUSY = "另一个构建正在进行，请等它结束再试"

Row = dict[str, Any]
Progress = Callable[[str, int], None]
Report = Callable[[Mapping[str, str]], Any]


class Release:
    """One release, open for reading; held against pruning until it is closed or forgotten."""

    def __init__(self, home: Path, number: int) -> None:
        self.home, self.number = home, number
        self.path = _folder(home, number)
        self._hold = Hold(self.path)
        self.manifest: Row = {"release": number, **_read_manifest(home, number)}
        self.rows: dict[str, Row] = {row["id"]: row for row in self.manifest["documents"]}
        self.copies: dict[str, Row] = {row["id"]: row for row in self.manifest.get("copies", ())}

    def __repr__(self) -> str:
        return f"Release({self.number}, {len(self.rows)} documents)"

    @property
    def documents(self) -> list[Row]:
        """The manifest's rows, by id."""
        return list(self.rows.values())

    def document(self, document_id: str) -> Row:
        """The row of one document; NotFound with the nearest ids."""
        if document_id not in self.rows:
            raise _unknown(document_id, self.rows)
        return self.rows[document_id]

    @property
    def held(self) -> dict[str, Row]:
        """The rows of documents and of copies, by id."""
        return {**self.rows, **self.copies}

    def _row(self, held_id: str) -> Row:
        return self.copies[held_id] if held_id in self.copies else self.document(held_id)

    def extraction(self, document_id: str) -> Extraction:
        """All that was extracted from a document or a copy. ReleaseError if its record is damaged."""
        try:
            return from_record(json.loads(self.record(document_id)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            path = self.path / self._row(document_id)["record"]
            raise ReleaseError(f"{path}: 损坏（{type(error).__name__}）；{_WAY_OUT}") from None

    def source(self, document_id: str) -> bytes:
        """The bytes of the file that a document or a copy was read from."""
        sha256: str = self._row(document_id)["sha256"]
        return (self.home / "sources" / sha256).read_bytes()

    @cached_property
    def store(self) -> GraphStore:
        return GraphStore.open(self.path / "graph")

    @cached_property
    def index(self) -> TextIndex:
        from kg.text.index import open_index

        return open_index(self.path / "index")

    @property
    def report(self) -> Any:
        """What the build that made this release said; None if it said nothing."""
        path = self.path / "report.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def close(self) -> None:
        """Let the release be pruned; what is already open in it goes on working."""
        self._hold.close()

    def record(self, document_id: str) -> bytes:
        """The JSON of one document or copy as it is kept."""
        name: str = self._row(document_id)["record"]
        return (self.path / name).read_bytes()


def list_releases(home: Path) -> list[int]:
    """Numbers of the releases on disk, ascending."""
    folder = home / "releases"
    if not folder.is_dir():
        return []
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit() and len(path.name) == 6)


def current_number(home: Path) -> int | None:
    """The number of the release that is served; None if there is none. ReleaseError if CURRENT names no release."""
    try:
        name = Path(os.readlink(home / "CURRENT")).name
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReleaseError(f"{home / 'CURRENT'}: 不是符号链接（{error.strerror}）；{_WAY_OUT}") from None
    if not name.isascii() or not name.isdigit():
        raise ReleaseError(f"{home / 'CURRENT'}: 指向 {name!r}，不是版本；{_WAY_OUT}")
    return int(name)


def open_release(home: Path, number: int | None = None) -> Release:
    """The release that is served, or that of a number; ReleaseError if there is none."""
    for _ in range(10):  # a release may be pruned between reading CURRENT and opening it
        wanted = current_number(home) if number is None else number
        if wanted is None:
            raise ReleaseError(f"{home} 里还没有发布任何版本；先运行 zhitu build")
        with suppress(FileNotFoundError):
            return Release(home, wanted)
        if number is not None:
            break
    raise ReleaseError(f"{home} 里没有版本 {wanted}；现有 {_listed(home)}，可用 zhitu releases use N 换用")


def use_release(home: Path, number: int) -> Release:
    """Serve another release from now on."""
    release = open_release(home, number)
    with _writer(home):
        _swap(home, number)
    return release


def publish(
    home: Path,
    *,
    add: Iterable[tuple[Extraction, bytes]],
    remove: Collection[str] = (),
    keep: int = KEEP,
    progress: Progress | None = None,
    metadata: Mapping[str, Any] | None = None,
    report: Report | None = None,
) -> Release | None:
    """Build and serve a release in which the documents of `add` replace those of the same id and `remove` are gone.

    None if that changes nothing. `add` is read once, one document in memory at a time, while the writer's lock is held:
    ReleaseError at once if another build holds it. `metadata` (by document id) is what the caller was told of a
    document from outside: it is kept in its row, so that the caller can see what has changed. `report` is told which
    documents are copies (id -> id of the document that has their text); what it gives back goes to report.json.
    `progress` is told each step ("document", "index", "publish") and how many of its kind are done.
    """
    with _writer(home):
        _sweep(home)
        build = _Build(home, progress or (lambda step, done: None), metadata or {})
        try:
            if not build.run(add, remove):
                return None
            number = build.publish(report)
        finally:
            build.discard()
        release = open_release(home, number)
        _prune(home, keep)
        return release


def check(release: Release, *, sample: int | None = None, progress: Progress | None = None) -> list[Violation]:
    """What is wrong with a release; see kg.checks."""
    return checks.check(release, sample=sample, progress=progress)


def dump(release: Release, format: str) -> Iterator[str]:
    """The whole dataset, line by line: "nq" sorted N-Quads, "trig" TriG by graph and subject."""
    return dump_lines(release.store.store, format)


def _folder(home: Path, number: int) -> Path:
    return home / "releases" / f"{number:06d}"


def _listed(home: Path) -> str:
    return "、".join(map(str, list_releases(home))) or "没有任何版本"


def _unknown(document_id: str, known: Collection[str]) -> NotFound:
    nearest = process.extract(document_id, list(known), limit=3, score_cutoff=50)
    return NotFound("文档", document_id, [match for match, _, _ in nearest])


def _writer(home: Path) -> AbstractContextManager[None]:
    return exclusive(home / "releases" / ".lock", _BUSY)


class _Build:
    """A release in the making, on top of the one that is served. Nothing is written before something has changed."""

    def __init__(self, home: Path, progress: Progress, metadata: Mapping[str, Any]) -> None:
        self._home, self._progress, self._metadata = home, progress, metadata
        self._previous = open_release(home) if current_number(home) is not None else None
        self._known: dict[str, Row] = {} if self._previous is None else self._previous.held
        self._served = frozenset(() if self._previous is None else self._previous.rows)
        self._shared = shared_version()
        self._folder = home / "releases" / f".building-{os.getpid()}"
        self._graph: GraphBuilder | None = None
        self._rows: dict[str, Row] = {}
        self._seen: dict[str, str] = {}
        self._removed: set[str] = set()
        self._written: set[str] = set()  # whose facts are in the graph already
        self._twins = Twins(self._likeness())
        self._related = Related()

    def run(self, add: Iterable[tuple[Extraction, bytes]], remove: Collection[str]) -> bool:
        """Build everything but the last step; False if nothing has changed."""
        for document_id in remove:
            if document_id not in self._known:
                raise _unknown(document_id, self._known)
        for done, (extraction, data) in enumerate(add, 1):
            self._take(settle(extraction), data)
            self._progress("document", done)
        self._removed = set(remove) - set(self._seen)
        if not self._rows and not self._removed and not self._is_outdated():
            return False
        self._begin()
        for row in self._unchanged():
            assert self._previous is not None
            link_or_copy(self._previous.path / row["record"], self._folder / row["record"])
        self._related = self._twins.relate(self._ids(), self._document)
        self._finish_graph()
        self._finish_index()
        return True

    def publish(self, report: Report | None) -> int:
        """Give the release its number and serve it."""
        self._write_json("manifest.json", self._manifest())
        self._twins.write(self._folder)
        if report is not None:
            self._write_json("report.json", report(self._related.copies))
        sync_filesystem(self._folder)
        number = max(list_releases(self._home), default=0) + 1
        self._folder.rename(_folder(self._home, number))
        sync_filesystem(self._home)
        _swap(self._home, number)
        self._progress("publish", 1)
        return number

    def discard(self) -> None:
        """Let go of the release it was built on, and remove what is left of an unfinished build."""
        self._graph = None
        if self._previous is not None:
            self._previous.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _likeness(self) -> Likeness | None:
        """What the release that is served knows of its texts; None if the rules have changed since."""
        if self._previous is None or self._previous.manifest["shared"] != self._shared:
            return None
        return read_likeness(self._previous.path)

    def _is_outdated(self) -> bool:
        """Has something other than documents changed since: ontology, regions, how the text is indexed?"""
        if self._previous is None:
            return False
        return self._previous.manifest["shared"] != self._shared or not self._index_opens(self._previous)

    def _index_opens(self, release: Release) -> bool:
        try:
            release.index.close()
        except ReleaseError:
            return False
        return True

    def _take(self, extraction: Extraction, data: bytes) -> None:
        document = extraction.document
        if document.id in self._seen:
            raise InputError(document.file.name, f"文档编号 {document.id!r} 已用于 {self._seen[document.id]}")
        self._seen[document.id] = document.file.name
        if hashlib.sha256(data).hexdigest() != document.file.sha256:
            raise InputError(document.file.name, "抽取结果不是出自这个文件的内容")
        record = json.dumps(to_record(extraction), ensure_ascii=False, separators=(",", ":")).encode()
        row = _row(extraction, self._metadata.get(document.id))
        known = self._known.get(document.id)
        if known is not None and bare(known) == row and self._is_recorded(document.id, record):
            return
        graph = self._begin()
        if document.id in self._served:
            graph.remove(document.id)
        if self._twins.take(document):
            graph.add(extraction)
            self._written.add(document.id)
        (self._folder / row["record"]).write_bytes(record)
        self._keep_source(document.file.sha256, data)
        self._rows[document.id] = row

    def _is_recorded(self, document_id: str, record: bytes) -> bool:
        return self._previous is not None and self._previous.record(document_id) == record

    def _begin(self) -> GraphBuilder:
        """The graph being built; its folder is made at the first call."""
        if self._graph is None:
            (self._folder / "texts").mkdir(parents=True)
            previous = None if self._previous is None else self._previous.path / "graph"
            self._graph = GraphBuilder(self._folder / "graph", previous)
        return self._graph

    def _keep_source(self, sha256: str, data: bytes) -> None:
        path = self._home / "sources" / sha256
        if not path.exists() or path.stat().st_size != len(data):
            path.parent.mkdir(exist_ok=True)
            write_atomic(path, data)

    def _finish_graph(self) -> None:
        """Documents that are gone or have become copies go out; those that were held back and are none go in."""
        graph = self._begin()
        documents = self._ids() - self._related.copies.keys()
        for document_id in sorted((self._written | (self._served - set(self._rows))) - documents):
            graph.remove(document_id)
        for document_id in sorted((documents & self._changed()) - self._written):
            graph.add(self._extraction(document_id))
        rows, copies = self._arranged()
        pipelines = {row["pipeline"] for row in (*rows, *copies)}
        graph.finish(pipelines, [*version_triples(rows, copies), *validity_triples(rows)])
        self._graph = None

    def _finish_index(self) -> None:
        from kg.text.index import update_index

        index = self._folder / "index"
        if self._previous is not None:
            # an index replaces its files and never writes into one
            shutil.copytree(self._previous.path / "index", index, copy_function=link_or_copy)
        documents = self._ids() - self._related.copies.keys()
        changed = documents & self._changed()
        gone = self._served - (documents - changed)
        update_index(index, add=self._told(sorted(changed)), remove=sorted(gone), rebuild=self._indexed)

    def _indexed(self) -> Iterator[Extraction]:
        """Every document of the release that is served."""
        if self._previous is not None:
            yield from map(self._previous.extraction, self._previous.rows)

    def _told(self, ids: Iterable[str]) -> Iterator[Extraction]:
        for done, document_id in enumerate(ids, 1):
            yield self._extraction(document_id)
            self._progress("index", done)

    def _changed(self) -> set[str]:
        """What is new, replaced, or was a copy of another so far."""
        return set(self._rows) | (self._ids() - self._served)

    def _extraction(self, document_id: str) -> Extraction:
        row = self._rows.get(document_id) or self._known[document_id]
        return from_record(json.loads((self._folder / row["record"]).read_bytes()))

    def _document(self, document_id: str) -> Document:
        return self._extraction(document_id).document

    def _ids(self) -> set[str]:
        """Every document and copy of the release in the making."""
        return (set(self._known) - self._removed) | set(self._rows)

    def _unchanged(self) -> list[Row]:
        gone = self._removed | set(self._rows)
        return [bare(row) for document_id, row in self._known.items() if document_id not in gone]

    def _all_rows(self) -> list[Row]:
        return sorted([*self._unchanged(), *self._rows.values()], key=lambda row: str(row["id"]))

    def _arranged(self) -> tuple[list[Row], list[Row]]:
        """The rows of documents and of copies, with what holds between them."""
        documents, copies = documents_and_copies(self._all_rows(), self._related)
        return with_validity(documents), copies

    def _manifest(self) -> Row:
        documents, copies = self._arranged()
        return {
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "pipeline": ", ".join(sorted({row["pipeline"] for row in (*documents, *copies)})),
            "ontology": ontology_version(),
            "shared": self._shared,
            "documents": documents,
            "copies": copies,
        }

    def _write_json(self, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False)
        (self._folder / name).write_text(text + "\n", encoding="utf-8")


def _row(extraction: Extraction, metadata: Any) -> Row:
    """What the manifest says of one document."""
    document = extraction.document
    key = hashlib.sha256(document.id.encode()).hexdigest()[:16]
    kinds = Counter(entity.type for entity in extraction.entities)
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "issued": document.issued,
        "regions": list(document.regions),
        "genre": document.genre,
        **identity_row(document),
        "source": document.source,
        "file": document.file.name,
        "sha256": document.file.sha256,
        "encoding": document.file.encoding,
        "media_type": document.file.media_type,
        "size": document.file.size,
        "notes": list(document.notes),
        "repairs": dict(sorted(Counter(repair.name for repair in document.repairs).items())),
        "record": f"texts/{key}.json",
        "pipeline": extraction.pipeline,
        "metadata": metadata,
        "counts": {
            "characters": len(document.text),
            "clauses": len(document.clauses),
            "repairs": len(document.repairs),
            **{kind: kinds[kind] for kind in ENTITY_TYPES},
            "metrics": len(extraction.metrics),
            "relations": len(extraction.relations),
            "issues": len(extraction.issues),
        },
    }


def _swap(home: Path, number: int) -> None:
    """Point CURRENT at a release; a reader sees the old one or the new one."""
    temporary = home / f".CURRENT.{os.getpid()}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(Path("releases") / f"{number:06d}")
    temporary.replace(home / "CURRENT")
    sync_filesystem(home)


def _sweep(home: Path) -> None:
    """Remove what killed builds have left; only the writer calls it."""
    for path in (home / "releases").glob(".building-*"):
        shutil.rmtree(path)
    for path in (home / "releases").glob(".removed-*"):
        shutil.rmtree(path)
    for path in (*home.glob(".CURRENT.*"), *(home / "sources").glob(".*.tmp")):
        path.unlink()


def _prune(home: Path, keep: int) -> None:
    """Remove all but the last `keep` releases, save the one that is served and those that someone reads."""
    numbers = list_releases(home)
    for number in numbers[: -max(keep, 1)]:
        if number != current_number(home):
            remove_unheld(_folder(home, number))
    try:
        manifests = [_read_manifest(home, number) for number in list_releases(home)]
        wanted = {row["sha256"] for m in manifests for row in (*m["documents"], *m.get("copies", ()))}
    except ReleaseError:
        return  # what a damaged release holds is not known: keep all sources
    for path in (home / "sources").iterdir():
        if path.name not in wanted:
            path.unlink()


def _read_manifest(home: Path, number: int) -> Row:
    """The manifest as it is kept. ReleaseError if it is damaged."""
    path = _folder(home, number) / "manifest.json"
    try:
        manifest: Row = json.loads(path.read_text(encoding="utf-8"))
        is_whole = isinstance(manifest["documents"], list)
    except (ValueError, TypeError, KeyError):
        is_whole = False
    if not is_whole:
        raise ReleaseError(f"{path}: 损坏；{_WAY_OUT}")
    return manifest
