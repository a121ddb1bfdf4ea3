"""The parts of an Office file and what leads from one to another (Open Packaging Conventions, ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.readers.parsed import Unreadable
from ingest.readers.word.elements import Element, children, parse
from ingest.readers.zips import Zip, true_name

_MAIN = "word/document.xml"
_REPAIR = "请重新下载，或用 Word、WPS 打开后另存再试"
_MAIN_TYPES = ("document.main+xml", "template.main+xml", "document.macroEnabled.main+xml",
               "template.macroEnabledTemplate.main+xml")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last step of its type ("header"); `target` a part's name, or an address if it is external."""

    kind: str
    target: str
    is_external: bool = False


class Package:
    """The parts by their names, whatever their case. Unreadable if it is no ZIP or has no text.

    `damage` tells which of the links between the parts could not be read.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = Zip(data)
        except Unreadable as error:
            raise Unreadable(str(error).replace("压缩包", "Word 文档", 1).replace("重新打包", "另存")) from None
        self._members = {true_name(info).lstrip("/").lower(): info for info in self._zip.members}
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self.damage: list[str] = []
        self.main = self._main()

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None if there is none."""
        info = self._members.get(part.lower())
        return None if info is None else self._zip.read(info)

    def root(self, part: str) -> Element | None:
        """The root element of a part; None if there is none. Unreadable if it is damaged."""
        data = self.read(part)
        return None if data is None else parse(data)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part leads to, by the ids that it uses; those of "" are the package's."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that `part` leads to as `kind`."""
        rows = self.relationships(part).values()
        found = [row.target for row in rows if row.kind == kind and not row.is_external]
        return [target for target in dict.fromkeys(found) if target.lower() in self._members]

    def _read_relationships(self, part: str) -> Mapping[str, Relationship]:
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{name}.rels")
        try:
            root = self.root(links)
        except Unreadable as error:
            self.damage.append(f"部件之间的联系（{links}）读不出：{error}")
            root = None
        if root is None:
            return {}
        result = {}
        for row in children(root, "rel:Relationship"):
            is_external = row.get("TargetMode", "") == "External"
            target = row.get("Target", "")
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/")))).lstrip("/")
            result[row.get("Id", "")] = Relationship(row.get("Type", "").rpartition("/")[2], target, is_external)
        return result

    def _main(self) -> str:
        """The part with the text: as the package says, as its list of types says, or where it usually is."""
        found = self.related("", "officeDocument") or self._by_type()
        if found:
            return found[0]
        if _MAIN in self._members:
            return _MAIN
        raise Unreadable(f"Word 文档里没有正文（{_MAIN}），文件不完整；{_REPAIR}")

    def _by_type(self) -> list[str]:
        try:
            root = self.root("[Content_Types].xml")
        except Unreadable:  # damaged, and not needed where the text is where it usually is
            return []
        rows = [] if root is None else children(root, "ct:Override")
        names = [
            row.get("PartName", "").lstrip("/") for row in rows if row.get("ContentType", "").endswith(_MAIN_TYPES)
        ]
        return [name for name in names if name.lower() in self._members]
