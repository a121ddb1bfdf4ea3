"""Sentences without an end: where they are cut, and that nothing in extraction grows faster than they do."""

from __future__ import annotations

import re
import sys
from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.clean.cuts import LEAST, LONGEST
from ingest.extract import Metadata, extract, prepare
from ingest.readers import read

_SENTENCE, _PARAGRAPH = (longest for _, longest in LONGEST)
# what goes on without a stop: nothing but one kind of character, marks without their partners, words in a row
ENDLESS = {
    "numerals": "1",
    "Chinese numerals": "一",
    "Latin": "governance",
    "one word": "社区",
    "opened titles": "《",
    "opened quotations": "“",
    "brackets": "（",
    "quotations": "“甲”",
    "numbers with units": "15个社区",
    "a list": "社区、",
    "a chain": "党委—",
    "a sum": "社区+",
    "verbs and nouns": "建立机制",
    "places": "甲省乙市",
    "semicolons": "“网格+”；",
    "sentences": "甲市成立社区党委。",
}


def repeated(text: str, length: int) -> str:
    return "".join(islice(cycle(text), length))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (repeated("居民议事，", 800), "，"),
        (repeated("社区、网格", 800), "、"),
        (repeated("community ", 799), "community"),
        (repeated("治", 800), "治"),
        (repeated("；".join(["居民议事"] * 60) + "；", 4000), "；"),
    ],
)
def test_best_place(text: str, place: str) -> None:
    found = clean(text)
    lines = found.text.split("\n")
    assert len(lines) > 1
    assert all(line.endswith(place) for line in lines[:-1])
    assert {repair.name for repair in found.repairs} == {"cut"}


def test_no_number_is_split() -> None:
    assert "2019" in clean("治" * 498 + "2019" + "理" * 300).text


def test_cells_stay_whole() -> None:
    lines = clean(repeated("|甲社区|12", 900)).text.split("\n")
    assert all(line.startswith("|") for line in lines)


@pytest.mark.parametrize("text", ["治" * _SENTENCE, "社区治理。" * 900, "社区治理。\n" * 900])
def test_what_ends_stays(text: str) -> None:
    assert clean(text).repairs == ()


@settings(max_examples=100)
@given(st.lists(st.sampled_from([*ENDLESS.values(), "a ", "。", "\n"]), max_size=6), st.integers(1, 900))
def test_pieces_are_neither_long_nor_short(parts: list[str], times: int) -> None:
    text = clean("".join(part * times for part in parts))
    assert all(len(sentence) <= _SENTENCE for sentence in re.split("[。！？!?；;\n]", text.text))
    assert all(len(sentence) <= _PARAGRAPH for sentence in re.split("[。！？!?\n]", text.text))
    for repair in text.repairs:
        if repair.name == "cut":
            behind = text.text.find("\n", repair.clean[1])
            assert (behind if behind >= 0 else len(text.text)) - repair.clean[1] >= LEAST - 2  # a margin was trimmed


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_cut_twice_is_cut_once(text: str) -> None:
    common = (bytes((0xB0 + i // 94, 0xA1 + i % 94)).decode("gb2312") for i in range(2000))
    once = clean("".join(text + character for character in common)).text  # no two pieces are the same
    assert clean(once).text == once


@pytest.fixture(scope="module")
def warm() -> None:
    """Tables and patterns are read once a process, some only when a text first needs them."""
    for text in ENDLESS.values():
        calls(repeated(text, 2500))


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_work_grows_with_the_text(text: str) -> None:
    short, long = (calls(repeated(text, length)) for length in (1000, 4000))
    assert long < 4.8 * short


def calls(text: str) -> int:
    """How many functions a first reading calls."""
    made = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        extract(prepare(read(text.encode("utf-8"), name="a.txt"), Metadata(id="a")))
    finally:
        sys.setprofile(before)
    return made
