"""The courier of a committee: for each trusted peer it asks what the peer holds, pushes what waits, pulls what is new.

Each peer has its own loop, so that one that is away for days holds up nobody else. What waits stays in the database, in
order; a failed round is tried again after a pause that doubles and varies, so that peers that come back are not met by
everybody at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass
from typing import Final

import asyncpg
import structlog

from schema.errors import ShiziError
from schema.ledger import Entry, Head, LedgerName, Receipt, SigningKey
from schema.rulebook.model import Text
from services.exchange import peers, stored
from services.exchange.asking import PullRequest
from services.exchange.client import Page, PeerClient, PeerError, PeerFault
from services.exchange.gate import Gate
from services.exchange.inbox import MOST, Inbox
from services.exchange.outbox import Outbox, fitting
from services.exchange.peers import Peer
from services.exchange.restoring import Restorer
from services.exchange.tally import Tally
from services.kit.clock import Clock
from services.kit.database import NodeDatabase

FIRST_PAUSE_S: Final = 0.5
LONGEST_PAUSE_S: Final = 60.0
ROSTER_S: Final = 2.0
"""How often it looks for peers that were newly trusted, for what waits, and for whom to ask again."""

_ROUND_FAILS: Final = (PeerError, ShiziError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the courier works with."""

    database: NodeDatabase
    key: SigningKey
    clock: Clock
    gate: Gate
    inbox: Inbox
    outbox: Outbox
    restorer: Restorer
    client: PeerClient
    tally: Tally


