"""kg.versions.diff, align, words, units, table: what differs between two texts, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.folding import fold
from kg.versions import Difference, diff
from kg.versions.align import align
from kg.versions.table import place_of, rows, summary, to_json
from kg.versions.units import Unit, unit, units_of
from kg.versions.words import edits
from tests.kg import same_again
from tests.kg.factory import build


def units(*lines: str) -> tuple[Unit, ...]:
    return tuple(unit("clause", number, line) for number, line in enumerate(lines, 1))


def kinds(before: Iterable[str], after: Iterable[str]) -> list[str]:
    return [change.kind for change in diff(units(*before), units(*after)).changes]


RULES = ("第一条　议事会由村民推选产生。", "第二条　议事会每季度召开一次会议。", "第三条　会议决定应当在三日内公示。")
NEW = "第二条　重大事项须经党员大会审议通过。"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (RULES, ["same", "same", "same"]),
        (RULES[:2], ["same", "same", "removed"]),
        ((*RULES, NEW), ["same", "same", "same", "added"]),
        ((RULES[0], NEW, RULES[1].replace("二", "三"), RULES[2].replace("三", "四", 1)),
         ["same", "added", "renumbered", "renumbered"]),
        ((RULES[0], RULES[1].replace("一次", "两次"), RULES[2]), ["same", "changed", "same"]),
        ((RULES[1], RULES[2], RULES[0]), ["same", "same", "moved"]),
        ((RULES[0].replace("　", " "), "第二条 议事会每季度召开一次会议｡", RULES[2]), ["same", "changed", "same"]),
        ((), ["removed", "removed", "removed"]),
        (("（一）每月公布收支明细。", "（二）受理群众的投诉。"), ["added", "added", "removed", "removed", "removed"]),
    ],
)  # fmt: skip
def test_change_is_told_by_its_kind(after: Sequence[str], expected: list[str]) -> None:
    assert sorted(kinds(RULES, after)) == sorted(expected)


def test_removed_clause_stands_where_it_stood() -> None:
    assert kinds(RULES, (RULES[0], RULES[2])) == ["same", "removed", "same"]


def test_widths_and_blanks_make_no_difference() -> None:
    assert diff(units("（一）每月 １ 次（含）"), units("(一)每月1次(含)")).is_same


def test_clause_that_moved_and_changed_is_both() -> None:
    long = "第四条　议题由村党组织书记提出，也可以由议事会成员十分之一以上联名提出。"
    found = diff(units(long, *RULES), units(*RULES, long.replace("十分之一", "五分之一"))).changes
    assert [change.kind for change in found] == ["same", "same", "same", "moved"]
    assert [e.text for e in found[-1].edits if e.kind != "same"] != []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("每月召开1次会议", "每月召开2次会议", [("removed", "1"), ("added", "2")]),
        ("占12.5%", "占13.5%", [("removed", "12.5"), ("added", "13.5")]),
        ("及时公布结果", "及时向村民公布结果", [("added", "向村民")]),
        ("Ａ级、“好”", 'a级、"好"', []),
        ("", "新", [("added", "新")]),
    ],
)
def test_words_that_changed(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert [(e.kind, e.text) for e in edits(before, after) if e.kind != "same"] == expected


def test_document_is_compared_with_nothing_left_out() -> None:
    document = build(same_again.MEASURE)[0].document
    assert "".join(u.text for u in units_of(document)) == "".join(line.strip() for line in document.text.splitlines())


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("第十二条　经费由财政保障。", "第十二条"),
        ("（三）受理投诉。", "（三）"),
        ("2018.5万元的补助。", "（第1段）"),
        ("一、总体要求", "一、"),
    ],
)
def test_clause_is_named_by_its_number(before: str, told: str) -> None:
    assert place_of(units(before)[0]) == told


def test_item_is_named_under_its_article() -> None:
    lines = ("第一条　议事会履行下列职责：", "（一）议决村务。")
    document = build(same_again._draft("x", "题", "县", "2020", *lines))[0].document
    assert [place_of(u) for u in units_of(document)] == ["标题", "第一条", "第一条（一）"]


def test_table_and_json_tell_what_differs() -> None:
    a, b = (build(draft)[0].document for draft in (same_again.MEASURE, same_again.REVISED))
    found = diff(units_of(a), units_of(b))
    assert summary(found) == "未变 4，改序号 1，修改 2，移动 1，新增 1，删除 1"
    assert [row.kind for row in rows(found)] == ["changed", "added", "changed", "moved", "removed"]
    assert len(list(rows(found, every=True))) == len(found.changes)
    told = to_json(a, b, found)
    assert (told["same"], told["counts"]["moved"], told["b"]["id"]) == (False, 1, "lantian/2024")
    assert [change["kind"] for change in told["changes"]].count("same") == 0


def test_no_clause_is_lost_where_many_are_alike() -> None:
    """Two long texts from one mould, all of whose clauses share their commonest words."""
    a = units(*(f"第{n}条　第{n}号村民小组的议事会由{n % 7 + 3}人组成，每年召开{n}次会议。" for n in range(300)))
    b = units(*(f"第{n}条　第{n}号村民小组的监委会由{n % 5 + 3}人组成，每年召开{n + 1}次会议。" for n in range(320)))
    counts = diff(a, b).counts
    assert counts["changed"] + counts["moved"] + counts["removed"] == 300
    assert counts["changed"] + counts["moved"] + counts["added"] == 320


# --- properties

LINES = st.lists(
    st.one_of(
        st.sampled_from([*RULES, NEW, "—", "（一）", "一、总则", "第二章 附则", "村民会议每年召开一次。"]),
        st.text(min_size=1, max_size=12),
    ).filter(str.strip),
    max_size=12,
)


def applied(before: Sequence[Unit], difference: Difference) -> list[str]:
    """The second text's keys, made of the first and of what is said to have changed."""
    known = {id(u): u for u in before}
    result = []
    for change in difference.changes:
        if change.after is None:
            continue
        if change.before is None or change.edits:
            words = "".join(e.text for e in change.edits if e.kind != "removed") if change.edits else change.after.body
        else:
            words = known[id(change.before)].body
        result.append(_key(words or change.after.label))
    return result


