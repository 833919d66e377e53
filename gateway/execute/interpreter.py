"""Runs plans: each step starts when what it waits for is done, and no step waits for more than that."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from graphql import execute_sync, parse

from gateway.execute.backend import Backend
from gateway.execute.fetching import fetch
from gateway.execute.gathering import gather, show_completeness
from gateway.execute.jumping import jump
from gateway.execute.projection import Projection
from gateway.execute.result import Result
from gateway.execute.state import C, Run
from gateway.planner.plan import Fetch, Gather, Plan, Step


async def run(plan: Plan, variables: Mapping[str, Any], backend: Backend[C], context: C) -> Result:
    """Run a plan with coerced variables. What goes wrong at subgraphs is in the result; nothing of it is raised."""
    state = Run(plan, variables, backend, context)
    if plan.introspection is not None:
        _introspect(plan, plan.introspection, state)
    try:
        await _Interpreter(plan.steps, state).run()
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from group
    for step in plan.steps:
        if isinstance(step, Gather):
            show_completeness(step, state)
    data = Projection(variables, state.errors).data(plan.projection, state.data)
    completeness = None if state.asked.empty else state.asked.completeness()
    return Result(data, state.errors.entries, completeness)


class _Interpreter:
    """Counts for every step how many it still waits for."""

    def __init__(self, steps: tuple[Step, ...], state: Run[Any]) -> None:
        self._steps = {step.id: step for step in steps}
        self._open = {step.id: len(step.waits_for) for step in steps}
        self._waiting: dict[int, list[int]] = {step.id: [] for step in steps}
        for step in steps:
            for earlier in step.waits_for:
                self._waiting[earlier].append(step.id)
        self._state = state

    async def run(self) -> None:
        """Run all steps."""
        async with asyncio.TaskGroup() as group:
            for step_id in [step_id for step_id, count in self._open.items() if count == 0]:
                group.create_task(self._step(group, step_id))

    async def _step(self, group: asyncio.TaskGroup, step_id: int) -> None:
        await self._perform(self._steps[step_id])
        for later in self._waiting[step_id]:
            self._open[later] -= 1
            if self._open[later] == 0:
                group.create_task(self._step(group, later))

    async def _perform(self, step: Step) -> None:
        match step:
            case Fetch():
                if self._state.wanted(step.when):
                    await fetch(step, self._state)
            case Gather():
                if self._state.wanted(step.when):
                    await gather(step, self._state)
            case _:
                await jump(step, self._state)


def _introspect(plan: Plan, document: str, state: Run[Any]) -> None:
    """Answer `__schema` and `__type` from the API schema."""
    result = execute_sync(plan.api_schema, parse(document, no_location=True), variable_values=dict(state.variables))
    state.data.update(result.data or {})
