"""`python -m ingest.evaluate`: extracts the annotated texts and hands both to the scorer beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.evaluate import find_text

ROOT = Path(__file__).resolve().parents[2]
TEXT = "四川省广元市推行灯塔议事会制度，由村党组织牵头，共建立议事会320个。\n"
# stands in for the scorer of the guidelines: says which names of the gold were found
SCORER = """
import json, sys
flags = [a for a in sys.argv[1:] if a.startswith("--")]
paths = [a for a in sys.argv[1:] if not a.startswith("--")]
for gold, predicted in zip(paths[::2], paths[1::2]):
    wanted, found = (json.load(open(path, encoding="utf-8")) for path in (gold, predicted))
    names = {entity["name"] for entity in found["entities"]}
    print(json.dumps([gold, flags, [e["name"] in names for e in wanted["entities"]], len(found["metrics"])]))
sys.exit(len(flags))
"""


@pytest.fixture
def annotation(tmp_path: Path) -> Path:
    folder = tmp_path / "annotation"
    (folder / "gold").mkdir(parents=True)
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    gold = {"entities": [{"type": "Region", "name": "广元市"}, {"type": "Region", "name": "绵阳市"}]}
    for name in ("a", "b"):
        (folder / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    (folder / "gold" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "b_0123.txt").write_text(TEXT, encoding="utf-8")
    return folder


def evaluate(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ingest.evaluate", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_every_gold_file_is_scored_against_its_text(annotation: Path) -> None:
    done = evaluate(annotation)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(row[0]).stem for row in rows] == ["a", "b"]
    assert all(row[2] == [True, False] and row[3] == 1 for row in rows)


def test_flags_and_exit_code_are_the_scorers(annotation: Path) -> None:
    done = evaluate(annotation, "b", "--misses", "--json")
    assert done.returncode == 2
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(Path(row[0]).stem, row[1]) for row in rows] == [("b", ["--misses", "--json"])]


def test_text_is_that_beside_the_gold_else_the_one_of_the_corpus(annotation: Path) -> None:
    corpus = annotation.parent / "corpus"
    assert find_text(annotation, corpus, "a") == annotation / "gold" / "a.txt"
    assert find_text(annotation, corpus, "b") == corpus / "b_0123.txt"
    (corpus / "b_4567.txt").write_text(TEXT, encoding="utf-8")
    for doc in ("b", "c"):
        with pytest.raises(SystemExit, match=f"{doc}: [02] texts found"):
            find_text(annotation, corpus, doc)
