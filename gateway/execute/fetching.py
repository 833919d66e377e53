"""Runs a Fetch: root fields of one subgraph, in a partitioned one at the owner that the arguments name."""

from __future__ import annotations

from typing import Any

from gateway.execute.backend import Failure, Reply
from gateway.execute.errors import Path, code_of
from gateway.execute.judge import Verdict, judge
from gateway.execute.state import C, Run
from gateway.partitions.routing import route, without_node
from gateway.planner.plan import Fetch, OwnerRule
from schema.completeness import NodeAnswer, NodeStatus
from schema.errors import ErrorCode, ShiziError, outcome_unknown


async def fetch(step: Fetch, run: Run[C]) -> None:
    """Run the step. A request that fails leaves nulls and one error for each of its root fields."""
    if step.request.kind == "mutation" and run.stopped:
        return
    try:
        if step.owner is None:
            await _from_subgraph(step, run)
        else:
            await _from_owner(step, run, step.owner)
    except ShiziError as error:
        _fail(step, run, error)
    if step.stops and any(run.data.get(key) is None for key in step.keys):
        run.stopped = True


async def _from_subgraph(step: Fetch, run: Run[C]) -> None:
    mutation = step.request.kind == "mutation"
    answer = await run.backend.send(
        step.graph, None, run.body(step.request, {}), mutation=mutation, context=run.context
    )
    if isinstance(answer, Failure):
        raise ShiziError(answer.code, answer.reason, answer.reason_zh)
    _take(step, run, answer, None)


async def _from_owner(step: Fetch, run: Run[C], rule: OwnerRule) -> None:
    """Ask the owner; for what any node may answer, the next one when one fails. Mutations are sent once."""
    mutation = step.request.kind == "mutation"
    view = run.partition(step.graph)
    found = route(view, rule, run.variables, mutation=mutation)
    body = run.body(step.request, {})
    error = without_node(found.owner)
    for code in found.members:
        answer = await run.ask(view, step.graph, code, body, mutation=mutation)
        verdict = judge(answer, step.request, step.keys[0], code, run.variables)
        if isinstance(answer, Reply) and (verdict.data is not None or _speaks(answer, step.keys[0])):
            run.asked.add(_standing(code, answer, verdict))
            _take(step, run, answer, code)
            return
        run.asked.add(NodeAnswer(code, NodeStatus.DOWN, 0, verdict.ms, verdict.reason))
        assert verdict.error is not None
        error = outcome_unknown(code) if mutation and isinstance(answer, Reply) else verdict.error
    raise error


def _speaks(answer: Reply, key: str) -> bool:
    """Whether a node that gave no value said something all the same: an error, or that there is none."""
    data = answer.data if isinstance(answer.data, dict) else {}
    return data.get(key) is None and (bool(answer.errors) or key in data)


def _standing(code: str, answer: Reply, verdict: Verdict) -> NodeAnswer:
    if verdict.data is not None:
        return NodeAnswer(code, verdict.status, 1, verdict.ms, None, None, verdict.missing)
    denied = any(code_of(error) == ErrorCode.FORBIDDEN for error in answer.errors)
    return NodeAnswer(code, NodeStatus.DENIED if denied else NodeStatus.LIVE, 0, verdict.ms)


def _take(step: Fetch, run: Run[C], answer: Reply, node: str | None) -> None:
    data: dict[str, Any] = answer.data if isinstance(answer.data, dict) else {}
    for key in step.keys:
        run.data[key] = data.get(key)
    run.errors.adopt(answer.errors, lambda path: _place(step, path), node)


def _place(step: Fetch, path: Path) -> Path:
    return path if path and path[0] in step.keys else (step.keys[0],)


def _fail(step: Fetch, run: Run[C], error: ShiziError) -> None:
    for key in step.keys:
        run.data[key] = None
        run.errors.add(error, (key,))
