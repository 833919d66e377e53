"""A process that hosts committees: opens each one's node, serves their endpoints, and closes them again."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter

import structlog
import uvicorn
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from schema.errors import ShiziError, not_found
from services.graphql_app import GraphQLEndpoint
from services.graphql_app.failures import refused
from services.kit.clock import Clock, SystemClock
from services.kit.identity import gateway_keys
from services.node.committee import CLOSE_S, CommitteeNode, Contracts, open_committee
from services.node.logs import configure_logs
from services.node.metrics import Metrics
from services.settings import NodeSettings

log = structlog.get_logger(__name__)


class NodeProcess:
    """The committees of one process, once open, and the routes to them."""

    def __init__(self, settings: NodeSettings, clock: Clock) -> None:
        self.settings = settings
        self._clock = clock
        self._metrics = Metrics()
        self._nodes: dict[str, CommitteeNode] = {}
        self._endpoints: dict[str, GraphQLEndpoint] = {}

    @property
    def nodes(self) -> Mapping[str, CommitteeNode]:
        """The open committees by code."""
        return self._nodes

    @asynccontextmanager
    async def lifespan(self, _app: object) -> AsyncIterator[None]:
        """Open every committee, serve, close them in reverse."""
        contracts = Contracts()
        keys = gateway_keys(self.settings.home)
        async with AsyncExitStack() as stack:
            for code in self.settings.committees:
                node = await stack.enter_async_context(
                    open_committee(self.settings, code, contracts, keys, self._clock, self._metrics.tally(code))
                )
                self._nodes[code] = node
                self._endpoints[code] = GraphQLEndpoint(
                    node.contract.schema, node.contract.documents, node.admit, self._metrics.observer(code)
                )
            log.info("committees open", committees=list(self._nodes), port=self.settings.port)
            yield
            self._endpoints.clear()
            self._nodes.clear()

    async def graphql(self, scope: Scope, receive: Receive, send: Send) -> None:
        """``/graphql`` where there is one committee, ``/{code}/graphql`` for any."""
        only = self.settings.committees[0] if len(self.settings.committees) == 1 else ""
        code = scope["path_params"].get("code", only)
        endpoint = self._endpoints.get(code)
        if endpoint is None:
            await JSONResponse({"errors": refused(_not_hosted(code))}, 404)(scope, receive, send)
            return
        started = perf_counter()
        await endpoint(scope, receive, send)
        self._metrics.measure(code, perf_counter() - started)

    async def healthz(self, _request: Request) -> Response:
        """200 while the process serves."""
        return JSONResponse({"status": "ok", "committees": list(self._nodes)})

    async def readyz(self, _request: Request) -> Response:
        """200 once every committee's database answers."""
        ready = {code: await node.ready() for code, node in self._nodes.items()}
        well = bool(ready) and all(ready.values())
        return JSONResponse({"status": "ok" if well else "not ready", "committees": ready}, 200 if well else 503)

    async def metrics(self, _request: Request) -> Response:
        """Prometheus text."""
        return Response(generate_latest(self._metrics.registry), media_type=CONTENT_TYPE_LATEST)


class _Endpoint:
    """Routes as ASGI, whatever the method: the endpoint itself refuses what is no POST."""

    def __init__(self, process: NodeProcess) -> None:
        self._process = process

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._process.graphql(scope, receive, send)


def create_app(settings: NodeSettings, *, clock: Clock | None = None) -> Starlette:
    """The application of a process; its committees are open from startup to shutdown, under ``app.state.process``."""
    process = NodeProcess(settings, clock or SystemClock())
    endpoint = _Endpoint(process)
    app = Starlette(
        routes=[
            Route("/graphql", endpoint),
            Route("/{code}/graphql", endpoint),
            Route("/healthz", process.healthz),
            Route("/readyz", process.readyz),
            Route("/metrics", process.metrics),
        ],
        lifespan=process.lifespan,
    )
    app.state.process = process
    return app


class _Server(uvicorn.Server):
    """Ends with success when it is told to end: uvicorn would raise the signal again once it has stopped."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


async def serve(settings: NodeSettings) -> None:
    """Serve until SIGINT or SIGTERM; requests in flight are finished. Raises SystemExit(3) when it cannot start."""
    configure_logs()
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=int(CLOSE_S),
    )
    server = _Server(config)
    await server.serve()
    if not server.started:
        raise SystemExit(3)


def _not_hosted(code: str) -> ShiziError:
    if not code:
        return not_found(
            "This process hosts several committees: ask /440100/graphql, with the code of one of them.",
            "本进程承载多个政协：请访问 /440100/graphql，其中的代码换成其中之一。",
        )
    return not_found(f"This process does not host committee {code}.", f"本进程不承载政协 {code}。")
