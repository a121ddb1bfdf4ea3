"""The words that all formats share: headings, one line a practice, one line a figure, one line a source."""

from __future__ import annotations

from collections.abc import Iterable

from kg.compare import (
    SAME,
    STATUS_LABELS,
    VARIANT,
    Cell,
    ComparedRegion,
    Comparison,
    Figure,
    Finding,
    PracticeEntry,
    Row,
    Source,
    distinct,
)
from kg.doubt import doubt_note
from kg.values import format_date
from kg.vocab import AGREEMENTS, DIMENSIONS

ROLE_LABELS = {
    "level": "现状",
    "before": "变化前",
    "after": "变化后",
    "change": "增减",
    "target": "目标",
    "share": "占比",
}
LOOSE = "未归入具体机制的数据"


def title(comparison: Comparison) -> str:
    return "、".join(region.name for region in comparison.regions) + "基层治理比较"


def note(comparison: Comparison) -> str:
    """What the file is and what an empty cell means."""
    return (
        f"治图知识库版本 {comparison.release}。“{STATUS_LABELS['not_found']}”指所藏该地文献中没有检出，不等于当地没有；"
        f"“{STATUS_LABELS['no_document']}”指知识库没有该地文献。方括号内为来源编号。"
    )


def dimension_label(dimension: str) -> str:
    return DIMENSIONS[dimension][0]


def status_label(cell: Cell) -> str:
    return STATUS_LABELS[cell.status]


def marks(numbers: tuple[int, ...]) -> str:
    """Source numbers as they stand behind a statement: "[1][4]"."""
    return "".join(f"[{n}]" for n in numbers)


_REASONS = 2  # that a row shows: of n variants there are n(n-1)/2
RELATIONS = {SAME: "同一机制", VARIANT: "变体"}


def row_reasons(row: Row) -> str:
    """Why the practices of a row are variants: the plainest reasons; empty if they are of one mechanism."""
    more = f"；另有 {len(row.reasons) - _REASONS} 条" if len(row.reasons) > _REASONS else ""
    return "；".join(sorted(row.reasons, key=lambda reason: (len(reason), reason))[:_REASONS]) + more


def row_note(row: Row) -> str:
    """What the practices of a row are to each other; empty where nothing joins them."""
    if row.relation is None:
        return ""
    reasons = row_reasons(row)
    return f"{RELATIONS[row.relation]}：{reasons}" if reasons else RELATIONS[row.relation]


def row_line(comparison: Comparison, row: Row) -> str:
    """A row in one sentence: what it joins, under which name in which region."""
    names = (
        f"{region.name}“{'”“'.join(dict.fromkeys(entry.mechanism for entry in entries))}”"
        for region, entries in zip(comparison.regions, row.entries, strict=True)
        if entries
    )
    reasons = row_reasons(row)
    return f"{RELATIONS[row.relation or SAME]}：{'、'.join(names)}{f'（{reasons}）' if reasons else ''}"


def finding_label(finding: Finding) -> str:
    """ "2 份文档一致", "说法不一" …"""
    label = AGREEMENTS[finding.agreement][0]
    if finding.agreement == "agreeing":
        return f"{finding.documents} 份文档一致" if finding.documents > 1 else "同一文档几处一致"
    return label


def finding_text(finding: Finding) -> str:
    """The label with the reason where it says more."""
    label = finding_label(finding)
    if finding.agreement == "agreeing":
        return label
    return finding.reason if finding.reason.startswith(label) else f"{label}：{finding.reason}"


def findings_note(figure: Figure) -> str:
    """What is found about a figure, with the sources of all that state it; empty where it stands alone."""
    return "；".join(f"{finding_text(f)}{marks(f.sources)}" for f in figure.findings)


def place_note(place: str, region: ComparedRegion) -> str:
    return "" if place == region.name else f"（{place}）"


def heading_note(entry: PracticeEntry, region: ComparedRegion) -> str:
    """What stands behind a practice's name: the place where it is not the region's own, a dimension in doubt."""
    return place_note(entry.place, region) + doubt_note(entry.dimension_confidence)


def facts_line(entry: PracticeEntry) -> str:
    """Who leads a practice, since when, from what, on what basis; empty where no text says."""
    parts = (
        ("主导", entry.led_by),
        ("起始", tuple(format_date(value) for value in entry.started_on)),
        ("源于", entry.evolved_from),
        ("依据", tuple(f"《{name}》" for name in entry.based_on)),
    )
    return "；".join(f"{label}：{'、'.join(values)}" for label, values in parts if values)


def figure_lines(figures: Iterable[Figure], region: ComparedRegion) -> list[str]:
    """A line a figure; of several that agree one, with the sources of all."""
    return [figure_line(figure, region) for figure in distinct(figures)]


def figure_line(figure: Figure, region: ComparedRegion) -> str:
    """ "行政村：620个（2022年9月10日）[3]" with role, place and time where they say more."""
    details = [
        ROLE_LABELS[figure.role] if figure.role != "level" else "",
        figure.place if figure.place != region.name else "",
        format_date(figure.time) if figure.time else "",
    ]
    told = "，".join(filter(None, details))
    noted = findings_note(figure)
    line = f"{figure.subject}：{figure.shown}{f'（{told}）' if told else ''}[{figure.source}]"
    return f"{line} {noted}" if noted else line


def source_line(source: Source) -> str:
    """Title, publisher, date, place in the text, the words."""
    head = "，".join(filter(None, (f"《{source.title}》", source.publisher, source.issued)))
    place = f"第 {source.clause} 段" if source.clause else "标题"
    return f"{head}，{place}（第 {source.start}—{source.end} 字）：“{source.quote}”"
