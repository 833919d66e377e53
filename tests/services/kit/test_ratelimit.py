"""Token buckets: so many at once, then one at a time, for each client."""

from datetime import timedelta

import pytest

from schema.errors import ErrorCode, ShiziError
from services.kit.clock import ManualClock
from services.kit.ratelimit import RateLimiter


def refused(limiter: RateLimiter, client: str) -> object:
    with pytest.raises(ShiziError) as raised:
        limiter.take(client)
    assert raised.value.code is ErrorCode.RATE_LIMITED
    return raised.value.extensions["retryAfterSeconds"]


def test_a_burst_and_then_one_at_a_time(clock: ManualClock) -> None:
    limiter = RateLimiter(clock, burst=3, every_s=10)
    for _ in range(3):
        limiter.take("a")
    assert refused(limiter, "a") == 10
    clock.advance(timedelta(seconds=4))
    assert refused(limiter, "a") == 6
    clock.advance(timedelta(seconds=6))
    limiter.take("a")
    assert refused(limiter, "a") == 10


def test_clients_do_not_pay_for_each_other(clock: ManualClock) -> None:
    limiter = RateLimiter(clock, burst=1)
    limiter.take("a")
    refused(limiter, "a")
    limiter.take("b")


def test_never_more_than_the_burst(clock: ManualClock) -> None:
    limiter = RateLimiter(clock, burst=2, every_s=1)
    limiter.take("a")
    clock.advance(timedelta(days=1))
    limiter.take("a")
    limiter.take("a")
    refused(limiter, "a")


def test_a_clock_set_back_gives_nothing_away(clock: ManualClock) -> None:
    limiter = RateLimiter(clock, burst=1, every_s=10)
    limiter.take("a")
    clock.advance(timedelta(hours=-5))
    assert refused(limiter, "a") == 10


def test_only_so_many_clients_are_remembered(clock: ManualClock) -> None:
    limiter = RateLimiter(clock, burst=1, clients=2)
    for client in ("a", "b"):
        limiter.take(client)
    refused(limiter, "a")
    limiter.take("c")  # b was silent longest
    refused(limiter, "a")
    limiter.take("b")
