"""kg.text.analysis and kg.text.segmenter: words, the same from both engines."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.analysis import analyze, index_words, required_words, signature
from kg.text.folding import fold
from kg.text.segmenter import Segmenter, dictionary, load_segmenter

SAMPLES = (
    "街道党工委牵头，社区、物业和业委会共同办理，接诉即办件按期办结率达到98.5%。",
    "自2021-06-10起，执行GB3838-2002标准，覆盖4.54万个小区、1,200余名网格员。",
    "推進基層治理體系和治理能力現代化，落實網格化管理。",
    "　　（三）完善“一核多元”机制：Ａ类事项２４小时办结，PM2.5 下降 3.1 个百分点。",
    "著力解决群众急难愁盼，著作权纠纷另案处理。",
    "",
)


@pytest.fixture(scope="module")
def engines() -> tuple[Segmenter, Segmenter]:
    pytest.importorskip("rjieba", reason="rjieba has no wheel here: there is nothing to compare jieba with")
    return load_segmenter("rjieba"), load_segmenter("jieba")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GB3838-2002", ["gb3838", "2002"]),
        ("2021-06-10", ["2021", "06", "10"]),
        ("4.54万", ["4.54", "万"]),
        ("41.6%", ["41.6%"]),
        ("社區治理", ["社区", "治理"]),
        ("ＡＢＣ", ["abc"]),
        ("接诉即办", ["接诉即办"]),
        ("著作权", ["着作", "着作权"]),
        ("、。“”", []),
    ],
)
def test_index_words(text: str, words: list[str]) -> None:
    assert index_words(text) == words


def test_analyze_cuts_strings_without_end() -> None:
    assert max(map(len, index_words("x" * 100_000))) <= 64


@pytest.mark.parametrize("search", [True, False])
@pytest.mark.parametrize("text", SAMPLES)
def test_analyze_is_the_same_with_both_engines(engines: tuple[Segmenter, Segmenter], text: str, search: bool) -> None:
    ours, theirs = (analyze(text, search=search, engine=engine) for engine in engines)
    assert ours == theirs


@given(st.text(alphabet=st.sampled_from("社区治理接诉即办人民政府的和了一二三2021-.%aB，。 著"), max_size=40))
def test_analyze_is_the_same_with_both_engines_on_any_text(text: str) -> None:
    pytest.importorskip("rjieba")
    assert analyze(text, engine=load_segmenter("rjieba")) == analyze(text, engine=load_segmenter("jieba"))


@given(st.text())
def test_analyze_gives_spans_of_the_folded_text(text: str) -> None:
    folded = fold(text)
    assert all(folded[start:end] == word for word, start, end in analyze(text))


def test_required_words_leave_out_function_words() -> None:
    assert required_words("社区的建设") == ("社区", "建设")
    assert required_words("的") == ("的",)


def test_dictionary_is_folded_and_in_both_engines(engines: tuple[Segmenter, Segmenter]) -> None:
    for word in random.Random(1).sample(dictionary(), 20):
        assert word == fold(word)
        for engine in engines:
            assert [found for found, _, _ in engine.words(word)] == [word]


def test_signature_names_engine_and_dictionary() -> None:
    names = signature()
    assert set(names) == {"analysis", "segmenter", "dictionary", "folding"}
    assert str(names["segmenter"]).startswith(("rjieba ", "jieba "))


def test_jieba_keeps_its_cache_to_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load_segmenter.__wrapped__("jieba").words("社区")
    assert (tmp_path / "zhitu" / "jieba.cache").is_file()
    assert (tmp_path / "zhitu").stat().st_mode & 0o077 == 0
