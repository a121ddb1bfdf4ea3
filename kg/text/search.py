"""Search: a query and filters in, ranked hits with the words that matched out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from kg.text.analysis import analyze
from kg.text.facets import Facets
from kg.text.index import TextIndex
from kg.text.matching import QueryMatch, TermMatch, match_query
from kg.text.query import TERMS_MAX, Query, parse_query
from kg.text.ranking import rank
from kg.text.snippet import Span, make_snippet, merge_spans
from kg.text.suggest import suggest_queries

FEW = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matched. `spans` count in the cleaned text and may reach beyond the passage; `marks` in `snippet`.

    `clause` is 0 for a heading or the title; `region` is the full name of the clause's region.
    """

    document: str
    title: str
    clause: int
    score: float
    snippet: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]
    why: str
    region: str | None
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """The hit as `zhitu search --json` gives it."""
        return {
            "document": self.document,
            "title": self.title,
            "clause": self.clause,
            "score": self.score,
            "snippet": self.snippet,
            "spans": [list(span) for span in self.spans],
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """`total` counts passages, `facets` all of them by value; `note` says why it is empty or what was understood."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    facets: Facets
    suggestions: tuple[str, ...] = ()
    note: str | None = None


def _filtered(
    index: TextIndex, passages: frozenset[int], filters: Iterable[tuple[str, Sequence[str]]]
) -> frozenset[int]:
    """The passages that have, for each filter, one of its values; a filter without values lets all through."""
    for name, values in filters:
        if values:
            held = index.facets[name].passages
            passages &= frozenset().union(*(held.get(value, frozenset()) for value in values))
    return passages


def _one(value: object | None) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _word_spans(text: str, words: set[str]) -> list[Span]:
    return [(start, end) for word, start, end in analyze(text) if word in words]


def _spans(index: TextIndex, match: QueryMatch, query: Query, passage: int) -> tuple[Span, ...]:
    """What to mark, in the document's block: literal matches where there are any, else words and other names."""
    document = index.document_of(passage)
    entry = index.entries[document]
    start, end = entry.place(index.rows[passage])

    def found(needle: str) -> list[Span]:
        return list(index.exact.occurrences(needle, document, start, end))

    spans = found(query.literal) if passage in match.literal else []
    for term in match.terms:
        here = found(term.term.text) if passage in term.exact else []
        if not here and passage in term.by_words:
            text = index.exact.original(document, start, end)
            here = [(start + left, start + right) for left, right in _word_spans(text, set(term.words))]
        for alias, passages in term.aliases:
            here += found(alias) if passage in passages else []
        spans += here
    return merge_spans(spans)


def _surface(index: TextIndex, passage: int, needle: str) -> str:
    """How the first occurrence of a folded needle stands in the text: simplified, upper case and so on."""
    document = index.document_of(passage)
    place = index.entries[document].place(index.rows[passage])
    span = next(index.exact.occurrences(needle, document, *place))
    return index.exact.original(document, *span)


def _why_term(index: TextIndex, match: TermMatch, passage: int) -> str | None:
    if passage in match.exact:
        return f"原文含“{_surface(index, passage, match.term.text)}”"
    aliases = [alias for alias, passages in match.aliases if passage in passages]
    if aliases:
        return f"“{match.term.shown}”的同义：{'、'.join(aliases)}"
    if passage in match.by_words:
        return f"{'多数词语' if match.relaxed else '词语'}：{'、'.join(match.words)}"
    return f"标题含“{match.term.shown}”" if passage in match.titles else None


def _why(index: TextIndex, match: QueryMatch, query: Query, passage: int) -> str:
    """In words, how each term was found in this passage."""
    reasons = [reason for term in match.terms if (reason := _why_term(index, term, passage)) is not None]
    if passage in match.literal and not any(passage in term.exact for term in match.terms):
        reasons.insert(0, f"原文含“{_surface(index, passage, query.literal)}”")
    return "；".join(dict.fromkeys(reasons))


def _hit(index: TextIndex, match: QueryMatch, query: Query, passage: int, score: float) -> Hit:
    document = index.document_of(passage)
    entry, row = index.entries[document], index.rows[passage]
    shift = len(entry.block_lead)
    start, end = entry.place(row)
    spans = _spans(index, match, query, passage)
    # A match that runs on into the next passage is shown whole.
    text = index.exact.original(document, start, max([end, *(right for _, right in spans)]))
    snippet = make_snippet(text.rstrip("\n"), [(left - start, right - start) for left, right in spans])
    in_text = ((left - shift, right - shift) for left, right in spans if left >= shift)
    return Hit(
        document=entry.id,
        title=entry.title,
        clause=row.clause,
        score=round(score, 4),
        snippet=snippet.text,
        marks=snippet.marks,
        spans=tuple(in_text),
        why=_why(index, match, query, passage),
        region=row.region,
        start=row.start,
        end=row.end,
    )


def _top(scores: dict[int, float], count: int) -> list[tuple[int, float]]:
    """The best first; equals in the order of the corpus. Rounded, so that the order of sums decides nothing."""
    return nsmallest(count, scores.items(), key=lambda item: (-round(item[1], 6), item[0]))


def _note(query: Query, match: QueryMatch, total: int, unfiltered: int) -> str | None:
    """What the user should know about an empty or a widened result."""
    notes = list(query.notes)
    if not query.groups and total == 0:
        notes.append("只有要排除的词，请给出要查的词" if query.excluded else "请输入要查的词")
    elif total == 0 and unfiltered:
        notes.append(f"筛选之外有 {unfiltered} 段")
    elif total == 0 and len(match.terms) > 1:
        each = "、".join(f"“{term.term.shown}”{len(term.passages)} 段" for term in match.terms)
        notes.append(f"没有同时符合的段落；单独查：{each}")
    elif total == 0:
        notes.append(f"所存文件中没有“{query.terms[0].shown}”")
    elif any(term.relaxed for term in match.terms):
        notes.append("没有含全部词语的段落，以下各段含其中多数")
    return "；".join(notes) or None


def _suggestions(index: TextIndex, query: str, parsed: Query, match: QueryMatch) -> tuple[str, ...]:
    """Other spellings where little is found, filters aside."""
    relaxed = any(term.relaxed for term in match.terms)
    if len(match.passages) >= FEW and not relaxed:
        return ()
    found = {term.term: 0 if term.relaxed else len(term.passages) for term in match.terms}
    return suggest_queries(index.corrector, query, parsed, found.__getitem__)


def search(
    index: TextIndex,
    query: str,
    *,
    regions: Sequence[str] = (),
    year: int | None = None,
    dimension: str | None = None,
    genre: str | None = None,
    document: str | None = None,
    limit: int = 10,
    offset: int = 0,
) -> Result:
    """Passages that match, the best first. Any string is a query; one that finds nothing says why in `note`.

    `regions` are codes, any of which will do; a code stands for all places below it too. `year` is that of issue.
    """
    parsed = parse_query(query)
    if len(parsed.terms) + len(parsed.excluded) > TERMS_MAX:
        return Result(query, 0, (), {}, note=f"查询超过 {TERMS_MAX} 个词，请缩短")
    match = match_query(index, parsed)
    filters = {
        "region": tuple(regions),
        "year": _one(year),
        "dimension": _one(dimension),
        "genre": _one(genre),
        "document": _one(document),
    }
    passages = _filtered(index, match.passages, filters.items())
    top = _top(rank(index, match, passages), offset + limit)[offset:]
    return Result(
        query=query,
        total=len(passages),
        hits=tuple(_hit(index, match, parsed, passage, score) for passage, score in top),
        facets={name: facet.count(passages) for name, facet in index.facets.items()},
        suggestions=_suggestions(index, query, parsed, match),
        note=_note(parsed, match, len(passages), len(match.passages)),
    )
