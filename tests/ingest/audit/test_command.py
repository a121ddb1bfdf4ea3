"""`zhitu extract --audit`, and the page that documents it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.fates import Fate
from zhitu import main

DOCS = Path(__file__).resolve().parents[3] / "docs" / "audit.md"
TEXT = "新余市推行“三访三清”工作法。\n\n2021年走访群众3.5万户，印发《关于推行三访三清工作法的通知》。\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "xinyu.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, arguments)])


def test_audit_is_a_table(file: Path) -> None:
    result = run("--audit", file)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{file.name}\n") or str(file) in result.stdout.splitlines()[0]
    assert "群众：35,000户（现状）" in result.stdout
    assert "未能解读的数字 0 个" in result.stdout.splitlines()[-1]


def test_audit_of_several_files_is_a_table_each(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    result = run("--audit", file, other)
    assert result.exit_code == 0
    assert result.stdout.count("小结") == 2


def test_audit_as_json(file: Path) -> None:
    answer = json.loads(run("--audit", "--json", file).stdout)
    assert answer["file"] == str(file) or answer["file"] == file.name
    assert [row["fate"] for row in answer["titles"]] == ["document"]


def test_audit_of_several_files_as_json_needs_a_folder(file: Path, tmp_path: Path) -> None:
    result = run("--audit", "--json", file, tmp_path / "b.txt")
    assert result.exit_code == 2
    assert "--out" in result.stderr


def test_audit_is_written_beside_the_facts(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(file, "--out", out).exit_code == run("--audit", file, "--out", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["xinyu.txt.audit.json", "xinyu.txt.json"]
    audit = json.loads((out / "xinyu.txt.audit.json").read_text(encoding="utf-8"))
    assert audit["summary"]["numbers"]["metric"] == 1


def test_every_fate_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [fate.code for fate in Fate if f"| `{fate.code}` | {fate.label} |" not in text] == []
