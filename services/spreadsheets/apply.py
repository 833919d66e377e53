"""Carrying out an import: everything is compared first, then batches are written, each in a transaction of its own.

A process that is killed leaves whole batches behind. As every row is known again, repeating the import is resuming it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import asyncpg

from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.reimporting import Standing, write_standings
from services.proposals.records import FILING
from services.spreadsheets.batches import Origin, RowPlan, Verdict, plan_batch
from services.spreadsheets.gather import MOST_PROBLEMS, Gathered
from services.spreadsheets.mapping import Mapping
from services.spreadsheets.problems import Problem, refused

BATCH: Final = 500
Said = Callable[[str, int], None]


@dataclass(slots=True)
class Outcome:
    """What an import did, or in a dry run would do. ``fields`` counts the changed rows by what changed in them.

    ``refused``: there are bad rows, so nothing was written. Conflicts are told and left as they are.
    """

    rows: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    written: bool = False

    @property
    def refused(self) -> bool:
        return self.bad > 0

    def count(self, plans: Iterable[RowPlan]) -> None:
        """Add what a batch came to."""
        for plan in plans:
            self.verdicts[plan.verdict] += 1
            if plan.verdict is Verdict.CHANGED:
                self.fields.update(plan.fields)
            if plan.problem is None:
                continue
            taken = plan.verdict is Verdict.TAKEN
            self.bad += taken
            told = self.problems if taken else self.conflicts
            if len(told) < MOST_PROBLEMS:
                told.append(plan.problem)


async def apply(
    node_db: NodeDatabase,
    gathered: Gathered,
    mapping: Mapping,
    clock: Clock,
    *,
    dry_run: bool = False,
    batch: int = BATCH,
    said: Said = lambda _phase, _rows: None,
) -> Outcome:
    """Import what was gathered, unless a row is bad. ``said`` hears of a phase, and how many rows it has done;
    ``batch`` is the number of rows a transaction.

    Raises BAD_USER_INPUT when another import of the committee is running.
    """
    origin = Origin(node_db.code, gathered.source, mapping.visibility)
    alone = await node_db.connect()
    try:
        if not await alone.fetchval("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", f"import {node_db.schema}"):
            raise refused(
                "import.running", "本政协的另一次导入正在进行。", "Another import of this committee is running."
            )
        planned = await _compare(alone, gathered, origin, said, batch)
        if dry_run or planned.refused:
            return planned
        return await _write(node_db, gathered, origin, clock, said, batch)
    finally:
        await alone.close()


async def _compare(connection: Connection, gathered: Gathered, origin: Origin, said: Said, size: int) -> Outcome:
    outcome = Outcome(gathered.rows, bad=gathered.bad, problems=list(gathered.problems))
    done = 0
    for batch in gathered.batches(size):
        outcome.count(await plan_batch(connection, origin, batch))
        done += len(batch)
        said("compare", done)
    outcome.problems.sort(key=lambda problem: problem.row)
    return outcome


async def _write(
    node_db: NodeDatabase, gathered: Gathered, origin: Origin, clock: Clock, said: Said, size: int
) -> Outcome:
    outcome = Outcome(gathered.rows, written=True)
    done = 0
    for batch in gathered.batches(size):
        try:
            async with node_db.writer.acquire() as connection, connection.transaction():
                plans = await plan_batch(connection, origin, batch, locked=True)
                await write_standings(connection, node_db.code, _writes(plans), clock.now())
        except asyncpg.UniqueViolationError as error:
            raise refused(
                "import.overtaken",
                f"导入期间有人使用了同一案号；已写入 {done} 行，请再次导入。",
                f"Someone took the same case number meanwhile; {done} rows are in, import again.",
                f"{batch[0].row}-{batch[-1].row}",
            ) from error
        outcome.count(plans)
        done += len(batch)
        said("write", done)
    return outcome


def _writes(plans: Iterable[RowPlan]) -> list[Standing]:
    """Filings before assignments, as everything locks and refers in that order."""
    writes = [standing for plan in plans for standing in plan.writes]
    return sorted(writes, key=lambda standing: standing.record.record is not FILING)
