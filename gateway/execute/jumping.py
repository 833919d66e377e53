"""Runs a Jump: entities in one request per subgraph, or, in a partitioned one, one request per owner."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from gateway.execute.backend import Failure, PartitionView
from gateway.execute.errors import Path, code_of, path_of
from gateway.execute.judge import Verdict, judge, unusable
from gateway.execute.objects import Wanted, merge_into, wanted_entities
from gateway.execute.state import C, Run
from gateway.operation.selection import TYPENAME, active_fields
from gateway.partitions.entities import grouped, stand_ins
from gateway.partitions.routing import answering, without_node
from gateway.planner.plan import Jump
from gateway.planner.requests import ENTITIES
from gateway.supergraph.facts import Fill
from schema.completeness import NodeAnswer, NodeStatus
from schema.errors import ErrorCode, ShiziError


async def jump(step: Jump, run: Run[C]) -> None:
    """Run the step. An owner that fails leaves stand-ins or nulls behind, and the others' entities arrive."""
    keys = [f.key for f in active_fields(step.fields, run.variables) if f.key != run.plan.names.type]
    wanted = wanted_entities(step, run.data, run.plan.names.type) if keys else []
    if wanted:
        jumping = _Jumping(step, run, keys)
        await (jumping.to_subgraph(wanted) if step.owned_by is None else jumping.to_owners(wanted, step.owned_by))


def _wrong_count(verdict: Verdict, code: str) -> Verdict:
    return unusable(verdict.ms, code, "it gave another number of entities than was asked")


def _unusable(graph: str) -> ShiziError:
    return ShiziError(
        ErrorCode.NODE_UNREACHABLE,
        f"The answer of subgraph {graph} cannot be used.",
        f"子图 {graph} 的应答无法使用。",
    )


class _Jumping:
    """One run of one Jump."""

    def __init__(self, step: Jump, run: Run[Any], keys: list[str]) -> None:
        self._step = step
        self._run = run
        self._keys = keys

    async def to_subgraph(self, wanted: list[Wanted]) -> None:
        run, step = self._run, self._step
        answer = await run.backend.send(step.graph, None, self._body(wanted), mutation=False, context=run.context)
        if isinstance(answer, Failure):
            self._fail(wanted, ShiziError(answer.code, answer.reason, answer.reason_zh))
            return
        entities = answer.data.get(ENTITIES) if isinstance(answer.data, dict) else None
        run.errors.adopt(answer.errors, partial(self._place, wanted), None)
        if isinstance(entities, list) and len(entities) == len(wanted):
            self._arrived(wanted, entities, frozenset())
        elif not answer.errors:
            self._fail(wanted, _unusable(step.graph))

    async def to_owners(self, wanted: list[Wanted], owned_by: str) -> None:
        """Ask every owner at once. References that a failed node should have answered go on to the next live one."""
        view = self._run.partition(self._step.graph)
        tried: list[str] = []
        while wanted:
            groups = grouped(view, [item.representation[owned_by] for item in wanted], tried)
            for index in groups.nobody:
                self._without_owner(wanted[index], str(wanted[index].representation[owned_by]))
            parts = {code: [wanted[index] for index in indexes] for code, indexes in groups.by_node.items()}
            verdicts = await asyncio.gather(*(self._ask(view, code, part) for code, part in parts.items()))
            wanted = []
            for (code, part), verdict in zip(parts.items(), verdicts, strict=True):
                wanted += self._owner_answered(view, code, part, verdict, owned_by)
                tried.append(code)

    async def _ask(self, view: PartitionView, code: str, part: list[Wanted]) -> Verdict:
        run, step = self._run, self._step
        answer = await run.ask(view, step.graph, code, self._body(part))
        verdict = judge(answer, step.request, ENTITIES, code, run.variables)
        if verdict.data is not None and len(verdict.data[ENTITIES]) != len(part):
            return _wrong_count(verdict, code)
        return verdict

    def _owner_answered(
        self, view: PartitionView, code: str, part: list[Wanted], verdict: Verdict, owned_by: str
    ) -> list[Wanted]:
        """Take in what one node said; what remains to be asked elsewhere."""
        run, step = self._run, self._step
        missing = tuple(name for name in verdict.missing if not name.endswith(ENTITIES))
        run.note(step.root, NodeAnswer(code, verdict.status, 0, verdict.ms, verdict.reason, None, missing))
        if verdict.data is not None:
            failed = self._adopt(code, part, verdict)
            self._arrived(part, verdict.data[ENTITIES], failed)
            return []
        if verdict.raised:
            run.errors.adopt(verdict.errors[:1], lambda _: (*part[0].targets[0][1], self._keys[0]), None)
            return []
        references = [item for item in part if answering(view, item.representation[owned_by]) is None]
        own = [item for item in part if item not in references]
        if own:
            assert verdict.error is not None
            self._missing(own, verdict.error)
        return references

    def _adopt(self, code: str, part: list[Wanted], verdict: Verdict) -> frozenset[int]:
        """Pass on errors about single entities; those that are null for an error, not for want of a record."""
        denied = [error for error in verdict.errors if code_of(error) == ErrorCode.FORBIDDEN]
        if denied:
            self._run.note(self._step.root, NodeAnswer(code, NodeStatus.DENIED))
        unsaid = denied if self._step.unknown is not None else []
        others = [error for error in verdict.errors if error not in unsaid]
        self._run.errors.adopt(others, partial(self._place, part), code)
        paths = [path_of(error) for error in verdict.errors]
        return frozenset(path[1] for path in paths if len(path) == 2 and isinstance(path[1], int))

    def _arrived(self, wanted: list[Wanted], entities: list[Any], failed: frozenset[int]) -> None:
        for index, (item, entity) in enumerate(zip(wanted, entities, strict=True)):
            if isinstance(entity, dict):
                for target, _ in item.targets:
                    merge_into(target, entity)
            else:
                self._stand_in(item, self._step.unknown if index in failed else self._step.absent)

    def _without_owner(self, item: Wanted, named: str) -> None:
        self._missing([item], without_node(named.partition(":")[0][:20]))

    def _missing(self, wanted: list[Wanted], error: ShiziError) -> None:
        """Nobody can say: the stand-ins for that, or one error for all that is left empty."""
        if self._step.unknown is None:
            self._fail(wanted, error)
        for item in wanted:
            self._stand_in(item, self._step.unknown)

    def _stand_in(self, item: Wanted, fill: Fill | None) -> None:
        if fill is not None:
            for target, _ in item.targets:
                merge_into(target, stand_ins(self._step.fields, fill, self._run.variables))

    def _fail(self, wanted: list[Wanted], error: ShiziError) -> None:
        fields = active_fields(self._step.fields, self._run.variables)
        coordinates = [f"{self._step.type}.{field.name}" for field in fields if field.name != TYPENAME]
        self._run.errors.add(error, (*wanted[0].targets[0][1], self._keys[0]), coordinates)

    def _place(self, wanted: list[Wanted], path: Path) -> Path | None:
        """The client's path for an error about an entity: that of the first place where it belongs."""
        index = path[1] if len(path) > 1 else 0
        if not isinstance(index, int) or not 0 <= index < len(wanted):
            index = 0
        return (*wanted[index].targets[0][1], *path[2:])

    def _body(self, wanted: list[Wanted]) -> bytes:
        representations = [item.representation for item in wanted]
        return self._run.body(self._step.request, {self._run.plan.names.of("r"): representations})
