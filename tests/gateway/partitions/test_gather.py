"""Gathering: lists, totals, aliases everywhere, bad paging, and every way a node can fail to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from gateway.execute import Failure, Reply
from schema.cursors import encode_cursor, position, wrap
from schema.errors import ErrorCode
from tests.gateway.station_net import CODES, Net, Sent, net
from tests.gateway.station_node import StationNode, uuid_of

PAGE = """{ sightings(first: 3) { totalCount edges { cursor node { id title } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  completeness { complete nodes { code status rows reason } notJoined { level joined known } } } }"""


def sighting(code: str, number: int, title: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{code}:filing:{uuid_of(number)}", "title": title, **more}


def two() -> Net:
    return net(
        a=StationNode("440100", sightings=[sighting("440100", n, f"a{n}", weight=n, colour="red") for n in range(3)]),
        b=StationNode("440500", sightings=[sighting("440500", n, f"b{n}", weight=-n) for n in range(2)]),
    )


def statuses(completeness: dict[str, Any]) -> dict[str, str]:
    return {node["code"]: node["status"] for node in completeness["nodes"]}


async def test_the_same_document_goes_to_every_node() -> None:
    asked = two()
    await asked.ask(PAGE)
    assert [sent.member for sent in asked.sent] == list(CODES)
    assert len({(sent.document, orjson.dumps(sent.variables)) for sent in asked.sent}) == 1


async def test_aliases_of_everything() -> None:
    result = await two().ask(
        """query ($x: Boolean!) { found: sightings(first: 2) {
          __typename n: totalCount m: totalCount
          rows: edges { at: cursor again: cursor it: node { t: title } kind: __typename }
          bare: edges { cursor } off: edges @include(if: $x) { cursor }
          ... @skip(if: $x) { page: pageInfo { more: hasNextPage less: hasPreviousPage s: startCursor } }
          ends: pageInfo { endCursor __typename }
          whole: completeness { ok: complete each: nodes { c: code } } } }""",
        x=False,
    )
    assert result.errors == []
    assert result.data is not None
    found = result.data["found"]
    assert [*found] == ["__typename", "n", "m", "rows", "bare", "page", "ends", "whole"]
    assert (found["n"], found["m"]) == (5, 5)
    assert [row["it"]["t"] for row in found["rows"]] == ["a0", "a1"]
    assert found["rows"][0]["kind"] == "SightingEdge"
    assert found["rows"][0]["at"] == found["rows"][0]["again"] == found["bare"][0]["cursor"] == found["page"]["s"]
    assert found["page"] == {"more": True, "less": False, "s": found["bare"][0]["cursor"]}
    assert found["ends"] == {"endCursor": found["bare"][1]["cursor"], "__typename": "PageInfo"}
    assert found["whole"] == {"ok": True, "each": [{"c": code} for code in CODES]}


async def test_a_count_alone_fetches_no_rows() -> None:
    asked = two()
    assert (await asked.ask("{ sightings { totalCount } }")).data == {"sightings": {"totalCount": 5}}
    assert "edges" not in asked.sent[0].document


async def test_lists_stand_in_the_order_of_codes() -> None:
    result = await two().ask("{ stations { name } }")
    assert result.data == {"stations": [{"name": f"station {code}"} for code in CODES]}
    assert result.completeness is not None
    assert [node.rows for node in result.completeness.nodes] == [1, 1, 1, 1]


async def test_totals_by_their_rules() -> None:
    result = await two().ask(
        "{ sightingTotals { seen n: seen lightest heaviest groups(by: COLOUR) { key seen heaviest } } }"
    )
    assert result.data == {
        "sightingTotals": {
            "seen": 5,
            "n": 5,
            "lightest": -1,
            "heaviest": 2,
            "groups": [{"key": "None", "seen": 2, "heaviest": 0}, {"key": "red", "seen": 3, "heaviest": 2}],
        }
    }


async def test_groups_of_one_key_become_one() -> None:
    asked = two()
    for row in asked.nodes["440500"].sightings:
        row["colour"] = "red"
    result = await asked.ask("{ sightingTotals { byColour: groups(by: COLOUR) { k: key n: seen } groups { key } } }")
    assert result.data == {
        "sightingTotals": {
            "byColour": [{"k": "red", "n": 5}],
            "groups": [{"key": "440100"}, {"key": "440500"}],
        }
    }


async def test_all_down_is_empty_and_no_error() -> None:
    asked = two()
    asked.down.update(CODES)
    result = await asked.ask(
        """{ sightings { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          completeness { complete } }
          sightingTotals { seen lightest groups { key } completeness { complete nodes { rows } } }
          stations { code } }"""
    )
    nothing = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert result.errors == []
    assert result.data == {
        "sightings": {"totalCount": 0, "edges": [], "pageInfo": nothing, "completeness": {"complete": False}},
        "sightingTotals": {
            "seen": 0,
            "lightest": None,
            "groups": [],
            "completeness": {"complete": False, "nodes": [{"rows": 0}] * 4},
        },
        "stations": [],
    }
    assert result.completeness is not None
    assert {node.status.value for node in result.completeness.nodes} == {"DOWN"}


async def test_a_node_that_is_known_to_be_down_is_not_asked() -> None:
    asked = two()
    asked.view.opened["440100"] = "the probe found it down"
    result = await asked.ask(PAGE)
    assert result.data is not None
    down = result.data["sightings"]["completeness"]["nodes"][1]
    assert down == {"code": "440100", "status": "DOWN", "rows": 0, "reason": "探测未通 · the probe found it down"}
    assert asked.to("440100") == []
    assert [edge["node"]["title"] for edge in result.data["sightings"]["edges"]] == ["b0", "b1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("first: -1", "from 0 to 200"),
        ("first: 201", "from 0 to 200"),
        ("last: -1", "from 0 to 200"),
        ("first: 1, last: 1", "not both"),
        ('after: "x"', "malformed"),
        ('after: ""', "malformed"),
        ('before: "AAAA"', "malformed"),
        ('nodes: ["999999"]', "No committee has the code '999999'"),
        ('nodes: ["440100", "nonsense"]', "No committee has the code 'nonsense'"),
    ],
)
async def test_bad_paging_is_refused_before_anyone_is_asked(arguments: str, said: str) -> None:
    asked = two()
    result = await asked.ask(f"{{ sightings({arguments}) {{ totalCount }} }}")
    assert result.data is None
    (error,) = result.errors
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["messageZh"]
    assert error["path"] == ["sightings"]
    assert said in error["message"]
    assert asked.sent == []


async def test_a_cursor_of_another_order_is_said_once() -> None:
    asked = two()
    first = await asked.ask("{ sightings(first: 1) { pageInfo { endCursor } } }")
    assert first.data is not None
    cursor = first.data["sightings"]["pageInfo"]["endCursor"]
    result = await asked.ask(
        "query ($c: String) { sightings(after: $c, orderBy: TITLE_DESC) { edges { cursor } } }", c=cursor
    )
    assert result.data is None
    assert [(e["message"], e["path"], e["extensions"]["code"]) for e in result.errors] == [
        ("cursor of another order", ["sightings"], "BAD_USER_INPUT")
    ]


def refused(code: str) -> Callable[[Sent, Reply], Reply]:
    error = {"message": f"said {code}", "path": ["sightings"], "extensions": {"code": code, "messageZh": "不行"}}
    return lambda _sent, _reply: Reply(None, (error,), 1.0)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("FORBIDDEN", "DENIED"),
        ("INTERNAL", "DOWN"),
        ("RATE_LIMITED", "DOWN"),
        ("GRAPHQL_VALIDATION_FAILED", "DOWN"),
        ("??", "DOWN"),
    ],
)
async def test_errors_of_one_node_are_its_standing(code: str, status: str) -> None:
    asked = two()
    asked.tamper["440100"] = refused(code)
    result = await asked.ask(PAGE)
    assert result.errors == []
    assert result.data is not None
    found = result.data["sightings"]
    assert statuses(found["completeness"])["440100"] == status
    assert found["completeness"]["nodes"][1]["reason"].endswith(f" · said {code}")
    assert found["completeness"]["complete"] is False
    assert [edge["node"]["title"] for edge in found["edges"]] == ["b0", "b1"]


@pytest.mark.parametrize("code", ["BAD_USER_INPUT", "UNAUTHENTICATED"])
async def test_what_the_client_got_wrong_is_raised_once(code: str) -> None:
    asked = two()
    for member in CODES:
        asked.tamper[member] = refused(code)
    result = await asked.ask(PAGE)
    assert result.data is None
    assert [(e["extensions"]["code"], e["extensions"]["messageZh"], e["path"]) for e in result.errors] == [
        (code, "不行", ["sightings"])
    ]


async def test_error_paths_are_indexed_anew_and_the_node_is_partial() -> None:
    asked = two()

    def without_note(_sent: Sent, reply: Reply) -> Reply:
        error = {
            "message": "no note",
            "path": ["sightings", "rows", 1, "node", "note"],
            "extensions": {"code": "INTERNAL"},
        }
        return Reply(reply.data, (error,), 1.0)

    asked.tamper["440500"] = without_note
    query = "{ sightings(first: %d) { rows: edges { node { note } } completeness { nodes { code status missing } } } }"
    result = await asked.ask(query % 10)
    assert [(e["path"], e["extensions"]["node"]) for e in result.errors] == [
        (["sightings", "rows", 4, "node", "note"], "440500")
    ]
    assert result.data is not None
    partial = result.data["sightings"]["completeness"]["nodes"][2]
    assert partial == {"code": "440500", "status": "PARTIAL", "missing": ["Sighting.note"]}
    left_out = await asked.ask(query % 4)
    assert left_out.errors == []


async def test_error_paths_in_lists_are_indexed_anew() -> None:
    asked = two()
    error = {"message": "no motto", "path": ["stations", 0, "motto"]}
    asked.tamper["440500"] = lambda _sent, reply: Reply(reply.data, (error,), 1.0)
    result = await asked.ask("{ stations { motto } }")
    assert [e["path"] for e in result.errors] == [["stations", 2, "motto"]]


def changed(change: Callable[[Any], Any]) -> Callable[[Sent, Reply], Reply]:
    def tamper(_sent: Sent, reply: Reply) -> Reply:
        data = orjson.loads(orjson.dumps(reply.data))
        replaced = change(data)
        return Reply(data if replaced is None else replaced, reply.errors, reply.ms)

    return tamper


def place(name: str, *path: str | int) -> Callable[[Any], None]:
    """Put a value at a path of the node's data."""
    values: dict[str, Any] = {
        "null": None, "text": "x", "number": 7, "list": [], "object": {}, "true": True,
        "foreign": f"440500:filing:{uuid_of(9)}", "no id": "440100:filing", "nobody": f"440200:filing:{uuid_of(9)}",
        "cursor": encode_cursor(position("a", descending=False, id="x"), b"12345678"),
    }  # fmt: skip

    def put(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = values[name]

    return put


def doubled(data: Any) -> None:
    for key in ("edges", "_edges"):
        data["sightings"][key] *= 2


def reversed_rows(data: Any) -> None:
    for key in ("edges", "_edges"):
        data["sightings"][key].reverse()


GARBAGE: dict[str, Callable[[Any], Any]] = {
    "no data": lambda _: [],
    "no field": lambda _: {"other": 1},
    "field null": place("null", "sightings"),
    "field is text": place("text", "sightings"),
    "edges no list": place("object", "sightings", "edges"),
    "edges null": place("null", "sightings", "_edges"),
    "edges of other length": place("list", "sightings", "edges"),
    "row is a number": place("number", "sightings", "edges", 1),
    "row is null": place("null", "sightings", "_edges", 1),
    "record is a list": place("list", "sightings", "edges", 0, "node"),
    "field is missing": lambda data: data["sightings"]["edges"][0]["node"].pop("title") and None,
    "required text is null": place("null", "sightings", "edges", 0, "node", "title"),
    "text is a number": place("number", "sightings", "edges", 0, "node", "title"),
    "count is text": place("text", "sightings", "totalCount"),
    "count is true": place("true", "sightings", "totalCount"),
    "flag is a number": place("number", "sightings", "_page", "hasNextPage"),
    "cursor is text": place("text", "sightings", "_edges", 1, "_cursor"),
    "cursor out of order": place("cursor", "sightings", "_edges", 1, "_cursor"),
    "record of another node": place("foreign", "sightings", "_edges", 1, "_node", "_owner"),
    "record of nobody": place("nobody", "sightings", "_edges", 1, "_node", "_owner"),
    "id that is none": place("no id", "sightings", "_edges", 1, "_node", "_owner"),
    "rows out of order": reversed_rows,
    "more rows than asked": doubled,
}


@pytest.mark.parametrize("case", GARBAGE)
async def test_garbage_makes_the_node_down_and_the_others_answer(case: str) -> None:
    asked = two()
    asked.tamper["440100"] = changed(GARBAGE[case])
    result = await asked.ask(PAGE)
    assert result.errors == []
    assert result.data is not None
    found = result.data["sightings"]
    node = found["completeness"]["nodes"][1]
    assert (node["code"], node["status"], node["rows"]) == ("440100", "DOWN", 0)
    assert "应答无法使用" in node["reason"]
    assert "cannot be used" in node["reason"]
    assert (found["totalCount"], [edge["node"]["title"] for edge in found["edges"]]) == (2, ["b0", "b1"])


async def test_the_record_of_another_node_in_a_list() -> None:
    asked = two()
    asked.tamper["440100"] = changed(lambda data: data["stations"][0].update(_owner="440500"))
    result = await asked.ask("{ stations { code } }")
    assert result.data == {"stations": [{"code": code} for code in CODES if code != "440100"]}


async def test_newer_enum_values_of_a_node_are_null_and_an_error() -> None:
    asked = two()
    id_ = f"440500:participation:{uuid_of(1)}"
    asked.nodes["440100"].surveys.append({"id": f"440100:topic:{uuid_of(1)}", "title": "s", "answers": [id_]})
    asked.nodes["440500"].answers[id_] = {"state": "AGREED"}
    asked.tamper["440500"] = changed(
        lambda data: data["_entities"][0].update(state="PONDERING") if "_entities" in data else None
    )
    result = await asked.ask("{ surveys { edges { node { title answers { id state } } } } }")
    assert result.data is None
    assert [error["path"][-1] for error in result.errors] == ["state"]
    assert "PONDERING" in result.errors[0]["message"]


async def test_a_failure_keeps_its_reason() -> None:
    asked = two()
    asked.tamper["440100"] = lambda *_: Failure(ErrorCode.TIMEOUT, "no answer within 3000 ms", "3 秒内没有应答", 3000.0)
    result = await asked.ask("{ sightings { completeness { nodes { code status reason ms } } } }")
    assert result.data is not None
    assert result.data["sightings"]["completeness"]["nodes"][1] == {
        "code": "440100", "status": "DOWN", "reason": "3 秒内没有应答 · no answer within 3000 ms", "ms": 3000.0,
    }  # fmt: skip


def test_wrapped_cursors_differ_from_the_nodes() -> None:
    cursor = encode_cursor(position("a", descending=False, id="x"), b"12345678")
    assert wrap(cursor) != cursor
