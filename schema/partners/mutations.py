"""Root mutation fields of the partners module."""

import strawberry

from schema.partners.agreement_inputs import (
    AgreePartnerAgreementInput,
    PartnerNoteInput,
    PartnerStepInput,
    ProposePartnerAgreementInput,
)
from schema.partners.agreements import PartnerAgreement
from schema.payloads import Payload
from schema.rootfields import command_at, command_on


@strawberry.type
class AgreementMutations:
    """Each side acts on its own record and tells the other."""

    propose_partner_agreement: Payload[PartnerAgreement] = command_at(
        ProposePartnerAgreementInput, "向兄弟政协提出协作协议。", "Propose an agreement to a partner committee."
    )
    agree_partner_agreement: Payload[PartnerAgreement] = command_on(
        AgreePartnerAgreementInput, "同意对方提出的协议。", "Agree to what the other side proposes."
    )
    decline_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerNoteInput, "谢绝对方提出的协议。", "Decline what the other side proposes."
    )
    withdraw_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerNoteInput, "撤回本方提出而对方尚未同意的协议。", "Take back a proposal that was not agreed yet."
    )
    suspend_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerStepInput, "中止协议。", "Suspend an agreement."
    )
    resume_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerStepInput,
        "恢复本方中止的协议；对方也中止的，待其恢复。",
        "Lift this side's suspension; where the other side suspended it too, it waits for that one.",
    )
    end_partner_agreement: Payload[PartnerAgreement] = command_on(PartnerStepInput, "终止协议。", "End an agreement.")


@strawberry.type
class PartnersMutations(AgreementMutations):
    """Commands on agreements."""
