"""The small grammar of queries. Any string parses.

- `a b`: both
- `a OR b`, `a 或 b`, `a | b`: either; binds closer than both
- `"a b"`, `“a b”`: these characters in this order
- `-a`, `非 a`, `NOT a`: not a
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.folding import fold

# Over the folded query, where every quote is " and all white space is a space.
_TOKEN_RE = re.compile(r'"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')
_EDGES_RE = re.compile(r"^[\W_]+|[\W_]+$")
_OR = frozenset({"OR", "或", "|", "｜", "||"})
_NOT = frozenset({"NOT", "非"})
_AND = frozenset({"AND", "且", "&", "&&"})
_MINUS = ("-", "－")
TERMS_MAX = 50


@dataclass(frozen=True, slots=True)
class Term:
    """`text` is folded; a phrase is taken literally; `shown` is as it was typed."""

    text: str
    phrase: bool
    shown: str


@dataclass(frozen=True, slots=True)
class Query:
    """All of `groups`, of each group any term, and none of `excluded`.

    `literal` is the whole query, folded; `notes` say to the user what was made of it that
    they may not expect.
    """

    groups: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...]
    literal: str
    notes: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for group in self.groups for term in group)


@dataclass(frozen=True, slots=True)
class _Token:
    shown: str
    term: Term | None
    negative: bool
    operator: str | None = None


def _operator(shown: str) -> str | None:
    return next((name for name, signs in (("or", _OR), ("not", _NOT), ("and", _AND)) if shown in signs), None)


def _term(text: str, shown: str, *, phrase: bool) -> Term | None:
    """None for what holds nothing to look for; a word loses the punctuation around it, unless it is all it has."""
    if not phrase:
        text = _EDGES_RE.sub("", text) or text
    return Term(text.strip(), phrase, shown.strip()) if text.strip() else None


def _tokens(raw: str, folded: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN_RE.finditer(folded):
        start, end = match.span()
        shown = raw[start:end]
        if match["phrase"] is not None:
            before = tokens[-1] if tokens else None
            negative = before is not None and before.shown in _MINUS and raw[start - 1] in _MINUS
            if negative:
                tokens.pop()
            tokens.append(_Token(shown, _term(match["phrase"], raw[start + 1 : end - 1], phrase=True), negative))
        elif operator := _operator(shown):
            tokens.append(_Token(shown, _term(match["word"], shown, phrase=False), False, operator))
        else:
            # A minus sign excludes; a dash (—) and a run of hyphens are punctuation.
            negative = shown[0] in _MINUS and len(shown) > 1 and folded[start + 1] != "-"
            skip = int(negative)
            tokens.append(_Token(shown, _term(match["word"][skip:], shown[skip:], phrase=False), negative))
    return tokens


def parse_query(raw: str) -> Query:
    """Whatever a user typed, as a query; without groups if there is nothing to look for.

    >>> [[term.text for term in group] for group in parse_query('社区治理 北京 OR 上海 -"物业服务"').groups]
    [['社区治理'], ['北京', '上海']]
    """
    folded = fold(raw)
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    notes: list[str] = []
    joining = refusing = False
    tokens = _tokens(raw, folded)
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        alone = following is None or following.operator is not None
        if token.operator == "not" and not alone:
            refusing = True
        elif token.operator is not None and len(tokens) > 1:
            if alone or not groups or refusing:
                notes.append(f"“{token.shown}”前后缺词，已忽略")
            joining = token.operator == "or" and not alone and bool(groups)
        elif token.term is None:
            continue
        elif token.negative or refusing:
            excluded.append(token.term)
            joining = refusing = False
        elif joining:
            groups[-1].append(token.term)
            joining = False
        else:
            groups.append([token.term])
    return Query(tuple(map(tuple, groups)), tuple(excluded), folded.strip(), tuple(notes))
