from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import sandbox

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_jump_of_the_filter_lands_on_a_verdict(machine: str) -> None:
    program = sandbox.filter_program(machine)
    assert program is not None
    instructions = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    refuse = len(instructions) - 1
    for place, (code, when_true, when_false, _) in enumerate(instructions[4:-2], 4):
        assert code in (0x15, 0x35)
        assert place + 1 + when_true == refuse
        assert when_false == 0


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_refused_call_has_a_number(machine: str) -> None:
    _, numbers, _ = sandbox._MACHINES[machine]
    assert len(numbers) == len(sandbox._DENIED) == len(set(numbers))


CODE = """
import socket, subprocess, threading
from kg.graph.sandbox import forbid_sockets
forbid_sockets()
def try_all():
    for action in (
        lambda: socket.socket(), lambda: socket.socketpair(), lambda: subprocess.run(["true"]),
        lambda: socket.create_connection(("127.0.0.1", 9)),
    ):
        try:
            action()
        except PermissionError:
            continue
        print("got out")
try_all()
thread = threading.Thread(target=try_all)
thread.start()
thread.join()
open("/dev/null").close()
print("done")
"""


@pytest.mark.skipif(sandbox.filter_program(sandbox.platform.machine()) is None, reason="no seccomp on this machine")
def test_nothing_gets_out_of_the_process_and_its_threads() -> None:
    result = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert result.stdout == "done\n", result.stderr
