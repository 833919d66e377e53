"""What other committees' messages set in motion in the proposals module: a filing recommended to a higher level."""

from __future__ import annotations

from typing import Final

from schema.errors import forbidden
from schema.ids import parse_id
from services.kit.acts import Act
from services.kit.events import Change
from services.kit.receiving import Delivery, Handler, act_on, nothing_more
from services.proposals.records import FILING


async def _taken_up(act: Act, delivery: Delivery) -> None:
    """The committee to which a filing was recommended has received it anew: both name each other from now on.

    Where that one was withdrawn there and another took its place, the later one counts. Raises FORBIDDEN for a filing
    that was not recommended to that committee, or an id that is not its own.
    """
    on = await act_on(act, FILING, act.input.text("recommendedFrom", most=100))
    row, anew = on.record, str(parse_id(act.input.text("filing", most=100), kind=FILING.kind))
    if row["recommended_to_committee"] != delivery.peer or parse_id(anew).owner != delivery.peer:
        raise forbidden(
            f"{row['id']} was not recommended to {delivery.peer}.", f"{row['id']} 并未推荐给 {delivery.peer}。"
        )
    if row["recommended_to"] != anew:
        await on.write(Change(FILING, "filing.taken-up", row["id"], {"recommended_to": anew}, row["version"]))


HANDLERS: Final = (
    Handler("filing.recommendation", nothing_more),
    Handler("filing.taken-up", _taken_up),
)
