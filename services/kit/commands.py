"""The way of a command through a node: identity → visibility → rulebook → one transaction, at most once under a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from schema.errors import ShiziError, bad_user_input, forbidden, not_found, unauthenticated
from schema.ids import owner_of, parse_id
from services.kit import idempotency
from services.kit.acts import Act, Command
from services.kit.clock import Clock
from services.kit.database import Connection, NodeDatabase
from services.kit.events import stale
from services.kit.identity import Viewer
from services.kit.inputs import Input, refuse_unclean
from services.kit.messages import how_far
from services.kit.previews import Preview, preview_of
from services.kit.ratelimit import RateLimiter
from services.kit.rehearsal import Rehearsal
from services.kit.rows import rows_by_id
from services.kit.secret import Secret
from services.kit.visibility import known

ATTEMPTS = 3
LONGEST_KEY = 200
PRUNE_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command left: the record to show, and what else its payload says.

    ``extra`` holds ``deliveries`` ([{"peer", "state"}]) and the command's secrets. A dry run has a ``preview``.
    """

    record_id: str
    kind: str
    version: int
    replayed: bool
    extra: Mapping[str, Any] = field(default_factory=dict)
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    """A command as it was sent, checked as far as that needs no database."""

    command: Command
    viewer: Viewer
    key: idempotency.Key
    id: str | None
    expected_version: int | None
    input: Input
    dry_run: bool