class Courier:
    """Delivers from :meth:`start` to :meth:`stop`. ``pull_s``: how often peers are asked for what they have for us."""

    def __init__(self, desk: Desk, *, pull_s: float, roster_s: float = ROSTER_S) -> None:
        self._desk = desk
        self._code = desk.database.code
        self._pull_s = pull_s
        self._roster_s = roster_s
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._woken: dict[str, asyncio.Event] = {}
        self._resend: dict[str, int] = {}
        self._pulled_at: dict[str, float] = {}
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Say that something was sealed."""
        for event in self._woken.values():
            event.set()

    def start(self) -> None:
        """Begin in the background."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=f"courier {self._code}")

    async def stop(self) -> None:
        """End at once; what was under way is repeated after the next start, and applied once."""
        task, self._task = self._task, None
        if task is not None:
            for each in (task, *self._rounds.values()):
                each.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await each
            self._rounds.clear()

    async def _run(self) -> None:
        while True:
            try:
                await self._look()
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
                log.warning("courier waits for its database", committee=self._code, error=repr(error))
            await asyncio.sleep(self._roster_s)

    async def _look(self) -> None:
        """Look over all peers by one question: who is new, who is gone, and for whom there is something to do."""
        queued = await self._desk.outbox.queued()
        for code, messages in queued.items():
            self._desk.tally.queued(code, messages)
            if code not in self._rounds:
                self._woken[code] = asyncio.Event()
                self._rounds[code] = asyncio.create_task(self._serve(code), name=f"courier {self._code}→{code}")
            elif messages or self._is_pull_due(code):
                self._woken[code].set()
        for code in self._rounds.keys() - queued.keys():
            self._rounds.pop(code).cancel()
            self._desk.gate.stop(code)

    async def _serve(self, code: str) -> None:
        """Round after round with one peer, whenever there is something to do."""
        failures = 0
        while True:
            self._woken[code].clear()
            try:
                found = await peers.trusted(self._desk.database.writer, [code])
                busy = code in found and await self.round(found[code])
                if code in found and found[code].standing in (peers.AWAY, peers.FAULTY):
                    await self._stand(code, peers.OK, None)
                failures = 0
            except _ROUND_FAILS as error:
                failures += 1
                await self._failed(code, error, failures)
                continue
            if not busy:
                await self._woken[code].wait()

    async def _failed(self, code: str, error: Exception, failures: int) -> None:
        pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(failures - 1, 10)) * random.uniform(0.5, 1.0)  # noqa: S311
        if isinstance(error, PeerError):
            standing = peers.FAULTY if error.garbage else peers.AWAY
            with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await self._stand(code, standing, Text(error.zh, error.en))
        else:
            log.warning("round failed", committee=self._code, peer=code, error=repr(error))
        await asyncio.sleep(pause)

    async def _stand(self, code: str, standing: str, why: Text | None) -> None:
        now = self._desk.clock.now()
        if await peers.stand(self._desk.database.writer, code, standing, now, why):
            log.warning(
                "standing", committee=self._code, peer=code, standing=standing, why=None if why is None else why.en
            )

    async def round(self, peer: Peer) -> bool:
        """One round with a peer that answers; whether there may be more to do. Raises PeerError, LedgerError."""
        if peer.endpoint is None or peer.standing == peers.FORKED:
            return False
        more = False
        if peer.code not in self._desk.gate or self._is_pull_due(peer.code):
            more = await self._pull(peer, peer.endpoint)
        if peer.code not in self._desk.gate:
            return more
        return await self._push(peer, peer.endpoint) or more

    def _is_pull_due(self, code: str) -> bool:
        last = self._pulled_at.get(code)
        return last is None or self._desk.clock.monotonic() - last >= self._pull_s

    async def _pull(self, peer: Peer, endpoint: str) -> bool:
        """Ask for what follows the last entry that we hold; hear what the peer holds of ours."""
        page = await self._ask(peer, endpoint, LedgerName(peer.code, self._code))
        self._pulled_at[peer.code] = self._desk.clock.monotonic()
        await self._compare(peer, endpoint, page)
        if page.behind is not None:
            await self._give_back(peer, endpoint, page.behind)
        if not page.entries:
            await self._return_receipts(peer, endpoint, page.receipted)
            return False
        taken = await self._desk.inbox.take(page.entries)
        self._desk.tally.taken(peer.code, taken.applied, taken.refused)
        if taken.fault is not None:
            await self._stand(peer.code, peers.FAULTY, Text(taken.fault.error.message_zh, taken.fault.error.message))
        await self._return_receipts(peer, endpoint, page.receipted)
        return page.more and taken.fault is None

    async def _return_receipts(self, peer: Peer, endpoint: str, receipted: int) -> None:
        """Our receipts for its entries that it does not have yet."""
        writer, ledger = self._desk.database.writer, LedgerName(peer.code, self._code)
        head = await stored.head_of(writer, ledger)
        last = 0 if head is None else head.number
        while receipted < last:
            numbers = range(receipted + 1, min(last, receipted + MOST) + 1)
            lines = [each.print() for each in await stored.receipts_of(writer, ledger, numbers)]
            fault = await self._desk.client.return_receipts(endpoint, peer.code, lines)
            if fault is not None:
                raise PeerError(f"对方未接收回执：{fault.message_zh}", f"It does not accept a receipt: {fault.message}")
            receipted = numbers[-1]

    async def _ask(self, peer: Peer, endpoint: str, ledger: LedgerName, *, own: bool = False) -> Page:
        head = await stored.head_of(self._desk.database.writer, ledger)
        request = PullRequest.seal(
            self._desk.key, self._code, peer.code, own=own, after=0 if head is None else head.number,
            hash=None if head is None else head.hash, at=self._desk.clock.now(),
        )  # fmt: skip
        return await self._desk.client.pull(endpoint, peer.code, request)

    async def _compare(self, peer: Peer, endpoint: str, page: Page) -> None:
        """Compare what the peer holds of our ledger with ours; take back what we lost."""
        held = None if page.held is None else _head(page.held, LedgerName(self._code, peer.code), peer)
        while await self._desk.restorer.compare(peer.code, held) is not None:
            back = await self._ask(peer, endpoint, LedgerName(self._code, peer.code), own=True)
            entries = [Entry.parse(line) for line in back.entries]
            receipts = [Receipt.parse(line) for line in back.receipts]
            if not entries:
                raise PeerError("对方声称持有的记录未能给出。", "It does not give what it says it holds.", garbage=True)
            await self._desk.restorer.take_back(peer.code, entries, receipts)

    async def _give_back(self, peer: Peer, endpoint: str, last: int) -> None:
        """The peer lost entries of its own ledger to us: give them back, as it signed them."""
        ledger = LedgerName(peer.code, self._code)
        lines = fitting(await stored.entries_after(self._desk.database.writer, ledger, last, most=MOST))
        await self._desk.client.deliver(endpoint, peer.code, lines)

    async def _push(self, peer: Peer, endpoint: str) -> bool:
        """Send the next batch and take in its receipts."""
        again = self._resend.pop(peer.code, None)
        lines = await self._desk.outbox.batch(peer.code, after=again)
        if not lines:
            return False
        receipts, fault = await self._desk.client.deliver(endpoint, peer.code, lines)
        heard = await self._desk.outbox.hear(peer.code, receipts, asked=True)
        self._desk.tally.heard(peer.code, heard.applied, heard.refused)
        if heard.fault is not None:
            raise heard.fault.error
        if fault is not None:
            await self._rejected(peer, fault, again=again is not None)
            return True
        if len(receipts) < len(lines):
            raise PeerError("对方未对所收记录签回执。", "It gave no receipt for what it was sent.", garbage=True)
        return True

    async def _rejected(self, peer: Peer, fault: PeerFault, *, again: bool) -> None:
        """After a gap the peer gets what it waits for: its database came from an old backup. Raises PeerError."""
        why = Text(f"对方未接收：{fault.message_zh}", f"It does not accept: {fault.message}")
        if fault.code == "GAP" and fault.expected is not None and not again:
            self._resend[peer.code] = fault.expected - 1
            return
        if fault.code == "FORK":
            self._desk.gate.stop(peer.code)
            await self._stand(peer.code, peers.FORKED, why)
        raise PeerError(why.zh, why.en)


def _head(receipt: Receipt, ledger: LedgerName, peer: Peer) -> Head:
    """What a peer holds of our ledger, by its own signed receipt. Raises LedgerError, PeerError."""
    if receipt.ledger != ledger:
        raise PeerError("对方所示回执不属于本方台账。", "It shows a receipt of another ledger.", garbage=True)
    receipt.check_signature(peer.pins.key(peer.code, receipt.key, receipt.suite))
    return Head(receipt.number, receipt.hash)
