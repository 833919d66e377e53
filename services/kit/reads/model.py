"""Read models: how a GraphQL type is read from tables, declared as data.

SQL in a declaration is a template. It may name ``{row}`` (the object's own row), ``{parent}`` (the row of the object
around it), ``{own}`` (the committee whose node this is), ``{today}``, ``{see}`` (whether the viewer may see ``{row}``),
``{staff}`` and ``{inside}`` (whether the viewer belongs to the committee's staff, or to its staff or members),
``{admits_module}`` (whether that module's records are shared with the viewer at all) and ``{argument_name}`` (an
argument of the field). Whatever is not declared is a column: the field's name in snake case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from schema.cursors import SortKind
from services.kit.records import Seer


@dataclass(frozen=True, slots=True)
class Column:
    """A scalar, an enum or a list of text; its JSON form follows from the field's GraphQL type."""

    sql: str


@dataclass(frozen=True, slots=True)
class Inline:
    """An object made of the same row; null unless ``present`` holds."""

    type: str
    present: str


@dataclass(frozen=True, slots=True)
class One:
    """An object from another row, null where there is none. ``source`` is as in `Many`."""

    type: str
    where: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """A list of objects from other rows. ``source`` is FROM with its ``{row}``, the type's own table unless given."""

    type: str
    where: str
    order: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that may live elsewhere: its id is known here, its other fields only if its row is here too."""

    type: str
    id: str


FieldModel: TypeAlias = Column | Inline | One | Many | Reference


@dataclass(frozen=True, slots=True)
class Order:
    """A column that a list may be ordered by."""

    column: str
    kind: SortKind
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on ``{row}``, ``{value}`` and where wanted ``{today}``, and the value's PostgreSQL type."""

    sql: str
    type: str = "text"


@dataclass(frozen=True, slots=True)
class Model:
    """How one GraphQL type is read.

    ``module`` and ``kind`` are set for records: the module whose sharing policy holds, and the kind in their ids.
    ``key`` is the column that names an object, ``filters`` are the fields of its filter input. ``absence_speaks`` where
    having no record means something (no answer yet): then a record that the viewer may not see is refused by name,
    because leaving it out would say what is not so. ``seers`` are roles that see records whatever their visibility.
    ``about`` is the column with the id of the record for which this one was made, wherever that is kept.
    """

    type: str
    source: str = ""
    fields: Mapping[str, FieldModel] = field(default_factory=dict)
    module: str = ""
    kind: str = ""
    key: str = "id"
    orders: Mapping[str, Order] = field(default_factory=dict)
    filters: Mapping[str, Filter] = field(default_factory=dict)
    absence_speaks: bool = False
    seers: tuple[Seer, ...] = ()
    about: str = ""

    def __str__(self) -> str:
        return f"{self.type} from {self.source}"

    @property
    def is_record(self) -> bool:
        """Whether rows have an owner, a visibility and an audience."""
        return bool(self.module)


COMMITTEE = One("Committee", "{row}.code = {parent}.owner")
"""The field `committee` of a record: its owner."""

RECORDED_AT = Order("recorded_at", "time")
TITLE = Order("title", "text")
