"""A process that can open no socket and start no program: seccomp, by a filter of a few instructions.

Sources: seccomp(2), bpf(4); system call numbers from Linux' syscall tables of the two machines.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import socket
import struct
from collections.abc import Sequence

from kg.errors import QueryError

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4  # in struct seccomp_data
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM

# what is refused. io_uring opens sockets without the system call; ptrace and process_vm_writev reach other processes
_DENIED = (
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
    "execve", "execveat", "ptrace", "process_vm_writev", "io_uring_setup",
)  # fmt: skip
_X86_64 = (41, 53, 42, 49, 50, 43, 288, 44, 46, 307, 59, 322, 101, 311, 425)
_AARCH64 = (198, 199, 203, 200, 201, 202, 242, 206, 211, 269, 221, 281, 117, 271, 425)

# machine: (AUDIT_ARCH_*, numbers of _DENIED, first number of another calling convention that would slip through)
_MACHINES: dict[str, tuple[int, Sequence[int], int | None]] = {
    "x86_64": (0xC000003E, _X86_64, 0x40000000),
    "aarch64": (0xC00000B7, _AARCH64, None),
}
MISSING = (
    "这台机器不能限制查询进程（需要 Linux x86-64 或 aarch64 的 seccomp）；若信任所有查询者，可用 --no-sandbox 启动"
)


class SandboxMissing(QueryError):
    """The machine cannot hold a query worker to its limits: HTTP 503."""

    status = 503


def limit_memory(mib: int) -> None:
    """Address space in MiB; a Rust allocation over it aborts the process."""
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_sockets() -> None:
    """From now on this thread and those it starts can reach nothing outside; SandboxMissing if that cannot be had.

    To be called before threads are started: those that run already are not held.
    """
    program = filter_program(platform.machine())
    if program is None or platform.system() != "Linux":
        raise SandboxMissing(MISSING)
    buffer = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: a length, padding, a pointer
    descriptor = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer)))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    address = ctypes.c_void_p(ctypes.addressof(descriptor))
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, address, 0, 0):
        raise SandboxMissing(f"{MISSING}（{os.strerror(ctypes.get_errno())}）")
    _verify()


def filter_program(machine: str) -> bytes | None:
    """The filter as instructions of 8 bytes; None for a machine that is not in the table."""
    if machine not in _MACHINES:
        return None
    architecture, numbers, foreign = _MACHINES[machine]
    checks = [(_JUMP_EQUAL, number) for number in numbers]
    if foreign is not None:
        checks.append((_JUMP_AT_LEAST, foreign))
    program = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    # a match jumps over the checks that are left and over "allow"
    program += [(code, len(checks) - place, 0, number) for place, (code, number) in enumerate(checks)]
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _verify() -> None:
    try:
        socket.socket().close()
    except PermissionError:
        return
    raise SandboxMissing(MISSING)
