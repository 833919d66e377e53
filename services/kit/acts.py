"""What a domain's command is made of: how it is declared, what it is given to work with, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from schema.binding import AUTHORITY
from schema.rulebook import Rulebook, Transition, decide, rulebook
from schema.rulebook.model import SIGNER, SYSTEM, Text
from services.kit.database import Connection
from services.kit.events import Change, Written, write_change
from services.kit.identity import Viewer
from services.kit.inputs import Input
from services.kit.records import RecordKind
from services.kit.rehearsal import Rehearsal
from services.kit.rows import child_rows, rows_by_id

CHINA = timezone(timedelta(hours=8))
"""Days are counted where the committees are."""

NEW = {"visibility": "NODE", "provenance": "RECORDED"}
"""What a record made by a command starts with: seen by the committee's own people."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did to the record that its payload shows, and whom it tells."""

    written: Written
    peers: tuple[str, ...] = ()


Tell: TypeAlias = Callable[[str, str], str]
"""A secret by its name and the record that it is for: always the same one for this caller, this key and this record."""


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
    """What stands behind a command's changes, in the order in which the command says it, and who is told of them."""

    transitions: list[Transition] = field(default_factory=list)
    clocks: list[StartedClock] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    peers: dict[str, None] = field(default_factory=dict)
    events: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Act:
    """One command being carried out, inside its transaction.

    ``records`` holds the locked rows by id: the one the command is on, and those it named in ``Command.locks``; an id
    that has no row is not in it. Whatever a command changes goes through :meth:`write`; its own SQL only reads.
    In a dry run there is a ``rehearsal`` and the transaction is read only.
    """

    connection: Connection
    code: str
    viewer: Viewer
    command: str
    at: datetime
    input: Input
    id: str | None
    records: Mapping[str, Mapping[str, Any]]
    tell: Tell
    rehearsal: Rehearsal | None = None
    plan: Plan = field(default_factory=Plan)
    message: Mapping[str, Any] | None = None
    """The peer, kind and number of the message that is being taken in; None for a command."""

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

    @property
    def known(self) -> dict[str, object]:
        """Facts of every command: who acts, and where its record came from."""
        record = self.records.get(self.id) if self.id is not None else None
        if record is None:
            return {"committee": self.code}
        origin = {"provenance": record["provenance"], "gaps": record["gaps"]}
        return {"committee": self.code, "record_id": self.id, **origin}

    def decide(self, machine: str, state: str | None, facts: Mapping[str, object]) -> Transition:
        """What the rulebook makes of the command. Raises RULE_REFUSED.

        An input that names an authority binds the committee, and that is a signer's (DESIGN §5 Authority).
        """
        roles = self.viewer.roles - set(SYSTEM)
        clicked = self.input.has(AUTHORITY) and SIGNER not in roles
        return self._judge(machine, self.command, state, roles, {**facts, "clicked": clicked})

    def derive(self, machine: str, command: str, state: str | None, facts: Mapping[str, object]) -> Transition:
        """What follows of itself from what this command did: a step that only the system takes. Raises RULE_REFUSED
        where a rule does not hold.
        """
        return self._judge(machine, command, state, SYSTEM, facts)

    def _judge(
        self, machine: str, command: str, state: str | None, roles: Collection[str], facts: Mapping[str, object]
    ) -> Transition:
        transition = decide(
            machine,
            command=command,
            state=state,
            roles=roles,
            facts=self.known | dict(facts),
            committee=self.code,
            on=self.today,
        )
        self.plan.transitions.append(transition)
        return transition

    async def lock(self, record: RecordKind, ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """Rows of another kind by id, held until the command ends; an id that has no row is not in the answer."""
        wanted = sorted(set(ids))
        if self.rehearsal is not None:
            return await self.rehearsal.rows(record, wanted)
        return await rows_by_id(self.connection, record, wanted, locked=True)

    async def write(self, change: Change) -> Written:
        """Write a new record or the next version of one, as done by the viewer at this time, and what follows it."""
        written = await self._write(change)
        self.plan.peers.update(dict.fromkeys(message.peer for message in change.messages))
        if change.messages:
            self.plan.events.append(written.event_id)
        if change.based_on and change.record.followed is not None:
            await change.record.followed(self, change)
        return written

    async def _write(self, change: Change) -> Written:
        if self.rehearsal is not None:
            return await self.rehearsal.write(change)
        viewer = self.viewer
        actor = {"subject": viewer.subject, "committee": viewer.committee, "roles": sorted(viewer.roles)}
        told = replace(change, details={**change.details, "story": self._story()})
        return await write_change(self.connection, self.code, told, actor=actor, at=self.at)

    def _story(self) -> dict[str, object]:
        """What an event says of how it came about: by which command, rules and message."""
        rules = sorted({rule for transition in self.plan.transitions for rule in transition.rules})
        version = self.book.version
        return {"command": self.command, "rulebook": version, "rules": rules, "message": self.message}

    async def keep_apart(self, statement: str, *values: object) -> None:
        """Write what is no part of a record, such as a citizen's contact. A dry run leaves it out and does not show
        it.
        """
        if self.rehearsal is None:
            await self.connection.execute(statement, *values)

    async def rows(self, record: RecordKind, table: str, id: str) -> list[dict[str, Any]]:
        """The rows of a child table as they are now, in their order where they have one."""
        if self.rehearsal is not None:
            return await self.rehearsal.children(record, table, id)
        return await child_rows(self.connection, record, table, id)


@dataclass(frozen=True, slots=True)
class Command:
    """A mutation of the contract: the kind of record its payload shows, and what carries it out.

    ``creates``: it names the committee that is to act and no record. ``public``: whoever belongs to no committee may
    send it too. ``locks`` gives the ids of further records of that kind which it reads and must not change meanwhile.
    ``secrets`` are the names of the payload's fields that nobody stores: they are told to the caller alone, and again
    whenever the command is repeated under its key.
    """

    field: str
    record: RecordKind
    perform: Callable[[Act], Awaitable[Done]]
    creates: bool = False
    public: bool = False
    locks: Callable[[Input], Sequence[str]] = lambda _input: ()
    secrets: tuple[str, ...] = ()
