"""Root mutation fields of the citizens module: a lead up to its claim."""

import strawberry

from schema.citizens.inputs import ClaimCitizenLeadInput, SubmitCitizenLeadInput
from schema.citizens.types import CitizenLeadPayload
from schema.rootfields import command_at, command_on


@strawberry.type
class CitizensMutations:
    """Anyone submits; staff screen and adopt; members claim."""

    submit_citizen_lead: CitizenLeadPayload = command_at(
        SubmitCitizenLeadInput,
        "提交百姓提案线索；无需登录，限制频次。",
        "Submit a lead; open to anyone, at a limited rate.",
    )
    screen_citizen_lead: CitizenLeadPayload = command_on(None, "梳理线索。", "Screen a lead.")
    adopt_citizen_lead: CitizenLeadPayload = command_on(None, "采纳线索。", "Adopt a lead.")
    claim_citizen_lead: CitizenLeadPayload = command_on(ClaimCitizenLeadInput, "认领线索。", "Claim a lead.")
