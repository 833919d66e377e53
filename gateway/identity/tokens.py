"""Client tokens: verified against the issuers this gateway trusts, each for its listed committees only.

A token is a JWT signed with Ed25519: iss, sub, aud "shizi", exp, committee, roles, and `unit` where the subject
speaks for one. Whatever is wrong with one is UNAUTHENTICATED, and the message says which of the things it is; none of
the token's own text is repeated.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from gateway.context import ANONYMOUS, Viewer
from gateway.identity.keys import ALGORITHM, DEV_ISSUER_KEY, key_path, load_private_key
from schema.errors import ShiziError, unauthenticated
from schema.ids import NODE_CODE

DEV_ISSUER: Final = "https://dev-issuer.shizi.example"
AUDIENCE: Final = "shizi"
TOKEN_TYPE: Final = "JWT"
LEEWAY_S: Final = 5
"""How far an issuer's clock may run ahead of ours."""
MAX_TOKEN: Final = 8192
MAX_ROLES: Final = 16
CACHED_TOKENS: Final = 10_000

_ROLE: Final = re.compile(r"[a-z][a-z0-9_-]{0,31}\Z")
_UNIT: Final = re.compile(r"[0-9A-Z]{1,32}\Z")


@dataclass(frozen=True, slots=True)
class Issuer:
    """A trusted issuer with its keys."""

    name: str
    keys: KeySet
    committees: frozenset[str]


class TokenVerifier:
    """Turns an Authorization header into a viewer. A verified token is remembered until it expires."""

    def __init__(self, issuers: Iterable[Issuer], now: Callable[[], float] = time.time) -> None:
        self._issuers = {issuer.name: issuer for issuer in issuers}
        self._now = now
        self._seen: OrderedDict[str, Viewer] = OrderedDict()

    def viewer(self, authorization: str | None) -> Viewer:
        """No header is the anonymous reader. Raises UNAUTHENTICATED."""
        if authorization is None:
            return ANONYMOUS
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN:
            raise unauthenticated(
                "The Authorization header must be `Bearer <token>`.", "Authorization 请求头应为 `Bearer <令牌>`。"
            )
        key = hashlib.sha256(token.encode()).hexdigest()
        known = self._seen.get(key)
        viewer = known or self._verify(token, key)
        self.still_valid(viewer)
        if known is None:
            self._seen[key] = viewer
            if len(self._seen) > CACHED_TOKENS:
                self._seen.popitem(last=False)
        return viewer

    def still_valid(self, viewer: Viewer) -> None:
        """Raises UNAUTHENTICATED when the viewer's token has expired since it was verified."""
        if viewer.expires_at is not None and viewer.expires_at <= self._now():
            raise unauthenticated("The token has expired; get a new one.", "令牌已过期，请重新获取。", reason="EXPIRED")

    def _verify(self, token: str, key: str) -> Viewer:
        issuer = self._issuers.get(_claimed_issuer(token))
        if issuer is None:
            raise _refused(
                "UNKNOWN_ISSUER", "This gateway does not know the token's issuer.", "本网关不认识该令牌的签发者。"
            )
        try:
            decoded = jwt.decode(token, issuer.keys, algorithms=[ALGORITHM])
        except (JoseError, ValueError, RecursionError):
            raise _refused(
                "BAD_SIGNATURE", "The token's signature is not its issuer's.", "令牌的签名与签发者不符。"
            ) from None
        if decoded.header.get("typ", TOKEN_TYPE) != TOKEN_TYPE:
            raise _malformed("typ")
        return self._checked(decoded.claims, issuer, key)

    def _checked(self, claims: Mapping[str, Any], issuer: Issuer, key: str) -> Viewer:
        subject, committee, expires = claims.get("sub"), claims.get("committee"), claims.get("exp")
        if not isinstance(subject, str) or not 0 < len(subject) <= 256 or "\x00" in subject:
            raise _malformed("sub")
        if not isinstance(expires, int | float) or not _is_time(expires):
            raise _malformed("exp")
        audience = claims.get("aud")
        if audience != AUDIENCE and not (isinstance(audience, list) and AUDIENCE in audience):
            raise _refused("WRONG_AUDIENCE", "The token is meant for another service.", "该令牌不是发给本服务的。")
        for claim in ("iat", "nbf"):
            if claim in claims and not (_is_time(claims[claim]) and claims[claim] <= self._now() + LEEWAY_S):
                raise _refused("NOT_YET_VALID", "The token is not valid yet.", "令牌尚未生效。")
        if not isinstance(committee, str) or not NODE_CODE.match(committee):
            raise _malformed("committee")
        if committee not in issuer.committees:
            raise _refused(
                "COMMITTEE_NOT_COVERED",
                f"The token's issuer is not trusted for committee {committee}.",
                f"令牌的签发者无权代表 {committee} 的委员会。",
            )
        roles, unit = _roles(claims.get("roles", [])), _unit(claims.get("unit"))
        return Viewer(subject, committee, roles, key, float(expires), unit)


def issue_token(
    home: Path,
    *,
    committee: str,
    roles: Collection[str],
    subject: str,
    lifetime_s: int = 3600,
    now: float | None = None,
    unit: str | None = None,
) -> str:
    """A token from the local development issuer, whose key lies in `home`. Raises KeyFileError without that key."""
    key = load_private_key(key_path(home, DEV_ISSUER_KEY))
    issued = int(time.time() if now is None else now)
    claims: dict[str, object] = {"iss": DEV_ISSUER, "aud": AUDIENCE, "iat": issued, "exp": issued + lifetime_s}
    claims |= {"sub": subject, "committee": committee, "roles": sorted(roles)}
    if unit is not None:
        claims["unit"] = unit
    header = {"alg": ALGORITHM, "typ": TOKEN_TYPE, "kid": key.thumbprint()}
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


def _claimed_issuer(token: str) -> str:
    """Read `iss` before the signature is checked, only to know whose key to check it with."""
    try:
        claims = orjson.loads(extract_compact(token.encode()).payload)
    except (JoseError, ValueError, RecursionError):
        raise _malformed("token") from None
    issuer = claims.get("iss") if isinstance(claims, dict) else None
    if not isinstance(issuer, str):
        raise _malformed("iss")
    return issuer


def _roles(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_ROLES:
        raise _malformed("roles")
    if not all(isinstance(role, str) and _ROLE.match(role) for role in value):
        raise _malformed("roles")
    return tuple(sorted(set(value)))


def _unit(value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and _UNIT.match(value)):
        raise _malformed("unit")
    return value


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e11


def _malformed(part: str) -> ShiziError:
    return _refused("MALFORMED", f"The token is malformed ({part}).", f"令牌格式有误（{part}）。")


def _refused(reason: str, en: str, zh: str) -> ShiziError:
    return unauthenticated(en, zh, reason=reason)
