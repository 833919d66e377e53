"""What one request carries from the rim down to the transport: who asks, from where, and until when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, as the verified token says; `key` names the identity in caches and never leaves the gateway."""

    subject: str | None
    committee: str | None
    roles: tuple[str, ...]
    key: str
    expires_at: float | None = None
    """Unix time after which the identity no longer holds; None for the anonymous reader."""
    unit: str | None = None
    """What the token says of the body that the subject speaks for; handed to the subject's own node unread."""


ANONYMOUS = Viewer(subject=None, committee=None, roles=(), key="")


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Handed through planning and execution unread; the transport uses all of it."""

    viewer: Viewer
    client: str
    """A keyed hash of the client's address: equal for equal addresses, not reversible."""
    deadline: float
    """On the clock of `time.monotonic`: no send may wait beyond it."""
    trace_id: str
    as_of: str | None = None
    """The instant of recorded time that is looked at, as nodes are told it; None for the present."""
