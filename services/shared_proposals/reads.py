"""How the shared proposals module is read. What committees answered and filed is read where they are."""

from services.kit.reads.fields import RootField, by_key, connection
from services.kit.reads.model import (
    COMMITTEE,
    RECORDED_AT,
    TITLE,
    Column,
    FieldModel,
    Filter,
    Inline,
    Many,
    Model,
    One,
    Order,
    Reference,
)

MODULE = "shared_proposals"


def _authority(column: str) -> FieldModel:
    """An authority that lies in another column than its own."""
    return One(
        "Authority", "{parent}." + column + " is not null", "(select {parent}." + column + " as authority) {row}"
    )


# What the lead asked, as endorsements: named by their derived ids, with their answers where they lie here too.
ASKED = """(
  select p.shared_proposal_id as asked_of, p.position, p.endorsement_id as id, p.committee as owner,
    p.shared_proposal_id, coalesce(e.state, 'UNKNOWN') as state, e.version, e.visibility, e.provenance, e.source,
    e.gaps, e.recorded_at, e.title, e.text, e.number, e.text_hash, e.respond_by, e.file_by, e.valid_until,
    e.answered_on, e.agreed, e.note, e.refusal, e.authority
  from shared_party p left join shared_endorsement e on e.id = p.endorsement_id where p.endorsement_id is not null)"""

# What the lead was told of, as shared filings: named by their ids, with what they say where they lie here too.
TOLD = """(
  select r.shared_proposal_id as told_to, r.position as place, r.shared_filing_id as id, r.committee as owner,
    r.shared_proposal_id, f.version, f.visibility, f.audience, f.provenance, f.source, f.gaps, f.recorded_at,
    f.filing_id, f.wording, f.number, f.text_hash, f.term, f.session, f.state, f.outcome, f.case_number,
    f.variant_title, f.variant_text, f.variant_sha256, f.variant_reason, f.consent, f.refusal
  from shared_report r left join shared_filing f on f.id = r.shared_filing_id)"""

# Derived, never stored: a committee that endorsed it and has not filed it counts as undecided.
OUTCOME = """(
  select case
    when filed > 0 and undecided = 0 and refused = 0 then 'ALL_FILED' when filed > 0 and refused > 0 then 'MIXED'
    when filed > 0 then 'PARTLY_FILED' when refused > 0 and undecided = 0 then 'NONE_FILED' else 'PENDING' end
  from (select count(*) filter (where o.result = 'FILED') as filed, count(*) filter (where o.result = 'PENDING')
      + (select count(*) from shared_party a where a.shared_proposal_id = ({row}).id and a.state = 'ENDORSED')
        as undecided, count(*) filter (where o.result not in ('FILED', 'PENDING')) as refused
    from (select coalesce(b.outcome, case b.state when 'WITHDRAWN' then b.state else 'PENDING' end) as result
      from shared_report b where b.shared_proposal_id = ({row}).id) o) counted)"""

UMBRELLA = Model(
    "SharedProposal",
    "shared_proposal",
    module=MODULE,
    kind="shared-proposal",
    fields={
        "committee": COMMITTEE,
        "lead": COMMITTEE,
        "outcome": Column(OUTCOME),
        "versions": Many("SharedProposalVersion", "{row}.shared_proposal_id = {parent}.id", "{row}.position"),
        "authority": Inline("Authority", "{row}.authority is not null"),
        "supervision": _authority("supervision"),
        "parties": Many("SharedProposalParty", "{row}.shared_proposal_id = {parent}.id", "{row}.position"),
        "reports": Many("SharedFilingReport", "{row}.shared_proposal_id = {parent}.id", "{row}.position"),
        "endorsements": Many(
            "SharedProposalEndorsement", "{row}.asked_of = {parent}.id", "{row}.position", source=ASKED + " {row}"
        ),
        "filings": Many("SharedFiling", "{row}.told_to = {parent}.id", "{row}.place", source=TOLD + " {row}"),
    },
    orders={
        "RECORDED_AT": RECORDED_AT,
        "TITLE": TITLE,
        "RESPOND_BY": Order("respond_by", "date", nullable=True),
    },
    filters={
        "state": Filter("{row}.state = {value}"),
        "party": Filter(
            "exists (select from shared_party p where p.shared_proposal_id = {row}.id and p.committee = {value})"
        ),
    },
)
VERSION = Model("SharedProposalVersion", "shared_proposal_version", fields={"number": Column("{row}.position")})
PARTY = Model(
    "SharedProposalParty",
    "shared_party",
    fields={
        "committee": One("Committee", "{row}.code = {parent}.committee"),
        "authority": Inline("Authority", "{row}.authority is not null"),
    },
)
REPORT = Model(
    "SharedFilingReport",
    "shared_report",
    fields={
        "committee": One("Committee", "{row}.code = {parent}.committee"),
        "filing": Reference("Filing", "{row}.filing_id"),
    },
)
ENDORSEMENT = Model(
    "SharedProposalEndorsement",
    "shared_endorsement",
    module=MODULE,
    kind="endorsement",
    fields={
        "committee": COMMITTEE,
        "sharedProposal": Reference("SharedProposal", "{row}.shared_proposal_id"),
        "authority": Inline("Authority", "{row}.authority is not null"),
    },
    orders={"RECORDED_AT": RECORDED_AT, "RESPOND_BY": Order("respond_by", "date")},
    filters={"state": Filter("{row}.state = {value}")},
    absence_speaks=True,
    about="shared_proposal_id",
)
SHARED_FILING = Model(
    "SharedFiling",
    "shared_filing",
    module=MODULE,
    kind="shared-filing",
    about="shared_proposal_id",
    fields={
        "committee": COMMITTEE,
        "sharedProposal": Reference("SharedProposal", "{row}.shared_proposal_id"),
        "filing": Reference("Filing", "{row}.filing_id"),
        "replies": Many("SharedFilingReply", "{row}.shared_filing_id = {parent}.id", "{row}.position"),
        "consent": _authority("consent"),
    },
)
REPLY = Model("SharedFilingReply", "shared_filing_reply", fields={"grade": Inline("ReplyGrade", "true")})

MODELS = (UMBRELLA, VERSION, PARTY, REPORT, ENDORSEMENT, SHARED_FILING, REPLY)
FIELDS: dict[str, RootField] = {
    "sharedProposals": connection("sharedProposals", UMBRELLA),
    "sharedProposal": lambda arguments, _place: by_key(UMBRELLA, arguments["id"]),
    "sharedProposalEndorsements": connection("sharedProposalEndorsements", ENDORSEMENT),
}
