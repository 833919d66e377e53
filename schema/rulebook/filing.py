"""The machine of a filing (提案): from its draft to the decision on it here; handling and replies add the rest."""

from schema.proposals.enums import FilingState
from schema.rulebook import handling, replies
from schema.rulebook.after_review import ARCHIVING, DESIGNATING, RECOMMENDING, WITHDRAWING, WITHDRAWING_FILED
from schema.rulebook.cosigning import CLOSING, INVITING, LAPSING, SIGNING
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.openness import OPENNESS, PUBLISHING, TAKING_BACK
from schema.rulebook.proposing import DRAFTING, REVISING, SUBMITTING
from schema.rulebook.sources import DESIGN, ELIGIBILITY, KEY_PROPOSALS, PRACTICE, REFUSAL_REASONS, REVIEW

_OFFICE = ("staff",)
_PROPOSER_OR_OFFICE = ("member", "staff")

RETURN_NOTE = Rule(
    id="filing.return.note",
    source=PRACTICE,
    reason=Text("退回修改没有说明原因。", "The return does not say what to revise."),
    allowed_when=Text("在 note 中写明退回原因和修改要求。", "Say in note why it is returned and what to revise."),
    guard="has_note",
)
PRELIM_CONTENT = Rule(
    id="filing.prelim-review.content",
    source=REVIEW,
    reason=Text(
        "核对的结果缺少一事一案、情况、分析、具体建议中的一项。",
        "What was checked leaves out one matter a proposal, the facts, their analysis or concrete suggestions.",
    ),
    allowed_when=Text(
        "checked 包括本政协规则手册 filing.content 所列的各项；缺项的以 returnFiling 退回，在 lacking 中列明。",
        "When checked holds all of filing.content of the committee's rulebook; what lacks one is returned by"
        " returnFiling, which names it in lacking.",
    ),
    guard="content_is_checked",
)
FILE_CASE_NUMBER = Rule(
    id="filing.file.case-number",
    source=REVIEW,
    reason=Text("立案没有编定案号。", "No case number is given."),
    allowed_when=Text("给出案号。", "Give a case number."),
    guard="case_number_given",
)
FILE_CASE_NUMBER_ONCE = Rule(
    id="filing.file.case-number-once",
    source=REVIEW,
    reason=Text("这一案号在本届本次内已经用过。", "This case number is already used in the term and session."),
    allowed_when=Text("改用未曾用过的案号。", "Give a number that was never used."),
    guard="case_number_free",
)
REFUSE_REASON = Rule(
    id="filing.refuse.reason",
    source=REFUSAL_REASONS,
    reason=Text(
        "不予立案的理由不在本政协的清单之内。",
        "The reason for refusal is not in the committee's list.",
    ),
    allowed_when=Text("选用本政协 refusalReasons 所列的代码。", "Give a code of the committee's refusalReasons."),
    guard="reason_is_listed",
)
MERGE_TARGET = Rule(
    id="filing.merge.target",
    source=DESIGN,
    reason=Text("没有这件可以并入的提案。", "There is no such proposal to merge into."),
    allowed_when=Text("指明本政协的一件提案。", "Name a proposal of this committee."),
    guard="target_exists",
)
MERGE_SELF = Rule(
    id="filing.merge.self",
    source=DESIGN,
    reason=Text("提案不能并入自身。", "A proposal cannot be merged into itself."),
    allowed_when=Text("指明另一件提案。", "Name another proposal."),
    guard="target_is_another",
)
MERGE_COMMITTEE = Rule(
    id="filing.merge.committee",
    source=REVIEW,
    reason=Text("只能并入本政协的提案。", "The target belongs to another committee."),
    allowed_when=Text("指明本政协的一件提案。", "Name a proposal of this committee."),
    guard="target_of_same_committee",
)
MERGE_TERM = Rule(
    id="filing.merge.term",
    source=REVIEW,
    reason=Text("只能并入同一届的提案。", "The target is of another term."),
    allowed_when=Text("指明同一届的一件提案。", "Name a proposal of the same term."),
    guard="target_of_same_term",
)
MERGE_NO_CHAIN = Rule(
    id="filing.merge.no-chain",
    source=DESIGN,
    reason=Text(
        "并案不能成链：目标已并入他案，或已有提案并入本案。",
        "Mergers do not chain: the target is merged itself, or another proposal was merged into this one.",
    ),
    allowed_when=Text(
        "直接并入最终保留的那件提案。",
        "Merge straight into the proposal that remains, and none that others were merged into.",
    ),
    guard="no_chain",
)
MERGE_TARGET_STATE = Rule(
    id="filing.merge.target-state",
    source=REVIEW,
    reason=Text("目标提案既未立案，也未通过初审。", "The target is neither filed nor through preliminary review."),
    allowed_when=Text("目标已立案或初审通过。", "The target is FILED or PRELIM_PASSED."),
    guard="target_is_open",
)
CONVERT_NOTE = Rule(
    id="filing.convert.note",
    source=REVIEW,
    reason=Text("没有说明转为何种意见建议。", "The conversion does not say what the proposal becomes."),
    allowed_when=Text("在 note 中写明转为何种意见建议、转送何处。", "Say in note what it becomes and where it goes."),
    guard="has_note",
)

