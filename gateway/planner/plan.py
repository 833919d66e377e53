"""The plan: steps that wait for one another, frozen and free of nodes; the same plan serves whoever is a member.

A Fetch asks one subgraph (or the one owner named by an argument) for root fields, a Gather asks all selected members
for one root field, a Jump asks for entities of objects that earlier steps brought.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphql import GraphQLSchema

from gateway.operation.conditions import Alternatives
from gateway.operation.operation import Kind, Operation
from gateway.operation.selection import Selections
from gateway.operation.shapes import ObjectShape
from gateway.operation.values import Value
from gateway.planner.names import Names
from gateway.supergraph.facts import Fill


@dataclass(frozen=True, slots=True)
class Request:
    """A document for a subgraph, and which of the client's variables it uses."""

    kind: Kind
    selections: Selections
    document: str
    variables: tuple[str, ...]
    shape: ObjectShape
    """What `data` of an answer must look like."""


@dataclass(frozen=True, slots=True)
class OwnerRule:
    """The argument value that names the owner of a request, and the path into it."""

    argument: str
    value: Value | None
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetch:
    """Root fields of one subgraph in one request. `keys` are their response keys."""

    id: int
    graph: str
    keys: tuple[str, ...]
    request: Request
    owner: OwnerRule | None
    when: Alternatives
    waits_for: tuple[int, ...]
    stops: bool
    """Whether a null here makes all data null: then the mutations after it are not carried out."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """The paging arguments as the client gave them, by name."""

    arguments: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class ConnectionMerge:
    """Merge pages by cursor. `selections` are the client's on the connection; `owned_by` the row's field that names
    its owner; `asks_rows` whether rows are fetched at all; `sums` the numbers to add up, by response key."""

    page: PageRule
    selections: Selections
    owned_by: str | None
    asks_rows: bool
    sums: tuple[TotalRule, ...]


@dataclass(frozen=True, slots=True)
class ListMerge:
    """Concatenate lists in the order of node codes."""

    owned_by: str | None


@dataclass(frozen=True, slots=True)
class TotalRule:
    """How a field of totals is merged: a number by SUM, MIN or MAX, a group's KEY, a PART or GROUPS with children."""

    key: str
    by: str
    required: bool
    children: tuple[TotalRule, ...] = ()


@dataclass(frozen=True, slots=True)
class TotalsMerge:
    """Merge numbers field by field, and groups by their key."""

    fields: tuple[TotalRule, ...]
    selections: Selections


Merge = ConnectionMerge | ListMerge | TotalsMerge


@dataclass(frozen=True, slots=True)
class Gather:
    """One root field, asked of all selected members and merged."""

    id: int
    graph: str
    key: str
    coordinate: str
    request: Request
    merge: Merge
    nodes: Value | None
    levels: Value | None
    when: Alternatives
    waits_for: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class At:
    """A step of a response path: the value under this key, each item of it where it is a list."""

    key: str

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Only:
    """A step of a response path: go on only with objects of this type."""

    type: str

    def __str__(self) -> str:
        return f"[{self.type}]"


ResponsePath = tuple[At | Only, ...]


@dataclass(frozen=True, slots=True)
class KeyField:
    """A field of a representation, and under which response key an earlier step brought it."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Jump:
    """Entities of the objects at `path`. In a partitioned subgraph `owned_by` is the key field that names whom to ask.

    `absent` and `unknown` stand in for what an owner does not have or cannot be asked for.
    """

    id: int
    graph: str
    path: ResponsePath
    type: str
    key: tuple[KeyField, ...]
    request: Request
    fields: Selections
    owned_by: str | None
    absent: Fill | None
    unknown: Fill | None
    waits_for: tuple[int, ...]

    @property
    def root(self) -> str:
        """The response key of the root field that it hangs below."""
        first = self.path[0]
        assert isinstance(first, At)
        return first.key


Step = Fetch | Gather | Jump


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that running an operation needs."""

    operation: Operation
    steps: tuple[Step, ...]
    projection: ObjectShape
    names: Names
    api_schema: GraphQLSchema
    introspection: str | None
    """A document with the operation's `__schema` and `__type` fields, which `api_schema` answers."""
