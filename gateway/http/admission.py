"""What every request gets at the door: a trace id, a viewer from its token, a hash of its address, a deadline."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from dataclasses import dataclass
from typing import Final

from gateway.context import RequestContext, Viewer
from gateway.identity.tokens import TokenVerifier

_TRACEPARENT: Final = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}\Z")
_NO_TRACE: Final = "0" * 32


@dataclass(frozen=True, slots=True)
class Admission:
    """Builds request contexts."""

    verifier: TokenVerifier
    secret: bytes
    """Keys the hash of client addresses, so that nodes can tell clients apart without learning where they are."""
    timeout_s: float

    def viewer(self, authorization: str | None) -> Viewer:
        """Raises UNAUTHENTICATED."""
        return self.verifier.viewer(authorization)

    def still_valid(self, viewer: Viewer) -> None:
        """Raises UNAUTHENTICATED."""
        self.verifier.still_valid(viewer)

    def context(self, viewer: Viewer, address: str, trace_id: str, as_of: str | None = None) -> RequestContext:
        client = hashlib.blake2b(address.encode(), key=self.secret, digest_size=16).hexdigest()
        return RequestContext(viewer, client, time.monotonic() + self.timeout_s, trace_id, as_of)


def trace_id(traceparent: str | None) -> str:
    """The caller's trace id (W3C Trace Context), else a new one."""
    match = _TRACEPARENT.match(traceparent) if traceparent else None
    return match.group(1) if match and match.group(1) != _NO_TRACE else secrets.token_hex(16)
