"""The exchange of one committee: what its peers may ask of it, and its courier, opened and closed together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schema.errors import bad_user_input, forbidden
from schema.ledger import Entry, LedgerError, SigningKey
from schema.ledger.canonical import to_base64
from schema.ledger.descriptors import Descriptor
from schema.scalars import format_date_time
from services.exchange.client import PeerClient
from services.exchange.delivery import Courier, Desk
from services.exchange.gate import Gate
from services.exchange.inbox import MOST, Fault, Inbox
from services.exchange.outbox import Outbox
from services.exchange.overview import PeerStatus, overview
from services.exchange.pages import Pages
from services.exchange.restoring import Restorer
from services.exchange.ring import KeyRing
from services.exchange.tally import Tally
from services.kit.clock import Clock
from services.kit.database import NodeDatabase
from services.kit.identity import Viewer
from services.kit.ratelimit import RateLimiter
from services.kit.receiving import Handler

REQUESTS: int = 400
"""How many requests one address may send at once; as many again come back at a hundred a second."""

EVERY_S = 0.01


@dataclass(frozen=True, slots=True)
class Station:
    """Answers the fields of the exchange for committee ``code``; ``descriptor`` is what it tells of itself."""

    descriptor: Descriptor
    inbox: Inbox
    outbox: Outbox
    pages: Pages
    courier: Courier
    limiter: RateLimiter
    tally: Tally

    async def answer(self, field: str, arguments: Mapping[str, Any], client: str) -> dict[str, Any]:
        """A root field by its arguments, asked from an address. Raises ShiziError."""
        self.limiter.take(client)
        code = self.descriptor.code
        if arguments["committee"] != code:
            raise bad_user_input(f"This is the node of {code}.", f"这是 {code} 的节点。")
        match field:
            case "nodeDescriptor":
                return self._described()
            case "pullLedger":
                return await self.pages.answer(arguments["request"])
            case "deliverLedger":
                return await self._delivered(arguments["entries"])
            case _:
                return await self._heard(arguments["receipts"])

    async def peers(self, viewer: Viewer, committee: str) -> list[dict[str, Any]]:
        """How the committee stands with each peer, for its own staff. Raises FORBIDDEN."""
        if committee != self.descriptor.code:
            raise bad_user_input(
                f"This is the node of {self.descriptor.code}.", f"这是 {self.descriptor.code} 的节点。"
            )
        if viewer.committee != committee or "staff" not in viewer.roles:
            raise forbidden("Only the committee's own staff sees its peers.", "只有本政协的工作人员可以查看往来情况。")
        return [_shown(each) for each in await overview(self.pages.database.writer, committee)]

    def _described(self) -> dict[str, Any]:
        own = self.descriptor
        return {
            "committee": own.code, "suite": own.suite, "key": to_base64(own.current.raw),
            "fingerprint": own.current.fingerprint, "endpoint": own.endpoint, "descriptor": own.print(),
        }  # fmt: skip

    async def _delivered(self, lines: Sequence[str]) -> dict[str, Any]:
        given_back = await self._given_back(lines)
        if given_back is not None:
            return given_back
        taken = await self.inbox.take(lines)
        if taken.sender is not None:
            self.tally.taken(taken.sender, taken.applied, taken.refused)
        fault = None if taken.fault is None else taken.fault.shown
        return {"receipts": [each.print() for each in taken.receipts], "fault": fault}

    async def _given_back(self, lines: Sequence[str]) -> dict[str, Any] | None:
        """Entries of our own that a peer gives back; None when they are the peer's."""
        try:
            entries = [Entry.parse(line) for line in lines[:MOST]]
            ledger = entries[0].ledger if entries else None
            if ledger is None or ledger.sender != self.descriptor.code:
                return None
            await self.pages.restorer.take_back(ledger.receiver, entries, ())
        except LedgerError as error:
            return {"receipts": [], "fault": Fault(error, 0).shown}
        return {"receipts": [], "fault": None}

    async def _heard(self, lines: Sequence[str]) -> dict[str, Any]:
        heard = await self.outbox.hear_any(lines)
        if heard.peer is not None:
            self.tally.heard(heard.peer, heard.applied, heard.refused)
        return {"taken": heard.taken, "fault": None if heard.fault is None else heard.fault.shown}


def open_station(
    database: NodeDatabase, key: SigningKey, gate: Gate, clock: Clock, handlers: Sequence[Handler], *,
    descriptor: Descriptor, pull_s: float, tally: Tally, client: PeerClient, committed: Callable[[], None],
    ring: KeyRing | None = None,
) -> Station:  # fmt: skip
    """The exchange of a committee; its courier is not started yet."""
    inbox = Inbox(database, key, handlers, clock, committed=committed)
    outbox = Outbox(database, handlers, clock, committed=committed)
    restorer = Restorer(database, KeyRing([key]) if ring is None else ring, gate, clock)
    desk = Desk(database, key, clock, gate, inbox, outbox, restorer, client, tally)
    return Station(
        descriptor, inbox, outbox, Pages(database, restorer, clock),
        Courier(desk, pull_s=pull_s), RateLimiter(clock, burst=REQUESTS, every_s=EVERY_S), tally,
    )  # fmt: skip


def _shown(status: PeerStatus) -> dict[str, Any]:
    """A peer as the contract has it."""
    return {
        "committee": status.code, "endpoint": status.endpoint, "fingerprint": status.fingerprint,
        "since": _time(status.since), "state": status.state, "sent": status.sent, "receipted": status.receipted,
        "received": status.received, "waitingSince": _time(status.waiting_since), "heardAt": _time(status.heard_at),
        "lastError": status.error_en, "lastErrorZh": status.error_zh,
    }  # fmt: skip


def _time(at: datetime | None) -> str | None:
    return None if at is None else format_date_time(at)
