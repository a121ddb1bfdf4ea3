"""kg.text.search: what is found, why, where, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.folding import fold
from kg.text.index import TextIndex, open_index, update_index
from kg.text.search import Hit, search
from tests.kg.text.documents import ALL, make_document

PHRASES = make_document(
    "phrases",
    "社区治理靠大家。",
    "行政处罚应当公开。",
    "人民法院依法受理。",
    "社区的日常治理很细。",
    "甲乡吹哨，各部门一起报到。",
    title="词组",
)
ALIASES = make_document(
    "aliases",
    "“乡镇吹哨、部门报到”自2018年起试行。",
    "哨到人到制度由区委组织部牵头。",
    entities=(("Mechanism", "乡镇吹哨、部门报到", ("哨到人到",), {"dimension": "response"}),),
)
LONG = make_document("long", "街道每月召开一次联席会议，听取各方面的意见和建议。" * 30)
TEXTS = {extraction.document.id: extraction.document.text for extraction in (*ALL, PHRASES, ALIASES, LONG)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TextIndex]:
    directory = tmp_path_factory.mktemp("index")
    update_index(directory, add=[*ALL, PHRASES, ALIASES, LONG])
    opened = open_index(directory)
    yield opened
    opened.close()


def places(index: TextIndex, query: str, **filters: object) -> list[tuple[str, int]]:
    result = search(index, query, limit=1000, **filters)  # type: ignore[arg-type]
    assert result.total == len(result.hits)
    return sorted((hit.document, hit.clause) for hit in result.hits)


def marked(hit: Hit) -> list[str]:
    return [TEXTS[hit.document][start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # What jieba's own analyzer cannot find as phrases: its positions are character offsets.
        ('"社区治理" 靠', [("phrases", 1)]),
        ('"行政处罚"', [("phrases", 2)]),
        ("“人民法院”", [("phrases", 3)]),
        # At no word's border, across punctuation, half of a word.
        ('"区治"', [("phrases", 1), ("three-places", 2), ("valley", 0), ("valley", 1)]),
        ("镇吹哨、部", [("aliases", 1)]),
        ("政处", [("phrases", 2)]),
        # The words apart.
        ("社区治理 日常", [("phrases", 4)]),
        ("吹哨报到", [("aliases", 1), ("phrases", 5)]),
        # Traditional, full width, other case, other quotes, other dashes.
        ("接訴即辦", [("three-places", 1)]),
        ("ＡＢＣ", [("valley", 2)]),
        ("abc试点", [("valley", 2)]),
        ("１,２６０", [("valley", 2)]),
        ("12项", [("undated", 2)]),
        ("Ａ級網格", [("undated", 2)]),
        ("著力破解", [("undated", 1)]),
        # Neither, either, both.
        ("社区治理 -首位 -三 -纪要 -帮手", [("phrases", 1), ("phrases", 4), ("three-places", 1), ("undated", 1)]),
        ("行政处罚 OR 人民法院", [("phrases", 2), ("phrases", 3)]),
        ("行政处罚 或 人民法院 依法", [("phrases", 3)]),
        # Other names of a mechanism.
        ("哨到人到", [("aliases", 1), ("aliases", 2)]),
        # The title counts for a passage that has the rest; a title that is not in the text is a hit itself.
        ("三地 接诉即办", [("three-places", 1)]),
        ("三地基层治理比较", [("three-places", 0)]),
        # Nothing.
        ("量子火锅", []),
        ("行政处罚 人民法院", []),
    ],
)
def test_search_finds(index: TextIndex, query: str, found: list[tuple[str, int]]) -> None:
    assert places(index, query) == found


@pytest.mark.parametrize(
    ("query", "document", "spans", "why"),
    [
        ("社區治理 首位", "valley", ["社区治理", "首位"], "原文含“社区治理”；原文含“首位”"),
        ("ＡＢＣ", "valley", ["ABC"], "原文含“ABC”"),
        ("吹哨报到", "phrases", ["吹哨", "报到"], "词语：吹哨、报到"),
        ("哨到人到", "aliases", ["乡镇吹哨、部门报到"], "“哨到人到”的同义：乡镇吹哨、部门报到"),
        ("三地 接诉即办", "three-places", ["接诉即办"], "标题含“三地”；原文含“接诉即办”"),
        ("三地基层治理比较", "three-places", [], "原文含“三地基层治理比较”"),
    ],
)
def test_hit_says_why_and_where(index: TextIndex, query: str, document: str, spans: list[str], why: str) -> None:
    hits = [hit for hit in search(index, query).hits if hit.document == document]
    assert (spans, why) in [(marked(hit), hit.why) for hit in hits]


def test_hit_of_a_match_over_two_passages_marks_all_of_it(index: TextIndex) -> None:
    text = TEXTS["long"]
    border = next(row.end for row in index.rows if index.document_of(index.rows.index(row)) == 1)
    needle = text[border - 280 : border + 20]
    result = search(index, f'"{needle}"')
    assert result.total > 0
    assert all(needle in "".join(marked(hit)) for hit in result.hits)


def test_hit_marks_are_the_spans_in_the_snippet(index: TextIndex) -> None:
    for query in ("社区治理", "联席会议", "推行 OR 网格", "12项"):
        for hit in search(index, query, limit=50).hits:
            text = TEXTS[hit.document]
            words = {fold(text[start:end]) for start, end in hit.spans}
            assert hit.marks
            assert all(any(fold(hit.snippet[a:b]) in word for word in words) for a, b in hit.marks)
            assert hit.snippet.strip("…") in text


def test_search_puts_the_exact_words_first(index: TextIndex) -> None:
    hits = search(index, "社区治理", limit=50).hits
    exact = ["社区治理" in TEXTS[hit.document][hit.start : hit.end] for hit in hits]
    assert exact == sorted(exact, reverse=True)
    assert not all(exact)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"regions": ["513400"]}, {"valley"}),
        ({"regions": ["510000"]}, {"valley"}),
        ({"regions": ["110000"]}, {"three-places"}),
        ({"regions": ["110000", "510000"]}, {"three-places", "valley"}),
        ({"regions": ["330000"]}, set()),
        ({"year": 2021}, {"valley"}),
        ({"year": 2022}, {"three-places"}),
        ({"genre": "review"}, {"three-places"}),
        ({"dimension": "deliberation"}, {"valley"}),
        ({"document": "undated"}, {"undated"}),
        ({"document": "undated", "year": 2021}, set()),
    ],
)
def test_search_filters(index: TextIndex, filters: dict[str, object], found: set[str]) -> None:
    result = search(index, "治理 OR 推行 OR 办", limit=100, **filters)  # type: ignore[arg-type]
    assert {hit.document for hit in result.hits} == found
    if not found:
        assert str(result.note).startswith("筛选之外有 ")


def test_search_filters_by_the_region_of_the_section(index: TextIndex) -> None:
    assert places(index, "治理", regions=["420000"], document="three-places") == [
        ("three-places", 0),
        ("three-places", 2),
    ]


def test_facets_count_every_match(index: TextIndex) -> None:
    for query in ("治理", "社区", "推行 OR 街道", "量子火锅"):
        result = search(index, query, limit=1000)
        documents = Counter(hit.document for hit in result.hits)
        assert dict(result.facets["document"]) == documents
        rows = {(index.entry_of(p).id, row.start, row.end): row for p, row in enumerate(index.rows)}
        found = [rows[hit.document, hit.start, hit.end] for hit in result.hits]
        assert dict(result.facets["region"]) == Counter(code for row in found for code in row.regions)
        assert dict(result.facets["dimension"]) == Counter(name for row in found for name in row.dimensions)
        counts = [count for _, count in result.facets["document"]]
        assert counts == sorted(counts, reverse=True)


def test_search_pages(index: TextIndex) -> None:
    whole = search(index, "治理", limit=100)
    pages = [search(index, "治理", limit=2, offset=offset) for offset in range(0, whole.total + 2, 2)]
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert {page.total for page in pages} == {whole.total}


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("", "请输入要查的词"),
        (" 　", "请输入要查的词"),
        ("-社区", "只有要排除的词，请给出要查的词"),
        ("量子火锅", "所存文件中没有“量子火锅”"),
        ("行政处罚 人民法院", "没有同时符合的段落；单独查：“行政处罚”1 段、“人民法院”1 段"),
        ("治理 OR", "“OR”前后缺词，已忽略"),
        (" ".join("甲" * 60), "查询超过 50 个词，请缩短"),
        ("人民法院如何处罚小区摊贩", None),
    ],
)
def test_search_says_why_it_found_nothing(index: TextIndex, query: str, note: str | None) -> None:
    result = search(index, query)
    if note is not None:
        assert result.note == note


def test_search_relaxes_a_question(index: TextIndex) -> None:
    result = search(index, "怎样听取各方面意见与民众建议")
    assert result.total > 0
    assert result.note == "没有含全部词语的段落，以下各段含其中多数"
    assert all(hit.why.startswith("多数词语：") for hit in result.hits)


@given(st.data())
def test_search_finds_every_substring(index: TextIndex, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, min(len(text), start + 340)))
    needle = text[start:end]
    if not needle.strip():
        return
    result = search(index, needle, limit=1000)
    trimmed = fold(needle.strip())
    spans = [span for hit in result.hits if hit.document == name for span in hit.spans]
    at = start + len(needle) - len(needle.lstrip())
    assert any(left <= at and right >= at + len(trimmed) for left, right in spans)


@given(st.text(max_size=40))
def test_search_takes_any_string(index: TextIndex, query: str) -> None:
    result = search(index, query)
    assert result.total or result.note or not result.hits
    assert result.total > 0 or result.note is not None


@given(st.lists(st.sampled_from(['"', "“", "-", "非", "或", "OR", "社区", "治理", " ", "、", "的", "|"]), max_size=12))
def test_search_takes_any_operators(index: TextIndex, parts: list[str]) -> None:
    result = search(index, "".join(parts))
    assert result.total > 0 or result.note is not None


def test_search_is_the_same_from_many_threads(tmp_path: Path) -> None:
    update_index(tmp_path, add=[*ALL, PHRASES, ALIASES, LONG])
    queries = ["社区治理", "推行", "人民法院", "接诉即办", "联席会议", "吹哨报到", "行政处发"] * 8
    alone = open_index(tmp_path)
    expected = [search(alone, query) for query in queries]
    shared = open_index(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: search(shared, query), queries)) == expected


def test_hit_as_json(index: TextIndex) -> None:
    row = search(index, "接诉即办").hits[0].to_json()
    assert list(row) == ["document", "title", "clause", "score", "snippet", "spans", "why"]
    assert row["document"] == "three-places"
    assert row["score"] > 0
