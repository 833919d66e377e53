"""Assignments that lay in their proposal's version become records, under their ids and with a history of their own."""

from pathlib import Path

import asyncpg

from schema.ids import derived_id
from services.kit.clock import ManualClock
from services.kit.migrations import migrate, migrations
from services.kit.provision import provision

CODE = "440500"
FILING = str(derived_id(CODE, "filing", "fact"))
UNIT = str(derived_id(CODE, "assignment", FILING, "某局"))
BEFORE = f"""
set search_path to node_{CODE};
insert into filing (id, owner, version, visibility, provenance, source, gaps, recorded_at, created_at, title, state,
                    outcome, origin)
  values ('{FILING}', '{CODE}', 1, 'PUBLISHED', 'PRESS', '某报', '{{text}}', '2026-11-01 00:00Z', '2026-11-01 00:00Z',
          '案', 'HANDLING', 'FILED', 'PROPOSER');
insert into assignment (owner, filing_id, id, position, unit) values ('{CODE}', '{FILING}', '{UNIT}', 1, '某局');
insert into sharing_policy (module, audience_kind, audience, covers, valid_from)
  values ('proposals', 'PARTNER', '350800', 'RECORDS', '2023-01-01');
"""


async def test_imported_assignments_are_moved(database_dsn: str, tmp_path: Path, clock: ManualClock) -> None:
    account = await provision(database_dsn, CODE, tmp_path)
    files = migrations()
    first = next(number for number, file in enumerate(files) if file.name.startswith("handling/"))
    await migrate(account, clock, files[:first])
    connection = await asyncpg.connect(database_dsn)
    try:
        await connection.execute(BEFORE)
        await migrate(account, clock, files)
        row = await connection.fetchrow("SELECT * FROM assignment")
        assert row is not None
        assert (row["id"], row["owner"], row["version"], row["unit"], row["round"]) == (UNIT, CODE, 1, "某局", 1)
        assert (row["visibility"], row["provenance"], row["source"]) == ("PUBLISHED", "PRESS", "某报")
        assert {"role", "state", "dueOn", "creditCode"} < set(row["gaps"])
        past = await connection.fetchrow(
            "SELECT e.kind, e.occurred_at, f.recorded_at, e.position FROM assignment_history h"
            " JOIN event e ON e.id = h.event_id JOIN filing f ON f.id = h.filing_id WHERE h.id = $1 AND h.version = 1",
            UNIT,
        )
        assert past is not None
        assert tuple(past) == ("assignment.imported", past["recorded_at"], past["recorded_at"], None)
        shared = await connection.fetchrow("SELECT audience, covers FROM sharing_policy WHERE module = 'handling'")
        assert shared is not None
        assert tuple(shared) == ("350800", "RECORDS")
    finally:
        await connection.close()
