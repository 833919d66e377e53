"""gateway.toml: what it may say, and that every mistake is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.execute.backend import Member
from gateway.partitions.membership_file import MembershipError, read_gateway_file

KEY = "A" * 43
GOOD = f"""
[gateway]
supergraph = "sdl/supergraph.graphql"
key = "keys/gateway.jwk"
cors = ["http://localhost:4000", "*"]

[partition]
graph = "committees"
timeout_ms = 2500
probe_ms = 400

[[node]]
code = "440500"
level = "CITY"
profile = "CITY"
endpoint = "http://127.0.0.1:4103/graphql"
key = "{KEY}"
succeeds = ["440599"]

[[node]]
code = "440000"
level = "PROVINCE"
profile = "PROVINCE"
endpoint = "https://node.example/graphql"
key = "{KEY}"

[known]
CITY = ["440200", "440300"]

[[issuer]]
name = "https://issuer.example"
keys = "keys/issuer.pub.jwks"
committees = ["440000", "440500"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "gateway.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_a_whole_file(tmp_path: Path) -> None:
    file = read_gateway_file(write(tmp_path, GOOD))
    assert file.supergraph == tmp_path / "sdl/supergraph.graphql"
    assert file.key == tmp_path / "keys/gateway.jwk"
    assert file.cors == ("http://localhost:4000", "*")
    membership = file.membership
    assert (membership.graph, membership.timeout_s, membership.probe_s) == ("committees", 2.5, 0.4)
    assert [node.member for node in membership.nodes] == [
        Member("440000", "PROVINCE", "PROVINCE"),
        Member("440500", "CITY", "CITY"),
    ]
    assert [node.succeeds for node in membership.nodes] == [(), ("440599",)]
    assert membership.known == {"440200": "CITY", "440300": "CITY"}
    (issuer,) = file.issuers
    assert issuer.keys == tmp_path / "keys/issuer.pub.jwks"
    assert issuer.committees == frozenset({"440000", "440500"})


def test_has_defaults_for_all_that_can_have_one(tmp_path: Path) -> None:
    text = f"""
        partition.graph = "committees"
        [[node]]
        code = "440000"
        level = "PROVINCE"
        profile = "PROVINCE"
        endpoint = "http://127.0.0.1:1/graphql"
        key = "{KEY}"
    """
    file = read_gateway_file(write(tmp_path, text))
    assert file.supergraph is None
    assert file.key == tmp_path / "keys" / "gateway.jwk"
    assert (file.cors, file.issuers, file.membership.known) == ((), (), {})
    assert (file.membership.timeout_s, file.membership.probe_s) == (3.0, 0.5)


def test_prints_itself(tmp_path: Path) -> None:
    assert str(read_gateway_file(write(tmp_path, GOOD)).membership) == (
        "committees: 2 nodes, 2 codes without one\n"
        "  440000 PROVINCE PROVINCE https://node.example/graphql\n"
        "  440500 CITY CITY http://127.0.0.1:4103/graphql succeeds 440599"
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('code = "440500"', 'code = "44050"', "node[0].code: must be six digits, not '44050'"),
        ('code = "440500"', "code = 440500", "node[0].code: must be a text, not 440500"),
        ('code = "440500"', "", "node[0].code: is missing"),
        ('code = "440500"', 'code = "440000"', "node[1].code: '440000' is already used at node[0].code"),
        ('level = "PROVINCE"', 'level = "TOWN"', "node[1].level: must be one of NATIONAL, PROVINCE, CITY, DISTRICT"),
        ('profile = "CITY"', "", "node[0].profile: is missing"),
        ("http://127.0.0.1:4103/graphql", "127.0.0.1:4103", "node[0].endpoint: must be an address like"),
        ("http://127.0.0.1:4103/graphql", "http://x:99999/", "node[0].endpoint: must be an address like"),
        (f'key = "{KEY}"\nsucceeds', 'key = "AAAA"\nsucceeds', "node[0].key: must be an Ed25519 public key"),
        ('succeeds = ["440599"]', 'succeeds = "440599"', "node[0].succeeds: must be a list of texts"),
        ('succeeds = ["440599"]', 'succeeds = ["440000"]', "is already used at node[0].succeeds[0]"),
        ('succeeds = ["440599"]', 'succeds = ["440599"]', "node[0].succeds: is not a setting here; there are code,"),
        ("probe_ms = 400", "probe_ms = 1001", "partition.probe_ms: must be a whole number from 20 to 1000"),
        ("probe_ms = 400", "probe_ms = true", "partition.probe_ms: must be a whole number"),
        ("timeout_ms = 2500", "timeout_ms = 0", "partition.timeout_ms: must be a whole number from 1 to 60000"),
        ('graph = "committees"', "", "partition.graph: is missing"),
        ('CITY = ["440200", "440300"]', 'CITY = ["440500"]', "known.CITY[0]: '440500' is already used at node[0].code"),
        ('CITY = ["440200", "440300"]', 'CITY = ["4402"]', "known.CITY[0]: must be six digits"),
        ("[known]\nCITY", "[known]\nTOWN", "known.TOWN: is not a setting here"),
        (
            'committees = ["440000", "440500"]',
            "committees = []",
            "issuer[0].committees: an issuer is trusted",
        ),
        ('committees = ["440000", "440500"]', 'committees = ["x"]', "issuer[0].committees[0]: must be six digits"),
        ('name = "https://issuer.example"', "", "issuer[0].name: is missing"),
        ('"http://localhost:4000"', '"http://localhost:4000/"', "gateway.cors[0]: must be an origin like"),
        ("[partition]", "[partitions]", "partitions: is not a setting here"),
        ("[gateway]", "[[gateway]]", "gateway: must be a table"),
    ],
)
def test_names_the_mistake_and_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(MembershipError) as caught:
        read_gateway_file(write(tmp_path, GOOD.replace(old, new, 1)))
    assert problem in str(caught.value)
    assert str(tmp_path / "gateway.toml") in str(caught.value)


def test_names_all_mistakes_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("440500", "x").replace("PROVINCE", "TOWN").replace("400", "5")
    with pytest.raises(MembershipError) as caught:
        read_gateway_file(write(tmp_path, text))
    assert len(caught.value.problems) >= 4


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(MembershipError, match="line 2"):
        read_gateway_file(write(tmp_path, '[gateway]\nkey = "\n'))


def test_a_file_that_is_missing_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(MembershipError, match="cannot be read"):
        read_gateway_file(tmp_path / "gateway.toml")
    (tmp_path / "gateway.toml").write_bytes(b"\xff")
    with pytest.raises(MembershipError, match="UTF-8"):
        read_gateway_file(tmp_path / "gateway.toml")


def test_a_partition_without_nodes_is_none(tmp_path: Path) -> None:
    with pytest.raises(MembershipError, match="at least one"):
        read_gateway_file(write(tmp_path, 'partition.graph = "committees"'))
