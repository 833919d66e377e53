"""Uniting profiles that differ: what becomes nullable, what is joined, and what is an error."""

import pytest
from graphql import DocumentNode, GraphQLEnumType, build_ast_schema, parse

from schema.logical import UnionError, unite
from schema.sdl_text import own_definitions, print_sdl

HEAD = """
schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) { query: Query }
"""


def document(sdl: str) -> DocumentNode:
    return own_definitions(HEAD + sdl)


def united(**profiles: str) -> str:
    return print_sdl(unite({name: document(sdl) for name, sdl in profiles.items()}))


def problems(**profiles: str) -> tuple[str, ...]:
    with pytest.raises(UnionError) as caught:
        united(**profiles)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_one_profile_is_itself() -> None:
    sdl = "type Query { a: Int! }"
    assert united(CITY=sdl) == print_sdl(document(sdl))


def test_a_field_that_a_profile_does_not_serve_becomes_nullable() -> None:
    text = united(
        PROVINCE="type Query { a: Paper! b: [Int!]! } type Paper { id: ID! pages: Int! }",
        DISTRICT="type Query { a: Paper! } type Paper { id: ID! }",
    )
    assert "a: Paper!\n" in text
    assert "b: [Int!]\n" in text
    assert "id: ID!\n" in text
    assert "pages: Int\n" in text


def test_a_type_that_a_profile_does_not_have_keeps_its_fields() -> None:
    text = united(
        PROVINCE="type Query { a: Int! b: Paper! } type Paper { id: ID! }",
        DISTRICT="type Query { a: Int! }",
    )
    assert "b: Paper\n" in text
    assert "id: ID!\n" in text


def test_values_members_and_optional_arguments_are_joined() -> None:
    text = united(
        A="type Query { a(x: Int): S u: U } enum S { ONE TWO } union U = P type P { x: Int }",
        B="type Query { a(y: Int, z: Int! = 1): S u: U } enum S { TWO THREE } union U = R type R { x: Int }",
    )
    schema = build_ast_schema(parse(text), assume_valid_sdl=True)
    values = schema.type_map["S"]
    assert isinstance(values, GraphQLEnumType)
    assert list(values.values) == ["ONE", "TWO", "THREE"]
    assert "union U = P | R" in text
    assert "a(x: Int, y: Int, z: Int! = 1): S" in text


def test_links_and_composed_directives_are_joined() -> None:
    spec = "https://specs.example/p/v1.0"
    one = f'schema @link(url: "{spec}", import: ["@b"]) @composeDirective(name: "@b") {{ query: Query }}'
    two = f'schema @link(url: "{spec}", import: ["@a"]) @composeDirective(name: "@a") {{ query: Query }}'
    fields = " type Query { a: Int }"
    text = print_sdl(unite({"A": own_definitions(one + fields), "B": own_definitions(two + fields)}))
    assert f'@link(url: "{spec}", import: ["@a", "@b"])' in text
    assert text.index('@composeDirective(name: "@a")') < text.index('@composeDirective(name: "@b")')


def test_a_description_is_taken_from_whoever_has_one() -> None:
    text = united(A="type Query { a: Int }", B='"""All."""\ntype Query { "One." a: Int }')
    assert '"""All."""' in text
    assert '"One."' in text


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("type Query { a: Int }", "type Query { a: String }", "Query.a is not the same in A and B."),
        ("type Query { a: Int }", "type Query { a: Int! }", "Query.a is not the same in A and B."),
        ("type Query { a: X } scalar X", "type Query { a: X } enum X { Y }", "X is not the same in A and B."),
        (
            "type Query { a(x: Int): Int }",
            "type Query { a(x: ID): Int }",
            "Query.a.x is not the same in A and B.",
        ),
        (
            "type Query { a(x: Int = 1): Int }",
            "type Query { a(x: Int = 2): Int }",
            "Query.a.x is not the same in A and B.",
        ),
        (
            'type Query { a: Int @total(by: "SUM") }',
            'type Query { a: Int @total(by: "MAX") }',
            "Query.a (its directives) is not the same in A and B.",
        ),
        (
            "type Query { a: P } interface N { i: ID } type P implements N { i: ID }",
            "type Query { a: P } interface N { i: ID } type P { i: ID }",
            "P (its interfaces) is not the same in A and B.",
        ),
        (
            'type Query { a: P } type P @key(fields: "i") { i: ID j: ID }',
            'type Query { a: P } type P @key(fields: "j") { i: ID j: ID }',
            "P (its directives) is not the same in A and B.",
        ),
        (
            "type Query { a: Int } directive @d(x: Int) on OBJECT",
            "type Query { a: Int } directive @d on OBJECT",
            "@d is not the same in A and B.",
        ),
        (
            "type Query { a(x: Int!): Int }",
            "type Query { a: Int }",
            "Query.a.x is required by A and unknown to B: make it optional.",
        ),
        (
            "type Query { a(i: I): Int } input I { x: Int y: Int! }",
            "type Query { a(i: I): Int } input I { x: Int }",
            "I.y is required by A and unknown to B: make it optional.",
        ),
    ],
)
def test_disagreements_are_errors(one: str, other: str, expected: str) -> None:
    assert problems(A=one, B=other) == (expected,)


def test_all_disagreements_are_told_at_once() -> None:
    found = problems(A="type Query { a: Int b: Int }", B="type Query { a: ID b: Int }", C="type Query { a: Int b: ID }")
    assert found == ("Query.a is not the same in A and B.", "Query.b is not the same in A and C.")


def test_the_order_is_by_name_and_the_text_is_stable() -> None:
    a = "type Query { a: Z } type Z { m: A } scalar A directive @d on OBJECT"
    text = united(A=a)
    places = [text.index(each) for each in ("schema", "directive @d", "scalar A", "type Query", "type Z")]
    assert places == sorted(places)


def test_what_federation_adds_is_left_out() -> None:
    text = united(
        A="""
        type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! a: Int }
        scalar _Any  union _Entity = P  type _Service { sdl: String! }  type P { i: ID }
        """
    )
    assert "_" not in text.replace("specs.apollo.dev", "")
