"""How the proposals module is read: filings with what belongs to their version, and totals of outcomes."""

from services.kit.reads.fields import RootField, connection
from services.kit.reads.model import COMMITTEE, RECORDED_AT, TITLE, Filter, Many, Model, Order, Reference
from services.proposals.totals import filing_totals

FILING = Model(
    "Filing",
    "filing",
    module="proposals",
    kind="filing",
    fields={
        "committee": COMMITTEE,
        "proposers": Many("Proposer", "{row}.filing_id = {parent}.id", "{row}.position"),
        "assignments": Many("Assignment", "{row}.filing_id = {parent}.id", "{row}.position"),
        "reviews": Many("Review", "{row}.filing_id = {parent}.id", "{row}.position"),
        "mergedInto": Reference("Filing", "{row}.merged_into"),
    },
    orders={
        "RECORDED_AT": RECORDED_AT,
        "TITLE": TITLE,
        "SUBMITTED_AT": Order("submitted_at", "time", nullable=True),
        "FILED_AT": Order("filed_at", "time", nullable=True),
        "CASE_NUMBER": Order("case_number", "text", nullable=True),
    },
    filters={
        "outcome": Filter("{row}.outcome = {value}"),
        "state": Filter("{row}.state = {value}"),
        "term": Filter("{row}.term = {value}", "int"),
        "session": Filter("{row}.session = {value}", "int"),
        "origin": Filter("{row}.origin = {value}"),
        "isKeyProposal": Filter("{row}.is_key_proposal = {value}", "boolean"),
        "caseNumber": Filter("{row}.case_number = {value}"),
        "submittedFrom": Filter("{row}.submitted_at >= {value}", "timestamptz"),
        "submittedUntil": Filter("{row}.submitted_at < {value}", "timestamptz"),
        "provenance": Filter("{row}.provenance = {value}"),
    },
)
PROPOSER = Model("Proposer", "proposer")
REVIEW = Model("Review", "review")

MODELS = (FILING, PROPOSER, REVIEW)
FIELDS: dict[str, RootField] = {
    "filings": connection("filings", FILING),
    "filingTotals": filing_totals(FILING),
}
