"""What a node's process tells Prometheus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


@dataclass(frozen=True, slots=True)
class PeerTally:
    """Messages of one committee, by peer and outcome."""

    code: str
    to: Counter
    came: Counter
    waiting: Gauge

    def heard(self, peer: str, applied: int, refused: int) -> None:
        """Receipts came for messages to the peer."""
        self._count(self.to, peer, applied, refused)

    def taken(self, peer: str, applied: int, refused: int) -> None:
        """Messages of the peer came."""
        self._count(self.came, peer, applied, refused)

    def queued(self, peer: str, messages: int) -> None:
        """So many messages to the peer have no receipt yet."""
        self.waiting.labels(self.code, peer).set(messages)

    def _count(self, counter: Counter, peer: str, applied: int, refused: int) -> None:
        for outcome, count in (("applied", applied), ("refused", refused)):
            counter.labels(self.code, peer, outcome).inc(count)


class Metrics:
    """Requests by committee and outcome, and how long they took."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "shizi_node_requests", "GraphQL requests by outcome.", ("committee", "outcome"), registry=self.registry
        )
        self._seconds = Histogram(
            "shizi_node_request_seconds", "Seconds a GraphQL request took.", ("committee",), registry=self.registry
        )

        self._told = Counter(
            "shizi_node_messages_told", "Receipts for messages to a peer.", ("committee", "peer", "outcome"),
            registry=self.registry,
        )  # fmt: skip
        self._heard = Counter(
            "shizi_node_messages_heard", "Messages of a peer.", ("committee", "peer", "outcome"), registry=self.registry
        )
        self._queued = Gauge(
            "shizi_node_messages_queued", "Messages to a peer without a receipt.", ("committee", "peer"),
            registry=self.registry,
        )  # fmt: skip

    def tally(self, code: str) -> PeerTally:
        """Counts one committee's messages."""
        return PeerTally(code, self._told, self._heard, self._queued)

    def observer(self, code: str) -> Callable[[str], None]:
        """Counts one committee's outcomes."""
        return lambda outcome: self._requests.labels(code, outcome).inc()

    def measure(self, code: str, seconds: float) -> None:
        """Record how long a request took."""
        self._seconds.labels(code).observe(seconds)
