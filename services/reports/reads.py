"""How the reports module is read: figures and checks are lists inside the report's row."""

from collections.abc import Mapping
from typing import Any

from schema.ids import parse_id
from schema.reports.audit import GRAVEST_FIRST
from services.kit.reads.binding import Place
from services.kit.reads.fields import Asked, RootField, by_key, connection
from services.kit.reads.model import RECORDED_AT, TITLE, Column, Filter, Many, Model, One, Order


def _items(column: str) -> str:
    return f"jsonb_array_elements({{parent}}.{column}) with ordinality {{row}} (item, place)"


REPORT = Model(
    "PublishedReport",
    "published_report",
    module="reports",
    kind="report",
    fields={
        "committee": One("Committee", "{row}.code = {parent}.committee"),
        "figures": Many("Figure", "true", "{row}.place", source=_items("figures")),
        "checks": Many("ReportCheck", "true", "{row}.place", source=_items("checks")),
    },
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE, "SUBJECT": Order("subject", "text")},
    filters={"closes": Filter("{row}.closes = {value}"), "subject": Filter("{row}.subject = {value}")},
)
FIGURE = Model(
    "Figure",
    fields={
        "name": Column("{row}.item ->> 'name'"),
        "value": Column("({row}.item ->> 'value')::numeric"),
        "upper": Column("({row}.item ->> 'upper')::numeric"),
        "unit": Column("{row}.item ->> 'unit'"),
        "qualifier": Column("{row}.item ->> 'qualifier'"),
        "asPrinted": Column("{row}.item ->> 'asPrinted'"),
    },
)
CHECK = Model(
    "ReportCheck",
    fields={
        "identity": Column("{row}.item ->> 'identity'"),
        "holds": Column("({row}.item ->> 'holds')::boolean"),
    },
)

_FINDINGS = ", ".join(f"'{verdict}'" for verdict in GRAVEST_FIRST)
AUDIT = Model(
    "ReportAudit",
    "published_report",
    module="reports",
    fields={
        "report": One("PublishedReport", "{row}.id = {parent}.id"),
        "verdict": Column(
            f"(select v from unnest(array[{_FINDINGS}]) with ordinality known (v, place)"
            " where v = 'NOT_ENOUGH_FIGURES'"
            " or {row}.checks @> jsonb_build_array(jsonb_build_object('verdict', v)) order by place limit 1)"
        ),
        "checks": Many("AuditedCheck", "{row}.item ? 'verdict'", "{row}.place", source=_items("checks")),
    },
)


def _units(side: str) -> Column:
    return Column(f"array(select jsonb_array_elements_text({{row}}.item -> '{side}'))")


AUDITED = Model(
    "AuditedCheck",
    fields={
        "identity": Column("{row}.item ->> 'identity'"),
        "verdict": Column("{row}.item ->> 'verdict'"),
        "parts": Column("({row}.item ->> 'parts')::numeric"),
        "partsUnits": _units("partsUnits"),
        "whole": Column("({row}.item ->> 'whole')::numeric"),
        "wholeUnits": _units("wholeUnits"),
        "difference": Column("({row}.item ->> 'difference')::numeric"),
    },
)


def audit_report(arguments: Mapping[str, Any], place: Place) -> Asked | None:
    """`auditReport`: a report of this committee that the viewer may see. Raises BAD_USER_INPUT for ids of others."""
    id_ = parse_id(arguments["id"], kind=REPORT.kind)
    return by_key(AUDIT, str(id_)) if id_.owner == place.code else None


MODELS = (REPORT, FIGURE, CHECK, AUDIT, AUDITED)
FIELDS: dict[str, RootField] = {
    "publishedReports": connection("publishedReports", REPORT),
    "auditReport": audit_report,
}
