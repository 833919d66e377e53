"""Loads the directory of divisions into a committee's schema, where reads join it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import asyncpg

from schema.directory import DIVISIONS, division, successors
from services.kit.provision import Account

Succession = tuple[str, str, date, date | None]


@cache
def _successions() -> tuple[Succession, ...]:
    return tuple(each for code in sorted({each.code for each in DIVISIONS}) for each in successions(code))


async def load_divisions(account: Account) -> None:
    """Bring ``division`` and ``succession`` to what the directory says; codes that rows refer to are never deleted."""
    codes = sorted({each.code for each in DIVISIONS})
    latest = [found for code in codes if (found := division(code)) is not None]
    connection = await asyncpg.connect(account.dsn)
    try:
        await connection.execute(f"SET ROLE {account.owner}")
        await connection.execute(f"SET search_path TO {account.schema}")
        async with connection.transaction():
            await connection.executemany(
                "INSERT INTO division (code, name, level, parent, retired_on) VALUES ($1, $2, $3, $4, $5)"
                " ON CONFLICT (code) DO UPDATE SET (name, level, parent, retired_on) ="
                " (excluded.name, excluded.level, excluded.parent, excluded.retired_on)",
                [(each.code, each.name, each.level.value, each.parent, each.until) for each in latest],
            )
            await connection.execute("DELETE FROM succession")
            await connection.copy_records_to_table("succession", records=_successions())
    finally:
        await connection.close()


def successions(code: str) -> Iterator[Succession]:
    """Every (code, heir, from, until) for one code: between two days on which the directory changes nothing moves."""
    standing: dict[str, date] = {}
    for day in _CHANGES:
        heirs = {each.code for each in successors(code, day)}
        for heir in sorted(standing.keys() - heirs):
            yield code, heir, standing.pop(heir), day
        for heir in heirs - standing.keys():
            standing[heir] = day
    for heir, since in sorted(standing.items()):
        yield code, heir, since, None


_CHANGES = sorted({day for each in DIVISIONS for day in (each.from_, each.until) if day is not None})
