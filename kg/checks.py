"""Is a release sound? Shapes, the words behind every fact, offset maps, files, and the graph as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.graph.terms import rdf
from kg.iris import document_graph_iri, graph_iri
from kg.model import Document, Evidence, Extraction, Segment
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.releases import Release

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Violation:
    """`document` is an id, None for the release as a whole; `subject` an IRI, a span or a file."""

    document: str | None
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.document or '整个版本'}: {self.subject}: {self.message}"


def check(release: Release, *, sample: int | None = None, progress: Progress | None = None) -> list[Violation]:
    """Every violation found; empty if the release is sound.

    `sample` is how many documents are validated against the shapes (all by default; the other checks always see all);
    `progress` is told ("document", number done).
    """
    violations: list[Violation] = []
    step = 1 if sample is None else max(1, len(release.documents) // max(sample, 1))
    for number, row in enumerate(release.documents):
        violations += _check_document(release, row["id"], with_shapes=number % step == 0)
        if progress is not None:
            progress("document", number + 1)
    for copy in release.copies:
        violations += [Violation(copy, subject, message) for subject, message in _file_problems(release, copy)]
    problems = [*_shared_problems(release), *graph_problems(release.store.store)]
    violations += [Violation(None, subject, message) for subject, message in problems]
    return violations


def _shared_problems(release: Release) -> Iterator[Problem]:
    """What the graphs across documents hold against the shapes."""
    from kg.graph.validate import shape_violations

    for name in ("resolution", "claims"):
        yield from shape_violations(release.store.graph(graph_iri(name)))


def _check_document(release: Release, document_id: str, *, with_shapes: bool) -> Iterator[Violation]:
    from kg.graph.validate import shape_violations

    extraction = release.extraction(document_id)
    problems = [*_file_problems(release, document_id), *text_problems(extraction)]
    problems += map_problems(extraction.document, release.source(document_id) if not problems else None)
    if with_shapes:
        problems += shape_violations(release.store.graph(document_graph_iri(document_id)))
    for subject, message in problems:
        yield Violation(document_id, subject, message)


Problem = tuple[str, str]


def _file_problems(release: Release, document_id: str) -> Iterator[Problem]:
    row = release.held[document_id]
    try:
        data = release.source(document_id)
    except FileNotFoundError:
        yield row["sha256"], "源文件不在 sources 里"
        return
    if hashlib.sha256(data).hexdigest() != row["sha256"]:
        yield row["sha256"], "源文件的内容与它的 SHA-256 不符"


def text_problems(extraction: Extraction) -> Iterator[Problem]:
    """Evidence that is not what the text has at its place, or not in the clause it names."""
    document = extraction.document
    clauses = {clause.number: clause for clause in document.clauses}
    for evidence in dict.fromkeys(_evidence(extraction)):
        where = f"{evidence.start}-{evidence.end}"
        if not 0 <= evidence.start < evidence.end <= len(document.text):
            yield where, "依据的位置不在文本之内"
        elif document.text[evidence.start : evidence.end] != evidence.text:
            yield where, f"依据与文本不符：{evidence.text!r}"
        if evidence.clause and evidence.clause not in clauses:
            yield where, f"没有第 {evidence.clause} 条款"
        elif evidence.clause:
            clause = clauses[evidence.clause]
            if not clause.start <= evidence.start < evidence.end <= clause.end:
                yield where, f"依据不在第 {evidence.clause} 条款之内"


def _evidence(extraction: Extraction) -> Iterator[Evidence]:
    for entity in extraction.entities:
        yield from entity.evidence
    yield from (metric.evidence for metric in extraction.metrics)
    yield from (act.evidence for act in extraction.document.acts if act.evidence is not None)
    yield from (relation.evidence for relation in extraction.relations)


def map_problems(document: Document, source: bytes | None) -> Iterator[Problem]:
    """Gaps and overlaps of the offset map on either side; text that it says is unchanged and is not.

    The map is contiguous in the cleaned text; in the source its segments may stand in any order, but cover it.
    """
    segments = document.segments
    yield from _gaps("清洗后文本", [segment.clean for segment in segments], len(document.text))
    original = None if source is None or not _is_plain(document) else _decode(source, document.file.encoding)
    length = max((segment.source[1] for segment in segments), default=0) if original is None else len(original)
    # an insertion stands between characters of the source and covers none
    covered = sorted(segment.source for segment in segments if segment.source[0] < segment.source[1])
    yield from _gaps("源文件", covered, length)
    if original is not None:
        yield from _unequal(document.text, original, segments)


def _is_plain(document: Document) -> bool:
    """Whether the file's bytes are its text; of any other format only its reader knows the text."""
    return document.file.media_type in ("text/plain", "text/markdown")


def _decode(data: bytes, encoding: str) -> str:
    """As a reader has it: a byte order mark is no character of the text."""
    return data.decode(encoding).removeprefix("\ufeff")


def _gaps(side: str, spans: list[tuple[int, int]], length: int) -> Iterator[Problem]:
    at = 0
    for start, end in spans:
        if start != at or end < start:
            yield f"{start}-{end}", f"{side}的偏移映射在 {at} 处断开或重叠"
        at = end
    if at != length:
        yield f"{at}", f"{side}的偏移映射止于 {at}，全长 {length}"


def _unequal(text: str, original: str, segments: tuple[Segment, ...]) -> Iterator[Problem]:
    for segment in segments:
        if segment.repair is None and text[slice(*segment.clean)] != original[slice(*segment.source)]:
            yield f"{segment.clean[0]}-{segment.clean[1]}", "标为未修复，文字却与源文件不同"


def graph_problems(store: Store) -> Iterator[Problem]:
    """The default graph is the union of the named graphs; every IRI of ours that is used has a type."""
    default, untyped = _read_default(store)
    unstated = set(default)
    for graph in store.named_graphs():
        for quad in store.quads_for_pattern(None, None, None, graph):
            key = hash(quad.triple)  # 64 bits: of ten million triples two have the same once in 400,000 checks
            unstated.discard(key)
            if key not in default:
                yield str(quad.subject), f"默认图里缺少 {graph} 的三元组：{quad.predicate} {quad.object}"
    if unstated:
        for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
            if hash(quad.triple) in unstated:
                yield str(quad.subject), f"默认图里有任何命名图都没有的三元组：{quad.predicate} {quad.object}"
    for iri in untyped:
        yield iri, "用到了却没有类型"


def _read_default(store: Store) -> tuple[set[int], list[str]]:
    """The hashes of the default graph's triples; the IRIs of ours there that have no type."""
    hashes: set[int] = set()
    typed: set[str] = set()
    used: dict[str, None] = {}
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        hashes.add(hash(quad.triple))
        if quad.predicate == rdf.type:
            typed.add(quad.subject.value)  # type: ignore[union-attr]
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode):
                used[term.value] = None
    # below the ontology's IRI are the nodes of its lists and shapes
    ours = (iri for iri in used if iri.startswith(BASE) and not iri.startswith(f"{BASE}ontology/"))
    return hashes, [iri for iri in ours if iri not in typed]
