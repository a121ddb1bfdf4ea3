"""Results by page: which page, how many, which numbers to show."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Paging:
    """`number` counts from 1 to `last`."""

    number: int
    size: int
    total: int

    @classmethod
    def of(cls, asked: str | None, total: int, size: int) -> Paging:
        """The page that a request asks for, 1 if it says nothing. UsageError for what is no page number."""
        text = asked or "1"
        if not text.isdecimal() or int(text) < 1:
            raise UsageError(_("页码应是正整数，得到的是 %(page)s", page=text))
        return cls(int(text), size, total)

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    def shown(self) -> list[int | None]:
        """Page numbers around this one, first and last; None stands for those left out."""
        near = {1, self.last, *range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)}
        result: list[int | None] = []
        for number in sorted(near):
            if result and result[-1] is not None and number > result[-1] + 1:
                result.append(None)
            result.append(number)
        return result
