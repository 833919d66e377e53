"""Runs a Gather: asks all selected members at once and puts the merged value into the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

from gateway.execute.backend import PartitionView
from gateway.execute.errors import Path
from gateway.execute.judge import Verdict, judge, unusable
from gateway.execute.state import C, Run
from gateway.operation.selection import fields_in
from gateway.partitions.completeness import Tally, materialise
from gateway.partitions.gather import (
    Asked,
    Indexes,
    UnusableError,
    asked_page,
    check_lengths,
    check_owners,
    merged_connection,
    merged_list,
    merged_totals,
    read_page,
)
from gateway.partitions.merge import Page
from gateway.partitions.routing import answering, select
from gateway.planner.plan import ConnectionMerge, Gather, ListMerge
from gateway.supergraph.connection_rules import COMPLETENESS, EDGES
from schema.completeness import NodeAnswer, NodeStatus
from schema.errors import ShiziError


async def gather(step: Gather, run: Run[C]) -> None:
    """Run the step. Whatever the nodes do, the answer has the field; only what the client got wrong is an error."""
    try:
        await _Gathering(step, run, run.partition(step.graph)).run_it()
    except ShiziError as error:
        run.errors.add(error, (step.key,))
        run.data[step.key] = None


def show_completeness(step: Gather, run: Run[C]) -> None:
    """Write the field's completeness into its value, once every step below it has run."""
    value, tally = run.data.get(step.key), run.tallies.get(step.key)
    if tally is None or not isinstance(value, dict) or isinstance(step.merge, ListMerge):
        return
    shown = tuple(field for field in fields_in(step.merge.selections) if field.name == COMPLETENESS)
    value.update(materialise(shown, {COMPLETENESS: tally.completeness().as_dict()}))


class _Gathering:
    """One run of one Gather."""

    def __init__(self, step: Gather, run: Run[Any], view: PartitionView) -> None:
        self._step = step
        self._run = run
        self._view = view
        self._names = run.plan.names
        self._pages: dict[str, Page] = {}
        merge = step.merge
        self._asked = (
            asked_page(merge.page, run.variables) if isinstance(merge, ConnectionMerge) else Asked(0, False, {})
        )

    async def run_it(self) -> None:
        step, run = self._step, self._run
        selected = select(self._view, step.nodes, step.levels, run.variables)
        body = run.body(step.request, {self._names.of(k): v for k, v in self._asked.arguments.items()})
        answers = await asyncio.gather(*(run.ask(self._view, step.graph, m.code, body) for m in selected.asked))
        verdicts = {
            member.code: self._judged(member.code, judge(answer, step.request, step.key, member.code, run.variables))
            for member, answer in zip(selected.asked, answers, strict=True)
        }
        if any(verdict.raised for verdict in verdicts.values()):
            self._raise(verdicts)
            return
        values = {code: v.data[step.key] for code, v in verdicts.items() if v.data is not None}
        rows, indexes = self._merge(values)
        tally = Tally()
        for code, verdict in verdicts.items():
            if verdict.data is not None:
                run.errors.adopt(verdict.errors, partial(self._place, code, indexes), code)
            tally.add(_answer(code, verdict, rows.get(code, 0)))
        for member in selected.skipped:
            tally.add(NodeAnswer(member.code, NodeStatus.SKIPPED))
        tally.add_not_joined(selected.not_joined)
        run.tallies[step.key] = tally
        run.asked.include(tally)

    def _judged(self, code: str, verdict: Verdict) -> Verdict:
        """The verdict once the rows are read as well."""
        if verdict.data is None:
            return verdict
        try:
            self._read(code, verdict.data[self._step.key])
        except UnusableError as error:
            return unusable(verdict.ms, code, str(error))
        return verdict

    def _read(self, code: str, value: Any) -> None:
        merge = self._step.merge
        owner = partial(answering, self._view)
        if isinstance(merge, ConnectionMerge) and merge.asks_rows:
            check_lengths(value, merge.selections, self._names)
            self._pages[code] = read_page(value, code, self._asked, self._names, owner if merge.owned_by else None)
        elif isinstance(merge, ListMerge) and merge.owned_by:
            check_owners(value, code, self._names, owner)

    def _merge(self, values: dict[str, Any]) -> tuple[dict[str, int], Indexes]:
        """Put the merged value into the data; rows by node, and where each node's rows went."""
        run, merge, key = self._run, self._step.merge, self._step.key
        if isinstance(merge, ListMerge):
            run.data[key], indexes = merged_list(merge, values)
            return {code: len(value) for code, value in values.items()}, indexes
        if not isinstance(merge, ConnectionMerge):
            run.data[key] = merged_totals(merge, values, self._names)
            return dict.fromkeys(values, 1), {}
        pages = {code: self._pages[code] for code in values} if merge.asks_rows else {}
        run.data[key], page = merged_connection(merge, values, pages, self._asked, run.variables, self._names)
        rows: dict[str, int] = {}
        for row in page.rows:
            rows[row.code] = rows.get(row.code, 0) + 1
        return rows, {(row.code, row.index): index for index, row in enumerate(page.rows)}

    def _place(self, code: str, indexes: Indexes, path: Path) -> Path | None:
        """A node's error path in the merged value; None for a row that the page left out."""
        depth = 2 if isinstance(self._step.merge, ConnectionMerge) else 1
        if path[:1] != (self._step.key,) or not self._shows_rows(path):
            return (self._step.key,)
        at = path[depth] if len(path) > depth else None
        if not isinstance(at, int):
            return path
        index = indexes.get((code, at))
        return None if index is None else (*path[:depth], index, *path[depth + 1 :])

    def _shows_rows(self, path: Path) -> bool:
        """Whether a path leads into rows that the client asked for."""
        merge = self._step.merge
        if isinstance(merge, ListMerge):
            return True
        if not isinstance(merge, ConnectionMerge):
            return False
        return path[1:2] in {(field.key,) for field in fields_in(merge.selections) if field.name == EDGES}

    def _raise(self, verdicts: Mapping[str, Verdict]) -> None:
        """What the client got wrong is wrong for every node: say it once."""
        verdict = next(verdict for verdict in verdicts.values() if verdict.raised)
        self._run.errors.adopt(verdict.errors[:1], lambda _: (self._step.key,), None)
        self._run.data[self._step.key] = None


def _answer(code: str, verdict: Verdict, rows: int) -> NodeAnswer:
    return NodeAnswer(code, verdict.status, rows, verdict.ms, verdict.reason, None, verdict.missing)
