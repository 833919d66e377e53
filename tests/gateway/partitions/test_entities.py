"""References to what others own: in place, at the owner, absent, unknown, and what a failing owner leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from gateway.execute import Reply
from tests.gateway.station_net import CODES, Net, Sent, net
from tests.gateway.station_node import StationNode, uuid_of

SURVEY = f"441800:topic:{uuid_of(1)}"


def answer(code: str, number: int = 1) -> str:
    return f"{code}:participation:{uuid_of(number)}"


def surveyed() -> Net:
    asked = [answer("440500"), answer("440100"), answer("440500", 2), answer("440200")]
    surveys = [{"id": f"441800:topic:{uuid_of(n)}", "title": f"s{n}", "answers": asked} for n in (1, 2)]
    return net(
        a=StationNode("440100", sightings=[{"id": f"440100:filing:{uuid_of(1)}", "title": "t", "survey": SURVEY}]),
        b=StationNode("440500", answers={answer("440500"): {"state": "AGREED", "remark": "gladly"}}),
        c=StationNode("441800", surveys=surveys, partners=("440100", "440200", "440500", "100000")),
    )


STATES = """{ surveys { edges { node { title answers { station { code name } state remark } } }
  completeness { complete nodes { code status reason } } } }"""


async def states(asked: Net, query: str = STATES) -> tuple[list[str], dict[str, str], Any]:
    result = await asked.ask(query)
    assert result.errors == []
    assert result.data is not None
    surveys = result.data["surveys"]
    assert surveys["edges"][0]["node"]["answers"] == surveys["edges"][1]["node"]["answers"]
    shown = [f"{a['station']['code']} {a['state']}" for a in surveys["edges"][0]["node"]["answers"]]
    return shown, {node["code"]: node["status"] for node in surveys["completeness"]["nodes"]}, result


async def test_present_absent_and_without_a_node() -> None:
    asked = surveyed()
    shown, standing, result = await states(asked)
    assert shown == ["440500 AGREED", "440100 ASKED", "440500 ASKED", "440200 UNSURE"]
    assert set(standing.values()) == {"LIVE"}
    assert result.data["surveys"]["completeness"]["complete"] is True


async def test_one_request_an_owner_whatever_the_rows() -> None:
    asked = surveyed()
    await states(asked)
    entities = [sent for sent in asked.sent if "_entities" in sent.document]
    assert [sent.member for sent in entities] == ["440100", "440500"]
    assert entities[1].variables == {
        "_r": [{"__typename": "Answer", "id": answer("440500")}, {"__typename": "Answer", "id": answer("440500", 2)}]
    }
    assert "station" not in entities[0].document


async def test_an_owner_that_is_down_is_unknown_and_named() -> None:
    asked = surveyed()
    asked.down.add("440500")
    shown, standing, result = await states(asked)
    assert shown == ["440500 UNSURE", "440100 ASKED", "440500 UNSURE", "440200 UNSURE"]
    assert standing["440500"] == "DOWN"
    assert result.data["surveys"]["completeness"]["complete"] is False
    assert {n.code: n.status.value for n in result.completeness.nodes}["440500"] == "DOWN"


async def test_an_owner_outside_of_the_selection_is_named_when_it_is_down() -> None:
    asked = surveyed()
    asked.down.add("440500")
    query = STATES.replace("surveys {", 'surveys(nodes: ["441800"]) {')
    _, standing, _ = await states(asked, query)
    assert standing == {"440000": "SKIPPED", "440100": "SKIPPED", "440500": "DOWN", "441800": "LIVE"}


async def test_an_owner_that_fails_in_one_field_is_not_blamed_in_another() -> None:
    asked = surveyed()
    asked.tamper["440500"] = entities_become(lambda _: None)
    result = await asked.ask(
        STATES.replace("{ surveys", "{ stations { code } sightings { completeness { complete } } surveys")
    )
    assert result.data is not None
    assert result.data["sightings"]["completeness"]["complete"] is True
    assert result.data["surveys"]["completeness"]["complete"] is False
    assert result.completeness is not None
    assert not result.completeness.complete


def entities_become(change: Callable[[Any], Any], *errors: dict[str, Any]) -> Callable[[Sent, Reply], Reply]:
    def tamper(sent: Sent, reply: Reply) -> Reply:
        if "_entities" not in sent.document:
            return reply
        data = orjson.loads(orjson.dumps(reply.data))
        return Reply(change(data), errors, reply.ms)

    return tamper


def first_entity(**change: Any) -> Callable[[Any], Any]:
    def put(data: Any) -> Any:
        data["_entities"][0].update(change)
        return data

    return put


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        lambda _: [],
        lambda _: {"_entities": None},
        lambda _: {"_entities": {}},
        lambda _: {"_entities": []},
        lambda data: {"_entities": data["_entities"] * 2},
        lambda _: {"_entities": [1, 2]},
        first_entity(state=None),
        first_entity(state=7),
        first_entity(remark=[]),
    ],
)
async def test_garbled_entities_are_unknown_and_their_owner_down(change: Callable[[Any], Any]) -> None:
    asked = surveyed()
    asked.tamper["440500"] = entities_become(change)
    shown, standing, _ = await states(asked)
    assert shown == ["440500 UNSURE", "440100 ASKED", "440500 UNSURE", "440200 UNSURE"]
    assert standing["440500"] == "DOWN"


async def test_an_owner_that_refuses_is_denied_and_unknown() -> None:
    asked = surveyed()
    error = {"message": "not for you", "path": ["_entities"], "extensions": {"code": "FORBIDDEN"}}
    asked.tamper["440500"] = entities_become(lambda _: None, error)
    shown, standing, _ = await states(asked)
    assert shown[0] == "440500 UNSURE"
    assert standing["440500"] == "DENIED"


async def test_an_owner_that_refuses_one_entity_is_denied_and_that_one_unknown() -> None:
    asked = surveyed()
    error = {"message": "not for you", "path": ["_entities", 1], "extensions": {"code": "FORBIDDEN"}}
    asked.tamper["440500"] = entities_become(lambda data: data, error)
    shown, standing, _ = await states(asked)
    assert shown == ["440500 AGREED", "440100 ASKED", "440500 UNSURE", "440200 UNSURE"]
    assert standing["440500"] == "DENIED"


async def test_errors_of_an_entity_come_to_its_place() -> None:
    asked = surveyed()
    error = {"message": "no remark", "path": ["_entities", 0, "remark"], "extensions": {"code": "INTERNAL"}}
    asked.tamper["440500"] = entities_become(lambda data: data, error)
    result = await asked.ask(STATES)
    assert [e["path"] for e in result.errors] == [["surveys", "edges", 0, "node", "answers", 0, "remark"]]
    assert result.data is not None
    node = result.data["surveys"]["completeness"]["nodes"][2]
    assert (node["code"], node["status"]) == ("440500", "PARTIAL")


async def test_what_the_client_got_wrong_at_an_owner_is_said_once() -> None:
    asked = surveyed()
    error = {"message": "no", "path": ["_entities"], "extensions": {"code": "UNAUTHENTICATED"}}
    for code in CODES:
        asked.tamper[code] = entities_become(lambda _: None, error)
    result = await asked.ask("{ sightings { edges { node { survey { title } } } } }")
    assert [e["extensions"]["code"] for e in result.errors] == ["UNAUTHENTICATED"]


async def test_without_a_stand_in_a_failing_owner_is_one_error() -> None:
    asked = surveyed()
    asked.down.add("441800")
    query = "{ sightings { edges { node { title survey { id title station { name } } } } completeness { complete } } }"
    result = await asked.ask(query)
    assert result.data is not None
    assert result.data["sightings"]["edges"] == [{"node": {"title": "t", "survey": None}}]
    assert result.data["sightings"]["completeness"] == {"complete": False}
    assert [(e["path"][:5], e["extensions"]["code"], e["extensions"]["node"]) for e in result.errors] == [
        (["sightings", "edges", 0, "node", "survey"], "NODE_UNREACHABLE", "441800")
    ]


async def test_references_in_place_ask_nobody() -> None:
    asked = surveyed()
    result = await asked.ask("{ sightings { edges { node { survey { id } station { code name } } } } }")
    assert result.data is not None
    assert result.data["sightings"]["edges"][0]["node"] == {
        "survey": {"id": SURVEY},
        "station": {"code": "440100", "name": "station 440100"},
    }
    assert len(asked.sent) == len(CODES)


PARTNERS = '{ station(code: "441800") { partners { code joined motto } } }'


async def test_bare_codes_without_a_node_are_answered_by_any_live_node_in_its_one_request() -> None:
    asked = surveyed()
    result = await asked.ask(PARTNERS)
    assert result.errors == []
    assert result.data is not None
    assert {p["code"]: p["joined"] for p in result.data["station"]["partners"]} == {
        "440100": True, "440200": False, "440500": True, "100000": False,
    }  # fmt: skip
    entities = [sent for sent in asked.sent if "_entities" in sent.document]
    assert [(sent.member, [r["code"] for r in sent.variables["_r"]]) for sent in entities] == [
        ("440000", ["440200", "100000"]), ("440100", ["440100"]), ("440500", ["440500"]),
    ]  # fmt: skip


async def test_references_go_on_to_the_next_live_node() -> None:
    asked = surveyed()
    asked.down.add("440000")
    asked.view.opened["440100"] = "down"
    result = await asked.ask(PARTNERS)
    assert result.data is not None
    assert {p["code"]: p["joined"] for p in result.data["station"]["partners"]} == {
        "440100": None, "440200": False, "440500": True, "100000": False,
    }  # fmt: skip
    assert [e["extensions"]["node"] for e in result.errors] == ["440100"]


async def test_references_when_nobody_is_left() -> None:
    asked = surveyed()
    for code in CODES:
        asked.tamper[code] = entities_become(lambda _: None)
    result = await asked.ask(PARTNERS)
    assert result.data is not None
    assert {p["code"]: p["joined"] for p in result.data["station"]["partners"]} == dict.fromkeys(
        ["440100", "440200", "440500", "100000"]
    )
    assert len(result.errors) == 4


async def test_references_that_are_no_ids() -> None:
    asked = surveyed()
    asked.nodes["440100"].sightings[0]["survey"] = "nonsense"
    result = await asked.ask("{ sightings { edges { node { title survey { title } } } } }")
    assert result.data is not None
    assert result.data["sightings"]["edges"] == [{"node": {"title": "t", "survey": None}}]
    assert [e["extensions"]["code"] for e in result.errors] == ["NODE_UNREACHABLE"]


async def test_jump_after_jump() -> None:
    asked = surveyed()
    asked.nodes["441800"].parent = "440000"
    asked.nodes["440000"].parent = "440100"
    result = await asked.ask('{ station(code: "441800") { parent { motto parent { motto name parent { code } } } } }')
    assert result.errors == []
    assert result.data == {
        "station": {
            "parent": {
                "motto": "motto of 440000",
                "parent": {"motto": "motto of 440100", "name": "station 440100", "parent": None},
            }
        }
    }


async def test_node_by_id_with_references() -> None:
    asked = surveyed()
    query = """query ($id: ID!) { node(id: $id) { kind: __typename id ... on Survey { title station { motto } }
      ... on Sighting { title survey { title } } } }"""
    survey = await asked.ask(query, id=SURVEY)
    assert survey.data == {
        "node": {"kind": "Survey", "id": SURVEY, "title": "s1", "station": {"motto": "motto of 441800"}}
    }
    sighting = await asked.ask(query, id=f"440100:filing:{uuid_of(1)}")
    assert sighting.data is not None
    assert sighting.data["node"]["survey"] == {"title": "s1"}
