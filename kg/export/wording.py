"""The words that all formats share: headings, one line a practice, one line a figure, one line a source."""

from __future__ import annotations

from kg.compare import STATUS_LABELS, Cell, ComparedRegion, Comparison, Figure, PracticeEntry, Source
from kg.values import format_date
from kg.vocab import DIMENSIONS

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


def place_note(place: str, region: ComparedRegion) -> str:
    return "" if place == region.name else f"（{place}）"


def facts_line(entry: PracticeEntry) -> str:
    """Who leads a practice, since when, from what, on what basis; empty where no text says."""
    parts = (
        ("主导", entry.led_by),
        ("起始", tuple(format_date(value) for value in entry.started_on)),
        ("源于", entry.evolved_from),
        ("依据", tuple(f"《{name}》" for name in entry.based_on)),
    )
    return "；".join(f"{label}：{'、'.join(values)}" for label, values in parts if values)


def figure_line(figure: Figure, region: ComparedRegion) -> str:
    """ "行政村：620个（2022年9月10日）[3]" with role, place and time where they say more."""
    details = [
        ROLE_LABELS[figure.role] if figure.role != "level" else "",
        figure.place if figure.place != region.name else "",
        format_date(figure.time) if figure.time else "",
    ]
    told = "，".join(filter(None, details))
    return f"{figure.subject}：{figure.shown}{f'（{told}）' if told else ''}[{figure.source}]"


def source_line(source: Source) -> str:
    """Title, publisher, date, place in the text, the words."""
    head = "，".join(filter(None, (f"《{source.title}》", source.publisher, source.issued)))
    place = f"第 {source.clause} 段" if source.clause else "标题"
    return f"{head}，{place}（第 {source.start}—{source.end} 字）：“{source.quote}”"
