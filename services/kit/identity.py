"""Who asks: the gateway's signed assertion, verified, or nobody in particular.

An assertion (DESIGN §4) is a JWT signed by the gateway for one node and for at most a minute. The node trusts nothing
else: a client's own token never reaches it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from schema.errors import ShiziError, unauthenticated
from schema.ids import NODE_CODE
from services.kit.clock import Clock

ALGORITHM: Final = "Ed25519"
ISSUER: Final = "shizi-gateway"
TYPE: Final = "shizi-assertion+jwt"
LIFETIME_S: Final = 60
SKEW_S: Final = 5
LONGEST: Final = 4096
UNIT: Final = "unit"
"""The role of whoever speaks for an undertaking unit."""

OFFICE: Final = frozenset({"reviewer", "signer"})
"""The roles of those who review and sign what binds the committee; they belong to its staff."""


def with_staff(roles: Iterable[str]) -> frozenset[str]:
    """The roles with what they bring along: whoever reviews or signs for the committee is one of its staff."""
    held = frozenset(roles)
    return held | {"staff"} if held & OFFICE else held


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks. ``committee`` is None for whoever belongs to no committee; ``client`` tells such people apart.

    ``unit`` is the code of the unit that somebody with the role ``unit`` speaks for, empty where the assertion does not
    say which; such a viewer answers the committee and is none of its own people, so it has no other role.
    """

    subject: str
    committee: str | None
    roles: frozenset[str]
    read_only: bool
    client: str | None
    unit: str | None = None

    @property
    def anonymous(self) -> bool:
        """True for a viewer of no committee."""
        return self.committee is None


ANONYMOUS: Final = Viewer("anonymous", None, frozenset(), read_only=True, client=None)
"""Whoever reads without an assertion."""


def gateway_keys(home: Path) -> KeySet:
    """The public keys of the gateways that this home trusts. Raises OSError or ValueError when they cannot be had."""
    return KeySet.import_key_set(json.loads((home / "keys" / "gateway.pub.jwks").read_bytes()))


class Verifier:
    """Verifies assertions for one committee."""

    def __init__(self, keys: KeySet, code: str, clock: Clock) -> None:
        self._keys = keys
        self._code = code
        self._clock = clock

    def verify(self, authorization: str | None) -> Viewer:
        """The viewer that an Authorization header vouches for; without a header, :data:`ANONYMOUS`.

        Raises UNAUTHENTICATED when the header is there and does not hold for this node at this time.
        """
        if authorization is None:
            return ANONYMOUS
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > LONGEST:
            raise _refused("is not a bearer token of the gateway", "不是网关签发的凭证")
        try:
            verified = jwt.decode(token.strip(), self._keys, algorithms=[ALGORITHM])
        except (JoseError, ValueError, TypeError, KeyError):
            raise _refused(
                "is malformed or not signed by a gateway this node trusts", "格式有误或并非可信网关签发"
            ) from None
        if verified.header.get("typ") != TYPE:
            raise _refused("is of another type", "类型不符")
        return self._viewer(verified.claims)

    def _viewer(self, claims: dict[str, Any]) -> Viewer:
        if claims.get("iss") != ISSUER:
            raise _refused("was not issued by the gateway", "并非网关签发")
        if claims.get("aud") != self._code:
            raise _refused("is for another node", "是发给其他节点的")
        self._check_time(claims.get("iat"), claims.get("exp"))
        subject, committee = claims.get("sub"), claims.get("committee")
        roles, client, unit = claims.get("roles"), claims.get("client"), claims.get("unit")
        well_formed = (
            isinstance(subject, str)
            and bool(subject)
            and (committee is None or (isinstance(committee, str) and NODE_CODE.match(committee)))
            and isinstance(roles, list)
            and all(isinstance(role, str) for role in roles)
            and isinstance(claims.get("ro"), bool)
            and (client is None or isinstance(client, str))
            and (unit is None or isinstance(unit, str))
        )
        if not well_formed:
            raise _refused("does not say who asks", "未写明访问者")
        assert isinstance(subject, str)
        assert isinstance(roles, list)
        held = with_staff(roles) if committee else frozenset[str]()
        if UNIT in held:
            return Viewer(subject, committee, frozenset({UNIT}), claims["ro"], client, unit or "")
        return Viewer(subject, committee, held, read_only=claims["ro"], client=client)

    def _check_time(self, issued: object, expires: object) -> None:
        if not _is_time(issued) or not _is_time(expires):
            raise _refused("does not say how long it holds", "未写明有效期")
        assert isinstance(issued, int)
        assert isinstance(expires, int)
        now = self._clock.now().timestamp()
        if expires <= now:
            raise _refused("has expired", "已过期")
        if issued > now + SKEW_S:
            raise _refused(
                "is from the future; compare the clocks of gateway and node", "签发时间在将来，请核对网关与节点的时钟"
            )
        if expires > issued + LIFETIME_S:
            raise _refused("holds for too long", "有效期过长")


def _is_time(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _refused(why_en: str, why_zh: str) -> ShiziError:
    return unauthenticated(f"The assertion {why_en}.", f"身份凭证{why_zh}。")
