"""A comparison as flat rows, one a figure (or a practice without figures, or an empty cell), for csv and xlsx."""

from __future__ import annotations

from kg.compare import Comparison, Figure, PracticeEntry
from kg.doubt import is_doubtful
from kg.export import wording
from kg.export.wording import LOOSE, ROLE_LABELS, dimension_label, status_label
from kg.values import format_date

Value = str | int | float | None

HEADER = (
    "维度", "地区", "所在地", "状态", "机制", "主导", "起始", "源于", "依据", "指标", "数值", "数值上限", "单位",
    "限定", "性质", "时间", "原文", "来源编号", "文献", "发布者", "发布日期", "段", "起", "止", "sha256",
    "对应", "各处说法", "维度置信度", "维度待核",
)  # fmt: skip
APPROX_LABELS = {"about": "约", "more": "以上", "less": "以下", None: ""}


def rows(comparison: Comparison) -> list[tuple[Value, ...]]:
    """Rows in the order of dimensions, then regions; figures that measure no mechanism last."""
    result: list[tuple[Value, ...]] = []
    for dimension in comparison.dimensions:
        notes = {e.iri: wording.row_note(row) for row in comparison.rows[dimension] for c in row.entries for e in c}
        for region in comparison.regions:
            cell = comparison.cell(region, dimension)
            start = (dimension_label(dimension), region.name)
            for entry in cell.practices:
                practice = (entry.place, status_label(cell), *_practice(entry))
                for figure in entry.figures:
                    said = (notes[entry.iri], wording.findings_note(figure), *_judged(entry))
                    result.append((*start, *practice, *_figure(figure), *_source(comparison, figure.source), *said))
                if not entry.figures:
                    said = (notes[entry.iri], "", *_judged(entry))
                    for number in entry.sources:
                        result.append((*start, *practice, *_figure(None), *_source(comparison, number), *said))
            if not cell.practices:
                result.append((*start, "", status_label(cell), *("",) * 5, *_figure(None), *("",) * 12))
    for region in comparison.regions:
        for figure in region.figures:
            loose = (LOOSE, region.name, figure.place, "有记载", *("",) * 5)
            said = ("", wording.findings_note(figure), "", "")
            result.append((*loose, *_figure(figure), *_source(comparison, figure.source), *said))
    return result


def _practice(entry: PracticeEntry) -> tuple[str, ...]:
    return (
        entry.mechanism,
        "、".join(entry.led_by),
        "、".join(format_date(value) for value in entry.started_on),
        "、".join(entry.evolved_from),
        "、".join(entry.based_on),
    )


def _judged(entry: PracticeEntry) -> tuple[Value, Value]:
    """How sure the dimension is, and the mark for review."""
    confidence = entry.dimension_confidence
    return "" if confidence is None else confidence, "待核" if is_doubtful(confidence) else ""


def _figure(figure: Figure | None) -> tuple[Value, ...]:
    if figure is None:
        return ("",) * 8
    return (
        figure.subject,
        figure.value,
        figure.value_max if figure.value_max is not None else "",
        figure.unit or "",
        APPROX_LABELS[figure.approx],
        ROLE_LABELS[figure.role],
        format_date(figure.time) if figure.time else "",
        figure.wording,
    )


def _source(comparison: Comparison, number: int) -> tuple[Value, ...]:
    source = comparison.sources[number - 1]
    return (
        number, source.title, source.publisher or "", source.issued or "", source.clause, source.start, source.end,
        source.sha256,
    )  # fmt: skip
