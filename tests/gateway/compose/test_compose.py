"""Composing one subgraph: what the supergraph says, line by line, and that the loader reads it."""

from textwrap import dedent

import pytest
from graphql import parse, print_ast

from gateway.compose import Subgraph, api_sdl, compose
from gateway.supergraph import load

HEAD = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])\n'
SHELF = """
"Everything." type Query { paper(id: ID! = "1"): Paper  things: [Thing!]!  level: Level }
interface Named { name: String }
interface Thing implements Named { name: String }
"A paper." type Paper implements Thing & Named @key(fields: "id") @key(fields: "name", resolvable: false) {
  id: ID!
  "Its name." name: String
  title: String @deprecated(reason: "none")
}
union Any = Paper
enum Level { "Low." LOW HIGH }
input Filter { level: Level = LOW }
scalar Code @specifiedBy(url: "https://example.org")
"""


def composed(sdl: str, name: str = "papers") -> str:
    return compose([Subgraph(name, "http://papers", sdl)])


def part(supergraph: str, name: str) -> str:
    """The definition of a name, as printed."""
    found = [each for each in supergraph.split("\n\n") if f" {name}" in each.split("{")[0]]
    assert len(found) == 1, found
    return found[0].strip()


@pytest.fixture(scope="module")
def shelf() -> str:
    return composed(HEAD + SHELF)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Paper ",
            """
            "A paper."
            type Paper implements Thing & Named @join__implements(graph: PAPERS, interface: "Thing") @join__implements(graph: PAPERS, interface: "Named") @join__type(graph: PAPERS, key: "id") @join__type(graph: PAPERS, key: "name", resolvable: false) {
              id: ID!
              "Its name."
              name: String
              title: String @deprecated(reason: "none")
            }
            """,  # noqa: E501
        ),
        (
            "Level ",
            """
            enum Level @join__type(graph: PAPERS) {
              "Low."
              LOW @join__enumValue(graph: PAPERS)
              HIGH @join__enumValue(graph: PAPERS)
            }
            """,
        ),
        ("Any ", 'union Any @join__type(graph: PAPERS) @join__unionMember(graph: PAPERS, member: "Paper") = Paper'),
        ("Filter ", "input Filter @join__type(graph: PAPERS) {\n  level: Level = LOW\n}"),
        ("Code ", 'scalar Code @join__type(graph: PAPERS) @specifiedBy(url: "https://example.org")'),
        ("join__Graph ", 'enum join__Graph {\n  PAPERS @join__graph(name: "papers", url: "http://papers")\n}'),
        (
            "Query ",
            """
            "Everything."
            type Query @join__type(graph: PAPERS) {
              paper(id: ID! = "1"): Paper
              things: [Thing!]!
              level: Level
            }
            """,
        ),
    ],
)
def test_each_kind_of_type(shelf: str, name: str, text: str) -> None:
    assert part(shelf, name) == dedent(text).strip()


def test_the_schema_links_the_specs_it_is_written_in(shelf: str) -> None:
    assert shelf.startswith(
        dedent(
            """\
            schema
              @link(url: "https://specs.apollo.dev/link/v1.0")
              @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION)
            {
              query: Query
            }
            """
        )
    )


def test_the_loader_reads_it(shelf: str) -> None:
    supergraph = load(shelf)
    assert [(graph.name, graph.enum, graph.url) for graph in supergraph.graphs] == [
        ("papers", "PAPERS", "http://papers")
    ]
    assert supergraph.api_schema.query_type is not None


def test_the_text_is_stable_and_in_order(shelf: str) -> None:
    assert composed(HEAD + SHELF) == shelf
    shuffled = "\n".join(reversed([print_ast(each) for each in parse(SHELF).definitions]))
    assert composed(shuffled + "\n" + HEAD) == shelf
    assert not [line for line in shelf.split("\n") if line != line.rstrip()]


@pytest.mark.parametrize(("name", "enum"), [("a-b.c", "A_B_C"), ("7up", "_7UP"), ("committees", "COMMITTEES")])
def test_a_subgraph_has_an_enum_value_of_its_name(name: str, enum: str) -> None:
    sdl = composed(HEAD + "type Query { a: Int }", name)
    assert f'{enum} @join__graph(name: "{name}"' in sdl
    assert f"type Query @join__type(graph: {enum})" in sdl


