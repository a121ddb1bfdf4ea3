"""Speed of the text index, as ratios against baselines in the same run.

    python bench/search.py FOLDER [--documents 300]

FOLDER holds .md or .txt files; every line is taken for a clause. The build is measured against `jieba.lcut` over the
same text, queries against Whoosh's own search for the same words (AND, ten hits) and against a bare scan of the texts.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.query import And
from whoosh.query import Term as WhooshTerm

from kg.model import Clause, Document, Extraction, SourceFile
from kg.text.analysis import required_words
from kg.text.index import TextIndex, open_index, update_index
from kg.text.search import search
from kg.text.segmenter import load_segmenter

Query = tuple[str, ...]


def read_document(path: Path) -> Extraction:
    text = path.read_text(encoding="utf-8")
    clauses: list[Clause] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            clauses.append(Clause(len(clauses) + 1, at, at + len(line)))
        at += len(line) + 1
    file = SourceFile(str(path), "", len(text), "text/plain", "utf-8")
    title = text.split("\n", 1)[0].lstrip("# ")
    return Extraction(
        Document(str(path), title, None, None, (), "policy", None, file, text, (), clauses=tuple(clauses))
    )


def make_queries(index: TextIndex, number: int, seed: int = 1) -> list[Query]:
    """One or two words of the index: three in ten very frequent, five middling, two rare."""
    draw = random.Random(seed)
    words = [word for word in index.words() if len(word) > 1 and not word.isascii()]
    sample = draw.sample(words, min(3000, len(words)))
    ranked = sorted(sample, key=lambda word: (-len(index.frequencies(word)), word))
    bands = ranked[: len(ranked) // 100], ranked[len(ranked) // 100 : len(ranked) // 5], ranked[len(ranked) // 5 :]
    return [
        tuple(draw.choice(draw.choices(bands, weights=(3, 5, 2))[0]) for _ in range(draw.choice((1, 1, 2))))
        for _ in range(number)
    ]


def measure_ms(run: Callable[[Query], object], queries: Iterable[Query]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    times = []
    for query in queries:
        start = time.perf_counter()
        run(query)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    arguments = parser.parse_args()
    paths = sorted(p for p in arguments.folder.rglob("*") if p.suffix in (".md", ".txt"))[: arguments.documents]
    extractions = [read_document(path) for path in paths]
    characters = sum(len(extraction.document.text) for extraction in extractions)

    jieba = load_segmenter("jieba")
    jieba.words("预热")
    start = time.process_time()
    for extraction in extractions:
        jieba.words(extraction.document.text)
    baseline = characters / (time.process_time() - start)

    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        start = time.process_time()
        update_index(directory, add=extractions)
        speed = characters / (time.process_time() - start)
        size = sum(path.stat().st_size for path in directory.iterdir())
        start = time.process_time()
        update_index(directory, add=extractions[:1])
        update_s = time.process_time() - start
        index = open_index(directory)
        start = time.perf_counter()
        search(index, "社区")
        first_ms = 1000 * (time.perf_counter() - start)
        queries = make_queries(index, 200)
        index = open_index(directory)
        index.warm()

        with FileStorage(folder).open_index().searcher() as searcher:

            def by_whoosh(query: Query) -> object:
                words = [word for term in query for word in required_words(term)]
                return len(searcher.search(And([WhooshTerm("words", word) for word in words]), limit=10))

            rows = {
                "search(), cold": measure_ms(lambda query: search(index, " ".join(query)), queries),
                "search(), again": measure_ms(lambda query: search(index, " ".join(query)), queries),
                "scan alone": measure_ms(lambda query: [index.exact.passages(term) for term in query], queries),
                "Whoosh words AND": measure_ms(by_whoosh, queries),
            }
        index.close()

    print(f"{len(extractions)} documents, {len(index.rows)} passages, {characters:,} characters")
    print(f"build    {speed:,.0f} characters a CPU second: {speed / baseline:.2f} of jieba alone ({baseline:,.0f})")
    print(f"one more {update_s:.2f} s; index {size / 1e6:.1f} MB; first query {first_ms:.0f} ms")
    p50, p95 = rows["Whoosh words AND"]
    for name, (median, late) in rows.items():
        print(
            f"{name:18} p50 {median:6.1f} ms  p95 {late:6.1f} ms   {median / p50:5.2f} / {late / p95:5.2f} of Whoosh's"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
