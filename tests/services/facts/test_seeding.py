"""Facts in real databases: each committee gets what it owns, once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from deploy.local.postgres import EmbeddedPostgres
from services.facts import COMMITTEES, seed
from services.facts.seeding import SeedSummary, examples, facts_of
from services.kit.clock import ManualClock
from tests.services.conftest import START, empty_database

TABLES = (
    "committee_profile", "partner_agreement", "partner_project", "joint_topic", "topic_invitation", "participation",
    "written_suggestion", "filing", "proposer", "assignment", "review", "published_report",
)  # fmt: skip
LISTS = ("sector", "refusal_reason", "sharing_policy")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A database with the facts of all committees, and what it was told when they came."""

    dsn: str
    home: Path
    summary: SeedSummary


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def seeded(postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Seeded]:
    """For all tests of the module, as none changes what was seeded."""
    home = tmp_path_factory.mktemp("home")
    async with empty_database(postgres) as dsn:
        yield Seeded(dsn, home, await seed(dsn, home, ManualClock(START)))


async def rows(dsn: str, table: str) -> list[dict[str, Any]]:
    """All rows of a table over the eight committees."""
    connection = await asyncpg.connect(dsn)
    try:
        return [
            dict(row)
            for code in COMMITTEES
            for row in await connection.fetch(
                f"SELECT t.*, '{code}' AS node FROM node_{code}.{table} t ORDER BY t::text"
            )
        ]
    finally:
        await connection.close()


async def everything(dsn: str) -> dict[str, list[dict[str, Any]]]:
    past = [f"{table}_history" for table in TABLES]
    return {table: await rows(dsn, table) for table in (*TABLES, *past, *LISTS, "event", "outbox")}


async def test_seeding_twice_changes_nothing(seeded: Seeded, clock: ManualClock) -> None:
    before = await everything(seeded.dsn)
    total = sum(len(facts_of(code)) for code in COMMITTEES)
    assert (seeded.summary.imported, seeded.summary.present) == (total, 0)
    second = await seed(seeded.dsn, seeded.home, clock)
    assert (second.imported, second.present) == (0, total)
    assert await everything(seeded.dsn) == before

    assert {row["version"] for table in TABLES for row in before[table] if "version" in row} == {1}
    assert len(before["event"]) == total
    assert {row["kind"].split(".")[1] for row in before["event"]} == {"imported"}
    assert {row["node"] for row in before["event"]} == set(COMMITTEES)
    assert before["outbox"] == []


async def test_participations_carry_the_ids_that_the_leads_know(seeded: Seeded) -> None:
    invited = {row["participation_id"]: row for row in await rows(seeded.dsn, "topic_invitation")}
    answers = await rows(seeded.dsn, "participation")
    assert {row["id"] for row in answers} < set(invited)
    for row in answers:
        assert row["owner"] == row["node"] == invited[row["id"]]["committee"]
        assert row["topic_id"] == invited[row["id"]]["topic_id"]
        assert row["state"] == "ACCEPTED"
    assert sorted((row["owner"], row["provenance"]) for row in answers) == [
        ("440000", "PRESS"), ("440000", "PRESS"), ("440100", "SYNTHETIC"), ("440983", "SYNTHETIC"),
    ]  # fmt: skip


async def test_lists_and_policies_of_every_committee(seeded: Seeded) -> None:
    reasons = await rows(seeded.dsn, "refusal_reason")
    policies = await rows(seeded.dsn, "sharing_policy")
    for code in COMMITTEES:
        assert len([row for row in reasons if row["node"] == code]) == 10
        shared = {(row["module"], row["covers"]) for row in policies if row["node"] == code}
        both = {
            (module, covers)
            for module in ("committees", "topics", "proposals", "handling", "shared_proposals", "reports", "partners")
            for covers in ("RECORDS", "TOTALS")
        }
        assert shared == both | {("citizens", "TOTALS")}
    assert {row["audience_kind"] for row in policies} == {"PUBLIC"}
    assert {row["node"] for row in await rows(seeded.dsn, "sector")} == {"440000"}


@pytest.mark.parametrize("count", [60])
async def test_examples_are_added_to_the_facts_and_not_twice(
    database_dsn: str, tmp_path: Path, clock: ManualClock, count: int
) -> None:
    heard: list[str] = []
    pair = ("440100", "440606")
    first = await seed(
        database_dsn, tmp_path, clock, committees=pair, synthetic=count, said=lambda code, _: heard.append(code)
    )
    assert heard == list(pair)
    facts = sum(len(facts_of(code)) for code in pair)
    few, many = (sum(len(examples(code, n)) for code in pair) for n in (count, count + 10))
    assert first.imported == facts + few
    more = await seed(database_dsn, tmp_path, clock, committees=pair, synthetic=count + 10)
    assert (more.imported, more.present) == (many - few, facts + few)
    connection = await asyncpg.connect(database_dsn)
    try:
        made = "SELECT count(*) FROM node_440606.filing WHERE provenance = 'SYNTHETIC'"
        assert await connection.fetchval(made) == count + 10
    finally:
        await connection.close()
