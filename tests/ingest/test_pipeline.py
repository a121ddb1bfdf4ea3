"""Many files -> one outcome each, the same on one process and on two."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ingest.pipeline
from ingest.pipeline import Outcome, metadata_record, process, run
from ingest.readers.files import Found, find_files
from ingest.version import pipeline_version
from kg.errors import ZhituError
from kg.records import to_record

TEXT = "福建省福州市推行榕树小院制度，由村党组织牵头，{number}年共建小院{number}个。\n"


@pytest.fixture
def found(tmp_path: Path) -> tuple[Found, ...]:
    for number in range(2011, 2021):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    return find_files((tmp_path,)).found


def facts(outcome: Outcome) -> str:
    record = None if outcome.extraction is None else to_record(outcome.extraction)
    return json.dumps([outcome.row(), record], ensure_ascii=False)


def held(outcome: Outcome, found: Found) -> dict[str, Any]:
    """What a release's manifest keeps of a document, as far as the pipeline reads it."""
    assert outcome.extraction is not None
    return {
        "sha256": outcome.extraction.document.file.sha256,
        "pipeline": outcome.extraction.pipeline,
        "metadata": metadata_record(found.metadata),
    }


def test_outcomes_are_the_same_byte_for_byte_on_one_and_two_workers(found: tuple[Found, ...]) -> None:
    alone = [facts(outcome) for outcome in run(found, {}, workers=1)]
    together = [facts(outcome) for outcome in run(found, {}, workers=2)]
    assert alone == together
    assert len(alone) == len(found)


def test_outcomes_come_in_the_order_of_the_files(found: tuple[Found, ...]) -> None:
    assert [outcome.file for outcome in run(reversed(found), {})] == [one.file for one in reversed(found)]


def test_file_that_cannot_be_read_is_refused_and_the_rest_goes_on(found: tuple[Found, ...]) -> None:
    statuses = {Path(outcome.file).name: outcome.status for outcome in run(found, {})}
    assert statuses.pop("bad.txt") == "refused"
    assert set(statuses.values()) == {"new"}


def test_file_that_has_gone_is_refused(found: tuple[Found, ...]) -> None:
    os.remove(found[0].path)
    outcome = process(found[0], None)
    assert outcome.status == "refused"
    assert outcome.reason


def test_what_is_held_is_not_extracted_again(found: tuple[Found, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {f.metadata.id: held(o, f) for o, f in zip(run(found, {}), found, strict=True) if o.status == "new"}

    def never(_document: object) -> None:
        raise AssertionError

    monkeypatch.setattr(ingest.pipeline, "extract", never)
    outcomes = [process(one, rows[one.metadata.id]) for one in found if one.metadata.id in rows]
    assert {outcome.status for outcome in outcomes} == {"unchanged"}
    assert all(outcome.extraction is None and outcome.data is None for outcome in outcomes)


@pytest.mark.parametrize("change", ["bytes", "pipeline", "metadata"])
def test_other_bytes_pipeline_or_metadata_extract_again(found: tuple[Found, ...], change: str) -> None:
    one = found[0]
    row = held(process(one, None), one)
    assert process(one, row).status == "unchanged"
    if change == "bytes":
        one.path.write_text(TEXT.format(number=2044), encoding="utf-8")
    elif change == "pipeline":
        row["pipeline"] = "older"
    else:
        one = replace(one, metadata=replace(one.metadata, regions=("福州市",)))
    outcome = process(one, row)
    assert outcome.status == "replaced"
    assert outcome.extraction is not None
    assert outcome.extraction.pipeline == pipeline_version()


def test_metadata_of_a_manifest_survives_json(found: tuple[Found, ...]) -> None:
    """What is compared with a manifest's row must be equal after it was written and read."""
    metadata = replace(found[0].metadata, regions=("福州市", "福建省"))
    record = metadata_record(metadata)
    assert json.loads(json.dumps(record)) == record


def test_fault_of_a_rule_costs_its_document_alone(found: tuple[Found, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    real = ingest.pipeline.extract

    def faulty(document: Any) -> Any:
        if "2015年" in document.text:
            raise ValueError("no such\nthing")
        return real(document)

    monkeypatch.setattr(ingest.pipeline, "extract", faulty)
    outcomes = {Path(outcome.file).stem: outcome for outcome in run(found, {})}
    assert outcomes["2015"].status == "refused"
    assert "ValueError" in str(outcomes["2015"].reason)
    assert "\n" not in str(outcomes["2015"].reason)
    assert [name for name, outcome in outcomes.items() if outcome.status == "new"] == [
        str(number) for number in range(2011, 2021) if number != 2015
    ]


def _die(found: Found, _held: object) -> Outcome:
    os._exit(1)


def test_worker_that_dies_is_told_in_one_line(found: tuple[Found, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pipeline, "process", _die)
    with pytest.raises(ZhituError, match="--workers"):
        list(run(found, {}, workers=2))


def test_row_counts_repairs_and_what_was_set_apart_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("首页 > 新闻\n\n落實(shí)責(zé)任，開展院落議事活動(dòng)。\n", encoding="utf-8")
    row = process(find_files((tmp_path / "a.txt",)).found[0], None).row()
    assert row["status"] == "new"
    assert {"navigation", "pinyin"} <= {*row["repairs"]}
    assert row["encoding"] == "utf-8"
    assert row["clauses"] >= 1
