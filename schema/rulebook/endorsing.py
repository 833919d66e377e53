"""The machines of a committee's own part in a shared proposal: its endorsement, and the filing that it makes."""

from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, ELIGIBILITY, GUIDANCE, SUPERVISION
from schema.shared_proposals.enums import SharedEndorsementState, SharedFilingState

_OFFICE = ("staff",)
_PROPOSER_OR_OFFICE = ("member", "staff")

ANSWER_TEXT = Rule(
    id="shared-endorsement.answer.text",
    source=DESIGN,
    reason=Text("所会签的不是送签的文本。", "The answer does not name the text that was sent for endorsement."),
    allowed_when=Text("在 textHash 中写明送签文本的散列值。", "Give the hash of that text in textHash."),
    guard="endorses_what_it_was_asked",
)
ANSWER_LASTS = Rule(
    id="shared-endorsement.answer.validity",
    source=DESIGN,
    reason=Text("会签的有效期已过，或晚于报送期限。", "The endorsement would be over, or outlast the time to file."),
    allowed_when=Text("有效期在今天与报送期限之间。", "Let it hold until a day from today to the last day for filing."),
    guard="endorsement_lasts",
)
LAPSE_OVER = Rule(
    id="shared-endorsement.lapse.over",
    source=DESIGN,
    reason=Text("期限未过。", "Its time is not over."),
    allowed_when=Text("期限过后。", "Once its time is over."),
    guard="time_is_over",
)
OPEN_ENDORSED = Rule(
    id="shared-filing.open.text",
    source=DESIGN,
    reason=Text("文字与会签版本不同，也没有登记为本地文本。", "The text is neither the endorsed one nor a variant."),
    allowed_when=Text("用会签版本，或登记本地文本。", "Use the endorsed version, or record a local variant."),
    guard="endorsed_text_is_kept",
)
VARY_TEXT = Rule(
    id="shared-filing.vary.text",
    source=ELIGIBILITY,
    reason=Text("本地文本没有正文。", "The local variant has no text."),
    allowed_when=Text("写明情况、分析和具体建议。", "Set out the facts, their analysis and concrete suggestions."),
    guard="has_text",
)
VARY_OWN = Rule(
    id="shared-filing.vary.proposer",
    source=ELIGIBILITY,
    reason=Text("只有提案者本人或机关才能修改文本。", "Only a proposer of it, or the office, may reword it."),
    allowed_when=Text("由提案者修改。", "Have one of its proposers do it."),
    guard="is_a_proposer_of_it",
)
VARY_OPEN = Rule(
    id="shared-filing.vary.draft",
    source=DESIGN,
    reason=Text("提案已提交，文本不能再改。", "The filing was submitted; its text stays."),
    allowed_when=Text("提案为草稿，或被退回修改时。", "While the filing is a draft, or returned for revision."),
    guard="filing_may_be_reworded",
)
VARY_COSIGNED = Rule(
    id="shared-filing.vary.cosigned",
    source=DESIGN,
    reason=Text("他人已就此文本会签，提交前不能再改。", "Others have co-signed this text; it is not changed before."),
    allowed_when=Text("提交后被退回修改时。", "When it is returned for revision."),
    guard="text_is_not_cosigned",
)
CONSENT_HANDLED = Rule(
    id="shared-filing.consent.handled",
    source=SUPERVISION,
    reason=Text("本政协的提案不在办理之中。", "The committee's filing is not being handled."),
    allowed_when=Text("提案立案之后、办结之前。", "Once it is filed and before it ends."),
    guard="filing_is_handled",
)
CONSENT_ONCE = Rule(
    id="shared-filing.consent.once",
    source=DESIGN,
    reason=Text("本政协已经同意联合督办。", "The committee has agreed already."),
    allowed_when=Text("不必再次同意。", "Once is enough."),
    guard="has_not_consented",
)

_STANDING = tuple(
    state
    for state in SharedEndorsementState.__members__
    if state not in ("UNKNOWN", "ENDED")
)  # fmt: skip