def test_extensions_are_folded_into_their_types() -> None:
    sdl = composed(
        HEAD
        + """
        extend type Query { a: A }
        type A { x: Int }  extend type A @key(fields: "y") { y: ID! }
        enum E { ONE }  extend type Query { e(i: I): E }  input I { z: Int }
        """
    )
    assert part(sdl, "A ") == 'type A @join__type(graph: PAPERS, key: "y") {\n  x: Int\n  y: ID!\n}'
    assert part(sdl, "Query ") == "type Query @join__type(graph: PAPERS) {\n  a: A\n  e(i: I): E\n}"
    assert load(sdl)


def test_root_types_get_their_standard_names() -> None:
    sdl = composed(
        """
        schema @link(url: "https://specs.apollo.dev/federation/v2.9") { query: Reads mutation: Writes }
        type Reads { a: Int  self: Reads }
        type Writes { b: Int }
        """
    )
    assert part(sdl, "Query ") == "type Query @join__type(graph: PAPERS) {\n  a: Int\n  self: Query\n}"
    assert "type Mutation @join__type(graph: PAPERS)" in sdl
    assert "Reads" not in sdl
    assert "  query: Query\n  mutation: Mutation\n" in sdl


def test_what_every_subgraph_has_is_left_out() -> None:
    sdl = composed(
        HEAD
        + """
        directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT
        directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
        scalar federation__FieldSet  scalar link__Import  enum link__Purpose { SECURITY }
        type Query { a: Int  _entities(representations: [_Any!]!): [_Entity]!  _service: _Service! }
        scalar _Any  union _Entity = P  type _Service { sdl: String }  type P @key(fields: "i") { i: ID }
        """
    )
    assert "federation" not in sdl
    assert "_Any" not in sdl
    assert "directive @key" not in sdl
    assert part(sdl, "Query ") == "type Query @join__type(graph: PAPERS) {\n  a: Int\n}"


def test_directives_that_nobody_composes_are_dropped() -> None:
    sdl = composed(
        HEAD.replace('"@composeDirective"', '"@shareable"')
        + "directive @mine on OBJECT | FIELD_DEFINITION type Query @mine { a: Int @mine @shareable }"
    )
    assert "@mine" not in sdl
    assert "@shareable" not in sdl


def test_directives_for_documents_are_kept_for_their_places_in_documents() -> None:
    sdl = composed(HEAD + "directive @slow(ms: Int) on FIELD | OBJECT type Query @slow { a: Int }")
    assert "directive @slow(ms: Int) on FIELD\n" in sdl
    assert "type Query @join__type(graph: PAPERS) {" in sdl
    assert "directive @slow(ms: Int) on FIELD\n" in api_sdl(sdl)


def test_federation_directives_go_by_the_names_they_are_imported_under() -> None:
    sdl = composed(
        """
        extend schema
          @link(url: "https://specs.apollo.dev/federation/v2.9", as: "f", import: [{name: "@key", as: "@id"}])
        type Query { a: A } type A @id(fields: "i") { i: ID  j: ID @f__inaccessible }
        """
    )
    assert part(sdl, "A ") == 'type A @join__type(graph: PAPERS, key: "i") {\n  i: ID\n  j: ID @inaccessible\n}'


def test_tags_and_inaccessible_parts_are_carried_with_their_specs() -> None:
    sdl = composed(
        HEAD.replace('"@composeDirective"', '"@tag", "@inaccessible"')
        + """
        type Query { a(x: Int @inaccessible): Int @tag(name: "t")  b: B @inaccessible }
        type B @inaccessible { c: Int }  enum E { ONE TWO @inaccessible }  type F { e: E }
        """
    )
    assert '@link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)' in sdl
    assert '@link(url: "https://specs.apollo.dev/tag/v0.3")' in sdl
    assert "directive @inaccessible on " in sdl
    assert "directive @tag(name: String!) repeatable on " in sdl
    assert 'a(x: Int @inaccessible): Int @tag(name: "t")' in sdl
    assert "TWO @join__enumValue(graph: PAPERS) @inaccessible" in sdl
    assert "type B @join__type(graph: PAPERS) @inaccessible {" in sdl
    assert "directive @tag" not in composed(HEAD + "type Query { a: Int }")


def test_the_api_is_what_clients_see() -> None:
    sdl = composed(
        HEAD.replace('"@composeDirective"', '"@inaccessible"')
        + 'type Query { a(x: Int @inaccessible): Int  b: Int @inaccessible } "A." type P @key(fields: "i") { i: ID }'
    )
    assert api_sdl(sdl) == '"""A."""\ntype P {\n  i: ID\n}\n\ntype Query {\n  a: Int\n}\n'
