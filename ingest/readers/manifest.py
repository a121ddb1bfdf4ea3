"""manifest.csv: what a folder says of its files. An error names the line and the column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath

from ingest.extract import Metadata
from ingest.readers.bytes_of import bytes_of
from ingest.readers.encoding import Undecodable, decode
from ingest.readers.ids import slug
from ingest.readers.limits import configured
from ingest.readers.parsed import Unreadable
from kg.errors import InputError, UsageError
from kg.regions import lookup

NAME = "manifest.csv"
COLUMNS = ("file", "id", "title", "publisher", "date", "region", "source")
_DATE_RE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LIST_RE = re.compile(r"[;；、,，]")
_SEPARATOR_RE = re.compile(r"[;；]")


def read_manifest(path: Path) -> dict[str, Metadata]:
    """File (relative to the manifest's folder, with `/`) -> its metadata; the id is "" where it gives none."""
    try:
        data = bytes_of(path, configured().file_mb)
    except Unreadable as error:
        raise InputError(str(path), str(error)) from None
    return parse_manifest(data, str(path), lambda file: (path.parent / file).is_file())


def parse_manifest(data: bytes, shown: str, exists: Callable[[str], bool]) -> dict[str, Metadata]:
    """The same of a manifest's bytes; `exists` says whether a file is in its folder."""
    result: dict[str, Metadata] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(data, shown):
        file = _file(row["file"], exists, shown, line)
        if file in result:
            raise InputError(shown, f"第 {line} 行 file 列：{file!r} 已在前面出现过")
        metadata = _metadata(row, shown, line)
        if metadata.id and metadata.id in lines:
            raise InputError(shown, f"第 {line} 行 id 列：{metadata.id!r} 与第 {lines[metadata.id]} 行重复")
        lines[metadata.id] = line
        result[file] = metadata
    return result


def metadata_of(told: Mapping[str, str]) -> Metadata:
    """What a container says of a document; a region that is none, or several, is left to the text."""
    regions = []
    for name in filter(None, (part.strip() for part in _LIST_RE.split(told.get("regions", "")))):
        with suppress(UsageError):
            regions.append(lookup(name).name)
    return Metadata(
        id="",
        title=told.get("title"),
        publisher=told.get("publisher"),
        issued=told.get("issued"),
        regions=tuple(regions),
        source=told.get("source"),
    )


def _rows(data: bytes, shown: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line number and cells of every row that is not empty."""
    try:
        text, _ = decode(data)
    except Undecodable as error:
        raise InputError(shown, str(error)) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(header, shown)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(header):
                    told = f"第 {line} 行有 {len(cells)} 列，表头只有 {len(header)} 列；含逗号的值要加引号"
                    raise InputError(shown, told)
                padded = [*cells, *[""] * (len(header) - len(cells))]
                yield line, dict.fromkeys(COLUMNS, "") | {k: v.strip() for k, v in zip(header, padded, strict=True)}
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(shown, f"第 {reader.line_num} 行不是合法的 CSV：{error}") from None


def _check_header(header: list[str], shown: str) -> None:
    if "file" not in header:
        raise InputError(shown, f"第 1 行缺少 file 列；表头应为 {','.join(COLUMNS)}")
    for position, name in enumerate(header, 1):
        if name not in COLUMNS:
            raise InputError(shown, f"第 1 行第 {position} 列 {name!r} 不认识；表头应为 {','.join(COLUMNS)}")
        if header.index(name) != position - 1:
            raise InputError(shown, f"第 1 行第 {position} 列 {name!r} 重复")


def _file(value: str, exists: Callable[[str], bool], shown: str, line: int) -> str:
    where = f"第 {line} 行 file 列"
    if not value:
        raise InputError(shown, f"{where}为空")
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts:
        raise InputError(shown, f"{where}：{value!r} 不在清单所在的目录里")
    if not exists(str(path)):
        raise InputError(shown, f"{where}：没有文件 {value!r}")
    return str(path)


def _metadata(row: Mapping[str, str], shown: str, line: int) -> Metadata:
    name = row["id"]
    if name and slug(name) != name:
        example = slug(name) or "doc-1"
        raise InputError(shown, f"第 {line} 行 id 列：{name!r} 只能含汉字、字母、数字和 - _ .（如 {example}）")
    return Metadata(
        id=name,
        title=row["title"] or None,
        publisher=row["publisher"] or None,
        issued=_date(row["date"], shown, line),
        regions=tuple(_regions(row["region"], shown, line)),
        source=row["source"] or None,
    )


def _date(value: str, shown: str, line: int) -> str | None:
    if not value:
        return None
    match = _DATE_RE.fullmatch(value)
    try:
        if match is not None:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
            return value
    except ValueError:
        pass  # a 13th month or a 31st of February: the same message
    raise InputError(shown, f"第 {line} 行 date 列：{value!r} 不是日期；应写作 2023、2023-05 或 2023-05-10")


def _regions(value: str, shown: str, line: int) -> Iterator[str]:
    for name in filter(None, (part.strip() for part in _SEPARATOR_RE.split(value))):
        try:
            yield lookup(name).name
        except UsageError as error:
            raise InputError(shown, f"第 {line} 行 region 列：{error}；多个地区用 ; 隔开") from None
