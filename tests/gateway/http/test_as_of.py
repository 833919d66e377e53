"""A whole operation looks at one instant: named by a directive or a header, told to every node that is asked."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from tests.gateway.http.test_graphql_http import BOTH, only_error, post
from tests.gateway.rim import Rim

pytestmark = pytest.mark.asyncio(loop_scope="module")

THEN, BEFORE = "2026-01-01T00:00:00Z", "2025-06-30T23:59:59.999999Z"
PLAIN = "{ stations { code } }"
LITERAL = f'query @asOf(at: "{THEN}") {{ stations {{ code }} }}'
VARIABLE = "query($at: String!) @asOf(at: $at) { stations { code } }"


async def told(shared: Rim, query: str, variables: dict[str, Any] | None = None, **headers: str) -> list[str | None]:
    """What both nodes were told of the instant."""
    for node in shared.nodes.values():
        node.instants.clear()
    _, payload = await post(shared, orjson.dumps({"query": query, "variables": variables or {}}), **headers)
    assert payload["data"] == BOTH
    return [instant for node in shared.nodes.values() for instant in node.instants]


async def test_nodes_are_told_the_instant(shared: Rim) -> None:
    assert await told(shared, PLAIN) == [None, None]
    assert await told(shared, PLAIN, shizi_as_of=THEN) == [THEN, THEN]
    assert await told(shared, LITERAL) == [THEN, THEN]
    assert await told(shared, LITERAL, shizi_as_of=THEN) == [THEN, THEN]
    assert await told(shared, VARIABLE, {"at": BEFORE}) == [BEFORE, BEFORE]
    assert await told(shared, VARIABLE, {"at": THEN}) == [THEN, THEN], "one plan, another instant"
    assert await told(shared, PLAIN) == [None, None]


@pytest.mark.parametrize(
    "at",
    ["", "yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00+08:00", "2026-02-30T00:00:00Z",
     "2026-01-01T00:00:00Z\r\nauthorization: Bearer x", "２０２６-01-01T00:00:00Z"],
)  # fmt: skip
async def test_what_is_no_instant_is_refused(shared: Rim, at: str) -> None:
    """Above all a text that would go on as another header."""
    _, payload = await post(shared, orjson.dumps({"query": VARIABLE, "variables": {"at": at}}))
    assert only_error(payload)["code"] == "BAD_USER_INPUT"


async def test_two_instants_are_refused(shared: Rim) -> None:
    _, payload = await post(shared, orjson.dumps({"query": LITERAL}), shizi_as_of=BEFORE)
    assert only_error(payload)["code"] == "BAD_USER_INPUT"
    _, payload = await post(shared, orjson.dumps({"query": PLAIN}), shizi_as_of="now")
    assert only_error(payload)["code"] == "BAD_USER_INPUT"


async def test_it_stands_at_queries_only(shared: Rim) -> None:
    misplaced = 'query { stations @asOf(at: "2026-01-01T00:00:00Z") { code } }'
    _, payload = await post(shared, orjson.dumps({"query": misplaced}))
    assert only_error(payload)["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_explorers_find_it(shared: Rim) -> None:
    _, payload = await post(shared, orjson.dumps({"query": "{ __schema { directives { name locations } } }"}))
    assert {"name": "asOf", "locations": ["QUERY"]} in payload["data"]["__schema"]["directives"]
