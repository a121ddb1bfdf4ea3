"""The command `zhitu` as its users and the checks outside this project call it: output, errors, exit codes.

The texts are our own; the practices and figures in them are invented.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from kg.releases import open_release
from zhitu import main

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = [
    *("build", "remove", "extract", "evaluate", "clean", "diff"),
    *("search", "query", "compare", "serve", "releases", "check", "dump"),
]

GUANGYUAN = """灯塔议事会制度在广元

来源：广元观察　2022-05-06

2021年3月，广元市委组织部印发《关于推行灯塔议事会制度的通知》，在四川省广元市推行灯塔议事会制度。

灯塔议事会制度由村党组织牵头，全市共建立议事会320个，化解纠纷1500余件，群众满意率达到96.5%。
"""
CHAOYANG = """# 北京市朝阳区建立楼门会商机制

北京市朝阳区建立楼门会商机制，由街道党工委牵头，2023年共办理诉求2.4万件，平均办理时间从15天缩短到6天。

朝阳区民政局负责督促落实。
"""
YICHANG = "湖北省宜昌市推行“橘乡代办”工作法\n\n宜昌市推行“橘乡代办”工作法，由村党组织牵头，共有代办员860名。\n"


def run(*arguments: str | Path, **options: Any) -> Result:
    """What a call gives; whatever it is, no stack trace and no more than one line of error."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], **options)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    assert "内部错误" not in result.output
    return result


def failed(code: int, *arguments: str | Path, **options: Any) -> str:
    """The one line that a wrong call gives."""
    result = run(*arguments, **options)
    assert result.exit_code == code, result.output
    lines = [line for line in result.stderr.splitlines() if line.startswith("zhitu: ")]
    assert len(lines) == 1, result.stderr
    assert result.stderr.splitlines()[-1] == lines[0]
    return lines[0].removeprefix("zhitu: ")


def process(
    *arguments: str | Path, env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "zhitu", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(env or {})}, capture_output=True, timeout=120, **options
    )


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "guangyuan.txt").write_text(GUANGYUAN, encoding="utf-8")
    (folder / "chaoyang.md").write_text(CHAOYANG, encoding="utf-8")
    (folder / "yichang.txt").write_bytes(YICHANG.encode("gb18030"))
    return folder


