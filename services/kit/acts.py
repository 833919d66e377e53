"""What a domain's command is made of: how it is declared, what it is given to work with, and what it leaves behind."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any, Protocol

from schema.rulebook import Rulebook, Transition, decide, rulebook
from schema.rulebook.model import SYSTEM, Text
from services.kit.database import Connection
from services.kit.events import Change, Written, write_change
from services.kit.identity import Viewer
from services.kit.inputs import Input
from services.kit.records import RecordKind

CHINA = timezone(timedelta(hours=8))
"""Days are counted where the committees are."""

NEW = {"visibility": "NODE", "provenance": "RECORDED"}
"""What a record made by a command starts with: seen by the committee's own people."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did to the record that its payload shows. ``once`` is told to this caller and never again."""

    written: Written
    peers: tuple[str, ...] = ()
    once: Mapping[str, object] = field(default_factory=dict)


class Due(Protocol):
    """A day on which a time limit runs out; ``provisional`` where the calendar does not reach so far yet."""

    @property
    def on(self) -> date:
        """The last day."""

    @property
    def provisional(self) -> bool:
        """Counted beyond the end of the calendar."""

    @property
    def calendar(self) -> str:
        """The version of the calendar it was counted by."""

    @property
    def limit(self) -> str:
        """The id of the time limit."""


@dataclass(frozen=True, slots=True)
class StartedClock:
    """A time limit that starts to run; ``name`` is the field that shows its last day, such as ``dueOn``."""

    name: str
    starts_on: date
    due: Due


@dataclass(frozen=True, slots=True)
class Consent:
    """A committee that must agree before a step binds it, and why."""

    peer: str
    why: Text


@dataclass(slots=True)
class Plan:
    """What a command does, in the order in which it does it; a dry run stops here."""

    transitions: list[Transition] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    clocks: list[StartedClock] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Act:
    """One command being carried out, inside its transaction.

    ``records`` holds the locked rows by id: the one the command is on, and those it named in ``Command.locks``; an id
    that has no row is not in it. Whatever a command changes goes through :meth:`write`; its own SQL only reads.
    """

    connection: Connection
    code: str
    viewer: Viewer
    command: str
    at: datetime
    input: Input
    id: str | None
    records: Mapping[str, Mapping[str, Any]]
    dry_run: bool = False
    plan: Plan = field(default_factory=Plan)

    @property
    def record(self) -> Mapping[str, Any]:
        """The row of the record that the command is on."""
        assert self.id is not None
        return self.records[self.id]

    @property
    def today(self) -> date:
        """The day in China on which this happens."""
        return self.at.astimezone(CHINA).date()

    def clock(self, name: str, due: Due, *, starts_on: date | None = None) -> None:
        """Say that a time limit starts, today unless told otherwise; its last day is written with :meth:`write`."""
        self.plan.clocks.append(StartedClock(name, starts_on or self.today, due))

    def consent(self, peer: str, why: Text) -> None:
        """Say that committee ``peer`` must agree, and why."""
        self.plan.consents.append(Consent(peer, why))

    @property
    def book(self) -> Rulebook:
        """The rules of the committee on the day of the command."""
        return rulebook(self.code, self.today)

    def decide(self, machine: str, state: str | None, facts: Mapping[str, object]) -> Transition:
        """What the rulebook makes of the command. Raises RULE_REFUSED."""
        return self._judge(machine, self.command, state, self.viewer.roles - set(SYSTEM), facts)

    def derive(self, machine: str, command: str, state: str | None, facts: Mapping[str, object]) -> Transition:
        """What follows of itself from what this command did: a step that only the system takes. Raises RULE_REFUSED
        where a rule does not hold.
        """
        return self._judge(machine, command, state, SYSTEM, facts)

    def _judge(
        self, machine: str, command: str, state: str | None, roles: Collection[str], facts: Mapping[str, object]
    ) -> Transition:
        record = self.records.get(self.id) if self.id is not None else None
        known: dict[str, object] = {"dry_run": False, "committee": self.code}
        if record is not None:
            known |= {"provenance": record["provenance"], "gaps": record["gaps"], "record_id": self.id}
        transition = decide(
            machine,
            command=command,
            state=state,
            roles=roles,
            facts=known | dict(facts),
            committee=self.code,
            on=self.today,
        )
        self.plan.transitions.append(transition)
        return transition

    async def lock(self, record: RecordKind, ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """Rows of another kind by id, held until the command ends; an id that has no row is not in the answer."""
        return await rows_by_id(self.connection, record, sorted(set(ids)), locked=not self.dry_run)

    async def write(self, change: Change) -> Written:
        """Write a new record or the next version of one, as done by the viewer at this time."""
        viewer = self.viewer
        self.plan.changes.append(change)
        if self.dry_run:
            return Written(uuid.uuid4(), change.id, change.based_on + 1)
        actor = {"subject": viewer.subject, "committee": viewer.committee, "roles": sorted(viewer.roles)}
        return await write_change(self.connection, self.code, change, actor=actor, at=self.at)

    async def rows(self, record: RecordKind, table: str, id: str) -> list[dict[str, Any]]:
        """The rows of a child table as they are now, in their order where they have one."""
        child = record.child(table)
        found = await self.connection.fetch(
            f"SELECT to_jsonb(c) - 'owner' - '{child.parent}' AS row FROM {table} c WHERE c.{child.parent} = $1", id
        )
        rows: list[dict[str, Any]] = [each["row"] for each in found]
        return sorted(rows, key=lambda row: row.get("position", 0))


async def rows_by_id(
    connection: Connection, record: RecordKind, ids: Sequence[str], *, locked: bool
) -> dict[str, Mapping[str, Any]]:
    """The rows with these ids, where wanted locked in the order of their ids so that no two commands wait for each
    other.
    """
    if not ids:
        return {}
    rows = await connection.fetch(
        f"SELECT * FROM {record.table} WHERE id = ANY ($1::text[]) ORDER BY id{' FOR UPDATE' if locked else ''}",
        list(ids),
    )
    return {row["id"]: dict(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Command:
    """A mutation of the contract: the kind of record its payload shows, and what carries it out.

    ``creates``: it names the committee that is to act and no record. ``public``: whoever belongs to no committee may
    send it too. ``locks`` gives the ids of further records of that kind which it reads and must not change meanwhile.
    """

    field: str
    record: RecordKind
    perform: Callable[[Act], Awaitable[Done]]
    creates: bool = False
    public: bool = False
    locks: Callable[[Input], Sequence[str]] = lambda _input: ()
