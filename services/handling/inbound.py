"""The statements of `inboundAssignments` and `inboundAssignmentTotals`: what units are handling, and what is late.

Both count what the viewer may see and nothing else, so that no number tells of a hidden record. An assignment is late
on a day if its deadline is over by then and no answer had come; one that was answered later was late until then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import FieldNode

from schema.errors import bad_user_input
from services.kit.reads.binding import Parameters, Place, own, today
from services.kit.reads.completeness import completeness
from services.kit.reads.connections import connection_statement
from services.kit.reads.fields import Asked, RootField
from services.kit.reads.filters import filtered
from services.kit.reads.jsontext import Piece, Sql, concatenated, json_constant, members
from services.kit.reads.model import Filter, Model
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import given_filter, left_out, read_page
from services.kit.reads.selection import Selected
from services.kit.reads.statements import Statement, statement
from services.kit.reads.visibility import RECORDS, admits, sees

MOST_UNITS: Final = 200
TOTALS: Final = "InboundAssignmentTotals"
GROUP: Final = "InboundGroup"
ANSWERED: Final = "({row}.replied_at at time zone 'UTC' + interval '8 hours')::date"
LATE: Final = (
    "coalesce({row}.due_on < {day} and ({row}.state in ('ISSUED', 'SIGNED', 'EXTENDED', 'RETURN_REQUESTED',"
    f" 'REPLY_DRAFTED') or {ANSWERED} > {{day}}), false)"
)
STANDS: Final = "{row}.state is distinct from 'RETURNED_ACCEPTED' and {row}.state is distinct from 'CANCELLED'"


def _late(day: str) -> str:
    return LATE.replace("{day}", day)


CONDITIONS: Final = {
    "stands": Filter(f"({STANDS}) = {{value}}", "boolean"),
    "units": Filter("{row}.unit_code = any ({value})", "text[]"),
    "committee": Filter("({row}.unit_area = {value} or {value} = any ({row}.audience))"),
    "late": Filter(f"{_late('{today}')} = {{value}}", "boolean"),
    "lateOn": Filter(_late("{value}"), "date"),
    "timelyOn": Filter(f"not {_late('{value}')}", "date"),
}
"""What the arguments of these fields add to the conditions of the filter."""


def _inbound(assignment: Model) -> Model:
    return replace(assignment, filters={**assignment.filters, **CONDITIONS})


def _conditions(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The filter with what the other arguments ask for. Raises BAD_USER_INPUT for too many units."""
    units, overdue, day = arguments.get("units"), arguments.get("overdue"), arguments.get("asOf")
    if units is not None and len(units) > MOST_UNITS:
        raise bad_user_input(f"At most {MOST_UNITS} units at once.", f"一次最多 {MOST_UNITS} 个承办单位。")
    asked: dict[str, Any] = {**(arguments.get("filter") or {}), "stands": True, "units": units}
    asked["committee"] = arguments.get("committee")
    if overdue is not None and day is None:
        asked["late"] = overdue
    elif overdue is not None:
        asked["lateOn" if overdue else "timelyOn"] = day
    return asked


def inbound_assignments(field: str, assignment: Model) -> RootField:
    """The list as a root field of that name, over the records of the model."""
    model = _inbound(assignment)

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        page = read_page(field, model, {**arguments, "filter": _conditions(arguments)}, place)
        return Asked(page.shape, lambda renderer, nodes: connection_statement(renderer, model, page, nodes), page)

    return ask


@dataclass(frozen=True, slots=True)
class Counted:
    """Which assignments are counted, and on which day they are late; ``skipped`` where this committee is left out."""

    filter: Mapping[str, Any]
    day: Any
    skipped: bool


def inbound_totals(assignment: Model) -> RootField:
    """The totals as a root field, over the records of the model."""
    model = _inbound(assignment)

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        filter_ = given_filter({"filter": _conditions(arguments)})
        counted = Counted(filter_, arguments.get("asOf"), left_out(arguments, place))
        shape = (tuple(filter_), counted.day is None, counted.skipped)
        return Asked(shape, lambda renderer, nodes: _totals(Totals(renderer, model, counted), nodes), counted)

    return ask


def _totals(totals: Totals, nodes: Sequence[FieldNode]) -> Statement:
    allowed = "true" if totals.counted.skipped else admits(totals.parameters, totals.model.module, RECORDS)
    body = f"(select {concatenated(totals.object(nodes))} from {totals.rows()})"
    return statement(totals.parameters, allowed, body)


@dataclass(frozen=True, slots=True)
class Totals:
    """Builds the statement of the totals field."""

    renderer: Renderer
    model: Model
    counted: Counted

    @property
    def parameters(self) -> Parameters:
        """The parameters of the statement."""
        return self.renderer.parameters

    def rows(self) -> str:
        """FROM and WHERE of the assignments that count, as ``f``."""
        seen = ["false"] if self.counted.skipped else [sees(self.parameters, "f", self.model.seers)]
        conditions = [*seen, *filtered(self.parameters, self.model, "f", self.counted.filter)]
        return f"{self.model.source} f where {' and '.join(conditions)}"

    def object(self, nodes: Sequence[FieldNode]) -> list[Piece]:
        """The totals object."""
        return members((chosen.key, self._field(chosen)) for chosen in self.renderer.fields(TOTALS, nodes))

    def _field(self, chosen: Selected) -> list[Piece]:
        match chosen.name:
            case "groups":
                return [self._groups(chosen)]
            case "completeness":
                status = "SKIPPED" if self.counted.skipped else "LIVE"
                return completeness(self.renderer, chosen.nodes, status, "0" if self.counted.skipped else "1")
        return self._count(TOTALS, chosen)

    def _count(self, type_name: str, chosen: Selected) -> list[Piece]:
        match chosen.name:
            case "__typename":
                return [json_constant(type_name)]
            case "assignmentCount":
                return [Sql("count(*)::text")]
            case "filingCount":
                return [Sql("count(distinct f.filing_id)::text")]
        if self.counted.day is None:
            day = today(self.parameters)
        else:
            day = self.parameters.bind("asOf", "date", lambda call: call.extra.day)
        return [Sql(f"(count(*) filter (where {_late(day).format(row='f')}))::text")]

    def _groups(self, chosen: Selected) -> Piece:
        definition = self.renderer.type_of(TOTALS).fields["groups"]
        by = self.renderer.argument(definition, chosen.nodes[0], "by")
        level = self.parameters.bind("level", "text", lambda call: call.place.level)
        key = (
            f"case {by} when 'ORIGIN_LEVEL' then {level} when 'ORIGIN' then {own(self.parameters)}"
            " when 'UNIT' then coalesce(f.unit_code, f.unit) else coalesce(f.state, '') end"
        )

        def value(one: Selected) -> list[Piece]:
            return [Sql("to_json(f.key)::text")] if one.name == "key" else self._count(GROUP, one)

        group = concatenated(members((one.key, value(one)) for one in self.renderer.fields(GROUP, chosen.nodes)))
        keyed = f"(select f.filing_id, f.due_on, f.state, f.replied_at, {key} as key from {self.rows()}) f"
        grouped = f"select f.key, {group} as one from {keyed} group by f.key"
        joined = """string_agg(g.one, ',' order by g.key collate "C")"""
        return Sql(f"(select '[' || coalesce({joined}, '') || ']' from ({grouped}) g)")
