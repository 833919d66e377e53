"""Fetching a list page by page and writing it as it comes: completeness on the first sheet, rows on the second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson
from graphql import build_client_schema, get_introspection_query

from deploy.local.errors import LocalError
from deploy.spreadsheets.client import Endpoint
from deploy.spreadsheets.ledger import Ledger
from deploy.spreadsheets.question import PAGE, Question, question
from services.spreadsheets.writing import Table, kind_of, open_lines, open_workbook_tables

ABOUT: Final = "完整性 completeness"
ROWS: Final = "数据 rows"
Said = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: a list, its arguments by their GraphQL names, and columns (none: all plain values)."""

    list: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


async def export(
    endpoint: Endpoint,
    wanted: Wanted,
    path: Path,
    *,
    said: Said = lambda _rows, _total: None,
) -> Ledger:
    """Write the list to ``path``; the file appears when it is whole. ``said`` hears of rows written, and of how many.

    A CSV file's completeness stands beside it as ``….completeness.csv``. Raises LocalError and BAD_USER_INPUT.
    """
    kind_of(path)
    schema = build_client_schema(await endpoint.ask(get_introspection_query()))  # type: ignore[arg-type]
    asked = question(schema, wanted.list, columns=wanted.columns, given=wanted.arguments)
    ledger, began = Ledger(), datetime.now(UTC)
    with _tables(path) as (about, rows):
        rows.row([column.name for column in asked.columns])
        await _pages(endpoint, asked, wanted, rows, ledger, said)
        for line in _about(endpoint, wanted, asked, ledger, began):
            about.row(line)
    return ledger


async def _pages(
    endpoint: Endpoint,
    asked: Question,
    wanted: Wanted,
    rows: Table,
    ledger: Ledger,
    said: Said,
) -> None:
    """While a page is written, the next one is fetched; no more than these two are held."""
    after: str | None = None
    page = await _page(endpoint, asked, wanted, after)
    while True:
        ledger.add(page)
        info = page["pageInfo"]
        if info["hasNextPage"] and info["endCursor"] == after:
            raise LocalError("The list does not get on from one page to the next.", "列表停在同一页上。")
        after = info["endCursor"]
        following = asyncio.ensure_future(_page(endpoint, asked, wanted, after)) if info["hasNextPage"] else None
        writing = asyncio.ensure_future(asyncio.to_thread(_write, rows, asked, page["edges"]))
        try:
            await asyncio.shield(writing)
        except BaseException:
            if following is not None:
                following.cancel()
            await asyncio.wait([writing])  # a thread cannot be stopped, and the file is not closed under its hands
            raise
        said(ledger.rows, ledger.total)
        if following is None:
            return
        page = await following


async def _page(endpoint: Endpoint, asked: Question, wanted: Wanted, after: str | None) -> dict[str, Any]:
    variables = {**wanted.arguments, "first": PAGE, "after": after, "counted": after is None}
    page: dict[str, Any] = (await endpoint.ask(asked.document, variables))["rows"]
    return page


def _write(rows: Table, asked: Question, edges: Sequence[Mapping[str, Any]]) -> None:
    for edge in edges:
        rows.row([column.of(edge["node"]) for column in asked.columns])


def _about(
    endpoint: Endpoint, wanted: Wanted, asked: Question, ledger: Ledger, began: datetime
) -> Iterator[Sequence[str | int | None]]:
    yield "列表 list", wanted.list
    for name, value in wanted.arguments.items():
        yield name, value if isinstance(value, str) else orjson.dumps(value).decode()
    yield "来源 from", endpoint.url
    yield "截至 as of", f"{_text(began)} – {_text(datetime.now(UTC))}"
    yield from ledger.table()
    yield ()
    yield "列 column", "含义 meaning"
    for column in asked.columns:
        yield column.name, column.meaning


def _text(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


@contextmanager
def _tables(path: Path) -> Iterator[tuple[Table, Table]]:
    if kind_of(path) == "xlsx":
        with open_workbook_tables(path, [ABOUT, ROWS]) as (about, rows):
            yield about, rows
    else:
        with open_lines(path.with_suffix(".completeness.csv")) as beside, open_lines(path) as lines:
            yield beside, lines
