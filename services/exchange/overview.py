"""How a committee stands with each peer, for its staff and operators: keys, numbers, what waits and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from schema.ledger import PublicKey
from services.kit.database import Connection, Pool

_OVERVIEW: Final = """SELECT p.code, p.endpoint, p.trusted, p.standing, p.reason_zh, p.reason_en, p.heard_at,
    k.suite, k.public, k.pinned_at,
    (SELECT max(number) FROM ledger_entry e WHERE e.sender = $1 AND e.receiver = p.code) AS sent,
    (SELECT max(number) FROM ledger_receipt r WHERE r.sender = $1 AND r.receiver = p.code) AS receipted,
    (SELECT max(number) FROM ledger_entry e WHERE e.sender = p.code AND e.receiver = $1) AS received,
    (SELECT min(e.occurred_at) FROM outbox o JOIN event e ON e.id = o.event_id
      WHERE o.peer = p.code AND o.delivered_at IS NULL AND o.unsendable IS NULL) AS waiting_since,
    f.code AS fault, f.number AS fault_number, f.message_zh AS fault_zh, f.message_en AS fault_en
  FROM peer p
  LEFT JOIN LATERAL (SELECT * FROM peer_key k WHERE k.code = p.code AND NOT k.revoked
                     ORDER BY k.first DESC, k.pinned_at DESC LIMIT 1) k ON true
  LEFT JOIN LATERAL (SELECT * FROM ledger_fault f WHERE f.peer = p.code ORDER BY f.id DESC LIMIT 1) f ON true
  ORDER BY p.code"""


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """One peer. ``fingerprint`` is of the key it signs with, pinned ``since``; ``state`` is UNTRUSTED or the standing,
    with its reason. ``sent``, ``receipted`` and ``received`` are last numbers, 0 for none; ``waiting_since`` is when
    the oldest message without a receipt was written; ``error`` is what the peer last signed and should not have, or
    else why it stands as it does.
    """

    code: str
    endpoint: str | None
    fingerprint: str | None
    since: datetime | None
    state: str
    sent: int
    receipted: int
    received: int
    waiting_since: datetime | None
    heard_at: datetime | None
    error_zh: str | None
    error_en: str | None


async def overview(connection: Connection | Pool, code: str) -> list[PeerStatus]:
    """All peers of committee ``code``, by their codes."""
    return [_status(row) for row in await connection.fetch(_OVERVIEW, code)]


def _status(row: Any) -> PeerStatus:
    number = "" if row["fault_number"] is None else f" #{row['fault_number']}"
    faulty = row["fault"] is not None
    return PeerStatus(
        code=row["code"],
        endpoint=row["endpoint"],
        fingerprint=None if row["public"] is None else PublicKey(row["suite"], row["public"]).fingerprint,
        since=row["pinned_at"],
        state=row["standing"] if row["trusted"] else "UNTRUSTED",
        sent=row["sent"] or 0,
        receipted=row["receipted"] or 0,
        received=row["received"] or 0,
        waiting_since=row["waiting_since"],
        heard_at=row["heard_at"],
        error_zh=f"{row['fault']}{number}：{row['fault_zh']}" if faulty else row["reason_zh"],
        error_en=f"{row['fault']}{number}: {row['fault_en']}" if faulty else row["reason_en"],
    )
