"""The query graph, printed: what can be reached from where."""

from __future__ import annotations

from gateway.graph import Node, QueryGraph, build
from gateway.supergraph import load
from tests.gateway.station_node import FIXTURES, stations_supergraph


def exits(graph: QueryGraph, node: Node) -> list[str]:
    return [str(edge) for edge in graph.exits[node]]


def shop() -> QueryGraph:
    return build(load((FIXTURES / "shop.graphql").read_text()))


def test_entries_in_the_order_of_the_subgraphs_names() -> None:
    assert [str(enter) for enter in shop().entries["Query"]] == [
        "enter Query/goods",
        "enter Query/ratings",
        "enter Query/stock",
    ]


def test_fields_and_keys_of_an_entity() -> None:
    assert exits(shop(), Node("Item", "stock")) == [
        "Item/stock.sku",
        "Item/stock.shipping needs {price}",
        "Item/stock.left",
        "Item/stock -> Item/goods by {sku}",
        "Item/stock -> Item/ratings by {sku}",
    ]


def test_a_key_that_is_not_resolvable_is_an_exit_only() -> None:
    jumps = shop().exits[Node("Item", "goods")].jumps
    assert [jump.tail.graph for jump in jumps] == ["ratings"]


def test_members_of_a_union() -> None:
    casts = shop().exits[Node("Thing", "goods")].casts
    assert [cast.tail.type for cast in casts] == ["Item", "Shelf"]


def test_a_reference_leads_to_a_view_with_a_way_to_the_owner() -> None:
    graph = build(stations_supergraph())
    get = graph.exits[Node("Survey", "stations")].gets["answers"]
    assert get.tail == Node("Answer", "stations", "Survey.answers")
    assert exits(graph, get.tail) == [
        "Answer/stations as Survey.answers.id",
        "Answer/stations as Survey.answers.station -> Station/stations as Answer.station",
        "Answer/stations as Survey.answers -> Answer/stations by {id}",
    ]


def test_views_do_not_change_the_type_they_copy() -> None:
    graph = build(stations_supergraph())
    assert set(graph.exits[Node("Answer", "stations")].gets) == {"id", "station", "state", "remark"}
    assert graph.exits[Node("Answer", "stations")].jumps == ()


def test_the_graph_of_a_supergraph_is_built_once() -> None:
    assert build(stations_supergraph()) is build(stations_supergraph())
    assert str(shop()) == str(shop())
