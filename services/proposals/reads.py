"""How the proposals module is read: filings with what belongs to their version, and totals of outcomes."""

from services.handling.replies_reads import FILING_FILTERS, OF_FILING
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
from services.proposals.records import SEERS
from services.proposals.search import search_filings
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
        **OF_FILING,
        "reviews": Many("Review", "{row}.filing_id = {parent}.id", "{row}.position"),
        "mergedInto": Reference("Filing", "{row}.merged_into"),
        "cosignatures": Many("Cosignature", "{row}.filing_id = {parent}.id", "{row}.position"),
        "notices": Many("ProposerNotice", "{row}.filing_id = {parent}.id", "{row}.position"),
        "recommendedToCommittee": One("Committee", "{row}.code = {parent}.recommended_to_committee"),
        "recommendedTo": Reference("Filing", "{row}.recommended_to"),
        "recommendedFrom": Reference("Filing", "{row}.recommended_from"),
        "sharedProposal": Reference(
            "SharedProposal", "(select s.shared_proposal_id from shared_filing s where s.filing_id = ({row}).id)"
        ),
        "continues": Reference("Filing", "{row}.continues"),
        "continuedBy": Many(
            "Filing", "{row}.continues = {parent}.id", "{row}.term nulls last, {row}.session nulls last, {row}.id"
        ),
        "keyDesignation": Inline("KeyDesignation", "{row}.key_designation is not null"),
        "archive": Inline("FilingArchive", "{row}.archived_on is not null"),
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
        "channel": Filter("{row}.channel = {value}"),
        "convertedTo": Filter("{row}.converted_to = {value}"),
        "recommendedToCommittee": Filter("{row}.recommended_to_committee = {value}"),
        "recommendedFrom": Filter("{row}.recommended_from = {value}"),
        "continues": Filter("{row}.continues = {value}"),
        "proposer": Filter(
            "exists (select from proposer p where p.filing_id = {row}.id and {value} in (p.member_id, p.body_id))"
        ),
        "invited": Filter(
            "exists (select from cosignature c where c.filing_id = {row}.id and c.state = 'INVITED'"
            " and {value} in (c.member_id, c.body_id))"
        ),
        **FILING_FILTERS,
    },
    seers=SEERS,
)
PROPOSER = Model("Proposer", "proposer")
# What an office remarks on its own decision is for its own people, also where the proposal is published.
REVIEW = Model(
    "Review",
    "review",
    fields={"note": Column("case when {inside} or {parent}.provenance <> 'RECORDED' then {row}.note end")},
)
COSIGNATURE = Model("Cosignature", "cosignature")
NOTICE = Model("ProposerNotice", "notice")
KEY_DESIGNATION = Model(
    "KeyDesignation",
    fields={
        "body": Column("{row}.key_designation ->> 'body'"),
        "decidedOn": Column("({row}.key_designation ->> 'decidedOn')::date"),
        "documentNumber": Column("{row}.key_designation ->> 'documentNumber'"),
    },
)
ARCHIVE = Model(
    "FilingArchive",
    fields={"number": Column("{row}.archive_number"), "years": Column("{row}.retention_years")},
)

MODELS = (FILING, PROPOSER, REVIEW, COSIGNATURE, NOTICE, KEY_DESIGNATION, ARCHIVE)
FIELDS: dict[str, RootField] = {
    "filings": connection("filings", FILING),
    "searchFilings": search_filings(FILING),
    "filingTotals": filing_totals(FILING),
}