_MAY_BE_KEY = (
    "FILED", "ASSIGNED", "HANDLING", "REPLIED", "FEEDBACK_DONE", "REHANDLING", "CLOSED", "FOLLOW_UP",
)  # fmt: skip
_MAY_BE_PUBLIC = (*_MAY_BE_KEY, "ARCHIVED")
_PENDING = (("outcome", "PENDING"),)


def _decided(decision: str, outcome: str) -> tuple[tuple[str, str | None], ...]:
    return (("outcome", outcome), ("decision", decision))


MOVES = (
    Move(
        "draftFiling", (None,), "DRAFT", _PROPOSER_OR_OFFICE, ELIGIBILITY, rules=DRAFTING, sets=(("outcome", None),),
    ),
    *(
        Move("reviseFiling", (state,), state, _PROPOSER_OR_OFFICE, PRACTICE, rules=REVISING)
        for state in ("DRAFT", "RETURNED")
    ),
    Move("inviteFilingCosigners", ("DRAFT",), "COSIGNING", _PROPOSER_OR_OFFICE, PRACTICE, rules=INVITING),
    Move("cosignFiling", ("COSIGNING",), "COSIGNING", _PROPOSER_OR_OFFICE, PRACTICE, rules=SIGNING),
    Move("closeFilingCosigning", ("COSIGNING",), "DRAFT", _PROPOSER_OR_OFFICE, PRACTICE, rules=CLOSING),
    Move("lapseFilingCosigning", ("COSIGNING",), "DRAFT", SYSTEM, PRACTICE, rules=LAPSING),
    Move(
        "submitFiling", ("DRAFT", "RETURNED"), "SUBMITTED", _PROPOSER_OR_OFFICE, ELIGIBILITY,
        rules=SUBMITTING, sets=_PENDING,
    ),
    Move(
        "prelimReviewFiling", ("SUBMITTED",), "PRELIM_PASSED", _OFFICE, REVIEW,
        rules=(PRELIM_CONTENT,), sets=_decided("PRELIM_PASSED", "PENDING"),
    ),
    Move(
        "returnFiling", ("SUBMITTED",), "RETURNED", _OFFICE, PRACTICE,
        rules=(RETURN_NOTE,), sets=_decided("RETURNED", "PENDING"),
    ),
    Move(
        "fileFiling", ("PRELIM_PASSED",), "FILED", _OFFICE, REVIEW,
        rules=(FILE_CASE_NUMBER, FILE_CASE_NUMBER_ONCE), sets=_decided("FILED", "FILED"),
    ),
    Move(
        "refuseFiling", ("PRELIM_PASSED",), "NOT_FILED", _OFFICE, REVIEW,
        rules=(REFUSE_REASON,), sets=_decided("NOT_FILED", "NOT_FILED"),
    ),
    Move(
        "mergeFiling", ("PRELIM_PASSED",), "MERGED", _OFFICE, REVIEW,
        rules=(MERGE_SELF, MERGE_COMMITTEE, MERGE_TARGET, MERGE_TERM, MERGE_NO_CHAIN, MERGE_TARGET_STATE),
        sets=_decided("MERGED", "MERGED"),
    ),
    Move(
        "convertFiling", ("PRELIM_PASSED",), "CONVERTED", _OFFICE, REVIEW,
        rules=(CONVERT_NOTE,), sets=_decided("CONVERTED", "CONVERTED"),
    ),
    Move(
        "withdrawFiling", ("DRAFT", "COSIGNING"), "WITHDRAWN", _PROPOSER_OR_OFFICE, DESIGN,
        rules=WITHDRAWING, sets=(("outcome", None),),
    ),
    Move(
        "withdrawFiling", ("SUBMITTED", "RETURNED", "PRELIM_PASSED"), "WITHDRAWN", _PROPOSER_OR_OFFICE, REVIEW,
        rules=WITHDRAWING, sets=_decided("WITHDRAWN", "WITHDRAWN"),
    ),
    Move(
        "withdrawFiledFiling", ("FILED", "ASSIGNED", "HANDLING"), "WITHDRAWN", _OFFICE, DESIGN,
        rules=WITHDRAWING_FILED, sets=_decided("WITHDRAWN", "WITHDRAWN"),
    ),
    Move(
        "recommendUpwardFiling", ("SUBMITTED", "PRELIM_PASSED"), "HANDED_UP", _OFFICE, DESIGN,
        rules=RECOMMENDING, sets=_decided("HANDED_UP", "HANDED_UP"),
    ),
    *(
        Move("designateKeyFiling", (state,), state, _OFFICE, KEY_PROPOSALS, rules=DESIGNATING)
        for state in _MAY_BE_KEY
    ),
    *(Move("publishFiling", (state,), state, _OFFICE, OPENNESS, rules=PUBLISHING) for state in _MAY_BE_PUBLIC),
    *(
        Move("unpublishFiling", (state,), state, _OFFICE, OPENNESS, rules=TAKING_BACK)
        for state in (*_MAY_BE_PUBLIC, "WITHDRAWN")
    ),
    Move("archiveFiling", ("CLOSED",), "ARCHIVED", _OFFICE, PRACTICE, rules=ARCHIVING),
)  # fmt: skip

