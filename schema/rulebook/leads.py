"""The machine of a citizen's lead (百姓提案线索) up to its claim."""

from schema.citizens.enums import LeadState
from schema.rulebook.model import Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import CITIZENS_PROPOSALS, CITIZENS_SCREENING

ADOPT_TEXT = Rule(
    id="citizen-lead.adopt.text",
    source=CITIZENS_PROPOSALS,
    reason=Text("线索没有写明建议内容。", "The lead has no text of its suggestion."),
    allowed_when=Text("线索写有建议内容。", "The lead says what it suggests."),
    guard="has_text",
)
CLAIM_CLAIMANT = Rule(
    id="citizen-lead.claim.claimant",
    source=CITIZENS_PROPOSALS,
    reason=Text("没有写明认领的委员。", "No member is named as claimant."),
    allowed_when=Text("写明认领的本届委员。", "Name the member of this term who claims it."),
    guard="claimant_named",
)
CLAIM_ONCE = Rule(
    id="citizen-lead.claim.one-claim",
    source=CITIZENS_PROPOSALS,
    reason=Text("线索已由委员认领。", "The lead is claimed already."),
    allowed_when=Text("原认领解除之后。", "Once the present claim is released."),
    guard="no_active_claim",
)

CITIZEN_LEAD = Machine(
    name="CitizenLead",
    slug="citizen-lead",
    noun=Text("百姓提案线索", "lead"),
    verbs={
        "submitCitizenLead": ("submit", Text("提交", "be submitted")),
        "screenCitizenLead": ("screen", Text("梳理", "be screened")),
        "adoptCitizenLead": ("adopt", Text("采纳", "be adopted")),
        "claimCitizenLead": ("claim", Text("认领", "be claimed")),
    },
    state_names=short_names(LeadState),
    moves=(
        Move("submitCitizenLead", (None,), "SUBMITTED", (), CITIZENS_PROPOSALS),
        Move("screenCitizenLead", ("SUBMITTED",), "SCREENED", ("staff",), CITIZENS_SCREENING),
        Move("adoptCitizenLead", ("SCREENED",), "ADOPTED", ("staff",), CITIZENS_PROPOSALS, rules=(ADOPT_TEXT,)),
        Move(
            "claimCitizenLead", ("ADOPTED",), "CLAIMED", ("member", "staff"), CITIZENS_PROPOSALS,
            rules=(CLAIM_CLAIMANT, CLAIM_ONCE),
        ),
    ),
    initial="SUBMITTED",
    final=("DECLINED", "DUPLICATE", "FORWARDED", "FILED", "NOT_FILED"),
)  # fmt: skip
