"""Speed and memory of extraction, as ratios to jieba's segmentation of the same text in the same run.

python bench/extract.py [FILE…]        default: the shipped corpus

Whole extraction is reading, cleaning, structure and every component. It and the baseline run in one process that has
read the other files but not this one: nothing that either remembers of a text makes its reading look faster. The
shares are parts of whole extraction. The lengths are the files joined and repeated, as one document: in linear time a
character costs the same in each. Once more without any sign of punctuation and on one line, as of speech written down:
there no rule finds the end of a sentence.
"""

from __future__ import annotations

import multiprocessing
import re
import resource as limits
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import jieba

from ingest.extract import Metadata, extract, prepare
from ingest.nlp import load_pipeline
from ingest.readers import read
from kg.model import Document, Extraction
from kg.resources import resource

TARGET = 0.25  # of the characters that jieba.lcut segments in the same time
LENGTHS = (30_000, 300_000)
LONG = 1_000_000
UNPUNCTUATED = (30_000, 200_000)
WARM = 30_000  # bytes
ROUNDS = 3
BASELINE, WHOLE = "jieba.lcut", "whole extraction"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def alone(work: Callable[..., Any], *arguments: object) -> Any:
    """What a function returns in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        return executor.submit(work, *arguments).result()


def prepared(name: str, data: bytes) -> Document:
    return prepare(read(data, name=name), Metadata(id=name))


def whole(name: str, data: bytes) -> Extraction:
    return extract(prepared(name, data))


# --- in a process of its own -----------------------------------------------------------------------------------------


def first_reading(files: Mapping[str, bytes], name: str) -> dict[str, float]:
    """CPU seconds of the baseline and of whole extraction of one file, after all others; neither has seen it before."""
    _read_others(files, name)
    taken = seconds(lambda: whole(name, files[name]))
    text = prepared(name, files[name]).text
    return {BASELINE: seconds(lambda: jieba.lcut(text)), WHOLE: taken}


def parts_of_first_reading(files: Mapping[str, bytes], name: str) -> dict[str, float]:
    """CPU seconds of every part up to the last component, in the order in which they run."""
    _read_others(files, name)
    nlp, taken, start = load_pipeline(), dict[str, float](), time.process_time()

    def note(part: str) -> None:
        nonlocal start
        now = time.process_time()
        taken[part], start = now - start, now

    document = prepared(name, files[name])
    note("read, clean, structure")
    doc = nlp.make_doc(document.text)
    doc._.document = document
    note("tokens")
    for part, component in nlp.pipeline:
        doc = component(doc)
        note(part)
    return taken


def long_reading(data: bytes) -> tuple[float, int]:
    """CPU seconds of one document, and the most memory, in bytes, that the process has ever held."""
    whole("short.md", data[:WARM].decode("utf-8", "ignore").encode("utf-8"))  # lexicons are read once a process
    taken = seconds(lambda: whole("long.md", data))
    return taken, limits.getrusage(limits.RUSAGE_SELF).ru_maxrss * 1024


def _read_others(files: Mapping[str, bytes], name: str) -> None:
    jieba.setLogLevel(60)
    jieba.initialize()
    for other, data in files.items():
        if other != name:
            jieba.lcut(prepared(other, data).text)
            whole(other, data)


# --- the report ------------------------------------------------------------------------------------------------------


def total(
    measure: Callable[[Mapping[str, bytes], str], dict[str, float]], files: Mapping[str, bytes]
) -> dict[str, float]:
    """The sums over all files of what a measure says of each, the best of several rounds."""
    found: Counter[str] = Counter()
    for name in files:
        rounds = [alone(measure, files, name) for _ in range(ROUNDS)]
        found.update({part: min(row[part] for row in rounds) for part in rounds[0]})
    return dict(found)


def long_text(files: Mapping[str, bytes], length: int) -> bytes:
    """The files as one text of that many characters, repeated as often as it takes.

    A line of its own stands before each copy: what follows itself at once would be set apart as pasted twice.
    """
    text = "\n\n".join(data.decode("utf-8") for data in files.values())
    copies = (f"第{number}份。\n\n{text}\n\n" for number in range(1, length // len(text) + 2))
    return "".join(copies)[:length].encode("utf-8")


def unpunctuated(files: Mapping[str, bytes], length: int) -> bytes:
    """The same text with nothing left but letters and digits."""
    text = re.sub(r"[\W_]+", "", "".join(data.decode("utf-8") for data in files.values()))
    return (text * (length // len(text) + 1))[:length].encode("utf-8")


def report_speed(files: Mapping[str, bytes]) -> None:
    characters = sum(len(prepared(name, data).text) for name, data in files.items())
    taken = total(first_reading, files)
    baseline, whole_time = taken[BASELINE], taken[WHOLE]
    print(
        f"{len(files)} documents, {characters:,} characters; CPU time of one process, each text read for the first time"
    )
    for name, used in taken.items():
        print(f"{name:28}{used / characters * 1e6:8.2f} µs a character")
    print(f"{'speed against the baseline':28}{baseline / whole_time:8.2f}   (target: {TARGET} or more)")
    parts = total(parts_of_first_reading, files)
    parts["entities and the rest"] = max(0.0, whole_time - sum(parts.values()))
    print("\nshares of whole extraction")
    for name, used in parts.items():
        print(f"{name:28}{used / whole_time:8.1%}{used / baseline:8.2f} × baseline")


def report_lengths(files: Mapping[str, bytes]) -> None:
    print("\none document of the same texts, repeated")
    readings = {length: report_length(long_text(files, length), length) for length in (*LENGTHS, LONG)}
    report_growth(readings, LENGTHS)
    print("\nthe same on one line without punctuation")
    report_growth({length: report_length(unpunctuated(files, length), length) for length in UNPUNCTUATED}, UNPUNCTUATED)


def report_length(data: bytes, length: int) -> tuple[float, int]:
    used, peak = alone(long_reading, data)
    print(f"{length:>10,} characters{used / length * 1e6:15.2f} µs a character, peak {peak / 2**20:.0f} MiB")
    return used, peak


def report_growth(readings: Mapping[int, tuple[float, int]], lengths: tuple[int, int]) -> None:
    short, long = (readings[length][0] / length for length in lengths)
    print(f"{'longer against shorter':28}{long / short:8.2f}   (linear: 1)")


def main(paths: list[Path]) -> None:
    files = {path.name: path.read_bytes() for path in paths}
    report_speed(files)
    report_lengths(files)


if __name__ == "__main__":
    main(
        [Path(name) for name in sys.argv[1:]]
        or [p for p in sorted(resource("corpus").glob("*.md")) if p.stem != "README"]
    )
