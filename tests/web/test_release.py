"""Releases under requests: shared, swapped without a failed request, closed when unused."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any, cast

import pytest

from kg.errors import ReleaseError
from kg.releases import Release, publish
from tests.kg.factory import build_home, numbered
from web import create_app
from web.release import ReleaseHolder


class FakeRelease:
    def __init__(self, number: int) -> None:
        self.number, self.closed = number, False

    def close(self) -> None:
        self.closed = True


class Opener:
    """Opens fake releases; `broken` numbers do not open, and opening waits for `gate`."""

    def __init__(self) -> None:
        self.opened: list[FakeRelease] = []
        self.broken: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, home: Path, number: int) -> Release:
        assert self.gate.wait(10)
        if number in self.broken:
            raise ReleaseError(f"{number} is broken")
        self.opened.append(FakeRelease(number))
        return cast(Release, self.opened[-1])


def point(home: Path, number: int) -> None:
    link = home / "CURRENT.new"
    link.symlink_to(f"releases/{number:06d}")
    link.rename(home / "CURRENT")


@pytest.fixture
def opener() -> Opener:
    return Opener()


@pytest.fixture
def holder(tmp_path: Path, opener: Opener) -> ReleaseHolder:
    point(tmp_path, 1)
    return ReleaseHolder(tmp_path, opener)


def test_holder_opens_once(holder: ReleaseHolder, opener: Opener) -> None:
    assert holder.acquire() is holder.acquire()
    assert len(opener.opened) == 1


def test_holder_without_release_says_so(tmp_path: Path, opener: Opener) -> None:
    with pytest.raises(ReleaseError, match="zhitu build"):
        ReleaseHolder(tmp_path, opener).acquire()


def test_holder_swaps_and_closes_the_old_when_unused(holder: ReleaseHolder, opener: Opener, tmp_path: Path) -> None:
    old = holder.acquire()
    point(tmp_path, 2)
    new = holder.acquire()
    assert (old.release.number, new.release.number) == (1, 2)
    assert not opener.opened[0].closed
    holder.give_back(old)
    assert opener.opened[0].closed
    holder.give_back(new)
    assert not opener.opened[1].closed


def test_holder_closes_an_unused_old_release_at_the_swap(holder: ReleaseHolder, opener: Opener, tmp_path: Path) -> None:
    holder.give_back(holder.acquire())
    point(tmp_path, 2)
    holder.acquire()
    assert opener.opened[0].closed


def test_holder_keeps_the_old_release_if_the_new_does_not_open(tmp_path: Path, opener: Opener) -> None:
    app = create_app({"home": str(tmp_path)})
    point(tmp_path, 1)
    holder = ReleaseHolder(tmp_path, opener)
    holder.give_back(holder.acquire())
    opener.broken.add(2)
    point(tmp_path, 2)
    with app.app_context():
        assert holder.acquire().release.number == 1
    opener.broken.clear()
    assert holder.acquire().release.number == 2


def test_holder_serves_the_old_release_while_the_new_opens(
    holder: ReleaseHolder, opener: Opener, tmp_path: Path
) -> None:
    holder.give_back(holder.acquire())
    opener.gate.clear()
    point(tmp_path, 2)
    first: list[Any] = []
    thread = threading.Thread(target=lambda: first.append(holder.acquire()))
    thread.start()
    time.sleep(0.05)
    assert holder.acquire().release.number == 1
    opener.gate.set()
    thread.join(10)
    assert first[0].release.number == 2
    assert not opener.opened[0].closed


def test_memo_is_made_once_a_release_and_closed_with_it(holder: ReleaseHolder, tmp_path: Path) -> None:
    lease = holder.acquire()
    made = [lease.memo("pool", lambda release: FakeRelease(7)) for _ in range(3)]
    assert made[0] is made[1] is made[2]
    holder.give_back(lease)
    point(tmp_path, 2)
    holder.acquire()
    assert made[0].closed


def test_application_picks_up_a_release_without_a_failed_request(tmp_path: Path) -> None:
    build_home(tmp_path, ["sichuan/yard"]).close()
    app = create_app({"home": str(tmp_path)})
    answers: list[tuple[int, int]] = []
    stop = threading.Event()

    def read() -> None:
        client = app.test_client()
        while not stop.is_set():
            answer = client.get("/document/")
            answers.append((answer.status_code, client.get("/healthz").json["release"]))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(2):
        release = publish(tmp_path, add=[numbered(number)])
        assert release is not None
        release.close()
        time.sleep(0.2)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert {status for status, _ in answers} == {200}
    assert {number for _, number in answers} >= {1, 3}
