"""Older Word files (DOC, WPS, RTF) -> DOCX, by LibreOffice where it is installed.

LibreOffice starts programs of its own, so it cannot run in the child process of the readers. It gets a profile, a
temporary folder and a process group to itself, follows no links, runs no macros, and is killed at its deadline; what
it makes is then read like any other DOCX.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from ingest.readers.limits import Limits
from ingest.readers.parsed import Unreadable

_PROGRAMS = ("soffice", "libreoffice")
_ADVICE = "旧版 Word 文件要用 LibreOffice 转换，这台机器上没有；请安装它（soffice），或用 Word、WPS 另存为 docx 再试"
_MEMORY_KB, _FILE_BLOCKS = 4 << 20, 1 << 19  # address space; size of what it writes, in blocks of 512 bytes
_SHELL = f'ulimit -c 0; ulimit -v {_MEMORY_KB}; ulimit -f {_FILE_BLOCKS}; exec "$@"'
# no macros, no links to other files and hosts, no network but a port that answers nothing
_OPTIONS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def convert(data: bytes, suffix: str, limits: Limits) -> bytes:
    """The DOCX of an older Word file. Unreadable without LibreOffice, at its deadline and where it finds no text."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise Unreadable(_ADVICE)
    with tempfile.TemporaryDirectory(prefix="zhitu-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, result = folder / f"in{suffix}", folder / "out" / "in.docx"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        _run(_command(program, folder, source), folder, limits.office_seconds)
        try:
            with result.open("rb") as file:
                converted = file.read((limits.file_mb << 20) + 1)
        except OSError:
            raise Unreadable(
                "LibreOffice 打不开这个文件，多半已损坏或加了密码；请用 Word、WPS 另存为 docx 再试"
            ) from None
    if len(converted) > limits.file_mb << 20:
        raise Unreadable(f"转换成 docx 后超过 {limits.file_mb} MB（设置 read_file_mb）；请拆成几个文件")
    return converted


def _command(program: str, folder: Path, source: Path) -> list[str]:
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    return [
        "/bin/sh", "-c", _SHELL, "sh", program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *options,
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run the command and all that it starts until it ends or the time is over."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    environment |= {"LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Unreadable(
            f"LibreOffice 转换超过了 {seconds:g} 秒的时限（设置 office_seconds）；请用 Word、WPS 另存为 docx 再试"
        ) from None
    finally:
        with suppress(ProcessLookupError):  # what it started and left behind, too
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _OPTIONS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
