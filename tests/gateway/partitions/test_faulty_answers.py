"""Fuzz: whatever JSON a node sends, the gateway answers, and the rows of the other nodes are all there."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.execute import Reply, Result
from tests.gateway.station_net import Net, Sent, net
from tests.gateway.station_node import StationNode, uuid_of

QUERY = """{
  sightings(first: 50) { totalCount edges { cursor node { id title station { name motto } survey { title } } }
    pageInfo { hasNextPage endCursor } completeness { complete nodes { code status rows reason missing } } }
  sightingTotals { seen lightest groups { key seen } completeness { complete } }
  stations { code partners { code joined } }
  surveys { edges { node { answers { state remark } } } completeness { complete } }
}"""
OTHERS = [f"b{number}" for number in range(3)]

# what a JSON parser makes of any number: one of more than 64 bits is a float
numbers = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
json = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
errors = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "message": st.text(max_size=5) | json,
            "path": st.lists(st.sampled_from(["sightings", "edges", "_entities", "node", 0, 1]), max_size=4) | json,
            "extensions": st.fixed_dictionaries({"code": st.sampled_from(["FORBIDDEN", "INTERNAL", "X"])}) | json,
        },
    ),
    max_size=2,
)


def faulty() -> Net:
    answer = f"440100:participation:{uuid_of(1)}"
    one = StationNode("440100", parent="440000", partners=("440500",))
    one.sightings = [{"id": f"440100:filing:{uuid_of(n)}", "title": f"a{n}", "weight": n} for n in range(3)]
    one.answers[answer] = {"state": "AGREED"}
    two = StationNode("440500")
    two.sightings = [{"id": f"440500:filing:{uuid_of(n)}", "title": title} for n, title in enumerate(OTHERS)]
    two.surveys = [{"id": f"440500:topic:{uuid_of(1)}", "title": "s", "answers": [answer]}]
    return net(a=one, b=two)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path in a JSON value."""
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += places(item, (*path, key))
    return found


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    target = value
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = new
    return value


def titles(result: Result) -> list[str]:
    assert result.data is not None
    return [edge["node"]["title"] for edge in result.data["sightings"]["edges"]]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
async def test_anything_in_place_of_any_part_of_an_answer(data: st.DataObject) -> None:
    asked = faulty()

    def tamper(_sent: Sent, reply: Reply) -> Reply:
        value = orjson.loads(orjson.dumps(reply.data))
        path = data.draw(st.sampled_from(places(value)))
        new = put(value, path, data.draw(json))
        return Reply(new, tuple(data.draw(errors)), 1.0)

    asked.tamper["440100"] = tamper
    result = await asked.ask(QUERY)
    orjson.dumps([result.data, result.errors])
    if result.data is None:
        assert result.errors
        return
    assert [title for title in titles(result) if title in OTHERS] == OTHERS
    standing = result.data["sightings"]["completeness"]["nodes"][1]
    if standing["status"] == "DOWN":
        assert standing["reason"]
    assert result.completeness is not None
    for error in result.errors:
        assert error["message"]
        assert error["extensions"]["code"]
        assert error["path"][0] in result.data
