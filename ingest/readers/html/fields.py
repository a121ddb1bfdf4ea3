"""What a page tells of its document beside the text: in a table (索引号, 发文机关) or in a line below its title.

The labels are those that pages of 政府信息公开 use; 《政府网站发展指引》(国办发〔2017〕47号) lists the <meta> tags.
A table may be one of rows or of columns, a <dl>, a list, or one line with several labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.readers.html.lines import AFTER, BEFORE, INSIDE, Line
from ingest.readers.told import iso_date

# key of TOLD (None: nothing asks for it; "outlet": who sent a report) -> its labels, the better ones first
LABELS: tuple[tuple[str | None, tuple[str, ...]], ...] = (
    ("title", ("公文标题", "文件标题", "信息标题", "文件名称", "信息名称", "公文名称", "标题", "名称")),
    ("publisher", ("发文机关", "制发机关", "发文机构", "发文单位", "制定机关", "制文机关", "印发机关", "颁布机关",
                   "颁布单位", "发文部门", "制发单位", "发布机关", "发布机构", "发布单位", "发布部门",
                   "信息发布机构", "公开单位", "公开机构", "公开责任部门", "公开主体", "责任部门", "信息提供单位")),
    ("issued", ("成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "印发时间", "制发日期", "签发日期",
                "签署日期", "生成日期", "产生日期", "形成日期", "颁布日期", "信息形成时间")),
    ("published", ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "上网日期", "上网时间",
                   "信息发布日期", "发稿时间", "发表时间", "发表日期", "更新日期", "更新时间", "录入时间",
                   "添加时间", "时间", "日期")),
    ("number", ("发文字号", "发文文号", "公文文号", "文件编号", "文件文号", "发文号", "文件号", "文号", "字号")),
    ("index", ("索引号", "信息索引号", "信息索引", "索取号", "信息索取号")),
    ("topics", ("主题分类", "主题词", "信息分类", "信息类别", "公文主题", "所属主题", "主题", "分类", "关键词",
                "关键字")),
    ("adopted", ("通过日期", "通过时间")),
    ("effective", ("施行日期", "实施日期", "生效日期", "生效时间", "实施时间", "施行时间")),
    ("expires", ("失效日期", "废止日期", "失效时间")),
    ("validity", ("有效性", "时效性", "是否有效", "效力状态", "文件有效性", "文件状态", "有效状态", "时效状态",
                  "效力")),
    ("author", ("作者", "文章作者", "撰稿", "撰稿人")),
    ("outlet", ("来源", "文章来源", "信息来源", "稿件来源", "内容来源", "稿源", "新闻来源", "转载自", "摘自")),
    (None, ("公开方式", "公开形式", "公开范围", "公开属性", "公开类别", "公开程序", "公开时限", "公开期限",
            "公开类型", "体裁分类", "体裁", "组配分类", "服务对象", "服务对象分类", "统一登记号", "统一编号",
            "登记号", "语种", "文种", "公文种类", "文件类型", "公文类型",
            "内容概述", "信息概述", "内容摘要", "载体类型", "记录形式", "所属机构", "备注", "附件下载", "发布人",
            "发布者", "信息来源地址", "规范性文件编号", "法规类别", "效力级别", "效力层级", "浏览次数", "浏览量",
            "浏览", "阅读次数", "阅读量", "阅读", "点击数", "点击量", "点击率", "点击", "点击次数", "访问次数",
            "访问量", "人气", "字体", "字体大小", "文字大小", "字号选择", "视力保护色", "保护视力色", "背景色",
            "责任编辑", "编辑", "责编", "审核", "初审", "复审", "终审", "校对", "供稿", "记者", "信息员", "摄影",
            "分享到", "分享", "打印", "编审")),
)  # fmt: skip
_DATES = ("issued", "published", "adopted", "effective", "expires")
_KEYS = {label: key for key, labels in LABELS for label in labels}
# labels that a sentence or a menu may hold too: they need a colon, or company
_WEAK = frozenset(
    {"标题", "名称", "时间", "日期", "字号", "主题", "分类", "关键词", "关键字", "作者", "来源", "备注", "效力",
     "编辑", "审核", "记者", "浏览", "阅读", "点击", "分享", "打印", "文种", "体裁", "摄影", "供稿", "校对",
     "责任部门", "更新时间", "撰稿"}
)  # fmt: skip
_BLANK = r"[\s\u3000\xa0]*"
_SPREAD = "|".join(_BLANK.join(label) for label in sorted(_KEYS, key=len, reverse=True))
_FIRST = "".join(sorted({label[0] for label in _KEYS}))
_LONG = "|".join(label for label in sorted(_KEYS, key=len, reverse=True) if len(label) > 3)
# a long label may follow its neighbour's value at once
_LABEL_RE = re.compile(
    rf"(?=[\[【\s\u3000\xa0{_FIRST}])(?:(?<![^\W\d_])|(?={_LONG}))[\[【]?{_BLANK}(?P<label>{_SPREAD}){_BLANK}"
    rf"(?:[\]】]{_BLANK}[:：]?|[:：]){_BLANK}"
)
_COLON_RE = re.compile(r"[:：\]】]")
_BARE_RE = re.compile(rf"[\[【]?{_BLANK}(?P<label>{_SPREAD}){_BLANK}[\]】]?")
_BLANKS_RE = re.compile(r"[\s\u3000\xa0]+")
_NOTHING_RE = re.compile(r"[-—－/\\_无*\s\u3000\xa0.:：]*|暂无|null|undefined|None")
_REST_RE = re.compile(
    r"(?:[\s\u3000\xa0]*[|｜丨])+.*|[\s\u3000\xa0]+(?:【|\[|打印|关闭|分享|字体|大\s*中\s*小|收藏|T[-+|]|A[-+]).*|[【\[（(]\s*(?:字体|打印|大\b).*"
)
_DAY = r"(?<!\d)(?P<day>(?P<year>(?:19|20)\d{2})(?:\s*[-年/.]\s*|\s+)(?P<rest>\d{1,2}\s*[-月/.]\s*\d{1,2})(?!\d)\s*日?)"
_DAY_RE = re.compile(rf"[（(\[【]?\s*{_DAY}")
_ANY_DAY_RE = re.compile(_DAY)
_CLOCK_RE = re.compile(r"[\s\u3000\xa0]*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[\s\u3000\xa0)）\]】|]*")
NUMBER_RE = re.compile(
    r"[^\s，。：:《》（）()]{2,16}[〔\[【（(﹝]\s*(?:19|20)\d{2}\s*[〕\]】）)﹞]\s*第?\s*\d{1,5}\s*号"
)
_MOST_VALUE = 300
_MOST_DAY = 120
_NEAR = 6
_MOST_LINES = 200
_MOST_LINE = 400
_COMPANY = 2


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value, and the lines (by index) in which they stand."""

    label: str
    value: str
    lines: tuple[int, ...]
    has_colon: bool


