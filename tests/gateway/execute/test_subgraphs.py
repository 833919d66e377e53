"""Plans over plain subgraphs: requests as they leave, entities merged, failures left where they belong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from graphql import parse, validate

from gateway.execute import Failure, PartitionView, Reply, Result, run
from gateway.planner import plan
from gateway.supergraph import load
from schema.errors import ErrorCode
from tests.gateway.station_node import FIXTURES

SHOP = load((FIXTURES / "shop.graphql").read_text())


@dataclass
class Scripted:
    """A transport that gives each subgraph's answers in turn, and holds those back whose gate is closed."""

    answers: dict[str, list[Any]]
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def partition(self, graph: str) -> PartitionView | None:
        return None

    async def send(
        self, graph: str, member: str | None, body: bytes, *, mutation: bool, context: None
    ) -> Reply | Failure:
        self.sent.append((graph, orjson.loads(body)))
        self.arrived.set()
        if graph in self.gates:
            await self.gates[graph].wait()
        answer = self.answers[graph].pop(0)
        if isinstance(answer, Failure):
            return answer
        return Reply(answer.get("data"), tuple(answer.get("errors", ())), 1.0)

    async def ask(self, query: str, **variables: Any) -> Result:
        document = parse(query)
        assert not validate(SHOP.api_schema, document)
        return await run(plan(SHOP, document, None), variables, self, None)


FAILED = Failure(ErrorCode.TIMEOUT, "too slow", "超时", 3000.0)


def entities(*values: Any) -> dict[str, Any]:
    return {"data": {"_entities": list(values)}}


async def test_entities_are_asked_once_and_put_everywhere() -> None:
    net = Scripted(
        {
            "goods": [{"data": {"items": [{"_key_sku": "a"}, None, {"_key_sku": "b"}, {"_key_sku": "a"}]}}],
            "ratings": [entities({"stars": [1]}, {"stars": []})],
        }
    )
    result = await net.ask("{ items { stars } }")
    assert result.errors == []
    assert result.completeness is None
    assert result.data == {"items": [{"stars": [1]}, None, {"stars": []}, {"stars": [1]}]}
    assert net.sent[1][1]["variables"] == {
        "_r": [{"__typename": "Item", "sku": "a"}, {"__typename": "Item", "sku": "b"}]
    }


async def test_null_keys_are_passed_over() -> None:
    net = Scripted({"goods": [{"data": {"items": [{"_key_sku": None}, {}]}}]})
    result = await net.ask("{ items { stars } }")
    assert result.data == {"items": [{"stars": None}, {"stars": None}]}
    assert [graph for graph, _ in net.sent] == ["goods"]


async def test_an_entity_answered_with_null_leaves_the_object_as_it_was() -> None:
    net = Scripted({"goods": [{"data": {"item": {"name": "n", "_key_sku": "a"}}}], "ratings": [entities(None)]})
    result = await net.ask('{ item(sku: "a") { name stars } }')
    assert (result.data, result.errors) == ({"item": {"name": "n", "stars": None}}, [])


async def test_nothing_to_ask_for_is_not_asked() -> None:
    net = Scripted({"goods": [{"data": {"item": None}}]})
    assert (await net.ask('{ item(sku: "a") { stars } }')).data == {"item": None}
    assert len(net.sent) == 1


async def test_a_jump_whose_fields_are_all_left_out_is_not_made() -> None:
    net = Scripted({"goods": [{"data": {"items": [{"name": "n", "_key_sku": "a"}]}}]})
    result = await net.ask("query ($x: Boolean!) { items { name stars @include(if: $x) } }", x=False)
    assert result.data == {"items": [{"name": "n"}]}
    assert len(net.sent) == 1


async def test_failed_step_leaves_nulls_and_one_error() -> None:
    net = Scripted(
        {
            "goods": [{"data": {"items": [{"name": "n", "_key_sku": "a"}, {"name": "m", "_key_sku": "b"}]}}],
            "ratings": [FAILED],
        }
    )
    result = await net.ask("{ items { name stars } }")
    assert result.data == {"items": [{"name": "n", "stars": None}, {"name": "m", "stars": None}]}
    assert [(error["path"], error["extensions"]["code"]) for error in result.errors] == [
        (["items", 0, "stars"], "TIMEOUT")
    ]


async def test_failed_step_makes_required_fields_null_their_objects() -> None:
    net = Scripted(
        {
            "goods": [{"data": {"items": [{"name": "n", "_key_sku": "a"}, {"name": "m", "_key_sku": "b"}]}}],
            "ratings": [FAILED],
        }
    )
    result = await net.ask("{ items { name rating } }")
    assert result.data == {"items": [None, None]}
    assert len(result.errors) == 1


