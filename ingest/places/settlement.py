"""A township, village or community in a text, and what its name closes with."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL_OF_SUFFIX = {
    "镇": "township", "乡": "township", "街道": "township", "苏木": "township", "民族乡": "township",
    "村": "village", "社区": "village", "嘎查": "village", "居民区": "village", "街": "township",
}  # fmt: skip
# what closes like a name and is none
COMMON = (
    "农村", "乡村", "新农村", "行政村", "自然村", "山村", "乡镇", "城镇", "镇村",
    "城中村", "家乡", "下乡", "入乡", "返乡", "城乡", "回乡", "还乡",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settlement:
    start: int
    end: int
    name: str
    level: str
    code: str | None
    within: str | None
