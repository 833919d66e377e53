"""The partition directives survive composing, on their coordinates, with definitions and link."""

import pytest
from graphql import DirectiveDefinitionNode, parse, print_ast

from gateway.compose import Subgraph, compose
from gateway.supergraph import load
from gateway.supergraph.links import read_links
from schema import directives
from schema.sdl import SUBGRAPH, SUPERGRAPH


@pytest.fixture(scope="module")
def supergraph() -> str:
    sdl = SUBGRAPH.read_text("utf-8")
    return compose([Subgraph("committees", "http://localhost:4000/subgraph/committees", sdl)])


def applications(sdl: str) -> dict[str, list[str]]:
    """The partition directives at each coordinate."""
    found: dict[str, list[str]] = {}
    for node in parse(sdl, no_location=True).definitions:
        for coordinate, each in (
            ("", node),
            *((f".{field.name.value}", field) for field in getattr(node, "fields", ()) or ()),
        ):
            uses = [
                print_ast(one) for one in getattr(each, "directives", ()) or () if one.name.value in directives.NAMES
            ]
            if uses:
                found[node.name.value + coordinate] = uses  # type: ignore[attr-defined]
    return found


def test_every_application_stays_where_it_was(supergraph: str) -> None:
    before = applications(SUBGRAPH.read_text("utf-8"))
    assert applications(supergraph) == before
    assert before["Query.filings"] == ['@gather(merge: "CONNECTION")']
    assert before["Filing"] == ['@owned(by: "id")']
    assert before["Mutation.fileFiling"] == ['@owner(argument: "id")']
    assert len(before) > 40


def test_the_definitions_are_the_vocabularys(supergraph: str) -> None:
    before, after = (
        {
            node.name.value: node
            for node in parse(sdl, no_location=True).definitions
            if isinstance(node, DirectiveDefinitionNode) and node.name.value in directives.NAMES
        }
        for sdl in (SUBGRAPH.read_text("utf-8"), supergraph)
    )
    assert set(after) == set(directives.NAMES)
    assert after == before


def test_their_spec_is_linked_without_a_purpose(supergraph: str) -> None:
    link = read_links(parse(supergraph)).of(directives.SPEC)
    assert link is not None
    assert link.imports == {name: name for name in directives.NAMES}
    line = next(line for line in supergraph.splitlines() if directives.URL in line)
    assert "for:" not in line


def test_the_committed_supergraph_loads_as_partitioned() -> None:
    loaded = load(SUPERGRAPH.read_text("utf-8"))
    assert [graph.name for graph in loaded.graphs] == ["committees"]
    assert set(loaded.partitioned) == {"committees"}
