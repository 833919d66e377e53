"""Facts for the machines of agreements, partner projects and joint plans."""

from tests.schema.rulebook.case import Break, Cases

_AUTHORITY = {"authority_body": "主席会议", "authority_document": "穗政协〔2026〕7号"}
_NO_NOTE = {"note": None}
_NO_BODY = {"authority_body": None}
_ONE_DISAGREES = {"consenting": ("440100",)}
_BOTH = {"concerned": ("440100", "350800"), "consenting": ("350800", "440100")}

CASES = (
    Cases(
        "PartnerAgreement",
        facts={
            "note": "理由",
            "in_line": False,
            "open_proposals": 0,
            "proposed_at_once": False,
            "answer_overdue": False,
            "terms": "a1",
            "partner_terms": "a1",
            "side": "440100",
            "suspended_by": ("350800",),
            "still_suspended": "NO",
            "time_over": True,
            **_AUTHORITY,
        },
        of_command={
            "lapsePartnerAgreement": {"answer_overdue": True},
            "resumePartnerAgreement": {"suspended_by": ("350800", "440100")},
        },
        breaks=(
            Break("partner-agreement.propose.beside", {"in_line": True}),
            Break("partner-agreement.propose.one", {"open_proposals": 1}),
            Break("partner-agreement.propose.authority", _NO_BODY),
            Break("partner-agreement.receive.first", {"proposed_at_once": True}),
            Break("partner-agreement.agree.in-time", {"answer_overdue": True}),
            Break("partner-agreement.agree.authority", _NO_BODY),
            Break("partner-agreement.conclude.same", {"partner_terms": "b2"}),
            Break("partner-agreement.conclude.same", {"terms": None, "partner_terms": None}),
            Break("partner-agreement.conclude.in-time", {"answer_overdue": True}),
            Break("partner-agreement.decline.reason", _NO_NOTE),
            Break("partner-agreement.withdraw.reason", _NO_NOTE),
            Break("partner-agreement.lapse.overdue", {"answer_overdue": False}),
            Break("partner-agreement.suspend.once", {"side": "350800"}),
            Break("partner-agreement.suspend.reason", _NO_NOTE),
            Break("partner-agreement.suspend.authority", _NO_BODY),
            Break("partner-agreement.resume.own", {"suspended_by": ("350800",)}),
            Break("partner-agreement.resume.authority", _NO_BODY),
            Break("partner-agreement.end.reason", _NO_NOTE),
            Break("partner-agreement.end.authority", _NO_BODY),
            Break("partner-agreement.expire.day", {"time_over": False}),
        ),
    ),
    Cases(
        "PartnerProject",
        facts={
            "note": "理由",
            "partner_city": True,
            "agreement_active": True,
            "own_participants": 1,
            "partner_participants": 2,
            "outputs": 1,
        },
        breaks=(
            Break("partner-project.propose.agreement", {"agreement_active": False}),
            Break("partner-project.start.both-sides", {"own_participants": 0}),
            Break("partner-project.start.both-sides", {"partner_participants": 0}),
            Break("partner-project.suspend.reason", _NO_NOTE),
            Break("partner-project.complete.outputs", {"outputs": 0}),
            Break("partner-project.end.reason", _NO_NOTE),
        ),
    ),
    Cases(
        "JointAnnualPlan",
        facts={"note": "理由", "items": 14, "open_items": 0, **_BOTH, **_AUTHORITY},
        breaks=(
            Break("joint-annual-plan.offer.items", {"items": 0}),
            Break("joint-annual-plan.revise.reason", _NO_NOTE),
            Break("joint-annual-plan.agree.all", _ONE_DISAGREES),
            Break("joint-annual-plan.agree.authority", _NO_BODY),
            Break("joint-annual-plan.amend.reason", _NO_NOTE),
            Break("joint-annual-plan.summarise.items", {"open_items": 1}),
            Break("joint-annual-plan.drop.reason", _NO_NOTE),
        ),
    ),
)
