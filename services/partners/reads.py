"""How the partners module is read."""

from typing import Final

from services.kit.reads.fields import RootField, connection
from services.kit.reads.model import (
    COMMITTEE,
    RECORDED_AT,
    TITLE,
    Column,
    Filter,
    Inline,
    Many,
    Model,
    One,
    Order,
    Reference,
)

MODULE: Final = "partners"
IN_FORCE: Final = (
    "({{row}}.state = 'ACTIVE' and cardinality({{row}}.gaps) = 0"
    " and coalesce({{row}}.valid_from, {day}) <= {day} and coalesce({{row}}.valid_until, {day}) >= {day})"
)
"""Whether an agreement is in force on a day; one with gaps does not say from when until when."""

ON_DAY: Final = IN_FORCE.format(day="coalesce({argument_on}, {today})")
OWN_AUTHORITY: Final = Inline("Authority", "{row}.authority is not null")

AGREEMENT = Model(
    "PartnerAgreement",
    "partner_agreement",
    module=MODULE,
    kind="agreement",
    fields={
        "committee": COMMITTEE,
        "partner": One("Committee", "{row}.code = {parent}.partner"),
        "inForce": Column(ON_DAY),
        "proposedBy": One("Committee", "{row}.code = {parent}.proposed_by"),
        "counterpart": Reference("PartnerAgreement", "{row}.counterpart_id"),
        "suspendedBy": Many("Committee", "{row}.code = any ({parent}.suspended_by)", "{row}.code"),
        "authority": OWN_AUTHORITY,
    },
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE, "VALID_UNTIL": Order("valid_until", "date", nullable=True)},
    filters={
        "partner": Filter("{row}.partner = {value}"),
        "state": Filter("{row}.state = {value}"),
        "covers": Filter("{row}.covers @> array[{value}]"),
        "inForceOn": Filter(IN_FORCE.format(day="{value}"), "date"),
    },
)
PROJECT = Model(
    "PartnerProject",
    "partner_project",
    module=MODULE,
    kind="project",
    fields={
        "committee": COMMITTEE,
        "partners": Many("Committee", "{row}.code = any ({parent}.partners)", "{row}.code"),
    },
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE},
    filters={"partner": Filter("{row}.partners @> array[{value}]"), "state": Filter("{row}.state = {value}")},
)

MODELS = (AGREEMENT, PROJECT)
FIELDS: dict[str, RootField] = {
    "partnerAgreements": connection("partnerAgreements", AGREEMENT),
    "partnerProjects": connection("partnerProjects", PROJECT),
}
