"""The committees we exchange with, their pinned keys, and whether anything is wrong between us."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from schema.ledger import Pin, Pins, PublicKey
from schema.rulebook.model import Text
from services.kit.database import Connection, Pool

OK: Final = "OK"
AWAY: Final = "AWAY"
"""It does not answer; what it is told waits."""

RESTORED: Final = "RESTORED"
"""It holds more of our ledger than we do: our database came from an old backup. Nothing is sent until it is mended."""

FORKED: Final = "FORKED"
"""Two histories claim one number. Nothing is sent until people have decided."""

FAULTY: Final = "FAULTY"
"""It answered what cannot be true, or what nobody can read."""

STOPPED: Final = (RESTORED, FORKED)
"""Standings in which nothing is sent."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A committee that is trusted. ``endpoint`` is None for a node that dials out."""

    code: str
    endpoint: str | None
    standing: str
    pins: Pins

    def __str__(self) -> str:
        return f"{self.code} {self.standing} {self.endpoint or 'dials out'}"


async def trusted(connection: Connection | Pool, codes: Collection[str] | None = None) -> dict[str, Peer]:
    """The trusted committees by code, or those of them that are named."""
    rows = await connection.fetch(
        "SELECT p.code, p.endpoint, p.standing, k.suite, k.public, k.first, k.last, k.revoked FROM peer p"
        " JOIN peer_key k USING (code) WHERE p.trusted AND ($1::text[] IS NULL OR p.code = ANY ($1)) ORDER BY p.code",
        None if codes is None else list(codes),
    )
    found: dict[str, Peer] = {}
    for row in rows:
        pin = Pin(row["code"], PublicKey(row["suite"], row["public"]), row["first"], row["last"], row["revoked"])
        before = found.get(pin.code)
        pins = Pins([pin]) if before is None else before.pins.with_pin(pin)
        found[pin.code] = Peer(pin.code, row["endpoint"], row["standing"], pins)
    return found


async def trust(connection: Connection, code: str, endpoint: str | None, pins: Iterable[Pin], at: datetime) -> None:
    """Trust a committee's keys from now on; keys that are pinned already stay as they are."""
    await connection.execute(
        "INSERT INTO peer (code, endpoint, trusted, changed_at, standing_since) VALUES ($1, $2, true, $3, $3)"
        " ON CONFLICT (code) DO UPDATE"
        " SET endpoint = excluded.endpoint, trusted = true, changed_at = excluded.changed_at"
        " WHERE (peer.endpoint, peer.trusted) IS DISTINCT FROM (excluded.endpoint, true)",
        code, endpoint, at,
    )  # fmt: skip
    for pin in pins:
        await connection.execute(
            "INSERT INTO peer_key (code, key_id, suite, public, first, last, pinned_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            code, pin.key.id, pin.key.suite, pin.key.raw, pin.first, pin.last, at,
        )  # fmt: skip


async def by_file(connection: Connection | Pool) -> list[str]:
    """The trusted committees that no network joins with us: messages to them are sealed without asking them first."""
    return [row["code"] for row in await connection.fetch("SELECT code FROM peer WHERE trusted AND by_file ORDER BY 1")]


async def stand(connection: Connection | Pool, code: str, standing: str, at: datetime, reason: Text | None) -> bool:
    """Say how we stand with a peer; whether that is news. A fork is never taken back here: people decide."""
    changed = await connection.fetchval(
        "UPDATE peer SET standing = $2, standing_since = $3, reason_zh = $4, reason_en = $5"
        " WHERE code = $1 AND standing <> $2 AND standing <> 'FORKED' RETURNING true",
        code, standing, at, None if reason is None else reason.zh, None if reason is None else reason.en,
    )  # fmt: skip
    return bool(changed)


async def note_fault(
    connection: Connection | Pool,
    peer: str,
    code: str,
    number: int | None,
    why: Text,
    evidence: str | None,
    at: datetime,
) -> None:
    """Keep what a peer signed and should not have, with the line that proves it."""
    await connection.execute(
        "INSERT INTO ledger_fault (peer, code, number, message_zh, message_en, evidence, noticed_at)"
        " SELECT $1, $2, $3::bigint, $4, $5, $6, $7 WHERE NOT EXISTS"
        " (SELECT FROM ledger_fault WHERE peer = $1 AND code = $2 AND number IS NOT DISTINCT FROM $3::bigint)",
        peer, code, number, why.zh, why.en, evidence, at,
    )  # fmt: skip