async def test_failed_root_step_has_an_error_for_each_field() -> None:
    net = Scripted({"goods": [FAILED], "ratings": [{"data": {"best": {"stars": [5]}}}]})
    result = await net.ask('{ items { name } item(sku: "a") { name } best { stars } }')
    assert result.data == {"items": None, "item": None, "best": {"stars": [5]}}
    assert [error["path"] for error in result.errors] == [["items"], ["item"]]
    assert result.errors[0]["extensions"] == {"code": "TIMEOUT", "messageZh": "超时"}


async def test_errors_of_entities_come_to_the_first_place_where_they_belong() -> None:
    error = {"message": "no stars", "path": ["_entities", 1, "stars", 0], "extensions": {"code": "X"}}
    net = Scripted(
        {
            "goods": [{"data": {"items": [{"_key_sku": "a"}, {"_key_sku": "b"}]}}],
            "ratings": [{**entities({"stars": [1]}, {"stars": None}), "errors": [error]}],
        }
    )
    result = await net.ask("{ items { stars } }")
    assert result.errors == [{"message": "no stars", "path": ["items", 1, "stars", 0], "extensions": {"code": "X"}}]


@pytest.mark.parametrize(
    "answer", [{}, {"data": None}, {"data": []}, {"data": "x"}, {"data": {"items": 7}}, {"data": {"items": [[]]}}]
)
async def test_answers_that_are_garbage(answer: dict[str, Any]) -> None:
    result = await Scripted({"goods": [answer]}).ask("{ items { name } }")
    assert result.data is not None
    assert result.data["items"] in (None, [None])


@pytest.mark.parametrize(
    "answer", [{}, {"data": None}, {"data": {"_entities": None}}, entities(), entities(1, 2), entities({"stars": 1})]
)
async def test_entities_that_are_garbage(answer: dict[str, Any]) -> None:
    net = Scripted({"goods": [{"data": {"items": [{"name": "n", "_key_sku": "a"}]}}], "ratings": [answer]})
    result = await net.ask("{ items { name stars } }")
    assert result.data == {"items": [{"name": "n", "stars": None}]}
    assert len(result.errors) == 1


async def test_an_independent_chain_is_not_stopped_at_a_barrier() -> None:
    net = Scripted(
        {
            "goods": [{"data": {"items": [{"_key_sku": "a"}]}}],
            "ratings": [entities({"stars": [1]})],
            "stock": [{"data": {"scarce": []}}],
        },
        gates={"stock": asyncio.Event()},
    )
    task = asyncio.ensure_future(net.ask("{ scarce { left } items { stars } }"))
    while [graph for graph, _ in net.sent].count("ratings") == 0:
        net.arrived.clear()
        await asyncio.wait_for(net.arrived.wait(), 5)
    assert not task.done()
    net.gates["stock"].set()
    assert (await task).data == {"scarce": [], "items": [{"stars": [1]}]}


async def test_mutations_run_in_document_order_with_all_that_hangs_below_them() -> None:
    net = Scripted(
        {
            "goods": [{"data": {"rename": {"_key_sku": "a"}}}, entities({"name": "n"})],
            "ratings": [entities({"stars": [1]}), {"data": {"rate": {"_key_sku": "a"}}}],
        }
    )
    result = await net.ask('mutation { rename(sku: "a", name: "n") { stars } rate(sku: "a", stars: 5) { name } }')
    assert result.data == {"rename": {"stars": [1]}, "rate": {"name": "n"}}
    assert [graph for graph, _ in net.sent] == ["goods", "ratings", "ratings", "goods"]
    assert [request["query"].split(" ")[0] for _, request in net.sent] == ["mutation", "query", "mutation", "query"]


async def test_a_failed_nullable_mutation_does_not_stop_the_next() -> None:
    net = Scripted({"goods": [FAILED], "ratings": [{"data": {"rate": {"stars": []}}}]})
    result = await net.ask('mutation { rename(sku: "a", name: "n") { sku } rate(sku: "a", stars: 5) { stars } }')
    assert result.data == {"rename": None, "rate": {"stars": []}}


async def test_a_failed_required_mutation_stops_the_rest() -> None:
    net = Scripted({"goods": [FAILED]})
    result = await net.ask('mutation { relabel(sku: "a", label: "n") { sku } rate(sku: "a", stars: 5) { stars } }')
    assert result.data is None
    assert [graph for graph, _ in net.sent] == ["goods"]
    assert len(result.errors) == 1


async def test_introspection_is_answered_here() -> None:
    query = """query ($n: String!, $x: Boolean!) {
      __type(name: $n) { kind fields { name } } __schema @include(if: $x) { queryType { name } } __typename }"""
    net = Scripted({})
    result = await net.ask(query, n="Item", x=False)
    assert result.errors == []
    assert result.data is not None
    names = {field["name"] for field in result.data["__type"]["fields"]}
    assert {"sku", "stars"} <= names
    assert "cost" not in names
    assert [*result.data] == ["__type", "__typename"]
    assert net.sent == []


async def test_a_fault_of_ours_is_raised_plainly() -> None:
    with pytest.raises(KeyError):
        await Scripted({}).ask("{ items { name } }")
