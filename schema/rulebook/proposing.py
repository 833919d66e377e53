"""Rules on who stands behind a filing and where it comes from, asked when it is drafted, revised and submitted.

A committee that keeps a register of members asks it; as long as it keeps none for the filing's term, proposers are
named as before and nobody is refused for not standing in it.
"""

from schema.rulebook.model import Rule, Text
from schema.rulebook.sources import COSIGNING, DESIGN, ELIGIBILITY, REVIEW

DRAFT_SIGNATURES = Rule(
    id="filing.draft.signatures",
    source=DESIGN,
    reason=Text("只有机关才能登记他人的纸质签名和公章。", "Only the office records others' signatures and seals."),
    allowed_when=Text(
        "不带 signed 和 sealed，请对方会签，或请机关登记。",
        "Leave out signed and sealed and invite them to co-sign, or ask the office to record them.",
    ),
    guard="signatures_are_recorded_by_the_office",
)
DRAFT_RECOMMENDED_FROM = Rule(
    id="filing.draft.recommended-from",
    source=DESIGN,
    reason=Text(
        "所据的提案不属于本政协区域内的下级政协。", "The recommended proposal is not of a committee below this one."
    ),
    allowed_when=Text("指明下级政协推荐来的提案。", "Name a proposal that a lower committee recommended."),
    guard="recommendation_comes_from_below",
)
DRAFT_RECOMMENDED_ONCE = Rule(
    id="filing.draft.recommended-once",
    source=DESIGN,
    reason=Text("已有提案据同一件推荐起草。", "Another proposal takes up the same recommendation."),
    allowed_when=Text("那件提案撤回之后，或参加其会签。", "Once that one is withdrawn; or co-sign it."),
    guard="recommendation_is_free",
)
DRAFT_CONTINUES = Rule(
    id="filing.draft.continues",
    source=DESIGN,
    reason=Text("没有这件可以接续的提案。", "There is no such proposal to carry on."),
    allowed_when=Text("指明本政协的一件提案。", "Name a proposal of this committee."),
    guard="continued_filing_exists",
)
DRAFT_CONTINUES_EARLIER = Rule(
    id="filing.draft.continues-earlier",
    source=DESIGN,
    reason=Text("所接续的提案不早于本届本次。", "The proposal to carry on is not of an earlier term or session."),
    allowed_when=Text(
        "注明本件的届、次，并指明往届或往次的提案。", "Give this proposal's term and session, and name an earlier one."
    ),
    guard="continued_filing_is_earlier",
)
REVISE_SIGNATURES = Rule(
    id="filing.revise.signatures",
    source=DESIGN,
    reason=Text("只有机关才能登记他人的纸质签名和公章。", "Only the office records others' signatures and seals."),
    allowed_when=Text("不带 signed 和 sealed，或请机关登记。", "Leave out signed and sealed, or ask the office."),
    guard="signatures_are_recorded_by_the_office",
)
REVISE_OWN = Rule(
    id="filing.revise.proposer",
    source=ELIGIBILITY,
    reason=Text("只有提案者本人或机关才能修改提案。", "Only a proposer of it, or the office, may revise a proposal."),
    allowed_when=Text("由提案者修改。", "Have one of its proposers do it."),
    guard="is_a_proposer_of_it",
)
REVISE_COSIGNED = Rule(
    id="filing.revise.cosigned",
    source=COSIGNING,
    reason=Text(
        "他人已就此文本会签，提交前不能再改。",
        "Others have co-signed this text; it is not changed before it is submitted.",
    ),
    allowed_when=Text("提交后被退回修改时，或撤回另行起草。", "When it is returned for revision, or drafted anew."),
    guard="text_is_not_cosigned",
)
REVISE_CHAIN = Rule(
    id="filing.revise.chain",
    source=DESIGN,
    reason=Text(
        "提案已接续他案或被他案接续，届、次不能再改。",
        "The proposal carries on another, or is carried on; its term and session stay.",
    ),
    allowed_when=Text("不改届、次，或撤回另行起草。", "Leave term and session as they are, or draft it anew."),
    guard="chain_keeps_its_terms",
)
REVISE_SHARED = Rule(
    id="filing.revise.shared",
    source=DESIGN,
    reason=Text("联合提案的文本不在此修改。", "The words of a shared proposal are not changed by revising the filing."),
    allowed_when=Text("用 varySharedFiling 登记本地文本及其理由。", "Record a local variant with varySharedFiling."),
    guard="shared_text_is_kept",
)
SUBMIT_PROPOSERS = Rule(
    id="filing.submit.proposers",
    source=ELIGIBILITY,
    reason=Text("提案没有提案者。", "The proposal has no proposer."),
    allowed_when=Text(
        "至少列明一位提案者；市民不能自行提出提案。", "Name at least one proposer; a citizen alone cannot be it."
    ),
    guard="has_proposers",
)
SUBMIT_TEXT = Rule(
    id="filing.submit.text",
    source=REVIEW,
    reason=Text("提案没有正文。", "The proposal has no text."),
    allowed_when=Text("写明情况、分析和具体建议。", "Set out the facts, their analysis and concrete suggestions."),
    guard="has_text",
)
SUBMIT_OWN = Rule(
    id="filing.submit.proposer",
    source=ELIGIBILITY,
    reason=Text("只有提案者本人或机关才能提交提案。", "Only a proposer of it, or the office, may submit a proposal."),
    allowed_when=Text("由提案者提交。", "Have one of its proposers submit it."),
    guard="is_a_proposer_of_it",
)
SUBMIT_REGISTERED = Rule(
    id="filing.submit.registered",
    source=ELIGIBILITY,
    reason=Text("有提案者不在本政协本届的名册内。", "A proposer is not in the committee's register of this term."),
    allowed_when=Text(
        "以名册中的编号列明每位提案者。本政协登记了本届委员之后适用此条。",
        "Name every proposer by an id of the register. This holds once members of the term are registered.",
    ),
    guard="proposers_are_registered",
)
SUBMIT_ELIGIBLE = Rule(
    id="filing.submit.eligible",
    source=ELIGIBILITY,
    reason=Text(
        "有提案者不是本政协的本届委员或提案单位，或任期已止。",
        "A proposer is not a current member or a body of this committee and term.",
    ),
    allowed_when=Text("提案者均为本政协本届的委员或提案单位。", "Every proposer is a member or body of this term."),
    guard="proposers_are_eligible",
)
SUBMIT_JOINT = Rule(
    id="filing.submit.joint",
    source=ELIGIBILITY,
    reason=Text("委员联名须有两位以上委员。", "A joint proposal has at least two members."),
    allowed_when=Text("再列明一位联名委员，或改为委员个人提案。", "Name another member, or make it one member's own."),
    guard="joint_has_two_members",
)
SUBMIT_COMPATIBLE = Rule(
    id="filing.submit.compatible",
    source=COSIGNING,
    reason=Text("提案者中有不能联合署名的类别。", "Proposers of these kinds may not sign together here."),
    allowed_when=Text(
        "按本政协规则手册 filing.cosign-pairs 所列的类别联合署名。",
        "Let those kinds sign together that filing.cosign-pairs of the committee's rulebook lists.",
    ),
    guard="kinds_may_sign_together",
)
SUBMIT_IN_SESSION = Rule(
    id="filing.submit.in-session",
    source=REVIEW,
    reason=Text(
        "界别、界别小组只在全体会议期间提出提案。", "Sectors and sector groups propose only during a plenary session."
    ),
    allowed_when=Text("在全体会议的收案期内提交。", "Within the time in which a plenary session accepts proposals."),
    guard="groups_only_in_session",
)
SUBMIT_SIGNED = Rule(
    id="filing.submit.signed",
    source=REVIEW,
    reason=Text(
        "有提案者尚未签名；界别、界别小组由召集人签名。",
        "A proposer has not signed; sectors and sector groups are signed for by their convenor.",
    ),
    allowed_when=Text("由其会签，或由机关登记其签名。", "Have them co-sign, or let the office record the signature."),
    guard="proposers_have_signed",
)
SUBMIT_SEALED = Rule(
    id="filing.submit.sealed",
    source=REVIEW,
    reason=Text(
        "党派、人民团体、专门委员会的提案尚未盖章。",
        "A party, people's organisation or special committee has not sealed it.",
    ),
    allowed_when=Text("由机关登记其公章。", "Let the office record the seal."),
    guard="bodies_have_sealed",
)

DRAFTING = (
    DRAFT_SIGNATURES,
    DRAFT_RECOMMENDED_FROM,
    DRAFT_RECOMMENDED_ONCE,
    DRAFT_CONTINUES,
    DRAFT_CONTINUES_EARLIER,
)
REVISING = (REVISE_SIGNATURES, REVISE_OWN, REVISE_COSIGNED, REVISE_CHAIN, REVISE_SHARED)
SUBMITTING = (
    SUBMIT_PROPOSERS,
    SUBMIT_TEXT,
    SUBMIT_OWN,
    SUBMIT_REGISTERED,
    SUBMIT_ELIGIBLE,
    SUBMIT_JOINT,
    SUBMIT_COMPATIBLE,
    SUBMIT_IN_SESSION,
    SUBMIT_SIGNED,
    SUBMIT_SEALED,
)
