"""Asks one committee's reader GraphQL questions, and writes the rows that it answers from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLSchema, execute, parse, validate
from strawberry.types import Info

from schema.contract import PROFILES, build_schema
from schema.errors import ShiziError
from schema.ids import derived_id
from schema.port import CONTEXT_KEY
from services.catalog import CATALOG
from services.graphql_execution import FragmentExecutor
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.reads.binding import View
from services.kit.reads.reader import Reader, place_of
from services.kit.reads.request import request_at

MODULES = ("committees", "partners", "topics", "proposals", "handling", "shared_proposals", "citizens", "reports")
ANYONE = View(None, ("PUBLISHED",), insider=False)
STAFF = View("440100", ("PUBLISHED", "SHARED", "NODE", "RESTRICTED"), insider=True)
AT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
SCHEMA: GraphQLSchema = build_schema(PROFILES["CITY"])._schema


@dataclass(frozen=True)
class ReadOnlyPort:
    """A port that answers reads for one view."""

    reader: Reader
    view: View

    async def read(self, info: Info[Any, Any], _field: str) -> Any:
        return await self.reader.field(request_at(info), self.view)

    async def entities(self, info: Info[Any, Any], representations: list[dict[str, Any]]) -> list[Any]:
        return await self.reader.entities(request_at(info), representations, self.view)

    async def command(self, info: Info[Any, Any], field: str) -> Any:
        raise NotImplementedError(field)


@dataclass
class Asker:
    """One committee with its data; documents are parsed once, as a node does."""

    database: NodeDatabase
    clock: ManualClock
    documents: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = Reader(CATALOG, SCHEMA, self.database, place_of(self.database.code), self.clock)

    async def result(self, text: str, view: View = ANYONE, **variables: Any) -> ExecutionResult:
        """The raw result of a valid document."""
        if text not in self.documents:
            self.documents[text] = parse(text)
            assert validate(SCHEMA, self.documents[text]) == []
        running = execute(
            SCHEMA,
            self.documents[text],
            context_value={CONTEXT_KEY: ReadOnlyPort(self.reader, view)},
            variable_values=variables,
            executor_class=FragmentExecutor,
        )
        assert not isinstance(running, ExecutionResult)
        return await running

    async def ask(self, text: str, view: View = ANYONE, **variables: Any) -> Any:
        """The data of an answer without errors."""
        result = await self.result(text, view, **variables)
        assert result.errors is None, result.errors
        return orjson.loads(orjson.dumps(result.data))

    async def refusal(self, text: str, view: View = ANYONE, **variables: Any) -> str:
        """The code of the one error of an answer."""
        result = await self.result(text, view, **variables)
        assert result.errors is not None
        (error,) = result.errors
        cause = error.original_error
        assert isinstance(cause, ShiziError), error
        return cause.code.value

    async def put(self, table: str, **columns: Any) -> None:
        """Insert a row of this committee."""
        names = ", ".join(columns)
        marks = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
        await self.database.writer.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", *columns.values())

    async def record(self, table: str, kind: str, name: str, **columns: Any) -> str:
        """Insert a published record under an id derived from ``name``; gives the id."""
        id_ = str(derived_id(self.database.code, kind, name))
        filled: Mapping[str, Any] = {
            "id": id_, "version": 1, "visibility": "PUBLISHED", "provenance": "RECORDED", "recorded_at": AT,
            "created_at": AT, **columns,
        }  # fmt: skip
        await self.put(table, **filled)
        return id_

    async def filing(self, name: str, **columns: Any) -> str:
        """A filed filing with this title."""
        usual = {"title": name, "state": "FILED", "outcome": "FILED", "origin": "PROPOSER"}
        return await self.record("filing", "filing", name, **{**usual, **columns})

    async def share(
        self, module: str, audience: str = "PUBLIC", *, who: str | None = None, covers: str = "RECORDS"
    ) -> None:
        """One line of the sharing policy, in force since 2020."""
        await self.put(
            "sharing_policy", module=module, audience_kind=audience, audience=who, covers=covers,
            valid_from=date(2020, 1, 1),
        )  # fmt: skip

    async def share_all(self) -> None:
        """Everything with everyone."""
        for module in MODULES:
            await self.share(module)
            await self.share(module, covers="TOTALS")
