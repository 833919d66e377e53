"""Plans as snapshots: each file under plans/ has the query above a line of dashes and the plan below it.

`SHIZI_WRITE_PLANS=1` writes the plans anew, to be read before they are committed.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from graphql import parse, validate

from gateway.graph import build
from gateway.operation.selection import Field
from gateway.planner import PlanningError, plan, show
from gateway.planner.plan import Fetch, Gather, Jump
from gateway.planner.tree import merge
from gateway.planner.walk import Walk
from gateway.supergraph import Supergraph, load
from tests.gateway.station_net import planned
from tests.gateway.station_node import FIXTURES, stations_supergraph

PLANS = sorted((Path(__file__).parent / "plans").glob("*/*.plan"))
RULE = "-" * 80


@cache
def supergraph(name: str) -> Supergraph:
    return stations_supergraph() if name == "stations" else load((FIXTURES / f"{name}.graphql").read_text())


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_plan(path: Path) -> None:
    query, _, expected = path.read_text().partition(f"\n{RULE}\n")
    on = supergraph(path.parent.name)
    document = parse(query)
    assert not validate(on.api_schema, document)
    shown = show(plan(on, document, None))
    if os.environ.get("SHIZI_WRITE_PLANS"):
        path.write_text(f"{query.rstrip()}\n{RULE}\n{shown}\n")
        return
    assert shown == expected.rstrip()


def test_there_are_plans() -> None:
    assert len(PLANS) >= 15


def test_planning_is_deterministic() -> None:
    query = PLANS[0].read_text().partition(f"\n{RULE}\n")[0]
    on = supergraph(PLANS[0].parent.name)
    assert len({show(plan(on, parse(query), None)) for _ in range(5)}) == 1


def test_variables_that_a_step_does_not_use_are_not_sent() -> None:
    made = planned(
        """query ($a: StationCode!, $n: Int, $c: String) {
          station(code: $a) { motto } sightings(first: $n, filter: {colour: $c}) { totalCount } }"""
    )
    fetch, gather = made.steps
    assert isinstance(fetch, Fetch)
    assert isinstance(gather, Gather)
    assert fetch.request.variables == ("a",)
    assert gather.request.variables == ("c",)
    assert "$a" not in gather.request.document
    assert "$n" not in gather.request.document


def test_added_names_give_way_to_the_clients() -> None:
    made = planned("query ($_r: StationCode!) { station(code: $_r) { _key_code: name parent { _type: motto } } }")
    (_, jump) = made.steps
    assert isinstance(jump, Jump)
    assert jump.request.document == (
        "query ($_s0_r: [_Any!]!) {_entities(representations: $_s0_r) {... on Station {_type: motto}}}"
    )


def test_a_variable_named_representations_is_the_clients() -> None:
    made = planned("query ($representations: StationCode!) { station(code: $representations) { parent { motto } } }")
    assert "($representations: StationCode!)" in made.steps[0].request.document
    assert "$representations" not in made.steps[1].request.document


def test_a_plan_names_no_node() -> None:
    made = planned('{ stations(nodes: ["440100"]) { code } }')
    assert "440100" not in made.steps[0].request.document


def test_paths_and_trees_print_themselves() -> None:
    walk = Walk(build(stations_supergraph()))
    field = Field("stations", children=(Field("parent", children=(Field("code"), Field("motto"))),))
    paths = list(walk.root("Query", field))
    assert str(paths[-1]).splitlines() == [
        "enter Query/stations",
        "Query/stations.stations -> Station/stations",
        "Station/stations.parent -> Station/stations as Station.parent",
        "Station/stations as Station.parent -> Station/stations by {code}",
        "Station/stations.motto",
    ]
    assert paths[-1].cost == 1003
    (tree,) = merge(paths)
    assert str(tree).splitlines()[-3:] == [
        "      Station/stations as Station.parent.code",
        "      Station/stations as Station.parent -> Station/stations by {code}",
        "        Station/stations.motto",
    ]


def test_a_field_without_a_way_is_named() -> None:
    with pytest.raises(PlanningError, match=r"Item.shipping cannot be planned"):
        plan(supergraph("shop"), parse("{ scarce { shipping } }"), None)
