"""The hash chain over a committee's numbered events: each hash covers the event, its number and the hash before it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson


@dataclass(frozen=True, slots=True)
class NumberedEvent:
    """An event with its place in the feed."""

    position: int
    recorded_at: datetime
    id: UUID
    kind: str
    record_kind: str
    record_id: str
    record_version: int
    actor: Mapping[str, Any]
    body: Mapping[str, Any]
    occurred_at: datetime
    audit_hash: bytes = b""


def genesis(code: str) -> bytes:
    """What stands before the first event of a committee."""
    return hashlib.sha256(f"shizi audit {code}".encode()).digest()


def canonical(event: NumberedEvent) -> bytes:
    """The one spelling of an event: JSON with sorted keys and without spaces, times in UTC with microseconds."""
    return orjson.dumps(
        {
            "position": event.position,
            "recordedAt": _time(event.recorded_at),
            "id": str(event.id),
            "kind": event.kind,
            "recordKind": event.record_kind,
            "recordId": event.record_id,
            "recordVersion": event.record_version,
            "actor": event.actor,
            "body": event.body,
            "occurredAt": _time(event.occurred_at),
        },
        option=orjson.OPT_SORT_KEYS,
    )


def chained(previous: bytes, event: NumberedEvent) -> bytes:
    """The audit hash of ``event`` after ``previous``."""
    return hashlib.sha256(previous + canonical(event)).digest()


def faults(code: str, events: Iterable[NumberedEvent]) -> list[str]:
    """What is wrong with a committee's events, given from the first one on in the order of their positions."""
    found = []
    expected, last_time, last_hash = 1, datetime.min.replace(tzinfo=UTC), genesis(code)
    for event in events:
        if event.position != expected:
            found.append(f"position {expected} is missing before {event.position}")
        if event.recorded_at <= last_time:
            found.append(f"recorded time does not rise at position {event.position}")
        if event.audit_hash != chained(last_hash, event):
            found.append(f"the hash at position {event.position} does not follow from the event and the one before it")
        expected, last_time, last_hash = event.position + 1, event.recorded_at, event.audit_hash
    return found


def later(now: datetime, last: datetime | None) -> datetime:
    """The recorded time of the next event: the clock's, or a microsecond after the last one if that is later."""
    return now if last is None else max(now, last + timedelta(microseconds=1))


def _time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
