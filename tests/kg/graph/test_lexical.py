"""SERVICE and updates are told from the words of a query; Oxigraph's own parser is the judge."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import Store

from kg.graph.lexical import calls_service, is_update

CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:8123/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:8123/> { ?s ?p ?o } }",
    "PREFIX a: <http://127.0.0.1:8123/> SELECT * { SERVICE a:b { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:8123/> SELECT * { SERVICE:a { ?s ?p ?o } }",
    "SELECT * {SERVICESILENT<http://127.0.0.1:8123/>{?s ?p ?o}}",
    "SELECT * { SERVICE ?x { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:8123/> SELECT * { FILTER(1<2)SERVICE:a#>\n{ ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:8123/> SELECT * { FILTER(1<2&&'>'!='x')SERVICE:a{ ?s ?p ?o }FILTER('a'='a') }",
    "PREFIX : <http://127.0.0.1:8123/> SELECT * { FILTER(1<2#>'''\n)SERVICE:a{ ?s ?p ?o }FILTER('''x'''='x') }",
    r"PREFIX : <http://127.0.0.1:8123/> SELECT * { ?s ?p :a\# . SERVICE:a{ ?s ?p ?o } }",
    r"PREFIX : <http://127.0.0.1:8123/> SELECT * { ?s ?p :a\' . SERVICE:a{ ?s ?p ?o } FILTER('a'='a') }",
    "PREFIX : <http://127.0.0.1:8123/> SELECT * { ?s ?p :a.SERVICE:a{ ?s ?p ?o } }",
    "SELECT * { ?s ?p '''it's''' SERVICE <http://127.0.0.1:8123/> { ?s ?p ?o } }",
    "# '\nSELECT * { SERVICE <http://127.0.0.1:8123/> { ?s ?p ?o } } #'",
]
CALLS_NOT = [
    "SELECT ?service { ?s ?p ?service }",
    "SELECT $SERVICE { ?s ?p $SERVICE }",
    "SELECT * { ?s <https://w3id.org/zhitu/dimension/service> 'SERVICE' }",
    "PREFIX dimension: <https://w3id.org/zhitu/dimension/> SELECT * { ?s ?p dimension:service }",
    "PREFIX : <http://x/> SELECT * { ?s ?p :service }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/> { }",
    'SELECT * { ?s ?p """a "quoted" SERVICE""" }',
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o > 1) }",
    "PREFIX zt: <https://w3id.org/zhitu/ontology#> ASK { ?s zt:dimension <https://w3id.org/zhitu/dimension/service> }",
]


@pytest.mark.parametrize("query", CALLS)
def test_service_is_seen(query: str) -> None:
    assert calls_service(query)


@pytest.mark.parametrize("query", CALLS_NOT)
def test_service_in_names_and_texts_is_none(query: str) -> None:
    Store().query(query)  # the query is a legal one
    assert not calls_service(query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", True),
        ("prefix x: <http://x/> base <http://y/> # z\n delete where { ?s ?p ?o }", True),
        ("PREFIX : <http://x/> WITH :g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", True),
        ("LOAD <http://x/>", True),
        ("DROP ALL", True),
        ("SELECT * { ?s ?p ?o }", False),
        ("PREFIX insert: <http://x/> SELECT * { ?s insert:data ?o }", False),
        ("# INSERT\nASK {}", False),
        ("'INSERT'", False),
        ("", False),
    ],
)
def test_updates_are_told_from_queries(query: str, expected: bool) -> None:
    assert is_update(query) is expected


BEFORE = [
    "", "FILTER(1<2)", "FILTER(?a<?b)", "FILTER(?a<2&&'>'!='x')", "FILTER(?a<2#>\n)", "FILTER(?a<2#>'''\n)",
    "?s ?p :a\\#.", "?s ?p :a\\'.", "?s ?p :a.", "?s ?p 'x'.", "?s ?p '''a'b'''.", '?s ?p """a""b""".', "?s ?p 1.",
    "?s ?p 'x'@en.", "?s ?p _:b.", "?s ?p ?o.", "?s :p?/:p ?o.", "#>\n", "#'\n", "{}", "OPTIONAL{}", "?s ?p <http://e/'>.",
    "?s ?p <http://e/#>.", "?s ?p '\\''.", "?s ?p '\\\\'.", "?s ?p :a%20.", "?s ?p [].", "?s ?p ().", " ", "\n",
]  # fmt: skip
CALL = ["SERVICE", "service ", "SERVICE SILENT ", "SERVICESILENT"]
WHOM = [":a", "<urn:e:x>", " :a", " ?v", ":a#>\n", ":a#'\n", "<urn:e:#>#'\n", ":", ":a.b", "#>\n:a"]
BODY = ["{?x ?y ?z}", "{}", " {?x ?y 'q'}"]
AFTER = ["", "FILTER(2>1)", "#'", "#>", "?s ?p 'x'", "FILTER('x'='x')", "FILTER('''x'''='x')"]


def test_service_cannot_be_hidden() -> None:
    """Whatever Oxigraph takes for a query and that has a SERVICE clause is seen; strung together at random."""
    chance, store, parsed = random.Random(20240601), Store(), 0
    for _ in range(20_000):
        parts = [chance.choice(BEFORE) for _ in range(chance.randint(0, 3))]
        parts += [chance.choice(choices) for choices in (CALL, WHOM, BODY, AFTER)]
        query = f"PREFIX : <urn:e:> SELECT * {{{''.join(parts)}\n}}"
        try:
            store.query(query)
        except SyntaxError:
            continue
        except OSError:  # it is run, and urn: is nothing that can be called
            pass
        parsed += 1
        assert calls_service(query), query
    assert parsed > 1000
