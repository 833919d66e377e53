"""`shizi ledger import`: a file is brought to a node once, goes on where it stopped, and is refused when wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from deploy.ledger import delivering
from deploy.ledger.delivering import Brought, bring
from deploy.local.errors import LocalError
from schema.ledger import Chain, Entry, GapError, LedgerError, Outcome, Receipt, RepeatedError, Verdict
from schema.ledger.bundles import BundleHead, bundle_lines, read_bundle
from tests.schema.ledger.made import AT, KEY, NAME, PEER_KEY, PINS, SENDER, sealed
from tests.schema.ledger.test_bundles import BACK, CONTENT

RECEIVER = "440113"
ENTRIES = sealed(7)


@dataclass
class Node:
    """Answers as a node does: verifies by its pins, applies once, receipts; fails after so many entries, if told."""

    chain: Chain = field(default_factory=lambda: Chain(NAME))
    receipts: dict[int, Receipt] = field(default_factory=dict)
    requests: list[int] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    breaks_after: int | None = None

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        assert variables is not None
        assert variables["committee"] == RECEIVER
        if "deliverReceipts" in query:
            self.returned += variables["lines"]
            return {"deliverReceipts": {"taken": len(variables["lines"]), "fault": None}}
        self.requests.append(len(variables["lines"]))
        if self.breaks_after is not None and len(self.receipts) >= self.breaks_after:
            raise LocalError("gone", "没有应答")
        return {"deliverLedger": self._taken(variables["lines"])}

    def _taken(self, lines: Sequence[str]) -> dict[str, Any]:
        receipts: list[str] = []
        for index, line in enumerate(lines):
            entry = Entry.parse(line)
            try:
                self.chain.append(entry, PINS)
                self.receipts[entry.number] = Receipt.seal(PEER_KEY, entry, self._verdict(entry), at=AT)
            except RepeatedError:
                pass
            except LedgerError as error:
                expected = error.details["expected"] if isinstance(error, GapError) else None
                fault = {"code": error.ledger_code, "message": error.message, "messageZh": error.message_zh}
                return {"receipts": receipts, "fault": {**fault, "index": index, "expected": expected}}
            receipts.append(self.receipts[entry.number].print())
        return {"receipts": receipts, "fault": None}

    def _verdict(self, entry: Entry) -> Verdict:
        return (
            Verdict(Outcome.REFUSED, "CONFLICT", None, "no", "不行") if entry.number == 2 else Verdict(Outcome.APPLIED)
        )


def brought(node: Node, content: bytes, committee: str = RECEIVER) -> Brought:
    return asyncio.run(bring(node, read_bundle(content), committee))


def file(entries: Sequence[Entry]) -> bytes:
    return b"".join(bundle_lines(BundleHead(NAME, SENDER, AT), entries))


def test_a_file_is_brought_once_and_its_receipts_with_it() -> None:
    node = Node()
    assert brought(node, CONTENT) == Brought(0, 3, 1, 1)
    assert brought(node, CONTENT) == Brought(4, 0, 0, 1)
    assert node.requests == [1, 4, 1]
    assert node.returned == [Receipt.seal(KEY, BACK[0], Verdict(Outcome.APPLIED), at=AT).print()] * 2


def test_a_file_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "MOST", 2)
    node = Node(breaks_after=4)
    with pytest.raises(LocalError, match="gone"):
        brought(node, file(ENTRIES))
    node.breaks_after = None
    assert brought(node, file(ENTRIES)) == Brought(4, 3, 0, 0)
    assert node.requests == [1, 2, 2, 2, 1, 2, 1]
    monkeypatch.setattr(delivering, "BYTES", 1)
    fresh = Node()
    assert brought(fresh, file(ENTRIES)).applied == 6
    assert fresh.requests == [1] * 8


def test_a_file_for_another_committee_or_a_damaged_one_is_refused() -> None:
    node = Node()
    with pytest.raises(LocalError, match="for 440113, not for 440500"):
        brought(node, CONTENT, "440500")
    line = ENTRIES[3].print().encode()
    for damaged in (file(ENTRIES)[:-10], file(ENTRIES).replace(line, line[:-1] + b"]")):
        with pytest.raises(LocalError, match="damaged"):
            brought(node, damaged)
    assert node.requests == []


def test_what_the_node_does_not_accept_is_named() -> None:
    node = Node()
    with pytest.raises(LocalError, match="waits for number 1 and the file begins at 3"):
        brought(node, file(ENTRIES[2:]))
    wrong = replace(ENTRIES[3], signature=b"x" * 64)
    with pytest.raises(LocalError, match=r"does not accept #4 \(BAD_SIGNATURE\)"):
        brought(node, file([*ENTRIES[:3], wrong, *ENTRIES[4:]]))
    assert sorted(node.receipts) == [1, 2, 3]
    with pytest.raises(LocalError, match=r"#7 \(BAD_SIGNATURE\)"):
        brought(node, file([*ENTRIES[:6], replace(ENTRIES[6], signature=b"")]))


def test_an_empty_file_brings_nothing() -> None:
    assert brought(Node(), file(())) == Brought(0, 0, 0, 0)
