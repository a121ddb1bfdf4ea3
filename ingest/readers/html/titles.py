"""The title of a page: what its tags say, as far as a line of the page shows it, else its heading nearest the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.html.lines import AFTER, BEFORE, INSIDE, Line
from ingest.readers.html.selectors import TITLES

_PARTS_RE = re.compile(r"([_|｜]+|\s*[-–—－]{1,2}\s*|\s+)")
_SITE_PART_RE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|[-–—]{1,2}(?=[^-–—]*$)")
_SITE_RE = re.compile(
    r"(?:网|门户网站|人民政府|政府|门户|频道|首页|平台|政务公开|信息公开|正文|内容页?|详情页?|文章页?|新闻中心)$"
)
_BLANKS_RE = re.compile(r"[\s\u3000\xa0\u200b]+")
_FOLDED = str.maketrans("（）：，；“”《》〈〉", '():,;""<><>')
_FILLER_RE = re.compile(
    r"无标题(?:文档|页)?|untitled(?: document)?|文档|新建.{0,12}|正文|详情|首页|document|index", re.I
)
_SECTION_RE = re.compile(
    r"[\s\u3000\xa0]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[编章节条部]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])"
)
_CUT_RE = re.compile(r"(?:…|\.{3}|。。。)+$")
_MOST = 160
_MOST_LINES = 4
_FAR = 60  # lines above the text
_OPENING = 10  # lines of the text in which its title may stand
_LEAST = 4
_CUT_LEAST = 6  # characters of a name that its tag cuts off
_TRUSTED = 8  # characters of a <title> that no line of the page shows


@dataclass(frozen=True, slots=True)
class Title:
    """`lines` (by index) are the title's own, `repeated` those of the same words above a text that has them too."""

    text: str | None = None
    lines: frozenset[int] = frozenset()
    repeated: frozenset[int] = frozenset()


def title_of(lines: Sequence[Line], told: Sequence[str], taken: set[int]) -> Title:
    """`told` are the titles that fields and tags give, the better ones first; lines of `taken` are something else."""
    head = next((line.shown for line in lines if line.tag == "title"), "")
    names = [name for name in told if _is_name(name)]
    above = [i for i, line in enumerate(lines) if line.zone == BEFORE and _may_be(line, i, taken)][-_FAR:]
    opening = [i for i, line in enumerate(lines) if line.zone == INSIDE and line.shown.strip()][:_OPENING]
    opening = [i for i in opening if _may_be(lines[i], i, taken)]
    for name in [*names, *_of_head(head)]:
        for where in (above, opening):
            run = _run(lines, where, name)
            if run:
                return _placed(lines, run, opening, _longer(name, lines, run))
    run = _heading(lines, _unnumbered(lines, above)) or _heading(lines, _unnumbered(lines, opening))
    if run and not names:
        return _placed(lines, run, opening, _joined(lines, run))
    bare = _tidy(_SITE_PART_RE.split(head.strip())[0])
    return Title(_tidy(names[0]) if names else bare if _is_trusted(bare) else None)


def _unnumbered(lines: Sequence[Line], where: Sequence[int]) -> list[int]:
    """Those lines that are no heading of a section."""
    return [index for index in where if _SECTION_RE.match(lines[index].shown) is None]


def _may_be(line: Line, index: int, taken: set[int]) -> bool:
    return index not in taken and line.tag != "title" and bool(line.shown.strip()) and len(line.shown) <= _MOST


def _is_name(text: str) -> bool:
    plain = _BLANKS_RE.sub("", text)
    return len(plain) >= _LEAST and _FILLER_RE.fullmatch(plain) is None


def _is_trusted(text: str) -> bool:
    return len(_BLANKS_RE.sub("", text)) >= _TRUSTED and _is_name(text) and _SITE_RE.search(text) is None


def _of_head(text: str) -> Iterator[str]:
    """What a <title> may mean, the whole of it first, then without the names of site and column at either end."""
    if not _is_name(text):
        return
    pieces = _PARTS_RE.split(text.strip())[:41]
    ends = range(len(pieces), 0, -2)
    seen = set()
    for names in (
        ["".join(pieces[:end]) for end in ends],
        ["".join(pieces[start:]) for start in range(2, len(pieces), 2)],
    ):
        for name in names:
            if name not in seen and _is_name(name):
                seen.add(name)
                yield name


def _folded(text: str) -> str:
    """Without white space, marks as their plain forms."""
    return _BLANKS_RE.sub("", text).translate(_FOLDED)


def _run(lines: Sequence[Line], where: Sequence[int], name: str) -> list[int]:
    """The last lines, at most four in a row, that together are the name; empty if none are."""
    cut = _CUT_RE.search(name) is not None
    wanted = _folded(_CUT_RE.sub("", name))
    texts = [_folded(lines[index].shown) for index in where]
    for first in range(len(where) - 1, -1, -1):
        together = ""
        for count in range(1, _MOST_LINES + 1):
            last = first + count - 1
            if last >= len(where) or where[last] - where[first] != count - 1:
                break
            together += texts[last]
            if together == wanted or (cut and len(wanted) >= _CUT_LEAST and together.startswith(wanted)):
                return list(where[first : last + 1])
            if not wanted.startswith(together):
                break
    return []


def _longer(name: str, lines: Sequence[Line], run: Sequence[int]) -> str:
    return _joined(lines, run) if _CUT_RE.search(name) else _tidy(name)


def _heading(lines: Sequence[Line], where: Sequence[int]) -> list[int]:
    """The last heading by its tag or its name, with the lines of the same element."""
    for rank in (("h1",), ("h2", "h3"), ()):
        for index in reversed(where):
            line = lines[index]
            fits = line.tag in rank if rank else _has_name(line)
            is_menu = line.linked > 0.5 * len(line.shown) or line.hint in ("related", "credit", "footer")
            if (
                fits
                and not is_menu
                and len(line.shown.strip()) >= _LEAST
                and _SITE_RE.search(line.shown.strip()) is None
            ):
                return [i for i in where if lines[i].node is line.node][:_MOST_LINES]
    return []


def _has_name(line: Line) -> bool:
    parent = line.node.parent
    names = [*line.node.names, *(parent.names if parent is not None else ())]
    return any(name in TITLES for name in names)


def _placed(lines: Sequence[Line], run: Sequence[int], opening: Sequence[int], text: str) -> Title:
    """The title in its lines; above a text that begins with the same words they are only repeated."""
    if lines[run[0]].zone == BEFORE:
        start = _folded("".join(lines[index].shown for index in opening))
        if len(_folded(text)) >= _TRUSTED and _folded(text) in start:
            return Title(text, frozenset(), frozenset(run))
        below = run[-1] + 1
        if below < len(lines) and lines[below].zone != AFTER and re.match(r"\s*(?:——|－－|--)", lines[below].shown):
            run = [*run, below]
    return Title(text, frozenset(run))


def _joined(lines: Sequence[Line], run: Sequence[int]) -> str:
    return _tidy("".join(lines[index].shown.strip() for index in run))


def _tidy(text: str) -> str:
    return _BLANKS_RE.sub(" ", re.sub(r"<[^<>]{0,100}>", "", text)).strip()
