"""Outside queries: long-lived worker processes that hold the store read-only and are killed at their limits.

A query cannot be stopped within a process, and one that runs out of memory takes its process along; so each runs in a
worker, one at a time, and a worker that passes the deadline is killed and replaced. The worker is
`python -m kg.graph.worker`; QueryPool is what a server or a command uses.
"""

from __future__ import annotations

import io
import os
import re
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

from kg.errors import QueryError, QueryRefused, QueryTimeout, QueryTooLarge, ReleaseError
from kg.graph.lexical import calls_service, is_update
from kg.graph.protocol import pack, read_message, unpack
from kg.graph.sandbox import SandboxMissing, forbid_sockets, limit_memory
from kg.settings import Settings
from kg.vocab import BASE, PREFIXES

_START_S = 30.0  # for a worker to open its store, on a busy machine
_GRACE_S = 1.0  # a worker whose pool has gone ends by itself this long after the deadline
# the classes of characters that the parser would also have taken tell a reader nothing
_CHARACTERS_RE = re.compile(r",? \['?[^ ].*$")
_SURROGATE_RE = re.compile("[\ud800-\udfff]")  # what stands for bytes that are no text
_ROOT = Path(__file__).resolve().parents[2]


class NotAcceptable(QueryError):
    """The result has none of the forms that were asked for."""

    status = 406


class QueryPool:
    """Workers on one release; any number of threads may call `run`. Close it, or use it as a context."""

    def __init__(self, release: Path, settings: Settings) -> None:
        self._settings = settings
        self._path = release / "graph"
        self._condition = threading.Condition()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._waiting = 0
        self._closed = False
        first = self._spawn(self._path)  # so that a machine without a sandbox is told at the start
        self._idle.append(first)

    def __enter__(self) -> QueryPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(
        self,
        query: str,
        accept: str | Sequence[str] = (),
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        base: str = BASE,
    ) -> tuple[bytes, str]:
        """(answer, media type). `accept` are media types or short names, the liked best first; none: JSON or Turtle.

        `default_graphs` and `named_graphs` are the dataset of the protocol and take the place of FROM in the query.
        QueryError or one of its kinds says why there is no answer.
        """
        self._check(query)
        request = {
            "accept": [accept] if isinstance(accept, str) else list(accept),
            "default_graphs": list(default_graphs),
            "named_graphs": list(named_graphs),
            "base": base,
            "limit": int(self._settings.query_result_mb * (1 << 20)),
            "timeout_s": self._settings.query_timeout_s,
        }
        deadline = time.monotonic() + self._settings.query_timeout_s
        worker = self._take(deadline)
        try:
            head, body = worker.ask(pack(request, query.encode()), self._settings)
        finally:
            self._give_back(worker)
        if "error" in head:
            raise _ERRORS[head["error"]](head["message"])
        return body, head["media_type"]

    def close(self) -> None:
        with self._condition:
            self._closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.end()
            self._condition.notify_all()
        for worker in idle:
            worker.kill()

    def _check(self, query: str) -> None:
        limit = self._settings.query_length
        if len(query) > limit:
            raise QueryError(f"查询有 {len(query)} 个字符，上限是 {limit} 个")
        if _SURROGATE_RE.search(query):
            raise QueryError("查询不是合法的 UTF-8 文本；请改用 UTF-8 编码")
        if calls_service(query):
            raise QueryRefused(
                "不支持 SERVICE：查询不能访问别的服务；若只是名称里含有 service，请改用完整的 IRI 或别的前缀"
            )
        if is_update(query):
            raise QueryRefused("不支持更新：这里只能查询（SELECT、ASK、CONSTRUCT、DESCRIBE）")

    def _take(self, deadline: float) -> _Worker:
        """An idle worker on the release of now, a new one where there are too few; else a place in the queue."""
        with self._condition:
            if self._waiting >= self._settings.query_queue:
                raise QueryBusy(f"已有 {self._waiting} 个查询在等待，请稍后再试")
            self._waiting += 1
            try:
                worker = self._wait(deadline)
            finally:
                self._waiting -= 1
            self._busy.add(worker)
        if not worker.is_started:
            try:
                worker.start(self._settings)
            except BaseException:
                self._give_back(worker)
                raise
        return worker

    def _wait(self, deadline: float) -> _Worker:
        while True:
            if self._closed:
                raise ReleaseError("查询服务已停止")
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
            if len(self._busy) < self._settings.query_workers:
                return _Worker(self._path)
            if not self._condition.wait(deadline - time.monotonic()):
                limit = self._settings.query_timeout_s
                raise QueryBusy(f"排队超过了 {limit:g} 秒的时限，请稍后再试")

    def _give_back(self, worker: _Worker) -> None:
        with self._condition:
            self._busy.discard(worker)
            is_wanted = worker.is_alive and worker.path == self._path and not self._closed
            if is_wanted:
                self._idle.append(worker)
            self._condition.notify()
        if not is_wanted:
            worker.kill()

    def _spawn(self, path: Path) -> _Worker:
        worker = _Worker(path)
        worker.start(self._settings)
        return worker


