"""What readers give back: built, checked, cleaned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.readers import SourceText
from ingest.readers.frames import frame_of_parsed, parsed_of
from ingest.readers.parsed import APART, ROLES, Block, Draft, Parsed
from kg.model import PLACES, SourceFile

FILE = SourceFile("甲.pdf", "0" * 64, 1, "application/pdf", "")
PIECES = st.lists(st.tuples(st.text(max_size=6), st.sampled_from(ROLES), st.sampled_from(PLACES)), max_size=8)


def drafted(pieces: list[tuple[str, str, str]]) -> Parsed:
    draft = Draft()
    with draft.place("page", "1"):
        for number, (text, role, kind) in enumerate(pieces):
            with draft.place(kind, str(number)):
                draft.add(text, role=role)
    return draft.parsed()


@given(PIECES)
def test_draft_keeps_all_text_and_its_roles(pieces: list[tuple[str, str, str]]) -> None:
    parsed = drafted(pieces)
    assert parsed.text == "".join(text for text, _, _ in pieces)
    told = "".join(parsed.text[block.start : block.end] for block in parsed.blocks)
    assert told == "".join(text for text, role, _ in pieces if role != "body")
    assert all(a.end <= b.start for a, b in zip(parsed.blocks, parsed.blocks[1:], strict=False))
    assert [p.start for p in parsed.places] == sorted(p.start for p in parsed.places)


@given(PIECES)
def test_frame_gives_it_back(pieces: list[tuple[str, str, str]]) -> None:
    parsed = drafted(pieces)
    head, body = frame_of_parsed(parsed)
    assert parsed_of(head, b"".join(body)) == parsed


def test_block_within_a_block_keeps_its_own_role() -> None:
    draft = Draft()
    with draft.block("table"):
        draft.add("甲\n")
        draft.add("注\n", role="footnote")
        draft.add("乙\n")
    assert draft.parsed().blocks == (Block(0, 2, "table"), Block(2, 4, "footnote"), Block(4, 6, "table"))


@pytest.mark.parametrize("role", ROLES)
def test_cleaning_sets_apart_what_is_no_text_under_its_own_name(role: str) -> None:
    draft = Draft()
    draft.add("栏目 页眉\n", role=role)
    draft.add("各乡镇要按照要求建立网格，抓好落实。\n")
    parsed = draft.parsed()
    cleaned = clean(SourceText(parsed.text, FILE, parsed.blocks))
    names = {segment.repair for segment in cleaned.segments if segment.source == (0, 6)}
    assert (role in names) is (role in APART)
    assert cleaned.text.startswith("各乡镇") is (role in APART)
    if role not in ("body",):
        assert f"block-{role}" in {note.kind for note in cleaned.apart}
