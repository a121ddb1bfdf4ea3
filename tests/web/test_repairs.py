"""Both texts of a document in rows, runs and pages: nothing is lost, every change is marked once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest
from ingest.clean.page import LINES
from ingest.readers.parsed import APART as SET_APART
from kg.model import Document, Repair, Segment
from kg.offsets import source_text
from tests.kg.factory import DRAFTS, extraction
from web.labels import APART, REPAIRS
from web.repairs import (
    FOLDED,
    PAGE_REPAIRS,
    Run,
    is_apart,
    kinds_of,
    page_of,
    pages_of,
    rows_of,
    runs_of,
    shortened,
    stretches_of,
    visible,
)


def a_document(*parts: tuple[str, str, str | None]) -> Document:
    """A document of (before, after, rule) in the order of both texts."""
    segments, repairs = [], []
    clean = source = 0
    for before, after, name in parts:
        spans = (clean, clean + len(after)), (source, source + len(before))
        segments.append(Segment(*spans, name))
        if name is not None:
            repairs.append(Repair(name, *spans, before, after))
        clean, source = clean + len(after), source + len(before)
    text = "".join(after for _, after, _ in parts)
    return replace(extraction().document, text=text, segments=tuple(segments), repairs=tuple(repairs))


def same(text: str) -> tuple[str, str, None]:
    return text, text, None


SAMPLE = a_document(
    ("导航\n", "", "navigation"),
    same("甲村\n乙"),
    ("(yǐ)", "", "pinyin"),
    same("村议事\n丙村\n丁村\n戊村\n"),
    ("議", "议", "traditional"),
    same("事"),
    ("\n", "", "unwrapped"),
    same("会\n"),
)


def test_rows_follow_the_lines_of_the_cleaned_text() -> None:
    rows = [([(s.before, s.after) for s in row.stretches], len(row.changes)) for row in rows_of(SAMPLE)]
    assert rows == [
        ([("导航\n", "")], 1),
        ([("甲村\n", "甲村\n")], 0),
        ([("乙", "乙"), ("(yǐ)", ""), ("村议事\n", "村议事\n")], 1),
        ([("丙村\n", "丙村\n")], 0),
        ([("丁村\n", "丁村\n")], 0),
        ([("戊村\n", "戊村\n")], 0),
        ([("議", "议"), ("事", "事"), ("\n", ""), ("会\n", "会\n")], 2),
    ]


@pytest.mark.parametrize(
    ("kind", "shown"), [(None, [(True, 3), (False, 3), (True, 1)]), ("pinyin", [(False, 2), (True, 1), (False, 4)])]
)
def test_rows_without_a_change_are_folded(kind: str | None, shown: list[tuple[bool, int]]) -> None:
    """One of them between two changes is shown; so is none before the first."""
    assert [(run.is_shown, len(run.rows)) for run in runs_of(rows_of(SAMPLE), kind)] == shown


def test_kinds_are_counted_with_their_characters() -> None:
    found = [(k.name, k.is_apart, k.count, k.before, k.after, k.first) for k in kinds_of(SAMPLE.repairs)]
    assert found == [
        ("pinyin", False, 1, 4, 0, 2),
        ("traditional", False, 1, 1, 1, 3),
        ("unwrapped", False, 1, 1, 0, 4),
        ("navigation", True, 1, 3, 0, 1),
    ]


def test_what_stands_elsewhere_in_the_file_says_so() -> None:
    document = replace(SAMPLE, text="甲乙", repairs=(), segments=(Segment((0, 1), (1, 2)), Segment((1, 2), (0, 1))))
    assert [(s.before, s.source, s.is_moved) for s in stretches_of(document)] == [
        ("甲", (1, 2), True),
        ("乙", (0, 1), True),
    ]


@pytest.mark.parametrize("id", DRAFTS)
def test_stretches_hold_both_texts(id: str) -> None:
    check_whole(extraction(id).document)


NAMES = st.sampled_from(["width", "pinyin", "navigation", "space"])
WORDS = st.text("甲乙 \n。", max_size=12)
PARTS = st.lists(WORDS.map(same) | st.tuples(WORDS, WORDS, NAMES), max_size=30)


@given(PARTS)
def test_nothing_of_either_text_is_lost(parts: list[tuple[str, str, str | None]]) -> None:
    """Changes of one rule that follow each other are one, as in what cleaning makes."""
    joined: list[tuple[str, str, str | None]] = []
    for before, after, name in parts:
        if not before and not after:
            continue
        if joined and joined[-1][2] == name:
            joined[-1] = (joined[-1][0] + before, joined[-1][1] + after, name)
        else:
            joined.append((before, after, name))
    check_whole(a_document(*joined))


def check_whole(document: Document) -> None:
    rows = rows_of(document)
    pages = pages_of(runs_of(rows))
    shown = [row for page in pages for run in page for row in run.rows]
    assert [s for row in shown for s in row.stretches] == [s for row in rows for s in row.stretches]
    stretches = [s for row in rows for s in row.stretches]
    assert "".join(s.after for s in stretches) == document.text
    assert "".join(s.before for s in sorted(stretches, key=lambda s: s.source)) == source_text(document)
    assert [s.number for s in stretches if s.number] == list(range(1, len(document.repairs) + 1))
    for stretch in stretches:
        assert stretch.number or stretch.before == stretch.after
        assert document.text[slice(*stretch.clean)] == stretch.after
    for number in range(1, len(document.repairs) + 1):
        page = pages[page_of(pages, number) - 1]
        assert any(s.number == number for run in page if run.is_shown for row in run.rows for s in row.changes)


def test_long_stretches_without_a_change_are_left_out() -> None:
    long = "甲村开会。\n" * 30_000
    document = a_document(same(long), ("x", "", "space"), same("\n" + long))
    runs = runs_of(rows_of(document))
    assert [(run.is_shown, run.is_sent) for run in runs] == [(False, False), (True, True), (False, False)]
    assert sum(run.shown for run in runs) < 100
    assert len(pages_of(runs)) == 1


def test_many_changes_come_by_page() -> None:
    parts = [part for n in range(1_000) for part in (same("甲"), ("x", "y", "width"), same("\n" if n % 7 == 0 else ""))]
    pages = pages_of(runs_of(rows_of(a_document(*(part for part in parts if part[0])))))
    assert len(pages) == -(-1_000 // PAGE_REPAIRS)
    assert all(sum(run.changes for run in page) <= PAGE_REPAIRS for page in pages)


def test_one_line_of_many_changes_is_cut_into_rows() -> None:
    parts = [part for _ in range(2_000) for part in (same("甲乙"), ("x", "y", "width"))]
    rows = rows_of(a_document(*parts))
    assert len(rows) > 4
    assert max(row.length for row in rows) < 2_000


def test_folded_rows_of_moderate_length_are_sent() -> None:
    rows = rows_of(a_document(same("甲村。\n" * 100)))
    assert Run(False, tuple(rows)).is_sent
    assert Run(False, tuple(rows)).length < FOLDED


@pytest.mark.parametrize(
    ("text", "shown"),
    [(" ", "␣"), ("\u3000\n", "□↵\n"), ("\ufeff\u200b", "[U+FEFF][U+200B]"), ("甲 乙", "甲 乙"), ("", ""), ("\t", "⇥")],
)
def test_changes_that_are_not_seen_are_shown_as_signs(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(max_size=20), st.integers(0, 6), st.integers(0, 6))
def test_shortened_text_counts_what_is_left_out(text: str, head: int, tail: int) -> None:
    first, out, last = shortened(text, head, tail)
    assert len(first) + out + len(last) == len(text)
    assert text.startswith(first)
    assert text.endswith(last)


def test_everything_that_cleaning_does_has_a_chinese_name() -> None:
    """By the names in the source of the steps: a new repair needs a row in web/labels.py."""
    folder = Path(ingest.__file__).parent / "clean"
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    names = set(re.findall(r'\.edit\(\s*"([a-z-]+)"|\bNAME = "([a-z-]+)"|repair="([a-z-]+)"', sources))
    used = {name for found in names for name in found if name} | {pattern.kind for pattern in LINES} | set(SET_APART)
    assert used <= {*REPAIRS, *APART}
    assert not set(REPAIRS) & set(APART)
    assert is_apart("navigation")
    assert not is_apart("pinyin")
