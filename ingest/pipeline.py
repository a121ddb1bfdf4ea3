"""Many files -> their facts, in process or on local processes, in a fixed order and with one result a file.

The unit of work is one document; a worker is handed a path and gives back bytes and an Extraction, or the reason why
not. What an up-to-date release already holds is not read again beyond its bytes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from pathlib import PurePath
from typing import Any

from ingest.audit import Audit
from ingest.extract import Metadata, extract, extract_audited, prepare
from ingest.readers import read
from ingest.readers.containers import data_of
from ingest.readers.files import Found
from ingest.version import pipeline_version
from kg.errors import InputError, ZhituError
from kg.model import Extraction

IN_FLIGHT_PER_WORKER = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `status`: new, replaced, unchanged, refused, or none (not a document).

    `extraction` and `data` are there for new and replaced documents only, until they are published; `told` then holds
    the line of the report. `audit` is there if it was asked for. `notes` are what the reader told of the file.
    """

    file: str
    status: str
    id: str | None = None
    reason: str | None = None
    extraction: Extraction | None = field(default=None, repr=False)
    data: bytes | None = field(default=None, repr=False)
    told: dict[str, Any] | None = field(default=None, repr=False)
    audit: Audit | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The file's line in the report."""
        if self.told is not None:
            return self.told
        row: dict[str, Any] = {"file": self.file, "status": self.status, "id": self.id, "reason": self.reason}
        if self.extraction is not None:
            document = self.extraction.document
            counts: dict[str, int] = {}
            for repair in document.repairs:
                counts[repair.name] = counts.get(repair.name, 0) + 1
            row |= {
                "encoding": document.file.encoding,
                "media_type": document.file.media_type,
                "notes": list(self.notes),
                "clauses": len(document.clauses),
                "repairs": counts,
                "entities": len(self.extraction.entities),
                "metrics": len(self.extraction.metrics),
                "relations": len(self.extraction.relations),
                "issues": list(self.extraction.issues),
            }
        return row


def process(found: Found, held: Mapping[str, Any] | None, *, audited: bool = False) -> Outcome:
    """Read and extract one file; unchanged if `held`, its row in the release's manifest, says the same."""
    try:
        data = data_of(found.path, found.trail, found.file)
    except InputError as error:
        return Outcome(found.file, "refused", found.metadata.id, error.reason)
    if held is not None and _fingerprint(data, found.metadata) == (held["sha256"], held["pipeline"], held["metadata"]):
        return Outcome(found.file, "unchanged", found.metadata.id)
    try:
        source = read(data, name=found.file, kind=found.kind)
        document = prepare(source, found.metadata)
        extraction, audit = extract_audited(document) if audited else (extract(document), None)
    except InputError as error:
        return Outcome(found.file, "refused", found.metadata.id, error.reason)
    except ZhituError as error:
        return Outcome(found.file, "refused", found.metadata.id, str(error))
    except Exception as error:  # a fault of a rule costs its document, never the others
        return Outcome(found.file, "refused", found.metadata.id, _fault(error))
    status = "new" if held is None else "replaced"
    return Outcome(found.file, status, found.metadata.id, None, extraction, data, audit=audit, notes=source.notes)


def _fault(error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{PurePath(where.filename).name}:{where.lineno}"
    return f"抽取时出错 {type(error).__name__}（{place}）：{' '.join(str(error).split())}；请报告这一行"


def _fingerprint(data: bytes, metadata: Metadata) -> tuple[str, str, dict[str, Any]]:
    return hashlib.sha256(data).hexdigest(), pipeline_version(), metadata_record(metadata)


def metadata_record(metadata: Metadata) -> dict[str, Any]:
    """Metadata as JSON values, for a manifest to compare with."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(metadata).items()}


def run(files: Iterable[Found], held: Mapping[str, Mapping[str, Any]], *, workers: int = 1) -> Iterator[Outcome]:
    """One outcome a file, in the order of `files`, whatever the number of workers.

    UsageError: a model that the settings name can't run. ZhituError: a worker has died.
    """
    pipeline_version()
    if workers <= 1:
        for found in files:
            yield process(found, held.get(found.metadata.id))
        return
    try:
        yield from _parallel(files, held, workers)
    except BrokenProcessPool:
        raise ZhituError("抽取进程意外结束（多半是内存不够）；请用较小的 --workers 再试") from None


def _parallel(files: Iterable[Found], held: Mapping[str, Mapping[str, Any]], workers: int) -> Iterator[Outcome]:
    context = multiprocessing.get_context("spawn")  # threads of the caller must not be forked
    with ProcessPoolExecutor(workers, mp_context=context) as executor:
        waiting: deque[Future[Outcome]] = deque()
        for found in files:
            waiting.append(executor.submit(process, found, held.get(found.metadata.id)))
            if len(waiting) >= workers * IN_FLIGHT_PER_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
