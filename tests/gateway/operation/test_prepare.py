"""Preparation: what comes out is one way to write what the client meant."""

from __future__ import annotations

import pytest
from graphql import parse, parse_value

from gateway.operation import prepare
from gateway.operation.conditions import distributed, wanted_fields
from gateway.operation.fieldset import parse_fieldset
from gateway.operation.selection import Selections, compact, variables_of
from gateway.operation.values import ABSENT, Value, resolve, value_of, variables_in
from schema.errors import ErrorCode, ShiziError
from tests.gateway.station_node import stations_supergraph


def prepared(query: str, name: str | None = None) -> Selections:
    return prepare(parse(query), name, stations_supergraph().api_schema).selections


def text(query: str) -> str:
    return compact(prepared(query))


def test_constant_conditions_are_decided() -> None:
    assert (
        text("{ a: station(code: 1) @skip(if: true) { id } stations @include(if: true) { code @skip(if: false) } }")
        == "stations {code}"
    )


def test_conditions_on_variables_stay() -> None:
    query = "query ($x: Boolean!) { stations { code @include(if: $x) name @skip(if: $x) } }"
    assert text(query) == "stations {code @include(if: $x) name @skip(if: $x)}"


def test_equal_fields_are_merged_in_the_order_of_first_meeting() -> None:
    query = "{ stations { code } sightingTotals { seen } stations { name code } }"
    assert text(query) == "stations {code name} sightingTotals {seen}"


def test_arguments_in_another_order_are_equal() -> None:
    query = '{ stations(nodes: ["1"], levels: CITY) { code } stations(levels: CITY, nodes: ["1"]) { name } }'
    assert text(query) == 'stations(levels: CITY, nodes: ["1"]) {code name}'


def test_fragments_on_the_same_type_dissolve() -> None:
    query = "{ ...F ... on Query { stations { ... { name } } } } fragment F on Query { stations { code } }"
    assert text(query) == "stations {code name}"


def test_fragments_on_an_interface_that_the_type_implements_dissolve() -> None:
    assert text("{ stations { ... on Node { id } } }") == "stations {id}"


def test_fragments_that_narrow_stay() -> None:
    query = '{ node(id: "x") { ... on Sighting { title } ... on Sighting { note } id } }'
    assert text(query) == 'node(id: "x") {... on Sighting {title note} id}'


def test_fragments_are_not_merged_over_what_stands_between_them() -> None:
    query = '{ node(id: "x") { ... on Sighting { title } id ... on Sighting { note } } }'
    assert text(query) == 'node(id: "x") {... on Sighting {title} id ... on Sighting {note}}'


def test_conditional_fragments_stay() -> None:
    query = "query ($x: Boolean!) { stations { ... @include(if: $x) { code } name } }"
    assert text(query) == "stations {... on Station @include(if: $x) {code} name}"


def test_nested_conditions_are_distributed_to_one_field_per_key() -> None:
    query = """query ($x: Boolean!, $y: Boolean!) {
      stations @include(if: $x) { code } ... @skip(if: $y) { stations { name parent { id } } } }"""
    (wanted,) = wanted_fields(prepared(query), "Query")
    assert [" ".join(map(str, conditions)) for conditions in wanted.when] == ["@include(if: $x)", "@skip(if: $y)"]
    assert compact((wanted.field,)) == ("stations {code @include(if: $x) name @skip(if: $y) parent @skip(if: $y) {id}}")


def test_an_unconditional_selection_makes_the_field_unconditional() -> None:
    query = "query ($x: Boolean!) { stations @include(if: $x) { code } stations { name } }"
    assert compact(distributed(prepared(query), "Query")) == "stations {code @include(if: $x) name}"


def test_one_condition_stays_on_its_field() -> None:
    query = "query ($x: Boolean!) { stations @include(if: $x) { code } }"
    assert compact(distributed(prepared(query), "Query")) == "stations @include(if: $x) {code}"


def test_the_operation_is_picked_by_name() -> None:
    two = "query A { stations { code } } query B { stations { name } }"
    assert compact(prepared(two, "B")) == "stations {name}"
    for name in (None, "C"):
        with pytest.raises(ShiziError) as caught:
            prepared(two, name)
        assert caught.value.code is ErrorCode.BAD_USER_INPUT


def test_an_operation_that_the_graph_does_not_have() -> None:
    with pytest.raises(ShiziError, match="no subscription"):
        prepared("subscription { x }")


def test_the_text_of_an_operation_names_its_variables() -> None:
    query = 'query Q($c: StationCode! = "1", $n: Int) { station(code: $c) { id } sightings(first: $n) { totalCount } }'
    operation = prepare(parse(query), None, stations_supergraph().api_schema)
    assert str(operation).startswith('query ($c: StationCode! = "1", $n: Int) {\n  station(code: $c) {\n    id\n')
    assert variables_of(operation.selections[1:]) == ("n",)
    assert [str(definition) for definition in operation.definitions(["n"])] == ["$n: Int"]


def value(text: str) -> Value:
    return value_of(parse_value(text))


def test_values_by_meaning() -> None:
    text = '{i: 1, f: 1.5, s: "q\\"", b: true, n: null, e: RED, l: [1, $v], o: {v: $w}}'
    parsed = value(text)
    assert str(parsed) == text
    assert list(variables_in(parsed)) == ["v", "w"]
    plain = {"i": 1, "f": 1.5, "s": 'q"', "b": True, "n": None, "e": "RED", "l": [1, None]}
    assert resolve(parsed, {"w": [3]}) == {**plain, "o": {"v": [3]}}
    assert resolve(parsed, {}) == {**plain, "o": {}}
    assert resolve(value("$v"), {}) is ABSENT
    assert resolve(value("$v"), {"v": None}) is None


def test_true_and_one_are_different_values() -> None:
    assert len({value(text) for text in ("1", "true", '"1"', "1.0")}) == 4


@pytest.mark.parametrize("wrong", ["a {", "a: b", "a(x: 1)", "a @b", "...F", "} {", ""])
def test_what_is_no_field_set(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a field set"):
        parse_fieldset(wrong, "T")


def test_field_sets() -> None:
    assert compact(parse_fieldset("a b { c ... on D { e } }", "T")) == "a b {c ... on D {e}}"
