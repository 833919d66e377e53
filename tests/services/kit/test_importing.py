"""Importing facts: by an event of its own, with source and gaps, repeatable, all of a committee's or nothing."""

import time

import asyncpg
import pytest

from schema.ids import derived_id, new_id
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.importing import ImportRecord, ImportSummary, import_records
from services.partners.records import PROJECT
from services.proposals.records import FILING
from services.reports.records import REPORT
from services.topics.records import TOPIC
from tests.services.writing import feed_of, number

CODE = "440100"


def filing(name: str, **change: object) -> ImportRecord:
    values = {"title": name, "state": "FILED", "outcome": "FILED", "origin": "PROPOSER", "happened_in": 2023}
    people = [{"position": 1, "kind": "MEMBER", "name": "某委员", "first": True}]
    return ImportRecord(
        FILING, str(derived_id(CODE, "filing", name)), values | change, "PRESS", "某报 2023",
        ("caseNumber", "term"), {"proposer": people},
    )  # fmt: skip


def project(name: str) -> ImportRecord:
    values = {"title": name, "partners": ["350800"]}
    return ImportRecord(PROJECT, str(derived_id(CODE, "project", name)), values, "PRESS", "某报 2023", ("state",))


def report(name: str) -> ImportRecord:
    figure = {"name": "立案", "value": 1.5, "upper": None, "unit": "件", "qualifier": "EXACT", "asPrinted": "1.5件"}
    values = {"subject": name, "title": name, "figures": [figure], "checks": [], "closes": "NOT_CHECKABLE"}
    return ImportRecord(REPORT, str(derived_id(CODE, "report", name)), values, "OFFICIAL", "某站")


async def test_facts_enter_by_an_event_with_source_and_gaps(node_db: NodeDatabase, clock: ManualClock) -> None:
    facts = [filing("一"), project("回收平台"), filing("二", is_key_proposal=True), report("某市政协"), filing("三")]
    assert await import_records(node_db, CODE, facts, clock) == ImportSummary(imported=5, present=0)
    row = await node_db.reader.fetchrow("SELECT * FROM filing WHERE title = '二'")
    assert row is not None
    assert (row["provenance"], row["source"], row["gaps"]) == ("PRESS", "某报 2023", ["caseNumber", "term"])
    assert (row["visibility"], row["version"], row["is_key_proposal"]) == ("PUBLISHED", 1, True)
    assert await node_db.reader.fetchval("SELECT is_key_proposal FROM filing WHERE title = '一'") is False
    await number(node_db, clock)
    events = await feed_of(node_db)
    assert [event.kind for event in events] == [
        "filing.imported", "project.imported", "filing.imported", "report.imported", "filing.imported",
    ]  # fmt: skip
    assert events[0].body["values"]["source"] == "某报 2023"
    assert events[0].body["children"]["proposer"][0]["name"] == "某委员"
    for table, count in (
        ("filing_history", 3),
        ("proposer_history", 3),
        ("review_history", 0),
    ):
        assert await node_db.reader.fetchval(f"SELECT count(*) FROM {table}") == count


async def test_an_import_may_be_repeated(node_db: NodeDatabase, clock: ManualClock) -> None:
    await import_records(node_db, CODE, [filing("一"), filing("二")], clock)
    again = await import_records(node_db, CODE, [filing("二", title="改"), filing("一"), filing("三")], clock)
    assert again == ImportSummary(imported=1, present=2)
    assert await node_db.reader.fetchval("SELECT count(*) FROM event") == 3
    assert await node_db.reader.fetchval("SELECT count(*) FROM filing WHERE title = '改'") == 0


async def test_all_or_nothing(node_db: NodeDatabase, clock: ManualClock) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await import_records(node_db, CODE, [project("好"), filing("一"), filing("坏", state="NO_SUCH_STATE")], clock)
    for table in ("filing", "partner_project", "proposer", "event"):
        assert await node_db.reader.fetchval(f"SELECT count(*) FROM {table}") == 0


async def test_ids_are_the_owners_own_of_their_kind_and_given_once(node_db: NodeDatabase, clock: ManualClock) -> None:
    topic = {"title": "题", "stage": "PROPOSED"}
    theirs = ImportRecord(TOPIC, str(new_id("440500", "topic", at=clock.now())), topic, "PRESS", "s")
    with pytest.raises(ValueError, match="not a record of"):
        await import_records(node_db, CODE, [theirs], clock)
    with pytest.raises(ValueError, match="twice"):
        await import_records(node_db, CODE, [filing("一"), filing("一")], clock)
    with pytest.raises(ValueError, match="own database"):
        await import_records(node_db, "440500", [], clock)


async def test_lists_are_added_once(node_db: NodeDatabase, clock: ManualClock) -> None:
    lists: dict[str, list[dict[str, object]]] = {
        "sector": [{"name": "经济", "kind": "PROFESSIONAL_OR_SOCIAL", "source": "s", "position": 1}],
        "refusal_reason": [{"code": "X", "text_zh": "甲", "text_en": "A", "source": "s", "position": 1}],
        "sharing_policy": [
            {"module": "proposals", "audience_kind": "PUBLIC", "covers": "TOTALS", "valid_from": "2023-01-01"},
        ],
    }
    for _ in range(2):
        await import_records(node_db, CODE, [], clock, lists=lists)
    for table in lists:
        assert await node_db.reader.fetchval(f"SELECT count(*) FROM {table}") == 1
    with pytest.raises(ValueError, match="no list"):
        await import_records(node_db, CODE, [], clock, lists={"event": []})


async def test_ten_thousand_synthetic_filings_come_in_quickly(node_db: NodeDatabase, clock: ManualClock) -> None:
    facts = [filing(f"件{n}") for n in range(10_000)]
    began = time.monotonic()
    assert (await import_records(node_db, CODE, facts, clock)).imported == 10_000
    assert await number(node_db, clock) == 10_000
    assert time.monotonic() - began < 60  # about 5 s on an idle machine; 100,000 must stay a matter of a minute
    assert len(await feed_of(node_db)) == 10_000
