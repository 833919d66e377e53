"""The `gateway.toml` that an installation writes: the gateway reads it, and it names every code once."""

from pathlib import Path

from deploy.local.committees import COMMITTEES
from deploy.local.introductions import write_introductions
from deploy.local.membership import write_membership
from deploy.local.settings import LocalSettings
from gateway.partitions.membership_file import read_gateway_file
from schema.directory import divisions
from schema.ledger.descriptors import Descriptor


def test_the_gateway_reads_what_is_written(tmp_path: Path) -> None:
    read = read_gateway_file(write_membership(LocalSettings(tmp_path, node_port=5001, dev_issuer=True)))
    nodes = {node.member.code: node for node in read.membership.nodes}
    assert sorted(nodes) == sorted(committee.code for committee in COMMITTEES)
    assert nodes["440100"].endpoint == "http://127.0.0.1:5002/graphql"
    assert (nodes["440983"].member.level, nodes["440983"].member.profile) == ("DISTRICT", "DISTRICT")
    assert (nodes["350800"].member.level, nodes["350800"].member.profile) == ("CITY", "PARTNER_CITY")
    (issuer,) = read.issuers
    assert issuer.committees == set(nodes)
    assert issuer.keys.exists()
    assert read.key.stat().st_mode & 0o077 == 0


def test_without_the_development_issuer_nobody_is_trusted(tmp_path: Path) -> None:
    assert read_gateway_file(write_membership(LocalSettings(tmp_path))).issuers == ()
    assert not (tmp_path / "keys" / "dev-issuer.jwk").exists()


def test_every_division_of_today_is_a_node_or_known(tmp_path: Path) -> None:
    membership = read_gateway_file(write_membership(LocalSettings(tmp_path))).membership
    joined = {node.member.code for node in membership.nodes}
    assert joined | set(membership.known) == {each.code for each in divisions()}
    assert not joined & set(membership.known)


def test_the_committees_are_introduced_to_one_another(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path, node_port=5001)
    write_introductions(settings)
    found = [Descriptor.parse(path.read_text().strip()) for path in sorted((tmp_path / "peers").glob("*.json"))]
    for each in found:
        each.check_itself()
    assert [each.code for each in found] == sorted(committee.code for committee in COMMITTEES)
    assert {each.code: each.endpoint for each in found}["440100"] == "http://127.0.0.1:5002/graphql"
    keys = [each.current for each in found]
    write_introductions(settings)
    again = [Descriptor.parse(path.read_text().strip()) for path in sorted((tmp_path / "peers").glob("*.json"))]
    assert [each.current for each in again] == keys


def test_retired_codes_lead_to_their_heir(tmp_path: Path) -> None:
    membership = read_gateway_file(write_membership(LocalSettings(tmp_path))).membership
    heirs = {old: node.member.code for node in membership.nodes for old in node.succeeds}
    assert heirs["440681"] == "440606"


def test_writing_again_keeps_the_keys(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path, dev_issuer=True)
    first = write_membership(settings).read_text()
    assert write_membership(settings).read_text() == first
