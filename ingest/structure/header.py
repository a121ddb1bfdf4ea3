"""What a text says of itself: title, publisher, date of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.clean import Note
from ingest.hanzi import HAN
from ingest.structure.front import bodies_in
from ingest.structure.imprint import PRINTED, Imprint, imprint, parts_of
from ingest.structure.lines import NUMERAL, YEAR_MONTH_DAY, Line, names_body
from ingest.structure.title import TITLE_LENGTH

ISSUER_RE = re.compile(
    r"^(?:.{2,30}?[—─－]{2})?(?P<body>[^《》“”，,。—─]{2,60}?(?:委|政府|厅|局|院|部|署|会|办公室|组|公司|中心))关于"
)
_MEETING_RE = re.compile(
    rf"(?P<place>[^\s（()]*?)第?{NUMERAL}届(?P<organ>[^第（(]*?)(?:第{NUMERAL}次)(?:全体)?(?:会议)?"
)
# of a 政府工作报告: the government that reports to its people's congress
_OCCASION_RE = re.compile(r"在(?P<place>[^\s第]{2,12}?)第[^\s]{1,6}届人民代表大会")
_PROMULGATED_RE = re.compile(
    rf"(?P<body>[^\s第（()、]{{2,30}}?)(?:审判委员会|检察委员会|常务会议|部务会议|主席团)?(?:第{NUMERAL}[次号]|令|公告|公布|发布|印发)"
)
# (某局、某局2021年3月5日印发)
_JOINTLY_RE = re.compile(
    rf"(?P<body>[^\s。；;，,（）()第]{{4,120}}?){YEAR_MONTH_DAY}(?:联合)?(?:印发|发布|公布|颁布|制定)"
)
# (2021年3月5日 某局、某局印发)
_TOGETHER_RE = re.compile(
    r"(?P<body>[^\s。；;，,（）()第、]{4,30}(?:、[^\s。；;，,（）()第、]{4,30}){1,8}?)(?:联合)?(?:印发|发布|公布|颁布|制定)"
)
# …本文载《某刊》2021年第1期: at the end of what is said of the author
_PRINTED_RE = re.compile(rf"(?:^|[。，,；;（(\s]){PRINTED}《(?P<name>[^《》]{{2,20}})》\s*(?P<year>[0-9]{{4}}年)?")
# 来源:某网 作者:某某 on one line
_MORE_RE = re.compile(
    r"[\s　|｜]+(?:作者|记者|编辑|责编|责任编辑|通讯员|发布|时间|日期|浏览|点击|字[号体]|打印|分享)[^:：]{0,4}[:：].*"
)
# 作者:某某 来源:某网: the other way round
_SOURCE_RE = re.compile(r"[\s　|｜](?:文章|信息)?(?:来源|稿源)\s*[:：]\s*(?P<name>[^\s|｜]{2,20})")
_CREDITS = ("author", "credit")
# an interview's own lines: 采访时间:2021年3月5日, 采访人:《某刊》记者
_INTERVIEW_DAY_RE = re.compile(r"(?:采访|访谈|对话|座谈|发布会?|会议|举[办行])?(?:时间|日期)\s*[:：]")
_INTERVIEWER_RE = re.compile(
    r"(?:采访者?人?|访谈者?人?|记者|主持人?)\s*[:：]\s*《(?P<name>[^《》]{2,20})》(?:首席|特约)?(?:记者|编辑)"
)
_DAY_RE = re.compile(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})(?:\s*[月./-]\s*([0-9]{1,2})日?)?")
_FILE_DATE_RE = re.compile(r"[（(]([0-9]{4}-[0-9]{2}-[0-9]{2})[)）]")
# 自2022年6月15日起施行, and a line that says no more than that of a text
_IN_FORCE_RE = re.compile(
    rf"[自从]?{YEAR_MONTH_DAY}(?:零时)?起?[^。，,；;0-9通公]{{0,8}}(?:施行|实施|废止|失效)|^(?!.*(?:通过|公布|发布|印发)).*(?:施行|实施|废止|失效).*$"
)
# 某网6月1日讯, 新华社某地3月5日电: who sent the report, before its first words
_SENT_RE = re.compile(
    rf"(?P<name>(?!本)[{HAN}]{{1,8}}?(?:社|网|日报|晚报|报|在线|客户端|新闻))(?:[{HAN}]{{2,6}})?"
    r"(?:(?P<day>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)(?:电|讯|消息)|讯|电(?=[（(]))(?:\s*[（(]|\s)"
)
# …更有活力。(某某杂志 2023年第8期 张三 文)
# (原载《某报》2021年3月5日), 本文刊于《某某研究》2021年第2期,第3—9页
_NOTED_RE = re.compile(
    r"[（(](?P<note>[^（）()]{6,60})[)）]$|^(?P<line>(?:本文)?(?:原?[刊载]|原刊|发表|首发)[载登]?[于自]《[^《》]+》[^，,；;。]{4,20})"
)
_LAST_LINES = 3
_NOTE_OPENS = ("(", "（", "[", "【", "*", "※", "注", "本文")
_HEAD_LINES = 10  # among which an interview says when and by whom it was held


# --- publisher ------------------------------------------------------------------------------------------------------


# 市政府办公室: what a site calls a body of its own place
_PLACELESS_RE = re.compile(
    r"(?:自治)?[省市州盟区县旗](?:委|政府|人民政府|人大|政协|[^省市州盟区县旗]{1,12}[局厅办部]$)"
)


def publisher_of(title: str | None, genre: str, lines: Sequence[Line], notes: Sequence[Note]) -> str | None:
    """The body that issued a policy, or that published a report or review, as the text gives it."""
    told = field_of(notes, "issuer")
    named = _issuer_in(title)
    issuer = (
        *((named, told) if told and _PLACELESS_RE.match(told) else (told, named)),
        _signature(lines),
        *_promulgators(lines),
        _letterhead(lines),
    )
    outlet = (
        _outlet(field_of(notes, "source"), notes),
        field_of(notes, "original"),
        *(found.name for found in _imprints(lines)),
        *(printed["name"] for printed in _printed(lines, notes)),
        *(m["name"] for note in notes if note.kind in _CREDITS and (m := _SOURCE_RE.search(note.text))),
        _sender(lines),
        *(m["name"] for line in lines[:_HEAD_LINES] if (m := _INTERVIEWER_RE.match(line.text))),
        field_of(notes, "masthead"),
    )
    byline = _byline(lines)
    alone = next(
        (line.text for line in lines if line.kind == "masthead" and line.text.isalpha() and line.text[-2:] != "标准"),
        None,
    )
    order = (
        (*issuer, byline, *outlet) if genre == "policy" else (told, _signature(lines), *outlet, byline, alone, *issuer)
    )
    return next((name for name in order if name), None)


def _imprints(lines: Sequence[Line]) -> Iterator[Imprint]:
    """Where lines, or a note at the end of the last ones, say that the text was printed."""
    yield from (own for line in lines if line.kind == "masthead" and (own := parts_of(line.text)) and own.name)
    notes = (m for line in lines[-_LAST_LINES:] if (m := _NOTED_RE.search(line.text)) is not None)
    yield from (found for match in notes if (found := imprint(match["note"] or match["line"])))


def _byline(lines: Sequence[Line]) -> str | None:
    """The bodies that stand together above or below the title."""
    rows = [(index, line) for index, line in enumerate(lines) if line.kind == "byline"]
    names: list[str] = []
    last = None
    for index, line in rows:
        if last is not None and index > last + 1 and names:
            break
        names += bodies_in(line.text) or ([line.text] if names_body(line.text) else [])
        last = index
    return "、".join(names) or None


def field_of(notes: Sequence[Note], kind: str) -> str | None:
    """What the first note of a kind says."""
    return next((note.value for note in notes if note.kind == kind and note.value), None)


def _printed(lines: Sequence[Line], notes: Sequence[Note]) -> Iterator[re.Match[str]]:
    """Where notes on the author, or one of the last lines in brackets, say that the text was printed: name and year."""
    told = [note.text for note in notes if note.kind == "author"]
    told += [line.text for line in lines[-_LAST_LINES:] if line.text.startswith(_NOTE_OPENS)]
    return (m for text in told if (m := _PRINTED_RE.search(text)) is not None)


# 来源:本站, 来源:原创
_OWN_RE = re.compile(r"\s*(?:本[站网刊报台局]|原创|网络|互联网|综合|转载)(?:原创|整理|综合|转载)?\s*")
_TITLE_RE = re.compile(r"^《([^《》]*)》")
_JOURNAL_RE = re.compile(r"杂志社?$")


def _outlet(name: str | None, notes: Sequence[Note]) -> str | None:
    """A source's name: without 《》, and without 杂志 or 杂志社 where the text shows that these are no part of it."""
    if name is None:
        return None
    name = _MORE_RE.sub("", name)
    if _OWN_RE.fullmatch(name):
        return None
    if (printed := imprint(name)) is not None:
        return printed.name
    plain = _TITLE_RE.sub(r"\1", name.strip("《》 ")) if name.count("《") == 1 else name
    short = _JOURNAL_RE.sub("", plain)
    return short if any(f"《{short}》" in note.text for note in notes) else plain


