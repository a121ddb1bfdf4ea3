"""What the traits of a candidate are worth, and what follows: weights, nets, choice, training."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import version
from ingest.components.mechanisms import find_mechanisms, seen
from ingest.mechanisms import odds
from ingest.mechanisms.candidate import Candidate
from ingest.mechanisms.choose import pick
from ingest.mechanisms.glossary import likeness
from ingest.mechanisms.nets import cast
from ingest.mechanisms.odds import Odds, probability, rounded
from ingest.mechanisms.scene import Found, candidates
from ingest.nlp import load_pipeline
from tests.ingest.mechanisms.marked import marked

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
TEXT = "三、健全楼道治理机制\n全县推行“院坝夜话”,建立河湖巡护积分制度,开展沙棘园结对。\n“院坝夜话”每月一次。"


def found_in(text: str, weights: Odds) -> list[Found]:
    doc = load_pipeline().make_doc(text)
    doc._.document = None
    return candidates(seen(doc, marked(text)), weights)


# a text, a name that the net catches
CAUGHT = [
    ("村里推行“院坝夜话”。", "院坝夜话"),
    ("村里推行“院坝夜话”制度。", "院坝夜话制度"),
]


@pytest.mark.parametrize(("text", "name"), CAUGHT)
def test_net_catches(text: str, name: str) -> None:
    assert name in {caught.name for caught in cast(marked(text))}


def test_only_quotations_are_caught() -> None:
    assert not list(cast(marked("全县建立河湖巡护积分制度。")))


@given(st.text("“”推行建立制度、,。的A1\n《》()", max_size=30))
def test_net_stays_in_the_text(text: str) -> None:
    for caught in cast(marked(text)):
        assert 0 <= caught.start < caught.end <= len(text)
        assert "\n" not in caught.name


def test_weights_are_small_sorted_and_complete() -> None:
    lines = odds.FILE.read_text(encoding="utf-8").splitlines()
    traits = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    own = [trait for trait in traits if trait not in (odds.BIAS, odds.THRESHOLD)]
    assert odds.FILE.stat().st_size < 200_000
    assert "ingest.mechanisms.learn" in lines[1]
    assert own == sorted(set(own))
    assert 0.2 < odds.load().threshold < 0.6


def test_no_trait_has_more_than_the_last_two_signs_of_a_name() -> None:
    assert all(len(trait) <= len("end:") + 2 for trait in odds.load().weights if trait.startswith("end:"))


def test_explanation_adds_up() -> None:
    weights = odds.load()
    for one in found_in(TEXT, weights):
        reasons = weights.explain(one.traits)
        assert math.isclose(sum(weight for _, weight in reasons), one.score, abs_tol=1e-9)
        assert all(abs(a) >= abs(b) for (_, a), (_, b) in pairwise(reasons))


def test_same_text_same_names() -> None:
    assert found_in(TEXT, odds.load()) == found_in(TEXT, odds.load())


def test_confidence_is_the_probability_in_steps() -> None:
    doc = load_pipeline().make_doc(TEXT)
    doc._.document = None
    spans = find_mechanisms(doc)
    assert "院坝夜话" in {span._.name for span in spans}
    assert all(rounded(span._.confidence) == span._.confidence for span in spans)


def named(text: str, start: int, end: int, way: str = "net") -> Candidate:
    return Candidate(start, end, text[start:end], way)


CHOICES = [
    ("the likelier of two that overlap", [(0.6, (0, 4, "net")), (0.9, (2, 6, "net"))], ["丙丁戊己"]),
    ("neither below the threshold", [(0.3, (0, 4, "net"))], []),
    ("both that lie apart", [(0.6, (0, 2, "net")), (0.5, (3, 5, "net"))], ["甲乙", "丁戊"]),
    ("no net around a further place", [(0.9, (0, 2, "net")), (0.6, (6, 9, "net"))], ["甲乙"]),
    ("a rule around a further place", [(0.9, (0, 2, "net")), (0.6, (6, 9, "kind"))], ["甲乙", "甲乙庚"]),
]


@pytest.mark.parametrize(("_", "judged", "expected"), CHOICES, ids=[case[0] for case in CHOICES])
def test_pick(_: str, judged: list[tuple[float, tuple[int, int, str]]], expected: list[str]) -> None:
    text = "甲乙丙丁戊己甲乙庚"
    pairs = [(sure, named(text, *place)) for sure, place in judged]
    assert [candidate.name for candidate in pick(text, pairs, 0.4)] == expected


@given(st.floats(-30, 30))
def test_probability_grows_with_the_score(score: float) -> None:
    assert 0 < probability(score) < 1
    assert probability(score) < probability(score + 1)


@pytest.mark.parametrize(
    ("name", "trait"), [("议事协商制度", "like:5"), ("乡村振兴学院", "like start:4"), ("网格化管理平台", "known")]
)
def test_likeness(name: str, trait: str) -> None:
    assert trait in set(likeness(name))


def test_version_covers_the_weights() -> None:
    assert odds.FILE.name in {path.name for path in version._files(version._ROOT)}


def test_training_gives_the_same_weights_again() -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn")
    learn = pytest.importorskip("ingest.mechanisms.learn")
    if not GOLD.is_dir():
        pytest.skip("no annotated texts here")
    files = [GOLD / f"{name}{suffix}" for name in ("zhejiang-plan", "guizhou-report") for suffix in (".json", ".txt")]
    first, again = (learn.fit(list(learn.read(files)), seldom=1) for _ in range(2))
    assert learn.written(first, 2) == learn.written(again, 2)
