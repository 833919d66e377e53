"""Assertions: what the gateway tells one node about the viewer, signed, for that node alone and for a minute at most.

The client's token never leaves the gateway. An assertion is read-only unless the viewer's committee is the node
itself; a command without any viewer carries one too, so that the node can tell clients apart and limit their rate.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from joserfc import jwt
from joserfc.jwk import OKPKey

from gateway.context import Viewer
from gateway.identity.keys import ALGORITHM

GATEWAY_ISSUER: Final = "shizi-gateway"
ASSERTION_TYPE: Final = "shizi-assertion+jwt"
LIFETIME_S: Final = 60
CACHED_S: Final = 30
CACHED: Final = 20_000

CacheKey = tuple[str, str, str, bool]


class Assertions:
    """Signs assertions and reuses each for half of its life."""

    def __init__(self, key: OKPKey, now: Callable[[], float] = time.time) -> None:
        self._key, self._kid, self._now = key, key.thumbprint(), now
        self._cache: OrderedDict[CacheKey, tuple[float, bytes]] = OrderedDict()

    def header(self, viewer: Viewer, node: str, client: str, *, mutation: bool) -> bytes:
        """The finished Authorization line for a request to this node; empty for an anonymous read."""
        if viewer.subject is None and not mutation:
            return b""
        read_only = not mutation if viewer.committee is None else viewer.committee != node
        key, now = (viewer.key, node, client, read_only), self._now()
        kept = self._cache.get(key)
        if kept is not None and now < kept[0]:
            self._cache.move_to_end(key)
            return kept[1]
        expires = int(now) + LIFETIME_S
        if viewer.expires_at is not None:
            expires = min(expires, int(viewer.expires_at))
        token = self._sign(viewer, node, client, read_only, int(now), expires)
        line = b"authorization: Bearer %b\r\n" % token.encode("ascii")
        self._cache[key] = (min(now + CACHED_S, expires), line)
        self._cache.move_to_end(key)
        if len(self._cache) > CACHED:
            self._cache.popitem(last=False)
        return line

    def _sign(self, viewer: Viewer, node: str, client: str, read_only: bool, issued: int, expires: int) -> str:
        claims: dict[str, object] = {"iss": GATEWAY_ISSUER, "aud": node, "iat": issued, "exp": expires}
        claims |= {"sub": viewer.subject or "anonymous", "committee": viewer.committee, "roles": list(viewer.roles)}
        claims |= {"ro": read_only, "client": client}
        if viewer.unit is not None and viewer.committee == node:
            claims["unit"] = viewer.unit
        header = {"alg": ALGORITHM, "typ": ASSERTION_TYPE, "kid": self._kid}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])
