"""The objects of an OFD page as fragments of text and rules.

Source: GB/T 33190-2016, 7.7 (pages), 8.5 (graphic units), 9.1 (paths), 11 (text). Lengths there are in millimetres from
the upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.layout import Fragment, Rule
from ingest.readers.layout.fragments import SPLIT, is_wide
from ingest.readers.ofd_xml import Element, children, local

POINTS = 72 / 25.4  # in a millimetre
_ASCENT = 0.88  # of a character's height, above the baseline
_SIZE = 4.0
_MOST_DELTAS = 100_000

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]


@dataclass(slots=True)
class Drawn:
    """What is on a page: stretches of text, rules, how many pictures, and which object a stretch is of."""

    fragments: list[Fragment]
    rules: list[Rule]
    objects: dict[str, str]
    images: int = 0
    missing: int = 0  # composite objects whose unit is not there


def draw(
    layer: Element,
    drawn: Drawn,
    units: Mapping[str, Element],
    moved: Matrix = UNIT,
    within: frozenset[str] = frozenset(),
) -> None:
    """Add the objects of a layer or block, those of the composite objects that it uses too (`units`, by their id).

    `within` are the units that it is a part of: one that uses itself would never end.
    """
    for item in layer:
        name = local(item)
        if name == "TextObject":
            found = list(_texts(item, moved))
            drawn.fragments += found
            if item.get("ID"):
                drawn.objects[item.get("ID")] = "".join(f.text for f in found)
        elif name == "PathObject":
            drawn.rules += _sides(item, moved)
        elif name == "ImageObject":
            drawn.images += 1
        elif name in ("PageBlock", "Layer", "Content"):
            draw(item, drawn, units, moved, within)
        elif name == "CompositeObject":
            name = item.get("ResourceID", "")
            unit = None if name in within else units.get(name)
            if unit is None:
                drawn.missing += name not in within
                continue
            for content in children(unit, "Content"):
                draw(content, drawn, units, _combined(_matrix(item), moved), within | {name})


# --- where an object stands ------------------------------------------------------------------------------------------


def numbers(value: str | None, least: int = 0) -> list[float]:
    """The numbers of an attribute; as many zeros as are missing where it is damaged."""
    found = []
    for word in (value or "").split()[:_MOST_DELTAS]:
        try:
            number = float(word)
        except ValueError:
            break
        if not math.isfinite(number):
            break
        found.append(number)
    return found + [0.0] * (least - len(found))


def _matrix(item: Element) -> Matrix:
    """From an object's own coordinates to those of what holds it."""
    x, y, *_ = numbers(item.get("Boundary"), 4)
    found = numbers(item.get("CTM"))
    a, b, c, d, e, f = found if len(found) == 6 else UNIT
    return a, b, c, d, e + x, f + y


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    (x, y) = _moved((e, f), outer)
    p, q, r, s, _, _ = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _sides(item: Element, moved: Matrix) -> Iterator[Rule]:
    """The outline of a drawn path: itself if it is thin, else its four sides."""
    x, y, width, height = numbers(item.get("Boundary"), 4)[:4]
    corners = [_moved(point, moved) for point in ((x, y), (x + width, y + height))]
    (x0, y0), (x1, y1) = ((px * POINTS, py * POINTS) for px, py in corners)
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    if min(right - left, bottom - top) <= 3:
        yield Rule(left, right, top, bottom)
        return
    yield from (Rule(left, right, at, at) for at in (top, bottom))
    yield from (Rule(at, at, top, bottom) for at in (left, right))


# --- text ------------------------------------------------------------------------------------------------------------


def _texts(item: Element, moved: Matrix) -> Iterator[Fragment]:
    """The stretches of a text object, cut where its characters stand wide apart."""
    matrix = _combined(_matrix(item), moved)
    size = (numbers(item.get("Size"), 1)[0] or _SIZE) if item.get("Size") else _SIZE
    scale = numbers(item.get("HScale"), 1)[0] or 1.0
    at: Point = (0.0, 0.0)
    for code in children(item, "TextCode"):
        text = "".join(code.itertext()).replace("\r", "").replace("\n", "")
        x = numbers(code.get("X"), 1)[0] if code.get("X") else at[0]
        y = numbers(code.get("Y"), 1)[0] if code.get("Y") else at[1]
        at = (x, y)
        points = _points(text, at, code, size * scale)
        for start, end in _stretches(text, points, size):
            yield _fragment(text[start:end], points[start], points[end - 1], size, scale, matrix)


def _points(text: str, at: Point, code: Element, advance: float) -> list[Point]:
    """Where each character begins on its baseline."""
    steps_x, steps_y = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
    points = [at]
    for index, character in enumerate(text[:-1]):
        width = advance if is_wide(character) else advance / 2
        default = 0.0 if steps_y and not steps_x else width
        x = steps_x[index] if index < len(steps_x) else default
        y = steps_y[index] if index < len(steps_y) else 0.0
        points.append((points[-1][0] + x, points[-1][1] + y))
    return points


def _deltas(value: str | None) -> list[float]:
    """Steps from character to character; `g 3 5` stands for 5 5 5.

    >>> _deltas("4 g 3 5 6")
    [4.0, 5.0, 5.0, 5.0, 6.0]
    """
    words, result, at = (value or "").split(), list[float](), 0
    while at < len(words) and len(result) < _MOST_DELTAS:
        if words[at] == "g" and at + 2 < len(words):
            times, step = numbers(words[at + 1], 1)[0], numbers(words[at + 2], 1)[0]
            result += [step] * min(max(int(times), 0), _MOST_DELTAS)
            at += 3
        else:
            result += numbers(words[at], 1)
            at += 1
    return result


def _stretches(text: str, points: list[Point], size: float) -> Iterator[tuple[int, int]]:
    """From where to where the characters of a text stand together; blanks at the margins aside.

    A gap parts what stands together if it is wider than the others: a title may have its characters spread.
    """
    steps = sorted(b[0] - a[0] for a, b in pairwise(points))
    usual = steps[(len(steps) - 1) // 2] if steps else 0.0
    start, before = None, None
    for index, character in enumerate(text):
        if character.isspace():
            continue
        if start is not None and before is not None:
            step = points[index][0] - points[before][0]
            width = size if is_wide(text[before]) else size / 2
            if step - width > SPLIT * size and step > 1.5 * usual + size / 2:
                yield start, before + 1
                start = None
        start = index if start is None else start
        before = index
    if start is not None and before is not None:
        yield start, before + 1


def _fragment(text: str, first: Point, last: Point, size: float, scale: float, matrix: Matrix) -> Fragment:
    width = size * scale if is_wide(text[-1]) else size * scale / 2
    x0, y0 = first[0], first[1] - _ASCENT * size
    x1, y1 = last[0] + width, last[1] + (1 - _ASCENT) * size
    corners = [_moved(point, matrix) for point in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
    across = [x * POINTS for x, _ in corners]
    down = [y * POINTS for _, y in corners]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    is_vertical = len(text) > 1 and bottom - top > 1.5 * (right - left)
    return Fragment(text, left, right, top, bottom, is_vertical=is_vertical)
