"""Facts for the machine of a binding act."""

from tests.schema.rulebook.case import Break, Cases

_OWN = {"actor": "clerk-1"}

CASES = (
    Cases(
        "BindingAct",
        facts={
            "actor": "chief-1",
            "actor_signs": False,
            "drafted_by": "clerk-1",
            "reviewed_by": ("chief-2",),
            "target_unchanged": True,
            "note": "请核对名单",
            "authority_body": "主席会议",
            "authority_document": "穗政协〔2026〕7号",
        },
        of_command={"reviseBindingAct": _OWN, "withdrawBindingAct": _OWN},
        breaks=(
            Break("binding-act.revise.own", {"actor": "clerk-2"}),
            Break("binding-act.review.own", _OWN),
            Break("binding-act.review.once", {"actor": "chief-2"}),
            Break("binding-act.return.reason", {"note": " "}),
            Break("binding-act.sign.own", _OWN),
            Break("binding-act.sign.authority", {"authority_document": None}),
            Break("binding-act.sign.target", {"target_unchanged": False}),
            Break("binding-act.withdraw.own", {"actor": "clerk-2"}),
        ),
    ),
)
