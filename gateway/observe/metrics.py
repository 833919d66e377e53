"""Counters and timings in Prometheus' form; one registry for each gateway, so that several can live in a process."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """What the gateway counts."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self._requests = Counter(
            "shizi_gateway_requests", "GraphQL requests by kind and outcome.", ["kind", "outcome"], registry=registry
        )
        self._seconds = Histogram(
            "shizi_gateway_request_seconds", "Time to answer.", ["kind"], buckets=SECONDS, registry=registry
        )
        self._plans = Counter(
            "shizi_gateway_plan_cache", "Documents looked up in the plan cache.", ["result"], registry=registry
        )
        self._sends = Counter(
            "shizi_gateway_sends", "Requests to subgraphs and nodes.", ["graph", "node", "outcome"], registry=registry
        )
        self._send_seconds = Histogram(
            "shizi_gateway_send_seconds", "Time to a reply.", ["graph", "node"], buckets=SECONDS, registry=registry
        )
        self._up = Gauge("shizi_gateway_node_up", "1: the node may be asked.", ["node"], registry=registry)

    def request(self, kind: str, outcome: str, seconds: float) -> None:
        """One client request: query, mutation or unknown; OK or the first error's code."""
        self._requests.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)

    def looked_up(self, *, hit: bool) -> None:
        self._plans.labels("hit" if hit else "miss").inc()

    def sent(self, graph: str, node: str, outcome: str, seconds: float) -> None:
        """One request to a subgraph (node "") or a node: REPLY or the failure's code."""
        self._sends.labels(graph, node, outcome).inc()
        self._send_seconds.labels(graph, node).observe(seconds)

    def node_up(self, node: str, *, up: bool) -> None:
        self._up.labels(node).set(1 if up else 0)

    def exposition(self) -> bytes:
        """The text that `/metrics` serves."""
        return generate_latest(self.registry)
