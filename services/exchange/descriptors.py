"""A committee's own descriptor: the keys it ever signed with, oldest first, and where its node answers."""

from __future__ import annotations

from datetime import datetime

from schema.directory import division
from schema.ledger import PublicKey, SigningKey
from schema.ledger.descriptors import Descriptor, KeySpan
from services.kit.database import Connection


async def own_descriptor(
    connection: Connection, code: str, key: SigningKey, endpoint: str | None, at: datetime
) -> Descriptor:
    """The descriptor of committee ``code``, signed with ``key``, which it signs its ledgers with now.

    A key that was never told of before begins now, and ends the one before it. The serial is the second in which the
    descriptor was made, so that a later one has a higher serial.
    """
    await keep_own_key(connection, key.public, at)
    rows = await connection.fetch("SELECT suite, public, since, until FROM own_key ORDER BY until NULLS LAST, since")
    spans = [KeySpan(PublicKey(row["suite"], row["public"]), row["since"], row["until"]) for row in rows]
    found = division(code)
    return Descriptor.seal(
        key, code=code, name=f"政协{code if found is None else found.name}委员会", endpoint=endpoint,
        serial=int(at.timestamp()), at=at, since=spans[-1].since, before=spans[:-1],
    )  # fmt: skip


async def keep_own_key(connection: Connection, key: PublicKey, at: datetime) -> None:
    """Note that the committee signs with ``key`` from now on; nothing for the key that it signs with already."""
    if await connection.fetchval("SELECT key_id FROM own_key WHERE until IS NULL") == key.id:
        return
    await connection.execute("UPDATE own_key SET until = greatest($1, since) WHERE until IS NULL", at)
    await connection.execute(
        "INSERT INTO own_key (key_id, suite, public, since) VALUES ($1, $2, $3, $4)", key.id, key.suite, key.raw, at
    )


async def descriptor_of(connection: Connection, code: str) -> Descriptor | None:
    """The descriptor of a peer that was accepted last; None for a peer whose key was pinned otherwise."""
    row = await connection.fetchrow("SELECT content, signature FROM peer_descriptor WHERE code = $1", code)
    return None if row is None else Descriptor(row["content"], row["signature"])
