"""Links -> groups: no order, no chain over what a document keeps apart."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.resolution.model import Link
from kg.resolution.union import unite


def link(first: str, second: str, rule: str = "alias") -> Link:
    return Link(*sorted((first, second)), rule, f"{first}={second}")


def test_links_join_what_no_document_keeps_apart() -> None:
    groups, merges = unite([[link("a", "b"), link("b", "c")]], {"a": {"1"}, "b": {"2"}, "c": {"3"}, "d": {"4"}})
    assert groups["a"] == groups["c"] == {"a", "b", "c"}
    assert groups["d"] == {"d"}
    assert len(merges) == 2


def test_a_chain_over_two_things_of_one_document_is_not_followed() -> None:
    """A ~ B and B ~ C, but a document names A and C: nothing says which of them B is."""
    groups, merges = unite([[link("a", "b"), link("b", "c")]], {"a": {"1"}, "b": {"2"}, "c": {"1"}})
    assert {len(group) for group in groups.values()} == {1}
    assert merges == []


def test_who_leads_to_one_of_two_only_is_joined() -> None:
    documents = {"a": {"1"}, "b": {"2"}, "c": {"1"}, "d": {"4"}}
    groups, _ = unite([[link("a", "b"), link("b", "c"), link("a", "d")]], documents)
    assert groups["a"] == {"a", "d"}
    assert groups["b"] == {"b"}


def test_surer_links_go_first() -> None:
    documents = {"a": {"1"}, "b": {"2"}, "c": {"1"}}
    groups, merges = unite([[link("a", "b", "kind-word")], [link("b", "c")]], documents)
    assert groups["b"] == {"a", "b"}
    assert [merge.rule for merge in merges] == ["kind-word"]


NODES = "abcdefg"


@given(
    st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda p: p[0] != p[1]), max_size=12),
    st.fixed_dictionaries({node: st.sets(st.sampled_from("123"), min_size=1) for node in NODES}),
    st.randoms(use_true_random=False),
)
def test_result_depends_on_neither_order_nor_direction(
    pairs: list[tuple[str, str]], documents: dict[str, set[str]], chance: random.Random
) -> None:
    links = [link(*pair) for pair in pairs]
    groups, merges = unite([links], documents)
    shuffled = [link(second, first) for first, second in pairs]
    chance.shuffle(shuffled)
    again, others = unite([shuffled], dict(reversed(list(documents.items()))))
    assert groups == again
    assert {(m.first, m.second) for m in merges} == {(m.first, m.second) for m in others}
    for group in groups.values():
        named = [document for iri in group for document in documents[iri]]
        assert len(named) == len(set(named)) or len(group) == 1
