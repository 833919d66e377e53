"""Units to hand proposals over to, those who act in their roles, and proposals that were handed over."""

from __future__ import annotations

from typing import Any

from schema.handling.credit_codes import check_character
from services.kit.identity import Viewer
from tests.services.commands.desk import CODE, Desk


def code_of(number: int) -> str:
    """The credit code of a made-up unit of Guangzhou."""
    first = f"11440100{number:09}"
    return first + check_character(first)


def unit(number: int, role: str | None = None, **change: Any) -> dict[str, Any]:
    """A made-up unit of the city as an undertaker."""
    given = {
        "unit": f"示例单位{number}",
        "creditCode": code_of(number),
        "level": "CITY",
        "area": "440100",
        "assigningBody": "市政府办公厅",
    }
    made = {**given, **({} if role is None else {"role": role}), **change}
    return {"assigningLevel": made["level"], **made}


def speaker(number: int, committee: str = CODE) -> Viewer:
    """Somebody who speaks for the unit."""
    return Viewer(f"unit-{number}", committee, frozenset({"unit"}), False, f"u{number}", code_of(number))


HANDOVER = Viewer("government-office", CODE, frozenset({"handover"}), read_only=False, client="h1")
LED: dict[str, Any] = {"plan": "LEAD_WITH_SUPPORT", "undertakers": [unit(1, "LEAD"), unit(2, "SUPPORT")]}


async def filed(desk: Desk, number: str = "1", **change: Any) -> str:
    """A proposal filed under that case number."""
    filing = await desk.reviewed(**change)
    await desk.send("fileFiling", {"caseNumber": number}, id=filing)
    return filing


async def given(desk: Desk, filing: str) -> dict[str, dict[str, Any]]:
    """The assignments of a proposal by their unit's credit code, the latest of each."""
    rows = await desk.database.writer.fetch("SELECT * FROM assignment WHERE filing_id = $1 ORDER BY position", filing)
    return {row["unit_code"]: dict(row) for row in rows}


async def assigned(desk: Desk, number: str = "1", **plan: Any) -> tuple[str, dict[str, dict[str, Any]]]:
    """A proposal that was handed over, to one unit alone unless told otherwise, and its assignments by credit code."""
    filing = await filed(desk, number)
    await desk.send("assignFiling", plan or {"plan": "SOLE", "undertakers": [unit(1)]}, id=filing)
    return filing, await given(desk, filing)
