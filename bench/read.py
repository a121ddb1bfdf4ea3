"""Speed of reading and cleaning, as ratios to the least that could be done, in the same run.

python bench/read.py FOLDER        texts: .md and .txt below the folder, for example a thousand laws

Texts: reading and cleaning against `open().read()` and one pass of opencc over the same files. PDF: the reader against
bare pypdfium2, which takes the characters of every page and nothing else, on two files made here: 200 plain pages, and
200 pages with running headers, page numbers, tables and two columns; that is read in this process. All is CPU time of
one process, the best of several rounds.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pypdfium2
from opencc import OpenCC

from ingest.clean import clean
from ingest.readers import pdf as pdf_reader
from ingest.readers import read
from ingest.readers.parsed import Parsed
from tests.ingest.readers.pdfs import Page, Rule, Text, pdf

TARGET = 2_000_000  # characters a second and core
PDF_TARGET = 0.5  # of bare pypdfium2's speed
ROUNDS = 3
PAGES, LINES = 200, 30
_CHARACTERS = "某县建立网格员队伍推动治理重心下移形成合力办事服务群众社区居民自治制度工作机制健全完善，。、"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return min(seconds(work) for _ in range(rounds))


# --- texts -----------------------------------------------------------------------------------------------------------


def bare_text(paths: Sequence[Path], converter: OpenCC) -> int:
    """Characters of all files, read and converted once."""
    total = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        converter.convert(text)
        total += len(text)
    return total


def whole_text(paths: Sequence[Path]) -> None:
    for path in paths:
        clean(read(path.read_bytes(), name=path.name))


def report_texts(paths: Sequence[Path]) -> None:
    converter = OpenCC("t2s")
    whole_text(paths[:5])  # dictionaries are read once a process
    total = bare_text(paths, converter)
    bare, whole = best(partial(bare_text, paths, converter)), best(partial(whole_text, paths))
    print(f"{len(paths)} texts, {total:,} characters")
    print(f"{'open().read() and opencc':28}{total / bare / 1e6:8.2f} million characters a second")
    print(f"{'reading and cleaning':28}{total / whole / 1e6:8.2f}   (target: {TARGET / 1e6:g} or more)")
    print(f"{'speed against the former':28}{bare / whole:8.2f}")


# --- PDF -------------------------------------------------------------------------------------------------------------


def plain_page(number: int, chance: random.Random) -> Page:
    return [Text(80, 760 - 22 * i, "".join(chance.choices(_CHARACTERS, k=28))) for i in range(LINES)]


def rich_page(number: int, chance: random.Random) -> Page:
    """A header, a page number, and by turns a ruled table, two columns, or lines with numbers in them."""
    edge = [Text(80, 800, "某县年度报告", 10), Text(280, 40, f"— {number} —", 10)]
    if number % 3 == 0:
        cells = [
            Text(x, 700 - 30 * i, "".join(chance.choices(_CHARACTERS, k=5))) for i in range(15) for x in (80, 230, 380)
        ]
        rules = [Rule(70, 720 - 30 * i, 520, 720 - 30 * i) for i in range(16)]
        return [*edge, *cells, *rules, *(Rule(x, 270, x, 720) for x in (70, 220, 370, 520))]
    if number % 3 == 1:
        spots = [(x, 760 - 20 * i) for x in (60, 310) for i in range(LINES)]
        return [*edge, *(Text(x, y, "".join(chance.choices(_CHARACTERS, k=18)), 12) for x, y in spots)]
    words = ("".join(chance.choices(_CHARACTERS, k=9)) for _ in range(3 * LINES))
    return [
        *edge,
        *(Text(80, 760 - 22 * i, f"{next(words)} {i} {next(words)} {i}{next(words)}", 14) for i in range(LINES)),
    ]


def bare_pdf(data: bytes) -> int:
    """Characters that pypdfium2 gives, page by page."""
    document, total = pypdfium2.PdfDocument(data), 0
    for page in document:
        text_page = page.get_textpage()
        total += len(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return total


def read_pdf(data: bytes) -> Parsed:
    return pdf_reader.read(data, "a.pdf")


def report_pdf(name: str, draw: Callable[[int, random.Random], Page]) -> None:
    chance = random.Random(1)
    data = pdf([draw(number, chance) for number in range(PAGES)], packed=True)
    rounds = [(seconds(partial(bare_pdf, data)), seconds(partial(read_pdf, data))) for _ in range(3 * ROUNDS)]
    bare, whole = (min(taken) for taken in zip(*rounds, strict=True))
    print(f"\nPDF, {PAGES} pages, {bare_pdf(data):,} characters: {name}")
    print(f"{'bare pypdfium2':28}{bare / PAGES * 1e3:8.2f} ms a page")
    print(f"{'reader':28}{whole / PAGES * 1e3:8.2f}")
    print(f"{'speed against the former':28}{bare / whole:8.2f}   (target: {PDF_TARGET} or more)")


def main(folders: Sequence[str]) -> None:
    paths = sorted(
        p for folder in folders for p in Path(folder).rglob("*") if p.suffix in (".md", ".txt") and p.is_file()
    )
    if paths:
        report_texts(paths)
    report_pdf("plain", plain_page)
    report_pdf("headers, tables, columns", rich_page)


if __name__ == "__main__":
    main(sys.argv[1:])
