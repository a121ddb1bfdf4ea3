"""kg.text.snippet: a window of text with marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.snippet import make_snippet, merge_spans


def test_make_snippet_shows_the_densest_part() -> None:
    text = "甲" * 200 + "治理" + "乙" * 300 + "治理和治理" + "丙" * 200
    snippet = make_snippet(text, [(200, 202), (502, 504), (505, 507)])
    assert (snippet.text[0], snippet.text[-1]) == ("…", "…")
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["治理", "治理"]


def test_make_snippet_begins_at_a_pause_and_keeps_marks_whole() -> None:
    text = "甲" * 90 + "，" + "乙" * 10 + "网格" + "丙" * 25 + "社区治理" + "丁" * 50
    snippet = make_snippet(text, [(101, 103), (128, 132)], width=40)
    assert snippet.text == "…" + "乙" * 10 + "网格" + "丙" * 25 + "社区治理…"
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["网格", "社区治理"]


def test_merge_spans_joins_what_touches() -> None:
    assert merge_spans([(5, 6), (0, 2), (1, 3), (3, 4)]) == ((0, 4), (5, 6))


@given(
    st.text(alphabet="甲乙\n ", max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200)), max_size=5)
)
def test_make_snippet_marks_the_text_of_its_spans(text: str, drawn: list[tuple[int, int]]) -> None:
    spans = merge_spans((start, min(len(text), start + size)) for start, size in drawn if start < len(text))
    snippet = make_snippet(text, spans, width=50)
    assert len(snippet.text) <= 50 + 40 + 2
    plain = text.replace("\n", " ")
    for left, right in snippet.marks:
        assert any(snippet.text[left:right] in plain[start:end] for start, end in spans)
    assert bool(snippet.marks) == bool(spans)
