"""The dimension of a mechanism: the set term's own, else the cue words of its name, else those of its surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ingest.mechanisms import lexicon
from kg.vocab import DIMENSIONS

_DEFAULT = "leadership"
# weight of a cue in the name, the lead or nearest heading, the headings above, the sentence
_NAME, _LEAD, _HEADING, _SENTENCE = 4.0, 1.5, 0.7, 0.3


def dimension(name: str, *, lead: str = "", headings: Sequence[str] = (), sentence: str = "") -> str:
    """One of kg.vocab.DIMENSIONS, always.

    `lead` is the run-in heading or first sentence of the clause; `headings` stand above it, outermost first.

    >>> dimension("乡镇财政转移支付机制")
    'funding'
    """
    scores = dict.fromkeys(DIMENSIONS, 0.0)
    for text, weight in ((name, _NAME), (lead, _LEAD), *((h, _HEADING) for h in headings), (sentence, _SENTENCE)):
        for found, score in _scores(text):
            scores[found] += weight * score
    best = max(scores, key=lambda key: scores[key])
    return best if scores[best] > 0 else _DEFAULT


@lru_cache(maxsize=4096)
def _scores(text: str) -> tuple[tuple[str, float], ...]:
    """Cue scores of a text: each character counts once, for the longest cue; what stands later counts more."""
    taken = [False] * len(text)
    scores: dict[str, float] = {}
    for cue, found in lexicon.dimension_cues():
        at = text.find(cue)
        while at >= 0:
            if not any(taken[at : at + len(cue)]):
                taken[at : at + len(cue)] = [True] * len(cue)
                place = 1.0 + 0.5 * (at + len(cue)) / len(text)
                scores[found] = scores.get(found, 0.0) + len(cue) ** 1.3 * place
            at = text.find(cue, at + 1)
    total = sum(scores.values())
    return tuple((found, score / total) for found, score in scores.items()) if total else ()
