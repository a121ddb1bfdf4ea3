"""The child process in which files are read: it sets its limits, says so, then answers until its pipe is closed."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Any

from ingest.readers.bounds import set_bounds
from ingest.readers.frames import Frame, frame_of_parsed, frame_of_parts
from ingest.readers.parsed import Unreadable
from kg.graph.protocol import pack_head, read_message
from kg.graph.sandbox import SandboxMissing, forbid_sockets, limit_memory

_GRACE_S = 2  # a child whose parent has gone ends by itself this long after the deadline
_NO_SANDBOX = "这台机器不能限制读取进程（需要 seccomp）；若信任这些文件，可设 ZHITU_SANDBOX=0 再试"
_NO_MEMORY = "读取超过了 {memory} MB 的内存上限（设置 read_memory_mb）；文件多半损坏或太复杂，请拆开再试"
_DEEP = "内容嵌套太深，读不了；文件多半损坏，请用原来的软件打开后另存再试"


def answer(head: dict[str, Any], data: bytes, memory_mb: int) -> Frame:
    """Run one reader: what it gives back, or {"refused": reason}."""
    try:
        set_bounds(head["characters"], head["members"], head["archive"])
        module = import_module(head["module"])
        if head["task"] == "parts":
            return frame_of_parts(module.parts(data, head["name"]))
        return frame_of_parsed(module.read(data, head["name"]))
    except Unreadable as error:
        return {"refused": str(error)}, []
    except MemoryError:
        return {"refused": _NO_MEMORY.format(memory=memory_mb)}, []
    except RecursionError:
        return {"refused": _DEEP}, []
    except Exception as error:  # a reader must refuse by Unreadable; what it did not foresee costs its file alone
        return {"refused": _unforeseen(head["format"], error)}, []


def _unforeseen(name: str, error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{PurePath(where.filename).name}:{where.lineno}"
    told = " ".join(str(error).split())[:200]
    return f"不是完好的{name}（{type(error).__name__}，{place}：{told}）；请用原来的软件打开后另存再试"


def serve(memory_mb: int, is_sandboxed: bool) -> None:
    """The child's life."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer

    def send(head: dict[str, Any], body: Sequence[bytes] = ()) -> None:
        sink.write(pack_head(head, sum(map(len, body))))
        for piece in body:
            sink.write(piece)
        sink.flush()

    try:
        limit_memory(memory_mb)
        if is_sandboxed:
            forbid_sockets()
    except SandboxMissing:
        return send({"refused": _NO_SANDBOX})
    send({})
    while (message := read_message(source)) is not None:
        head, data = message
        _limit_time(head["seconds"])
        try:
            frame = answer(head, data, memory_mb)
            send(*frame)
        except MemoryError:
            send({"refused": _NO_MEMORY.format(memory=memory_mb)})
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_time(seconds: float) -> None:
    """From now on `seconds` of processor time, and of any time a little more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + _GRACE_S
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_S)


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2] != "0")