class Commands:
    """Carries out the commands of one committee.

    ``committed`` is called after each commit that wrote something: it wakes the sequencer.
    """

    def __init__(
        self, database: NodeDatabase, clock: Clock, commands: Iterable[Command], *,
        limiter: RateLimiter, committed: Callable[[], None], secret: Secret,
    ) -> None:  # fmt: skip
        self._database = database
        self._clock = clock
        self._commands = {command.field: command for command in commands}
        self._limiter = limiter
        self._committed = committed
        self._secret = secret
        self._pruned_at: datetime | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The root mutation fields that this node carries out."""
        return frozenset(self._commands)

    async def run(self, viewer: Viewer, field: str, arguments: Mapping[str, Any]) -> CommandResult:
        """Carry out the root mutation ``field`` with its arguments by their GraphQL names.

        Raises ShiziError: UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, RATE_LIMITED, CONFLICT, NOT_FOUND, RULE_REFUSED.
        Whatever it raises, nothing was written. A dry run raises the same and never writes.
        """
        request = self._checked(viewer, self._commands[field], arguments)
        if viewer.anonymous:
            self._limiter.take(viewer.client or "")
        if request.dry_run:
            return await self._rehearse(request)
        for attempt in range(ATTEMPTS):
            try:
                result = await self._transact(request)
                break
            except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError):
                if attempt == ATTEMPTS - 1:
                    raise
        if not result.replayed:
            self._committed()
        return result

    def _checked(self, viewer: Viewer, command: Command, arguments: Mapping[str, Any]) -> _Request:
        _admit(viewer, command, self._database.code)
        refuse_unclean(arguments)
        envelope = Input(arguments, "arguments")
        target = envelope.text("committee" if command.creates else "id", most=100)
        if owner_of(target) != self._database.code:
            raise bad_user_input(
                f"{target} belongs to another committee than {self._database.code}, which this node serves.",
                f"{target} 不属于本节点所服务的政协 {self._database.code}。",
            )
        if not command.creates:
            parse_id(target, kind=command.record.kind)
        content = {name: value for name, value in arguments.items() if name != "idempotencyKey"} | {"dryRun": False}
        return _Request(
            command=command,
            viewer=viewer,
            key=idempotency.Key(
                _subject(viewer),
                envelope.text("idempotencyKey", most=LONGEST_KEY),
                idempotency.digest(command.field, self._database.code, content),
            ),
            id=None if command.creates else target,
            expected_version=None if command.creates else envelope.integer("expectedVersion", 0, 2**31 - 1),
            input=Input(arguments.get("input")),
            dry_run=bool(arguments.get("dryRun")),
        )

    async def _transact(self, request: _Request) -> CommandResult:
        now = self._clock.now()
        async with self._database.writer.acquire() as connection, connection.transaction():
            await self._prune(connection, now)
            kept = await idempotency.claim(connection, request.key, now)
            if kept is not None:
                return await self._again(connection, request, kept)
            act = await self._opened(connection, request, now)
            done = await request.command.perform(act)
            deliveries = [{"peer": peer, "state": "QUEUED"} for peer in dict.fromkeys((*done.peers, *act.plan.peers))]
            response: dict[str, Any] = {
                "record_id": done.written.id,
                "kind": request.command.record.kind,
                "version": done.written.version,
                "extra": {"deliveries": deliveries},
            }
            kept = response | {"secrets": request.command.secrets, "events": [str(each) for each in act.plan.events]}
            await idempotency.answer(connection, request.key, kept)
        extra = response.pop("extra") | self._told(request, request.command.secrets, done.written.id)
        return CommandResult(**response, replayed=False, extra=extra)

    async def _rehearse(self, request: _Request) -> CommandResult:
        """The same way in a transaction that cannot write; the key is looked up and stays free."""
        now = self._clock.now()
        async with (
            self._database.writer.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            kept = await idempotency.answered(connection, request.key, now)
            if kept is not None:
                return replace(await self._again(connection, request, kept), preview=Preview(stands=True, replays=True))
            rehearsal = Rehearsal(connection, self._database.code, now)
            act = await self._opened(connection, request, now, rehearsal)
            done = await request.command.perform(act)
            seen = {
                each.change.id
                for each in rehearsal.changes
                if each.before is not None and await known(connection, each.change.record, each.before, request.viewer)
            }
        written, kind = done.written, request.command.record.kind
        preview = preview_of(act, rehearsal, done, lambda row: row["id"] in seen)
        return CommandResult(written.id, kind, written.version, replayed=False, preview=preview)

    async def _opened(
        self, connection: Connection, request: _Request, now: datetime, rehearsal: Rehearsal | None = None
    ) -> Act:
        """The command with the rows it works on: locked, unless it is only tried."""
        command = request.command
        wanted = {*command.locks(request.input), *([] if request.id is None else [request.id])}
        records = await rows_by_id(connection, command.record, sorted(wanted), locked=rehearsal is None)
        if request.id is not None:
            await _check_record(connection, records.get(request.id), request)
        return Act(
            connection, self._database.code, request.viewer, command.field, now, request.input, request.id, records,
            tell=lambda name, record: self._tell(request, name, record), rehearsal=rehearsal,
        )  # fmt: skip

    async def _again(self, connection: Connection, request: _Request, kept: dict[str, Any]) -> CommandResult:
        """What was answered under the key, with the secrets told with it, and how far its messages are now."""
        secrets, extra = kept.pop("secrets", ()), kept.pop("extra")
        come = await how_far(connection, [UUID(each) for each in kept.pop("events", ())])
        extra["deliveries"] = [
            {"peer": each["peer"], "state": come.get(each["peer"], each["state"])} for each in extra["deliveries"]
        ]
        extra |= self._told(request, secrets, kept["record_id"])
        return CommandResult(**kept, replayed=True, extra=extra)

    def _told(self, request: _Request, secrets: Iterable[str], record: str) -> dict[str, str]:
        return {name: self._tell(request, name, record) for name in secrets}

    def _tell(self, request: _Request, name: str, record: str) -> str:
        return self._secret.derive(name, request.key.subject, request.key.key, record)

    async def _prune(self, connection: Connection, now: datetime) -> None:
        if self._pruned_at is None or now - self._pruned_at >= PRUNE_EVERY:
            self._pruned_at = now
            await idempotency.prune(connection, now)


def _admit(viewer: Viewer, command: Command, code: str) -> None:
    """The write guard: people of the committee write, and whoever belongs to none sends what is open to the public."""
    if viewer.anonymous:
        if not command.public or viewer.client is None:
            raise unauthenticated(
                f"{command.field} needs a token of committee {code}.", f"{command.field} 需要政协 {code} 的身份凭证。"
            )
    elif viewer.committee != code:
        raise forbidden(
            f"Only people of committee {code} may write to its records.", f"只有政协 {code} 的人员才能办理它的记录。"
        )
    if viewer.read_only:
        raise forbidden("This identity may only read here.", "该身份在此只能查询。")


def _subject(viewer: Viewer) -> str:
    """Whose keys these are; somebody without a committee is told apart by where the request came from."""
    return f"@{viewer.client}" if viewer.anonymous else viewer.subject


async def _check_record(connection: Connection, row: Mapping[str, Any] | None, request: _Request) -> None:
    if row is None or not await known(connection, request.command.record, row, request.viewer):
        raise _unknown(request)
    if request.expected_version is not None and request.expected_version != row["version"]:
        raise stale(row["version"])


def _unknown(request: _Request) -> ShiziError:
    """A unit hears the same of what is not there and of what is another's."""
    if request.viewer.unit is not None:
        return forbidden("A unit acts on what it was given, and on nothing else.", "承办单位只能办理交给自己的事项。")
    return not_found(f"There is no record {request.id} here.", f"这里没有编号为 {request.id} 的记录。")
