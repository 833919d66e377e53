"""How often one client may write without saying who it is: a token bucket for each, in this process's memory."""

import math
from collections import OrderedDict
from dataclasses import dataclass

from schema.errors import rate_limited
from services.kit.clock import Clock

CLIENTS = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


class RateLimiter:
    """``burst`` tokens at first, one more every ``every_s`` seconds, for each of the clients last seen.

    What it forgets when there are more clients than it keeps are those that were silent longest.
    """

    def __init__(self, clock: Clock, *, burst: int = 10, every_s: float = 30.0, clients: int = CLIENTS) -> None:
        self._clock = clock
        self._burst = burst
        self._every_s = every_s
        self._clients = clients
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, client: str) -> None:
        """Take one token of the client's. Raises RATE_LIMITED with the seconds until there is one."""
        now = self._clock.monotonic()
        bucket = self._buckets.get(client)
        if bucket is None:
            bucket = self._buckets[client] = _Bucket(self._burst, now)
            if len(self._buckets) > self._clients:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(client)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.filled_at) / self._every_s)
        bucket.filled_at = now
        if bucket.tokens < 1:
            wait_s = max(1, math.ceil((1 - bucket.tokens) * self._every_s))
            raise rate_limited(
                f"Too many submissions from here; try again in {wait_s} seconds.",
                f"提交过于频繁，请在 {wait_s} 秒后再试。",
                retry_after_s=wait_s,
            )
        bucket.tokens -= 1
