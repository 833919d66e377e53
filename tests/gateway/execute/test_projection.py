"""Projection: the pitfalls of turning fetched values into the client's answer, each by its name."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_schema, parse

from gateway.execute.errors import Errors
from gateway.execute.projection import Projection
from gateway.operation import prepare
from gateway.operation.shapes import ShapeBuilder
from schema.errors import bad_user_input

SCHEMA = build_schema("""
type Query { thing: Thing strict: Thing! things: [Thing!] loose: [Thing] pet: Pet pets: [Pet!]! }
type Thing { id: ID! name: String! count: Int ratio: Float on: Boolean shade: Shade shades: [Shade!] any: Anything
  child: Thing strictChild: Thing! grid: [[Int!]!] }
enum Shade { LIGHT DARK }
scalar Anything
interface Pet { id: ID! }
type Cat implements Pet { id: ID! lives: Int! name: String }
type Dog implements Pet { id: ID! bark: String! name: String }
""")


def project(
    query: str, fetched: dict[str, Any], errors: Errors | None = None, **variables: Any
) -> tuple[Any, list[Any]]:
    operation = prepare(parse(query), None, SCHEMA)
    collected = errors or Errors()
    shape = ShapeBuilder(SCHEMA, "_type").of(operation.root, operation.selections)
    data = Projection(variables, collected).data(shape, fetched)
    return data, collected.entries


def paths(errors: list[Any]) -> list[Any]:
    return [error["path"] for error in errors]


def test_client_order_and_aliases() -> None:
    data, errors = project(
        "{ b: thing { n: name id } a: thing { id n: name } }",
        {"a": {"id": 1, "n": "x"}, "b": {"n": "x", "id": 1}, "more": 1},
    )
    assert not errors
    assert [*data] == ["b", "a"]
    assert [*data["b"]] == ["n", "id"]
    assert data["b"]["id"] == "1"


def test_what_the_planner_added_is_left_out() -> None:
    data, _ = project("{ thing { name } }", {"thing": {"name": "x", "_key_id": "1"}})
    assert data == {"thing": {"name": "x"}}


def test_null_goes_up_to_the_nearest_nullable_parent_with_one_error() -> None:
    data, errors = project("{ thing { child { name id } } }", {"thing": {"child": {"name": None, "id": None}}})
    assert data == {"thing": {"child": None}}
    assert paths(errors) == [["thing", "child", "name"]]
    assert errors[0]["extensions"]["code"] == "INCOMPLETE"
    assert errors[0]["extensions"]["messageZh"]


def test_null_goes_through_required_parents_and_lists() -> None:
    data, errors = project(
        "{ things { strictChild { name } } loose { name } }",
        {"things": [{"strictChild": {"name": "x"}}, {"strictChild": {}}], "loose": [{"name": "x"}, {}]},
    )
    assert data == {"things": None, "loose": [{"name": "x"}, None]}
    assert paths(errors) == [["things", 1, "strictChild", "name"], ["loose", 1, "name"]]


def test_null_goes_up_to_data() -> None:
    data, errors = project("{ thing { id } strict { name } }", {"strict": None, "thing": None})
    assert data is None
    assert paths(errors) == [["strict"]]


def test_an_error_of_a_subgraph_explains_the_null_already() -> None:
    collected = Errors()
    collected.adopt([{"message": "no", "path": ["thing", "child", "name"]}], lambda path: path, None)
    data, errors = project("{ thing { child { name } } }", {"thing": {"child": {"name": None}}}, collected)
    assert data == {"thing": {"child": None}}
    assert [error["message"] for error in errors] == ["no"]


def test_a_failed_step_explains_all_it_left_empty() -> None:
    collected = Errors()
    collected.add(bad_user_input("en", "zh"), ("loose", 0, "name"), ["Thing.name"])
    data, errors = project("{ loose { name } }", {"loose": [{}, {}, {"name": "x"}]}, collected)
    assert data == {"loose": [None, None, {"name": "x"}]}
    assert len(errors) == 1


def test_unknown_enum_value_is_null_and_an_error() -> None:
    data, errors = project("{ thing { shade shades } }", {"thing": {"shade": "BLUE", "shades": ["DARK", "BLUE"]}})
    assert data == {"thing": {"shade": None, "shades": None}}
    assert paths(errors) == [["thing", "shade"], ["thing", "shades", 1]]
    assert "BLUE" in errors[0]["message"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("count", "1"), ("count", True), ("count", 1.5), ("count", 2**31), ("ratio", "1"), ("ratio", True),
        ("on", 1), ("name", 1), ("name", {}), ("id", True), ("id", 1.5), ("shade", 1), ("shades", "DARK"),
        ("shades", {}), ("grid", [1]), ("grid", [["x"]]),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_null_and_an_error(field: str, wrong: Any) -> None:
    data, errors = project(f"{{ thing {{ {field} }} }}", {"thing": {field: wrong}})
    assert data == ({"thing": None} if field in ("name", "id") else {"thing": {field: None}})
    assert len(errors) == 1


@pytest.mark.parametrize("wrong", ["x", 1, [], ["x"]])
def test_an_object_that_is_none(wrong: Any) -> None:
    data, errors = project("{ thing { id } }", {"thing": wrong})
    assert (data, len(errors)) == ({"thing": None}, 1)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("count", 3.0, 3),
        ("ratio", 3, 3),
        ("id", 7, "7"),
        ("any", {"a": [1, None]}, {"a": [1, None]}),
        ("grid", [[1], []], [[1], []]),
    ],
)
def test_values_as_their_types_have_them(field: str, value: Any, shown: Any) -> None:
    data, errors = project(f"{{ thing {{ {field} }} }}", {"thing": {field: value}})
    assert (data, errors) == ({"thing": {field: shown}}, [])


def test_fragments_on_abstract_types() -> None:
    query = "{ pets { id ... on Cat { lives } kind: __typename ... on Dog { bark name } ... on Cat { name } } }"
    data, errors = project(
        query, {"pets": [{"_type": "Dog", "id": 1, "bark": "wuff"}, {"_type": "Cat", "id": 2, "lives": 9, "bark": 1}]}
    )
    assert not errors
    assert data["pets"] == [
        {"id": "1", "kind": "Dog", "bark": "wuff", "name": None},
        {"id": "2", "lives": 9, "kind": "Cat", "name": None},
    ]
    assert [*data["pets"][1]] == ["id", "lives", "kind", "name"]


@pytest.mark.parametrize("type_", [None, "Thing", "Wolf", 1, []])
def test_an_object_of_a_type_that_cannot_stand_there(type_: Any) -> None:
    data, errors = project("{ pet { id } }", {"pet": {"_type": type_, "id": 1}})
    assert data == {"pet": None}
    assert paths(errors) == [["pet"]]


def test_same_field_under_several_conditions() -> None:
    query = """query ($x: Boolean!, $y: Boolean!) {
      thing @include(if: $x) { id } ... @include(if: $y) { thing { name } } }"""
    fetched = {"thing": {"id": "1", "name": "n"}}
    assert project(query, fetched, x=True, y=True)[0] == {"thing": {"id": "1", "name": "n"}}
    assert project(query, fetched, x=True, y=False)[0] == {"thing": {"id": "1"}}
    assert project(query, fetched, x=False, y=True)[0] == {"thing": {"name": "n"}}
    assert project(query, fetched, x=False, y=False)[0] == {}


def test_same_object_in_two_fragments() -> None:
    query = "{ pet { ... on Cat { name id } ... on Pet { id } } }"
    assert project(query, {"pet": {"_type": "Cat", "id": 1, "name": "n"}})[0] == {"pet": {"name": "n", "id": "1"}}


def test_root_typename_is_answered_here() -> None:
    assert project("{ a: __typename }", {}) == ({"a": "Query"}, [])


def test_errors_are_bounded() -> None:
    _, errors = project("{ loose { name } }", {"loose": [{}] * 1000})
    assert len(errors) == 100


def test_errors_of_a_subgraph_may_be_garbage() -> None:
    collected = Errors()
    garbage: list[Any] = [
        "x",
        {},
        {"message": 1, "path": [{}], "extensions": []},
        {"message": "m", "path": 3, "locations": [1]},
    ]
    collected.adopt(garbage, lambda path: ("thing", *path), "440100")
    assert {error["extensions"]["code"] for error in collected.entries} == {"INTERNAL"}
    assert {tuple(error["path"]) for error in collected.entries} == {("thing",)}
    assert all("locations" not in error for error in collected.entries)
