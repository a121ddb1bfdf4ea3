"""Speed of reading and extraction, as ratios to jieba's segmentation of the same text in the same run.

python bench/extract.py [FILE…]        default: the shipped corpus, repeated
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from ingest.extract import Metadata, extract, prepare
from ingest.nlp import load_pipeline
from ingest.readers import read
from kg.resources import resource


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """CPU seconds of the fastest of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main(paths: list[Path]) -> None:
    jieba.setLogLevel(60)
    jieba.initialize()
    load_pipeline()
    files = [(path.name, path.read_bytes()) for path in paths]
    documents = [prepare(read(data, name=name), Metadata(id=name)) for name, data in files]
    characters = sum(len(document.text) for document in documents)
    baseline = seconds(lambda: [jieba.lcut(document.text) for document in documents])
    steps = {
        "jieba.lcut (baseline)": baseline,
        "read, clean, structure": seconds(lambda: [prepare(read(d, name=n), Metadata(id=n)) for n, d in files]),
        "extract": seconds(lambda: [extract(document) for document in documents]),
    }
    print(f"{len(documents)} documents, {characters:,} characters; CPU time")
    for name, taken in steps.items():
        print(f"{name:28}{taken / baseline:8.2f} × baseline{taken / characters * 1e6:10.1f} ms per 1,000 characters")


if __name__ == "__main__":
    main(
        [Path(name) for name in sys.argv[1:]]
        or [p for p in sorted(resource("corpus").glob("*.md")) if p.stem != "README"]
    )
