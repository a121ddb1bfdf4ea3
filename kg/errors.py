"""Errors that a user can do something about.

    ZhituError                 exit code 1, HTTP 500
    ├── UsageError             the call is wrong: exit code 2, HTTP 400
    │   └── NotFound           a name that nothing has, with the nearest ones: exit code 2, HTTP 404
    ├── InputError             a file that cannot be taken, and why
    ├── ReleaseError           no release, or one that cannot be opened: HTTP 503
    └── QueryError             a query that cannot be answered: HTTP 400
        ├── QueryRefused       SERVICE, update: HTTP 403
        ├── QueryTimeout       over the time limit: HTTP 503
        └── QueryTooLarge      over the memory or size limit: HTTP 503

Every message is one line that names the offending value and, where there is one, the way out.
"""

from __future__ import annotations

from collections.abc import Iterable


class ZhituError(Exception):
    """Root of the errors that are shown to a user as one line."""

    status = 500
    exit_code = 1

    @property
    def message(self) -> str:
        return str(self)


class UsageError(ZhituError):
    status = 400
    exit_code = 2


class NotFound(UsageError):
    """`kind` and `name` say what was asked for; `nearest` what there is."""

    status = 404

    def __init__(self, kind: str, name: str, nearest: Iterable[str] = ()) -> None:
        self.kind, self.name, self.nearest = kind, name, tuple(nearest)
        hint = f"；相近的有：{'、'.join(self.nearest)}" if self.nearest else ""
        super().__init__(f"没有这个{kind}：{name!r}{hint}")


class InputError(ZhituError):
    """`file` as the user named it, `reason` and the way out in one line."""

    status = 400

    def __init__(self, file: str, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file}: {reason}")


class ReleaseError(ZhituError):
    status = 503


class QueryError(ZhituError):
    status = 400


class QueryRefused(QueryError):
    status = 403


class QueryTimeout(QueryError):
    status = 503


class QueryTooLarge(QueryError):
    status = 503
