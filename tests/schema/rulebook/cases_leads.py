"""Facts for the machine of a citizen's lead."""

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "CitizenLead",
        facts={"text": "建议内容", "claimant": "丙", "active_claims": 0},
        breaks=(
            Break("citizen-lead.adopt.text", {"text": None}),
            Break("citizen-lead.claim.claimant", {"claimant": " "}),
            Break("citizen-lead.claim.one-claim", {"active_claims": 1}),
        ),
    ),
)
