"""Bringing a bundle to a node: through the same fields by which its peers deliver, and from where it stopped.

The node verifies every entry by the keys that it trusts; nothing is believed because it stood in a file. The last entry
goes first: a node that holds it has everything, any other one answers with the number that it waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from deploy.local.errors import LocalError
from schema.ledger import Entry, Receipt
from schema.ledger.bundles import Bundle

MOST: Final = 100
BYTES: Final = 600_000
"""How many lines one request brings, and how much text."""

_FAULT: Final = "fault { code message messageZh index expected }"
ENTRIES: Final = (
    "mutation Bring($committee: NodeCode!, $lines: [String!]!) {"
    f" deliverLedger(committee: $committee, entries: $lines) {{ receipts {_FAULT} }} }}"
)
RECEIPTS: Final = (
    "mutation Return($committee: NodeCode!, $lines: [String!]!) {"
    f" deliverReceipts(committee: $committee, receipts: $lines) {{ taken {_FAULT} }} }}"
)


class Asked(Protocol):
    """A GraphQL endpoint."""

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The data of an answer. Raises LocalError."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file: entries that were there already, and those applied and refused now; receipts brought.

    A node that lacked the last entry only took it as the file was offered, and counts it among those it has.
    """

    held: int
    applied: int
    refused: int
    receipts: int


async def bring(
    asked: Asked, bundle: Bundle, committee: str, *, said: Callable[[int, int], None] = lambda _done, _total: None
) -> Brought:
    """Deliver a bundle to the node of ``committee``; ``said`` hears how many of how many entries it has.

    May be repeated: what the node holds already is passed over. Raises LocalError when the bundle is for another
    committee, is damaged, or has an entry that the node does not accept; those before it are in.
    """
    entries = _whole(bundle, committee)
    waiting = await _missing(asked, committee, entries) if entries else ()
    outcomes: list[str] = []
    total = len(entries)
    for batch in _batches(waiting):
        said(total - len(waiting) + len(outcomes), total)
        answer = await asked.ask(ENTRIES, {"committee": committee, "lines": [each.print() for each in batch]})
        outcomes += [Receipt.parse(line).verdict.outcome.value for line in answer["deliverLedger"]["receipts"]]
        _refuse_fault(answer["deliverLedger"]["fault"], batch)
    said(total, total)
    receipts = await _receipts(asked, bundle, committee)
    return Brought(total - len(waiting), outcomes.count("APPLIED"), outcomes.count("REFUSED"), receipts)


def _whole(bundle: Bundle, committee: str) -> list[Entry]:
    """The entries of a bundle that is whole and for this committee."""
    if bundle.head.ledger.receiver != committee:
        to = bundle.head.ledger.receiver
        raise LocalError(f"The file is for {to}, not for {committee}.", f"该文件是给 {to} 的，不是给 {committee} 的。")
    entries = [each for each in bundle.entries if isinstance(each, Entry)]
    if bundle.faults or len(entries) < len(bundle.entries):
        raise LocalError(
            "The file is damaged; `shizi ledger verify` says where. Nothing was brought.",
            "文件已损坏，可用 shizi ledger verify 查明位置；未导入任何内容。",
        )
    return entries


async def _missing(asked: Asked, committee: str, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries that the node does not hold, found by offering it the last one."""
    answer = await asked.ask(ENTRIES, {"committee": committee, "lines": [entries[-1].print()]})
    fault = answer["deliverLedger"]["fault"]
    if fault is None:
        return ()
    if fault["code"] != "GAP":
        _refuse_fault(fault, entries[-1:])
    expected = int(fault["expected"])
    if expected < entries[0].number:
        raise LocalError(
            f"The node waits for number {expected} and the file begins at {entries[0].number}; bring an earlier one.",
            f"该节点尚缺第 {expected} 号，而文件从第 {entries[0].number} 号开始；请先导入前一份文件。",
        )
    return [each for each in entries if each.number >= expected]


async def _receipts(asked: Asked, bundle: Bundle, committee: str) -> int:
    """Deliver the receipts for this committee's own entries."""
    ours = [each for each in bundle.receipts if isinstance(each, Receipt) and each.ledger.sender == committee]
    taken = 0
    for start in range(0, len(ours), MOST):
        batch = ours[start : start + MOST]
        answer = await asked.ask(RECEIPTS, {"committee": committee, "lines": [each.print() for each in batch]})
        taken += answer["deliverReceipts"]["taken"]
        _refuse_fault(answer["deliverReceipts"]["fault"], batch)
    return taken


def _batches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries in requests of a bearable size."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        length = len(entry.print())
        if batch and (len(batch) == MOST or size + length > BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += length
    if batch:
        yield batch


def _refuse_fault(fault: Mapping[str, Any] | None, batch: Sequence[Entry | Receipt]) -> None:
    if fault is not None:
        number = batch[fault["index"]].number
        raise LocalError(
            f"The node does not accept #{number} ({fault['code']}): {fault['message']}",
            f"节点未接收第 {number} 号（{fault['code']}）：{fault['messageZh']}",
        )
