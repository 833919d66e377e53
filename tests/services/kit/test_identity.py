"""Assertions of the gateway: accepted as issued for this node now, refused in every other shape."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, OKPKey

from schema.errors import ErrorCode, ShiziError
from services.kit.clock import ManualClock
from services.kit.identity import ANONYMOUS, Verifier, Viewer, gateway_keys

CODE = "440100"
KEY = OKPKey.generate_key("Ed25519", parameters={"kid": "g1"})
OTHER = OKPKey.generate_key("Ed25519", parameters={"kid": "g1"})


def public(key: OKPKey) -> KeySet:
    return KeySet.import_key_set({"keys": [key.as_dict(private=False)]})


@pytest.fixture
def verifier(clock: ManualClock) -> Verifier:
    return Verifier(public(KEY), CODE, clock)


def assertion(clock: ManualClock, key: Any = KEY, header: dict[str, Any] | None = None, **change: Any) -> str:
    now = int(clock.now().timestamp())
    claims: dict[str, Any] = {
        "iss": "shizi-gateway", "sub": "office-1", "committee": CODE, "roles": ["staff"], "aud": CODE,
        "iat": now, "exp": now + 60, "ro": False, "client": "c1",
    }  # fmt: skip
    kept = {name: value for name, value in (claims | change).items() if value is not ...}
    head = {"alg": "Ed25519", "typ": "shizi-assertion+jwt", "kid": "g1"} | (header or {})
    return "Bearer " + jwt.encode(head, kept, key, algorithms=[head["alg"]])


def test_an_assertion_makes_a_viewer(verifier: Verifier, clock: ManualClock) -> None:
    assert verifier.verify(assertion(clock)) == Viewer(
        "office-1", CODE, frozenset({"staff"}), read_only=False, client="c1"
    )
    guest = verifier.verify(assertion(clock, committee="440500", ro=True))
    assert (guest.committee, guest.read_only, guest.anonymous) == ("440500", True, False)


def test_a_unit_has_no_other_role_and_may_have_no_name(verifier: Verifier, clock: ManualClock) -> None:
    code = "91350100M000100Y43"
    unit = verifier.verify(assertion(clock, roles=["unit", "staff"], unit=code))
    assert unit == Viewer("office-1", CODE, frozenset({"unit"}), read_only=False, client="c1", unit=code)
    assert verifier.verify(assertion(clock, roles=["unit"])).unit == ""
    staff = verifier.verify(assertion(clock, unit=code))
    assert (staff.roles, staff.unit) == (frozenset({"staff"}), None)


def test_whoever_reviews_or_signs_is_staff(verifier: Verifier, clock: ManualClock) -> None:
    for role in ("reviewer", "signer"):
        assert verifier.verify(assertion(clock, roles=[role])).roles == frozenset({role, "staff"})
    assert verifier.verify(assertion(clock, roles=["signer", "unit"])).roles == frozenset({"unit"})
    assert verifier.verify(assertion(clock, roles=["signer"], committee=None)).roles == frozenset()


def test_nobody_in_particular(verifier: Verifier, clock: ManualClock) -> None:
    assert verifier.verify(None) is ANONYMOUS
    assert ANONYMOUS.anonymous
    assert ANONYMOUS.read_only
    citizen = verifier.verify(assertion(clock, sub="anonymous", committee=None, roles=["staff"]))
    assert citizen == Viewer("anonymous", None, frozenset(), read_only=False, client="c1")  # roles are a committee's


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "350800"},
        {"aud": [CODE]},
        {"aud": ...},
        {"iss": "https://dev-issuer.shizi.example"},
        {"iss": ...},
        {"sub": ""},
        {"sub": ...},
        {"committee": "广州"},
        {"committee": "4401"},
        {"roles": "staff"},
        {"roles": [1]},
        {"roles": ["unit"], "unit": 1},
        {"roles": ...},
        {"ro": "no"},
        {"ro": ...},
        {"client": 1},
        {"exp": ...},
        {"iat": ...},
        {"iat": True},
        {"exp": "soon"},
    ],
)
def test_claims_that_do_not_hold(verifier: Verifier, clock: ManualClock, change: dict[str, Any]) -> None:
    refused(verifier, assertion(clock, **change))


@pytest.mark.parametrize(
    ("issued", "expires", "holds"),
    [(0, 60, True), (0, 61, False), (-60, 0, False), (-59, 1, True), (5, 60, True), (6, 60, False), (0, 0, False)],
)
def test_it_holds_for_a_minute_at_most(
    verifier: Verifier, clock: ManualClock, issued: int, expires: int, holds: bool
) -> None:
    now = int(clock.now().timestamp())
    token = assertion(clock, iat=now + issued, exp=now + expires)
    if holds:
        assert verifier.verify(token).subject == "office-1"
    else:
        refused(verifier, token)


def test_it_expires_by_the_nodes_clock(verifier: Verifier, clock: ManualClock) -> None:
    token = assertion(clock)
    clock.advance(timedelta(seconds=59))
    verifier.verify(token)
    clock.advance(timedelta(seconds=1))
    refused(verifier, token)


def test_an_assertion_for_another_node_is_refused(clock: ManualClock) -> None:
    captured = assertion(clock, aud="350800", committee="350800")
    assert Verifier(public(KEY), "350800", clock).verify(captured).committee == "350800"
    refused(Verifier(public(KEY), CODE, clock), captured)


def test_other_signatures_types_and_algorithms_are_refused(verifier: Verifier, clock: ManualClock) -> None:
    refused(verifier, assertion(clock, key=OTHER))
    refused(verifier, assertion(clock, header={"typ": "JWT"}))
    secret = OctKey.import_key(json.dumps(KEY.as_dict(private=False)))
    refused(verifier, assertion(clock, key=secret, header={"alg": "HS256"}))
    head, body, signature = assertion(clock).removeprefix("Bearer ").split(".")
    refused(verifier, f"Bearer {head}.{body}.{'A' * len(signature)}")
    refused(verifier, f"Bearer {head}.{body}.")


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer a.b.c", "Bearer 题", "Bearer " + "a" * 5000]
)
def test_what_is_no_assertion_at_all(verifier: Verifier, header: str) -> None:
    refused(verifier, header)


def test_keys_are_read_from_the_home(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "gateway.pub.jwks").write_text(json.dumps({"keys": [KEY.as_dict(private=False)]}))
    assert Verifier(gateway_keys(tmp_path), CODE, clock).verify(assertion(clock)).committee == CODE


def refused(verifier: Verifier, header: str) -> None:
    with pytest.raises(ShiziError) as raised:
        verifier.verify(header)
    assert raised.value.code is ErrorCode.UNAUTHENTICATED
    assert raised.value.message_zh.startswith("身份凭证")
