"""Where words stand in a file that is no plain text: shown with the evidence and the original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kg.model import Place
from kg.releases import publish
from tests.kg.factory import SICHUAN, build
from tests.web.pages import text_of
from web import create_app

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def word_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a release with one document that a Word file gave."""
    extraction, data = build(SICHUAN)
    document = extraction.document
    length = max(segment.source[1] for segment in document.segments)
    file = replace(document.file, name="院坝.docx", media_type=WORD, encoding="")
    places = (Place(0, length, "paragraph", "12"),)
    folder = tmp_path_factory.mktemp("home")
    release = publish(folder, add=[(replace(extraction, document=replace(document, file=file, places=places)), data)])
    assert release is not None
    release.close()
    application = create_app({"home": str(folder)})
    yield application.test_client()
    application.extensions["zhitu_releases"].close()


def _span() -> tuple[int, int, int]:
    """Words of a fact, and where they begin in the source, from 1."""
    extraction, _ = build(SICHUAN)
    evidence = extraction.metrics[0].evidence
    return evidence.start, evidence.end, evidence.start + len(SICHUAN.before) + 1


@pytest.mark.parametrize("page", ["", "/evidence", "/source"])
def test_place_is_shown_with_the_words(word_client: FlaskClient, page: str) -> None:
    start, end, at = _span()
    text = text_of(word_client.get(f"/document/sichuan%2Fyard{page}?from={start}&to={end}").text)
    assert f"文件中位置 第12段第{at}字" in text
    assert "Word 文档" in text


def test_plain_text_has_no_place_but_its_encoding(client: FlaskClient) -> None:
    start, end, _ = _span()
    for page in ("", "/source"):
        text = text_of(client.get(f"/document/sichuan%2Fyard{page}?from={start}&to={end}").text)
        assert "文件中位置" not in text
        assert "utf-8" in text