SHARED_ENDORSEMENT = Machine(
    name="SharedProposalEndorsement",
    slug="shared-endorsement",
    noun=Text("会签", "endorsement"),
    verbs={
        "answerSharedProposalEndorsement": ("answer", Text("答复", "be given or declined")),
        "withdrawSharedProposalEndorsement": ("withdraw", Text("撤回", "be withdrawn")),
        "receiveSharedProposalEndorsement": ("receive", Text("收到送签", "be asked for")),
        "supersedeSharedProposalEndorsement": ("supersede", Text("因修改失效", "fall with its version")),
        "refuseSharedProposalEndorsement": ("refuse", Text("未获接受", "be refused by the lead")),
        "lapseSharedProposalEndorsement": ("lapse", Text("逾期失效", "lapse")),
        "carryOutSharedProposalEndorsement": ("carry-out", Text("据以报送", "be carried out by a filing")),
        "endSharedProposalEndorsement": ("end", Text("了结", "end")),
    },
    state_names={name: text for name, text in short_names(SharedEndorsementState).items() if name != "UNKNOWN"},
    moves=(
        Move(
            "answerSharedProposalEndorsement", ("INVITED",), "ENDORSED", _OFFICE, GUIDANCE,
            rules=(ANSWER_TEXT, ANSWER_LASTS, authority_named("shared-endorsement.answer.authority")),
            choice=("answer", "ENDORSE"),
        ),
        Move(
            "answerSharedProposalEndorsement", ("INVITED",), "DECLINED", _OFFICE, GUIDANCE,
            rules=(authority_named("shared-endorsement.answer.authority"),), choice=("answer", "DECLINE"),
        ),
        Move(
            "withdrawSharedProposalEndorsement", ("ENDORSED",), "WITHDRAWN", _OFFICE, GUIDANCE,
            rules=(
                reason_given("shared-endorsement.withdraw.reason", DESIGN),
                authority_named("shared-endorsement.withdraw.authority"),
            ),
        ),
        Move("receiveSharedProposalEndorsement", (None, *_STANDING), "INVITED", SYSTEM, DESIGN),
        Move(
            "supersedeSharedProposalEndorsement", ("INVITED", "ENDORSED", "CARRIED_OUT"), "SUPERSEDED", SYSTEM, DESIGN
        ),
        Move("refuseSharedProposalEndorsement", ("ENDORSED", "CARRIED_OUT"), "NOT_ACCEPTED", SYSTEM, DESIGN),
        Move(
            "lapseSharedProposalEndorsement", ("INVITED", "ENDORSED"), "LAPSED", SYSTEM, DESIGN, rules=(LAPSE_OVER,)
        ),
        Move("carryOutSharedProposalEndorsement", ("ENDORSED", "CARRIED_OUT"), "CARRIED_OUT", SYSTEM, DESIGN),
        Move("endSharedProposalEndorsement", _STANDING, "ENDED", SYSTEM, DESIGN),
    ),
    initial="INVITED",
    final=("ENDED",),
)  # fmt: skip

_OPEN = ("AS_AGREED", "LOCAL_VARIANT")

SHARED_FILING = Machine(
    name="SharedFiling",
    slug="shared-filing",
    noun=Text("据联合提案所报的提案", "filing of a shared proposal"),
    verbs={
        "varySharedFiling": ("vary", Text("登记本地文本", "be reworded locally")),
        "consentSharedFiling": ("consent", Text("同意联合督办", "be opened to joint supervision")),
        "openSharedFiling": ("open", Text("建立", "be opened")),
        "unlinkSharedFiling": ("unlink", Text("解除关联", "be left unlinked")),
    },
    state_names=short_names(SharedFilingState),
    moves=(
        Move(
            "openSharedFiling", (None,), "AS_AGREED", SYSTEM, DESIGN,
            rules=(OPEN_ENDORSED,), choice=("wording", "AS_AGREED"),
        ),
        Move(
            "openSharedFiling", (None,), "LOCAL_VARIANT", SYSTEM, DESIGN,
            rules=(OPEN_ENDORSED,), choice=("wording", "LOCAL_VARIANT"),
        ),
        Move(
            "varySharedFiling", _OPEN, "LOCAL_VARIANT", _PROPOSER_OR_OFFICE, DESIGN,
            rules=(VARY_TEXT, reason_given("shared-filing.vary.reason", DESIGN), VARY_OWN, VARY_OPEN, VARY_COSIGNED),
        ),
        *(
            Move(
                "consentSharedFiling", (state,), state, _OFFICE, SUPERVISION,
                rules=(CONSENT_HANDLED, CONSENT_ONCE, authority_named("shared-filing.consent.authority")),
            )
            for state in _OPEN
        ),
        Move("unlinkSharedFiling", _OPEN, "NOT_LINKED", SYSTEM, DESIGN),
    ),
    initial="AS_AGREED",
    final=("NOT_LINKED",),
)  # fmt: skip