def _sender(lines: Sequence[Line]) -> str | None:
    """The agency or paper that the first paragraph names before its first words."""
    first = next((line for line in lines if line.kind == "paragraph" and len(line.text) > TITLE_LENGTH), None)
    match = _SENT_RE.match(first.text.lstrip("【[")) if first is not None else None
    return match["name"] if match else None


def _issuer_in(title: str | None) -> str | None:
    match = ISSUER_RE.match(title or "")
    if match is None:
        return None
    names = match["body"].split()
    return ("、" if all(map(names_body, names)) else " ").join(names)


_FIRST_DAY_RE = re.compile(YEAR_MONTH_DAY)


def _promulgators(lines: Sequence[Line]) -> Iterator[str]:
    """The bodies that the lines of adoption name."""
    for line in lines:
        if line.kind != "header":
            continue
        text = line.text.strip("（()）—－ ")
        body = text[match.end() :].lstrip() if (match := _FIRST_DAY_RE.match(text)) else text
        if (occasion := _OCCASION_RE.match(body)) is not None:
            yield occasion["place"] + "人民政府"
        elif (meeting := _MEETING_RE.match(body)) is not None:
            if meeting["place"] or meeting["organ"].startswith(("全国", "中央")):
                yield meeting["place"] + meeting["organ"].replace("人大常委会", "人民代表大会常务委员会")
        elif (match := _JOINTLY_RE.match(body) or _TOGETHER_RE.match(body)) is not None:
            yield match["body"]
        elif (match := _PROMULGATED_RE.match(body)) is not None:
            yield match["body"].removeprefix("中华人民共和国") or match["body"]