class _Worker:
    """One worker process as its pool sees it. Used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_started(self) -> bool:
        return self._process is not None

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, settings: Settings) -> None:
        """Start the process and wait until it has its store open and its limits set; once more if it dies at that."""
        try:
            self._start(settings)
        except WorkerLost:
            self._start(settings)

    def _start(self, settings: Settings) -> None:
        # -P: a folder named kg where the command was started is not ours
        command = [sys.executable, "-P", "-m", "kg.graph.worker", str(self.path)]
        command += [str(settings.query_memory_mb), str(settings.sandbox)]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "RUST_BACKTRACE": "0"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )
        try:
            head, _ = self._receive(time.monotonic() + _START_S)
        except (EOFError, TimeoutError):
            self.kill()
            raise WorkerLost("查询进程没能启动，请再试一次") from None
        except BaseException:
            self.kill()
            raise
        if "error" in head:
            self.kill()
            raise _ERRORS[head["error"]](head["message"])

    def ask(self, message: bytes, settings: Settings) -> tuple[dict[str, Any], bytes]:
        """The answer to a request; a worker that passes the deadline or its memory is dead afterwards."""
        deadline = time.monotonic() + settings.query_timeout_s
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(message)
            self._process.stdin.flush()
            return self._receive(deadline)
        except TimeoutError:
            self.kill()
            raise QueryTimeout(f"查询超过了 {settings.query_timeout_s:g} 秒的时限；请缩小范围或加上 LIMIT") from None
        except (EOFError, BrokenPipeError):
            raise self._death(settings) from None
        except BaseException:
            self.kill()
            raise

    def end(self) -> None:
        """End the process; the thread that waits for its answer tidies up."""
        if self._process is not None:
            self._process.kill()

    def kill(self) -> None:
        """End the process and let go of its pipes."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was not yet flushed has no reader any more
                    pipe.close()

    def _death(self, settings: Settings) -> QueryError:
        """Why the process has ended by itself."""
        assert self._process is not None
        code = self._process.wait()
        self.kill()
        if code in (-signal.SIGABRT, -signal.SIGSEGV):
            return QueryTooLarge(
                f"查询超过了 {settings.query_memory_mb} MiB 的内存上限或嵌套太深；请缩小范围，去掉排序或交叉连接"
            )
        if code == -signal.SIGALRM:
            return QueryTimeout(f"查询超过了 {settings.query_timeout_s:g} 秒的时限；请缩小范围或加上 LIMIT")
        return WorkerLost(f"查询进程意外结束（{code}），请再试一次")

    def _receive(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        """The next message; TimeoutError at the deadline, EOFError if the process ends first."""
        assert self._process is not None
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        poll = select.poll()  # select() fails on descriptors above 1023
        poll.register(descriptor, select.POLLIN)
        data = bytearray()
        while (message := unpack(data)) is None:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise TimeoutError
            part = os.read(descriptor, 1 << 20)
            if not part:
                raise EOFError
            data += part
        return message


class QueryBusy(QueryError):
    """Too many queries at once: HTTP 503."""

    status = 503


class WorkerLost(QueryError):
    """A worker ended for no reason that a query gives: HTTP 503."""

    status = 503


# an error's name in a worker's message -> what the pool raises
_ERRORS: dict[str, type[Exception]] = {
    error.__name__: error
    for error in (QueryError, QueryTooLarge, QueryTimeout, NotAcceptable, SandboxMissing, ReleaseError)
}


class _TooLarge(Exception):
    pass


class _Capped(io.RawIOBase):
    """Takes what is written up to a number of bytes, then raises."""

    def __init__(self, limit: int) -> None:
        self.parts, self._limit, self._size = bytearray(), limit, 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._size += len(data)
        if self._size > self._limit:
            raise _TooLarge
        self.parts += data
        return len(data)


def answer(store: Any, request: dict[str, Any], query: str) -> tuple[dict[str, Any], bytes]:
    """Run one query: (head, body) of the message that goes back. Runs in the worker."""
    try:
        return _answer(store, request, query)
    except SyntaxError as error:
        return {"error": "QueryError", "message": f"查询有语法错误：{_CHARACTERS_RE.sub('', _one_line(error))}"}, b""
    except _TooLarge:
        mib = request["limit"] / (1 << 20)
        return {"error": "QueryTooLarge", "message": f"结果超过了 {mib:g} MiB 的上限；请加上 LIMIT 或缩小范围"}, b""
    except Exception as error:
        return {"error": "QueryError", "message": f"查询不能执行：{_one_line(error)}"}, b""


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _answer(store: Any, request: dict[str, Any], query: str) -> tuple[dict[str, Any], bytes]:
    from pyoxigraph import NamedNode, QueryTriples, serialize

    from kg.graph.formats import GRAPHS, TABLES, choose

    dataset: dict[str, Any] = {}
    if request["default_graphs"] or request["named_graphs"]:
        # both lists: without the second every named graph would stay in sight
        dataset["default_graph"] = [NamedNode(iri) for iri in request["default_graphs"]]
        dataset["named_graphs"] = [NamedNode(iri) for iri in request["named_graphs"]]
    result = store.query(query, base_iri=request["base"], **dataset)
    offers = GRAPHS if isinstance(result, QueryTriples) else TABLES
    row = choose(offers, request["accept"] or [offers[0].name])
    if row is None:
        names = "、".join(offer.media_type for offer in offers)
        return {"error": "NotAcceptable", "message": f"这个查询的结果可以是 {names}"}, b""
    output: Any = _Capped(request["limit"])
    writer: Any = row.writer
    if isinstance(result, QueryTriples):
        serialize(result, output, writer, prefixes=PREFIXES)
    else:
        result.serialize(output, writer)
    return {"media_type": row.media_type}, bytes(output.parts)


def serve(path: str, memory_mib: int, is_sandboxed: bool) -> None:
    """The worker: set the limits, open the store, say so, then answer until the pipe is closed."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer

    def send(head: dict[str, Any], body: bytes = b"") -> None:
        stdout.write(pack(head, body))
        stdout.flush()

    try:
        limit_memory(memory_mib)
        if is_sandboxed:
            forbid_sockets()
        from pyoxigraph import Store

        store = Store.read_only(path)
    except SandboxMissing as error:
        return send({"error": "SandboxMissing", "message": str(error)})
    except Exception as error:
        return send({"error": "ReleaseError", "message": f"{path}: 打不开：{_one_line(error)}"})
    send({})
    while (message := read_message(stdin)) is not None:
        request, query = message
        # the kernel's own end to a query whose pool has gone
        signal.setitimer(signal.ITIMER_REAL, request["timeout_s"] + _GRACE_S)
        send(*answer(store, request, query.decode()))
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), sys.argv[3] != "0")
