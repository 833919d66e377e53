"""Numbered SQL files, applied once and in order to a committee's schema.

A file may name ``{{code}}``, ``{{schema}}``, ``{{owner}}``, ``{{writer}}`` and ``{{reader}}``. What it creates belongs
to the owner role, with the committee's schema as the search path; the writer may change every new table and the
reader may read it unless the file revokes that. A file that was applied must not change: write another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

from services.kit import past
from services.kit.clock import Clock
from services.kit.provision import Account

if TYPE_CHECKING:
    Admin = asyncpg.Connection[asyncpg.Record]

MODULES = (
    "kit",
    "exchange",
    "committees",
    "topics",
    "proposals",
    "handling",
    "citizens",
    "reports",
    "partners",
    "authority",
    "shared_proposals",
)
"""Folders under ``services`` whose ``sql/`` is applied, in this order."""

SERVICES = Path(__file__).resolve().parent.parent

LEDGER = """CREATE TABLE IF NOT EXISTS schema_migration (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL)"""


class MigrationChangedError(Exception):
    """A file differs from what was applied under its name."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: its name with its module's, and its text."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        """The checksum by which a later change of the file is seen."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def bound(self, account: Account) -> str:
        """The text for one committee."""
        names = {
            "code": account.code,
            "schema": account.schema,
            "owner": account.owner,
            "writer": account.writer.role,
            "reader": account.reader.role,
        }
        text = self.text
        for name, value in names.items():
            text = text.replace("{{" + name + "}}", value)
        return text


def migrations(root: Path = SERVICES, modules: Sequence[str] = MODULES) -> tuple[Migration, ...]:
    """The files of the modules in the order in which they are applied."""
    return tuple(
        Migration(f"{module}/{path.name}", path.read_text(encoding="utf-8"))
        for module in modules
        for path in sorted((root / module / "sql").glob("*.sql"))
    )


async def migrate(account: Account, clock: Clock, files: Sequence[Migration] | None = None) -> tuple[str, ...]:
    """Apply what is missing, each file in one transaction, and return the names applied.

    Runners that race wait for one another. Raises :class:`MigrationChangedError` when an applied file's text differs.
    """
    connection = await asyncpg.connect(account.dsn)
    try:
        await connection.execute("SELECT pg_advisory_lock(hashtextextended($1, 0))", f"migrate {account.schema}")
        await _act_as_owner(connection, account)
        await connection.execute(LEDGER)
        rows = await connection.fetch("SELECT name, sha256 FROM schema_migration")
        applied = {row["name"]: row["sha256"] for row in rows}
        wanted = migrations() if files is None else files
        if any(file.name not in applied for file in wanted):
            await past.forget(connection, account)
        fresh = await _apply(connection, account, clock, wanted, applied)
        await past.remember(connection, account)
        return fresh
    finally:
        await connection.close()


async def _act_as_owner(connection: Admin, account: Account) -> None:
    await connection.execute(f"SET ROLE {account.owner}")
    await connection.execute(f"SET search_path TO {account.schema}")


async def _apply(
    connection: Admin, account: Account, clock: Clock, files: Sequence[Migration], applied: dict[str, str]
) -> tuple[str, ...]:
    fresh = []
    for file in files:
        if file.name in applied:
            if applied[file.name] != file.sha256:
                raise MigrationChangedError(f"{file.name} was changed after it was applied to {account.schema}")
            continue
        async with connection.transaction():
            await connection.execute(file.bound(account))
            await connection.execute(
                "INSERT INTO schema_migration (name, sha256, applied_at) VALUES ($1, $2, $3)",
                file.name,
                file.sha256,
                clock.now(),
            )
        fresh.append(file.name)
    return tuple(fresh)
