"""The assignments of a filing's round, and what follows for the filing when one of them changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.handling.records import ASSIGNMENT
from services.kit.acts import Act
from services.kit.events import Change, Row
from services.proposals.records import FILING

GIVEN_UP: Final = frozenset({"RETURNED_ACCEPTED", "CANCELLED"})
UNSIGNED: Final = frozenset({"ISSUED", "RETURN_REQUESTED"})
Rows = Mapping[str, Mapping[str, Any]]


async def filing_of(act: Act) -> Mapping[str, Any]:
    """The filing, locked, of the assignment that the command is on."""
    filing = act.record["filing_id"]
    return (await act.lock(FILING, [filing]))[filing]


async def in_force(act: Act, filing: Mapping[str, Any]) -> Rows:
    """The assignments of the filing's present round that were neither given back nor cancelled, by id."""
    found = await act.connection.fetch(
        "SELECT id FROM assignment WHERE filing_id = $1 AND round = $2", filing["id"], filing["round"]
    )
    rows = await act.lock(ASSIGNMENT, [row["id"] for row in found])
    return {key: row for key, row in rows.items() if row["state"] not in GIVEN_UP}


async def next_place(act: Act, filing: str) -> int:
    """The place of one more assignment among all that the filing ever had."""
    last: int | None = await act.connection.fetchval(
        "SELECT max(position) FROM assignment WHERE filing_id = $1", filing
    )
    return 1 + (last or 0)


async def start_when_signed(act: Act, filing: Mapping[str, Any], states: Mapping[str, str]) -> Mapping[str, Any]:
    """Once every unit has signed, the filing is being handled; ``states`` are those of the round's assignments.

    Returns the filing as it then is.
    """
    unsigned = sum(state in UNSIGNED for state in states.values())
    if filing["state"] != "ASSIGNED" or unsigned or not states:
        return filing
    transition = act.derive("Filing", "startHandlingFiling", filing["state"], {"units_unsigned": unsigned})
    await step_filing(act, filing, "filing.handling-started", {"state": transition.after})
    return {**filing, "state": transition.after, "version": filing["version"] + 1}


async def step_filing(act: Act, filing: Mapping[str, Any], event: str, values: Row) -> None:
    """The next version of a filing that a command on one of its assignments moves along."""
    await act.write(Change(FILING, event, filing["id"], values, filing["version"]))
