"""Asking a GraphQL endpoint over HTTP; whatever goes wrong is said in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import orjson

from deploy.local.errors import LocalError

TIMEOUT_S: Final = 120
MOST_BYTES: Final = 64 * 2**20
"""Of one answer: a page holds two hundred records."""


class EndpointError(LocalError):
    """The endpoint cannot be reached, or it refuses what was asked."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An open session with one address; the token, if there is one, goes with every request."""

    session: aiohttp.ClientSession
    url: str

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The data of an answer without errors. Raises EndpointError."""
        body = orjson.dumps({"query": query, "variables": variables or {}})
        try:
            async with self.session.post(self.url, data=body) as reply:
                content = await reply.content.read(MOST_BYTES + 1)
                while not reply.content.at_eof() and len(content) <= MOST_BYTES:
                    content += await reply.content.read(MOST_BYTES)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            told = str(error) or type(error).__name__
            raise EndpointError(f"{self.url} does not answer: {told}.", f"{self.url} 没有应答：{told}。") from error
        return self._data(reply.status, content)

    def _data(self, status: int, content: bytes) -> dict[str, Any]:
        try:
            answer = orjson.loads(content) if len(content) <= MOST_BYTES else None
        except orjson.JSONDecodeError:
            answer = None
        if not isinstance(answer, dict):
            raise EndpointError(
                f"{self.url} does not answer as a GraphQL endpoint (HTTP {status}).",
                f"{self.url} 的应答不是 GraphQL（HTTP {status}）。",
            )
        if errors := answer.get("errors"):
            english = "; ".join(str(error.get("message")) for error in errors)
            chinese = "；".join(
                str((error.get("extensions") or {}).get("messageZh") or error["message"]) for error in errors
            )
            raise EndpointError(english, chinese)
        data = answer.get("data")
        if not isinstance(data, dict):
            raise EndpointError(f"{self.url} answered without data.", f"{self.url} 的应答没有数据。")
        return data


@asynccontextmanager
async def endpoint(url: str, token: str | None) -> AsyncIterator[Endpoint]:
    """A session with ``url`` that closes in the end."""
    headers = {"content-type": "application/json", "accept": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        yield Endpoint(session, url)
