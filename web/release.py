"""The release that a request reads: one from beginning to end of the request, the newest one at its beginning.

Requests share one open release. When CURRENT names another, the first request to see it opens that one while the
others go on with the old; the old one is closed when its last request is done.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from flask import Flask, current_app, g

from kg.errors import ReleaseError
from kg.releases import Release, open_release

T = TypeVar("T")


class Lease:
    """An open release, how many requests read it, and what was worked out from it once."""

    def __init__(self, target: str, release: Release) -> None:
        self.target, self.release = target, release
        self.users = 0
        self._made: dict[str, object] = {}
        self._making = threading.Lock()

    def memo(self, key: str, make: Callable[[Release], T]) -> T:
        """`make(release)`, made once for this release; closed with it if it has a `close`."""
        with self._making:
            if key not in self._made:
                self._made[key] = make(self.release)
            return cast(T, self._made[key])

    def close(self) -> None:
        for made in (*self._made.values(), self.release):
            close = getattr(made, "close", None)
            if close is not None:
                close()


class ReleaseHolder:
    """Hands out the current release of a home; `acquire` and `give_back` come in pairs."""

    def __init__(self, home: Path, opener: Callable[[Path, int], Release] = open_release) -> None:
        self._home, self._opener = home, opener
        self._lock, self._opening = threading.Lock(), threading.Lock()
        self._current: Lease | None = None

    def acquire(self) -> Lease:
        """The lease of the current release; of the last one that opened, if the current one cannot be opened now."""
        target = self._target()
        held = self._take(target)
        if held is not None:
            return held
        if not self._opening.acquire(blocking=self._current is None):
            return self._take_any()  # another request is opening the new release
        try:
            target = self._target()  # what was read before the wait may be an old one by now
            held = self._take(target)
            if held is None:
                self._open(target)
                held = self._take_any()
            return held
        finally:
            self._opening.release()

    def give_back(self, lease: Lease) -> None:
        with self._lock:
            lease.users -= 1
            unused = lease is not self._current and lease.users == 0
        if unused:
            lease.close()

    def close(self) -> None:
        """Close the release held, as soon as nobody reads it; the next request opens it again."""
        with self._lock:
            old, self._current = self._current, None
            unused = old is not None and old.users == 0
        if old is not None and unused:
            old.close()

    def _target(self) -> str | None:
        """What CURRENT points to, `releases/000001`; None if there is no release."""
        try:
            return os.readlink(self._home / "CURRENT")
        except OSError:
            return None

    def _take(self, target: str | None) -> Lease | None:
        """The lease held, if it is of `target`, or if there is nothing else."""
        with self._lock:
            lease = self._current
            if lease is None or target not in (None, lease.target):
                return None
            lease.users += 1
            return lease

    def _take_any(self) -> Lease:
        with self._lock:
            assert self._current is not None
            self._current.users += 1
            return self._current

    def _open(self, target: str | None) -> None:
        """Put the release of `target` in place of the one held; keep that one if the new one does not open."""
        if target is None:
            raise ReleaseError(f"{self._home} 里还没有已发布的版本；请先运行 zhitu build")
        try:
            fresh = Lease(target, self._opener(self._home, int(Path(target).name)))
        except (OSError, ValueError, ReleaseError) as error:
            if self._current is None:
                raise ReleaseError(f"版本 {target} 打不开：{error}") from error
            current_app.logger.exception("release %s could not be opened, %s stays", target, self._current.target)
            return
        with self._lock:
            old, self._current = self._current, fresh
            unused = old is not None and old.users == 0
        if old is not None and unused:
            old.close()


def init_releases(app: Flask, home: Path) -> None:
    app.extensions["zhitu_releases"] = ReleaseHolder(home)
    app.teardown_appcontext(_give_back)


def current_lease() -> Lease:
    """The lease of this request; taken at the first call, given back when the request ends."""
    if "lease" not in g:
        g.lease = cast(ReleaseHolder, current_app.extensions["zhitu_releases"]).acquire()
    return cast(Lease, g.lease)


def current_release() -> Release:
    """The release of this request. ReleaseError (503) if there is none."""
    return current_lease().release


def memo(key: str, make: Callable[[Release], T]) -> T:
    """`make(release)` for the release of this request, made once a release."""
    return current_lease().memo(key, make)


def _give_back(_: BaseException | None) -> None:
    lease = g.pop("lease", None)
    if lease is not None:
        cast(ReleaseHolder, current_app.extensions["zhitu_releases"]).give_back(lease)
