"""What running a plan needs of the world outside: a way to send one request, and a view of a partition's members.

A *plain* subgraph has one endpoint; a *partitioned* one is served by many members, each the owner of its own
records. The transport implements these protocols; everything below it stays free of I/O.
"""

from __future__ import annotations

from collections.abc import Awaitable, Collection
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from schema.completeness import NotJoined
from schema.errors import ErrorCode

ContextT_contra = TypeVar("ContextT_contra", contravariant=True)
"""The request's context: whatever the transport needs of it (viewer, deadline); plans only hand it through."""


@dataclass(frozen=True, slots=True)
class Member:
    """A node that serves a partitioned subgraph."""

    code: str
    level: str
    profile: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A GraphQL answer that arrived and is JSON with the GraphQL envelope; its content is not trusted yet."""

    data: dict[str, Any] | None
    errors: tuple[dict[str, Any], ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Failure:
    """No GraphQL answer. OUTCOME_UNKNOWN: a mutation was sent and may or may not have been carried out."""

    code: ErrorCode
    reason: str
    reason_zh: str
    ms: float


class PartitionView(Protocol):
    """The members of one partition, as they are at this moment."""

    def members(self) -> tuple[Member, ...]:
        """Every member, sorted by code, whether it is up or not."""

    def known(self, code: str) -> str | None:
        """The level of a code that has a node or is listed without one; None for a code nobody knows."""

    def member(self, code: str) -> Member | None:
        """The node that answers for this code (a retired code is followed to its successor), None without a node."""

    def failure(self, code: str) -> Failure | None:
        """Why the member must not be asked now (a failed probe, an open breaker); None when it may be asked."""

    def not_joined(self, levels: Collection[str] | None) -> tuple[NotJoined, ...]:
        """How many known codes of these levels (None: of all) have a node; levels without a gap are left out."""


class Backend(Protocol[ContextT_contra]):
    """Sends requests to subgraphs and members. Remote failures are values, never exceptions."""

    def partition(self, graph: str) -> PartitionView | None:
        """The members behind a join graph's name, or None for a plain subgraph."""

    def send(
        self, graph: str, member: str | None, body: bytes, *, mutation: bool, context: ContextT_contra
    ) -> Awaitable[Reply | Failure]:
        """Post one JSON body to a graph (of a partition: to that member). A mutation is never sent twice."""
