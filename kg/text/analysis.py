"""The one analysis of words, for indexing and for querying.

No stemming and no stop words; sub-words of long words are in the index, so that 代表大会 is found in 人民代表大会.
"""

from __future__ import annotations

import re

from kg.text.folding import fold, folding_hash
from kg.text.segmenter import Segmenter, Word, dictionary_hash, segmenter

VERSION = 1
# Han runs go to the segmenter (its own range); a number keeps its decimals and %, a hyphen separates;
# a string of letters without end (an encoded file) is cut, for no word of an index may be that long.
_RUN_RE = re.compile(r"(?P<han>[\u4e00-\u9fd5]+)|[a-z0-9]{1,40}(?:\.[0-9]{1,20})*%?|[^\W_]")
# Too common to tell passages apart: not demanded of a passage, though counted where there is nothing else.
FUNCTION_WORDS = frozenset("的了和与及在是为对等或由被把将从向以之其并而也都就着地得于到有个")


def analyze(text: str, *, search: bool = True, engine: Segmenter | None = None) -> list[Word]:
    """(word, start, end) of a text in order; `search` adds the words inside long words, as the index has them.

    >>> [word for word, _, _ in analyze("GB3838-2002，行政处罚")]
    ['gb3838', '2002', '行政', '处罚', '行政处罚']
    """
    engine = engine or segmenter()
    cut = engine.search if search else engine.words
    words: list[Word] = []
    for run in _RUN_RE.finditer(fold(text)):
        if run["han"] is None:
            words.append((run[0], run.start(), run.end()))
        else:
            words += [(word, run.start() + start, run.start() + end) for word, start, end in cut(run[0])]
    return words


def index_words(text: str) -> list[str]:
    """The words that the index holds of a text."""
    return [word for word, _, _ in analyze(text)]


def required_words(text: str) -> tuple[str, ...]:
    """The words that a passage must hold to be about `text`: whole words, function words only if there are no others.

    >>> required_words("社区的治理")
    ('社区', '治理')
    """
    words = tuple(dict.fromkeys(word for word, _, _ in analyze(text, search=False)))
    return tuple(word for word in words if word not in FUNCTION_WORDS) or words


def signature() -> dict[str, str | int]:
    """What made the words of an index: an index with another signature has to be made again."""
    engine = segmenter()
    return {
        "analysis": VERSION,
        "segmenter": f"{engine.name} {engine.version}",
        "dictionary": dictionary_hash(),
        "folding": folding_hash(),
    }
