"""The spaCy pipeline: one token a character, so that token i is character i; then one component a kind of fact.

A component is a function `Doc -> Doc` registered with `@Language.component`. It reads `doc._.document` (the
cleaned and structured kg.model.Document) and what earlier components left, and leaves its own mentions in
`doc.spans[<entity type>]`: spaCy Spans whose `label_` is the entity type and whose `_.name` is the name in full
("省委组织部" under the heading 湖北 has the name 湖北省委组织部). Metrics and relations are lists of kg.model objects
in `doc._.metrics` and `doc._.relations`.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from ingest.models import chosen
from kg.model import Document, Evidence

# in the order in which they run; each module of ingest.components registers the component of its name
COMPONENTS = (
    "regions",
    "dates",
    "policy_documents",
    "events",
    "organizations",
    "persons",
    "mechanisms",
    "kinds",
    "metrics",
    "authorship",
    "hierarchy",
    "practices",
    "lineage",
)

MAX_LENGTH = 10_000_000
_TEXT, _DOCUMENT, _SPANS = "text", "document", "spans"


class _Keys(dict[str, int]):
    """The number under which a vocabulary has a character: it need not hash the character each time it is met."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, character: str) -> int:
        key: int = self._strings.add(character)
        self[character] = key
        return key


class CharacterTokenizer:
    """`Doc` with one token a character, whitespace included."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._keys = _Keys(vocab)

    def __call__(self, text: str) -> Doc:
        keys = list(map(self._keys.__getitem__, text))
        # spaCy takes numbers for words, which its types do not say
        return Doc(self.vocab, words=keys, spaces=[False] * len(text), user_data={_TEXT: text})  # type: ignore[arg-type]

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **__: Any) -> CharacterTokenizer:
        return self

    def to_disk(self, _path: Any, **__: Any) -> None:
        return None

    def from_disk(self, _path: Any, **__: Any) -> CharacterTokenizer:
        return self


def text_of(doc: Doc) -> str:
    """The text of a document, as the tokenizer was given it; `doc.text` joins the tokens anew at every call."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def register_extensions() -> None:
    """Custom attributes; safe to call again."""
    Doc.set_extension("document", getter=_document, setter=_set_document, force=True)
    Doc.set_extension("metrics", default=[], force=True)
    Doc.set_extension("relations", default=[], force=True)
    Doc.set_extension("issues", default=[], force=True)
    for name in Details._fields:
        _span_extension(name)


def document_of(doc: Doc) -> Document:
    """`doc._.document` where there is one, without the object that spaCy makes for each `doc._`."""
    document: Document = doc.user_data[_DOCUMENT]
    return document


def _document(doc: Doc) -> Document | None:
    return doc.user_data.get(_DOCUMENT)


def _set_document(doc: Doc, document: Document | None) -> None:
    doc.user_data[_DOCUMENT] = document


class Details(NamedTuple):
    """What is known of a mention beyond its place: the custom attributes of its span."""

    name: str | None = None
    aliases: tuple[str, ...] = ()  # names the text gives for the same thing
    attributes: Mapping[str, str | None] = MappingProxyType({})  # value, dimension, level, code, within, role
    confidence: float = 1.0


_UNKNOWN = Details()


def details(span: Span) -> Details:
    """All custom attributes of a mention at once: each `span._` costs spaCy a new object.

    They are kept by label too: spaCy keeps its own by offsets alone, so that an organization and a mechanism that are
    the same words would overwrite each other.
    """
    kept: dict[Any, Any] = span.doc.user_data
    known: Details = kept.get(_key(span), _UNKNOWN)
    return known


def _key(span: Span) -> Any:
    return ("mention", span.label, span.start, span.end)


def _span_extension(name: str) -> None:
    def getter(span: Span) -> Any:
        return getattr(details(span), name)

    def setter(span: Span, value: Any) -> None:
        span.doc.user_data[_key(span)] = details(span)._replace(**{name: value})

    Span.set_extension(name, getter=getter, setter=setter, force=True)


@cache
def load_pipeline() -> Language:
    """The pipeline with all components and the models that the settings name; built once a process."""
    register_extensions()
    nlp = spacy.blank("zh", vocab=Vocab())  # a bare one: no rule asks spaCy what a character is like
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = MAX_LENGTH
    for name in COMPONENTS:
        importlib.import_module(f"ingest.components.{name}")
        nlp.add_pipe(name)
    for model in chosen():
        nlp.add_pipe(model.NAME, after=model.AFTER)
    gc.freeze()  # what is loaded lives as long as the process: the collector need not go over it for each document
    return nlp


def annotate(document: Document) -> Doc:
    """Run every component over one document."""
    nlp = load_pipeline()
    doc = nlp.make_doc(document.text)
    doc._.document = document
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def release(doc: Doc) -> None:
    """Forget what components kept in a document: much of it holds the document, and would keep it in memory."""
    doc.user_data.clear()


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles of objects: those of a `Doc` live to its end, and would be gone over again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def spans_of(doc: Doc, kind: str) -> Sequence[Span]:
    """The mentions of a kind in the order of `doc.spans`, which makes them anew each time that it is asked."""
    group = doc.spans.get(kind)
    if group is None:
        return ()
    kept = doc.user_data.setdefault(_SPANS, {})
    known = kept.get(kind)
    if known is None or known[0] is not group or len(known[1]) != len(group):
        known = kept[kind] = (group, tuple(group))
    found: Sequence[Span] = known[1]
    return found


def keep(doc: Doc, kind: str, spans: Iterable[Span]) -> None:
    """The mentions of a kind in `doc.spans`, and as they are for `spans_of`."""
    kept = tuple(spans)
    doc.spans[kind] = kept
    doc.user_data.setdefault(_SPANS, {})[kind] = (doc.spans[kind], kept)


def mention(
    doc: Doc,
    kind: str,
    start: int,
    end: int,
    *,
    name: str | None = None,
    aliases: tuple[str, ...] = (),
    confidence: float = 1.0,
    **attributes: str | None,
) -> Span:
    """A span of `doc` as a mention; `name` defaults to its text. The caller puts it in doc.spans[kind]."""
    span = Span(doc, start, end, label=kind)
    named = name if name is not None else text_of(doc)[start:end]
    doc.user_data[_key(span)] = Details(named, aliases, attributes, confidence)
    return span


def evidence(document: Document, start: int, end: int) -> Evidence:
    """The words from `start` to `end` with the clause they stand in (0 where it is a heading or the title)."""
    clause = document.clause_at(start)
    return Evidence(clause.number if clause is not None else 0, start, end, document.text[start:end])
