"""Whom to ask: selections of nodes and levels, owners named by arguments, codes without a node."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.execute import Reply
from tests.gateway.station_net import CODES, Net, net
from tests.gateway.station_node import StationNode, uuid_of

ID = f"440100:filing:{uuid_of(1)}"


def one() -> Net:
    row = {"id": ID, "title": "old"}
    return net(a=StationNode("440100", sightings=[row], parent="440000"), c=StationNode("441800"))


def members(asked: Net) -> list[str | None]:
    return [sent.member for sent in asked.sent]


def standing(result: Any) -> dict[str, str]:
    return {node.code: node.status.value for node in result.completeness.nodes}


WHOLE = "completeness { complete nodes { code status } notJoined { level joined known } }"


@pytest.mark.parametrize(
    ("arguments", "asked", "not_joined"),
    [
        ("", CODES, [("CITY", 3, 5)]),
        ("(nodes: null, levels: null)", CODES, [("CITY", 3, 5)]),
        ('(nodes: ["440500", "440100", "440500"])', ("440100", "440500"), []),
        ('(nodes: ["440500", "440200"])', ("440500",), [("CITY", 1, 2)]),
        ('(nodes: ["440200"])', (), [("CITY", 0, 1)]),
        ("(nodes: [])", (), []),
        ('(nodes: ["441801"])', ("441800",), []),
        ("(levels: [PROVINCE])", ("440000",), []),
        ("(levels: [CITY, DISTRICT])", ("440100", "440500", "441800"), [("CITY", 3, 5)]),
        ('(levels: PROVINCE, nodes: ["440100", "440000", "440200"])', ("440000",), []),
    ],
)
async def test_selected_members(arguments: str, asked: tuple[str, ...], not_joined: list[Any]) -> None:
    here = one()
    result = await here.ask(f"{{ sightings{arguments} {{ totalCount {WHOLE} }} }}")
    assert result.errors == []
    assert result.data is not None
    assert members(here) == list(asked)
    completeness = result.data["sightings"]["completeness"]
    assert completeness["complete"] is True
    assert {node["code"]: node["status"] for node in completeness["nodes"]} == {
        code: "LIVE" if code in asked else "SKIPPED" for code in CODES
    }
    assert [(count["level"], count["joined"], count["known"]) for count in completeness["notJoined"]] == not_joined


async def test_selection_by_variables() -> None:
    here = one()
    query = "query ($n: [StationCode!], $l: [Level!]) { stations(nodes: $n, levels: $l) { code } }"
    await here.ask(query, n=["440100"], l=["CITY"])
    assert members(here) == ["440100"]
    await here.ask(query)
    assert members(here)[1:] == list(CODES)


@pytest.mark.parametrize(
    ("query", "variables", "member"),
    [
        (f'{{ node(id: "{ID}") {{ id }} }}', {}, "440100"),
        ("query ($i: ID!) { node(id: $i) { id } }", {"i": ID}, "440100"),
        ('{ station(code: "441801") { code } }', {}, "441800"),
        ("mutation ($m: Move!) { moveSightings(input: $m) { replayed } }", {"m": {"ids": [ID]}}, "440100"),
        ("mutation ($i: ID!) { moveSightings(input: {ids: [$i, $i]}) { replayed } }", {"i": ID}, "440100"),
    ],
)
async def test_the_owner_that_an_argument_names(query: str, variables: dict[str, Any], member: str) -> None:
    here = one()
    result = await here.ask(query, **variables)
    assert result.errors == []
    assert members(here) == [member]
    assert standing(result) == {member: "LIVE"}


async def test_a_code_in_no_list_is_left_to_the_directory_of_a_live_node() -> None:
    result = await one().ask('{ station(code: "999999") { name } }')
    assert result.data == {"station": {"name": "station 999999"}}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('{ node(id: "x") { id } }', "Not an id or node code"),
        ('{ node(id: "") { id } }', "Not an id or node code"),
        ("{ node(id: 7) { id } }", "Not an id or node code"),
        (f'{{ node(id: "999999:filing:{uuid_of(1)}") {{ id }} }}', "No committee has the code '999999'"),
        ("mutation { moveSightings(input: {ids: []}) { replayed } }", "input.ids must name"),
        (
            'mutation { moveSightings(input: {ids: ["440100", "440500"]}) { replayed } }',
            "several owners: 440100, 440500",
        ),
        ('mutation { renameSighting(id: "999999", title: "t") { replayed } }', "No committee has the code '999999'"),
    ],
)
async def test_owners_that_are_none(query: str, said: str) -> None:
    here = one()
    result = await here.ask(query)
    (error,) = result.errors
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["messageZh"]
    assert said in error["message"]
    assert here.sent == []
    assert result.data is not None
    assert list(result.data.values()) == [None]


async def test_a_code_without_a_node_is_answered_by_any_live_node() -> None:
    here = one()
    here.view.opened["440000"] = "down"
    here.down.add("440100")
    result = await here.ask('{ station(code: "440200") { code joined } }')
    assert result.errors == []
    assert result.data == {"station": {"code": "440200", "joined": False}}
    assert members(here) == ["440100", "440500"]
    assert standing(result) == {"440100": "DOWN", "440500": "LIVE"}


async def test_the_id_of_a_committee_is_as_good_as_its_code() -> None:
    here = one()
    result = await here.ask('{ node(id: "440200:committee:440200") { __typename id ... on Station { joined } } }')
    assert result.data == {"node": {"__typename": "Station", "id": "440200:committee:440200", "joined": False}}


@pytest.mark.parametrize(
    "query",
    [
        f'{{ node(id: "440200:filing:{uuid_of(1)}") {{ id }} }}',
        f'mutation {{ renameSighting(id: "440200:filing:{uuid_of(1)}", title: "t") {{ replayed }} }}',
        'mutation { renameSighting(id: "440200", title: "t") { replayed } }',
    ],
)
async def test_records_of_a_committee_without_a_node(query: str) -> None:
    here = one()
    (error,) = (await here.ask(query)).errors
    assert error["extensions"]["code"] == "NODE_UNREACHABLE"
    assert error["extensions"]["node"] == "440200"
    assert here.sent == []


async def test_nobody_left_to_answer_for_a_code() -> None:
    here = one()
    here.down.update(CODES)
    result = await here.ask('{ station(code: "440200") { code } }')
    assert result.data == {"station": None}
    assert result.errors[0]["extensions"]["code"] == "NODE_UNREACHABLE"
    assert members(here) == list(CODES)


async def test_an_owner_that_is_down_is_an_error_and_named() -> None:
    here = one()
    here.down.add("440100")
    result = await here.ask(f'{{ node(id: "{ID}") {{ id }} stations {{ code }} }}')
    assert result.data is not None
    assert result.data["node"] is None
    assert [(e["path"], e["extensions"]["code"], e["extensions"]["node"]) for e in result.errors] == [
        (["node"], "NODE_UNREACHABLE", "440100")
    ]
    assert standing(result)["440100"] == "DOWN"


async def test_an_owner_that_has_no_such_record() -> None:
    here = one()
    result = await here.ask(f'{{ node(id: "440500:filing:{uuid_of(5)}") {{ id }} }}')
    assert (result.data, result.errors) == ({"node": None}, [])
    assert standing(result) == {"440500": "LIVE"}


async def test_errors_of_the_owner_pass_with_their_codes() -> None:
    here = one()
    result = await here.ask(
        f'mutation {{ renameSighting(id: "440500:filing:{uuid_of(5)}", title: "t") {{ replayed }} }}'
    )
    assert result.data == {"renameSighting": None}
    assert result.errors == [
        {
            "message": "no such sighting",
            "path": ["renameSighting"],
            "extensions": {"code": "NOT_FOUND", "messageZh": "没有这条记录", "node": "440500"},
        }
    ]


async def test_a_node_that_refuses_a_single_record_is_denied() -> None:
    here = one()
    error = {"message": "not for you", "path": ["node"], "extensions": {"code": "FORBIDDEN"}}
    here.tamper["440100"] = lambda *_: Reply({"node": None}, (error,), 1.0)
    result = await here.ask(f'{{ node(id: "{ID}") {{ id }} }}')
    assert result.errors[0]["extensions"]["code"] == "FORBIDDEN"
    assert standing(result) == {"440100": "DENIED"}


async def test_mutations_are_sent_once_and_in_order() -> None:
    here = one()
    result = await here.ask(
        f"""mutation {{
          a: renameSighting(id: "{ID}", title: "1") {{ record {{ title station {{ motto }} }} }}
          b: recordSighting(station: "440500", input: {{title: "n"}}) {{ record {{ id title }} }}
          c: renameSighting(id: "{ID}", title: "2") {{ record {{ title }} }} }}"""
    )
    assert result.errors == []
    assert result.data is not None
    assert [result.data[key]["record"]["title"] for key in "abc"] == ["1", "n", "2"]
    assert result.data["a"]["record"]["station"] == {"motto": "motto of 440100"}
    assert [(sent.member, sent.mutation) for sent in here.sent] == [
        ("440100", True), ("440100", False), ("440500", True), ("440100", True),
    ]  # fmt: skip


async def test_a_mutation_without_an_answer_is_not_repeated() -> None:
    here = one()
    here.down.add("440100")
    result = await here.ask(f'mutation {{ renameSighting(id: "{ID}", title: "1") {{ replayed }} }}')
    assert [sent.mutation for sent in here.sent] == [True]
    assert result.errors[0]["extensions"]["code"] == "OUTCOME_UNKNOWN"


@pytest.mark.parametrize("data", [None, {}, {"renameSighting": 7}, {"renameSighting": {}}])
async def test_a_mutation_with_a_garbled_answer_has_an_unknown_outcome(data: Any) -> None:
    here = one()
    here.tamper["440100"] = lambda *_: Reply(data, (), 1.0)
    result = await here.ask(f'mutation {{ renameSighting(id: "{ID}", title: "1") {{ replayed }} }}')
    assert result.data == {"renameSighting": None}
    assert [error["extensions"]["code"] for error in result.errors] == ["OUTCOME_UNKNOWN"]
    assert len(here.sent) == 1


async def test_a_required_mutation_that_fails_stops_the_next() -> None:
    here = one()
    here.down.add("440500")
    result = await here.ask(
        f"""mutation {{ recordSighting(station: "440500", input: {{title: "n"}}) {{ replayed }}
          renameSighting(id: "{ID}", title: "1") {{ replayed }} }}"""
    )
    assert result.data is None
    assert members(here) == ["440500"]


async def test_a_mutation_left_out_by_its_condition_is_not_carried_out() -> None:
    here = one()
    query = f'mutation ($x: Boolean!) {{ renameSighting(id: "{ID}", title: "1") @include(if: $x) {{ replayed }} }}'
    assert (await here.ask(query, x=False)).data == {}
    assert here.sent == []


async def test_a_mutation_asked_for_under_two_conditions_is_carried_out_once() -> None:
    here = one()
    query = f"""mutation ($x: Boolean!, $y: Boolean!) {{
      renameSighting(id: "{ID}", title: "1") @include(if: $x) {{ replayed }}
      renameSighting(id: "{ID}", title: "1") @include(if: $y) {{ record {{ id }} }} }}"""
    assert (await here.ask(query, x=True, y=True)).data == {"renameSighting": {"replayed": False, "record": {"id": ID}}}
    assert len(here.sent) == 1
