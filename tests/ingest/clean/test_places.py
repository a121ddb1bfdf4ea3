"""From the cleaned text back to the place in the file, through every repair that the text needs."""

from __future__ import annotations

import pytest

from ingest.extract import Metadata, prepare
from ingest.readers import SourceText
from ingest.readers import docx as word
from ingest.readers import html as page
from ingest.readers import pdf as print_reader
from ingest.readers.parsed import Parsed
from kg.model import Document, SourceFile
from kg.offsets import place_of, source_spans, source_text, told_place
from tests.ingest.clean.files import docx_of
from tests.ingest.readers.pdfs import LEFT, TOP, Text, pdf

# damaged by hand: an entity, an invisible character, look-alikes, both widths, spaces inside words, a second copy
DAMAGED = (
    "丙县&ldquo;院坝议事&rdquo;从2O21年办起，每月l0次,居民的事\u200b项逐件登记，逐件回 复，办结情况张榜公布（含退件)。"
)
CLEAN = "丙县“院坝议事”从2021年办起，每月10次，居民的事项逐件登记，逐件回复，办结情况张榜公布（含退件）。"
NAMES = {"entity", "invisible", "look-alike", "punctuation", "space"}
TITLE, REST = "院坝里的议事会", "丁镇把服务窗口搬到集市旁，赶集的群众随到随办。"


def document_of(parsed: Parsed, media_type: str) -> Document:
    file = SourceFile("甲", "0" * 64, 1, media_type, "")
    return prepare(SourceText(parsed.text, file, parsed.blocks, parsed.places, parsed.told), Metadata("甲"))


@pytest.fixture(params=["docx", "html", "pdf"])
def document(request: pytest.FixtureRequest) -> Document:
    paragraphs = [TITLE, DAMAGED, DAMAGED, REST]
    if request.param == "docx":
        return document_of(word.read(docx_of(paragraphs), "甲.docx"), "application/docx")
    if request.param == "html":
        # what the page escapes once more is left after reading
        body = "".join(f"<p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in paragraphs)
        data = f"<html><body><div id='zoom'>{body}</div></body></html>".encode()
        return document_of(page.read(data, "甲.html"), "text/html")
    first, second, third, last = (f"\u3000\u3000{paragraph}" for paragraph in paragraphs)
    size = 6  # a paragraph is a line
    pages = [
        [Text(LEFT, TOP, first, size), Text(LEFT, TOP - 12, second, size), Text(LEFT, TOP - 24, third, size)],
        [Text(LEFT, TOP, last, size)],
    ]
    return document_of(print_reader.read(pdf(pages), "甲.pdf"), "application/pdf")


def test_every_repair_is_made_once(document: Document) -> None:
    assert document.text.count(CLEAN) == 1
    found = {repair.name for repair in document.repairs}
    lost = {"invisible"} if document.file.media_type == "application/pdf" else set()  # pdfium leaves it out
    assert (NAMES | {"repeated"}) - lost <= found


def test_every_character_is_in_one_segment(document: Document) -> None:
    source = source_text(document)
    assert sorted(i for s in document.segments for i in range(*s.source)) == list(range(len(source)))
    for segment in document.segments:
        if segment.repair is None:
            assert document.text[slice(*segment.clean)] == source[slice(*segment.source)]


def test_place_and_character_of_each_word(document: Document) -> None:
    """Each character of the cleaned text leads to the place that holds it, with its number there."""
    source = source_text(document)
    at = document.text.index(CLEAN)
    for offset in range(at, at + len(CLEAN)):
        found = place_of(document, offset)
        assert found is not None
        place, character = found
        ((start, _),) = source_spans(document.segments, offset, offset + 1)
        assert place.start + character == start
        assert "丙县" in source[place.start : place.end]


def test_place_is_told_in_words(document: Document) -> None:
    told = {
        "application/docx": ["第2段第1字", "第4段第1字"],
        "text/html": ["#zoom/p[2]第1字", "#zoom/p[4]第1字"],
        "application/pdf": ["第1页第13字", "第2页第3字"],  # each line begins with two blanks
    }
    found = [told_place(document, document.text.index(words)) for words in (CLEAN, REST)]
    assert found == told[document.file.media_type]
