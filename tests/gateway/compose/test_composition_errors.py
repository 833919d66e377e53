"""What does not compose: one case for each code, all problems of a phase at once, each with its place and remedy."""

import pytest

from gateway.compose import CompositionError, Problem, Subgraph, compose

URL = "https://specs.apollo.dev/federation/v2.9"
HEAD = (
    f'extend schema @link(url: "{URL}", import: ["@key", "@composeDirective", "@external", "@requires", "@provides",'
    ' "@interfaceObject", "@authenticated", "@inaccessible"])\n'
)


def problems(sdl: str) -> tuple[Problem, ...]:
    with pytest.raises(CompositionError) as caught:
        compose([Subgraph("papers", "http://papers", sdl)])
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return caught.value.problems


@pytest.mark.parametrize(
    ("code", "coordinate", "sdl"),
    [
        ("INVALID_GRAPHQL", "papers", "type Query {"),
        ("UNSUPPORTED_FEDERATION_VERSION", "papers", 'type Query { a: P } type P @key(fields: "i") { i: ID }'),
        ("NO_QUERIES", "Query", HEAD + "type A { a: Int }"),
        ("NO_QUERIES", "Query", HEAD + "type Query { _service: _Service! } type _Service { sdl: String }"),
        ("INVALID_GRAPHQL", "schema", HEAD + "type Query { a: Missing }"),
        ("INVALID_GRAPHQL", "schema", HEAD + "type Query { a: P } interface I { i: ID } type P implements I { j: ID }"),
        ("EXTENSION_WITH_NO_BASE", "P", HEAD + "type Query { a: P } extend type P { i: ID }"),
        ("REFERENCED_INACCESSIBLE", "Query.a", HEAD + "type Query { a: P } type P @inaccessible { i: ID }"),
        (
            "REFERENCED_INACCESSIBLE",
            "Query.a(x:)",
            HEAD + "type Query { a(x: I): Int } input I @inaccessible { i: ID }",
        ),
        ("REQUIRED_INACCESSIBLE", "Query.a(x:)", HEAD + "type Query { a(x: Int! @inaccessible): Int }"),
        ("REQUIRED_INACCESSIBLE", "I.i", HEAD + "type Query { a(x: I): Int } input I { i: ID! @inaccessible j: ID }"),
        ("KEY_INVALID_FIELDS", "P", HEAD + 'type Query { a: P } type P @key(fields: "j") { i: ID }'),
        ("KEY_INVALID_FIELDS", "P", HEAD + 'type Query { a: P } type P @key(fields: "i {") { i: ID }'),
        ("KEY_INVALID_FIELDS", "P", HEAD + 'type Query { a: P } type P @key(fields: "p { j }") { p: P i: ID }'),
        ("EXTERNAL_MISSING_ON_BASE", "P.i", HEAD + "type Query { a: P } type P { i: ID @external }"),
        (
            "REQUIRES_FIELDS_MISSING_EXTERNAL",
            "P.j",
            HEAD + 'type Query { a: P } type P { i: ID j: ID @requires(fields: "i") }',
        ),
        (
            "PROVIDES_FIELDS_MISSING_EXTERNAL",
            "Query.a",
            HEAD + 'type Query { a: P @provides(fields: "i") } type P { i: ID }',
        ),
        (
            "INTERFACE_OBJECT_USAGE_ERROR",
            "P",
            HEAD + 'type Query { a: P } type P @interfaceObject @key(fields: "i") { i: ID }',
        ),
        ("UNSUPPORTED_FEATURE", "Query.a", HEAD + "type Query { a: Int @authenticated }"),
        (
            "DIRECTIVE_COMPOSITION_ERROR",
            "schema",
            HEAD + 'extend schema @composeDirective(name: "@mine") directive @mine on OBJECT type Query { a: Int }',
        ),
        (
            "DIRECTIVE_COMPOSITION_ERROR",
            "schema",
            HEAD
            + 'extend schema @link(url: "https://specs.example/m/v1.0", import: ["@mine"])'
            + ' @composeDirective(name: "@mine") type Query { a: Int }',
        ),
        (
            "DIRECTIVE_COMPOSITION_ERROR",
            "schema",
            HEAD
            + 'extend schema @composeDirective(name: "@key") directive @key(fields: String) on OBJECT'
            + " type Query { a: Int }",
        ),
        (
            "ROOT_QUERY_USED",
            "Query",
            f'schema @link(url: "{URL}") {{ query: Reads }} type Reads {{ a: Query }} type Query {{ b: Int }}',
        ),
    ],
)
def test_each_code(code: str, coordinate: str, sdl: str) -> None:
    found = problems(sdl)
    assert [(each.code, each.coordinate) for each in found] == [(code, coordinate)]
    assert found[0].message.endswith(".")
    assert found[0].fix.endswith(".")


def test_all_problems_of_a_phase_are_told_at_once() -> None:
    found = problems(
        HEAD
        + 'type Query { a: P b: Int @external } type P @key(fields: "x") @key(fields: "y") { i: ID @authenticated }'
    )
    assert [(each.code, each.coordinate) for each in found] == [
        ("KEY_INVALID_FIELDS", "P"),
        ("KEY_INVALID_FIELDS", "P"),
        ("UNSUPPORTED_FEATURE", "P.i"),
        ("EXTERNAL_MISSING_ON_BASE", "Query.b"),
    ]
    assert "P has no field y" in found[1].message


def test_a_problem_shows_itself() -> None:
    [problem] = problems(HEAD + "type A { a: Int }")
    assert str(problem) == "NO_QUERIES at Query: No subgraph has a query field. Give one to type Query."


@pytest.mark.parametrize("count", [0, 2])
def test_other_numbers_of_subgraphs_are_refused(count: int) -> None:
    subgraph = Subgraph("papers", "http://papers", HEAD + "type Query { a: Int }")
    with pytest.raises(CompositionError, match="UNSUPPORTED_FEATURE"):
        compose([subgraph] * count)
