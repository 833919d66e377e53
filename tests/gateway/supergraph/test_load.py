"""Loading: facts by subgraph, the API schema, and refusals that name the line and the remedy."""

from __future__ import annotations

import pytest
from graphql import print_schema

from gateway.operation.selection import Field
from gateway.supergraph import SupergraphError, load
from tests.gateway.station_node import FIXTURES, stations_supergraph

SDL = (FIXTURES / "stations.graphql").read_text()
BENCH = (FIXTURES / "shop.graphql").read_text()


def problems(sdl: str) -> list[str]:
    with pytest.raises(SupergraphError) as caught:
        load(sdl)
    return [str(problem) for problem in caught.value.problems]


def line_of(sdl: str, part: str) -> int:
    return sdl[: sdl.index(part)].count("\n") + 1


def test_facts_of_a_partitioned_subgraph() -> None:
    supergraph = stations_supergraph()
    assert supergraph.partitioned == {"stations"}
    assert supergraph.types["Survey"].owned_by == "id"
    answers = supergraph.field("Survey", "answers").remote
    assert answers is not None
    assert [str(field) for field in answers.provides] == ["id", "station"]
    assert (answers.absent, answers.unknown) == ((("state", "ASKED"),), (("state", "UNSURE"),))
    assert supergraph.field("Mutation", "moveSightings").owner == ("input", "ids")
    assert supergraph.field("Query", "sightingTotals").gather == "TOTALS"
    assert supergraph.field("SightingTotals", "lightest").total == "MIN"
    node = supergraph.types["Node"].in_graph("stations")
    assert node is not None
    assert node.possible == ("Answer", "Sighting", "Station", "Survey")


def test_facts_of_plain_subgraphs() -> None:
    supergraph = load(BENCH)
    assert not supergraph.partitioned
    assert [graph.name for graph in supergraph.graphs] == ["goods", "ratings", "stock"]
    stock = supergraph.types["Item"].in_graph("stock")
    assert stock is not None
    assert stock.keys[0].fields == (Field("sku"),)
    assert not stock.keys[0].resolvable
    price = supergraph.field("Item", "price")
    assert price.resolvers == ("goods",)
    shipping = next(part for part in supergraph.field("Item", "shipping").graphs if part.graph == "stock")
    assert [str(field) for field in shipping.requires] == ["price"]


def test_api_schema_has_descriptions_and_no_machinery() -> None:
    text = print_schema(stations_supergraph().api_schema)
    assert '"""A station keeps its own records."""' in text
    assert '"""One record by its id."""' in text
    for word in ("join__", "link__", "@link", "@gather", "@owned"):
        assert word not in text
    declared = [line for line in text.splitlines() if line.startswith("directive @")]
    assert declared == ["directive @asOf("]


def test_inaccessible_parts_are_in_the_full_schema_only() -> None:
    supergraph = load(BENCH)
    assert "cost" in supergraph.schema.type_map["Item"].fields  # type: ignore[attr-defined]
    api = print_schema(supergraph.api_schema)
    for hidden in ("cost", "Supplier", "HIDDEN", "secret"):
        assert hidden not in api
        assert hidden in print_schema(supergraph.schema)


def test_partition_directives_under_other_names() -> None:
    renamed = SDL.replace('import: ["@gather", ', 'import: [{name: "@gather", as: "@collect"}, ').replace(
        "@gather(", "@collect("
    )
    assert load(renamed).field("Query", "stations").gather == "LIST"


def test_partition_directives_in_their_namespace() -> None:
    plain = SDL.replace(', import: ["@gather", "@owner", "@owned", "@remote", "@total"]', "")
    for name in ("gather", "owner", "owned", "remote", "total"):
        plain = plain.replace(f"@{name}(", f"@partition__{name}(")
    loaded = load(plain)
    assert loaded.field("Query", "stations").gather == "LIST"
    assert "partition__" not in print_schema(loaded.api_schema)


def test_partition_directives_inside_join_directive() -> None:
    definition = (
        "scalar join__FieldSet\nscalar join__Any\n"
        "directive @join__directive(graphs: [join__Graph!], name: String!, args: join__Any)"
        " repeatable on FIELD_DEFINITION"
    )
    inside = SDL.replace("scalar join__FieldSet", definition, 1).replace(
        '@gather(merge: "LIST")',
        '@join__directive(graphs: [STATIONS], name: "gather", args: {merge: "LIST"})',
    )
    assert load(inside).field("Query", "stations").gather == "LIST"


