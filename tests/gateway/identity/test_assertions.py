"""Assertions: what each node is told, for how long, and what is reused."""

from __future__ import annotations

from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from gateway.context import ANONYMOUS, Viewer
from gateway.identity.assertions import Assertions

NOW = 1_700_000_000.0
KEY = OKPKey.generate_key("Ed25519")
CLERK = Viewer("clerk-1", "440100", ("member", "staff"), "k1", NOW + 3600)


class Now:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> float:
        return self.at


def opened(header: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    assert header.startswith(b"authorization: Bearer ")
    assert header.endswith(b"\r\n")
    token = jwt.decode(header.split()[2], KEY, algorithms=["Ed25519"])
    return dict(token.header), dict(token.claims)


def test_says_who_asks_whom_and_for_how_long() -> None:
    head, claims = opened(Assertions(KEY, Now()).header(CLERK, "440100", "c1", mutation=False))
    assert head == {"alg": "Ed25519", "typ": "shizi-assertion+jwt", "kid": KEY.thumbprint()}
    assert claims == {
        "iss": "shizi-gateway",
        "sub": "clerk-1",
        "aud": "440100",
        "iat": NOW,
        "exp": NOW + 60,
        "committee": "440100",
        "roles": ["member", "staff"],
        "ro": False,
        "client": "c1",
    }


def test_only_the_tokens_own_node_hears_for_which_unit_it_speaks() -> None:
    unit = Viewer("unit-1", "440100", ("unit",), "k3", NOW + 3600, "91350100M000100Y43")
    assertions = Assertions(KEY, Now())
    heard = [opened(assertions.header(unit, node, "c1", mutation=True))[1] for node in ("440100", "440500")]
    assert [(claims["roles"], claims.get("unit")) for claims in heard] == [
        (["unit"], "91350100M000100Y43"),
        (["unit"], None),
    ]


@pytest.mark.parametrize("mutation", [False, True])
def test_is_read_only_at_any_other_node(mutation: bool) -> None:
    _, claims = opened(Assertions(KEY, Now()).header(CLERK, "350800", "c1", mutation=mutation))
    assert claims["ro"] is True
    assert claims["aud"] == "350800"


def test_an_anonymous_read_carries_none() -> None:
    assert Assertions(KEY, Now()).header(ANONYMOUS, "440100", "c1", mutation=False) == b""


def test_an_anonymous_command_carries_the_client_and_no_committee() -> None:
    _, claims = opened(Assertions(KEY, Now()).header(ANONYMOUS, "440100", "c1", mutation=True))
    assert (claims["committee"], claims["roles"], claims["ro"]) == (None, [], False)
    assert (claims["sub"], claims["client"]) == ("anonymous", "c1")


def test_never_outlives_the_clients_token() -> None:
    viewer = Viewer("clerk-1", "440100", (), "k1", NOW + 10)
    _, claims = opened(Assertions(KEY, Now()).header(viewer, "440100", "c1", mutation=False))
    assert claims["exp"] == NOW + 10


def test_is_reused_for_half_of_its_life() -> None:
    now = Now()
    assertions = Assertions(KEY, now)
    first = assertions.header(CLERK, "440100", "c1", mutation=False)
    now.at = NOW + 29.9
    assert assertions.header(CLERK, "440100", "c1", mutation=True) == first
    now.at = NOW + 30
    _, claims = opened(assertions.header(CLERK, "440100", "c1", mutation=False))
    assert claims["iat"] == NOW + 30


def test_nothing_is_shared_between_viewers_nodes_or_clients() -> None:
    assertions = Assertions(KEY, Now())
    other = Viewer("clerk-2", "440100", ("staff",), "k2", NOW + 3600)
    asked = [(CLERK, "440100", "c1"), (other, "440100", "c1"), (CLERK, "350800", "c1"), (CLERK, "440100", "c2")]
    seen = [opened(assertions.header(viewer, node, client, mutation=False))[1] for viewer, node, client in asked]
    assert [(c["sub"], c["aud"], c["client"]) for c in seen] == [
        ("clerk-1", "440100", "c1"),
        ("clerk-2", "440100", "c1"),
        ("clerk-1", "350800", "c1"),
        ("clerk-1", "440100", "c2"),
    ]
