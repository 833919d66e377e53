"""Walking and merging fetched data."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.execute.objects import merge_into, objects_at
from gateway.planner.plan import At, Only


def test_objects_at_a_path_with_the_places_of_the_client() -> None:
    data = {"a": [{"b": [{"n": 1}, None]}, {"b": {"n": 2}}, {"b": 7}, "x", [{"b": {"n": 3}}]]}
    found = list(objects_at(data, (At("a"), At("b")), "_type"))
    assert found == [({"n": 1}, ("a", 0, "b", 0)), ({"n": 2}, ("a", 1, "b")), ({"n": 3}, ("a", 4, 0, "b"))]


def test_objects_of_one_type_only() -> None:
    data = {"a": [{"_type": "T", "b": {"n": 1}}, {"_type": "U", "b": {"n": 2}}, {"b": {"n": 3}}]}
    assert list(objects_at(data, (At("a"), Only("T"), At("b")), "_type")) == [({"n": 1}, ("a", 0, "b"))]
    assert list(objects_at(data, (At("a"), Only("U")), "_type")) == [({"_type": "U", "b": {"n": 2}}, ("a", 1))]


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        ({"a": 1}, {"a": None}, {"a": 1}),
        ({"a": None}, {"a": 1}, {"a": 1}),
        ({}, {"a": None}, {"a": None}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": {"b": 1}}, {"a": None}, {"a": {"b": 1}}),
        ({"a": [{"b": 1}, None, 3]}, {"a": [{"c": 2}, 4, None]}, {"a": [{"b": 1, "c": 2}, 4, 3]}),
        ({"a": [1]}, {"a": [1, 2]}, {"a": [1, 2]}),
    ],
)
def test_null_never_erases_and_lists_zip_by_index(old: dict[str, Any], new: dict[str, Any], merged: Any) -> None:
    merge_into(old, new)
    assert old == merged
