from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.ids import document_ids, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("002_report", "002_report"),
        ("上海 条例(2020-10-27)", "上海-条例-2020-10-27"),
        ("a/b/c.d", "a-b-c.d"),
        ("“引号”", "引号"),
        ("!!!", ""),
    ],
)
def test_slug_keeps_han_letters_and_digits(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=30))
def test_slug_is_idempotent(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_document_ids_are_paths_without_suffix() -> None:
    assert document_ids(["a/甲.txt", "乙.md"]) == {"a/甲.txt": "a-甲", "乙.md": "乙"}


def test_document_ids_part_what_collides() -> None:
    ids = document_ids(["a-b.txt", "a/b.txt", "a b.txt"])
    assert ids["a-b.txt"] == "a-b"  # spelt so
    assert ids["a/b.txt"].startswith("a-b-")
    assert len(set(ids.values())) == 3


def test_document_ids_leave_what_a_manifest_gave() -> None:
    assert document_ids(["甲.txt"], taken=["甲"])["甲.txt"].startswith("甲-")


@given(st.sets(st.text(alphabet="ab/-( 甲", min_size=1, max_size=6).map(lambda s: f"{s.strip('/')}x.txt"), max_size=8))
def test_document_ids_are_unique_and_no_matter_of_order(paths: set[str]) -> None:
    ids = document_ids(sorted(paths))
    assert len(set(ids.values())) == len(paths)
    assert ids == document_ids(sorted(paths, reverse=True))
