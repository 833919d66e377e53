"""Keys under which commands were applied: the same content is answered again, other content is refused.

The key is claimed at the start of the command's transaction. A second request under it waits for the first to end,
and then finds the answer, or the key free again if the first one failed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson

from schema.errors import conflict
from services.kit.database import Connection

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Key:
    """One person's key at this committee, and the digest of what was asked under it."""

    subject: str
    key: str
    digest: bytes


def digest(command: str, committee: str, arguments: Mapping[str, Any]) -> bytes:
    """What makes two requests the same: committee, command and arguments, in whatever order these were written."""
    content = {"command": command, "committee": committee, "arguments": arguments}
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()


async def claim(connection: Connection, key: Key, now: datetime) -> dict[str, Any] | None:
    """Claim the key in the caller's transaction; None when it is the caller's now, else what was answered under it.

    Raises CONFLICT when the key was used for something else within the time that keys are kept.
    """
    claimed = await connection.fetchval(
        "INSERT INTO idempotency AS i (subject, key, digest, created_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (subject, key) DO UPDATE SET digest = excluded.digest, response = NULL,"
        " created_at = excluded.created_at WHERE i.created_at <= $5 RETURNING true",
        key.subject, key.key, key.digest, now, now - KEPT,
    )  # fmt: skip
    if claimed:
        return None
    kept = await answered(connection, key, now)
    assert kept is not None
    return kept


async def answered(connection: Connection, key: Key, now: datetime) -> dict[str, Any] | None:
    """What was answered under the key within the time that keys are kept; None when it is free.

    Raises CONFLICT when it was used for something else.
    """
    kept = await connection.fetchrow(
        "SELECT digest, response FROM idempotency WHERE subject = $1 AND key = $2 AND created_at > $3",
        key.subject, key.key, now - KEPT,
    )  # fmt: skip
    if kept is None:
        return None
    if kept["digest"] != key.digest:
        raise conflict(
            "This idempotencyKey was already used for something else; use a fresh key for a new command.",
            "该 idempotencyKey 已用于另一内容；新的办理请使用新的键。",
        )
    response: dict[str, Any] = kept["response"]
    return response


async def answer(connection: Connection, key: Key, response: Mapping[str, Any]) -> None:
    """Keep what was answered under a claimed key."""
    await connection.execute(
        "UPDATE idempotency SET response = $3 WHERE subject = $1 AND key = $2", key.subject, key.key, response
    )


async def prune(connection: Connection, now: datetime) -> None:
    """Forget keys older than the time that they are kept."""
    await connection.execute("DELETE FROM idempotency WHERE created_at <= $1", now - KEPT)
