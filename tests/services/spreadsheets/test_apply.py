"""Importing into a real database: what is new, changed, unchanged or in conflict, and that nothing is half done."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from schema.errors import ShiziError
from services.handling.records import ASSIGNMENT
from services.kit.clock import ManualClock, SystemClock
from services.kit.database import NodeDatabase
from services.kit.events import Change, write_change
from services.kit.opening import open_node
from services.proposals.records import FILING
from services.spreadsheets.apply import Outcome, apply
from services.spreadsheets.batches import Verdict
from services.spreadsheets.gather import gather
from services.spreadsheets.mapping import Mapping, read_mapping
from tests.services.spreadsheets.books import MAPPING, delimited, line, workbook
from tests.services.writing import ACTOR, feed_of, number
from tests.system import ROOT

PLAIN = read_mapping(MAPPING)
BATCH = 40
CLOCK = {"subject": "clock", "committee": "440100", "roles": ["system"]}


class Import:
    """One committee's file, written anew and imported as often as a test likes."""

    def __init__(self, node_db: NodeDatabase, clock: ManualClock, folder: Path) -> None:
        self.node_db, self.clock, self.path = node_db, clock, folder / "proposals.csv"

    async def run(self, rows: Sequence[Sequence[Any]], mapping: Mapping = PLAIN, *, dry_run: bool = False) -> Outcome:
        gathered = gather(delimited(self.path, rows), mapping, self.node_db.code)
        try:
            return await apply(self.node_db, gathered, mapping, self.clock, dry_run=dry_run)
        finally:
            gathered.close()

    async def fetch(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        return list(await self.node_db.reader.fetch(statement, *arguments))

    async def command(self, title: str) -> None:
        """Something that a command does to the filing of that title."""
        (row,) = await self.fetch("SELECT id, version FROM filing WHERE title = $1", title)
        change = Change(FILING, "filing.replied", row["id"], {"state": "REPLIED"}, based_on=row["version"])
        async with self.node_db.writer.acquire() as connection, connection.transaction():
            await write_change(connection, self.node_db.code, change, actor=ACTOR, at=self.clock.now())


@pytest.fixture
def sheet(node_db: NodeDatabase, clock: ManualClock, tmp_path: Path) -> Import:
    return Import(node_db, clock, tmp_path)


async def test_a_dry_run_writes_nothing_and_the_run_does_what_it_said(sheet: Import) -> None:
    rows = [line(n) for n in range(1, 8)]
    planned = await sheet.run(rows, dry_run=True)
    assert (planned.verdicts, planned.written, planned.bad) == ({Verdict.NEW: 7}, False, 0)
    assert await sheet.fetch("SELECT FROM event") == []
    done = await sheet.run(rows)
    assert (done.verdicts, done.written) == (planned.verdicts, True)
    (first,) = await sheet.fetch("SELECT * FROM filing WHERE case_number = '0001'")
    assert (first["provenance"], first["visibility"], first["version"]) == ("OFFICIAL", "NODE", 1)
    assert (first["term"], first["session"], first["state"], first["outcome"]) == (14, 5, "HANDLING", "FILED")
    assert first["source"].startswith("proposals.csv sha256:")
    people = await sheet.fetch("SELECT name FROM proposer WHERE filing_id = $1 ORDER BY position", first["id"])
    assert [row["name"] for row in people] == ["某委员", "教育界"]
    units = await sheet.fetch("SELECT * FROM assignment WHERE filing_id = $1 ORDER BY position", first["id"])
    assert [(row["unit"], row["role"]) for row in units] == [("某局", "LEAD"), ("另局", "SUPPORT")]
    assert units[0]["gaps"] == ["creditCode", "level", "area", "state", "assigningBody", "issuedOn", "dueOn"]
    await number(sheet.node_db, sheet.clock)
    kinds = [event.kind for event in await feed_of(sheet.node_db)]
    assert kinds == ["filing.imported"] * 7 + ["assignment.imported"] * 14


async def test_a_second_import_changes_only_what_changed(sheet: Import) -> None:
    await sheet.run([line(1), line(2), line(3), line(4)])
    rows = [
        line(2, 案由="改了的题目", 提案者="某委员"),
        line(1),
        line(3, 会办="第三局"),
        line(4, 备注="不入库"),
        line(5),
    ]
    planned = await sheet.run(rows, dry_run=True)
    done = await sheet.run(rows)
    assert done.verdicts == planned.verdicts == {Verdict.NEW: 1, Verdict.CHANGED: 2, Verdict.UNCHANGED: 2}
    assert done.fields == {"title": 1, "proposers": 1, "assignments": 1}
    versions = {
        row["case_number"]: row["version"] for row in await sheet.fetch("SELECT case_number, version FROM filing")
    }
    assert versions == {"0001": 1, "0002": 2, "0003": 1, "0004": 1, "0005": 1}
    history = await sheet.fetch(
        "SELECT h.version, h.title, e.kind, (SELECT count(*) FROM proposer_history p WHERE p.filing_id = h.id"
        " AND p.version = h.version) AS people FROM filing_history h JOIN event e ON e.id = h.event_id"
        " WHERE h.case_number = '0002' ORDER BY h.version"
    )
    assert [tuple(row) for row in history] == [
        (1, "关于第2件事的提案", "filing.imported", 2),
        (2, "改了的题目", "filing.imported", 1),
    ]
    units = await sheet.fetch(
        "SELECT unit, a.state, position, a.version FROM assignment a JOIN filing f ON f.id = filing_id"
        " WHERE case_number = '0003' ORDER BY position"
    )
    assert [tuple(row) for row in units] == [("某局", None, 1, 1), ("另局", "CANCELLED", 2, 2), ("第三局", None, 3, 1)]
    again = await sheet.run(rows)
    assert again.verdicts == {Verdict.UNCHANGED: 5}
    assert (await sheet.run([line(3)])).verdicts == {Verdict.CHANGED: 1}
    back = await sheet.fetch("SELECT unit, state FROM assignment WHERE unit IN ('另局', '第三局') AND version > 1")
    assert {tuple(row) for row in back} == {("另局", None), ("第三局", "CANCELLED")}


async def test_what_commands_have_touched_is_left_alone(sheet: Import) -> None:
    await sheet.run([line(1), line(2)])
    for title in ("关于第1件事的提案", "关于第2件事的提案"):
        await sheet.command(title)
    done = await sheet.run([line(1), line(2, 案由="表中改了", 主办="新局"), line(3)])
    assert done.verdicts == {Verdict.UNCHANGED: 1, Verdict.CONFLICT: 1, Verdict.NEW: 1}
    (conflict,) = done.conflicts
    assert (conflict.row, conflict.code, conflict.value) == (3, "row.conflict", "0002")
    assert "title、assignments" in conflict.zh
    rows = await sheet.fetch("SELECT title, state, version FROM filing WHERE case_number = '0002'")
    assert [tuple(row) for row in rows] == [("关于第2件事的提案", "REPLIED", 2)]
    assert await sheet.fetch("SELECT FROM assignment WHERE unit = '新局'") == []


async def test_what_the_clock_brought_about_is_no_conflict_and_goes_with_the_deadline(sheet: Import) -> None:
    mapping = read_mapping(MAPPING + '[columns."备注"]\nfield = "dueOn"\n')
    await sheet.run([line(1, 备注="2026-05-01")], mapping)
    for row in await sheet.fetch("SELECT id FROM assignment"):
        late = Change(ASSIGNMENT, "assignment.overdue", row["id"], {"overdue_on": "2026-05-02"}, based_on=1)
        async with sheet.node_db.writer.acquire() as connection, connection.transaction():
            await write_change(connection, "440100", late, actor=CLOCK, at=sheet.clock.now())
    assert (await sheet.run([line(1, 备注="2026-05-01")], mapping)).verdicts == {Verdict.UNCHANGED: 1}
    assert (await sheet.run([line(1, 备注="2026-07-01")], mapping)).verdicts == {Verdict.CHANGED: 1}
    now = await sheet.fetch("SELECT due_on::text, overdue_on, version FROM assignment")
    assert [tuple(row) for row in now] == [("2026-07-01", None, 3)] * 2
    assert (await sheet.run([line(1, 备注="2026-07-01")], mapping)).verdicts == {Verdict.UNCHANGED: 1}


async def test_one_bad_row_keeps_everything_out(sheet: Import) -> None:
    done = await sheet.run([line(1), line(2, 状态="说不清"), line(3)])
    assert (done.refused, done.written, done.bad) == (True, False, 1)
    assert [(problem.row, problem.code) for problem in done.problems] == [(3, "cell.unlisted")]
    assert await sheet.fetch("SELECT FROM event") == []


async def test_a_number_of_another_record_is_refused(sheet: Import) -> None:
    values = {
        "title": "立案在先", "term": 14, "session": 5, "case_number": "0002", "state": "FILED", "outcome": "FILED",
        "origin": "PROPOSER", "visibility": "NODE", "provenance": "RECORDED",
    }  # fmt: skip
    change = Change(FILING, "filing.filed", "440100:filing:01890000-0000-7000-8000-000000000001", values)
    async with sheet.node_db.writer.acquire() as connection, connection.transaction():
        await write_change(connection, "440100", change, actor=ACTOR, at=sheet.clock.now())
    done = await sheet.run([line(1), line(2)])
    assert [(problem.row, problem.code) for problem in done.problems] == [(3, "row.number-taken")]
    assert change.id in done.problems[0].en
    assert [row["title"] for row in await sheet.fetch("SELECT title FROM filing")] == ["立案在先"]


async def test_a_serial_carries_a_row_until_it_has_its_number(sheet: Import) -> None:
    mapping = read_mapping(MAPPING + '[columns."备注"]\nfield = "serial"\n')
    waiting = line(1, 案号="", 状态="待审", 主办="", 会办="", 备注="S1")
    await sheet.run([waiting], mapping)
    assert (await sheet.run([waiting], mapping)).verdicts == {Verdict.UNCHANGED: 1}
    filed = await sheet.run([line(1, 备注="S1")], mapping)
    assert (filed.verdicts, "caseNumber" in filed.fields) == ({Verdict.CHANGED: 1}, True)
    assert (await sheet.run([line(1, 备注="S1")], mapping)).verdicts == {Verdict.UNCHANGED: 1}
    rows = await sheet.fetch("SELECT case_number, version FROM filing")
    assert [tuple(row) for row in rows] == [("0001", 2)]


async def test_two_imports_at_once_are_refused(sheet: Import) -> None:
    other = await sheet.node_db.connect()
    try:
        await other.execute("SELECT pg_advisory_lock(hashtextextended($1, 0))", f"import {sheet.node_db.schema}")
        with pytest.raises(ShiziError) as refusal:
            await sheet.run([line(1)])
        assert refusal.value.details["problem"] == "import.running"
    finally:
        await other.close()


def _command(folder: Path) -> list[str]:
    """`shizi import` of three batches."""
    rows = [line(n) for n in range(1, 3 * BATCH + 1)]
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return [
        sys.executable, "-m", "deploy.cli", "import", "--committee", "440100", "--home", str(folder),
        "--file", str(workbook(folder / "p.xlsx", rows)), "--mapping", str(folder / "mapping.toml"),
        "--batch", str(BATCH),
    ]  # fmt: skip


async def test_a_killed_import_leaves_whole_batches_and_is_resumed_by_repeating_it(
    database_dsn: str, tmp_path: Path
) -> None:
    """The third batch waits for a number that someone else is about to give; there the process is killed."""
    node = await open_node(database_dsn, "440100", home=tmp_path, clock=SystemClock())
    command = _command(tmp_path)
    environment = {**os.environ, "SHIZI_DATABASE_URL": database_dsn}
    try:
        async with node.writer.acquire() as connection:
            rival = connection.transaction()
            await rival.start()
            await connection.execute(
                "INSERT INTO filing (id, version, visibility, provenance, recorded_at, created_at, title, term,"
                " session, case_number, state, outcome, origin) VALUES ('440100:filing:x', 1, 'NODE', 'RECORDED',"
                " $1, $1, 't', 14, 5, $2, 'FILED', 'FILED', 'PROPOSER')",
                SystemClock().now(),
                f"{2 * BATCH + 1:04}",
            )
            process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)
            async with asyncio.timeout(60):
                while await node.reader.fetchval("SELECT count(*) FROM filing") < 2 * BATCH:
                    assert process.returncode is None
                    await asyncio.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            await process.wait()
            await rival.rollback()
        assert await node.reader.fetchval("SELECT count(*) FROM filing") == 2 * BATCH
        assert await node.reader.fetchval("SELECT count(*) FROM assignment") == 4 * BATCH
        again = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await again.communicate()
        assert again.returncode == 0
        assert f"{BATCH} " in said.decode()
        assert await node.reader.fetchval("SELECT count(*) FROM filing WHERE version = 1") == 3 * BATCH
        assert await node.reader.fetchval("SELECT count(*) FROM event") == 9 * BATCH
    finally:
        await node.close()
