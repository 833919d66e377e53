"""Facts for the machines of a joint topic and of a participation."""

from tests.schema.rulebook.case import Break, Cases

_AUTHORITY = {"authority_body": "主席会议", "authority_document": "穗政协〔2026〕7号"}

CASES = (
    Cases(
        "JointTopic",
        facts={"committee": "440100", "invited": ("440113",), "already_invited": (), **_AUTHORITY},
        breaks=(
            Break("joint-topic.invite.others", {"invited": ()}),
            Break("joint-topic.invite.others", {"invited": ("440100",)}),
            Break("joint-topic.invite.self", {"invited": ("440113", "440100")}),
            Break("joint-topic.invite.once", {"invited": ("440113", "440113")}),
            Break("joint-topic.invite.once", {"already_invited": ("440113",)}),
            Break("joint-topic.invite.authority", {"authority_body": ""}),
            Break("joint-topic.invite.authority", {"authority_document": " "}),
        ),
    ),
    Cases(
        "Participation",
        facts={"committee": "440100", "topic_lead": "440500", "answer": "ACCEPT", **_AUTHORITY},
        breaks=(
            Break("participation.answer.lead", {"topic_lead": "440100"}),
            Break("participation.answer.authority", {"authority_body": None}),
            Break("participation.answer.authority", {"authority_document": None}),
        ),
    ),
)
