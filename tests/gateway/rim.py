"""A gateway in a home of its own over real station nodes, each behind a socket, for tests of the rim."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import aiohttp
import orjson
import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gateway.app import create_app
from gateway.identity.keys import (
    ensure_dev_issuer_key,
    ensure_gateway_key,
    ensure_node_key,
    load_public_keys,
    public_path,
)
from gateway.identity.tokens import DEV_ISSUER
from gateway.settings import Settings
from tests.gateway.station_node import FIXTURES, StationNode

NO_CLAIMS: dict[str, Any] = {}


def listening(port: int = 0) -> socket.socket:
    """A bound socket that a server can take over."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound


@asynccontextmanager
async def serving(app: Any, port: int = 0) -> AsyncIterator[str]:
    """The application behind a real server; gives its address."""
    bound = listening(port)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="on", ws="websockets-sansio", ws_max_size=1024 * 1024
    )
    config.timeout_graceful_shutdown = 1
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        while not server.started:
            assert not task.done(), task
            await asyncio.sleep(0)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        bound.close()


@dataclass(slots=True)
class NodeApp:
    """A station node as an ASGI application that remembers the assertions it was shown."""

    node: StationNode
    keys: KeySet
    claims: list[dict[str, Any]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    instants: list[str | None] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/graphql", self.graphql, methods=["POST"])])

    async def graphql(self, request: Request) -> Response:
        body = orjson.loads(await request.body())
        if body["query"] != "{__typename}":
            authorization = request.headers.get("authorization")
            self.claims.append(self._claims(authorization) if authorization else NO_CLAIMS)
            self.documents.append(body["query"])
            self.instants.append(request.headers.get("shizi-as-of"))
        await self.gate.wait()
        data, errors = self.node.execute(body["query"], body.get("variables") or {})
        return JSONResponse({"data": data} | ({"errors": errors} if errors else {}))

    def _claims(self, authorization: str) -> dict[str, Any]:
        token = jwt.decode(authorization.removeprefix("Bearer "), self.keys, algorithms=["Ed25519"])
        return dict(token.claims)


@dataclass(slots=True)
class Rim:
    """The running gateway, its nodes, and a client."""

    url: str
    home: Path
    nodes: dict[str, NodeApp]
    client: aiohttp.ClientSession

    async def ask(self, query: str, *, token: str | None = None, **members: Any) -> tuple[int, dict[str, Any]]:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        async with self.client.post(f"{self.url}/graphql", json={"query": query, **members}, headers=headers) as answer:
            return answer.status, await answer.json()


def write_home(home: Path, ports: dict[str, int], **partition: int) -> None:
    """Keys, `gateway.toml` over the stations supergraph, and the marker that says the seed is in."""
    ensure_gateway_key(home)
    ensure_dev_issuer_key(home)
    lines = ["[gateway]", f"supergraph = {str(FIXTURES / 'stations.graphql')!r}", 'cors = ["https://board.example"]']
    lines += ["[partition]", 'graph = "stations"', *(f"{name} = {value}" for name, value in partition.items())]
    for code, port in ports.items():
        level = "PROVINCE" if code.endswith("0000") else "CITY"
        lines += ["[[node]]", f'code = "{code}"', f'level = "{level}"', f'profile = "{level}"']
        lines += [f'endpoint = "http://127.0.0.1:{port}/graphql"', f'key = "{ensure_node_key(home, code)}"']
    lines += ["[known]", 'CITY = ["440200"]', "[[issuer]]", f'name = "{DEV_ISSUER}"']
    lines += ['keys = "keys/dev-issuer.pub.jwks"', f"committees = {[*ports]}"]
    (home / "gateway.toml").write_text("\n".join(lines))
    (home / "run").mkdir()
    (home / "run" / "seeded").write_text("")


@asynccontextmanager
async def rim(home: Path, *codes: str, dev_issuer: bool = True, **settings: Any) -> AsyncIterator[Rim]:
    """A gateway over one node for each code."""
    async with NodeServers(home, codes) as nodes:
        write_home(home, nodes.ports)
        nodes.keys.keys.extend(load_public_keys(public_path(home, "gateway")).keys)
        app = create_app(Settings(home, dev_issuer=dev_issuer, **settings))
        async with serving(app) as url, aiohttp.ClientSession() as client:
            yield Rim(url, home, nodes.apps, client)


class NodeServers:
    """Starts and stops station nodes, each on a port that stays its own."""

    def __init__(self, home: Path, codes: tuple[str, ...]) -> None:
        self.keys = KeySet([])
        self.apps = {code: NodeApp(_station(code), self.keys) for code in codes}
        self.ports: dict[str, int] = {}
        self._running: dict[str, Any] = {}

    async def __aenter__(self) -> Self:
        for code in self.apps:
            await self.start(code)
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.gather(*(self.stop(code) for code in tuple(self._running)))

    async def start(self, code: str) -> None:
        server = serving(self.apps[code].app(), self.ports.get(code, 0))
        url = await server.__aenter__()
        self.ports[code] = int(url.rpartition(":")[2])
        self._running[code] = server

    async def stop(self, code: str) -> None:
        await self._running.pop(code).__aexit__(None, None, None)


def _station(code: str) -> StationNode:
    level = "PROVINCE" if code.endswith("0000") else "CITY"
    return StationNode(
        code, level, sightings=[{"id": f"{code}:filing:0190a000-0000-7000-8000-{code:0>12}", "title": code}]
    )
