"""A process that hosts several committees: each has its own address, its own data, and an assertion of its own."""

from __future__ import annotations

from pathlib import Path

from tests.services.node_client import running


async def test_each_committee_answers_at_its_own_address(database_dsn: str, tmp_path: Path) -> None:
    async with running(database_dsn, tmp_path, "440100", "440500") as client:
        for code in ("440100", "440500"):
            client.path = f"/{code}/graphql"
            assert (await client.ask("{ committees { code } }")).json["data"] == {"committees": [{"code": code}]}
        client.path = "/graphql"
        several = await client.ask("{ committees { code } }")
        assert (several.status, several.code) == (404, "NOT_FOUND")
        client.path = "/440606/graphql"
        assert (await client.ask("{ committees { code } }")).status == 404


async def test_an_assertion_for_one_is_refused_by_the_other(database_dsn: str, tmp_path: Path) -> None:
    async with running(database_dsn, tmp_path, "440100", "440500") as client:
        token = client.assertion(audience="440500", committee="440500")
        client.path = "/440500/graphql"
        assert (await client.ask("{ committees { code } }", token)).status == 200
        client.path = "/440100/graphql"
        assert (await client.ask("{ committees { code } }", token)).code == "UNAUTHENTICATED"
