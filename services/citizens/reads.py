"""How the citizens module is read. A receipt opens one lead to whoever holds it; the contact is not read at all."""

import hashlib
from collections.abc import Mapping
from typing import Any

from schema.errors import not_found
from services.kit.reads.binding import Place
from services.kit.reads.fields import Asked, RootField, connection, matching
from services.kit.reads.model import COMMITTEE, RECORDED_AT, TITLE, Filter, Model, Order

LEAD = Model(
    "CitizenLead",
    "citizen_lead",
    module="citizens",
    kind="lead",
    fields={"committee": COMMITTEE},
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE, "SUBMITTED_AT": Order("submitted_at", "time", nullable=True)},
    filters={"state": Filter("{row}.state = {value}"), "category": Filter("{row}.category = {value}")},
)


def receipt_digest(receipt: str) -> bytes:
    """What is stored of a receipt."""
    return hashlib.sha256(receipt.encode()).digest()


def by_receipt(arguments: Mapping[str, Any], place: Place) -> Asked | None:
    """`citizenLeadByReceipt`: seen whatever the lead's visibility and the sharing policy.

    Raises NOT_FOUND for a committee that is not this one: that its lead is unknown here would say nothing.
    """
    if arguments["committee"] != place.code:
        raise not_found(
            f"Committee {arguments['committee']} takes no leads at this node.",
            f"本节点不受理 {arguments['committee']} 的线索。",
        )
    digest = receipt_digest(arguments["receipt"])
    return matching(LEAD, "{row}.receipt_digest = {value}", digest, type_="bytea", guarded=False)


MODELS = (LEAD,)
FIELDS: dict[str, RootField] = {
    "citizenLeads": connection("citizenLeads", LEAD),
    "citizenLeadByReceipt": by_receipt,
}
