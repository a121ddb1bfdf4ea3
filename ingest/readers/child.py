"""Readers at work in a child process with limits, as their caller sees it.

One child serves a process for as long as it lives; one that passes its deadline or its memory, or crashes, is dead
and the next file gets a new one. The child is `python -m ingest.readers.worker`.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.readers.formats import Format
from ingest.readers.frames import parsed_of, parts_of
from ingest.readers.limits import Limits
from ingest.readers.parsed import Parsed, Part, Unreadable
from kg.graph.protocol import LENGTHS, pack, unpack

_START_S = 60.0  # for a child to start, on a busy machine
_ROOT = Path(__file__).resolve().parents[2]
_lock = threading.Lock()


def read(row: Format, data: bytes, name: str, limits: Limits) -> Parsed:
    """What the format's reader gives back for `data`; Unreadable if it refuses or passes a limit."""
    return parsed_of(*_ask("read", row, data, name, limits))


def parts(row: Format, data: bytes, name: str, limits: Limits) -> Sequence[Part]:
    """What the format's `parts` gives back; Unreadable if it refuses or passes a limit."""
    return parts_of(*_ask("parts", row, data, name, limits))


def _ask(task: str, row: Format, data: bytes, name: str, limits: Limits) -> tuple[dict[str, Any], bytes]:
    head = {"task": task, "module": row.module, "format": row.name, "name": name, "seconds": limits.seconds}
    head |= {"characters": limits.characters, "members": limits.members, "archive": limits.archive_mb << 20}
    with _lock:
        answer, body = _worker(limits).ask(pack(head, data))
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    return answer, body


_workers: dict[tuple[int, Limits], _Worker] = {}


def _worker(limits: Limits) -> _Worker:
    """The living child of this process with these limits; those with others are let go."""
    key = (os.getpid(), limits)
    for other in [k for k in _workers if k != key]:
        worker = _workers.pop(other)
        if other[0] == os.getpid():  # that of a parent process is not ours to end
            worker.kill()
    if key not in _workers or not _workers[key].is_alive:
        _workers[key] = _Worker(limits)
    return _workers[key]


@atexit.register
def close() -> None:
    """End the children of this process; the next file starts a new one."""
    for (owner, _), worker in list(_workers.items()):
        if owner == os.getpid():
            worker.kill()
    _workers.clear()


class _Worker:
    """One child process, used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        # -P: a folder named ingest where the command was started is not ours
        command = [sys.executable, "-P", "-m", "ingest.readers.worker", str(limits.memory_mb), str(int(limits.sandbox))]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )
        try:
            head, _ = self._exchange(b"", time.monotonic() + _START_S)
        except (EOFError, TimeoutError):
            self.kill()
            raise Unreadable("读取进程没能启动；请再试一次，或调大设置 read_memory_mb") from None
        except BaseException:
            self.kill()
            raise
        if "refused" in head:
            self.kill()
            raise Unreadable(head["refused"])

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, message: bytes) -> tuple[dict[str, Any], bytes]:
        """The answer to a request; the child is dead if there is none."""
        try:
            return self._exchange(message, time.monotonic() + self._limits.seconds)
        except TimeoutError:
            self.kill()
            raise Unreadable(self._too_slow()) from None
        except (EOFError, BrokenPipeError):
            raise Unreadable(self._death()) from None
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """End the process and let go of its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _too_slow(self) -> str:
        return f"读取超过了 {self._limits.seconds:g} 秒的时限（设置 read_seconds）；文件多半损坏或太复杂，请拆开再试"

    def _death(self) -> str:
        """Why the process has ended by itself."""
        code = self._process.wait()
        self.kill()
        if code in (-signal.SIGXCPU, -signal.SIGALRM):
            return self._too_slow()
        if code == -signal.SIGKILL:
            return f"读取进程被系统结束（多半是内存不够，上限 {self._limits.memory_mb} MB）；请拆开再试"
        told = signal.Signals(-code).name if code < 0 else str(code)
        limit = f"内存超过 {self._limits.memory_mb} MB（设置 read_memory_mb）"
        return f"读取时进程崩溃（{told}）；文件多半损坏，或{limit}；请用原来的软件打开后另存再试"

    def _exchange(self, message: bytes, deadline: float) -> tuple[dict[str, Any], bytes]:
        """Send `message`, then the next message that comes back; TimeoutError at the deadline, EOFError at the end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        source, sink = self._process.stdout.fileno(), self._process.stdin.fileno()
        os.set_blocking(sink, False)  # a child that does not listen must not hold us
        poll = select.poll()
        poll.register(source, select.POLLIN)
        if message:
            poll.register(sink, select.POLLOUT)
        left, data = memoryview(message), bytearray()
        while (answer := unpack(data)) is None:
            wait = deadline - time.monotonic()
            if wait <= 0 or not (events := poll.poll(wait * 1000)):
                raise TimeoutError
            ready = {descriptor for descriptor, _ in events}
            if source in ready:
                self._take(source, data)
            elif sink in ready:
                left = left[os.write(sink, left[: 1 << 20]) :]
                if not left:
                    poll.unregister(sink)
        return answer

    def _take(self, source: int, data: bytearray) -> None:
        """Append what can be read; a message that is longer than any answer may be ends the child."""
        part = os.read(source, 1 << 20)
        if not part:
            raise EOFError
        data += part
        most = 8 * self._limits.characters + 2 * (self._limits.archive_mb << 20) + (64 << 20)
        if len(data) >= LENGTHS.size and sum(LENGTHS.unpack_from(data)) > most:
            self.kill()
            raise Unreadable("读出的内容太多，超过了上限（设置 read_characters、archive_mb）；请拆开再试")
