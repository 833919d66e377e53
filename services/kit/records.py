"""How a kind of record lies in the database: its table, and the tables of the rows that belong to its version."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Child:
    """A table of rows that are part of a record, with the column that names the record."""

    table: str
    parent: str


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record as ids name it, and where it lies. ``<table>_history`` keeps every version."""

    kind: str
    table: str
    children: tuple[Child, ...] = ()

    def child(self, table: str) -> Child:
        """The child table of that name. Raises KeyError."""
        for child in self.children:
            if child.table == table:
                return child
        raise KeyError(table)
