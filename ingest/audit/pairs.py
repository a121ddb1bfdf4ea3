"""Paired marks: what stands between 《》 or quotation marks, and marks that have no partner."""

from __future__ import annotations

from dataclasses import dataclass

_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_TITLES = {"《": "》", "〈": "〉"}


@dataclass(frozen=True, slots=True)
class Pair:
    """The stretch [start, end) from an opening to its closing mark, both included.

    A mark without its partner is a pair of one character. `depth` counts the pairs of the same sort around it.
    """

    start: int
    end: int
    depth: int = 0

    @property
    def is_stray(self) -> bool:
        return self.end - self.start == 1

    @property
    def content(self) -> tuple[int, int]:
        return self.start + 1, self.end - 1


def title_pairs(text: str) -> list[Pair]:
    """The stretches in 《》 or 〈〉, and the stray marks, in order.

    >>> [(p.start, p.end, p.depth) for p in title_pairs("《关于印发〈办法〉的通知》和《")]
    [(0, 13, 0), (5, 9, 1), (14, 15, 0)]
    """
    return _pairs(text, _TITLES)


def quote_pairs(text: str) -> list[Pair]:
    """The quotations and the stray quotation marks, in order; a straight mark pairs with the next one of its line."""
    return sorted([*_pairs(text, _QUOTES), *_straight(text)], key=lambda pair: (pair.start, -pair.end))


def _pairs(text: str, marks: dict[str, str]) -> list[Pair]:
    """Pairs within a line; a closing mark closes the nearest open one of its own form, what opened since is stray."""
    found: list[Pair] = []
    open_at: list[int] = []
    closing = frozenset(marks.values())
    for i, sign in enumerate(text):
        if sign == "\n":
            found += [Pair(at, at + 1) for at in open_at]
            open_at.clear()
        elif sign in marks:
            open_at.append(i)
        elif sign in closing:
            if not any(marks[text[at]] == sign for at in open_at):
                found.append(Pair(i, i + 1))
                continue
            while marks[text[open_at[-1]]] != sign:
                at = open_at.pop()
                found.append(Pair(at, at + 1))
            found.append(Pair(open_at.pop(), i + 1, len(open_at)))
    found += [Pair(at, at + 1) for at in open_at]
    return sorted(found, key=lambda pair: (pair.start, -pair.end))


def _straight(text: str) -> list[Pair]:
    found: list[Pair] = []
    offset = 0
    for line in text.split("\n"):
        places = [offset + i for i, sign in enumerate(line) if sign == '"']
        found += [Pair(a, b + 1) for a, b in zip(places[::2], places[1::2], strict=False)]
        found += [Pair(at, at + 1) for at in places[len(places) // 2 * 2 :]]
        offset += len(line) + 1
    return found