def _key(text: str) -> str:
    return "".join(fold(text).split())


@given(LINES)
def test_text_does_not_differ_from_itself(lines: list[str]) -> None:
    assert diff(units(*lines), units(*lines)).is_same


@given(LINES, LINES)
def test_difference_applied_to_the_first_gives_the_second(one: list[str], other: list[str]) -> None:
    a, b = units(*one), units(*other)
    found = diff(a, b)
    assert applied(a, found) == [_key(u.body or u.label) for u in b]
    assert [c.after for c in found.changes if c.after is not None] == list(b)
    assert Counter(c.before for c in found.changes if c.before is not None) == Counter(a)


@given(LINES, LINES)
def test_difference_the_other_way_round_has_the_kinds_turned(one: list[str], other: list[str]) -> None:
    a, b = units(*one), units(*other)
    there, back = diff(a, b).counts, diff(b, a).counts
    turned = {"added": "removed", "removed": "added"}
    assert there == {turned.get(kind, kind): n for kind, n in back.items()}


@given(LINES, LINES)
def test_words_make_up_both_clauses(one: list[str], other: list[str]) -> None:
    before, after = "".join(one), "".join(other)
    found = edits(before, after)
    assert fold("".join(e.text for e in found if e.kind != "added")) == fold(before)
    assert "".join(e.text for e in found if e.kind != "removed") == after


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=9), st.lists(st.sampled_from("甲乙丙丁"), max_size=9))
def test_each_position_is_in_one_pair_at_most(a: list[str], b: list[str]) -> None:
    pairs = align([word * 8 for word in a], [word * 8 for word in b])
    assert len({p.first for p in pairs}) == len({p.second for p in pairs}) == len(pairs)
    fixed = [p.first for p in pairs if not p.is_moved]
    assert fixed == sorted(fixed)
