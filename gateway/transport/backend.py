"""The `Backend` of a running gateway: finds the endpoint, signs for the node, sends, and learns who is reachable."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import structlog

from gateway.context import RequestContext
from gateway.execute.backend import Failure, Reply
from gateway.identity.assertions import Assertions
from gateway.observe.metrics import Metrics
from gateway.operation.as_of import HEADER as AS_OF
from gateway.partitions.membership import Membership, MemberView
from gateway.partitions.probes import Probes
from gateway.transport.endpoint import Answer, Broken, Endpoint, Transport
from gateway.transport.envelope import read
from schema.errors import ErrorCode

PROBE: Final = b'{"query":"{__typename}"}'
PROBE_TIMEOUT_S: Final = 1.0
PLAIN_TIMEOUT_S: Final = 30.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Route:
    """Where one request goes, and under which names it is counted."""

    graph: str
    node: str
    endpoint: Endpoint
    timeout_s: float


class MemberRoutes:
    """The partitioned graph: one route for each member, watched by probes."""

    def __init__(self, membership: Membership, assertions: Assertions, transport: Transport, metrics: Metrics) -> None:
        self.graph, self._transport, self._metrics, self._assertions = membership.graph, transport, metrics, assertions
        self._routes = {
            node.member.code: Route(
                membership.graph, node.member.code, Endpoint.parse(node.endpoint), membership.timeout_s
            )
            for node in membership.nodes
        }
        self.probes = Probes(self._routes, self._probe, membership.probe_s, self._changed)
        self.view = MemberView(membership, self.probes)
        for code in self._routes:
            metrics.node_up(code, up=True)

    def route(self, code: str) -> Route:
        return self._routes[code]

    def header(self, node: str, context: RequestContext, *, mutation: bool) -> bytes:
        return self._assertions.header(context.viewer, node, context.client, mutation=mutation)

    async def _probe(self, code: str) -> Failure | None:
        started = time.perf_counter()
        answer = await self._transport.post(
            self._routes[code].endpoint, PROBE, timeout_s=PROBE_TIMEOUT_S, repeatable=True
        )
        result = read(answer, mutation=False, ms=(time.perf_counter() - started) * 1000)
        if isinstance(result, Failure):
            return result
        if result.data is None:
            return Failure(ErrorCode.INTERNAL, "answers with errors only", "只以错误答复", result.ms)
        return None

    def _changed(self, code: str, failure: Failure | None) -> None:
        self._metrics.node_up(code, up=failure is None)
        if failure is None:
            _log.info("node reachable again", node=code)
        else:
            _log.warning("node unreachable", node=code, reason=failure.reason)


class GatewayBackend:
    """Implements `gateway.execute.backend.Backend` over a transport."""

    def __init__(
        self, transport: Transport, metrics: Metrics, plain: Mapping[str, Endpoint], members: MemberRoutes | None
    ) -> None:
        self._transport, self._metrics, self._members = transport, metrics, members
        self._plain = {graph: Route(graph, "", endpoint, PLAIN_TIMEOUT_S) for graph, endpoint in plain.items()}

    def start(self) -> None:
        if self._members is not None:
            self._members.probes.start()

    async def close(self) -> None:
        if self._members is not None:
            await self._members.probes.close()
        await self._transport.close()

    def partition(self, graph: str) -> MemberView | None:
        return self._members.view if self._members is not None and graph == self._members.graph else None

    def send(
        self, graph: str, member: str | None, body: bytes, *, mutation: bool, context: RequestContext
    ) -> asyncio.Future[Reply | Failure]:
        """Starts at once; cancelling the future gives the request up."""
        arrived: asyncio.Future[Reply | Failure] = asyncio.get_running_loop().create_future()
        if member is None or self._members is None:
            route, headers = self._plain[graph], b""
        else:
            down = self._members.probes.failure(member)
            if down is not None:
                arrived.set_result(Failure(ErrorCode.NODE_UNREACHABLE, down.reason, down.reason_zh, 0.0))
                return arrived
            route = self._members.route(member)
            headers = self._members.header(member, context, mutation=mutation)
            if context.as_of is not None:
                headers += b"%b: %b\r\n" % (AS_OF.encode("ascii"), context.as_of.encode("ascii"))
        timeout_s = min(route.timeout_s, context.deadline - time.monotonic())
        if timeout_s <= 0:
            arrived.set_result(Failure(ErrorCode.TIMEOUT, "the request's time is used up", "本次请求的时限已到", 0.0))
            return arrived
        self._post(route, body, headers, timeout_s, mutation, arrived)
        return arrived

    def _post(
        self,
        route: Route,
        body: bytes,
        headers: bytes,
        timeout_s: float,
        mutation: bool,
        arrived: asyncio.Future[Reply | Failure],
    ) -> None:
        started = time.perf_counter()
        sent = self._transport.post(route.endpoint, body, headers=headers, timeout_s=timeout_s, repeatable=not mutation)

        def received(answer: asyncio.Future[Answer | Broken]) -> None:
            if not arrived.done():
                seconds = time.perf_counter() - started
                result = read(answer.result(), mutation=mutation, ms=round(seconds * 1000, 2))
                self._learn(route, answer.result(), result, seconds)
                arrived.set_result(result)

        def given_up(future: asyncio.Future[Reply | Failure]) -> None:
            if future.cancelled():
                sent.cancel()

        sent.add_done_callback(received)
        arrived.add_done_callback(given_up)

    def _learn(self, route: Route, answer: Answer | Broken, result: Reply | Failure, seconds: float) -> None:
        outcome = result.code.value if isinstance(result, Failure) else "REPLY"
        self._metrics.sent(route.graph, route.node, outcome, seconds)
        if self._members is None or not route.node:
            return
        if isinstance(result, Failure):
            unconnected = isinstance(answer, Broken) and not answer.timed_out
            self._members.probes.failed(route.node, result, unconnected=unconnected)
        else:
            self._members.probes.answered(route.node)
