"""A node on which commands are tried before they are carried out: what the preview said, and what then happened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import asyncpg
import orjson

from schema.ids import new_id
from services.kit.acts import Act, Plan
from services.kit.clock import ManualClock
from services.kit.importing import ImportRecord, import_records
from services.kit.previews import BOOKKEEPING, changed_fields
from services.kit.records import RecordKind
from services.kit.rows import in_order
from services.node.committee import CommitteeNode
from services.previews import field_text, named_fields
from tests.services.node_client import CODE, NodeClient
from tests.services.writing import key

PAYLOAD = """{ replayed record { id version } deliveries { peer state } preview { replays
  consents { committee whyZh whyEn } changes { record kind event fields { name before after } }
  clocks { name limit startsOn dueOn provisional calendar } rules { id textZh textEn source }
  deliveries { peer kind } } }"""
HISTORY = {"event_id", "recorded_from", "recorded_to", *BOOKKEEPING}
ID = re.compile(r"\d{6}:[a-z-]+:[0-9a-f-]{36}")

Json = dict[str, Any]


@dataclass(frozen=True)
class Sender:
    """Who sends a command: a role and further claims of the assertion. A signer is staff and may bind the committee."""

    role: str | None = "signer"
    claims: Mapping[str, Any] = field(default_factory=dict)


STAFF = Sender()
CLERK = Sender("staff")
MEMBER = Sender("member")
CITIZEN = Sender(None, {"committee": None, "sub": "anonymous", "ro": False})


@dataclass
class Trial:
    """Sends commands of committee 440100 over its endpoint; the clock stands still and nothing runs beside them."""

    client: NodeClient
    clock: ManualClock
    admin: asyncpg.Connection[asyncpg.Record]
    plans: list[Plan] = field(default_factory=list)

    @property
    def node(self) -> CommitteeNode:
        """The node behind the endpoint."""
        node: CommitteeNode = self.client.app.state.process.nodes[CODE]
        return node

    def listen(self) -> None:
        """Keep the plan of every command that comes to its end."""
        commands = self.node.commands._commands
        for name, command in commands.items():

            async def perform(act: Act, command: Any = command) -> Any:
                done = await command.perform(act)
                self.plans.append(act.plan)
                return done

            commands[name] = replace(command, perform=perform)

    async def send(self, command: str, sender: Sender = STAFF, **arguments: Any) -> Any:
        """One command; its payload. Fails on any error."""
        answered = await self.attempt(command, sender, **arguments)
        assert "errors" not in answered, (command, arguments, answered["errors"])
        return answered["data"][command]

    async def attempt(self, command: str, sender: Sender = STAFF, **arguments: Any) -> Json:
        """One command under a fresh key unless one is given; the whole answer."""
        mutation = self.node.contract.schema.mutation_type
        assert mutation is not None
        given = {"idempotencyKey": key(), **arguments}
        types = mutation.fields[command].args
        declared = ", ".join(f"${name}: {types[name].type}" for name in given)
        passed = ", ".join(f"{name}: ${name}" for name in given)
        document = f"mutation({declared}) {{ {command}({passed}) {PAYLOAD} }}"
        return await self.ask(document, sender, **given)

    async def ask(self, document: str, sender: Sender = STAFF, **variables: Any) -> Json:
        """Any document, sent by somebody."""
        now = int(self.clock.now().timestamp())
        token = self.client.assertion(sender.role, **{"iat": now, "exp": now + 60, **sender.claims})
        answered: Json = (await self.client.ask(document, token, **variables)).json
        return answered

    async def make(self, command: str, sender: Sender = STAFF, **arguments: Any) -> str:
        """One command; the id of its record."""
        id_: str = (await self.send(command, sender, **arguments))["record"]["id"]
        return id_

    async def take_over(self, record: RecordKind, values: Mapping[str, object]) -> str:
        """A record of an official source without gaps, in whatever state; its id."""
        id_ = str(new_id(CODE, record.kind, at=self.clock.now()))
        fact = ImportRecord(record, id_, values, "OFFICIAL", "档案", visibility="NODE")
        await import_records(self.node.database, CODE, [fact], self.clock)
        return id_

    async def state_of_database(self) -> tuple[list[tuple[Any, ...]], Any]:
        """A digest of every table's rows with who wrote and locked them, every sequence, and the end of the log."""
        relations = await self.admin.fetch(
            "SELECT relname, relkind FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'S')"
            " ORDER BY relname", f"node_{CODE}",
        )  # fmt: skip
        rows = "coalesce(string_agg(concat_ws('|', t.ctid, t.xmin, t.xmax, t), ';' ORDER BY t.ctid), '')"
        sequence = "concat_ws('|', t.last_value, t.is_called)"
        parts = [
            f"SELECT '{name}', md5({rows if kind == b'r' else sequence}) FROM node_{CODE}.{name} t"
            for name, kind in relations
        ]
        digests = sorted(tuple(row) for row in await self.admin.fetch(" UNION ALL ".join(parts)))
        return digests, await self.admin.fetchval("SELECT pg_current_wal_insert_lsn()")

    async def last_event(self) -> int:
        """How far the events reach."""
        last: int | None = await self.node.database.writer.fetchval("SELECT max(seq) FROM event")
        return last or 0

    async def known(self) -> frozenset[str]:
        """The ids of all records."""
        found = await self.node.database.writer.fetch("SELECT DISTINCT record_id FROM event")
        return frozenset(row[0] for row in found)

    async def changes_since(self, seq: int) -> list[Json]:
        """What was really changed, in the shape of the preview."""
        events = await self.node.database.writer.fetch("SELECT * FROM event WHERE seq > $1 ORDER BY seq", seq)
        made = {event["record_id"] for event in events if event["record_version"] == 1}
        return [
            {
                "record": None if event["record_id"] in made else event["record_id"],
                "kind": event["record_kind"],
                "event": event["kind"],
                "fields": await self._fields(dict(event)),
            }
            for event in events
        ]

    async def deliveries_since(self, seq: int) -> list[Json]:
        """What was really queued for peers."""
        found = await self.node.database.writer.fetch(
            "SELECT o.peer, o.kind FROM outbox o JOIN event e ON e.id = o.event_id WHERE e.seq > $1 ORDER BY 1, 2", seq
        )
        return [dict(row) for row in found]

    async def _fields(self, event: Mapping[str, Any]) -> list[Json]:
        body, version = event["body"], event["record_version"]
        after = await self._row(event, version)
        before = await self._row(event, version - 1) if version > 1 else None
        if before is None:
            after = {column: value for column, value in after.items() if column in body["values"]}
        children = {}
        for table, rows in body["children"].items():
            columns = rows[0] if rows else {}
            now = [{column: row[column] for column in columns} for row in await self._part(event, table, version)]
            children[table] = (await self._part(event, table, version - 1), now)
        fields = tuple(changed_fields(before, after, children))
        return [
            {"name": name, "before": None if each.before is None else field_text(each.before),
             "after": field_text(each.after)}
            for name, each in named_fields(event["record_kind"], fields, self.node.contract.schema)
        ]  # fmt: skip

    async def _row(self, event: Mapping[str, Any], version: int) -> Json:
        row = await self.node.database.writer.fetchval(
            f"SELECT to_jsonb(h) FROM {event['record_table']}_history h WHERE id = $1 AND version = $2",
            event["record_id"], version,
        )  # fmt: skip
        return {column: value for column, value in row.items() if column not in HISTORY}

    async def _part(self, event: Mapping[str, Any], table: str, version: int) -> list[Json]:
        (parent,) = {
            child.parent
            for command in self.node.commands._commands.values()
            if command.record.kind == event["record_kind"]
            for child in command.record.children
            if child.table == table
        }
        found = await self.node.database.writer.fetch(
            f"SELECT to_jsonb(h) - 'owner' - '{parent}' - 'version' AS row FROM {table}_history h"
            f" WHERE h.{parent} = $1 AND h.version = $2",
            event["record_id"], version,
        )  # fmt: skip
        return in_order([each["row"] for each in found])


def without_new_ids(value: object, known: frozenset[str]) -> Any:
    """The value with every id of a record that was not there before replaced by its kind."""
    text = orjson.dumps(value).decode()
    return orjson.loads(ID.sub(lambda found: found[0] if found[0] in known else found[0].rpartition(":")[0], text))
