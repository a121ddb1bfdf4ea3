"""kg.text.query: a grammar in which every string is a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.query import parse_query


@pytest.mark.parametrize(
    ("query", "groups", "excluded"),
    [
        ("社区治理", [["社区治理"]], []),
        ("党建 网格", [["党建"], ["网格"]], []),
        ("党建　网格", [["党建"], ["网格"]], []),
        ("党建 AND 网格", [["党建"], ["网格"]], []),
        ("党建 OR 网格", [["党建", "网格"]], []),
        ("党建 或 网格 社区", [["党建", "网格"], ["社区"]], []),
        ("党建 | 网格 | 社区", [["党建", "网格", "社区"]], []),
        ("党建 -网格", [["党建"]], ["网格"]),
        ("党建 －网格", [["党建"]], ["网格"]),
        ("党建 非 网格", [["党建"]], ["网格"]),
        ("党建 NOT 网格 社区", [["党建"], ["社区"]], ["网格"]),
        ('党建 -"物业 服务"', [["党建"]], ["物业 服务"]),
        ("“街乡吹哨、部门报到”机制", [["街乡吹哨、部门报到"], ["机制"]], []),
        ("「一核多元」", [["一核多元"]], []),
        ('"没有收尾', [["没有收尾"]], []),
        ("怎样治理？", [["怎样治理"]], []),
        ("非公企业 或者", [["非公企业"], ["或者"]], []),
        ("——社区", [["社区"]], []),
        ("2020-2021", [["2020-2021"]], []),
        ("或", [["或"]], []),
        ("治理 OR", [["治理"]], []),
        ("OR 治理", [["治理"]], []),
        ("基層治理", [["基层治理"]], []),
        ("-北京", [], ["北京"]),
        ("、", [["、"]], []),
        ("", [], []),
        (' "" ', [], []),
    ],
)
def test_parse_query_reads_the_grammar(query: str, groups: list[list[str]], excluded: list[str]) -> None:
    parsed = parse_query(query)
    assert [[term.text for term in group] for group in parsed.groups] == groups
    assert [term.text for term in parsed.excluded] == excluded


def test_parse_query_says_what_it_left_out() -> None:
    assert parse_query("治理 OR").notes == ("“OR”前后缺词，已忽略",)
    assert parse_query("治理 OR 社区").notes == ()


def test_parse_query_knows_a_phrase_from_a_word() -> None:
    assert [term.phrase for term in parse_query('"社区" 治理').terms] == [True, False]


@given(st.text(alphabet=st.one_of(st.sampled_from('"“”-－ 或非OR|社a'), st.characters()), max_size=60))
def test_parse_query_takes_any_string(query: str) -> None:
    parsed = parse_query(query)
    assert all(term.text == term.text.strip() != "" for term in (*parsed.terms, *parsed.excluded))
    assert all(parsed.groups)
