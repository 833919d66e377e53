"""Client tokens: what is accepted, and what each refusal says."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from gateway.context import ANONYMOUS
from gateway.identity.keys import KeyFileError, ensure_dev_issuer_key, load_public_keys, public_path
from gateway.identity.tokens import DEV_ISSUER, Issuer, TokenVerifier, issue_token
from schema.errors import ErrorCode, ShiziError

NOW = 1_700_000_000.0


def key_with_id() -> OKPKey:
    key = OKPKey.generate_key("Ed25519")
    return OKPKey.import_key({**key.as_dict(private=True), "kid": key.thumbprint(), "alg": "Ed25519"})


KEY, OTHER = key_with_id(), key_with_id()
ISSUER = Issuer("https://issuer.example", KeySet([KEY]), frozenset({"440100", "440500"}))
SECOND = Issuer("https://second.example", KeySet([OTHER]), frozenset({"350800"}))
GOOD: Mapping[str, Any] = {
    "iss": ISSUER.name,
    "sub": "clerk-1",
    "aud": "shizi",
    "iat": NOW,
    "exp": NOW + 60,
    "committee": "440100",
    "roles": ["staff"],
}


class Now:
    """A clock that stands where it is put."""

    def __init__(self, at: float = NOW) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


def token(claims: Mapping[str, Any] = GOOD, key: OKPKey = KEY, **header: Any) -> str:
    return jwt.encode({"alg": "Ed25519", "kid": key.kid, **header}, dict(claims), key, algorithms=["Ed25519"])


def verifier(now: Now | None = None) -> TokenVerifier:
    return TokenVerifier((ISSUER, SECOND), now or Now())


def refused(authorization: str, now: Now | None = None) -> ShiziError:
    with pytest.raises(ShiziError) as caught:
        verifier(now).viewer(authorization)
    error = caught.value
    assert error.code is ErrorCode.UNAUTHENTICATED
    assert any("\u4e00" <= letter <= "\u9fff" for letter in error.message_zh)
    return error


def test_no_header_is_the_anonymous_reader() -> None:
    assert verifier().viewer(None) is ANONYMOUS


def test_a_good_token_names_the_viewer() -> None:
    claims = {**GOOD, "aud": ["other", "shizi"], "roles": ["steward", "staff", "staff"]}
    viewer = verifier().viewer(f"bearer  {token(claims)}")
    assert (viewer.subject, viewer.committee, viewer.roles) == ("clerk-1", "440100", ("staff", "steward"))
    assert viewer.expires_at == NOW + 60
    assert viewer.unit is None


def test_a_token_may_say_for_which_unit_it_speaks() -> None:
    viewer = verifier().viewer(f"Bearer {token({**GOOD, 'roles': ['unit'], 'unit': '91350100M000100Y43'})}")
    assert (viewer.roles, viewer.unit) == (("unit",), "91350100M000100Y43")
    for wrong in ("", "a b", "x" * 40, 7, ["91350100M000100Y43"]):
        assert refused(f"Bearer {token({**GOOD, 'unit': wrong})}").extensions["reason"] == "MALFORMED"


def test_different_tokens_are_different_identities() -> None:
    check = verifier()
    first = check.viewer(f"Bearer {token()}")
    second = check.viewer(f"Bearer {token({**GOOD, 'roles': []})}")
    assert first.key != second.key
    assert check.viewer(f"Bearer {token()}") is first


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"exp": NOW}, "EXPIRED"),
        ({"exp": NOW - 3600}, "EXPIRED"),
        ({"exp": None}, "MALFORMED"),
        ({"exp": "tomorrow"}, "MALFORMED"),
        ({"exp": True}, "MALFORMED"),
        ({"exp": 1e300}, "MALFORMED"),
        ({"sub": ""}, "MALFORMED"),
        ({"sub": 7}, "MALFORMED"),
        ({"sub": "a\x00b"}, "MALFORMED"),
        ({"sub": "x" * 257}, "MALFORMED"),
        ({"aud": "other"}, "WRONG_AUDIENCE"),
        ({"aud": ["other"]}, "WRONG_AUDIENCE"),
        ({"aud": None}, "WRONG_AUDIENCE"),
        ({"iat": NOW + 3600}, "NOT_YET_VALID"),
        ({"nbf": NOW + 3600}, "NOT_YET_VALID"),
        ({"iss": "https://nobody.example"}, "UNKNOWN_ISSUER"),
        ({"iss": None}, "MALFORMED"),
        ({"committee": None}, "MALFORMED"),
        ({"committee": "4401001"}, "MALFORMED"),
        ({"committee": "440100\n"}, "MALFORMED"),
        ({"committee": "350800"}, "COMMITTEE_NOT_COVERED"),
        ({"roles": "staff"}, "MALFORMED"),
        ({"roles": ["Staff!"]}, "MALFORMED"),
        ({"roles": ["r"] * 17}, "MALFORMED"),
    ],
    ids=repr,
)
def test_says_what_is_wrong_with_the_claims(change: dict[str, Any], reason: str) -> None:
    error = refused(f"Bearer {token({**GOOD, **change})}")
    assert error.details["reason"] == reason


def test_the_messages_tell_the_reasons_apart() -> None:
    changes = ({"exp": NOW}, {"sub": ""}, {"iss": "https://nobody.example"}, {"committee": "350800"}, {"aud": "x"})
    errors = [refused(f"Bearer {token({**GOOD, **change})}") for change in changes]
    assert len({error.message for error in errors}) == len({error.message_zh for error in errors}) == len(changes)


def test_an_issuer_cannot_sign_for_another() -> None:
    assert refused(f"Bearer {token(GOOD, OTHER)}").details["reason"] == "BAD_SIGNATURE"


def test_a_changed_token_is_refused() -> None:
    head, _, signature = token().split(".")
    changed = orjson.dumps({**GOOD, "committee": "440500"})
    body = base64.urlsafe_b64encode(changed).rstrip(b"=").decode()
    assert refused(f"Bearer {head}.{body}.{signature}").details["reason"] == "BAD_SIGNATURE"


def test_an_assertion_is_no_client_token() -> None:
    assert refused(f"Bearer {token(typ='shizi-assertion+jwt')}").details["reason"] == "MALFORMED"


def test_an_unsigned_token_is_refused() -> None:
    parts = (base64.urlsafe_b64encode(orjson.dumps(part)).rstrip(b"=").decode() for part in ({"alg": "none"}, GOOD))
    assert refused(f"Bearer {'.'.join(parts)}.").details["reason"] == "BAD_SIGNATURE"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dTpw", f"Bearer {'x' * 9000}"])
def test_refuses_other_headers(header: str) -> None:
    assert "Bearer <token>" in refused(header).message


@pytest.mark.parametrize("text", ["x", "a.b", "a.b.c", "...", "e30.e30.e30", "é.è.ê", f"{'W1s' * 900}.e30.x"])
def test_refuses_what_is_no_token(text: str) -> None:
    assert refused(f"Bearer {text}").details["reason"] in {"MALFORMED", "BAD_SIGNATURE"}


@given(st.text())
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with pytest.raises(ShiziError):
        verifier().viewer(f"Bearer {text}")


def test_a_remembered_token_still_expires() -> None:
    now = Now()
    check = verifier(now)
    viewer = check.viewer(f"Bearer {token()}")
    now.at = NOW + 60
    with pytest.raises(ShiziError) as caught:
        check.viewer(f"Bearer {token()}")
    assert caught.value.details["reason"] == "EXPIRED"
    with pytest.raises(ShiziError):
        check.still_valid(viewer)


def test_the_development_issuer_issues_what_is_accepted(tmp_path: Path) -> None:
    ensure_dev_issuer_key(tmp_path)
    issued = issue_token(tmp_path, committee="440100", roles=["staff"], subject="clerk-1", now=NOW)
    issuer = Issuer(DEV_ISSUER, load_public_keys(public_path(tmp_path, "dev-issuer")), frozenset({"440100"}))
    viewer = TokenVerifier([issuer], Now()).viewer(f"Bearer {issued}")
    assert (viewer.subject, viewer.committee, viewer.roles) == ("clerk-1", "440100", ("staff",))
    assert refused(f"Bearer {issued}").details["reason"] == "UNKNOWN_ISSUER"


def test_without_its_key_nothing_is_issued(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError):
        issue_token(tmp_path, committee="440100", roles=[], subject="x")
