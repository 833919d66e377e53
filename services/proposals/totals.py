"""The statement of `filingTotals`: outcomes of every filing received, whatever its visibility, where totals are shared.

Received starts at SUBMITTED, so a filing counts once it has an outcome. A filter by case number, or by the filing it
takes up or carries on, names one record, and then only what the viewer may see is counted: totals must not answer
questions about a single hidden record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode

from services.kit.reads.binding import Place, own
from services.kit.reads.completeness import completeness
from services.kit.reads.fields import Asked, RootField
from services.kit.reads.filters import filtered
from services.kit.reads.jsontext import Piece, Sql, concatenated, json_constant, members
from services.kit.reads.model import Model
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import given_filter, left_out
from services.kit.reads.selection import Selected
from services.kit.reads.statements import Statement, statement
from services.kit.reads.visibility import TOTALS, admits, sees

OUTCOMES = {
    "filed": "FILED",
    "refused": "NOT_FILED",
    "merged": "MERGED",
    "converted": "CONVERTED",
    "handedUp": "HANDED_UP",
    "withdrawn": "WITHDRAWN",
    "pending": "PENDING",
}
NAMING = frozenset({"caseNumber", "recommendedFrom", "continues", "proposer", "invited"})


@dataclass(frozen=True, slots=True)
class Counted:
    """Which filings are counted; ``skipped`` where the arguments leave this committee out."""

    filter: Mapping[str, Any]
    skipped: bool


def filing_totals(model: Model) -> RootField:
    """The root field over the table of ``model``."""

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        counted = Counted(given_filter(arguments), left_out(arguments, place))
        shape = (tuple(counted.filter), counted.skipped)
        return Asked(shape, lambda renderer, nodes: _statement(renderer, model, counted, nodes), counted)

    return ask


def _statement(renderer: Renderer, model: Model, counted: Counted, nodes: Sequence[FieldNode]) -> Statement:
    totals = Totals(renderer, model, counted)
    allowed = "true" if counted.skipped else admits(renderer.parameters, model.module, TOTALS)
    return statement(
        renderer.parameters, allowed, f"(select {concatenated(totals.object(nodes))} from {totals.rows()})"
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """Builds the statement of one totals field."""

    renderer: Renderer
    model: Model
    counted: Counted

    def rows(self) -> str:
        """FROM and WHERE of the filings that count, as ``f``."""
        parameters = self.renderer.parameters
        conditions = ["false"] if self.counted.skipped else ["f.outcome is not null"]
        conditions += filtered(parameters, self.model, "f", self.counted.filter)
        if NAMING & self.counted.filter.keys():
            conditions.append(sees(parameters, "f", self.model.seers))
        return f"{self.model.source} f where {' and '.join(conditions)}"

    def object(self, nodes: Sequence[FieldNode]) -> list[Piece]:
        """The totals object."""
        return members((chosen.key, self._field(chosen)) for chosen in self.renderer.fields("FilingTotals", nodes))

    def _field(self, chosen: Selected) -> list[Piece]:
        match chosen.name:
            case "groups":
                return [self._groups(chosen)]
            case "completeness":
                status = "SKIPPED" if self.counted.skipped else "LIVE"
                return completeness(self.renderer, chosen.nodes, status, "0" if self.counted.skipped else "1")
        return _count("FilingTotals", chosen)

    def _groups(self, chosen: Selected) -> Piece:
        definition = self.renderer.type_of("FilingTotals").fields["groups"]
        by = self.renderer.argument(definition, chosen.nodes[0], "by")
        key = (
            f"case {by} when 'COMMITTEE' then {own(self.renderer.parameters)}"
            " when 'TERM' then coalesce(f.term::text, '') else f.origin end"
        )

        def value(one: Selected) -> list[Piece]:
            return [Sql("to_json(f.key)::text")] if one.name == "key" else _count("FilingGroup", one)

        group = concatenated(
            members((one.key, value(one)) for one in self.renderer.fields("FilingGroup", chosen.nodes))
        )
        keyed = f"(select f.outcome, {key} as key from {self.rows()}) f"
        grouped = f"select f.key, {group} as one from {keyed} group by f.key"
        joined = """string_agg(g.one, ',' order by g.key collate "C")"""
        return Sql(f"(select '[' || coalesce({joined}, '') || ']' from ({grouped}) g)")


def _count(type_name: str, chosen: Selected) -> list[Piece]:
    if chosen.name == "__typename":
        return [json_constant(type_name)]
    if chosen.name == "received":
        return [Sql("count(*)::text")]
    return [Sql(f"(count(*) filter (where f.outcome = '{OUTCOMES[chosen.name]}'))::text")]
