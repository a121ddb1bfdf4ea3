"""What an official text is: its 文号, issuing bodies and their level, its days, and what it does to other texts.

The page's own table wins over the text. Reports and reviews have a level and topics only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.clean import Note
from ingest.clean.page import FIELD_RE
from ingest.structure.acts import Found, Row, acts_of
from ingest.structure.days import days_of
from ingest.structure.header import ISSUER_RE
from ingest.structure.level import level_of
from ingest.structure.lines import YEAR_MONTH_DAY, names_body
from ingest.structure.numbers import head_numbers, normal_number, numbers_in, order_of
from kg.model import Act, Document, Evidence

_HEAD_ROWS = 30
_HEAD_LENGTH = 90
# a line of history begins with its day, and says without a pause what was done on it
_DID = "通过|批准|公布|发布|修正|修订|修改|颁布|印发|签署|施行|实施|生效|废止|失效"
_HISTORY_RE = re.compile(rf"^[（(—－\-\s]*(?:根据|自)?\s*{YEAR_MONTH_DAY}[^。，,；;]*?(?:{_DID})")
_BODIES_RE = re.compile(r"[;；、，,|]\s*|\s+")
_TOPICS_RE = re.compile(r"[;；,，|、/\\\s]+")
_STATUTE_RE = re.compile(r"(?:法|法典|条例|规定|办法|细则|规则|解释)(?:[（(][^（）()]*[)）])*$")
_TITLE_NUMBER_RE = re.compile(r"[（(]([^（）()]*(?:[〔\[【（(][12][0-9]{3}[〕\]】)）])[^（）()]*号)[)）]\s*$")
# labels of a page's or a file's table of fields -> key; source: 政府信息公开 pages
_LABELS = {
    "文号": "number", "发文字号": "number", "施行日期": "effective", "失效日期": "expires", "有效性": "validity",
    "时效性": "validity", "是否有效": "validity", "主题分类": "topics", "主题词": "topics",
}  # fmt: skip
# what pages write of the validity of a document; the first that matches
_VALIDITY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("expired", re.compile(r"过期|届满|到期|已?失效|^无效|^否$")),
    ("repealed", re.compile(r"废止|作废")),
    ("amended", re.compile(r"修改|修订|修正")),
    ("in-force", re.compile(r"有效|现行|在效|执行中|^是$|生效|施行")),
)


_SENTENCE_END_RE = re.compile(r"[。；;\n]")


def identified(document: Document, told: Mapping[str, str], notes: Sequence[Note]) -> Document:
    """The document with what it is; `told` is what its container says (keys of TOLD), `notes` what was set apart."""
    known = {**_fields(notes), **{key: value for key, value in told.items() if value}}
    topics = tuple(dict.fromkeys(part for part in _TOPICS_RE.split(known.get("topics", "")) if part))
    rows = list(_rows(document))
    head = list(_head(rows))
    history = [row.text for row in head if _is_history(row)]
    if document.genre != "policy" and not any(row.kind == "header" and _is_history(row) for row in head):
        level = level_of((), document.title, (), document.regions)
        return replace(document, topics=topics, published=known.get("published"), level=level)
    numbers = _numbers(document.title, known.get("number"), head, history)
    issuers = _issuers(document, known.get("publisher"), rows)
    bodies = [row.text for row in rows if row.number and row.kind not in ("header", "signature")]
    sentences = [part for text in bodies for part in _SENTENCE_END_RE.split(text) if part]
    days = days_of(history, sentences, known, document.issued)
    is_statute = sum(row.kind == "article" for row in rows) >= 3 or _STATUTE_RE.search(document.title or "") is not None
    return replace(
        document,
        numbers=numbers,
        issuers=issuers,
        level=level_of(issuers, document.title, numbers, document.regions),
        topics=topics,
        # a statute that tells no history was adopted on the day that it bears
        adopted=days.adopted or (document.issued if is_statute else None),
        revised=days.revised,
        published=days.published,
        effective=days.effective,
        expires=days.expires,
        validity=_validity(known.get("validity")),
        acts=tuple(_act(found) for found in acts_of(document.title, rows)),
    )


def _rows(document: Document) -> Iterator[Row]:
    """Headings and clauses in the order of the text."""
    lines = [(h.start, h.end, 0, "heading" if h.level else "title") for h in document.headings]
    lines += [(c.start, c.end, c.number, c.kind) for c in document.clauses]
    for start, end, number, kind in sorted(lines):
        yield Row(number, start, document.text[start:end], kind)


def _head(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows above the first article, section or paragraph of the text proper."""
    for row in list(rows)[:_HEAD_ROWS]:
        if row.kind in ("article", "heading") or (len(row.text) > _HEAD_LENGTH and not _is_history(row)):
            return
        yield row


def _is_history(row: Row) -> bool:
    return _HISTORY_RE.match(row.text) is not None and not row.text.endswith("。")


def _fields(notes: Sequence[Note]) -> dict[str, str]:
    """The fields of a table above the text, as cleaning noted them."""
    found: dict[str, str] = {}
    for note in notes:
        if note.kind in ("field", "dateline", "issuer", "issued", "title"):
            for match in FIELD_RE.finditer(note.text):
                key = _LABELS.get(match["key"])
                if key is not None and match["value"].strip():
                    found.setdefault(key, match["value"].strip())
    return found


def _numbers(title: str | None, told: str | None, head: Sequence[Row], history: Sequence[str]) -> tuple[str, ...]:
    """What the page says, else the lines above and below the title, else the title's end, else the order in history."""
    in_title = _TITLE_NUMBER_RE.search(title or "")
    order = next((found for line in history if (found := order_of(line)) is not None), None)
    ways: tuple[tuple[str, ...], ...] = (
        numbers_in(told or ""),
        head_numbers(row.text for row in head),
        tuple(filter(None, [normal_number(in_title[1])])) if in_title else (),
        (order,) if order is not None else (),
    )
    return next((numbers for numbers in ways if numbers), ())


_SPACES_RE = re.compile(r"\s+")


def _issuers(document: Document, told: str | None, rows: Sequence[Row]) -> tuple[str, ...]:
    """The bodies that issued it, each as it is written: the page's, the title's, else those of the signature."""
    title = ISSUER_RE.match(document.title or "")
    signed = [_SPACES_RE.sub("", row.text) for row in rows if row.kind == "signature" and names_body(row.text)]
    for names in (_bodies(told), _bodies(title["body"] if title else None), signed, _bodies(document.publisher)):
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _bodies(text: str | None) -> list[str]:
    parts = _BODIES_RE.split(text.strip()) if text else []
    return [name for part in parts if len(name := part.removeprefix("经")) > 1]


def _validity(told: str | None) -> str | None:
    return next((state for state, pattern in _VALIDITY if told and pattern.search(told)), None)


def _act(found: Found) -> Act:
    row = found.row
    if row is None:
        return Act(found.kind, found.title, found.number)
    start, end = row.start + found.start, row.start + found.end
    return Act(
        found.kind, found.title, found.number, Evidence(row.number, start, end, row.text[found.start : found.end])
    )
