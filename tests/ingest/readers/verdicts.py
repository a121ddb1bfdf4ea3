"""A file that means no good, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verdict:
    """`status`: refused, read, none (no document), or either of the first two; the reason or the text has `words`."""

    status: str
    words: str = ""


def refused(words: str) -> Verdict:
    return Verdict("refused", words)


def reads(words: str) -> Verdict:
    return Verdict("read", words)


EITHER, NONE = Verdict("either"), Verdict("none")
Expected = Verdict | Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Row:
    """`make` gives the bytes of the file `name`, or makes it itself at the path that it is given and gives None.

    `expected` is what becomes of the file, or of each of its parts, by their paths in it.
    """

    format: str
    name: str
    make: Callable[[Path], bytes | None]
    expected: Expected

    def write(self, folder: Path) -> Path:
        """Make the file."""
        path = folder / self.name
        data = self.make(path)
        if data is not None:
            path.write_bytes(data)
        return path

    @property
    def parts(self) -> Mapping[str, Verdict]:
        """What becomes of each part; "" is the file itself."""
        return {"": self.expected} if isinstance(self.expected, Verdict) else self.expected


def table(format: str, *rows: tuple[str, bytes | Callable[[], bytes], Expected]) -> tuple[Row, ...]:
    """Rows of a format, from (name, bytes or what makes them, what becomes of them)."""

    def made(source: bytes | Callable[[], bytes]) -> Callable[[Path], bytes | None]:
        return lambda _: source if isinstance(source, bytes) else source()

    return tuple(Row(format, name, made(source), expected) for name, source, expected in rows)
