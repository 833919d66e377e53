"""What a node's process tells Prometheus."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram


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

    def observer(self, code: str) -> Callable[[str], None]:
        """Counts one committee's outcomes."""
        return lambda outcome: self._requests.labels(code, outcome).inc()

    def measure(self, code: str, seconds: float) -> None:
        """Record how long a request took."""
        self._seconds.labels(code).observe(seconds)
