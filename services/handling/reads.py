"""How the handling module is read: assignments, each with the proposal that it belongs to."""

from services.handling.inbound import inbound_assignments, inbound_totals
from services.handling.records import ASSIGNMENT as RECORD
from services.handling.replies_reads import ASSIGNMENT_FILTERS, OF_ASSIGNMENT
from services.handling.replies_reads import FIELDS as REPLIES_FIELDS
from services.handling.replies_reads import MODELS as REPLIES_MODELS
from services.kit.reads.fields import RootField, connection
from services.kit.reads.model import COMMITTEE, RECORDED_AT, Column, Filter, Model, One, Order, Reference

ASSIGNMENT = Model(
    "Assignment",
    "assignment",
    module="handling",
    kind="assignment",
    about="filing_id",
    fields={
        "committee": COMMITTEE,
        "filing": One("Filing", "{row}.id = {parent}.filing_id"),
        "filingTitle": Column("(select o.title from filing o where o.id = ({row}).filing_id)"),
        "caseNumber": Column("(select o.case_number from filing o where o.id = ({row}).filing_id)"),
        "creditCode": Column("{row}.unit_code"),
        "level": Column("{row}.unit_level"),
        "area": Column("{row}.unit_area"),
        "copiedTo": Column("{row}.audience"),
        "replacedBy": Reference("Assignment", "{row}.replaced_by"),
        **OF_ASSIGNMENT,
    },
    orders={
        "RECORDED_AT": RECORDED_AT,
        "DUE_ON": Order("due_on", "date", nullable=True),
        "UNIT": Order("unit", "text"),
    },
    filters={
        "filing": Filter("{row}.filing_id = {value}"),
        "unit": Filter("{row}.unit = {value}"),
        "creditCode": Filter("{row}.unit_code = {value}"),
        "level": Filter("{row}.unit_level = {value}"),
        "area": Filter("{row}.unit_area = {value}"),
        "role": Filter("{row}.role = {value}"),
        "state": Filter("{row}.state = {value}"),
        "dueFrom": Filter("{row}.due_on >= {value}", "date"),
        "dueUntil": Filter("{row}.due_on < {value}", "date"),
        "provenance": Filter("{row}.provenance = {value}"),
        **ASSIGNMENT_FILTERS,
    },
    seers=RECORD.seers,
)

MODELS = (ASSIGNMENT, *REPLIES_MODELS)
FIELDS: dict[str, RootField] = {
    "assignments": connection("assignments", ASSIGNMENT),
    "inboundAssignments": inbound_assignments("inboundAssignments", ASSIGNMENT),
    "inboundAssignmentTotals": inbound_totals(ASSIGNMENT),
    **REPLIES_FIELDS,
}
