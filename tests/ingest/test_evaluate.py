"""`zhitu evaluate`: gold files find their texts, the table and the misses are printed, bad calls are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.evaluate import find_golds, load_gold, pair_texts
from kg.errors import InputError, UsageError
from zhitu import main

TEXT = "四川省广元市推行灯塔议事会制度，由村党组织牵头，共建立议事会320个。\n"
GOLD = {
    "document": {},
    "entities": [{"type": "Region", "name": "广元市"}, {"type": "Region", "name": "绵阳市"}],
    "metrics": [],
    "relations": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    for doc, text in (("a", "a.txt"), ("b", "b_0123.txt")):
        (tmp_path / "gold" / f"{doc}.json").write_text(json.dumps({"doc": text} | GOLD), encoding="utf-8")
        (tmp_path / "texts" / text).write_text(TEXT, encoding="utf-8")
    return tmp_path


def evaluate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def test_table_and_misses_are_printed(folder: Path) -> None:
    done = evaluate(folder / "gold", folder / "texts")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["标注", "抽取", "命中", "P", "R", "F1"]
    assert any(line.split() == ["Region", "4", "4", "2", "0.500", "0.500", "0.500"] for line in lines)
    assert "漏抽\ta.txt\tRegion\t绵阳市" in lines
    assert "误抽\tb_0123.txt\tRegion\t四川省" in lines


def test_json_holds_the_same(folder: Path) -> None:
    done = evaluate(folder / "gold" / "a.json", folder / "texts" / "a.txt", "--json")
    told = json.loads(done.stdout)
    assert told["rows"]["Region"] == {
        "gold": 2, "predicted": 2, "hit": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5,
    }  # fmt: skip
    assert {"document": "a.txt", "verdict": "missed", "kind": "Region", "fact": "绵阳市"} in told["misses"]


@pytest.mark.parametrize("by", ["doc", "stem", "beginning"])
def test_a_text_finds_its_gold(folder: Path, by: str) -> None:
    gold, text = folder / "gold" / "b.json", folder / "texts" / "b_0123.txt"
    if by == "stem":
        text = text.rename(text.with_name("b.md"))
    if by != "doc":
        gold.write_text(json.dumps({"doc": "other"} | GOLD), encoding="utf-8")
    golds, _ = find_golds([folder / "gold"])
    assert pair_texts(golds, [text]) == [(gold, text)]


def test_one_gold_and_one_text_belong_together(folder: Path) -> None:
    pair = (folder / "gold" / "a.json", folder / "texts" / "b_0123.txt")
    assert pair_texts([pair[0]], [pair[1]]) == [pair]


def test_text_without_gold_is_named(folder: Path) -> None:
    (folder / "texts" / "c.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match=r"c\.txt: 有 0 份标注"):
        pair_texts(*find_golds([folder / "gold", folder / "texts"]))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "不是 JSON：第 1 行"),
        ("[]", "不是标注文件"),
        ('{"doc": "a"}', "缺 document、entities"),
        ("\x00", "不是 JSON"),
    ],
)
def test_bad_gold_is_told(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        load_gold(path)


def test_bad_calls_are_told(folder: Path) -> None:
    assert evaluate(folder / "none.json").exit_code == 2
    assert evaluate(folder / "gold").exit_code == 2
