"""Rules on co-signing a filing before it is submitted: who invites whom, who signs, until when."""

from schema.rulebook.model import Rule, Text
from schema.rulebook.sources import COSIGNING, DESIGN, ELIGIBILITY, PRACTICE, REVIEW

INVITE_FIRST = Rule(
    id="filing.invite-cosigners.first-proposer",
    source=PRACTICE,
    reason=Text("只有第一提案人或机关才能邀请会签。", "Only the first proposer, or the office, invites co-signers."),
    allowed_when=Text("由第一提案人邀请。", "Have the first proposer do it."),
    guard="is_the_first_proposer",
)
INVITE_SOMEBODY = Rule(
    id="filing.invite-cosigners.somebody",
    source=DESIGN,
    reason=Text("没有邀请任何人会签。", "Nobody is invited."),
    allowed_when=Text("至少列明一位受邀者。", "Name at least one to invite."),
    guard="somebody_is_invited",
)
INVITE_ONCE = Rule(
    id="filing.invite-cosigners.once",
    source=DESIGN,
    reason=Text("受邀者中有人已是署名的提案者。", "Somebody who is invited has signed it already."),
    allowed_when=Text("只邀请尚未署名者。", "Invite those only who have not signed."),
    guard="nobody_signs_twice",
)
INVITE_SIGNED_FIRST = Rule(
    id="filing.invite-cosigners.signed-first",
    source=REVIEW,
    reason=Text(
        "第一提案人尚未署名；发起人署名列于首位。", "The first proposer has not signed; they sign before all others."
    ),
    allowed_when=Text(
        "由第一提案人邀请，或由机关先登记其签名。", "Let them invite, or let the office record their signature first."
    ),
    guard="first_proposer_has_signed",
)
INVITE_REGISTERED = Rule(
    id="filing.invite-cosigners.registered",
    source=ELIGIBILITY,
    reason=Text("受邀者中有人不在本政协本届的名册内。", "Somebody who is invited is not in the register of this term."),
    allowed_when=Text("以名册中的编号列明受邀者。", "Name everybody by an id of the register."),
    guard="invited_are_registered",
)
INVITE_ELIGIBLE = Rule(
    id="filing.invite-cosigners.eligible",
    source=ELIGIBILITY,
    reason=Text(
        "受邀者中有人不是本届委员或提案单位，或任期已止。", "Somebody invited is not, or no longer, of this term."
    ),
    allowed_when=Text("只邀请本政协本届的委员或提案单位。", "Invite members and bodies of this term only."),
    guard="invited_are_eligible",
)
INVITE_COMPATIBLE = Rule(
    id="filing.invite-cosigners.compatible",
    source=COSIGNING,
    reason=Text("受邀者的类别不能与提案者联合署名。", "Proposers of these kinds may not sign together here."),
    allowed_when=Text(
        "按本政协规则手册 filing.cosign-pairs 所列的类别联合署名。",
        "Let those kinds sign together that filing.cosign-pairs of the committee's rulebook lists.",
    ),
    guard="invited_may_sign_together",
)
COSIGN_INVITED = Rule(
    id="filing.cosign.invited",
    source=PRACTICE,
    reason=Text("没有待签的会签邀请。", "There is no invitation that waits for this signature."),
    allowed_when=Text("受邀且尚未会签时。", "While an invitation stands and is not signed."),
    guard="invitation_stands",
)
COSIGN_OWN = Rule(
    id="filing.cosign.own",
    source=ELIGIBILITY,
    reason=Text(
        "只能为自己，或以召集人身份为本界别、本小组会签。", "One signs for oneself, or as convenor for one's group."
    ),
    allowed_when=Text(
        "由受邀者本人会签，或由机关登记其纸质签名。",
        "Have the invited sign, or let the office record a signature on paper.",
    ),
    guard="signs_for_itself",
)
COSIGN_DEADLINE = Rule(
    id="filing.cosign.deadline",
    source=PRACTICE,
    reason=Text("会签期限已过。", "The time for co-signing is over."),
    allowed_when=Text("在 cosignDueOn 当日或之前。", "On or before the day in cosignDueOn."),
    guard="cosigning_is_in_time",
)
COSIGN_ELIGIBLE = Rule(
    id="filing.cosign.eligible",
    source=ELIGIBILITY,
    reason=Text("会签者已不是本届委员或提案单位。", "Whoever co-signs is not, or no longer, of this term."),
    allowed_when=Text("由在任的本届委员或提案单位会签。", "Have a member or body of this term sign."),
    guard="signer_is_eligible",
)
COSIGN_SEALED = Rule(
    id="filing.cosign.sealed",
    source=REVIEW,
    reason=Text(
        "党派、人民团体、专门委员会会签须盖章。",
        "A party, people's organisation or special committee co-signs under its seal.",
    ),
    allowed_when=Text("由机关带 sealed 登记其公章。", "Let the office record the seal with sealed."),
    guard="signer_has_sealed",
)
CLOSE_FIRST = Rule(
    id="filing.close-cosigning.first-proposer",
    source=PRACTICE,
    reason=Text("只有第一提案人或机关才能结束会签。", "Only the first proposer, or the office, closes co-signing."),
    allowed_when=Text("由第一提案人结束，或等到期限届满。", "Have the first proposer do it, or wait for the deadline."),
    guard="is_the_first_proposer",
)
LAPSE_DEADLINE = Rule(
    id="filing.lapse-cosigning.deadline",
    source=PRACTICE,
    reason=Text("会签期限未过。", "The time for co-signing is not over."),
    allowed_when=Text("在 cosignDueOn 次日起。", "From the day after cosignDueOn."),
    guard="cosigning_is_over",
)

INVITING = (
    INVITE_FIRST,
    INVITE_SOMEBODY,
    INVITE_ONCE,
    INVITE_SIGNED_FIRST,
    INVITE_REGISTERED,
    INVITE_ELIGIBLE,
    INVITE_COMPATIBLE,
)
SIGNING = (COSIGN_INVITED, COSIGN_OWN, COSIGN_DEADLINE, COSIGN_ELIGIBLE, COSIGN_SEALED)
CLOSING = (CLOSE_FIRST,)
LAPSING = (LAPSE_DEADLINE,)
