"""One gathered root field: the page that is asked for, what a node's answer is worth, and the merged value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gateway.operation.selection import Selections, fields_in, holds
from gateway.operation.values import ABSENT, resolve
from gateway.partitions.completeness import materialise
from gateway.partitions.merge import Page, Row, merge_pages, merge_totals, total
from gateway.planner.names import Names
from gateway.planner.plan import ConnectionMerge, ListMerge, PageRule, TotalsMerge
from gateway.supergraph.connection_rules import CURSOR, EDGES, PAGE_INFO
from schema.cursors import decode_cursor, unwrap, wrap
from schema.errors import ShiziError, bad_user_input

DEFAULT_SIZE: Final = 20
LARGEST_SIZE: Final = 200

Indexes = Mapping[tuple[str, int], int]
"""Where a node's row went: (node code, its index there) → index in the merged list."""


OwnerOf = Callable[[object], str | None]
"""The node that answers for what an id or code names, None for what is neither."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page as the client asked for it: its size, its direction, and the paging arguments as nodes get them."""

    size: int
    backward: bool
    arguments: Mapping[str, Any]


def asked_page(rule: PageRule, variables: Mapping[str, Any]) -> Asked:
    """The page asked for. Raises BAD_USER_INPUT for sizes out of range, both sizes, and malformed cursors."""
    given = {name: resolve(value, variables) for name, value in rule.arguments}
    given = {name: value for name, value in given.items() if value is not ABSENT and value is not None}
    if "first" in given and "last" in given:
        raise bad_user_input("Give first or last, not both.", "first 与 last 只能给出一个。")
    size = int(given.get("first", given.get("last", DEFAULT_SIZE)))
    if not 0 <= size <= LARGEST_SIZE:
        raise bad_user_input(
            f"first and last must be from 0 to {LARGEST_SIZE}, not {size}.",
            f"first 与 last 必须在 0 到 {LARGEST_SIZE} 之间，而不是 {size}。",
        )
    backward = "last" in given
    arguments: dict[str, Any] = {"last" if backward else "first": size}
    arguments |= {name: unwrap(str(given[name])) for name in ("after", "before") if name in given}
    return Asked(size, backward, arguments)


class UnusableError(ValueError):
    """A node's answer has the right shape and cannot be right; the message says why."""


def read_page(value: Mapping[str, Any], code: str, asked: Asked, names: Names, owner: OwnerOf | None) -> Page:
    """A node's page. `owner` is None where rows belong to nobody.

    Raises UnusableError when there are more rows than asked, or rows out of order or of other nodes.
    """
    edges = value[names.edges]
    if len(edges) > asked.size:
        raise UnusableError(f"it gave {len(edges)} rows where {asked.size} were asked")
    rows: list[Row] = []
    for index, edge in enumerate(edges):
        if edge is None:
            raise UnusableError(f"its row {index} is null")
        row = Row(_position(edge[names.of(CURSOR)], index), code, index, edge[names.of(CURSOR)])
        if rows and row.position <= rows[-1].position:
            raise UnusableError(f"its row {index} is out of order")
        if owner is not None:
            _check_owner(edge[names.of("node")], names, code, owner, index)
        rows.append(row)
    info = value.get(names.of("page")) or {}
    return Page(tuple(rows), bool(info.get("hasNextPage")), bool(info.get("hasPreviousPage")))


def check_lengths(value: Mapping[str, Any], selections: Selections, names: Names) -> None:
    """Every alias of the rows must have as many of them. Raises UnusableError."""
    for field in fields_in(selections):
        rows = value.get(field.key) if field.name == EDGES else None
        if rows is not None and len(rows) != len(value[names.edges]):
            raise UnusableError(f"{field.key} and {names.edges} have different lengths")


def check_owners(rows: Sequence[Any], code: str, names: Names, owner: OwnerOf) -> None:
    """Every item of a plain list must be the node's own. Raises UnusableError."""
    for index, row in enumerate(rows):
        if row is None:
            raise UnusableError(f"its item {index} is null")
        _check_owner(row, names, code, owner, index)


def merged_connection(
    merge: ConnectionMerge,
    answers: Mapping[str, Mapping[str, Any]],
    pages: Mapping[str, Page],
    asked: Asked,
    variables: Mapping[str, Any],
    names: Names,
) -> tuple[dict[str, Any], Page]:
    """The connection over all nodes, without its completeness, and the page that stands in it."""
    page = merge_pages(list(pages.values()), asked.size, backward=asked.backward)
    value: dict[str, Any] = {
        rule.key: total(rule, [answer.get(rule.key) for answer in answers.values()]) for rule in merge.sums
    }
    for field in fields_in(merge.selections):
        if field.name == EDGES and holds(field.when, variables):
            value[field.key] = [_edge(answers[row.code], row, field.key, field.children) for row in page.rows]
        elif field.name == PAGE_INFO:
            value[field.key] = materialise(field.children, _page_info(page))
    return value, page


def merged_list(merge: ListMerge, answers: Mapping[str, list[Any]]) -> tuple[list[Any], Indexes]:
    """The lists of all nodes in the order of their codes, and where each item went."""
    value: list[Any] = []
    indexes: dict[tuple[str, int], int] = {}
    for code in sorted(answers):
        for index, item in enumerate(answers[code]):
            indexes[code, index] = len(value)
            value.append(item)
    return value, indexes


def merged_totals(merge: TotalsMerge, answers: Mapping[str, Mapping[str, Any]], names: Names) -> dict[str, Any]:
    """The totals over all nodes, without their completeness."""
    return merge_totals(merge.fields, [answers[code] for code in sorted(answers)], names)


def _edge(answer: Mapping[str, Any], row: Row, key: str, children: Selections) -> dict[str, Any]:
    sent = answer.get(key)
    edge: dict[str, Any] = dict(sent[row.index]) if sent is not None else {}
    for field in fields_in(children):
        if field.name == CURSOR:
            edge[field.key] = wrap(row.cursor)
    return edge


def _page_info(page: Page) -> dict[str, Any]:
    return {
        "hasNextPage": page.has_next,
        "hasPreviousPage": page.has_previous,
        "startCursor": wrap(page.rows[0].cursor) if page.rows else None,
        "endCursor": wrap(page.rows[-1].cursor) if page.rows else None,
    }


def _position(cursor: str, index: int) -> bytes:
    try:
        return decode_cursor(cursor)[0]
    except ShiziError as error:
        raise UnusableError(f"the cursor of its row {index} is malformed") from error


def _check_owner(row: Any, names: Names, code: str, owner: OwnerOf, index: int) -> None:
    named = row.get(names.owner) if isinstance(row, dict) else None
    if owner(named) != code:
        raise UnusableError(f"its row {index} belongs to another node: {str(named)[:80]!r}")
