"""Completeness: what counts as complete, and the names under which clients see it."""

import dataclasses
from datetime import UTC, datetime

import pytest
import strawberry
from strawberry.utils.str_converters import to_camel_case

from schema.completeness import Completeness, NodeAnswer, NodeLevel, NodeStatus, NotJoined
from schema.completeness_types import CompletenessType, NodeAnswerType, NotJoinedType

LIVE = NodeAnswer("440100", NodeStatus.LIVE, rows=3, ms=1.5)


@pytest.mark.parametrize("status", list(NodeStatus))
def test_only_asked_nodes_that_are_live_make_it_complete(status: NodeStatus) -> None:
    answer = Completeness((LIVE, NodeAnswer("440500", status)))
    assert answer.complete is (status in (NodeStatus.LIVE, NodeStatus.SKIPPED))


def test_it_shows_itself_in_the_order_of_codes() -> None:
    at = datetime(2024, 5, 1, tzinfo=UTC)
    stale = NodeAnswer("350800", NodeStatus.STALE, reason="timed out", as_of=at, missing=("Filing.text",))
    shown = Completeness((LIVE, stale), (NotJoined(NodeLevel.CITY, 4, 21),)).as_dict()
    assert shown == {
        "complete": False,
        "nodes": [
            {
                "code": "350800",
                "status": "STALE",
                "rows": 0,
                "ms": None,
                "reason": "timed out",
                "asOf": "2024-05-01T00:00:00.000000Z",
                "missing": ["Filing.text"],
            },
            {
                "code": "440100",
                "status": "LIVE",
                "rows": 3,
                "ms": 1.5,
                "reason": None,
                "asOf": None,
                "missing": [],
            },
        ],
        "notJoined": [{"level": "CITY", "joined": 4, "known": 21}],
    }


@pytest.mark.parametrize(
    ("shown", "type_"),
    [
        (Completeness(()).as_dict(), CompletenessType),
        (LIVE.as_dict(), NodeAnswerType),
        (NotJoined(NodeLevel.CITY, 4, 21).as_dict(), NotJoinedType),
    ],
)
def test_the_graphql_types_have_the_same_names(shown: dict[str, object], type_: type) -> None:
    assert list(shown) == [to_camel_case(field.name) for field in dataclasses.fields(type_)]


def test_status_and_level_are_graphql_enums_with_both_languages() -> None:
    @strawberry.type
    class Query:
        @strawberry.field
        def status(self, level: NodeLevel) -> NodeStatus:
            return NodeStatus.LIVE if level is NodeLevel.CITY else NodeStatus.DOWN

    schema = strawberry.Schema(Query)
    result = schema.execute_sync("{ one: status(level: CITY) two: status(level: DISTRICT) }")
    assert result.data == {"one": "LIVE", "two": "DOWN"}
    shown = schema.execute_sync("{ __schema { types { name description enumValues { description } } } }").data
    assert shown is not None
    enums = {each["name"]: each for each in shown["__schema"]["types"]}
    for enum in (NodeLevel, NodeStatus):
        described = enums[enum.__name__]
        texts = [described["description"], *(value["description"] for value in described["enumValues"])]
        assert len(texts) == len(enum) + 1
        assert all(text.count("\n\n") == 1 for text in texts)