def _letterhead(lines: Sequence[Line]) -> str | None:
    """The body on the letterhead: 某市民政局文件."""
    heads = (line.text.removesuffix("文件") for line in lines if line.kind == "order" and line.text.endswith("文件"))
    return next((head for head in heads if names_body(head)), None)


def _signature(lines: Sequence[Line]) -> str | None:
    bodies = [body for line in lines if line.kind == "signature" for body in _signed(line.text)]
    return "、".join(bodies) or None


def _signed(text: str) -> list[str]:
    """The bodies that a line of the signature names: several side by side, or one whose characters are spread."""
    if not names_body(text):
        return []
    pieces = text.split()
    return pieces if all(len(piece) > 3 and names_body(piece) for piece in pieces) else ["".join(pieces)]


# --- date -----------------------------------------------------------------------------------------------------------


def issued_of(file: str, lines: Sequence[Line], notes: Sequence[Note]) -> str | None:
    """The date of issue as an ISO date, as precise as the text gives it."""
    history = [_IN_FORCE_RE.sub("", line.text) for line in lines if line.kind == "header"]
    adopted = [date for text in history for date in _dates(text)]
    signed = [d for line in lines if line.kind in ("signature", "date") for d in _dates(line.text)]
    released = [d for line in lines if line.kind == "signature" and "印发" in line.text for d in _dates(line.text)]
    papers = [date for line in lines if line.kind == "masthead" for date in _dates(line.text)]
    papers += [date for line in lines if line.kind == "byline" for date in _dates(line.text)]
    papers += [date for found in _imprints(lines) for date in _dates(found.day)]
    papers += _dates(field_of(notes, "source") or "")
    told = {kind: iso_date(field_of(notes, kind) or "") for kind in ("issued", "dateline")}
    printed = [m["year"][:4] for m in _printed(lines, notes) if m["year"]]
    printed += [found.day[:4] for found in _imprints(lines)]
    source = imprint(_MORE_RE.sub("", field_of(notes, "source") or ""))
    printed += [source.day[:4]] if source is not None else []
    talked = [d for line in lines[:_HEAD_LINES] if _INTERVIEW_DAY_RE.match(line.text) for d in _dates(line.text)]
    in_name = _FILE_DATE_RE.search(file)
    order = (told["issued"], in_name[1] if in_name else None, *released[-1:], adopted[-1] if adopted else None,
             signed[-1] if signed else None, *papers[:1], told["dateline"], *talked[:1], *printed[:1])  # fmt: skip
    return next((date for date in order if date), None)


def iso_date(text: str) -> str | None:
    """The first date of `text` in ISO form; None if there is none.

    >>> iso_date("二〇二三年五月十日"), iso_date("2021-6-10 15:28"), iso_date("2023年5月")
    ('2023-05-10', '2021-06-10', '2023-05')
    """
    return next(_dates(text), None)


def _dates(text: str) -> Iterator[str]:
    for match in _DAY_RE.finditer(_arabic(text)):
        year, month, day = match[1], int(match[2]), int(match[3]) if match[3] else None
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            yield f"{year}-{month:02}" + (f"-{day:02}" if day is not None else "")


_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


_CHINESE_YEAR_RE = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_CHINESE_DAY_RE = re.compile(r"[一二三]?十?[一二三四五六七八九]?(?=[月日])")


def _arabic(text: str) -> str:
    """Chinese numerals of years, months and days as digits."""
    text = _CHINESE_YEAR_RE.sub(lambda m: m[0].translate(_DIGITS), text)
    return _CHINESE_DAY_RE.sub(lambda m: _small(m[0]) if m[0] else "", text)


def _small(numeral: str) -> str:
    """A Chinese numeral up to 39 as digits."""
    if "十" not in numeral:
        return numeral.translate(_DIGITS)
    tens, _, ones = numeral.partition("十")
    return str(int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0))
