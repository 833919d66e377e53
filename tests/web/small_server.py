"""A small GraphQL server behind the page: described in both languages, with one subscription."""

from collections.abc import AsyncIterator

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from gateway.http.pages import asset_routes, graphiql_response


def greeting() -> str:
    return "你好 hello"


async def count() -> AsyncIterator[int]:
    for number in (1, 2, 3):
        yield number


@strawberry.type(description="查询入口。\n\nWhere reading begins.")
class Query:
    """Root of queries."""

    greeting: str = strawberry.field(resolver=greeting, description="一句问候。\n\nA greeting.")


@strawberry.type(description="订阅入口。\n\nWhere following begins.")
class Subscription:
    """Root of subscriptions."""

    count: AsyncIterator[int] = strawberry.subscription(resolver=count, description="从一数到三。\n\nCounts to three.")


class Endpoint:
    """HTML to browsers, GraphQL to everyone else."""

    def __init__(self) -> None:
        schema = strawberry.Schema(Query, subscription=Subscription)
        self.graphql = GraphQL[None, None](
            schema, graphql_ide=None, subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            response: Response = await graphiql_response(Request(scope))
            await response(scope, receive, send)
        else:
            await self.graphql(scope, receive, send)


def small_server() -> Starlette:
    endpoint = Endpoint()
    return Starlette(routes=[*asset_routes(), Route("/graphql", endpoint), WebSocketRoute("/graphql", endpoint)])
