"""Arguments of a connection: which page of which order is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from schema.cursors import SortValue, decode_cursor, order_digest, split_position
from schema.errors import ShiziError, bad_user_input
from services.kit.reads.binding import Place
from services.kit.reads.model import Model, Order

DEFAULT_SIZE = 20
LARGEST_SIZE = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a cursor points: the sort value, NULL included, and the id."""

    value: SortValue
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page asked for. ``skipped``: the arguments `nodes` or `levels` leave this committee out."""

    size: int
    backward: bool
    order: Order
    descending: bool
    after: Mark | None
    before: Mark | None
    filter: Mapping[str, Any]
    digest: bytes
    skipped: bool

    @property
    def shape(self) -> tuple[object, ...]:
        """What the statement's text depends on; everything else is bound."""
        marks = tuple(None if mark is None else mark.value is None for mark in (self.after, self.before))
        return self.order.column, self.descending, self.backward, marks, tuple(self.filter), self.skipped


def read_page(field: str, model: Model, arguments: Mapping[str, Any], place: Place) -> Page:
    """The page that a connection's coerced arguments ask for. Raises BAD_USER_INPUT."""
    order_by = str(_plain(arguments["orderBy"]))
    key, _, direction = order_by.rpartition("_")
    digest = order_digest(field, order_by, given_filter(arguments))
    return cut_page(arguments, place, model.orders[key], descending=direction == "DESC", digest=digest)


def cut_page(arguments: Mapping[str, Any], place: Place, order: Order, *, descending: bool, digest: bytes) -> Page:
    """The page that the arguments cut out of a list of this order and digest. Raises BAD_USER_INPUT."""
    size, backward = _size(arguments.get("first"), arguments.get("last"))

    def mark(name: str) -> Mark | None:
        text = arguments.get(name)
        return None if text is None else _mark(text, digest, order, descending)

    return Page(
        size,
        backward,
        order,
        descending,
        mark("after"),
        mark("before"),
        given_filter(arguments),
        digest,
        left_out(arguments, place),
    )


def given_filter(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions of the argument `filter` that have a value, enums as their names, sorted by field."""
    given = arguments.get("filter") or {}
    return {name: _plain(value) for name, value in sorted(given.items()) if value is not None}


def left_out(arguments: Mapping[str, Any], place: Place) -> bool:
    """Whether the arguments `nodes` and `levels` leave this committee out."""
    nodes, levels = arguments.get("nodes"), arguments.get("levels")
    if nodes is not None and place.code not in nodes:
        return True
    return levels is not None and place.level not in {_plain(level) for level in levels}


def _size(first: int | None, last: int | None) -> tuple[int, bool]:
    if first is not None and last is not None:
        raise bad_user_input("Give first or last, not both.", "first 与 last 不能同时给出。")
    size = DEFAULT_SIZE if first is None and last is None else last if first is None else first
    if size is None or not 0 <= size <= LARGEST_SIZE:
        name = "first" if first is not None else "last"
        raise bad_user_input(f"{name} must be between 0 and {LARGEST_SIZE}.", f"{name} 须在 0 到 {LARGEST_SIZE} 之间。")
    return size, last is not None


def _mark(text: str, digest: bytes, order: Order, descending: bool) -> Mark:
    position, theirs = decode_cursor(text)
    if theirs != digest:
        raise _another_order()
    value, id_ = split_position(position, kind=order.kind, descending=descending)
    if value is None and not order.nullable:
        raise _another_order()
    return Mark(value, id_)


def _another_order() -> ShiziError:
    return bad_user_input(
        "The cursor belongs to another order or filter.", "该游标属于另一种排序或筛选条件，不能用于此查询。"
    )


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
