"""What a peer is told about a change: put into the outbox beside it, in a form that a ledger can carry."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from schema.errors import payload_too_large
from schema.ledger import Payload, commit
from schema.ledger.personal import plain_openings
from services.kit.copies import RECORD, copy_of
from services.kit.database import Connection
from services.kit.records import RecordKind

ORDER: Final = ("REFUSED", "QUEUED", "DELIVERED", "APPLIED")
LARGEST: Final = 512 * 1024
"""Bytes of a message's payload: as base64, with its personal parts, it fits into one request to a node."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a peer is told about a change; at most one message a peer and change. ``kind`` is ``<record-slug>.<event>``.

    Where the record's kind says what is ``copied``, ``body["record"]`` is filled in with the copy when it is written.
    ``personal`` are personal data by the names of their parts, such as ``contact.phone``: they travel beside the signed
    body, which holds commitments to them, and can be erased everywhere while the ledger still verifies.
    """

    peer: str
    kind: str
    body: Mapping[str, object]
    personal: Mapping[str, object] = field(default_factory=dict)


async def queue(
    connection: Connection, event: uuid.UUID, record: RecordKind, id: str, messages: Sequence[Message]
) -> None:
    """Put the messages about a record's newest version into the outbox, in the caller's transaction.

    Raises BAD_USER_INPUT for text that no ledger can carry, PAYLOAD_TOO_LARGE.
    """
    copy = {RECORD: await copy_of(connection, record, id)} if record.copied else {}
    await connection.executemany(
        "INSERT INTO outbox (event_id, peer, kind, body, commitments, openings) VALUES ($1, $2, $3, $4, $5, $6)",
        [(event, message.peer, message.kind, *_sealable(message, copy)) for message in messages],
    )


def _sealable(message: Message, copy: Mapping[str, object]) -> tuple[Any, Any, Any]:
    body = orjson.loads(orjson.dumps({**message.body, **copy}))
    commitments, openings = commit(orjson.loads(orjson.dumps(message.personal)))
    if len(Payload(message.kind, body, commitments).bytes()) > LARGEST:
        raise payload_too_large(LARGEST)
    return body, commitments, plain_openings(openings)


async def how_far(connection: Connection, events: Sequence[uuid.UUID]) -> dict[str, str]:
    """How far the messages about these events have come, by peer: a refusal shows first, then what still waits."""
    rows = await connection.fetch(
        "SELECT peer, array_agg(coalesce(outcome, 'QUEUED')) AS states FROM outbox WHERE event_id = ANY ($1::uuid[])"
        " GROUP BY peer",
        list(events),
    )
    return {row["peer"]: min(row["states"], key=ORDER.index) for row in rows}
