"""Which agreement stands behind what two committees do together on a day. Other modules ask here (DOMAIN rule J7)."""

from __future__ import annotations

from datetime import date

from schema.directory import division
from services.kit.acts import Act
from services.kit.database import Connection


async def agreement_in_force(connection: Connection, partner: str, on: date, scope: str) -> str | None:
    """The id of this committee's agreement with ``partner`` that is in force on that day and covers ``scope``
    (``TOPICS``, ``PROJECTS``, ``SHARING``); None where there is none.

    A record is ACTIVE only after both sides said the same terms. One taken from a publication that leaves gaps does
    not say from when until when, so it stands behind nothing. Of several that which ends last is named.
    """
    found: str | None = await connection.fetchval(
        "SELECT id FROM partner_agreement WHERE partner = $1 AND state = 'ACTIVE' AND cardinality(gaps) = 0"
        " AND covers @> ARRAY[$3::text] AND coalesce(valid_from, $2) <= $2 AND coalesce(valid_until, $2) >= $2"
        " ORDER BY valid_until DESC NULLS FIRST, id LIMIT 1",
        partner, on, scope,
    )  # fmt: skip
    return found


async def agreement_facts(act: Act, partner: str, scope: str) -> dict[str, object]:
    """The facts of the guard ``agreement_covers`` for a step that involves ``partner`` today: whether it is a partner
    city, and whether an agreement with it that covers ``scope`` is in force.
    """
    agreement = await agreement_in_force(act.connection, partner, act.today, scope)
    return {"partner_city": is_partner_city(act.code, partner), "agreement_active": agreement is not None}


def is_partner_city(own: str, other: str) -> bool:
    """Whether the other committee belongs to another province, so that no common upper level guides both."""
    return "00" not in (own[:2], other[:2]) and own[:2] != other[:2]


def in_one_line(one: str, other: str, on: date) -> bool:
    """Whether one of the two is the other, or above it, on that day."""
    return other in _line(one, on) or one in _line(other, on)


def _line(code: str, on: date) -> list[str]:
    """A code and all above it."""
    line: list[str] = []
    above: str | None = code
    while above is not None and above not in line:
        line.append(above)
        found = division(above, at=on) or division(above)
        above = None if found is None else found.parent
    return line