@dataclass(slots=True)
class Fields:
    """What the page tells: `values` by label, and the lines that are no more than that."""

    values: dict[str, str] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    day: str | None = None  # of a line below the title that has no label

    def told(self) -> dict[str, str]:
        """The values by the keys of TOLD, and "outlet"."""
        result: dict[str, str] = {}
        for key, labels in LABELS:
            found = next((self.values[label] for label in labels if label in self.values), None)
            value = _plain(key, found) if key is not None and found else None
            if key is not None and value:
                result[key] = value
        if self.day is not None:
            result.setdefault("published", self.day)
        return result


def fields_of(lines: Sequence[Line], prose_at: int) -> Fields:
    """What the lines tell; within the text only those above `prose_at`, its first line of prose."""
    found = Fields()
    rows = list(_rows(lines, prose_at))
    fields = list(_fields(rows))
    inner = {f.label for f in fields if f.label not in _WEAK and (not f.has_colon or _is_inside(lines, f))}
    for each in fields:
        needs_company = not each.has_colon or _is_inside(lines, each)
        if needs_company and len(inner) < _COMPANY and not _is_byline(lines, each):
            continue
        if not _NOTHING_RE.fullmatch(each.value):
            found.values.setdefault(each.label, each.value)
        found.lines.update(each.lines)
    _find_days(rows, found)
    found.day = found.day or _senders_day(fields, lines, found.lines)  # a label of a day wins over it
    return found


