"""The pipeline over characters: token i is character i."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from ingest.extract import Metadata, prepare
from ingest.nlp import COMPONENTS, MAX_LENGTH, CharacterTokenizer, annotate, evidence, load_pipeline, mention
from ingest.readers import read

TOKENIZER = CharacterTokenizer(Vocab())


@given(st.text(st.characters(codec="utf-8")))
def test_token_is_character(text: str) -> None:
    doc = TOKENIZER(text)
    assert len(doc) == len(text)
    assert doc.text == text
    assert all(token.text == text[i] and token.idx == i for i, token in enumerate(doc))


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.data())
def test_span_of_tokens_is_span_of_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = TOKENIZER(text)[start:end]
    assert span.text == text[start:end]
    assert (span.start_char, span.end_char) == (start, end)


def test_tokenizer_survives_being_stored() -> None:
    assert TOKENIZER.from_bytes(TOKENIZER.to_bytes()) is TOKENIZER


def test_pipeline_has_every_component_in_order() -> None:
    nlp = load_pipeline()
    assert tuple(nlp.pipe_names) == COMPONENTS
    assert nlp.max_length == MAX_LENGTH
    assert load_pipeline() is nlp


def test_long_text_is_taken_whole() -> None:
    text = "四川省推行院坝说事工作法。" * 100_000
    assert len(TOKENIZER(text)) == len(text) > 1_000_000


def test_annotation_keeps_documents_apart() -> None:
    """Lists of one document are not those of the next."""
    one, other = (
        annotate(prepare(read(text.encode(), name="a.txt"), Metadata(id="a")))
        for text in ("四川省共有网格320个。\n", "湖北省推行代办制度。\n")
    )
    assert [metric.value for metric in one._.metrics] == [320]
    assert other._.metrics == []


def test_mention_takes_its_text_for_a_name() -> None:
    doc = TOKENIZER("在成都市")
    span = mention(doc, "Region", 1, 4, code="510100")
    assert (span._.name, span.label_, span._.attributes) == ("成都市", "Region", {"code": "510100"})
    assert mention(doc, "Region", 1, 3, name="成都市")._.name == "成都市"


def test_evidence_knows_its_clause() -> None:
    document = prepare(read("# 标题\n\n第一段。\n\n第二段。\n".encode(), name="a.md"), Metadata(id="a"))
    start = document.text.index("第二段")
    found = evidence(document, start, start + 3)
    assert (found.text, found.clause) == ("第二段", 2)
    title = document.text.index("标题")
    assert evidence(document, title, title + 2).clause == 0
