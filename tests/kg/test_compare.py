"""Comparison over the factory's three documents: what is stated, what is not found, what no document could state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare import (
    MAX_REGIONS,
    NO_DOCUMENT,
    NOT_FOUND,
    SAME,
    STATED,
    VARIANT,
    Comparison,
    Finding,
    compare,
    distinct,
    find_dimension,
    find_region,
)
from kg.errors import NotFound, UsageError
from kg.releases import Release
from kg.vocab import BASE, DIMENSIONS
from tests.kg import told_twice
from tests.kg.factory import build_home


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return build_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def comparison(release: Release) -> Comparison:
    return compare(release, ["四川", "110000", "阳泉市", "浙江省"])


def status(comparison: Comparison, region: str, dimension: str) -> str:
    compared = next(r for r in comparison.regions if r.name == region)
    return comparison.cell(compared, dimension).status


@pytest.mark.parametrize(
    ("region", "dimension", "expected"),
    [
        ("四川省", "deliberation", STATED),
        ("四川省", "economy", NOT_FOUND),
        ("北京市", "response", STATED),
        ("浙江省", "response", NO_DOCUMENT),
    ],
)
def test_cell_status_is_honest(comparison: Comparison, region: str, dimension: str, expected: str) -> None:
    assert status(comparison, region, dimension) == expected


def test_region_includes_descendants_with_their_own_place(comparison: Comparison) -> None:
    places = {entry.place for entry in comparison.cell(comparison.regions[0], "deliberation").practices}
    assert {"四川省", "成都市"} <= places


def test_region_within_a_held_document_region_is_not_found_rather_than_no_document(release: Release) -> None:
    compared = compare(release, ["德阳市"])
    assert status(compared, "德阳市", "economy") == NOT_FOUND  # a document of 四川省 is held


def test_practice_tells_leader_start_origin_and_basis(comparison: Comparison) -> None:
    entry = next(e for e in comparison.cell(comparison.regions[0], "deliberation").practices if e.place == "四川省")
    assert "四川省委组织部" in entry.led_by
    assert entry.started_on == ("2019;early",)
    assert entry.evolved_from == ("坝坝会制度",)
    assert entry.based_on == ("关于推行院坝说事工作法的通知",)


def test_before_stands_before_after(comparison: Comparison) -> None:
    entry = next(e for e in comparison.cell(comparison.regions[0], "deliberation").practices if e.place == "成都市")
    assert [(figure.role, figure.value) for figure in entry.figures] == [("before", 15), ("after", 6)]


def test_figure_without_mechanism_is_kept_apart(comparison: Comparison) -> None:
    assert "群众满意率" in {figure.subject for figure in comparison.regions[0].figures}


def test_every_citation_leads_to_its_words(release: Release, comparison: Comparison) -> None:
    assert [source.number for source in comparison.sources] == list(range(1, len(comparison.sources) + 1))
    for source in comparison.sources:
        document = release.extraction(source.document).document
        assert document.text[source.start : source.end] == source.quote
        assert document.file.sha256 == source.sha256
        assert source.quote


def test_figures_cite_the_sentence_that_holds_their_number(comparison: Comparison) -> None:
    figures = [f for cell in comparison.cells.values() for entry in cell.practices for f in entry.figures]
    assert figures
    for figure in figures:
        assert figure.wording in comparison.sources[figure.source - 1].quote


def test_practice_says_how_sure_its_dimension_is(comparison: Comparison) -> None:
    entries = [entry for cell in comparison.cells.values() for entry in cell.practices]
    judged = {entry.mechanism: entry.dimension_confidence for entry in entries}
    assert judged["红网先锋工程"] == 0.31
    assert judged["微光志愿队行动"] is None


def test_chosen_dimensions_only(release: Release) -> None:
    compared = compare(release, ["四川省"], ["协商议事与自治"])
    assert compared.dimensions == ("deliberation",)
    assert compared.regions[0].figures == ()


def test_same_region_named_twice_is_one_column(release: Release) -> None:
    assert len(compare(release, ["四川", "四川省", "510000"]).regions) == 1


@pytest.mark.parametrize(("text", "expected"), [("response", "response"), ("网格化与数字治理", "grid_digital")])
def test_find_dimension_takes_id_or_label(text: str, expected: str) -> None:
    assert find_dimension(text) == expected


def test_find_dimension_names_the_nearest() -> None:
    with pytest.raises(NotFound, match="网格化与数字治理"):
        find_dimension("网格化治理")


@given(st.text(max_size=12))
def test_find_dimension_gives_an_id_or_names_the_nearest(text: str) -> None:
    labels = {dimension for pair in DIMENSIONS.items() for dimension in (pair[0], pair[1][0])}
    if text.strip() in labels:
        assert find_dimension(text) in DIMENSIONS
    else:
        with pytest.raises(NotFound) as caught:
            find_dimension(text)
        assert caught.value.nearest


def test_find_region_knows_uncoded_places_of_the_release(release: Release) -> None:
    assert find_region(release, "红柳村") == (f"{BASE}region/140311/红柳村", "红柳村")


def test_find_region_names_the_nearest(release: Release) -> None:
    with pytest.raises(NotFound, match="四川省"):
        find_region(release, "四川盛")


def test_too_many_regions_are_refused(release: Release) -> None:
    cities = ["北京", "天津", "河北", "山西", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南"]
    assert len(cities) > MAX_REGIONS
    with pytest.raises(UsageError, match="13"):
        compare(release, cities)


def test_no_region_is_refused(tmp_path: Path, release: Release) -> None:
    with pytest.raises(UsageError):
        compare(release, [])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compare(told_twice.home(tmp_path_factory.mktemp("told")), ["南昌市", "宜春市"])


def test_variants_stand_in_one_row_and_say_so(told: Comparison) -> None:
    (row,) = told.rows["response"]
    assert row.relation == VARIANT
    assert [len(entries) for entries in row.entries] == [2, 1]  # in 南昌市, one of them in 柳林村
    assert [next(entry.mechanism for entry in entries) for entries in row.entries] == [
        "社区呼叫、部门到场工作机制",
        "街道呼叫、部门到场机制",
    ]
    assert "街道" in row.reasons[0]


def test_one_mechanism_under_two_names_is_one_row(comparison: Comparison) -> None:
    (row, *_) = comparison.rows["deliberation"]
    assert row.relation == SAME
    assert [bool(entries) for entries in row.entries] == [True, True, False, False]


def test_rows_hold_every_practice_once(comparison: Comparison, told: Comparison) -> None:
    for compared in (comparison, told):
        for dimension in compared.dimensions:
            for number, region in enumerate(compared.regions):
                cell = compared.cell(region, dimension).practices
                rows = [entry for row in compared.rows[dimension] for entry in row.entries[number]]
                assert sorted(e.iri for e in rows) == sorted(e.iri for e in cell)


def test_a_figure_says_what_other_documents_state(told: Comparison) -> None:
    figures = {figure.subject: figure for figure in told.regions[0].figures}
    (conflict,) = figures["居民满意率"].findings
    assert (conflict.agreement, conflict.documents) == ("conflicting", 2)
    titles = {told.sources[number - 1].title for number in conflict.sources}
    assert titles == {"南昌市推行社区呼叫、部门到场工作机制", "一声呼叫之后"}
    assert figures["网格"].findings[0].agreement == "rounding"


def test_distinct_leaves_out_what_the_first_figure_says_for_all(told: Comparison) -> None:
    figures = told.regions[0].figures
    assert distinct(figures) == list(figures)  # nothing is stated twice in the same way
    twice = [replace(f, findings=(Finding("c", "agreeing", "", 2, (1,)),)) for f in (figures[0], figures[0])]
    assert len(distinct(twice)) == 1