def _rows(lines: Sequence[Line], prose_at: int) -> Iterator[tuple[int, Line]]:
    """The lines that may tell something: not more than so many above, at the top of and below the text."""
    zones: dict[str, list[int]] = {BEFORE: [], INSIDE: [], AFTER: []}
    for index, line in enumerate(lines):
        if line.zone != INSIDE or index < prose_at:
            zones[line.zone].append(index)
    chosen = (*zones[BEFORE][-_MOST_LINES:], *zones[INSIDE][:_MOST_LINES], *zones[AFTER][:_MOST_LINES])
    yield from ((index, lines[index]) for index in chosen if lines[index].shown.strip())


def meta_of(metas: Mapping[str, str]) -> dict[str, str]:
    """What the <meta> tags tell, by the keys of TOLD, and "outlet", "site", "address"."""
    result = {}
    for key, names in _META.items():
        value = next((metas[name] for name in names if metas.get(name, "").strip()), "")
        plain = _plain(key, re.sub(r"<[^<>]{0,200}>", "", value))
        if plain:
            result[key] = plain
    return result


# 《政府网站发展指引》附件 3; Open Graph; Dublin Core
_META: dict[str, tuple[str, ...]] = {
    "title": ("articletitle", "og:title", "twitter:title", "dc.title"),
    "published": ("pubdate", "publishdate", "article:published_time", "og:release_date", "dc.date", "og:time",
    "weibo: article:create_at"), "outlet": ("contentsource", "source", "og:source"),
    "site": ("sitename", "og:site_name", "application-name"),
    "address": ("url", "og:url"),
    "topics": ("keywords_topic",),
}  # fmt: skip


def _is_inside(lines: Sequence[Line], each: Field) -> bool:
    return any(lines[index].zone == INSIDE for index in each.lines)


def _is_byline(lines: Sequence[Line], each: Field) -> bool:
    """Whether a label within the text stands in a line of two labels or with a day: the line below its title."""
    text = lines[each.lines[0]].shown
    labels = {match["label"] for match in _LABEL_RE.finditer(text)}
    return each.has_colon and (len(labels) > 1 or (_DAY_RE.search(text) is not None and len(text) < 60))


def _fields(rows: Sequence[tuple[int, Line]]) -> Iterator[Field]:
    """The labels of the lines with their values, which may stand in the next cell, line or row."""
    waiting: tuple[str, int, bool] | None = None
    at = 0
    while at < len(rows):
        index, line = rows[at]
        cells = [line.shown[start:end] for start, end, _ in line.cells] if line.cells else [line.shown]
        columns = _columns(rows, at, cells)
        if columns is not None:
            yield from columns
            at, waiting = at + 2, None
            continue
        for cell in cells:
            pairs = _pairs(cell, has_cells=bool(line.cells) or line.tag in ("dt", "th", "li", "dd"))
            if not pairs:
                if waiting is not None and cell.strip():
                    label, first, has_colon = waiting
                    if len(cell) <= _MOST_VALUE and index - first <= 2:
                        yield Field(label, cell.strip(), tuple(sorted({first, index})), has_colon)
                    waiting = None
                continue
            for label, value, has_colon in pairs:
                if value:
                    yield Field(label, value, (index,), has_colon)
            label, value, has_colon = pairs[-1]
            if waiting is not None:
                yield Field(waiting[0], "", (waiting[1],), waiting[2])
            waiting = (label, index, has_colon) if not value else None
            yield from (Field(name, "", (index,), colon) for name, told, colon in pairs[:-1] if not told)
        at += 1
        if waiting is not None and at < len(rows) and rows[at][0] - waiting[1] > 2:
            waiting = None


def _pairs(cell: str, *, has_cells: bool) -> list[tuple[str, str, bool]]:
    """Label, value, whether a colon is between them, of a cell that begins with a label; empty if it does not."""
    if len(cell) > _MOST_LINE:
        return []
    if has_cells and (match := _BARE_RE.fullmatch(cell.strip())) is not None:
        return [(_BLANKS_RE.sub("", match["label"]), "", False)]
    matches = list(_LABEL_RE.finditer(cell)) if _COLON_RE.search(cell) is not None else []
    if not matches or not _is_lead(cell[: matches[0].start()]):
        return []
    ends = [match.start() for match in matches[1:]] + [len(cell)]
    lead = _DAY_RE.match(cell.strip())
    before = [("时间", lead["day"], True)] if lead is not None else []
    return before + [
        (_BLANKS_RE.sub("", match["label"]), cell[match.end() : end].strip().strip("|｜丨[【（( \u3000\xa0"), True)
        for match, end in zip(matches, ends, strict=True)
    ]