VERBS = {
    "draftFiling": ("draft", Text("起草", "be drafted")),
    "reviseFiling": ("revise", Text("修改", "be revised")),
    "inviteFilingCosigners": ("invite-cosigners", Text("邀请会签", "be opened for co-signing")),
    "cosignFiling": ("cosign", Text("会签", "be co-signed")),
    "closeFilingCosigning": ("close-cosigning", Text("结束会签", "be closed for co-signing")),
    "lapseFilingCosigning": ("lapse-cosigning", Text("会签到期", "lapse from co-signing")),
    "submitFiling": ("submit", Text("提交", "be submitted")),
    "prelimReviewFiling": ("prelim-review", Text("通过初审", "pass preliminary review")),
    "returnFiling": ("return", Text("退回修改", "be returned for revision")),
    "fileFiling": ("file", Text("立案", "be filed")),
    "refuseFiling": ("refuse", Text("不予立案", "be refused filing")),
    "mergeFiling": ("merge", Text("并案", "be merged")),
    "convertFiling": ("convert", Text("转为意见建议", "be converted into an opinion")),
    "withdrawFiling": ("withdraw", Text("撤案", "be withdrawn")),
    "withdrawFiledFiling": ("withdraw-filed", Text("立案后撤案", "be withdrawn after filing")),
    "recommendUpwardFiling": ("recommend-upward", Text("推荐至上级政协", "be recommended upward")),
    "designateKeyFiling": ("designate-key", Text("确定为重点提案", "be made a key proposal")),
    "publishFiling": ("publish", Text("公开", "be published")),
    "unpublishFiling": ("unpublish", Text("撤回公开", "be taken back from the public")),
    "archiveFiling": ("archive", Text("归档", "be archived")),
}

FILING = Machine(
    name="Filing",
    slug="filing",
    noun=Text("提案", "proposal"),
    verbs={**VERBS, **handling.FILING_VERBS, **replies.FILING_VERBS},
    state_names=short_names(FilingState),
    moves=(*MOVES, *handling.FILING_MOVES, *replies.FILING_MOVES),
    initial="DRAFT",
    final=("NOT_FILED", "MERGED", "CONVERTED", "WITHDRAWN", "HANDED_UP", "ARCHIVED"),
)
