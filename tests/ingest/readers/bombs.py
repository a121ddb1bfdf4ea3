"""A format whose reader does as its file says: what no reader should do, for the child process to survive."""

from __future__ import annotations

import os
import socket
import sys
import time

from ingest.readers.parsed import Draft, Parsed, Part, Unreadable


def read(data: bytes, name: str) -> Parsed:
    task, _, value = data.decode().partition(" ")
    if task == "echo":
        draft = Draft()
        with draft.place("page", "1"):
            draft.add(value, role="header")
        return draft.parsed(told={"title": name}, notes=("注",), encoding="utf-8")
    if task == "memory":
        return Parsed("字" * len(bytearray(int(value) << 20)))
    if task == "characters":
        return Parsed("字" * int(value))
    if task == "loop":
        while True:
            pass
    if task == "sleep":
        time.sleep(float(value))
    if task == "abort":
        os.abort()
    if task == "exit":
        os._exit(int(value))
    if task == "deep":
        return read(data, name)
    if task == "socket":
        socket.socket()
    if task == "program":
        os.execv("/bin/true", ["true"])
    if task == "print":
        print("junk", flush=True)
        sys.stdout.write("more junk")
        sys.stdout.flush()
    if task == "refuse":
        raise Unreadable(value)
    if task == "fault":
        raise KeyError(value)
    if task == "surrogate":
        return Parsed("甲\ud800乙", told={"title": "\ud800"})
    return Parsed(str(os.getpid()))


def parts(data: bytes, name: str) -> list[Part]:
    return [
        Part("目录/甲.txt", data[:3], told={"title": "甲"}),
        Part("\udcff.txt", data[3:], "text"),
        Part("丙.txt", refused="加密"),
        Part("丁.txt", target="b/丁.txt"),
    ]
