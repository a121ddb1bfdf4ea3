"""The lines of a cleaned text, each with what it is by its own form: its number, a date line, a candidate heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clean import CleanText, Note
from ingest.hanzi import HAN, HAN_RE
from ingest.structure.imprint import imprint

_CHINESE = "一二三四五六七八九十百千零〇两"
NUMERAL = f"(?:[0-9]{{1,5}}|[{_CHINESE}]{{1,7}})"
_DAY = "[0-9一二三四五六七八九十]{1,3}"
YEAR_MONTH_DAY = rf"[0-9一二三四五六七八九〇○零]{{4}}年(?:{_DAY}月(?:{_DAY}日)?)?"

# label and rank, a smaller rank stands higher: GB/T 9704-2012, 7.3.3 (一、 (一) 1. (1)); 立法法 (编 章 节 条 款 项 目)
LABELS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(rf"第{NUMERAL}(?:编|篇|部分)(?=[\s：:、]|$)"), 1),
    (re.compile(rf"第{NUMERAL}章(?=[\s：:、]|[^，,的]{{1,30}}$|$)"), 2),
    (re.compile(rf"第{NUMERAL}节(?=[\s：:、]|[^，,的]{{1,30}}$|$)"), 3),
    (re.compile(rf"[{_CHINESE}]{{1,4}}、"), 5),
    (re.compile(rf"[(（〔][{_CHINESE}]{{1,4}}[)）〕]、?"), 6),
    (re.compile(r"[0-9]{1,2}[.．、](?![0-9])|[\u2488-\u249b]"), 7),
    (re.compile(r"[(（][0-9]{1,2}[)）]|[①-⑳\u2474-\u2487]"), 8),
)
# with which a label begins
_NUMBERS = frozenset(f"第(（〔0123456789{_CHINESE}{''.join(map(chr, (*range(0x2460, 0x249C),)))}")
ARTICLE_RE = re.compile(rf"第{NUMERAL}条(?:之{NUMERAL})?(?=[\s：:、]|$|[^，,、。的规款和至—-])")
# of a joint document one for each body
_NUMBER_RE = re.compile(
    r"[（(]?[^\s，。：:《》]{1,16}[〔\[【（(]\s*(?:19|20)[0-9]{2}\s*[〕\]】）)]\s*第?\s*[0-9]{1,5}\s*号[)）]?"
    r"(?:[\s、]+[^\s，。：:《》]{1,16}[〔\[【（(]\s*(?:19|20)[0-9]{2}\s*[〕\]】）)]\s*第?\s*[0-9]{1,5}\s*号){0,5}"
)
_ORDER_RE = re.compile(r"(?:第\s*[0-9一二三四五六七八九十百]{1,5}\s*号|(?!关于)[^\s，。：:《》]{2,30}(?:令|公告|文件))")
_PASSED_RE = re.compile(
    rf"[（(]?\s*(?:自?{YEAR_MONTH_DAY}|根据)[^。；;]*?"
    r"(?:通过|批准|公布|发布|颁布|修正|修订|印发|施行|实施|废止|签署|失效)[^。；;]{0,12}[)）]?"
    # (某局、某局2021年3月5日印发): the bodies first
    rf"|[（(][^。；;，,（）()]{{4,120}}{YEAR_MONTH_DAY}(?:联合)?(?:印发|发布|公布|颁布|制定)[^。；;（）()]{{0,40}}[)）]"
)
# (此件公开发布): GB/T 9704-2012, 7.3.6, a note below the text
_PUBLIC_RE = re.compile(r"[（(]?此件(?:主动|依申请|全文|删减后)?不?(?:予以?)?公开(?:发布)?[)）]?")
# a report's occasion and its speaker, between title and salutation
_OCCASION_RE = re.compile(rf"[（(—－-]*\s*{YEAR_MONTH_DAY}\s*在[^。；]{{4,60}}上[)）]?")
_HEADERS = (_NUMBER_RE, _PASSED_RE, _OCCASION_RE, _PUBLIC_RE)
_SPEAKER_RE = re.compile(rf"[^，,。；：:\s]{{0,16}}(?:长|主席|书记|主任)\s+[{HAN}]{{1,2}}\s?[{HAN}]{{1,2}}")
_WORDS_RE = re.compile(r"[^\n]*\S")
_FULL_DATE_RE = re.compile("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_DATE_RE = re.compile(rf"[（(]?\s*{YEAR_MONTH_DAY}\s*[)）]?")
_SPACE_RE = re.compile(r"\s")
_DATE_LENGTH = 24
_BODY_END_RE = re.compile(
    r"(?:委|委员会|政府|办公厅|办公室|厅|局|院|部|署|组|办事处|管委会|工委|党委|协会|联合会|总工会|中心|指挥部|公司|学会|纪委|政协|大学|常务委员会|代表大会)$"
)
STOPS = "。！？!?；;…：:，,、"
_CLOSERS = "”’」』》）)】]\"'"
_BARE_LENGTH = 36
# notes that say what a line of the text is
_TOLD = ("box", "caption", "heading", "byline", "date")
_NUMBERED_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margins. `label` is its number, `rank` that number's; `kind` what its form says.

    `level` is the level of a Markdown heading, `gap` whether a blank line stands before it.
    """

    start: int
    end: int
    text: str
    kind: str = "paragraph"
    label: str | None = None
    rank: float | None = None
    level: int | None = None
    gap: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it may be a heading by its form: short, Chinese, no stop at its end or inside."""
        text = self.text.rstrip(_CLOSERS)
        limit = _BARE_LENGTH if self.label is None else _NUMBERED_LENGTH
        return (
            len(self.text) <= limit
            and text[-1:] not in STOPS
            and not any(stop in text for stop in "。；;")
            and not self.text.startswith(("附件：", "附件:"))
            and _FULL_DATE_RE.search(text) is None
            and HAN_RE.search(text) is not None
        )


def lines_of(cleaned: CleanText) -> list[Line]:
    """The lines that are not empty, in order."""
    kinds = {note.source[0]: note for note in cleaned.apart if note.kind in _TOLD}
    places = _places(cleaned, sorted(kinds)) if kinds else {}
    tabs = sorted(repair.clean[0] for repair in cleaned.repairs if "\t" in repair.before)
    rows = []
    last = 0
    for match in _WORDS_RE.finditer(cleaned.text):
        text = match[0].lstrip()
        start = match.end() - len(text)
        gap = cleaned.text.count("\n", last, start) > 1
        line = _line(start, match.end(), text, kinds.get(places.get(start, -1)), gap)
        rows.append(replace(line, kind="table") if _is_row(line, tabs) else line)
        last = match.end()
    return rows


def _is_row(line: Line, tabs: Sequence[int]) -> bool:
    """Whether a line without a number was cells, with tabs between them: the row of a table titles nothing."""
    at = bisect_right(tabs, line.start)
    return line.kind == "paragraph" and line.label is None and at < len(tabs) and tabs[at] < line.end


def _places(cleaned: CleanText, sources: Sequence[int]) -> dict[int, int]:
    """Offset in the cleaned text -> offset in the source, for the source offsets given."""
    result: dict[int, int] = {}
    for segment in cleaned.segments:
        low, high = segment.source
        if segment.clean[0] == segment.clean[1]:
            continue
        for source in sources:
            if low <= source < high:
                at = segment.clean[0] + (source - low if segment.repair is None else 0)
                result.setdefault(at, source)
    return result


def _line(start: int, end: int, text: str, note: Note | None, gap: bool) -> Line:
    if note is not None and note.kind == "heading":
        label, rank = _number(text)
        return Line(start, end, text, "heading", label, rank, int(note.value or 1), gap)
    if note is not None:
        return Line(start, end, text, note.kind, gap=gap)
    if (article := ARTICLE_RE.match(text)) is not None:
        return Line(start, end, text, "article", article[0], gap=gap)
    kind = _form(text)
    label, rank = _number(text) if kind == "paragraph" else (None, None)
    return Line(start, end, text, kind, label, rank, None, gap)


def _number(text: str) -> tuple[str | None, float | None]:
    """The number a line begins with and the number's rank."""
    for pattern, rank in LABELS if text[0] in _NUMBERS else ():
        if (match := pattern.match(text)) is not None:
            return match[0].rstrip("、.． "), rank
    return None, None


def _form(text: str) -> str:
    """What a line is, as far as its own form says."""
    if text.startswith("|"):
        return "table"
    if len(text) <= _DATE_LENGTH and _DATE_RE.fullmatch(_SPACE_RE.sub("", text)):
        return "date"
    if len(text) <= 200 and any(p.fullmatch(text) for p in _HEADERS):
        return "header"
    if imprint(text) is not None:
        return "masthead"
    if _SPEAKER_RE.fullmatch(text):
        return "byline"
    if text[-1] in "号令告件" and _ORDER_RE.fullmatch(text):
        return "order"
    return "paragraph"


def names_body(text: str) -> bool:
    """Whether a line is no more than the name of a body, as above a title or below a text.

    >>> names_body("中共德阳市委"), names_body("坚持问题导向")
    (True, False)
    """
    return len(text) <= 40 and _BODY_END_RE.search(text) is not None and not any(c in text for c in STOPS + "《》“”")
