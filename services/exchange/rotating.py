"""Rotation of a committee's own key: every peer is told in its ledger, by an entry that the old key signs."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from schema.ledger import KEY_ROTATED, PublicKey, rotation
from services.exchange.descriptors import keep_own_key
from services.exchange.peers import trusted
from services.exchange.ring import kept_ring, prepare_key, use_key
from services.kit.database import NodeDatabase

_EVENT: Final = """INSERT INTO event (id, kind, record_kind, record_table, record_id, record_version, actor, body,
    occurred_at) VALUES ($1, 'key.rotated', 'key', 'committee_profile', $2, 1, $3, $4, $5)"""
_TELL: Final = "INSERT INTO outbox (event_id, peer, kind, body, commitments) VALUES ($1, $2, $3, $4, '{}')"


@dataclass(frozen=True, slots=True)
class Rotated:
    """The key before, the key from now on, and the peers that are told."""

    old: PublicKey
    new: PublicKey
    peers: tuple[str, ...]


async def rotate_key(
    database: NodeDatabase, home: Path, *, actor: Mapping[str, Any], reason: str | None, at: datetime
) -> Rotated:
    """Make a new key, tell every trusted peer, and put the key into use; entries from before stay as they are.

    A running node seals with the right key for each peer at once, and signs its receipts with the new one after its
    next start. Raises KeyFileError.
    """
    code = database.code
    old, new = kept_ring(home, code).current, prepare_key(home, code)
    message = rotation(code, old.public, new)
    told = {"key": new.public.id, "fingerprint": new.public.fingerprint, "replaces": old.public.id, "reason": reason}
    event = uuid.uuid4()
    async with database.writer.acquire() as connection, connection.transaction():
        peers = tuple(await trusted(connection))
        await keep_own_key(connection, old.public, at)
        await connection.execute(_EVENT, event, f"{code}:key:{new.public.id}", actor, told, at)
        await connection.executemany(_TELL, [(event, peer, KEY_ROTATED, message.body) for peer in peers])
        await keep_own_key(connection, new.public, at)
    use_key(home, code, new)
    return Rotated(old.public, new.public, peers)
