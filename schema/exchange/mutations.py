"""Root mutation fields of the exchange between nodes."""

from typing import Any

import strawberry
from strawberry.federation.schema_directives import Inaccessible

from schema.directives import Owner
from schema.exchange.types import LedgerDelivery, ReceiptDelivery
from schema.rootfields import COMMITTEE, Delegated, argument
from schema.wording import described


def _delivered(name: str, of_zh: str, of_en: str, zh: str, en: str) -> Any:
    """A mutation by which a peer delivers signed lines."""
    lines = argument(name, list[str], of_zh, of_en)
    extensions = [Delegated("command", (COMMITTEE, lines))]
    return described(zh, en, Owner(argument="committee"), Inaccessible(), extensions=extensions)


@strawberry.type
class ExchangeMutations:
    """Sent to a node by its peers, never through a gateway."""

    deliver_ledger: LedgerDelivery = _delivered(
        "entries", "记录，按编号顺序。", "Entries in the order of their numbers.",
        "送达台账记录，逐条办理并签回执；重复送达得到原回执。",
        "Deliver entries of a ledger; each is applied once and receipted, and a repeated one gets its old receipt.",
    )  # fmt: skip
    deliver_receipts: ReceiptDelivery = _delivered(
        "receipts", "回执。", "Receipts.",
        "送达回执，针对从本节点取回的记录。", "Deliver receipts for entries that were pulled from this node.",
    )  # fmt: skip
