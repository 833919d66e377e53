"""Completeness adds up: the worst of a node stands, and a node that was skipped once and asked once was asked."""

from __future__ import annotations

import pytest

from gateway.operation.selection import Field
from gateway.partitions.completeness import Tally, materialise
from schema.completeness import NodeAnswer, NodeLevel, NodeStatus, NotJoined

ORDER = ["SKIPPED", "LIVE", "STALE", "PARTIAL", "DENIED", "DOWN"]


@pytest.mark.parametrize("first", ORDER)
@pytest.mark.parametrize("second", ORDER)
def test_worst_status_stands(first: str, second: str) -> None:
    tally = Tally()
    tally.add(NodeAnswer("440100", NodeStatus(first), rows=2, ms=1.0))
    tally.add(NodeAnswer("440100", NodeStatus(second), rows=3, ms=None))
    (answer,) = tally.completeness().nodes
    assert answer.status == max(first, second, key=ORDER.index)
    assert (answer.rows, answer.ms) == (5, 1.0)


def test_reasons_and_missing_coordinates_are_kept() -> None:
    tally = Tally()
    tally.add(NodeAnswer("440100", NodeStatus.PARTIAL, missing=("A.b",)))
    tally.add(NodeAnswer("440100", NodeStatus.DOWN, reason="gone"))
    tally.add(NodeAnswer("440100", NodeStatus.PARTIAL, missing=("A.b", "A.c")))
    (answer,) = tally.completeness().nodes
    assert (answer.status, answer.reason, answer.missing) == (NodeStatus.DOWN, "gone", ("A.b", "A.c"))


def test_nodes_stand_in_the_order_of_their_codes() -> None:
    tally = Tally()
    for code in ("440500", "440000", "440100"):
        tally.add(NodeAnswer(code, NodeStatus.LIVE))
    assert [answer.code for answer in tally.completeness().nodes] == ["440000", "440100", "440500"]


def test_the_larger_area_counts() -> None:
    tally, other = Tally(), Tally()
    tally.add_not_joined([NotJoined(NodeLevel.CITY, 1, 2)])
    other.add_not_joined([NotJoined(NodeLevel.CITY, 4, 21), NotJoined(NodeLevel.DISTRICT, 0, 3)])
    assert Tally().empty
    tally.include(other)
    assert tally.completeness().not_joined == (NotJoined(NodeLevel.CITY, 4, 21), NotJoined(NodeLevel.DISTRICT, 0, 3))
    assert not tally.empty


def test_materialised_as_it_was_asked_for() -> None:
    value = {"a": 1, "items": [{"b": 2, "c": 3}, None], "one": {"b": 4}}
    selections = (
        Field("a", "x"),
        Field("items", "y", children=(Field("b"), Field("b", "again"))),
        Field("one", children=(Field("c"),)),
        Field("__typename"),
    )
    assert materialise(selections, value) == {"x": 1, "y": [{"b": 2, "again": 2}, None], "one": {"c": None}}
