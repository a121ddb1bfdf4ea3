from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from ingest.readers import office
from ingest.readers.limits import Limits
from ingest.readers.parsed import Unreadable

RTF = rb"{\rtf1\ansi\ansicpg936 {\f0 \'bc\'d7\'cf\'d8\'bd\'a8\'c1\'a2\'cd\'f8\'b8\'f1\par}}"
HANG = "#!/bin/sh\n(sleep 300; :) & echo $! > {marker}\nsleep 300\n"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_older_word_file_becomes_a_docx() -> None:
    docx = pytest.importorskip("docx")
    converted = office.convert(RTF, ".rtf", Limits())
    import io

    assert [p.text for p in docx.Document(io.BytesIO(converted)).paragraphs if p.text] == ["甲县建立网格"]


def test_without_libreoffice_the_advice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.office.shutil.which", lambda _: None)
    with pytest.raises(Unreadable, match="安装它（soffice）"):
        office.convert(RTF, ".doc", Limits())


def _program(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "soffice"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr("ingest.readers.office.shutil.which", lambda _: str(path))


def test_conversion_is_killed_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = tmp_path / "pid"
    _program(tmp_path, HANG.format(marker=marker), monkeypatch)
    with pytest.raises(Unreadable, match="转换超过了 1 秒的时限"):
        office.convert(RTF, ".doc", Limits(office_seconds=1))
    status = Path(f"/proc/{marker.read_text().strip()}/stat")
    for _ in range(50):
        if not status.exists() or status.read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("what LibreOffice started is alive")


def test_file_that_libreoffice_does_not_open_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "#!/bin/sh\nexit 0\n", monkeypatch)
    with pytest.raises(Unreadable, match="打不开这个文件"):
        office.convert(RTF, ".doc", Limits())


def test_conversion_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _program(tmp_path, '#!/bin/sh\ntouch "$HOME/a"\n', monkeypatch)
    with pytest.raises(Unreadable):
        office.convert(RTF, ".doc", Limits())
    assert os.listdir(tmp_path) == ["soffice"]
