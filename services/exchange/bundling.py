"""A part of a ledger as a bundle's file, for committees that no network joins and for whoever checks it offline."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from schema.errors import bad_user_input
from schema.ledger import Entry, Head, LedgerName, Receipt, SigningKey
from schema.ledger.bundles import BundleHead, bundle_lines
from services.exchange.descriptors import descriptor_of, own_descriptor
from services.exchange.stored import entries_after, hash_at, receipts_of
from services.kit.database import Connection, NodeDatabase

MOST: Final = 10_000
"""How many entries one file holds; the next one continues it."""

_FIRST_OPEN: Final = """SELECT min(e.number) FROM ledger_entry e WHERE e.sender = $1 AND e.receiver = $2
    AND NOT EXISTS (SELECT FROM ledger_receipt r
                    WHERE r.sender = e.sender AND r.receiver = e.receiver AND r.number = e.number)"""
_LAST: Final = "SELECT coalesce(max(number), 0) FROM ledger_entry WHERE sender = $1 AND receiver = $2"


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into a file: the head line, the entries, and receipts of both directions."""

    head: BundleHead
    entries: tuple[Entry, ...]
    receipts: tuple[Receipt, ...]
    more: bool


async def gather(
    database: NodeDatabase, key: SigningKey, ledger: LedgerName, at: datetime, *,
    after: int = 0, unreceipted: bool = False, most: int = MOST, personal: bool = True,
) -> Part:  # fmt: skip
    """The entries of ``ledger`` above number ``after`` as committee ``database.code`` holds them, at most ``most``.

    ``unreceipted`` begins with the first that has no receipt. With ``personal`` False, personal parts stay behind. The
    receipts that this committee gave the other one come along. Raises BAD_USER_INPUT when the committee has no part in
    the ledger, or when it holds no entry ``after``.
    """
    code = database.code
    if code not in (ledger.sender, ledger.receiver) or ledger.sender == ledger.receiver:
        raise bad_user_input(f"{ledger} is no ledger of {code}.", f"{ledger} 不是 {code} 的台账。")
    async with database.writer.acquire() as connection, connection.transaction(isolation="repeatable_read"):
        if unreceipted:
            after = await _before_the_open(connection, ledger)
        head = await _continued(connection, ledger, after)
        entries = await entries_after(connection, ledger, after, most=most)
        numbers = [entry.number for entry in entries]
        given = LedgerName(ledger.receiver, ledger.sender) if ledger.sender == code else None
        receipts = await receipts_of(connection, ledger, numbers)
        if given is not None:
            last = await connection.fetchval(_LAST, given.sender, given.receiver)
            receipts += await receipts_of(connection, given, range(1, last + 1))
        other = ledger.receiver if ledger.sender == code else ledger.sender
        descriptors = await own_descriptor(connection, code, key, None, at), await descriptor_of(connection, other)
        more = bool(numbers) and await connection.fetchval(_LAST, ledger.sender, ledger.receiver) > numbers[-1]
    return Part(
        BundleHead(ledger, code, at, head, tuple(each for each in descriptors if each is not None)),
        tuple(entries if personal else (entry.without(*entry.openings) for entry in entries)),
        tuple(receipts),
        more,
    )


def write_bundle(path: Path, part: Part) -> None:
    """Write the file, which appears when it is whole and on the disk; one that is there is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        _write(draft, bundle_lines(part.head, part.entries, part.receipts))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, lines: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


async def _before_the_open(connection: Connection, ledger: LedgerName) -> int:
    """The number before the first entry without a receipt; the last number when all have one."""
    first: int | None = await connection.fetchval(_FIRST_OPEN, ledger.sender, ledger.receiver)
    if first is not None:
        return first - 1
    last: int = await connection.fetchval(_LAST, ledger.sender, ledger.receiver)
    return last


async def _continued(connection: Connection, ledger: LedgerName, after: int) -> Head | None:
    if after == 0:
        return None
    found = await hash_at(connection, ledger, after)
    if found is None:
        raise bad_user_input(
            f"There is no entry {after} in {ledger} to go on from.", f"台账 {ledger} 中没有第 {after} 号，无法接续。"
        )
    return Head(after, found)
