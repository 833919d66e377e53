"""A node in the test's own loop: its committees open, requests as ASGI, assertions signed by a gateway."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey
from starlette.applications import Starlette

from services.kit.identity import ALGORITHM, ISSUER, TYPE
from services.node import create_app
from services.settings import NodeSettings

CODE = "440100"


@dataclass(frozen=True)
class Answered:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)

    @property
    def code(self) -> str:
        """The code of the only error; both of its texts are there."""
        (error,) = self.json["errors"]
        assert error["message"]
        assert any("\u4e00" <= character <= "\u9fff" for character in error["extensions"]["messageZh"])
        return str(error["extensions"]["code"])


def gateway_key(home: Path) -> OKPKey:
    """A gateway's key whose public half this home trusts."""
    key = OKPKey.generate_key(ALGORITHM)
    folder = home / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "gateway.pub.jwks").write_text(json.dumps(KeySet([key]).as_dict(private=False)))
    return key


@dataclass
class NodeClient:
    """Sends requests to the application."""

    app: Starlette
    key: OKPKey
    path: str = "/graphql"
    sent: int = field(default=0)

    def assertion(
        self, role: str | None = "staff", *, committee: str | None = CODE, audience: str = CODE, **claims: Any
    ) -> str:
        """An Authorization header such as the gateway sends."""
        now = int(time.time())
        usual = {
            "iss": ISSUER, "sub": "office-1", "committee": committee, "roles": [role] if role else [], "aud": audience,
            "iat": now, "exp": now + 60, "ro": committee != audience, "client": "client-1",
        }  # fmt: skip
        return "Bearer " + jwt.encode({"alg": ALGORITHM, "typ": TYPE}, usual | claims, self.key, algorithms=[ALGORITHM])

    async def ask(self, query: str, token: str | None = None, **variables: Any) -> Answered:
        """A GraphQL request."""
        return await self.post(orjson.dumps({"query": query, "variables": variables}), token)

    async def act(self, query: str, token: str | None = None, **variables: Any) -> Answered:
        """A mutation with a fresh idempotency key in `$key`, by a signer unless told otherwise."""
        self.sent += 1
        return await self.ask(
            query, self.assertion("signer") if token is None else token, key=f"key {self.sent}", **variables
        )

    async def post(self, body: bytes | Sequence[bytes], token: str | None = None, **headers: str) -> Answered:
        """A POST with this body, whole or in chunks."""
        given = {
            "content-type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if token:
            given["authorization"] = token
        return await self.request("POST", self.path, [body] if isinstance(body, bytes) else body, given)

    async def request(
        self, method: str, path: str, body: Sequence[bytes] = (b"",), headers: Mapping[str, str] | None = None
    ) -> Answered:
        """Any request."""
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode(),
            "query_string": b"", "headers": [(n.encode(), v.encode()) for n, v in (headers or {}).items()],
            "server": ("node", 80), "client": ("gateway", 1), "scheme": "http", "root_path": "",
        }  # fmt: skip
        chunks = [
            {"type": "http.request", "body": part, "more_body": number < len(body) - 1}
            for number, part in enumerate(body)
        ]
        sent: list[Any] = []

        async def receive() -> Any:
            return chunks.pop(0) if chunks else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start, *rest = sent
        named = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answered(start["status"], named, b"".join(part.get("body", b"") for part in rest))


@asynccontextmanager
async def running(dsn: str, home: Path, *codes: str) -> AsyncIterator[NodeClient]:
    """An application that hosts these committees, from startup to shutdown."""
    key = gateway_key(home)
    app = create_app(NodeSettings(codes or (CODE,), dsn, home))
    async with app.router.lifespan_context(app):
        yield NodeClient(app, key)
