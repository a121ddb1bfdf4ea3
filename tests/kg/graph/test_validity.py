"""What documents do to one another in a release: rows, triples, shapes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.checks import check
from kg.graph import builder
from kg.iris import act_iri, document_iri
from kg.records import from_record, to_record
from kg.releases import Release, dump, publish
from tests.kg import factory, in_force


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "region_triples", factory.region_triples)
        yield in_force.build_home(tmp_path_factory.mktemp("force"))


def test_release_is_sound(release: Release) -> None:
    assert check(release) == []


def test_record_gives_the_acts_back() -> None:
    for extraction, _ in in_force.pairs():
        assert from_record(to_record(extraction)) == extraction


def test_record_of_an_older_release_is_read() -> None:
    extraction = factory.extraction()
    record = to_record(extraction)
    for name in ("numbers", "issuers", "level", "topics", "adopted", "revised", "published", "effective", "expires",
                 "validity", "acts"):  # fmt: skip
        del record["document"][name]
    assert from_record(record) == extraction


def test_query_finds_what_is_no_longer_in_force(release: Release) -> None:
    rows = release.store.select("SELECT ?d ?by WHERE { ?d eli:in_force eli:InForce-notInForce ; eli:repealed_by ?by }")
    assert rows == [{"d": document_iri("yicheng/2016"), "by": document_iri("yicheng/2021")}]


def test_query_follows_act_to_its_words(release: Release) -> None:
    rows = release.store.select(
        "SELECT ?act ?title ?number ?words ?other WHERE { ?act zt:does eli:repeals ; dcterms:title ?title ;"
        " eli:id_local ?number ; zt:evidence/oa:exact ?words ; dcterms:relation ?other }"
    )
    assert rows == [
        {
            "act": act_iri("yicheng/2021", 1),
            "title": "绵阳市院落议事暂行办法",
            "number": "绵府办发〔2016〕8号",
            "words": in_force.REPEAL,
            "other": document_iri("yicheng/2016"),
        }
    ]


def test_query_finds_what_rests_on_a_rule_and_what_amends_it(release: Release) -> None:
    rule = document_iri("yicheng/rule")
    rows = release.store.select(f"SELECT ?d ?p WHERE {{ ?d ?p <{rule}> FILTER(STRSTARTS(STR(?p), STR(eli:))) }}")
    eli = "http://data.europa.eu/eli/ontology#"
    assert {(row["d"], row["p"]) for row in rows} == {
        (document_iri("yicheng/2021"), f"{eli}based_on"),
        (document_iri("yicheng/decision"), f"{eli}amends"),
    }


def test_step_by_step_is_from_scratch(release: Release, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("steps")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "region_triples", factory.region_triples)
        for pair in reversed(list(in_force.pairs())):
            built = publish(home, add=[pair])
    assert built is not None
    assert built.documents == release.documents
    assert list(dump(built, "nq")) == list(dump(release, "nq"))


def test_repealed_text_is_in_force_again_when_its_repeal_is_removed(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("again")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "region_triples", factory.region_triples)
        in_force.build_home(home)
        built = publish(home, add=[], remove=["yicheng/2021"])
    assert built is not None
    assert built.document("yicheng/2016")["validity_reasons"] == []
    assert not built.store.select("SELECT ?d WHERE { ?d eli:in_force ?force }")
