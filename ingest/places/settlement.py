"""A township, village or community in a text, and what its name closes with."""

from __future__ import annotations

import re
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
_WORDS_RE = re.compile(rf"(?:{'|'.join(COMMON)})$")
# 独山村, 凤山村, 王家乡: the word is the rest of a name of two characters and the suffix
_NAME_RE = re.compile("[^小大深老穷荒偏高远个座各每全是在的]山村|[一-鿿](?<![回大老国我你他她人各全本自])家乡")


def is_common(name: str) -> bool:
    """Does the name close with a common noun (新农村, 小山村), so that it is none?"""
    return _WORDS_RE.search(name) is not None and _NAME_RE.fullmatch(name) is None


@dataclass(frozen=True, slots=True)
class Settlement:
    start: int
    end: int
    name: str
    level: str
    code: str | None
    within: str | None
