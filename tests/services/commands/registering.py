"""Entries of a committee's registers, as its commands would leave them, and the people who hold their tokens."""

from datetime import date, timedelta
from typing import Any

from schema.ids import new_id
from services.committees.records import BODY, MEMBER, SESSION
from services.kit.events import Change, write_change
from services.kit.identity import Viewer
from services.kit.records import RecordKind
from tests.services.commands.desk import CODE, Desk
from tests.services.writing import ACTOR

DAY = date(2026, 11, 23)
JIA = Viewer("jia", CODE, frozenset({"member"}), read_only=False, client="c5")
YI = Viewer("yi", CODE, frozenset({"member"}), read_only=False, client="c6")
NOBODY = Viewer("nobody", CODE, frozenset({"member"}), read_only=False, client="c7")


async def entry(desk: Desk, record: RecordKind, **values: Any) -> str:
    """A row of a register, as a command would leave it."""
    id_ = str(new_id(CODE, record.kind, at=desk.clock.now()))
    change = Change(
        record, f"{record.kind}.registered", id_, {"visibility": "NODE", "provenance": "RECORDED", **values}
    )
    async with desk.database.writer.acquire() as connection, connection.transaction():
        await write_change(connection, CODE, change, actor=ACTOR, at=desk.clock.now())
    return id_


async def member(desk: Desk, name: str, subject: str | None = None, *, term: int = 14, **more: Any) -> str:
    values = {"from_day": date(2022, 1, 1), "until_day": None, "sector": None, "party": None} | more
    return await entry(desk, MEMBER, name=name, term=term, subject=subject, **values)


async def body(desk: Desk, kind: str, name: str, convenor: str | None = None) -> str:
    return await entry(desk, BODY, kind=kind, name=name, term=14, convenor_id=convenor)


async def opens(desk: Desk, opens_on: date, *, term: int = 14, session: int = 2) -> None:
    closes = opens_on + timedelta(days=4)
    await entry(
        desk, SESSION, term=term, session=session, opens_on=opens_on, closes_on=closes,
        accepts_from=opens_on - timedelta(days=90), accepts_until=closes,
    )  # fmt: skip
