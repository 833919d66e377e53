"""Facts for the machine of a citizen's lead."""

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "CitizenLead",
        facts={
            "text": "建议内容",
            "claimant": "丙",
            "active_claims": 0,
            "note": "理由",
            "recipients": ("水务局",),
            "record_id": "440113:citizen-lead:1",
            "original_id": "440113:citizen-lead:2",
            "carries_identity": False,
            "citizen_consents": False,
            "claimed_by": "a",
            "acting_member": "a",
            "claimant_in_office": True,
            "situation": "情况",
            "analysis": "分析",
            "suggestion": "建议",
        },
        of_command={
            "mirrorFiledCitizenLead": {"proposal_outcome": "FILED"},
            "mirrorNotFiledCitizenLead": {"proposal_outcome": "MERGED"},
        },
        breaks=(
            Break("citizen-lead.adopt.text", {"text": None}),
            Break("citizen-lead.claim.claimant", {"claimant": " "}),
            Break("citizen-lead.claim.one-claim", {"active_claims": 1}),
            Break("citizen-lead.decline.reason", {"note": None}),
            Break("citizen-lead.mark-duplicate.original", {"original_id": None}),
            Break("citizen-lead.mark-duplicate.original", {"original_id": "440113:citizen-lead:1"}),
            Break("citizen-lead.mark-duplicate.reason", {"note": ""}),
            Break("citizen-lead.forward.recipients", {"recipients": ()}),
            Break("citizen-lead.forward.reason", {"note": " "}),
            Break("citizen-lead.escalate.identity", {"carries_identity": True}),
            Break("citizen-lead.release.claimant", {"acting_member": "b"}),
            Break("citizen-lead.release.reason", {"note": None}),
            Break("citizen-lead.cultivate.claimant", {"acting_member": "b"}),
            Break("citizen-lead.mature.claimant", {"acting_member": "b"}),
            Break("citizen-lead.mature.parts", {"situation": ""}),
            Break("citizen-lead.mature.parts", {"analysis": None}),
            Break("citizen-lead.mature.parts", {"suggestion": " "}),
            Break("citizen-lead.propose.claimant", {"acting_member": "b"}),
            Break("citizen-lead.propose.member", {"claimant_in_office": False}),
            Break("citizen-lead.mirror-filed.outcome", {"proposal_outcome": "PENDING"}),
            Break("citizen-lead.mirror-not-filed.outcome", {"proposal_outcome": "FILED"}),
            Break("citizen-lead.mirror-not-filed.outcome", {"proposal_outcome": "PENDING"}),
        ),
    ),
)
