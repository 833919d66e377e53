"""What one run of a plan has gathered so far. Merging is synchronous code between awaits, so nothing here locks."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

import orjson

from gateway.execute.backend import Backend, Failure, PartitionView, Reply
from gateway.execute.errors import Errors
from gateway.operation.conditions import Alternatives
from gateway.operation.selection import holds
from gateway.partitions.completeness import Tally
from gateway.planner.plan import Plan, Request
from schema.completeness import NodeAnswer
from schema.errors import ErrorCode, ShiziError

C = TypeVar("C")


@dataclass(slots=True)
class Run(Generic[C]):
    """One run: its inputs, the data by response key, the errors, and the standing of every node that was asked."""

    plan: Plan
    variables: Mapping[str, Any]
    backend: Backend[C]
    context: C
    data: dict[str, Any] = field(default_factory=dict)
    errors: Errors = field(default_factory=Errors)
    asked: Tally = field(default_factory=Tally)
    tallies: dict[str, Tally] = field(default_factory=dict)
    """The standing of nodes below each gathered root field, by response key."""
    stopped: bool = False
    """Whether a mutation failed such that no later one may be carried out."""

    def wanted(self, when: Alternatives) -> bool:
        """Whether a step's conditions let it run."""
        return any(holds(conditions, self.variables) for conditions in when)

    def body(self, request: Request, added: Mapping[str, Any]) -> bytes:
        """The JSON of a request: of the client's variables only those that it uses, then ours."""
        sent = {name: self.variables[name] for name in request.variables if name in self.variables}
        return orjson.dumps({"query": request.document, "variables": {**sent, **added}})

    def partition(self, graph: str) -> PartitionView:
        """The members of a partitioned graph. Raises NODE_UNREACHABLE when none are configured for it."""
        view = self.backend.partition(graph)
        if view is None:
            raise ShiziError(
                ErrorCode.NODE_UNREACHABLE,
                f"Subgraph {graph} is served by many nodes, and none are configured.",
                f"子图 {graph} 由多个节点提供，但没有配置任何节点。",
            )
        return view

    def ask(
        self, view: PartitionView, graph: str, code: str, body: bytes, *, mutation: bool = False
    ) -> Awaitable[Reply | Failure]:
        """Send to a member, unless it is known to be down."""
        failure = view.failure(code)
        if failure is None:
            return self.backend.send(graph, code, body, mutation=mutation, context=self.context)
        return _at_once(replace(failure, code=ErrorCode.NODE_UNREACHABLE, ms=0.0))

    def note(self, root: str, answer: NodeAnswer) -> None:
        """A node was asked for part of what hangs below a root field: its trouble belongs to that field too."""
        self.asked.add(answer)
        tally = self.tallies.get(root)
        if tally is not None and answer.status not in ("LIVE", "SKIPPED"):
            tally.add(answer)


async def _at_once(failure: Failure) -> Reply | Failure:
    return failure
