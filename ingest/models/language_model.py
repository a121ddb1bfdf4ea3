"""Mechanisms by a language model behind an HTTP API of the chat-completions form.

    ZHITU_LLM_URL=http://127.0.0.1:8080/v1/chat/completions   where it listens
    ZHITU_LLM_MODEL=name        ZHITU_LLM_KEY=secret (none by default)

The text of each clause is sent to that address. What comes back is taken only if the clause contains it word for word
and its dimension is one of ours: a model can leave out a name, never make one up.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from spacy.language import Language
from spacy.tokens import Doc

from ingest.models.additions import Found, add
from kg.errors import UsageError, ZhituError
from kg.vocab import DIMENSIONS

NAME = "language_model"
AFTER = "mechanisms"
TIMEOUT_S = 60
MAX_ANSWER = 1_000_000  # bytes
PROMPT = (
    "从下面的政策文本中找出有名称的治理机制（制度、机制、模式、工作法、平台、行动、活动、品牌等），名称须与原文逐字一致。"
    '只回答 JSON 数组，每项形如 {{"name": 名称, "dimension": 维度}}，维度取自：{dimensions}。没有则回答 []。\n\n{text}'
)


def _setting(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise UsageError(f"{name}：未设置；language_model 需要 ZHITU_LLM_URL 和 ZHITU_LLM_MODEL")
    return value


def _address() -> str:
    address = _setting("ZHITU_LLM_URL")
    if urlsplit(address).scheme not in ("http", "https"):
        raise UsageError(f"ZHITU_LLM_URL={address}：应是 http 或 https 地址")
    return address


def version() -> str:
    return _setting("ZHITU_LLM_MODEL")


def ask(text: str) -> str:
    """The model's answer about one clause; ZhituError if it can't be reached or gives none."""
    address = _address()
    content = PROMPT.format(dimensions="、".join(DIMENSIONS), text=text)
    body = {"model": version(), "temperature": 0, "messages": [{"role": "user", "content": content}]}
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get("ZHITU_LLM_KEY"):
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
            answer = json.loads(response.read(MAX_ANSWER))
        return str(answer["choices"][0]["message"]["content"])
    except (urllib.error.URLError, TimeoutError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ZhituError(f"{address}: 语言模型没有给出可用的回答：{error}") from None


def read_answer(answer: str) -> Iterator[tuple[str, str]]:
    """(name, dimension) of each item of a JSON array somewhere in an answer; what is not of that form is left out."""
    begin, end = answer.find("["), answer.rfind("]")
    try:
        items: Any = json.loads(answer[begin : end + 1]) if begin >= 0 else []
    except ValueError:
        return
    for item in items if isinstance(items, list) else []:
        name, dimension = (item.get("name"), item.get("dimension")) if isinstance(item, dict) else (None, None)
        if isinstance(name, str) and isinstance(dimension, str) and dimension in DIMENSIONS:
            yield name, dimension


def entities(doc: Doc) -> Iterator[Found]:
    document = doc._.document
    for clause in document.clauses:
        text = document.text[clause.start : clause.end]
        for name, dimension in read_answer(ask(text)):
            start = text.find(name)
            if start >= 0 and len(name) > 1:
                yield Found("Mechanism", clause.start + start, clause.start + start + len(name), dimension)


@Language.component(NAME)
def language_model(doc: Doc) -> Doc:
    """Adds to doc.spans["Mechanism"]."""
    return add(doc, entities(doc))
