"""The service as a process: it opens its port, answers, and goes quietly."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serving(home: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`zhitu serve` on a port of its own choice: its address and its process."""
    command = [sys.executable, "-m", "zhitu", "serve", "--home", str(home), "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            match = re.search(r"http://\S+?/(?=\s|（|$)", line)
            assert match is not None, line + (process.stderr.read() if process.stderr else "")
            yield match[0], process
        finally:
            process.kill()


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_service_answers_and_ends_at_a_keystroke(home: Path) -> None:
    with serving(home) as (url, process):
        assert fetch(f"{url}healthz")[0] == 200
        assert "院坝说事工作法在四川" in fetch(f"{url}document/")[1]
        assert fetch(f"{url}sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D")[1] == '{"head":{},"boolean":true}'
        assert fetch(f"{url}nothing")[0] == 404
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Traceback" not in told


def test_service_listens_on_the_loopback_alone(home: Path) -> None:
    with serving(home) as (url, _process):
        assert url.startswith("http://127.0.0.1:")


def test_second_server_on_a_port_is_refused_in_one_line(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "zhitu", "serve", "--home", str(home), "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert port in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize(("host", "code"), [("no-such-host.invalid", 2), ("192.0.2.1", 1)])
def test_address_that_is_not_ours_is_refused_in_one_line(home: Path, host: str, code: int) -> None:
    command = [sys.executable, "-m", "zhitu", "serve", "--home", str(home), "--port", "0", "--host", host]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1
    assert host in done.stderr


def test_server_without_a_release_does_not_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "zhitu", "serve", "--home", str(tmp_path), "--port", "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "zhitu build" in done.stderr
