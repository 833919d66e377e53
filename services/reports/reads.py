"""How the reports module is read: figures and checks are lists inside the report's row."""

from services.kit.reads.fields import RootField, connection
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

MODELS = (REPORT, FIGURE, CHECK)
FIELDS: dict[str, RootField] = {"publishedReports": connection("publishedReports", REPORT)}
