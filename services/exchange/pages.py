"""Answering a peer's signed request for a page of a ledger between us."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from schema.ledger import Head, LedgerName, UnknownKeyError
from services.exchange import peers, stored
from services.exchange.asking import PullRequest, Requests, asker_of
from services.exchange.outbox import LAST, fitting
from services.exchange.restoring import Restorer
from services.kit.clock import Clock
from services.kit.database import NodeDatabase

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Pages:
    """The ledgers of a committee as its peers may read them: each peer those between itself and us."""

    database: NodeDatabase
    restorer: Restorer
    clock: Clock
    requests: Requests = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "requests", Requests(self.database.code))

    async def answer(self, text: str) -> dict[str, Any]:
        """A page as the contract has it. Raises LedgerError, UNAUTHENTICATED; a request is also word of what the asker
        holds of our ledger, so it is compared with ours.
        """
        asker, now = asker_of(text), self.clock.now()
        peer = (await peers.trusted(self.database.writer, [asker])).get(asker)
        if peer is None:
            raise UnknownKeyError(f"{asker} is not trusted here.", f"此处未登记信任 {asker}。")
        request = self.requests.read(text, peer.pins, now)
        await self.database.writer.execute("UPDATE peer SET heard_at = $2 WHERE code = $1", asker, now)
        behind = None
        if not request.own:
            held = None if request.hash is None else Head(request.after, request.hash)
            behind = await self.restorer.compare(asker, held)
        return {
            **await self._page(request),
            "receipted": await self._receipted(asker),
            "held": await self._held(asker),
            "behind": behind,
        }

    async def _page(self, request: PullRequest) -> dict[str, Any]:
        ledger, writer = request.ledger, self.database.writer
        entries = await stored.entries_after(writer, ledger, request.after, most=PAGE)
        lines = fitting(entries)
        shown = entries[: len(lines)]
        receipts = await stored.receipts_of(writer, ledger, [each.number for each in shown])
        return {
            "entries": lines,
            "receipts": [each.print() for each in receipts],
            "more": len(shown) < len(entries) or len(entries) == PAGE,
        }

    async def _receipted(self, asker: str) -> int:
        number: int = await self.database.writer.fetchval(LAST, self.database.code, asker)
        return number

    async def _held(self, asker: str) -> str | None:
        """The receipt for the last entry of the asker's ledger to us."""
        ledger = LedgerName(asker, self.database.code)
        head = await stored.head_of(self.database.writer, ledger)
        if head is None:
            return None
        (receipt,) = await stored.receipts_of(self.database.writer, ledger, [head.number])
        return receipt.print()
