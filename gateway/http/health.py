"""For supervisors and monitoring: alive, ready, and figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gateway.observe.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Health:
    """Answers whether or not nodes are down: a gateway without nodes still says so, by name, in every answer."""

    metrics: Metrics
    seeded: Path | None

    async def alive(self, _request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(self, _request: Request) -> Response:
        if self.seeded is not None and not self.seeded.exists():
            return PlainTextResponse("初始数据尚未载入 · the first facts are not loaded yet\n", status_code=503)
        return PlainTextResponse("ready\n")

    async def figures(self, _request: Request) -> Response:
        return Response(self.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.ready),
            Route("/metrics", self.figures),
        ]
