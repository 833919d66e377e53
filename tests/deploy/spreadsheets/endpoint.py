"""A GraphQL endpoint of a test's own: one gathered list, paged, whose nodes answer as the test says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from graphql import GraphQLError, build_schema, graphql_sync

SDL = '''
type Query {
  things(first: Int, after: String, filter: ThingFilter, orderBy: ThingOrder! = NAME_ASC, nodes: [String!]): Things!
  plain: Int, thingsOf(of: ID!, first: Int, after: String): Things! }
input ThingFilter { kind: String }
enum ThingOrder { NAME_ASC NAME_DESC }
type Things { edges: [ThingEdge!]!, pageInfo: PageInfo!, totalCount: Int!, completeness: Completeness! }
type ThingEdge { cursor: String!, node: Thing! }
type PageInfo { hasNextPage: Boolean!, endCursor: String }
type Completeness { complete: Boolean!, nodes: [NodeAnswer!]!, notJoined: [NotJoined!]! }
type NodeAnswer { code: String!, status: String!, rows: Int!, reason: String }
type NotJoined { level: String!, joined: Int!, known: Int! }
type Thing {
  """名称。

  The name."""
  name: String!
  count: Int
  tags: [String!]!
  committee: Committee!
  parts: [Part!]!
  with(argument: Int!): Int
}
type Committee { code: String!, name: String! }
type Part { unit: String!, role: String }
'''
NOT_JOINED = [{"level": "CITY", "joined": 2, "known": 21}]
SCHEMA = build_schema(SDL)


@dataclass
class Endpoint:
    """``down`` names, by page from 1, the nodes that do not answer; ``broken`` the page at which the endpoint fails."""

    things: list[dict[str, Any]]
    down: dict[int, str] = field(default_factory=dict)
    broken: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    before_page: Callable[[int], None] = lambda _page: None

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.json()
        result = graphql_sync(SCHEMA, body["query"], {"things": self._things}, variable_values=body["variables"])
        errors = [{"message": error.message, "extensions": error.extensions} for error in result.errors or ()]
        return web.json_response({"data": result.data, **({"errors": errors} if errors else {})})

    def _things(self, _info: object, first: int, after: str | None = None, **arguments: Any) -> dict[str, Any]:
        self.asked.append({"first": first, "after": after, **arguments})
        page = len(self.asked)
        self.before_page(page)
        if page == self.broken:
            raise GraphQLError("Broken.", extensions={"messageZh": "坏了。"})
        start = int(after or 0)
        rows = self.things[start : start + first]
        down = self.down.get(page)
        nodes = [
            {"code": "1", "status": "LIVE", "rows": len(rows), "reason": None},
            {"code": "2", "status": "DOWN" if down else "LIVE", "rows": 0, "reason": down},
        ]
        return {
            "edges": [{"cursor": "c", "node": row} for row in rows],
            "pageInfo": {"hasNextPage": start + first < len(self.things), "endCursor": str(start + first)},
            "totalCount": len(self.things),
            "completeness": {"complete": not down, "nodes": nodes, "notJoined": NOT_JOINED},
        }


def thing(number: int, **change: Any) -> dict[str, Any]:
    """A record of the list."""
    return {
        "name": f"件{number}",
        "count": number,
        "tags": ["甲", "乙"],
        "committee": {"code": "440100", "name": "广州市"},
        "parts": [{"unit": "某局", "role": "LEAD"}, {"unit": "另局", "role": None}],
        **change,
    }


@asynccontextmanager
async def serving(endpoint: Endpoint) -> AsyncIterator[str]:
    """The address at which ``endpoint`` answers."""
    app = web.Application()
    app.router.add_post("/graphql", endpoint.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        await runner.cleanup()
