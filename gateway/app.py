"""Puts a gateway together from its settings, and serves it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route, WebSocketRoute

from gateway.engine import Engine
from gateway.http import pages
from gateway.http.admission import Admission
from gateway.http.graphql import GraphQLEndpoint
from gateway.http.health import Health
from gateway.http.landing import landing
from gateway.http.websocket import WebSocketEndpoint
from gateway.identity.assertions import Assertions
from gateway.identity.keys import KeyFileError, load_private_key, load_public_keys
from gateway.identity.tokens import DEV_ISSUER, Issuer, TokenVerifier
from gateway.observe.logs import configure
from gateway.observe.metrics import Metrics
from gateway.partitions.membership_file import GatewayFile, MembershipError, read_gateway_file
from gateway.settings import COMMITTED_SUPERGRAPH, Settings, SettingsError
from gateway.supergraph import Supergraph, SupergraphError, load
from gateway.transport.backend import GatewayBackend, MemberRoutes
from gateway.transport.endpoint import Endpoint, Transport
from gateway.transport.pool import HttpTransport

CORS_HEADERS = ("authorization", "content-type", "traceparent")
CORS_MAX_AGE_S = 600


@dataclass(frozen=True, slots=True)
class Parts:
    """What one gateway consists of."""

    backend: GatewayBackend
    engine: Engine
    admission: Admission
    metrics: Metrics
    origins: tuple[str, ...] = ()


def create_app(settings: Settings, transport: Transport | None = None) -> Starlette:
    """The gateway as an ASGI application. Raises MembershipError, KeyFileError, SettingsError or SupergraphError."""
    parts = _parts(settings, transport or HttpTransport())

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        parts.backend.start()
        try:
            yield
        finally:
            await parts.backend.close()

    cors = Middleware(
        CORSMiddleware,
        allow_origins=parts.origins,
        allow_methods=("GET", "POST"),
        allow_headers=CORS_HEADERS,
        allow_credentials=False,  # tokens come in a header, never in a cookie
        expose_headers=("x-trace-id",),
        max_age=CORS_MAX_AGE_S,
    )
    routes = [
        Route("/", landing),
        Route("/graphql", GraphQLEndpoint(parts.engine, parts.admission, settings.max_body)),
        WebSocketRoute("/graphql", WebSocketEndpoint(parts.engine, parts.admission, parts.origins)),
        *Health(parts.metrics, settings.seeded).routes(),
        *pages.asset_routes(),
    ]
    return Starlette(routes=routes, middleware=[cors], lifespan=lifespan)


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. Raises SettingsError when there is nothing that could be served."""
    try:
        app = create_app(settings)
    except (MembershipError, KeyFileError, SupergraphError) as error:
        raise SettingsError(str(error)) from error
    configure(settings.log_level)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=settings.max_body,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    await uvicorn.Server(config).serve()


def _parts(settings: Settings, transport: Transport) -> Parts:
    metrics = Metrics()
    if settings.supergraph is not None:
        supergraph = _load(settings.supergraph)
        if supergraph.partitioned:
            raise SettingsError(f"{settings.supergraph} holds a partitioned graph, which needs gateway.toml")
        backend = GatewayBackend(transport, metrics, _endpoints(supergraph), None)
        admission = Admission(TokenVerifier(()), secrets.token_bytes(32), settings.request_timeout_s)
        return Parts(backend, _engine(settings, supergraph, backend, metrics), admission, metrics)
    file = read_gateway_file(settings.file)
    supergraph = _load(file.supergraph or COMMITTED_SUPERGRAPH)
    key = load_private_key(file.key)
    members = MemberRoutes(file.membership, Assertions(key), transport, metrics)
    backend = GatewayBackend(transport, metrics, _endpoints(supergraph), members)
    secret = hashlib.sha256(b"client addresses\x00" + file.key.read_bytes()).digest()
    admission = Admission(TokenVerifier(_issuers(file, settings)), secret, settings.request_timeout_s)
    return Parts(backend, _engine(settings, supergraph, backend, metrics), admission, metrics, file.cors)


def _engine(settings: Settings, supergraph: Supergraph, backend: GatewayBackend, metrics: Metrics) -> Engine:
    return Engine(supergraph, backend, metrics, settings.limits, settings.cached_documents)


def _load(path: Path) -> Supergraph:
    try:
        return load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the supergraph {path} cannot be read: {error.strerror}") from None


def _endpoints(supergraph: Supergraph) -> dict[str, Endpoint]:
    plain = (graph for graph in supergraph.graphs if graph.name not in supergraph.partitioned)
    return {graph.name: Endpoint.parse(graph.url) for graph in plain}


def _issuers(file: GatewayFile, settings: Settings) -> list[Issuer]:
    """Whoever the file trusts; the development issuer only where the environment switches it on too."""
    trusted = (issuer for issuer in file.issuers if issuer.name != DEV_ISSUER or settings.dev_issuer)
    return [Issuer(issuer.name, load_public_keys(issuer.keys), issuer.committees) for issuer in trusted]
