"""Root mutation fields of the authority module."""

import strawberry

from schema.authority.inputs import (
    DraftBindingActInput,
    ReturnBindingActInput,
    ReviewBindingActInput,
    ReviseBindingActInput,
    WithdrawBindingActInput,
)
from schema.authority.types import BindingAct
from schema.payloads import Payload
from schema.rootfields import command_at, command_on
from schema.topics.inputs import AuthorityInput


@strawberry.type
class AuthorityMutations:
    """Drafted by staff, reviewed by a reviewer, signed by a signer; the chain is the committee's own."""

    draft_binding_act: Payload[BindingAct] = command_at(
        DraftBindingActInput,
        "拟稿：拟办一项对本政协有约束力的决定；随即预演，办不成的当即拒绝。",
        "Draft an act that binds the committee. It is tried at once: what could not stand is refused.",
    )
    revise_binding_act: Payload[BindingAct] = command_on(
        ReviseBindingActInput,
        "修改拟办公文，审核从头开始。",
        "Revise a binding act of one's own; its reviews begin anew.",
    )
    review_binding_act: Payload[BindingAct] = command_on(
        ReviewBindingActInput, "审核通过拟办公文的一道手续。", "Pass a review of a binding act."
    )
    return_binding_act: Payload[BindingAct] = command_on(
        ReturnBindingActInput, "退回拟办公文，由拟稿人修改。", "Return a binding act to whoever drafted it."
    )
    sign_binding_act: Payload[BindingAct] = command_on(
        AuthorityInput,
        "签发：写明依据，同时办理；其时不能办理的不予签发。",
        "Sign a binding act, naming its authority. It is carried out in the same step, or not signed.",
    )
    withdraw_binding_act: Payload[BindingAct] = command_on(
        WithdrawBindingActInput, "撤回尚未签发的拟办公文。", "Withdraw a binding act that was not signed yet."
    )