def _is_lead(text: str) -> bool:
    """Whether what stands before the first label of a line is a day, a mark or nothing."""
    if not text.strip(" \u3000\xa0|｜丨[]【】（）()·•"):
        return True
    match = _DAY_RE.match(text.strip())
    return match is not None and _CLOCK_RE.fullmatch(text.strip(), match.end()) is not None


def _columns(rows: Sequence[tuple[int, Line]], at: int, cells: Sequence[str]) -> list[Field] | None:
    """The fields of a row of labels and the row of values below it; None if it is none."""
    labels = [_BARE_RE.fullmatch(cell.strip()) for cell in cells]
    if len(cells) < 2 or at + 1 >= len(rows) or not all(labels):
        return None
    index, line = rows[at + 1]
    values = [line.shown[start:end].strip() for start, end, _ in line.cells]
    if len(values) != len(cells) or any(_BARE_RE.fullmatch(value) for value in values):
        return None
    names = [_BLANKS_RE.sub("", match["label"]) for match in labels if match is not None]
    return [Field(name, value, (rows[at][0], index), False) for name, value in zip(names, values, strict=True)]


def _find_days(rows: Sequence[tuple[int, Line]], found: Fields) -> None:
    """Lines outside the text that are a day, alone or before a label; else one right above the text that has a day."""
    above = [(index, line) for index, line in rows if line.zone == BEFORE and line.tag != "title"]
    for index, line in above:
        text = line.shown.strip()
        if len(text) > _MOST_DAY or (match := _DAY_RE.match(text)) is None:
            continue
        clock = _CLOCK_RE.match(text, match.end())
        rest = text[clock.end() if clock is not None else match.end() :]
        if not rest or _LABEL_RE.match(rest) is not None or _REST_RE.fullmatch(" " + rest) is not None:
            found.day = _day(match)  # the last one: menus and today's date stand above it
            found.lines.add(index)
    for index, line in above[-_NEAR:] if found.day is None else ():
        match = _ANY_DAY_RE.search(line.shown) if index not in found.lines else None
        if match is not None and len(line.shown) <= _MOST_DAY and line.linked * 2 < len(line.shown):
            found.day = _day(match)
            found.lines.add(index)


def _senders_day(fields: Sequence[Field], lines: Sequence[Line], taken: set[int]) -> str | None:
    """The day in a line that names a sender, an editor or the like."""
    for each in fields:
        if _KEYS[each.label] in ("outlet", "author", None) and taken.issuperset(each.lines):
            match = _ANY_DAY_RE.search(lines[each.lines[0]].shown)
            if match is not None and "日期" not in each.label and "时间" not in each.label:
                return _day(match)
    return None


def _day(match: re.Match[str]) -> str | None:
    """A day as an ISO date; pages also write "2023 05/16"."""
    return iso_date(f"{match['year']}-{match['rest']}")


def _plain(key: str | None, value: str) -> str | None:
    """A value as TOLD asks for it."""
    text = _BLANKS_RE.sub(" ", value).strip()
    if _NOTHING_RE.fullmatch(text):
        return None
    if key in _DATES:
        match = _DAY_RE.match(text)
        return _day(match) if match is not None else iso_date(text.lstrip("（([【 "))
    if key in ("outlet", "author", "publisher"):
        text = _REST_RE.sub("", text).strip("[]【】()（）|｜,，;； ")
        text = re.split(r"\s(?=(?:19|20)\d{2}[-年/.])", text)[0].strip()
        if not text or len(text) > 60:
            return None
    if key in ("topics", "publisher"):
        return "；".join(part for part in re.split(r"\s*[;；|,，]\s*|(?<=\S)\s+(?=\S)", text) if part)
    return text[:_MOST_VALUE] or None
