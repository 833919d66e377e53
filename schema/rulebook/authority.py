"""The machine of a binding act (拟办公文): drafted, reviewed as often as the committee's chain says, signed.

The chain is the vocabulary `authority.chain`: terms whose canonical words are DRAFT, REVIEW (none, one or more) and
SIGN, in this order.
"""

from collections.abc import Sequence
from typing import Final

from schema.authority.enums import BindingActState
from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.interpreter import Rulebook
from schema.rulebook.model import SIGNER, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN

CHAIN: Final = "authority.chain"
DRAFT: Final = "DRAFT"
REVIEW: Final = "REVIEW"
SIGN: Final = "SIGN"

REVIEWED_FIRST: Final = ("reviews_needed", "SOME")
"""A draft is reviewed before it is signed."""

SIGNED_AT_ONCE: Final = ("reviews_needed", "NONE")
"""The committee's chain has no review."""

MORE_REVIEWS: Final = ("reviews_left", "SOME")
"""Another review follows this one."""

NO_MORE_REVIEWS: Final = ("reviews_left", "NONE")
"""After this review the signature is what comes next."""

_STAFF = ("staff",)
_REVIEWER = ("reviewer",)
_SIGNER = (SIGNER,)
_OPEN = ("DRAFTED", "REVIEWED")


def chain_of(book: Rulebook) -> tuple[str, ...]:
    """The codes of the committee's steps in their order. Raises ValueError for a chain that is none."""
    terms = book.vocabulary(CHAIN)
    words = [term.canonical for term in terms]
    if len(words) < 2 or words[0] != DRAFT or words[-1] != SIGN or set(words[1:-1]) - {REVIEW}:
        raise ValueError(f"{book}: {CHAIN} must be one DRAFT, any number of REVIEW, one SIGN")
    return tuple(term.code for term in terms)


def reviews_of(chain: Sequence[str]) -> tuple[str, ...]:
    """The codes of a chain's reviews."""
    return tuple(chain[1:-1])


REVISE_OWN = Rule(
    id="binding-act.revise.own",
    source=DESIGN,
    reason=Text("只有拟稿人才能修改。", "Only whoever drafted it revises it."),
    allowed_when=Text("请拟稿人修改，或另行拟稿。", "Ask the drafter, or draft another act."),
    guard="drafted_it_oneself",
)
REVIEW_OWN = Rule(
    id="binding-act.review.own",
    source=DESIGN,
    reason=Text("不能审核自己拟的稿。", "Nobody reviews a draft of one's own."),
    allowed_when=Text("请另一位审核人审核。", "Ask another reviewer."),
    guard="drafted_by_another",
)
REVIEW_ONCE = Rule(
    id="binding-act.review.once",
    source=DESIGN,
    reason=Text("同一轮中已由本人审核过。", "You have reviewed it in this round already."),
    allowed_when=Text("下一道审核请另一位审核人办理。", "The next review is for another reviewer."),
    guard="not_reviewed_before",
)
SIGN_OWN = Rule(
    id="binding-act.sign.own",
    source=DESIGN,
    reason=Text("不能签发自己拟的稿。", "Nobody signs a draft of one's own."),
    allowed_when=Text("请另一位签发人签发。", "Ask another signer."),
    guard="drafted_by_another",
)
SIGN_TARGET = Rule(
    id="binding-act.sign.target",
    source=DESIGN,
    reason=Text("拟稿之后，所针对的记录已有更改。", "The record that it is on has changed since it was drafted."),
    allowed_when=Text(
        "退回由拟稿人对照现在的记录修改；或拟稿时写明 followsTarget。",
        "Return it, so that it is revised against the record as it is now; or draft it with followsTarget.",
    ),
    guard="target_is_as_drafted",
)
WITHDRAW_OWN = Rule(
    id="binding-act.withdraw.own",
    source=DESIGN,
    reason=Text("只有拟稿人或签发人才能撤回。", "Only whoever drafted it, or a signer, withdraws it."),
    allowed_when=Text("请拟稿人或签发人撤回。", "Ask the drafter or a signer."),
    guard="drafted_it_oneself_or_signs",
)

BINDING_ACT = Machine(
    name="BindingAct",
    slug="binding-act",
    noun=Text("拟办公文", "binding act"),
    verbs={
        "draftBindingAct": ("draft", Text("拟稿", "be drafted")),
        "reviseBindingAct": ("revise", Text("修改", "be revised")),
        "reviewBindingAct": ("review", Text("审核", "be reviewed")),
        "returnBindingAct": ("return", Text("退回", "be returned")),
        "signBindingAct": ("sign", Text("签发", "be signed")),
        "withdrawBindingAct": ("withdraw", Text("撤回", "be withdrawn")),
    },
    state_names=short_names(BindingActState),
    moves=(
        Move("draftBindingAct", (None,), "DRAFTED", _STAFF, DESIGN, choice=REVIEWED_FIRST),
        Move("draftBindingAct", (None,), "REVIEWED", _STAFF, DESIGN, choice=SIGNED_AT_ONCE),
        Move(
            "reviseBindingAct", (*_OPEN, "RETURNED"), "DRAFTED", _STAFF, DESIGN,
            rules=(REVISE_OWN,), choice=REVIEWED_FIRST,
        ),
        Move(
            "reviseBindingAct", (*_OPEN, "RETURNED"), "REVIEWED", _STAFF, DESIGN,
            rules=(REVISE_OWN,), choice=SIGNED_AT_ONCE,
        ),
        Move(
            "reviewBindingAct", ("DRAFTED",), "DRAFTED", _REVIEWER, DESIGN,
            rules=(REVIEW_OWN, REVIEW_ONCE), choice=MORE_REVIEWS,
        ),
        Move(
            "reviewBindingAct", ("DRAFTED",), "REVIEWED", _REVIEWER, DESIGN,
            rules=(REVIEW_OWN, REVIEW_ONCE), choice=NO_MORE_REVIEWS,
        ),
        Move(
            "returnBindingAct", _OPEN, "RETURNED", (*_REVIEWER, *_SIGNER), DESIGN,
            rules=(reason_given("binding-act.return.reason", DESIGN),),
        ),
        Move(
            "signBindingAct", ("REVIEWED",), "SIGNED", _SIGNER, DESIGN,
            rules=(SIGN_OWN, authority_named("binding-act.sign.authority"), SIGN_TARGET),
        ),
        Move("withdrawBindingAct", (*_OPEN, "RETURNED"), "WITHDRAWN", _STAFF, DESIGN, rules=(WITHDRAW_OWN,)),
    ),
    initial="DRAFTED",
    final=("SIGNED", "WITHDRAWN"),
)  # fmt: skip
