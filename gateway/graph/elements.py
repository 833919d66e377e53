"""Nodes and edges of the query graph."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.operation.selection import Selections, compact
from gateway.supergraph.facts import FieldFacts


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A type in a subgraph. A `view` is a copy of it that is reached through one field and knows only part of it."""

    type: str
    graph: str
    view: str = ""

    def __str__(self) -> str:
        view = f" as {self.view}" if self.view else ""
        return f"{self.type}/{self.graph}{view}"


@dataclass(frozen=True, slots=True)
class Enter:
    """From the client into a root type of a subgraph."""

    tail: Node

    def __str__(self) -> str:
        return f"enter {self.tail}"


@dataclass(frozen=True, slots=True)
class Get:
    """A field that the subgraph resolves; `needs` are fields of others that it must be given first."""

    head: Node
    field: FieldFacts
    tail: Node | None
    needs: Selections

    def __str__(self) -> str:
        needs = f" needs {{{compact(self.needs)}}}" if self.needs else ""
        tail = "" if self.tail is None else f" -> {self.tail}"
        return f"{self.head}.{self.field.name}{tail}{needs}"


@dataclass(frozen=True, slots=True)
class Jump:
    """To the same entity elsewhere: in another subgraph, or, within a partitioned one, at the node that owns it."""

    head: Node
    tail: Node
    key: Selections

    def __str__(self) -> str:
        return f"{self.head} -> {self.tail} by {{{compact(self.key)}}}"


@dataclass(frozen=True, slots=True)
class Cast:
    """From an abstract type to one of the object types behind it in the same subgraph."""

    head: Node
    tail: Node

    def __str__(self) -> str:
        return f"{self.head} ... on {self.tail.type}"


Edge = Enter | Get | Jump | Cast
