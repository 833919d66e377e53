"""Writes `gateway.toml`: the eight nodes with their addresses and keys, codes without a node, the trusted issuer."""

import json
from collections.abc import Iterator
from pathlib import Path

from deploy.local.committees import COMMITTEES, Committee
from deploy.local.settings import LocalSettings
from gateway.identity.keys import DEV_ISSUER_KEY, ensure_dev_issuer_key, ensure_gateway_key, ensure_node_key
from gateway.identity.tokens import DEV_ISSUER
from schema.completeness import NodeLevel
from schema.directory import DIVISIONS, divisions, successors

HEADER = """\
# 由 shizi up 写成，每次启动重写。 Written by shizi up, anew at every start.
"""


def write_membership(settings: LocalSettings) -> Path:
    """Creates the keys that are missing and writes the file whole or not at all; where it is."""
    ensure_gateway_key(settings.home)
    if settings.dev_issuer:
        ensure_dev_issuer_key(settings.home)
    path = settings.home / "gateway.toml"
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text("".join(_lines(settings)), encoding="utf-8")
    draft.rename(path)
    return path


def _lines(settings: LocalSettings) -> Iterator[str]:
    origins = [f"http://{host}:{settings.gateway_port}" for host in ("localhost", "127.0.0.1")]
    yield HEADER
    yield _table("[gateway]", key="keys/gateway.jwk", cors=origins)
    yield _table("[partition]", graph="committees", timeout_ms=3000, probe_ms=500)
    for committee in COMMITTEES:
        yield _node(settings, committee)
    yield _table("[known]", **_known())
    if settings.dev_issuer:
        codes = [committee.code for committee in COMMITTEES]
        yield _table("[[issuer]]", name=DEV_ISSUER, keys=f"keys/{DEV_ISSUER_KEY}.pub.jwks", committees=codes)


def _node(settings: LocalSettings, committee: Committee) -> str:
    return _table(
        "[[node]]",
        code=committee.code,
        level=committee.division.level.value,
        profile=committee.profile,
        endpoint=f"http://127.0.0.1:{committee.port(settings)}/graphql",
        key=ensure_node_key(settings.home, committee.code),
        succeeds=_retired_into(committee.code),
    )


def _retired_into(code: str) -> list[str]:
    """Old codes that live on in this committee alone."""
    retired = {each.code for each in DIVISIONS} - {each.code for each in divisions()}
    return sorted(old for old in retired if [heir.code for heir in successors(old)] == [code])


def _known() -> dict[str, list[str]]:
    """The directory's divisions of today that have no node, by level."""
    joined = {committee.code for committee in COMMITTEES}
    return {
        level.value: [each.code for each in divisions() if each.level == level and each.code not in joined]
        for level in NodeLevel
    }


def _table(heading: str, **values: object) -> str:
    """A table of strings, numbers and lists of strings, which JSON and TOML write alike."""
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return f"\n{heading}\n{''.join(lines)}"
