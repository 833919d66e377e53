"""How a kind of record lies in the database: its table, and the tables of the rows that belong to its version."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.kit.acts import Act
    from services.kit.events import Change


@dataclass(frozen=True, slots=True)
class Child:
    """A table of rows that are part of a record, with the column that names the record.

    ``copied`` are the columns that a peer's copy of the record carries; without any the rows stay here.
    """

    table: str
    parent: str
    copied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seer:
    """A role of the owning committee that sees some records whatever their visibility, and which they are.

    ``condition`` is SQL over ``{row}``; where the role speaks for a unit, ``{unit}`` is that unit's code.
    """

    role: str
    condition: str


@dataclass(frozen=True, slots=True)
class Within:
    """The record that another belongs to: its table, and the other's column that names it."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record as ids name it, and where it lies. ``<table>_history`` keeps every version.

    A record ``within`` another is locked after it, whichever of the two a command is on. ``copied`` are the columns
    that a peer's copy of the record carries, beside who may see it: no personal data and no notes of the staff. While
    it is empty, messages about the record carry no copy.
    Every next version of a record is ``followed`` by what another record takes from it, in the same act.
    """

    kind: str
    table: str
    children: tuple[Child, ...] = ()
    seers: tuple[Seer, ...] = ()
    within: Within | None = None
    copied: tuple[str, ...] = ()
    followed: Callable[[Act, Change], Awaitable[None]] | None = None

    def child(self, table: str) -> Child:
        """The child table of that name. Raises KeyError."""
        for child in self.children:
            if child.table == table:
                return child
        raise KeyError(table)
