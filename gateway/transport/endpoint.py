"""Where a subgraph listens, what came back from it, and the protocol every way of getting there implements."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The parts of a subgraph's address that a connection and a request head need."""

    host: str
    port: int
    target: str
    secure: bool

    @classmethod
    def parse(cls, url: str) -> Endpoint:
        """Split an http or https address; raise ValueError with a sentence for anything else."""
        if not url.isascii() or any(c <= " " for c in url):
            raise ValueError(f"not an address: {url!r} holds a space, a control character or a letter outside ASCII")
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"not an address: {url!r} must look like http://host:port/graphql")
        if parts.username is not None or parts.fragment or any(len(label) > 63 for label in parts.hostname.split(".")):
            raise ValueError(f"not an address: {url!r} holds a user name, a fragment or an overlong host name")
        secure = parts.scheme == "https"
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return cls(parts.hostname, parts.port or (443 if secure else 80), target, secure)

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{'https' if self.secure else 'http'}://{self.authority}{self.target}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete HTTP answer, whatever its status."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """No complete HTTP answer. `sent` says whether the request may have reached the other side."""

    reason: str
    reason_zh: str
    sent: bool
    timed_out: bool = False


class Transport(Protocol):
    """Posts one JSON body. The future always gets a value: what goes wrong on the way is a `Broken`."""

    def post(
        self, endpoint: Endpoint, body: bytes, *, headers: bytes = b"", timeout_s: float, repeatable: bool
    ) -> asyncio.Future[Answer | Broken]:
        """Start the request at once. `headers` are finished lines, each ended by CRLF.

        Only a repeatable request may be sent a second time, and only when a kept connection turns out dead
        before any byte of an answer came. Cancelling the future gives the connection up.
        """

    async def close(self) -> None:
        """Give up every connection; requests under way get a `Broken`."""
