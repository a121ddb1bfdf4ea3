"""Exports of one comparison: golden files, completeness of every format, nothing that a document says is code."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
import rdflib
from openpyxl import load_workbook

from kg.compare import Comparison, compare
from kg.errors import UsageError
from kg.export import FORMATS, export
from kg.export.rows import HEADER, rows
from kg.vocab import ZT
from tests.kg.factory import build_home

GOLDEN = Path(__file__).parents[2] / "data" / "golden"


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compare(build_home(tmp_path_factory.mktemp("home")), ["四川省", "北京市", "阳泉市", "浙江省"])


def text_of(name: str, data: bytes) -> str:
    """All the text that a reader of the file sees."""
    if name == "xlsx":
        book = load_workbook(io.BytesIO(data))
        return "\n".join(str(c.value) for sheet in book for row in sheet for c in row if c.value is not None)
    if name == "docx":
        document = docx.Document(io.BytesIO(data))
        cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    return data.decode("utf-8-sig")


@pytest.mark.parametrize("name", ["md", "html", "csv", "jsonld"])
def test_export_equals_golden_file(comparison: Comparison, name: str) -> None:
    """ZHITU_GOLDEN=write writes them anew: look at the difference before it is committed."""
    path = GOLDEN / f"comparison{FORMATS[name].suffix}"
    if os.environ.get("ZHITU_GOLDEN") == "write":
        path.write_bytes(export(comparison, name))
    assert export(comparison, name) == path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_export_is_the_same_bytes_every_time(comparison: Comparison, name: str) -> None:
    assert export(comparison, name) == export(comparison, name)


@pytest.mark.parametrize("name", FORMATS)
def test_export_holds_every_practice_and_figure(comparison: Comparison, name: str) -> None:
    text = text_of(name, export(comparison, name)).replace("\\", "")
    entries = [entry for cell in comparison.cells.values() for entry in cell.practices]
    assert entries
    for entry in entries:
        assert entry.mechanism in text
        for figure in entry.figures:
            assert figure.subject in text
    for region in comparison.regions:
        for figure in region.figures:
            assert figure.subject in text


@pytest.mark.parametrize("name", FORMATS)
def test_export_holds_every_source_with_its_words(comparison: Comparison, name: str) -> None:
    text = text_of(name, export(comparison, name)).replace("\\", "")
    for source in comparison.sources:
        assert source.title in text
        if name != "csv":  # there the words stand with the figure
            assert source.quote in text


@pytest.mark.parametrize("name", ["md", "html", "csv", "xlsx", "docx"])
def test_export_marks_a_dimension_in_doubt(comparison: Comparison, name: str) -> None:
    """One mechanism of the factory is below the floor."""
    text = text_of(name, export(comparison, name))
    assert "待核" in text
    if name in ("md", "html"):
        assert text.count("维度待核，置信度 31%") == 1


@pytest.mark.parametrize("name", ["md", "html", "csv", "xlsx", "docx"])
def test_export_says_where_nothing_is_held(comparison: Comparison, name: str) -> None:
    text = text_of(name, export(comparison, name))
    assert "未收藏该地文献" in text
    assert "所藏文献未见" in text


def test_unknown_format_is_named_with_those_there_are(comparison: Comparison) -> None:
    with pytest.raises(UsageError, match=r"pdf.*docx"):
        export(comparison, "pdf")


def test_rows_have_the_header_s_width(comparison: Comparison) -> None:
    assert {len(row) for row in rows(comparison)} == {len(HEADER)}


def hostile(comparison: Comparison, words: str) -> Comparison:
    """The comparison with one mechanism named `words`."""
    cells = {}
    for key, cell in comparison.cells.items():
        practices = tuple(replace(entry, mechanism=words) for entry in cell.practices)
        cells[key] = replace(cell, practices=practices)
    return replace(comparison, cells=cells)


@pytest.mark.parametrize("words", ['=HYPERLINK("http://x")', "+1", "-1", "@sum"])
def test_no_cell_becomes_a_formula(comparison: Comparison, words: str) -> None:
    bad = hostile(comparison, words)
    book = load_workbook(io.BytesIO(export(bad, "xlsx")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    for row in csv.reader(io.StringIO(export(bad, "csv").decode("utf-8-sig"))):
        assert not any(value.startswith(("=", "+", "@")) for value in row)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "a|b*c_d", "\x01\x0b"])
def test_markup_in_names_stays_text(comparison: Comparison, words: str) -> None:
    bad = hostile(comparison, words)

    class Scripts(HTMLParser):
        found = 0

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.found += tag == "script"

    parser = Scripts()
    parser.feed(export(bad, "html").decode())
    assert parser.found == 0
    docx.Document(io.BytesIO(export(bad, "docx")))
    load_workbook(io.BytesIO(export(bad, "xlsx")))


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_archives_carry_no_time_of_writing(comparison: Comparison, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(export(comparison, name))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_docx_sources_are_a_numbered_list(comparison: Comparison) -> None:
    document = docx.Document(io.BytesIO(export(comparison, "docx")))
    numbered = [p for p in document.paragraphs if p.style is not None and p.style.name == "List Number"]
    assert len(numbered) == len(comparison.sources)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # inside rdflib's own parser
def test_jsonld_parses_without_blank_nodes(comparison: Comparison) -> None:
    graph = rdflib.Graph().parse(data=export(comparison, "jsonld"), format="json-ld")
    assert not [s for s in graph.subjects() if isinstance(s, rdflib.BNode)]
    metrics = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{ZT}Metric")))
    figures = {f.iri for cell in comparison.cells.values() for e in cell.practices for f in e.figures}
    assert figures <= {str(metric) for metric in metrics}
    for metric in metrics:
        assert graph.value(metric, rdflib.URIRef(f"{ZT}evidence")) is not None


def test_jsonld_statuses_are_those_of_the_cells(comparison: Comparison) -> None:
    nodes = json.loads(export(comparison, "jsonld"))["@graph"]
    assert sum(n["type"] == "zt:Cell" for n in nodes) == len(comparison.cells)
