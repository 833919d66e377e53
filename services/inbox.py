"""`inbox`: what waits at a committee for whoever asks, with what may be done about it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from graphql import GraphQLInputObjectType, GraphQLSchema, is_required_input_field

from schema.binding import input_type
from schema.cursors import decode_cursor, encode_cursor, order_digest, position, split_position
from schema.errors import ShiziError, bad_user_input, forbidden, unauthenticated
from schema.rulebook.common import AUTHORITY_SIGNER
from schema.rulebook.model import SIGNER
from schema.scalars import format_date_time
from services.actions import ROLES, Actions, asked_roles
from services.authority.inbox import INBOX as AUTHORITY
from services.citizens.inbox import INBOX as CITIZENS
from services.handling.inbox import INBOX as HANDLING
from services.inbox_statement import Asker, Builder, page, waiting
from services.kit.acts import CHINA
from services.kit.clock import Clock
from services.kit.commands import Commands
from services.kit.database import Connection, Pool
from services.kit.identity import Viewer
from services.kit.reads.binding import Place, View
from services.partners.inbox import INBOX as PARTNERS
from services.previews import shown
from services.proposals.inbox import INBOX as PROPOSALS
from services.shared_proposals.inbox import INBOX as SHARED_PROPOSALS
from services.topics.inbox import INBOX as TOPICS

FIELD: Final = "inbox"
WAITS: Final = (*AUTHORITY, *TOPICS, *SHARED_PROPOSALS, *PARTNERS, *PROPOSALS, *HANDLING, *CITIZENS)
BY_KIND: Final = {each.kind: each for each in WAITS}
DEFAULT_SIZE: Final = 20
LARGEST_SIZE: Final = 100
ORDER: Final = "UNTIL_ASC"
DRAFT: Final = "draftBindingAct"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of each item was selected: working out actions and previews takes time."""

    actions: bool
    previews: bool


