"""Paging over many nodes equals paging over one sorted list, whatever the rows, the order, the page and who is down."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schema.cursors import position
from tests.gateway.station_net import CODES, Net
from tests.gateway.station_node import StationNode, uuid_of

ORDERS = {
    "TITLE_ASC": ("title", False),
    "TITLE_DESC": ("title", True),
    "WEIGHT_ASC": ("weight", False),
    "WEIGHT_DESC": ("weight", True),
}

titles = st.sampled_from(["", "a", "ab", "b", "政协", "政协提案", "龙岩", "Ω", "\U0001f600", "a\x01"])
weights = st.one_of(st.none(), st.integers(-3, 3))
rows = st.lists(st.tuples(titles, weights), max_size=6)
nets = st.tuples(*[rows] * len(CODES))
orders = st.sampled_from(sorted(ORDERS))
sizes = st.integers(2, 7)
downs = st.sets(st.sampled_from(CODES), max_size=2)

QUERY = """query ($first: Int, $after: String, $last: Int, $before: String, $order: SightingOrder!) {
  sightings(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    totalCount
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    completeness { nodes { code status rows } }
  }
}"""


def a_net(content: tuple[list[tuple[str, int | None]], ...], down: set[str]) -> Net:
    nodes = {}
    for code, part in zip(CODES, content, strict=True):
        sightings: list[dict[str, Any]] = [
            {"id": f"{code}:filing:{uuid_of(number)}", "title": title, "weight": weight}
            for number, (title, weight) in enumerate(part)
        ]
        nodes[code] = StationNode(code, sightings=sightings)
    return Net(nodes, down=set(down))


def sorted_ids(net: Net, order: str) -> list[str]:
    key, descending = ORDERS[order]
    live = [row for code, node in net.nodes.items() if code not in net.down for row in node.sightings]
    return [row["id"] for row in sorted(live, key=lambda row: position(row[key], descending=descending, id=row["id"]))]


async def page(net: Net, **variables: Any) -> dict[str, Any]:
    result = await net.ask(QUERY, **variables)
    assert result.errors == []
    assert result.data is not None
    found: dict[str, Any] = result.data["sightings"]
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [edge["node"]["id"] for edge in found["edges"]]


@settings(max_examples=40, deadline=None)
@given(content=nets, order=orders, size=sizes, down=downs)
async def test_forward(content: Any, order: str, size: int, down: set[str]) -> None:
    net = a_net(content, down)
    expected = sorted_ids(net, order)
    walked: list[str] = []
    after = None
    for _ in range(len(expected) + 1):
        found = await page(net, first=size, after=after, order=order)
        assert found["totalCount"] == len(expected)
        assert found["pageInfo"]["hasPreviousPage"] is bool(walked)
        walked += ids(found)
        assert found["pageInfo"]["hasNextPage"] is (len(walked) < len(expected))
        assert sum(node["rows"] for node in found["completeness"]["nodes"]) == len(found["edges"])
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = found["pageInfo"]["endCursor"]
        assert after == found["edges"][-1]["cursor"]
    assert walked == expected


@settings(max_examples=40, deadline=None)
@given(content=nets, order=orders, size=sizes, down=downs)
async def test_backward(content: Any, order: str, size: int, down: set[str]) -> None:
    net = a_net(content, down)
    expected = sorted_ids(net, order)
    walked: list[str] = []
    before = None
    for _ in range(len(expected) + 1):
        found = await page(net, last=size, before=before, order=order)
        assert found["pageInfo"]["hasNextPage"] is bool(walked)
        walked = ids(found) + walked
        assert found["pageInfo"]["hasPreviousPage"] is (len(walked) < len(expected))
        if not found["pageInfo"]["hasPreviousPage"]:
            break
        before = found["pageInfo"]["startCursor"]
        assert before == found["edges"][0]["cursor"]
    assert walked == expected


@settings(max_examples=40, deadline=None)
@given(content=nets, order=orders, size=st.integers(0, 7), down=downs, data=st.data())
async def test_between_two_cursors(content: Any, order: str, size: int, down: set[str], data: st.DataObject) -> None:
    net = a_net(content, down)
    expected = sorted_ids(net, order)
    everything = await page(net, first=200, order=order)
    cursors = [edge["cursor"] for edge in everything["edges"]]
    low = data.draw(st.integers(-1, len(expected) - 1))
    high = data.draw(st.integers(low + 1, len(expected)))
    window = expected[low + 1 : high]
    ends = {"after": cursors[low] if low >= 0 else None, "before": cursors[high] if high < len(cursors) else None}
    forward = await page(net, first=size, order=order, **ends)
    assert ids(forward) == window[:size]
    assert forward["pageInfo"]["hasPreviousPage"] is (low >= 0)
    assert forward["pageInfo"]["hasNextPage"] is (high < len(expected) or len(window) > size)
    backward = await page(net, last=size, order=order, **ends)
    assert ids(backward) == (window[-size:] if size else [])
    assert backward["pageInfo"]["hasNextPage"] is (high < len(expected))
    assert backward["pageInfo"]["hasPreviousPage"] is (low >= 0 or len(window) > size)


@settings(max_examples=20, deadline=None)
@given(content=nets, order=orders)
async def test_a_cursor_holds_while_its_own_node_is_away(content: Any, order: str) -> None:
    net = a_net(content, set())
    found = await page(net, first=3, order=order)
    if not found["edges"]:
        return
    net.down.add(found["edges"][-1]["node"]["id"][:6])
    seen = set(sorted_ids(a_net(content, set()), order)[: len(found["edges"])])
    after = await page(net, first=200, after=found["pageInfo"]["endCursor"], order=order)
    assert ids(after) == [id_ for id_ in sorted_ids(net, order) if id_ not in seen]