CHANGES = {
    "merge of another kind": ('@gather(merge: "LIST")', '@gather(merge: "HEAP")', "one of CONNECTION, LIST, TOTALS"),
    "gather beside owner": (
        '@gather(merge: "LIST")',
        '@gather(merge: "LIST") @owner(argument: "nodes")',
        "Keep one of the two",
    ),
    "gather below the root": (
        "  motto: String\n",
        '  motto: String @gather(merge: "LIST")\n',
        "only root query fields",
    ),
    "owner without its argument": ('@owner(argument: "input.ids")', '@owner(argument: "input.id")', "no input.id"),
    "owner below the root": ("  motto: String\n", '  motto: String @owner(argument: "x")\n', "only root fields"),
    "list that is none": ('Station @owner(argument: "code")', 'Station @gather(merge: "LIST")', "LIST needs a list"),
    "connection without edges": ('@gather(merge: "TOTALS")', '@gather(merge: "CONNECTION")', "no connection"),
    "connection with more": ("  totalCount: Int!\n", "  totalCount: Int!\n  best: Sighting\n", "cannot be merged"),
    "page info with more": ("  startCursor: String\n", "  startCursor: String\n  pages: Int\n", "cannot be computed"),
    "number without a rule": (
        '  seen: Int! @total(by: "SUM")\n  lightest',
        "  seen: Int!\n  lightest",
        "Give it @total",
    ),
    "total of another kind": (
        'lightest: Int @total(by: "MIN")',
        'lightest: Int @total(by: "AVERAGE")',
        "one of SUM, MIN, MAX",
    ),
    "least of none": ('lightest: Int @total(by: "MIN")', 'lightest: Int! @total(by: "MIN")', "Make the field nullable"),
    "group without key": ("  key: String!\n", "", "a group without a key"),
    "owner field missing": ('@owned(by: "code")', '@owned(by: "number")', "no field number"),
    "owner field not in the key": ('@owned(by: "code")', '@owned(by: "name")', "a resolvable key lacks name"),
    "reference to what nobody owns": (
        "colour: String\n  tags",
        'colour: PageInfo @remote(provides: "endCursor")\n  tags',
        "PageInfo has no owner",
    ),
    "reference that provides what is not": (
        'survey: Survey @remote(provides: "id")',
        'survey: Survey @remote(provides: "id ident")',
        "no field ident",
    ),
    "stand-in for what is not": ('absent: "state: ASKED"', 'absent: "condition: ASKED"', "no field condition"),
    "stand-in that cannot be read": ('absent: "state: ASKED"', 'absent: "state ASKED"', "not a list of values"),
    "provides that cannot be read": (
        'survey: Survey @remote(provides: "id")',
        'survey: Survey @remote(provides: "id {")',
        "not a field set",
    ),
    "root field for nobody": (' @owner(argument: "code")', "", "says not whom to ask"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_refused_with_a_remedy(case: str) -> None:
    before, after, said = CHANGES[case]
    assert before in SDL
    changed = SDL.replace(before, after)
    found = problems(changed)
    assert any(said in problem for problem in found), found


def test_refusals_name_their_line() -> None:
    changed = SDL.replace('@gather(merge: "LIST")', '@gather(merge: "HEAP")')
    found = problems(changed)
    fault = "@gather on Query.stations says 'HEAP'. Give merge as one of CONNECTION, LIST, TOTALS."
    assert found == [f"line {line_of(changed, 'HEAP')}: {fault}"]


def test_all_faults_are_listed() -> None:
    changed = SDL.replace('@gather(merge: "LIST")', '@gather(merge: "HEAP")').replace('id", absent', 'id {", absent')
    changed = changed.replace('by: "MIN"', 'by: "LEAST"')
    assert len(problems(changed)) == 2


def test_directive_on_a_coordinate_of_another_graph_is_refused() -> None:
    ours = 'STATIONS @join__graph(name: "stations", url: "")'
    shared = SDL.replace(ours, f'{ours}\n  OTHER @join__graph(name: "other", url: "http://other")')
    shared = shared.replace(
        "type Query @join__type(graph: STATIONS)", "type Query @join__type(graph: STATIONS) @join__type(graph: OTHER)"
    )
    found = problems(shared)
    assert any("@gather on Query.stations: the field is resolved by other, stations." in problem for problem in found)
    line = line_of(shared, "stations(nodes:")
    assert any(problem.startswith(f"line {line}: @gather on Query.stations") for problem in found)


def test_what_is_no_supergraph_is_refused() -> None:
    assert problems("type Query { a: Int }")[0].startswith("The SDL has no enum join__Graph.")
    assert problems("type Query {")[0].startswith("line 1: ")
    assert "STARS is no value of join__Graph" in problems(SDL.replace("(graph: STATIONS)", "(graph: STARS)", 1))[0]
    assert "Unknown type" in problems(SDL.replace("motto: String", "motto: Text"))[0]
