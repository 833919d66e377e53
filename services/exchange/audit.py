"""Looking over a committee's own ledgers: numbers without a gap, hashes that follow, signatures that hold."""

from __future__ import annotations

from schema.ledger import Chain, LedgerError, LedgerName, Pin, Pins, PublicKey
from services.exchange.stored import entries_after
from services.kit.database import Connection, Pool

PAGE = 500


async def faults(connection: Connection | Pool, code: str, key: PublicKey) -> list[str]:
    """What is wrong with the ledgers of committee ``code`` to its peers, one line each; empty when all is well.

    ``key`` is the one that it signs with; those before it are known to its database.
    """
    found = [
        f"{row['sender']}→{row['receiver']}: {row['held']} entries, the last is number {row['last']}"
        for row in await connection.fetch(
            "SELECT sender, receiver, count(*) AS held, max(number) AS last FROM ledger_entry"
            " GROUP BY sender, receiver HAVING count(*) <> max(number) OR min(number) <> 1 ORDER BY sender, receiver"
        )
    ]
    found += [
        f"{code}→{row['peer']} #{row['number']}: the outbox and the ledger do not agree"
        for row in await connection.fetch(
            "SELECT o.peer, o.number FROM outbox o LEFT JOIN ledger_entry l ON l.sender = $1 AND l.receiver = o.peer"
            " AND l.number = o.number WHERE o.number IS NOT NULL AND l.event_id IS DISTINCT FROM o.event_id"
            " ORDER BY o.peer, o.number",
            code,
        )
    ]
    rows = await connection.fetch("SELECT suite, public FROM own_key")
    pins = Pins(Pin(code, each) for each in (key, *(PublicKey(row["suite"], row["public"]) for row in rows)))
    peers = await connection.fetch("SELECT DISTINCT receiver FROM ledger_entry WHERE sender = $1 ORDER BY 1", code)
    for (peer,) in peers:
        found += await _chain_faults(connection, LedgerName(code, peer), pins)
    return found


async def _chain_faults(connection: Connection | Pool, ledger: LedgerName, pins: Pins) -> list[str]:
    chain = Chain(ledger)
    while page := await entries_after(connection, ledger, chain.next_number - 1, most=PAGE):
        for entry in page:
            try:
                chain.append(entry, pins)
            except LedgerError as error:
                return [error.message]
    return []