@pytest.fixture(scope="module")
def home(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one release of the three texts; tests do not change it."""
    folder = tmp_path_factory.mktemp("home")
    result = run("build", texts, "--home", folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """A copy of the home, to be changed."""
    return Path(shutil.copytree(home, tmp_path / "home", symlinks=True))


# --- help and version


def test_commands_stand_in_their_order() -> None:
    output = run("--help").output
    listed = re.findall(r"^  ([a-z]+)  ", output[output.rindex("Commands:") :], re.M)
    assert listed == COMMANDS == list(main.commands)


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["releases", "use"]])
def test_help_explains_every_command_and_option(command: list[str], flag: str) -> None:
    result = run(*command, flag)
    assert result.exit_code == 0
    assert result.stderr == ""
    found: click.Command = main
    for name in command:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    assert found.help
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.opts[0] in result.output


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_version_is_told_by_every_command(command: list[str]) -> None:
    result = run(*command, "--version")
    assert result.exit_code == 0
    assert re.fullmatch(r"zhitu, version \d+\.\d+\.\d+\n", result.output)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, zhitu\ntry: zhitu.main(['--help'])\nfinally: print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    for module in ("spacy", "flask", "rdflib", "pyoxigraph", "whoosh", "jieba", "networkx", "opencc", "numpy"):
        assert f"'{module}'" not in done.stderr


def test_help_answers_at_once() -> None:
    """Within a fifth of a second of a bare start of Python, the best of several tries (the machine may be busy)."""

    def took(*command: str) -> float:
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        return time.perf_counter() - begin

    bare = min(took(sys.executable, "-c", "pass") for _ in range(5))
    assert min(took(sys.executable, "-m", "zhitu", "--help") for _ in range(7)) < bare + 0.2


# --- wrong calls


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["buidl"], "buidl"),
        (["--colour"], "--colour"),
        (["build", "--workers", "many"], "'many'"),
        (["build", "--workers", "0"], "0"),
        (["build", "no-such-folder"], "no-such-folder"),
        (["remove"], "DOC"),
        (["extract"], "FILE"),
        (["extract", "no-such.txt"], "no-such.txt"),
        (["extract", "tests"], "tests"),
        (["clean", "no-such.txt"], "no-such.txt"),
        (["clean", "tests"], "tests"),
        (["search"], "QUERY"),
        (["search", ""], "检索词"),
        (["search", "a", "--limit", "0"], "--limit"),
        (["search", "a", "--year", "last"], "'last'"),
        (["query"], "-e"),
        (["query", "-e"], "-e"),
        (["query", "no-such.rq"], "no-such.rq"),
        (["query", "a.rq", "-e", "ASK {}"], "-e"),
        (["query", "-e", "ASK {}", "--format", "pdf"], "'pdf'"),
        (["compare"], "--region"),
        (["compare", "--region", "四川", "-o", "out.pdf"], ".pdf"),
        (["compare", "--region", "四川", "-o", "no-such-folder/out.docx"], "no-such-folder"),
        (["compare", "--region", "四川", "--format", "pptx"], "'pptx'"),
        (["serve", "--port", "70000"], "70000"),
        (["releases", "use"], "NUMBER"),
        (["releases", "use", "first"], "'first'"),
        (["dump", "--format", "pdf"], "'pdf'"),
        (["dump", "--home", "zhitu.py"], "zhitu.py"),
    ],
)
def test_wrong_call_is_one_line_with_the_value_and_code_2(arguments: list[str], words: str, home: Path) -> None:
    assert words in failed(2, *arguments, env={"ZHITU_HOME": str(home)})


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "议事"],
        ["query", "-e", "ASK {}"],
        ["compare", "--region", "四川"],
        ["serve", "--port", "0"],
        ["check"],
        ["dump"],
        ["releases", "use", "1"],
    ],
)
def test_home_without_a_release_is_code_1(arguments: list[str], tmp_path: Path) -> None:
    told = failed(1, *arguments, "--home", tmp_path)
    assert str(tmp_path) in told
    assert not list(tmp_path.iterdir())  # asking leaves nothing behind


def test_setting_that_does_not_parse_is_named(home: Path) -> None:
    told = failed(2, "query", "-e", "ASK {}", "--home", home, env={"ZHITU_QUERY_TIMEOUT_S": "soon"})
    assert "ZHITU_QUERY_TIMEOUT_S" in told
    assert "'soon'" in told


def test_release_that_is_damaged_is_told_in_one_line(own_home: Path) -> None:
    (own_home / "releases/000001/manifest.json").write_text("{", encoding="utf-8")
    for arguments in (["dump"], ["search", "议事"], ["compare", "--region", "四川"]):
        done = process(*arguments, "--home", own_home)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 1


# --- build


def test_build_tells_what_became_of_every_file_and_publishes(home: Path) -> None:
    report = json.loads((home / "releases/000001/report.json").read_text(encoding="utf-8"))
    rows = {Path(row["file"]).name: row for row in report}
    assert {name: row["status"] for name, row in rows.items()} == dict.fromkeys(
        ("guangyuan.txt", "chaoyang.md", "yichang.txt"), "new"
    )
    assert rows["yichang.txt"]["encoding"] == "gb18030"
    assert all(row["entities"] and row["clauses"] for row in rows.values())
    assert os.readlink(home / "CURRENT") == "releases/000001"


def test_build_again_makes_no_release_and_says_so(own_home: Path, texts: Path) -> None:
    result = run("build", texts, "--home", own_home)
    assert result.exit_code == 0
    assert "没有变化" in result.output
    assert "未变 3" in result.output
    assert sorted(path.name for path in (own_home / "releases").iterdir() if path.name.isdigit()) == ["000001"]


def test_build_adds_one_and_extracts_that_one_alone(own_home: Path, tmp_path: Path) -> None:
    (tmp_path / "fuzhou.txt").write_text(
        "福州市推行榕树小院制度\n\n福建省福州市推行榕树小院制度，共有小院45个。\n", encoding="utf-8"
    )
    result = run("build", tmp_path / "fuzhou.txt", "--home", own_home)
    assert result.exit_code == 0
    assert "新增 1" in result.output
    assert "版本 2" in result.output
    manifest = json.loads((own_home / "CURRENT/manifest.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in manifest["documents"]] == ["chaoyang", "fuzhou", "guangyuan", "yichang"]


def test_build_tells_repairs_by_kind_and_what_was_refused(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(
        "甲县村民议事\n\n甲县建立村民议事会制\u200b度。村&ldquo;两委&rdquo;牵头。\n", encoding="utf-8"
    )
    (tmp_path / "乙.txt").write_text("乙县网格服务\n\n乙县推\u200b行网\u200b格化服务管理。\n", encoding="utf-8")
    (tmp_path / "丙.txt").write_bytes(b"")
    told = run("build", tmp_path, "--home", tmp_path / "home", "--workers", 1).output.splitlines()
    rows = [line.split() for line in told]
    assert rows.index(["修复", "处数", "文件数"]) < rows.index(["去掉不可见字符", "3", "2"])
    refused = told[told.index("拒收的文件") + 1]
    assert "丙.txt：" in refused
    assert "合计：拒收 1，新增 2" in told


def test_build_replaces_a_document_of_the_same_id_alone(own_home: Path, texts: Path, tmp_path: Path) -> None:
    def graphs() -> dict[str, set[str]]:
        result: dict[str, set[str]] = {}
        for line in run("dump", "--format", "nq", "--home", own_home).output.splitlines():
            match = re.search(r"<\S+/document/([^/>]+)/graph> \.$", line)
            if match:
                result.setdefault(match[1], set()).add(line)
        return result

    before = graphs()
    folder = Path(shutil.copytree(texts, tmp_path / "texts"))
    (folder / "chaoyang.md").write_text(CHAOYANG.replace("2.4万", "2.6万"), encoding="utf-8")
    result = run("build", folder, "--home", own_home)
    assert "替换 1，未变 2" in result.output.replace("未变 2，替换 1", "替换 1，未变 2")
    after = graphs()
    assert {name for name in before if before[name] != after[name]} == {"chaoyang"}
    assert before.keys() == after.keys()


def test_build_refuses_what_it_cannot_read_and_publishes_the_rest(texts: Path, tmp_path: Path) -> None:
    folder, home = tmp_path / "mixed", tmp_path / "home"
    shutil.copytree(texts, folder)
    (folder / "broken.txt").write_bytes("治理".encode() + b"\xff\xfe\xff" + "议事".encode())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\u3000\n", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "README.md").write_text("about this folder", encoding="utf-8")
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    result = run("build", folder, "--home", home)
    assert result.exit_code == 3
    report = json.loads((home / "CURRENT/report.json").read_text(encoding="utf-8"))
    rows = {Path(row["file"]).name: row for row in report}
    assert {name for name, row in rows.items() if row["status"] == "refused"} == {
        "broken.txt", "empty.txt", "blank.txt", "picture.txt", "paper.pdf",
    }  # fmt: skip
    assert {name for name, row in rows.items() if row["status"] == "none"} == {"README.md", ".hidden.txt"}
    for name, words in (
        ("broken.txt", "编码"),
        ("empty.txt", "空文件"),
        ("picture.txt", "PNG"),
        ("paper.pdf", "PDF 已损坏"),
    ):
        assert words in rows[name]["reason"]
        assert any(name in line and words in line for line in result.output.splitlines())
    assert len(rows) == 10


@pytest.mark.parametrize("content", [{}, {"README": b"x"}, {"a.txt": b""}, {"a.txt": bytes(99), "b.docx": b"PK"}])
def test_build_of_nothing_readable_is_code_1_and_publishes_nothing(content: dict[str, bytes], tmp_path: Path) -> None:
    folder, home = tmp_path / "texts", tmp_path / "home"
    folder.mkdir()
    for name, data in content.items():
        (folder / name).write_bytes(data)
    failed(1, "build", folder, "--home", home)
    assert not (home / "CURRENT").exists()


def test_build_with_a_missing_path_reads_nothing(texts: Path, tmp_path: Path) -> None:
    told = failed(2, "build", texts, tmp_path / "no-such", "--home", tmp_path / "home")
    assert "no-such" in told
    assert not (tmp_path / "home").exists()


def test_manifest_says_what_is_known_of_a_file(texts: Path, tmp_path: Path) -> None:
    folder, home = tmp_path / "texts", tmp_path / "home"
    folder.mkdir()
    shutil.copy(texts / "guangyuan.txt", folder / "a.txt")
    row = "a.txt,gy-1,议事会纪实,广元日报,2022-05-07,广元市,https://example.org/1"
    (folder / "manifest.csv").write_text(f"file,id,title,publisher,date,region,source\n{row}\n", encoding="utf-8")
    assert run("build", folder, "--home", home).exit_code == 0
    document = json.loads((home / "CURRENT/manifest.json").read_text(encoding="utf-8"))["documents"][0]
    for name, value in {
        "id": "gy-1", "title": "议事会纪实", "publisher": "广元日报", "issued": "2022-05-07", "regions": ["广元市"],
        "source": "https://example.org/1",
    }.items():  # fmt: skip
        assert document[name] == value
    (folder / "manifest.csv").write_text(
        f"file,id,title,publisher,date,region,source\n{row.replace('纪实', '纪事')}\n", "utf-8"
    )
    assert "替换 1" in run("build", folder, "--home", home).output


def test_manifest_that_is_wrong_is_named_with_its_line(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,id,date\nno-such.txt,x,2020\n", encoding="utf-8")
    shutil.copy(texts / "guangyuan.txt", tmp_path)
    told = failed(1, "build", tmp_path, "--home", tmp_path / "home")
    assert "manifest.csv" in told
    assert "第 2 行" in told


def test_build_on_two_workers_gives_the_same_facts(texts: Path, home: Path, tmp_path: Path) -> None:
    assert run("build", texts, "--workers", "2", "--home", tmp_path).exit_code == 0
    assert (
        run("dump", "--format", "nq", "--home", tmp_path).output == run("dump", "--format", "nq", "--home", home).output
    )


# --- remove, releases


def test_remove_publishes_a_release_without_the_document(own_home: Path) -> None:
    result = run("remove", "chaoyang", "--home", own_home)
    assert result.exit_code == 0
    assert "版本 2" in result.output
    assert run("search", "楼门会商", "--json", "--home", own_home).output.count('"document"') == 0
    assert "chaoyang" not in run("dump", "--home", own_home).output


def test_remove_of_an_unknown_document_names_the_nearest(own_home: Path) -> None:
    told = failed(2, "remove", "chaoyan", "--home", own_home)
    assert "'chaoyan'" in told
    assert "chaoyang" in told.replace("'chaoyan'", "")
    assert not (own_home / "releases/000002").exists()


def test_releases_lists_and_switches(own_home: Path) -> None:
    run("remove", "chaoyang", "--home", own_home)
    listed = run("releases", "--home", own_home).output.splitlines()
    assert [line.split("\t")[0] for line in listed] == ["  1", "* 2"]
    assert run("releases", "use", "1", "--home", own_home).exit_code == 0
    assert [line.split("\t")[0] for line in run("releases", "--home", own_home).output.splitlines()] == ["* 1", "  2"]
    assert '"release": 1' in run("search", "楼门会商", "--json", "--home", own_home).output
    assert run("releases", "--home", own_home, "use", "2").exit_code == 0
    assert "9" in failed(1, "releases", "use", "9", "--home", own_home)


def test_releases_keep_the_last_five(own_home: Path, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / "a.txt").write_text(f"四川省广元市共有议事点{number + 10}个。\n", encoding="utf-8")
        assert run("build", tmp_path / "a.txt", "--home", own_home).exit_code == 0
    assert [line[2:].split("\t")[0] for line in run("releases", "--home", own_home).output.splitlines()] == list(
        "23456"
    )


def test_home_is_taken_from_the_environment_and_the_option_goes_first(home: Path, tmp_path: Path) -> None:
    assert run("releases", env={"ZHITU_HOME": str(home)}).output.startswith("* 1\t")
    told = run("releases", "--home", tmp_path, env={"ZHITU_HOME": str(home)})
    assert told.exit_code == 0
    assert "还没有发布" in told.output
    assert run("releases", "--home", home, env={"ZHITU_HOME": str(tmp_path)}).output.startswith("* 1\t")


def test_home_may_stand_before_or_after_the_other_arguments(home: Path) -> None:
    assert run("search", "--home", home, "议事").output == run("search", "议事", "--home", home).output


# --- extract, clean


def test_extract_gives_one_file_as_json_on_stdout(texts: Path) -> None:
    result = run("extract", texts / "guangyuan.txt")
    assert result.exit_code == 0
    facts = json.loads(result.stdout)
    assert facts["doc"] == "guangyuan"
    for kind in ("entities", "metrics", "relations"):
        for fact in facts[kind]:
            assert {"span", "clause", "confidence"} <= fact.keys()
            assert 0 < fact["confidence"] <= 1
            if kind != "relations":
                assert "iri" in fact
            if kind == "metrics" or kind == "relations":
                assert fact["evidence"] in GUANGYUAN
    names = {(entity["type"], entity["name"]) for entity in facts["entities"]}
    assert {("Region", "广元市"), ("Organization", "广元市委组织部"), ("Mechanism", "灯塔议事会制度")} <= names
    assert {(metric["value"], metric["unit"]) for metric in facts["metrics"]} >= {
        (320, "个"),
        (1500, "件"),
        (96.5, "%"),
    }


def test_extract_spans_are_of_the_cleaned_text(texts: Path) -> None:
    text = json.loads(run("clean", texts / "yichang.txt", "--map").stdout)["text"]
    facts = json.loads(run("extract", texts / "yichang.txt").stdout)
    assert facts["metrics"]
    for metric in facts["metrics"]:
        start, end = metric["span"]
        assert text[start:end] == metric["evidence"]


def test_extract_of_several_files_needs_a_folder(texts: Path) -> None:
    assert "--out" in failed(2, "extract", texts / "guangyuan.txt", texts / "chaoyang.md")


def test_extract_writes_each_file_under_its_whole_name(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "facts"
    result = run("extract", *sorted(texts.iterdir()), "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert sorted(path.name for path in out.iterdir()) == ["chaoyang.md.json", "guangyuan.txt.json", "yichang.txt.json"]
    assert (out / "guangyuan.txt.json").read_text(encoding="utf-8") == run("extract", texts / "guangyuan.txt").stdout


def test_extract_agrees_with_what_a_build_holds(texts: Path, home: Path) -> None:
    """The same IRIs, so that what is extracted can be looked up in what is served."""
    facts = json.loads(run("extract", texts / "chaoyang.md").stdout)
    dump = run("dump", "--format", "nq", "--home", home).output
    for fact in (*facts["entities"], *facts["metrics"]):
        assert f"<{fact['iri']}>" in dump


def test_extract_refuses_two_files_of_one_name(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "guangyuan.txt").write_text(YICHANG, encoding="utf-8")
    told = failed(2, "extract", texts / "guangyuan.txt", tmp_path / "guangyuan.txt", "--out", tmp_path / "out")
    assert "guangyuan.txt.json" in told
    assert not (tmp_path / "out").exists()


def test_extract_refuses_a_bad_file_and_goes_on(texts: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(50))
    result = run("extract", bad, texts / "guangyuan.txt", "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"zhitu: {bad}: ")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["guangyuan.txt.json"]
    assert str(bad) in failed(1, "extract", bad)


def test_clean_prints_the_text_and_with_map_the_whole_way_back(texts: Path) -> None:
    source = "首页 > 新闻\r\n\r\n落實(shí)責(zé)任，開展“院落議事”活動(dòng)。\r\n"
    path = texts.parent / "traditional.txt"
    path.write_bytes(source.encode())
    cleaned = json.loads(run("clean", path, "--map").stdout)
    assert set(cleaned) == {"text", "repairs", "segments"}
    assert run("clean", path).stdout.rstrip("\n") == cleaned["text"].rstrip("\n")
    assert "落实责任" in cleaned["text"]
    for side, length in (("clean", len(cleaned["text"])), ("source", len(source))):
        spans = sorted(segment[side] for segment in cleaned["segments"])
        assert spans[0][0] == 0
        assert spans[-1][1] == length
        assert all(a[1] == b[0] for a, b in pairwise(spans))
    for segment in cleaned["segments"]:
        if segment["repair"] is None:
            (a, b), (c, d) = segment["clean"], segment["source"]
            assert cleaned["text"][a:b] == source[c:d]
    for repair in cleaned["repairs"]:
        assert source[slice(*repair["source"])] == repair["before"]
        assert cleaned["text"][slice(*repair["clean"])] == repair["after"]
    assert cleaned["repairs"]


def test_clean_text_passes_unchanged(texts: Path) -> None:
    path = texts.parent / "plain.txt"
    path.write_text(YICHANG, encoding="utf-8")
    assert run("clean", path).stdout == YICHANG


def test_clean_refuses_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4 ...")
    told = failed(1, "clean", tmp_path / "a.txt")
    assert "a.txt" in told
    assert "PDF" in told


# --- search


def test_search_json_has_its_shape(home: Path) -> None:
    body = json.loads(run("search", "灯塔议事会", "--json", "--home", home).stdout)
    assert list(body) == ["query", "release", "total", "hits"]
    assert (body["query"], body["release"]) == ("灯塔议事会", 1)
    assert body["total"] >= 1
    hit = body["hits"][0]
    assert list(hit) == ["document", "title", "clause", "score", "snippet", "spans", "why"]
    release = open_release(home)
    text = release.extraction(hit["document"]).document.text
    release.close()
    for start, end in hit["spans"]:
        assert text[start:end] == "灯塔议事会"


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        ([], {"guangyuan", "chaoyang", "yichang"}),
        (["--region", "四川"], {"guangyuan"}),
        (["--region", "510800"], {"guangyuan"}),
        (["--region", "四川", "--region", "北京"], {"guangyuan", "chaoyang"}),
        (["--year", "2022"], {"guangyuan"}),
        (["--year", "1999"], set()),
    ],
)
def test_search_is_narrowed_by_its_options(home: Path, options: list[str], documents: set[str]) -> None:
    body = json.loads(run("search", "牵头", "--json", "--home", home, *options).stdout)
    assert {hit["document"] for hit in body["hits"]} == documents


def test_search_gives_no_more_than_its_limit_and_says_how_many_there_are(home: Path) -> None:
    body = json.loads(run("search", "牵头", "--json", "--limit", "1", "--home", home).stdout)
    assert len(body["hits"]) == 1
    assert body["total"] == 3
    assert "共 3 处，列出 1 处" in run("search", "牵头", "--limit", "1", "--home", home).output


def test_search_of_an_unknown_region_names_the_nearest(home: Path) -> None:
    told = failed(2, "search", "牵头", "--region", "四川剩", "--home", home)
    assert "'四川剩'" in told
    assert "四川省" in told


@pytest.mark.parametrize("query", ['"', "-牵头", "(", "*", "牵头 AND", "\\", "a:b", "^~", "😀", "\u3000", "的" * 500])
def test_search_never_fails_on_what_is_typed(home: Path, query: str) -> None:
    assert run("search", "--home", home, "--", query).exit_code in (0, 2)


# --- query


@pytest.mark.parametrize(
    ("name", "query", "start"),
    [
        ("json", "ASK { ?s ?p ?o }", b'{"head"'),
        ("csv", "SELECT ?s { ?s ?p ?o } LIMIT 1", b"s\r\n"),
        ("tsv", "SELECT ?s { ?s ?p ?o } LIMIT 1", b"?s\n"),
        ("xml", "SELECT ?s { ?s ?p ?o } LIMIT 1", b"<?xml"),
        ("ttl", "CONSTRUCT WHERE { ?s a ?o }", b"@prefix"),
        ("nt", "CONSTRUCT WHERE { ?s a ?o }", b"<http"),
        ("rdf", "CONSTRUCT WHERE { ?s a ?o }", b"<?xml"),
        ("jsonld", "CONSTRUCT WHERE { ?s a ?o }", b"["),
        ("trig", "CONSTRUCT WHERE { ?s a ?o }", b"@prefix"),
        (None, "SELECT ?s { ?s ?p ?o } LIMIT 1", b'{"head"'),
        (None, "CONSTRUCT WHERE { ?s a ?o }", b"@prefix"),
    ],
)
def test_query_answers_in_every_format(home: Path, name: str | None, query: str, start: bytes) -> None:
    options = ["--format", name] if name else []
    result = run("query", "-e", query, *options, "--home", home)
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes.startswith(start)
    assert result.stdout_bytes.endswith(b"\n")


def test_query_is_read_from_a_file(home: Path, tmp_path: Path) -> None:
    for name, encoding in (("a.rq", "utf-8"), ("b.rq", "utf-8-sig")):
        (tmp_path / name).write_text('SELECT ?s { ?s ?p "四川省"@zh }', encoding=encoding)
        answer = json.loads(run("query", tmp_path / name, "--home", home).stdout)
        assert answer["results"]["bindings"][0]["s"]["value"].endswith("/region/510000")
    (tmp_path / "c.rq").write_bytes("SELECT ?s { ?s ?p '四川' }".encode("gb18030"))
    assert "UTF-8" in failed(2, "query", tmp_path / "c.rq", "--home", home)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {", "语法错误"),
        ("", "语法错误"),
        ("SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "更新"),
        ("CONSTRUCT WHERE { ?s a ?o }", "text/turtle"),
    ],
)
def test_query_that_cannot_be_answered_is_code_1(home: Path, query: str, words: str) -> None:
    assert words in failed(1, "query", "-e", query, "--format", "csv", "--home", home)


def test_query_over_its_time_is_ended(home: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    told = failed(1, "query", "-e", slow, "--home", home, env={"ZHITU_QUERY_TIMEOUT_S": "0.3"})
    assert "0.3 秒" in told


# --- compare


@pytest.mark.parametrize("name", ["md", "html", "csv", "xlsx", "docx", "jsonld"])
@pytest.mark.parametrize("by", ["format", "suffix"])
def test_compare_writes_every_format(home: Path, tmp_path: Path, name: str, by: str) -> None:
    path = tmp_path / (f"比较.{name.upper()}" if by == "suffix" else "比较")
    options = [] if by == "suffix" else ["--format", name]
    result = run("compare", "--region", "四川", "--region", "110000", *options, "-o", path, "--home", home)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    words = COMPARISONS[name](path.read_bytes())
    for told in ("灯塔议事会制度", "楼门会商机制", "灯塔议事会制度在广元", "广元市"):
        assert told in words
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def _sheet_text(data: bytes) -> str:
    return "\n".join(str(v) for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.values for v in row)


def _page_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


COMPARISONS = {
    "md": lambda data: data.decode(),
    "html": lambda data: data.decode(),
    "csv": lambda data: str(list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))),
    "xlsx": _sheet_text,
    "docx": _page_text,
    "jsonld": lambda data: json.dumps(json.loads(data), ensure_ascii=False),
}


def test_compare_is_markdown_on_stdout_by_default(home: Path) -> None:
    result = run("compare", "--region", "四川省", "--dimension", "协商议事与自治", "--home", home)
    assert result.exit_code == 0
    assert result.stdout.startswith("# 四川省基层治理比较")
    assert "320个" in result.stdout
    assert "诉求响应" not in result.stdout


def test_compare_is_the_same_bytes_each_time(home: Path) -> None:
    for name in COMPARISONS:
        arguments = ["compare", "--region", "四川", "--region", "北京", "--format", name, "--home", str(home)]
        assert run(*arguments).stdout_bytes == run(*arguments).stdout_bytes, name


def test_compare_tells_gaps_apart(home: Path) -> None:
    told = run("compare", "--region", "四川", "--region", "青海", "--home", home).stdout
    assert "所藏文献未见" in told
    assert "未收藏该地文献" in told


def test_compare_of_an_unknown_name_offers_the_nearest(home: Path) -> None:
    assert "四川省" in failed(2, "compare", "--region", "四川剩", "--home", home)
    told = failed(2, "compare", "--region", "四川", "--dimension", "协商议事", "--home", home)
    assert "'协商议事'" in told
    assert "协商议事与自治" in told


def test_compare_that_cannot_be_written_is_code_1(home: Path, tmp_path: Path) -> None:
    (tmp_path / "out.md").mkdir()
    told = failed(2, "compare", "--region", "四川", "-o", tmp_path / "out.md", "--home", home)
    assert "out.md" in told
    assert not list((tmp_path / "out.md").iterdir())


# --- check, dump


def test_check_finds_nothing_wrong_with_a_build(home: Path) -> None:
    result = run("check", "--home", home)
    assert result.exit_code == 0, result.output
    assert "没有违例" in result.output


def test_check_lists_what_is_wrong_and_is_code_1(own_home: Path) -> None:
    path = next((own_home / "CURRENT/texts").iterdir())
    record = json.loads(path.read_text(encoding="utf-8"))
    record["entities"][0]["evidence"][0]["text"] = "不在原文"
    path.write_text(json.dumps(record), encoding="utf-8")
    result = run("check", "--home", own_home)
    assert result.exit_code == 1
    assert record["document"]["id"] in result.stdout


def test_dump_is_sorted_and_the_same_each_time(home: Path) -> None:
    quads = run("dump", "--format", "nq", "--home", home).output
    lines = quads.splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines))
    assert quads == run("dump", "--format", "nq", "--home", home).output


def test_dump_in_both_formats_is_the_same_dataset(home: Path) -> None:
    quads = set(parse(run("dump", "--format", "nq", "--home", home).stdout_bytes, format=RdfFormat.N_QUADS))
    trig = set(parse(run("dump", "--home", home).stdout_bytes, format=RdfFormat.TRIG))
    assert quads == trig
    assert len(quads) > 1000


# --- as a process


def test_reader_that_goes_is_no_error_message(home: Path) -> None:
    command = f'"{sys.executable}" -m zhitu dump --home "{home}" | head -n 1'
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}], ids=["C", "ascii"])
def test_words_come_out_under_any_locale(home: Path, environment: dict[str, str]) -> None:
    done = process("search", "灯塔议事会", "--home", home, env=environment)
    assert done.returncode == 0, done.stderr
    assert "灯塔议事会" in done.stdout.decode("utf-8")
    told = process("buidl", env=environment).stderr.decode("utf-8")
    assert "没有子命令 'buidl'；相近的有：'build'" in told


def test_exit_codes_reach_the_shell(texts: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (tmp_path / "bad.txt").write_bytes(b"")
    assert process("build", tmp_path / "bad.txt", "--home", home).returncode == 1
    assert process("build", tmp_path / "none.txt", "--home", home).returncode == 2
    assert process("build", tmp_path / "bad.txt", texts / "yichang.txt", "--home", home).returncode == 3
    assert process("build", texts / "yichang.txt", "--home", home).returncode == 0
    assert process("dump", "--home", home).returncode == 0


def test_releases_lists_a_damaged_one_among_the_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for text in ("某市推行院坝会制度。", "某市推行院坝会制度，设立议事点12个。"):
        source = tmp_path / "one.txt"
        source.write_text(f"关于推行院坝会制度的意见\n\n{text}\n", encoding="utf-8")
        assert run("build", "--home", home, source).exit_code == 0
    (home / "releases" / "000001" / "manifest.json").write_text("{", encoding="utf-8")
    listed = run("releases", "--home", home)
    assert listed.exit_code == 0
    assert [line.split("\t")[0].strip() for line in listed.output.splitlines()] == ["1", "* 2"]


# --- copies, versions, diff

MEASURE = """青川县村民议事办法

青川县人民政府
2021年3月1日

第一条　为了规范村民议事活动，保障村民依法行使民主权利，制定本办法。

第二条　村民议事会由15至35人组成，每个村民小组不少于2人，任期与村民委员会相同。

第三条　议题由村党组织书记提出，也可以由议事会成员十分之一以上联名提出。

第四条　议事会每季度至少召开一次会议，应到成员三分之二以上到会方可开会。
"""


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    folder = tmp_path / "editions"
    folder.mkdir()
    (folder / "a.txt").write_text(MEASURE, encoding="utf-8")
    (folder / "again.txt").write_text(MEASURE, encoding="gb18030")
    (folder / "b.txt").write_text(MEASURE.replace("2021年", "2024年").replace("35人", "40人"), encoding="utf-8")
    return folder


def test_build_tells_of_copies_and_keeps_them(editions: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    told = run("build", editions, "--home", home, "--workers", 1).output
    assert "again.txt：与 a 文本相同，记作它的又一来源" in told
    assert "合计：新增 2，重复 1" in told
    assert "共 2 份文档" in told
    manifest = json.loads((home / "CURRENT/manifest.json").read_text(encoding="utf-8"))
    assert [row["version_of"] for row in manifest["documents"]] == [None, "a"]
    assert [row["copy_of"] for row in manifest["copies"]] == ["a"]
    report = json.loads((home / "CURRENT/report.json").read_text(encoding="utf-8"))
    assert {row["id"]: (row["status"], row.get("copy_of")) for row in report}["again"] == ("copy", "a")
    assert "内容没有变化" in run("build", editions, "--home", home, "--workers", 1).output


def test_diff_lists_what_changed_in_files_and_documents(editions: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run("build", editions, "--home", home, "--workers", 1)
    for pair in (("a", "b"), (editions / "a.txt", editions / "b.txt"), ("again", editions / "b.txt")):
        result = run("diff", *pair, "--home", home)
        assert result.exit_code == 0, result.output
        assert "修改\t第二条\t村民议事会由15至[-35-]{+40+}人组成，" in result.output
        assert "\x1b" not in result.output


def test_diff_of_one_text_is_empty(editions: Path) -> None:
    answer = json.loads(run("diff", editions / "a.txt", editions / "again.txt", "--json").output)
    assert (answer["same"], answer["changes"]) == (True, [])
    assert "两份文本相同" in run("diff", editions / "a.txt", editions / "again.txt").output


def test_diff_shows_everything_if_asked(editions: Path) -> None:
    few, every = (run("diff", editions / "a.txt", editions / "b.txt", *more).output for more in ((), ("--all",)))
    assert "未变\t第四条" not in few
    assert "未变\t第四条" in every


def test_diff_names_what_it_does_not_know(home: Path) -> None:
    assert "guangyuan" in failed(2, "diff", "guangyuan", "guangyuann", "--home", home)
