"""Where time comes from: never from SQL, so that a test, an import and a replay can say what time it is."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present time; everything under ``services`` that needs it is handed one."""

    def now(self) -> datetime:
        """The present instant in UTC, to the microsecond."""
        ...

    def monotonic(self) -> float:
        """Seconds on a scale that never runs backwards, for measuring how long something took."""
        ...


class SystemClock:
    """The machine's clock."""

    __slots__ = ()

    def now(self) -> datetime:
        """The machine's time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """The machine's monotonic time in seconds."""
        return time.monotonic()


class ManualClock:
    """A clock that stands still until it is moved, in either direction."""

    __slots__ = ("_elapsed", "_now")

    def __init__(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("a clock needs a time with its zone")
        self._now = now.astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        """The time it was set to."""
        return self._now

    def monotonic(self) -> float:
        """Seconds by which it was moved forward so far."""
        return self._elapsed

    def advance(self, by: timedelta) -> None:
        """Move the clock; a negative step is a clock that was set back, which monotonic time does not follow."""
        self._now += by
        self._elapsed += max(0.0, by.total_seconds())