@dataclass(frozen=True, slots=True)
class Question:
    """The arguments of the field, read."""

    asker: Asker
    kinds: frozenset[str] | None
    overdue: bool | None
    size: int
    after: tuple[date | None, str] | None
    digest: bytes
    named: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Answers for one committee, on the reader's connections."""

    pool: Pool
    place: Place
    clock: Clock
    actions: Actions
    commands: Commands
    schema: GraphQLSchema

    async def of(self, viewer: Viewer, view: View, arguments: Mapping[str, Any], wanted: Wanted) -> dict[str, Any]:
        """A page of what waits. Raises BAD_USER_INPUT, UNAUTHENTICATED for whoever belongs to no committee, FORBIDDEN
        for another committee's people and for roles that the viewer may not ask about.
        """
        question = self._read(viewer, view, arguments)
        today = self.clock.now().astimezone(CHINA).date()
        async with (
            self.pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            found = await self._found(connection, question, today)
        rows, more = found["rows"][: question.size], len(found["rows"]) > question.size
        items = [await self._item(row, viewer, view, question, today, wanted) for row in rows]
        cursors = [encode_cursor(_place(row), question.digest) for row in rows]
        return {
            "edges": [{"cursor": cursor, "node": item} for cursor, item in zip(cursors, items, strict=True)],
            "pageInfo": {
                "hasNextPage": more,
                "hasPreviousPage": question.after is not None,
                "startCursor": cursors[0] if cursors else None,
                "endCursor": cursors[-1] if cursors else None,
            },
            "totalCount": found["total"],
            "overdueCount": found["overdue"],
        }

    def _read(self, viewer: Viewer, view: View, arguments: Mapping[str, Any]) -> Question:
        self._admit(viewer, arguments["committee"])
        named, kinds, overdue = arguments.get("as"), arguments.get("kinds"), arguments.get("overdue")
        size = DEFAULT_SIZE if arguments.get("first") is None else arguments["first"]
        if not 0 <= size <= LARGEST_SIZE:
            raise bad_user_input(
                f"first must be between 0 and {LARGEST_SIZE}.",
                f"first 须在 0 到 {LARGEST_SIZE} 之间。",
                argument="first",
            )
        roles = asked_roles(viewer.roles & ROLES, named)
        chosen = None if kinds is None else frozenset(str(each.value) for each in kinds)
        digest = order_digest(
            FIELD, ORDER, {"as": sorted(roles), "kinds": None if chosen is None else sorted(chosen), "overdue": overdue}
        )
        own = named is None or "staff" not in viewer.roles
        return Question(
            Asker(view, viewer.subject, roles, own),
            chosen,
            overdue,
            size,
            _after(arguments.get("after"), digest),
            digest,
            named,
        )

    def _admit(self, viewer: Viewer, committee: str) -> None:
        if committee != self.place.code:
            raise bad_user_input(
                f"This node serves {self.place.code}, not {committee}.",
                f"本节点服务于 {self.place.code}，不是 {committee}。",
            )
        if viewer.anonymous:
            raise unauthenticated("An inbox needs a token of its committee.", "查询待办需要该政协的身份凭证。")
        if viewer.committee != committee:
            raise forbidden("An inbox is for the committee's own people.", "待办只对本政协人员开放。")

    async def _found(self, connection: Connection, question: Question, today: date) -> dict[str, Any]:
        """The rows of the page and one more, and both counts."""
        builder = Builder.of(self.place, question.asker, today)
        waits = [
            each for each in WAITS
            if builder.concerned(each) and (question.kinds is None or each.kind in question.kinds)
        ]  # fmt: skip
        if not waits:
            return {"rows": [], "total": 0, "overdue": 0}
        source = waiting(builder, waits)
        statement = page(builder, source, question.after, question.size, overdue=question.overdue)
        found = await connection.fetchrow(statement.sql, *statement.values)
        assert found is not None
        return dict(found)

    async def _item(
        self, row: Row, viewer: Viewer, view: View, question: Question, today: date, wanted: Wanted
    ) -> dict[str, Any]:
        until = _day(row)
        actions: list[dict[str, Any]] = []
        if wanted.actions:
            actions = await self._actions(row, viewer, view, question, previews=wanted.previews)
        return {
            "kind": row["kind"],
            "record": row["id"],
            "recordVersion": row["version"],
            "title": row["title"],
            "roles": row["whom"],
            "since": format_date_time(datetime.fromisoformat(row["since"])),
            "until": row["until"],
            "provisional": row["provisional"],
            "overdue": until is not None and until < today,
            "actions": actions,
        }

    async def _actions(
        self, row: Row, viewer: Viewer, view: View, question: Question, *, previews: bool
    ) -> list[dict[str, Any]]:
        """What may be done, as `allowedActions` says it; first what ends the wait."""
        ends = BY_KIND[row["kind"]].ends
        found = await self.actions.of(viewer, view, {"on": row["id"], "as": question.named})
        open_ = [each for each in found if each["verdict"] != "REFUSED"]
        offered = [
            {
                **each,
                "ends": each["command"] in ends,
                "drafts": None,
                "input": self._input(each["command"]),
                "preview": await self._preview(viewer, row["id"], each)
                if previews and question.named is None
                else None,
            }
            for each in sorted(open_, key=lambda each: each["command"] not in ends)
        ]
        drafts = [
            self._offer(DRAFT, drafts=each["command"])
            for each in found
            if _may_be_drafted(each, question) and each["command"] in ends
        ]
        elsewhere = [each for each in ends if each not in {action["command"] for action in found}]
        return [*drafts, *(self._made(each, question) for each in elsewhere), *offered]

    def _made(self, command: str, question: Question) -> dict[str, Any]:
        """A command that makes another record: sent by a signer, or drafted, where it binds the committee."""
        clicked = command in self.actions.binding and SIGNER not in question.asker.roles
        return self._offer(DRAFT, drafts=command) if clicked else self._offer(command)

    def _offer(self, command: str, *, drafts: str | None = None) -> dict[str, Any]:
        """A command that makes another record, which its input decides: the draft of what only a signer may send, or
        what this record waits for.
        """
        return {
            "command": command, "ends": True, "drafts": drafts, "verdict": "NEEDS", "to": None, "needs": [],
            "input": self._input(command), "preview": None,
        }  # fmt: skip

    def _type(self, command: str) -> GraphQLInputObjectType | None:
        mutation = self.schema.mutation_type
        assert mutation is not None
        return input_type(mutation.fields[command])

    def _input(self, command: str) -> list[dict[str, Any]]:
        type_ = self._type(command)
        return [
            {"name": name, "type": str(field.type), "required": is_required_input_field(field)}
            for name, field in ({} if type_ is None else type_.fields).items()
        ]

    async def _preview(self, viewer: Viewer, id_: str, action: Mapping[str, Any]) -> dict[str, Any] | None:
        """The dry run of a command that may be sent with nothing in its input."""
        if action["verdict"] != "ALLOWED" or any(each["required"] for each in self._input(action["command"])):
            return None
        given: dict[str, Any] = {} if self._type(action["command"]) is None else {"input": {}}
        try:
            result = await self.commands.run(
                viewer,
                action["command"],
                {"id": id_, **given, "idempotencyKey": f"inbox {uuid.uuid4()}", "dryRun": True},
            )
        except ShiziError:
            return None
        return None if result.preview is None else shown(result.preview, self.schema)


def _may_be_drafted(action: Mapping[str, Any], question: Question) -> bool:
    """Whether nothing but a signature stands in the way, for somebody who may draft."""
    refusal = action["refusal"]
    return refusal is not None and refusal["id"] == AUTHORITY_SIGNER.id and "staff" in question.asker.roles


def _after(cursor: str | None, digest: bytes) -> tuple[date | None, str] | None:
    if cursor is None:
        return None
    place, theirs = decode_cursor(cursor)
    if theirs != digest:
        raise bad_user_input(
            "The cursor belongs to another question.", "该游标属于另一查询，不能用于此处。", argument="after"
        )
    until, key = split_position(place, kind="date", descending=False)
    return (until if isinstance(until, date) else None), key


def _place(row: Row) -> bytes:
    return position(_day(row), descending=False, id=row["key"])


def _day(row: Row) -> date | None:
    return None if row["until"] is None else date.fromisoformat(row["until"])
